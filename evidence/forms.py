from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from evidence.limits import MOST_FILES
from unions.forms import OfficerForm

ACCEPTED = ".jpg,.jpeg,.png,.webp,.heic,.pdf"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; cleaned to a list. What they hold is judged when they are kept."""

    widget = FilesInput(attrs={"accept": ACCEPTED})
    default_error_messages = {
        "too_many": _("At most %(most)s files at once."),
    }

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            message = self.error_messages["too_many"]
            raise forms.ValidationError(message, "too_many", {"most": MOST_FILES})
        if not files:
            super().clean(None, initial)
        return [super(FilesField, self).clean(file, initial) for file in files]


class UploadForm(OfficerForm):
    """Files to keep as proof; draw the field with templates/_upload.html."""

    evidence = FilesField(label=_("Evidence files"))

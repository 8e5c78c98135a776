from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from evidence.forms import ACCEPTED, FilesField
from homes.actions.planning import Draft
from homes.models import Attachment, Measure
from kernel.days import today
from kernel.uploads import clean_upload
from unions.forms import DateInput, OfficerForm, OfficerModelForm


class ProofField(FilesField):
    """Several files, each judged by its content before any of them is kept."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        uploads = super().clean(data, initial)
        faults = [line for upload in uploads for line in _faults(upload)]
        if faults:
            raise ValidationError(faults)
        return uploads


def _faults(upload: UploadedFile[Any]) -> list[str]:
    try:
        clean_upload(upload)
    except ValidationError as refused:
        return [f"“{upload.name}”: {line}" for line in refused.messages]
    upload.seek(0)  # to be read again when it is kept
    return []


class EvidenceForm(OfficerModelForm):
    """What every form of a measure shares: files to add, files to take away."""

    proof = ProofField(label=_("Evidence"), required=False)
    remove = forms.TypedMultipleChoiceField(label=_("Take away"), coerce=int, required=False)

    class Meta:
        model = Measure
        fields: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attachments = self.instance.attachments.all()
        self.attachments: list[Attachment] = list(attachments)
        remove = self.fields["remove"]
        assert isinstance(remove, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        remove.choices = [(str(a.pk), a.file.name) for a in self.attachments]

    accepted = ACCEPTED
    most_bytes = settings.UPLOAD_MAX_BYTES

    @property
    def draft(self) -> Draft:
        removed = [a for a in self.attachments if a.pk in self.cleaned_data["remove"]]
        return Draft(self.instance, self.cleaned_data["proof"], removed)


class MeasureForm(EvidenceForm):
    """One measure of a plan; nothing need be complete before the plan is submitted."""

    class Meta:
        model = Measure
        fields = ("already_met", "text", "responsible", "due_on")
        widgets = {
            "due_on": DateInput,
            "text": forms.Textarea(attrs={"rows": 2}),
            "responsible": forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        }


class DoneForm(EvidenceForm):
    """A measure ticked off while the home is being built."""

    done_on = forms.DateField(
        label=_("Done on"),
        required=False,
        widget=DateInput,
        help_text=_("Leave empty while it is not done yet."),
    )

    def clean_done_on(self) -> date | None:
        done_on: date | None = self.cleaned_data["done_on"]
        if done_on and done_on > today():
            raise ValidationError(_("A measure cannot be done on a day to come."))
        return done_on


class FillForm(OfficerForm):
    """One person and one date for every measure that names none yet."""

    responsible = forms.CharField(label=_("Responsible"), max_length=40, required=False)
    due_on = forms.DateField(label=_("Due on"), widget=DateInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class ReportForm(OfficerForm):
    """A few words on how the building goes."""

    text = forms.CharField(
        label=_("How it goes"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class UrgeForm(OfficerForm):
    """A few words to the chair."""

    note = forms.CharField(
        label=_("What you urge"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

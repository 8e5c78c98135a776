from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.codes import printed_code, read_code

MOST_BYTES = 10 * 1024 * 1024


class CodeForm(forms.Form):
    """The code at the foot of a printed document."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        help_text=_("Sixteen characters at the foot of the last page, with or without the lines."),
    )

    def clean_code(self) -> str:
        read = read_code(self.cleaned_data["code"])
        if read is None:
            raise forms.ValidationError(_("A code has sixteen letters and digits."))
        return printed_code(*read)


class FigureForm(CodeForm):
    """A code, and the number that stands before the line of a table."""

    number = forms.IntegerField(
        label=_("Number of the line"), min_value=1, max_value=9999, required=False
    )


class TableForm(forms.Form):
    """Which table of a paper to show alone, and from which row on."""

    table = forms.IntegerField(min_value=0, max_value=999, required=False)
    row = forms.IntegerField(min_value=1, max_value=999_999, required=False)

    def asked(self) -> dict[str, int]:
        return {name: value for name, value in self.cleaned_data.items() if value}


class CopyForm(forms.Form):
    """A PDF somebody holds; it is read once and kept nowhere."""

    copy = forms.FileField(
        label=_("PDF to compare"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        help_text=_("At most 10 MB. It is compared and not kept."),
    )

    def clean_copy(self) -> Any:
        copy = self.cleaned_data["copy"]
        if copy.size > MOST_BYTES:
            raise forms.ValidationError(_("This file has more than 10 MB."))
        return copy

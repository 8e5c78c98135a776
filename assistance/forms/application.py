from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.workflows.application import ApplicationStage
from unions.forms import OfficerForm

WORDS = 400


class ApplicationFilter(OfficerForm):
    """Name and stage; open ones unless told otherwise."""

    q = forms.CharField(label=_("Name"), max_length=40, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All")), *ApplicationStage.choices], required=False
    )

    def narrow(self, applications: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            applications = applications.filter(name__icontains=wanted["q"])
        if wanted.get("stage"):
            applications = applications.filter(stage=wanted["stage"])
        return applications


class ReasonForm(OfficerForm):
    """Why something hidden is read."""

    reason = forms.CharField(label=_("What do you need it for?"), max_length=200, min_length=4)


class AnswerForm(OfficerForm):
    """Words for somebody who reads them on the progress page, or in a letter."""

    note = forms.CharField(label=_("Words"), max_length=WORDS, widget=forms.Textarea({"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, record: Any, needs_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = record.moves
        self.fields["note"].required = needs_note
        if not needs_note:
            self.fields["note"].widget = forms.HiddenInput()

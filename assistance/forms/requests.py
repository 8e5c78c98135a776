from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.models import HouseholdFile
from assistance.models.privacy import RequestKind
from assistance.workflows.privacy import RequestStage
from kernel.days import today
from kernel.identifiers import clean_mobile
from unions.forms import DateInput, OfficerForm


class RequestFilter(OfficerForm):
    kind = forms.ChoiceField(
        label=_("Request"), choices=[("", _("All")), *RequestKind.choices], required=False
    )
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All")), *RequestStage.choices], required=False
    )

    def narrow(self, requests: Any) -> Any:
        self.is_valid()
        return requests.filter(**{k: v for k, v in self.cleaned_data.items() if v})


class RequestForm(OfficerForm):
    """A request made in person or on paper; `file` is given by its number."""

    kind = forms.ChoiceField(label=_("Request"), choices=RequestKind.choices)
    name = forms.CharField(label=_("Name"), max_length=40)
    phone = forms.CharField(label=_("Mobile number"), max_length=20, required=False)
    file = forms.IntegerField(
        label=_("Number of the file"), min_value=1, max_value=2**62, required=False
    )
    received_on = forms.DateField(label=_("Received on"), widget=DateInput)
    words = forms.CharField(
        label=_("In the person's words"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        return clean_mobile(phone) if phone else ""

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if not 0 <= (today() - day).days <= 366:
            raise forms.ValidationError(_("A day within the last year, please."))
        return day

    def clean_file(self) -> HouseholdFile | None:
        number = self.cleaned_data["file"]
        if number is None:
            return None
        file = HouseholdFile.objects.visible_to(self.officer).filter(pk=number).first()
        if file is None:
            raise forms.ValidationError(_("No file of your branch has this number."))
        return file

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.fields import year_field
from campaigns.models import Campaign
from campaigns.workflows.campaign import CampaignStep
from kernel.days import today
from unions.casework.forms import CaseFilter, CaseForm
from unions.forms import OfficerForm

STEP_FIELDS = {CampaignStep.SUM_UP.value: ("outcome",)}
SAID = ("title", "year", "starts_on", "ends_on", "report_by", "basis", "about")


class CampaignFilter(CaseFilter):
    """The filters of the list of campaigns."""

    title = forms.CharField(label=_("Title"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["late"]
        self.order_fields(["title", *self.exact])

    def narrow(self, cases: Any) -> Any:
        cases = super().narrow(cases)
        title = self.cleaned_data.get("title")
        return cases.filter(title__icontains=title) if title else cases


class CampaignForm(CaseForm):
    """What a campaign is, and when."""

    year = year_field(initial=lambda: today().year)

    class Meta:
        model = Campaign
        fields: tuple[str, ...] = ("programme", *SAID)


class CampaignChange(CampaignForm):
    """The same for a draft: its programme stands, its form came from there."""

    class Meta(CampaignForm.Meta):
        fields = SAID


class VersionForm(OfficerForm):
    """Why there is another version."""

    why = forms.CharField(label=_("What changes, and why"), max_length=200)

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.models.form import FieldKind
from campaigns.totals import fields_of, place_of
from campaigns.workflows.campaign import ANSWERED, TO_REPORT, PartStage
from unions.forms import OfficerForm
from unions.models import Union
from unions.offices import Level

SILENT = "silent"  # invited, or returned and not reported again


class PartFilter(OfficerForm):
    """The filters of a list of reports; every one may be left out."""

    q = forms.CharField(label=_("Name or pinyin"), max_length=40, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=[("", _("All")), (SILENT, _("Not reported")), *PartStage.choices],
        required=False,
    )
    late = forms.BooleanField(label=_("Late only"), required=False)

    def narrow(self, parts: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            named = Union.objects.unscoped("names of unions whose parts are the officer's")
            parts = parts.filter(union__in=named.named(wanted["q"]).values("pk"))
        if wanted.get("stage") == SILENT:
            parts = parts.filter(stage__in=TO_REPORT)
        elif wanted.get("stage"):
            parts = parts.filter(stage=wanted["stage"])
        return parts.late() if wanted.get("late") else parts


class CampaignPartFilter(PartFilter):
    """The same within one campaign: also by place, and by whom of a question it answers."""

    county = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.COUNTY),
        label=_("County"),
        required=False,
        empty_label=_("All"),
    )
    township = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.TOWNSHIP),
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )
    direct = forms.BooleanField(label=_("Directly below the issuer"), required=False)
    field = forms.ChoiceField(label=_("Answer to"), required=False)
    yes = forms.BooleanField(label=_("Answered yes"), required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        asked = fields_of(campaign)
        field: Any = self.fields["field"]
        field.choices = [("", "—"), *((one.code, one.label) for one in asked)]
        if not any(one.kind == FieldKind.YESNO for one in asked):
            del self.fields["yes"]
        if self.officer.level != Level.FEDERATION:
            del self.fields["county"]

    def narrow(self, parts: Any) -> Any:
        parts = super().narrow(parts)
        wanted = self.cleaned_data
        for place in ("county", "township"):
            if wanted.get(place):
                parts = parts.filter(**{place: wanted[place]})
        if wanted.get("direct"):
            parts = parts.filter(**{place_of(self.campaign): None})
        if wanted.get("field"):
            parts = parts.filter(answers__has_key=wanted["field"], stage__in=ANSWERED)
        if wanted.get("field") and wanted.get("yes"):
            parts = parts.filter(answers__contains={wanted["field"]: True})
        return parts

    @property
    def code(self) -> str:
        return str(self.cleaned_data.get("field") or "")

    @property
    def field_label(self) -> str:
        field: Any = self.fields["field"]
        return str(dict(field.choices)[self.code]) if self.code else ""

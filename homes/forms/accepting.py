from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homes.scoring import Level
from unions.forms import OfficerForm
from unions.models import Employer, Union
from unions.models.employers import Ownership
from unions.offices import Level as Tier

LEVELS = [choice for choice in Level.choices if choice[0] != Level.NONE]
FIRST_YEAR, LAST_YEAR = 1990, 2100


class HomeFilter(OfficerForm):
    """The filters of the list of homes; every field may be left out."""

    q = forms.CharField(label=_("Name or pinyin"), max_length=40, required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[("", _("All")), *LEVELS], required=False)
    ownership = forms.ChoiceField(
        label=_("Ownership"), choices=[("", _("All")), *Ownership.choices], required=False
    )
    year = forms.IntegerField(
        label=_("Accepted in"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    township = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Tier.TOWNSHIP),
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )

    def narrow(self, homes: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        lookups = {
            "level": wanted.get("level"),
            "employer__ownership": wanted.get("ownership"),
            "accepted_on__year": wanted.get("year"),
            "township": wanted.get("township"),
        }
        for word in wanted.get("q", "").split():
            homes = homes.filter(employer__in=self._named(word))
        return homes.filter(**{key: value for key, value in lookups.items() if value})

    def _named(self, word: str) -> Any:
        return Employer.objects.visible_to(self.officer).named(word)

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from bargaining.coverage import Band, Base, By, Part
from bargaining.kinds import Measure
from kernel.days import today
from unions.forms import DateInput, OfficerForm
from unions.models import Union
from unions.models.employers import Ownership
from unions.offices import Level

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


class CoverageFilter(OfficerForm):
    """What the table is of; whatever is left out or makes no sense stands at its default."""

    on = forms.DateField(label=_("As of"), widget=DateInput, required=False)
    measure = forms.ChoiceField(label=_("Contracts"), choices=Measure.choices, required=False)
    base = forms.ChoiceField(label=_("Base"), choices=Base.choices, required=False)
    by = forms.ChoiceField(label=_("Lines"), choices=By.choices, required=False)

    DEFAULTS: ClassVar[dict[str, str]] = {
        "measure": Measure.WAGE.value,
        "base": Base.ESTABLISHED.value,
        "by": By.COUNTY.value,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data = {**self.DEFAULTS, "on": today().isoformat()} | {
            name: text for name, text in self.data.items() if text
        }

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("The portal has no rows of that day."))
        return day

    @property
    def day(self) -> date:
        return self.cleaned_data.get("on") or today()

    def choice(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or self.DEFAULTS[name])


class CoverageRowsFilter(CoverageFilter):
    """Which figure of the table was opened."""

    part = forms.ChoiceField(label=_("Rows"), choices=Part.choices, required=False)
    county = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.COUNTY),
        label=_("County"), required=False, empty_label=_("All"),
    )  # fmt: skip
    ownership = forms.ChoiceField(
        label=_("Ownership"), choices=[("", _("All")), *Ownership.choices], required=False
    )
    size = forms.ChoiceField(
        label=_("Size"), choices=[("", _("All")), *Band.choices], required=False
    )
    at_root = forms.BooleanField(widget=forms.HiddenInput, required=False)

    DEFAULTS: ClassVar[dict[str, str]] = {**CoverageFilter.DEFAULTS, "part": Part.TOTAL.value}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["by"]  # rows have no lines

    def narrow(self, employers: Any) -> Any:
        """The marked employers that the figure counts."""
        wanted = self.cleaned_data
        employers = employers.filter(Part(self.choice("part")).rows)
        lookups = {
            "county": wanted.get("county"),
            "profiles__ownership": wanted.get("ownership"),
            "band": wanted.get("size"),
        }
        lookups = {key: value for key, value in lookups.items() if value}
        if wanted.get("at_root"):
            lookups["county__isnull"] = True
        return employers.filter(**lookups)

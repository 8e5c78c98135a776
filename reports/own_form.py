"""A report of one's own as it is put together: figures, unions and employers, years."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.offices import reads_assistance
from kernel.days import today
from reports.models import OwnReport
from reports.papers.own_places import in_order, in_tree
from targets.indicators import INDICATORS
from targets.models import FIRST_YEAR
from unions.forms import FoldedChoices, OfficerModelForm
from unions.models import Employer, Officer, Union
from unions.offices import Level

MOST_INDICATORS, MOST_YEARS, MOST_EMPLOYERS = 12, 6, 200
UNIONS = Union.objects.unscoped("narrowed by OfficerForm").filter(
    level__in=[Level.FEDERATION, Level.COUNTY, Level.TOWNSHIP], closed_on=None
)
GROUPS = {
    "homes": _("Home-building"),
    "targets": _("Organising"),
    "bargaining": _("Bargaining"),
    "campaigns": _("Campaigns"),
    "assistance": _("Assistance"),
}
_UNKNOWN = _("Line %(n)s: %(line)s is no employer on your roll.")
_UNCLEAR = _("Line %(n)s: several employers are called %(line)s; give the credit code.")


class OwnReportForm(OfficerModelForm):
    """A report of one's own: figures, unions and years to choose from."""

    indicators = forms.MultipleChoiceField(label=_("Figures"), widget=FoldedChoices)
    unions = forms.ModelMultipleChoiceField(
        UNIONS, label=_("Unions"), widget=FoldedChoices, required=False
    )
    employers = forms.CharField(
        label=_("Employers"),
        help_text=_("One a line: the credit code, or the full name as the roll has it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    years = forms.TypedMultipleChoiceField(
        label=_("Years"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = OwnReport
        fields = ["title", "indicators", "unions", "employers", "years", "layout"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicators"].choices = indicator_choices(self.officer)  # type: ignore[attr-defined]
        newest = today().year
        years = range(newest, max(FIRST_YEAR, newest - MOST_YEARS + 1) - 1, -1)
        self.fields["years"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["unions"].choices = union_choices(self.officer)  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.initial.update(unions=[self.officer.union_id], years=[newest])
        mine = in_order(Employer.objects.visible_to(self.officer), self.instance.employers)
        self.initial["employers"] = "\n".join(f"{one.uscc} {one.name}" for one in mine)

    def clean_indicators(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["indicators"]
        if len(chosen) > MOST_INDICATORS:
            words = _("At most %(most)s figures fit one report.") % {"most": MOST_INDICATORS}
            raise forms.ValidationError(words)
        return chosen

    def clean_unions(self) -> list[int]:
        return [union.pk for union in self.cleaned_data["unions"]]

    def clean_employers(self) -> list[int]:
        found = employers_named(self.cleaned_data["employers"], self.officer)
        return [employer.pk for employer in found]

    def clean_years(self) -> list[int]:
        return sorted(self.cleaned_data["years"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (self.errors or cleaned.get("unions") or cleaned.get("employers")):
            self.add_error("unions", _("Choose a union, or name an employer."))
        return cleaned


def union_choices(officer: Officer) -> list[Any]:
    """Those of the branch: the root and the counties, then the townships of each county."""
    unions = in_tree(UNIONS.filter(pk__in=Union.objects.visible_to(officer)))
    towns = (one for one in unions if one.level == Level.TOWNSHIP)
    found: list[Any] = [(one.pk, one.short_name) for one in unions if one.level != Level.TOWNSHIP]
    for county, theirs in groupby(towns, lambda one: one.county or one.federation):
        words = _("Townships of %(county)s") % {"county": county.short_name}
        found.append((words, [(one.pk, one.short_name) for one in theirs]))
    return found


def employers_named(text: str, officer: Officer) -> list[Employer]:
    """In the order of the lines; a line may hold the code and the name.

    Raises ValidationError naming each line that is nobody on the roll, or more than one.
    """
    numbered = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    lines = [line for _n, line in numbered]
    if len(lines) > MOST_EMPLOYERS:
        words = _("At most %(most)s employers fit one report.") % {"most": MOST_EMPLOYERS}
        raise forms.ValidationError(words)
    # Two columns of a workbook come in either order.
    ends = [(line.split()[0].upper(), line.split()[-1].upper()) for line in lines]
    codes = {code for pair in ends for code in pair}
    roll = Employer.objects.visible_to(officer).filter(Q(uscc__in=codes) | Q(name__in=lines))
    known: dict[str, list[Employer]] = {}
    for one in roll:
        known.setdefault(one.uscc, []).append(one)
        known.setdefault(one.name, []).append(one)
    said = [
        min((known[key] for key in (*pair, line) if key in known), key=len, default=[])
        for pair, line in zip(ends, lines, strict=True)
    ]
    wrong = [
        forms.ValidationError(_UNCLEAR if those else _UNKNOWN, params={"n": n, "line": line[:40]})
        for (n, line), those in zip(numbered, said, strict=True)
        if len(those) != 1
    ]
    if wrong:
        raise forms.ValidationError(wrong)
    return list(dict.fromkeys(those[0] for those in said))


def indicator_choices(officer: Officer) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The figures an officer may put into a report of their own, by what they count."""
    groups = {app: words for app, words in GROUPS.items() if app != "assistance"}
    if reads_assistance(officer):
        groups = GROUPS
    return [
        (words, [(code, one.label) for code, one in INDICATORS.items() if code.startswith(app)])
        for app, words in groups.items()
    ]

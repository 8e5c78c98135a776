from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.forms.visit import FIRST_DAY, employer_called, plausible_day
from assistance.models import HouseholdMember, JobPlacement, MutualCover, Trainee, TrainingClass
from assistance.models.training import Outcome
from kernel.days import months_after, today
from kernel.identifiers import clean_citizen_id
from kernel.sealing import mask_id
from unions.casework.sealed import SealedText
from unions.forms import DateInput, OfficerForm, OfficerModelForm

YEARS_AHEAD = 366 * 3
UNKNOWN = [("", _("Not known yet")), ("true", _("Yes")), ("false", _("No"))]


class NamedFilter(OfficerForm):
    """The filter of a list that is searched by name and year."""

    q = forms.CharField(label=_("Person's name or pinyin"), max_length=40, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)

    def narrow(self, rows: Any, *, by_day: str) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("year"):
            rows = rows.filter(**{f"{by_day}__year": wanted["year"]})
        return rows.named(wanted["q"]) if wanted.get("q") else rows


class ClassForm(OfficerModelForm):
    class Meta:
        model = TrainingClass
        fields = ["title", "sponsor", "place", "begins_on", "ends_on", "hours", "seats"]
        widgets = {"begins_on": DateInput(), "ends_on": DateInput()}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins = plausible_day(self, "begins_on", ahead=YEARS_AHEAD)
        ends = plausible_day(self, "ends_on", ahead=YEARS_AHEAD)
        if begins and ends and ends < begins:
            self.add_error("ends_on", gettext("The class would end before it begins."))
        return data

    def clean_seats(self) -> int:
        seats: int = self.cleaned_data["seats"]
        if self.instance.pk and seats < (taken := self.instance.trainees.count()):
            raise forms.ValidationError(gettext("%(n)d seats are taken.") % {"n": taken})
        return seats


class EnrolForm(OfficerForm):
    """The members of households ticked for a class."""

    members = forms.ModelMultipleChoiceField(
        HouseholdMember.objects.unscoped("narrowed by OfficerForm").select_related("file"),
        error_messages={"required": _("Tick at least one person.")},
    )


class WorkerForm(OfficerForm):
    """A worker who belongs to no household on file; no page gives the number back."""

    name = forms.CharField(label=_("Name"), max_length=40)
    id_number = SealedText(mask=mask_id, label=_("Identity number"), max_length=24)

    def clean_id_number(self) -> str:
        return clean_citizen_id(self.cleaned_data["id_number"])


class OutcomeForm(OfficerModelForm):
    """One line of the sheet that came back."""

    passed = forms.TypedChoiceField(
        label=_("passed"),
        choices=UNKNOWN,
        required=False,
        coerce=lambda text: text == "true",
        empty_value=None,
    )

    class Meta:
        model = Trainee
        fields = ["attended", "passed", "certificate", "skill"]

    def __init__(self, *args: Any, hours: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hours = hours
        passed = self.instance.passed
        self.initial["passed"] = "" if passed is None else str(passed).lower()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (data.get("attended") or 0) > self.hours:
            self.add_error("attended", gettext("The class has %(n)d hours.") % {"n": self.hours})
        if (data.get("certificate") or data.get("skill")) and data.get("passed") is not True:
            self.add_error("passed", gettext("A certificate goes to who has passed."))
        return data


class PlacementForm(OfficerModelForm):
    """A job found for a member of a household."""

    class Meta:
        model = JobPlacement
        fields = ["workplace", "post", "since"]
        widgets = {"since": DateInput()}
        help_texts = {"workplace": _("Name or credit code of an employer on the roll, or a name.")}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since = plausible_day(self, "since", ahead=31)
        placed = JobPlacement.objects.visible_to(self.officer).filter(member=self.instance.member)
        if since and placed.filter(since=since).exists():
            self.add_error("since", gettext("This person already began a job on that day."))
        employer = employer_called(str(data.get("workplace") or ""), self.officer)
        if employer:
            self.instance.employer = employer
            data["workplace"] = employer.name
        return data


class JobCheckForm(OfficerForm):
    """Whether a job was kept until the day it is asked after."""

    kept = forms.TypedChoiceField(
        label=_("Still at work there"), choices=UNKNOWN[1:], coerce=lambda text: text == "true"
    )
    outcome = forms.ChoiceField(
        label=_("If not"),
        choices=[("", "—"), *(c for c in Outcome.choices if c[0] != Outcome.WORKING)],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kept") is False and not data.get("outcome"):
            self.add_error("outcome", gettext("Say what became of it."))
        return data


class CoverForm(OfficerModelForm):
    """A member of a household in a mutual aid scheme."""

    class Meta:
        model = MutualCover
        fields = ["scheme", "begins_on", "ends_on", "premium", "paid_by"]
        widgets = {"begins_on": DateInput(), "ends_on": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("begins_on", today())
        self.initial.setdefault("ends_on", months_after(today(), 12))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins = plausible_day(self, "begins_on", ahead=YEARS_AHEAD)
        ends = plausible_day(self, "ends_on", ahead=2 * YEARS_AHEAD)
        if begins and ends and not FIRST_DAY <= begins < ends:
            self.add_error("ends_on", gettext("The cover would end before it begins."))
        return data

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.actions.visiting import photos_allowed, visitors_wanted
from assistance.models import HouseholdFile, Visit
from assistance.models.visit import Occasion
from kernel.days import today
from unions.forms import DateInput, EmployerFilter, OfficerForm, OfficerModelForm
from unions.models import Employer, Officer

FIRST_DAY = date(2000, 1, 1)
LONGEST_NAME = 40


def plausible_day(form: Any, name: str, *, ahead: int = 0) -> date | None:
    """The day in a field, if it lies since 2000 and at most `ahead` days from now."""
    day: date | None = form.cleaned_data.get(name)
    if day and not FIRST_DAY <= day <= today() + timedelta(days=ahead):
        form.add_error(
            name, gettext("This day lies in the future.") if day > today()
            else gettext("This day lies too far back.")
        )  # fmt: skip
        return None
    return day


def employer_called(text: str, officer: Officer) -> Employer | None:
    """The employer of the officer's roll with exactly this name or credit code."""
    called = Q(name=text) | Q(uscc=text.upper())
    return Employer.objects.visible_to(officer).filter(called).first() if text else None


class VisitForm(OfficerModelForm):
    """A visit to pay, or one that was paid; a survey begins from its file."""

    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("Only with the person's consent. Where it was taken is removed."),
    )

    class Meta:
        model = Visit
        fields = [
            "occasion", "worker_name", "workplace", "event_on", "visited_on", "visitors",
            "place", "finding",
        ]  # fmt: skip
        widgets = {
            "event_on": DateInput(),
            "visited_on": DateInput(),
            "visitors": forms.Textarea(attrs={"rows": 3}),
            "finding": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "workplace": _("Name or credit code; on the roll, the visit counts for the employer."),
            "event_on": _("From this day the time for the visit runs."),
            "visited_on": _("Leave it empty while the visit is still to be paid."),
            "visitors": _("One name a line."),
        }

    field_order = [*Meta.fields, "photo"]

    def __init__(self, *args: Any, file: HouseholdFile | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file = file or self.instance.file
        if self.file:
            self.fields.pop("worker_name")
            self.fields.pop("workplace")
        else:
            self._offer([o for o in Occasion if o != Occasion.SURVEY])
        if not photos_allowed():
            self.fields.pop("photo")

    def _offer(self, occasions: list[Occasion]) -> None:
        choices = [("", "—"), *((o.value, o.label) for o in occasions)]
        self.fields["occasion"] = forms.ChoiceField(label=_("Occasion"), choices=choices)

    def clean_visitors(self) -> str:
        names = [name.strip() for name in self.cleaned_data["visitors"].splitlines()]
        names = list(dict.fromkeys(name for name in names if name))
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(gettext("One name a line, each of at most 40 characters."))
        return "\n".join(names)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        event = plausible_day(self, "event_on", ahead=366)
        visited = plausible_day(self, "visited_on")
        if visited:
            self._check_paid(data)
        elif not event and not self.instance.round_title and not self.errors:
            self.add_error("event_on", gettext("Say when it happened, or when you visited."))
        if event and visited and visited < event:
            self.add_error("visited_on", gettext("A visit cannot come before its event."))
        self._take_household(data)
        return data

    def _check_paid(self, data: dict[str, Any]) -> None:
        for name, lack in (
            ("place", gettext("Say where the visit took place.")),
            ("finding", gettext("Say what you found.")),
        ):
            if not str(data.get(name) or "").strip() and name not in self.errors:
                self.add_error(name, lack)
        wanted = visitors_wanted(data.get("occasion") or "")
        if "visitors" not in self.errors and len(data["visitors"].splitlines()) < wanted:
            lack = gettext("At least %(n)d persons visit; enter each by name.")
            self.add_error("visitors", lack % {"n": wanted})

    def _take_household(self, data: dict[str, Any]) -> None:
        visit = self.instance
        if self.file:
            visit.file, visit.worker_name = self.file, self.file.applicant_name
            visit.workplace, visit.employer_id = self.file.workplace, self.file.employer_id
        else:
            visit.employer = employer_called(str(data.get("workplace") or ""), self.officer)


class VisitFilter(OfficerForm):
    """The filters of the list of visits; every field may be left out."""

    OPEN, LATE, IN_TIME, PAID = "open", "late", "in_time", "paid"

    q = forms.CharField(label=_("Person's name or pinyin"), max_length=40, required=False)
    occasion = forms.ChoiceField(
        label=_("Occasion"), choices=[("", _("All")), *Occasion.choices], required=False
    )
    standing = forms.ChoiceField(
        label=_("Standing"),
        choices=[
            ("", _("All")),
            (OPEN, _("To be paid")),
            (LATE, _("Late")),
            (IN_TIME, _("Paid in time")),
            (PAID, _("Visit paid")),
        ],
        required=False,
    )
    township = forms.ModelChoiceField(
        EmployerFilter.base_fields["township"].queryset,  # type: ignore[attr-defined]
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )
    employer = forms.CharField(label=_("Employer"), max_length=40, required=False)

    def narrow(self, visits: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        for name in ("occasion", "township"):
            if wanted.get(name):
                visits = visits.filter(**{name: wanted[name]})
        if wanted.get("employer"):
            named = Q(workplace__icontains=wanted["employer"])
            visits = visits.filter(named | Q(employer__name__icontains=wanted["employer"]))
        if wanted.get("q"):
            visits = visits.named(wanted["q"])
        match wanted.get("standing"):
            case self.OPEN:
                return visits.open()
            case self.LATE:
                return visits.late()
            case self.IN_TIME:
                return visits.in_time()
            case self.PAID:
                return visits.filter(visited_on__isnull=False)
        return visits


class VisitRoundForm(OfficerForm):
    """A festival round of visits: its title, its last day, and the households ticked."""

    title = forms.CharField(label=_("Round"), max_length=40)
    until = forms.DateField(label=_("Paid by"), widget=DateInput)
    households = forms.ModelMultipleChoiceField(
        HouseholdFile.objects.unscoped("narrowed by OfficerForm").on_file(),
        error_messages={"required": _("Tick at least one household.")},
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not today() <= until <= today() + timedelta(days=366):
            raise forms.ValidationError(gettext("Choose a day from today on, within a year."))
        return until


class FiveOccasionsForm(OfficerForm):
    """The five occasions a federation always visits on, from a day on."""

    codes = forms.MultipleChoiceField(
        label=_("The five occasions"),
        choices=[(o.value, o.label) for o in Occasion if o != Occasion.SURVEY],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput)
    basis = forms.CharField(label=_("Basis document"), max_length=120)

    def clean_codes(self) -> list[str]:
        codes: list[str] = self.cleaned_data["codes"]
        if len(set(codes)) != 5:
            raise forms.ValidationError(gettext("Tick exactly five."))
        return codes

    def clean(self) -> dict[str, Any]:
        super().clean()
        plausible_day(self, "valid_from", ahead=366)
        return self.cleaned_data

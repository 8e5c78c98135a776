from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.forms.fields import FIRST_YEAR, year_field
from campaigns.models import BookRotation, StudioResult, Venue, VenueStock, VenueUse
from campaigns.venue_levels import STANDARDS, VenueKind, VenueLevel
from kernel.days import today
from unions.casework.forms import CaseForm
from unions.forms import DateInput, OfficerForm
from unions.models import Union
from unions.offices import Level

MOST = 10_000_000
FACTS = (
    "name", "place", "hours", "keeper", "area", "seats", "staff", "has_pc", "e_reading",
    "leader", "leader_honour", "team", "topics", "full_time",
)  # fmt: skip
NEW_FACTS = ("kind", "name", "place", "opened_on", "books", "papers", "recordings", *FACTS[2:])
COLUMNS_OF = {
    VenueKind.READING_ROOM.value: ("has_pc", "e_reading"),
    VenueKind.STUDIO.value: ("leader", "leader_honour", "team", "topics"),
    VenueKind.STATION.value: ("full_time",),
}
BY_COLUMNS = [standard for standard in STANDARDS if standard.by_columns]


def past_day(day: date | None) -> date | None:
    if day is not None and not date(FIRST_YEAR, 1, 1) <= day <= today():
        raise forms.ValidationError(gettext("This day lies in the future, or too far back."))
    return day


def places(level: Level, label: Any) -> forms.ModelChoiceField[Any]:
    return forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=level),
        label=label,
        required=False,
        empty_label=_("All"),
    )


class VenueFilter(OfficerForm):
    """The filters of a list of venues; every field may be left out."""

    STATES = (
        ("open", pgettext_lazy("venue", "Open")), ("idle", _("Open, without use")),
        ("confirm", _("To be confirmed")), ("closed", pgettext_lazy("venue", "Closed")),
        ("all", _("All")),
    )  # fmt: skip
    q = forms.CharField(label=_("Name or pinyin"), max_length=40, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("venue", "Kind"),
        choices=[("", _("All")), *VenueKind.choices],
        required=False,
    )
    level = forms.ChoiceField(
        label=pgettext_lazy("venue", "Level"),
        choices=[("", _("All")), *VenueLevel.choices],
        required=False,
    )
    county = places(Level.COUNTY, _("County or district"))
    township = places(Level.TOWNSHIP, _("Township"))
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    short_of = forms.ChoiceField(label=_("Short of"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        short: Any = self.fields["short_of"]
        short.choices = [("", "—")] + [
            (s.code, f"{VenueKind(s.kind).label}: {s.level_name}（{s.source}）") for s in BY_COLUMNS
        ]
        if self.officer.level != Level.FEDERATION or self.officer.federation.root_is_county:
            del self.fields["county"]
        if self.officer.level in (Level.TOWNSHIP, Level.BASE):
            del self.fields["township"]

    def narrow(self, venues: Any, *, idle_since: date) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        for name in ("kind", "level", "county", "township"):
            if wanted.get(name):
                venues = venues.filter(**{name: wanted[name]})
        if wanted.get("q"):
            venues = venues.named(wanted["q"])
        code = wanted.get("short_of")
        for standard in (s for s in BY_COLUMNS if s.code == code):
            venues = venues.filter(standard.short())
        state = wanted.get("state") or "open"
        if state == "idle":
            return venues.unused_since(idle_since)
        if state == "confirm":
            return venues.to_confirm()
        if state == "closed":
            return venues.filter(closed_on__isnull=False)
        return venues if state == "all" else venues.open()


class VenueForm(CaseForm):
    """A venue that exists; its kind stays, and its counts are of its stock."""

    class Meta:
        model = Venue
        fields: tuple[str, ...] = FACTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for kind, columns in COLUMNS_OF.items():
                for name in columns if kind != self.instance.kind else ():
                    self.fields.pop(name, None)
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.validators.append(MaxValueValidator(MOST))
                field.required = False

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField) and data.get(name) is None:
                data[name] = 0
        owner = self.instance.union if self.instance.pk else self.officer.union
        kind = data.get("kind") or self.instance.kind
        same = Venue.objects.visible_to(self.officer).filter(
            union=owner, kind=kind, name=data.get("name")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", gettext("This union already has such a venue of that name."))
        return data


class NewVenueForm(VenueForm):
    """Name, kind and what stands in it; what the kind does not have stays empty."""

    class Meta(VenueForm.Meta):
        fields = NEW_FACTS

    def clean_opened_on(self) -> Any:
        day = self.cleaned_data["opened_on"]
        if day > today() or day.year < 1949:
            raise forms.ValidationError(gettext("This day lies in the future, or too far back."))
        return day


class DayForm(CaseForm):
    """Something dated that went before."""

    day_name = "day"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            past_day(data.get(self.day_name))
        except forms.ValidationError as wrong:
            self.add_error(self.day_name, wrong)
        return data


class StockForm(DayForm):
    day_name = "counted_on"

    class Meta:
        model = VenueStock
        fields = ("counted_on", "books", "papers", "recordings")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("books", "papers", "recordings"):
            self.fields[name].validators.append(MaxValueValidator(MOST))


class UseForm(DayForm):
    """Filled in on a telephone, at the door."""

    class Meta:
        model = VenueUse
        fields = ("day", "visitors", "loans", "hours_open", "activity")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("visitors", "loans"):
            self.fields[name].validators.append(MaxValueValidator(100_000))
            self.fields[name].widget.attrs["inputmode"] = "numeric"
        if self.instance.venue.kind != VenueKind.READING_ROOM:
            del self.fields["loans"]


class ResultForm(CaseForm):
    class Meta:
        model = StudioResult
        fields = ("year", "kind", "title", "count", "yuan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = year_field(initial=lambda: today().year)
        self.fields["count"].validators.append(MaxValueValidator(100_000))


class CloseForm(OfficerForm):
    on = forms.DateField(label=pgettext_lazy("venue", "Closed on"), widget=DateInput, initial=today)
    reason = forms.CharField(label=_("Why it closes"), max_length=200)

    def clean_on(self) -> Any:
        return past_day(self.cleaned_data["on"])


class RecogniseForm(OfficerForm):
    """A level the officer may give; the same level again confirms it."""

    level = forms.ChoiceField(label=pgettext_lazy("venue", "Level"))
    on = forms.DateField(label=_("From"), widget=DateInput, initial=today)
    plate = forms.CharField(label=_("Plate number"), max_length=40, required=False)

    def __init__(self, *args: Any, levels: list[VenueLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["level"]
        choice.choices = [(level.value, level.label) for level in levels]

    def clean_on(self) -> Any:
        return past_day(self.cleaned_data["on"])


def reading_rooms(label: Any, **options: Any) -> forms.ModelChoiceField[Any]:
    rooms = Venue.objects.unscoped("OfficerForm narrows it")
    return forms.ModelChoiceField(
        rooms.filter(kind=VenueKind.READING_ROOM, closed_on=None).order_by("pinyin", "pk"),
        label=label,
        **options,
    )


class RotationForm(OfficerForm):
    """Books to lend: from one of the reading rooms, or from a library outside."""

    venue = reading_rooms(_("Lent to"))
    lender = reading_rooms(_("Lent by a venue"), required=False, empty_label=_("A library outside"))
    library = forms.CharField(label=_("Name of the library"), max_length=60, required=False)
    books = forms.IntegerField(label=_("Number of books"), min_value=1, max_value=1_000_000)
    lent_on = forms.DateField(
        label=pgettext_lazy("books", "Lent on"), widget=DateInput, initial=today
    )

    def clean_lent_on(self) -> Any:
        return past_day(self.cleaned_data["lent_on"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        lender, library = data.get("lender"), data.get("library")
        if "lender" in data and bool(lender) == bool(library):
            self.add_error("library", gettext("Either a venue lends them or a library."))
        if lender and lender == data.get("venue"):
            self.add_error("lender", gettext("A venue lends nothing to itself."))
        return data


class ReturnForm(OfficerForm):
    on = forms.DateField(label=_("Returned on"), widget=DateInput, initial=today)
    missing = forms.IntegerField(
        label=_("Books missing"), min_value=0, max_value=1_000_000, initial=0
    )

    def clean_on(self) -> Any:
        return past_day(self.cleaned_data["on"])


class PassOnForm(OfficerForm):
    venue = reading_rooms(_("Next venue"))
    on = forms.DateField(label=_("Passed on"), widget=DateInput, initial=today)

    def __init__(self, *args: Any, rotation: BookRotation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms: Any = self.fields["venue"]
        here = [pk for pk in (rotation.venue_id, rotation.lender_id) if pk]
        rooms.queryset = rooms.queryset.exclude(pk__in=here)

    def clean_on(self) -> Any:
        return past_day(self.cleaned_data["on"])


class RotationFilter(OfficerForm):
    """Loans by state and by the quarter in which they are due."""

    STATES = (
        ("out", _("Lent out")),
        ("overdue", _("Overdue")),
        ("back", pgettext_lazy("books", "Returned")),
    )
    QUARTERS = (("1", _("First quarter")), ("2", _("Second quarter")),
                ("3", _("Third quarter")), ("4", _("Fourth quarter")))  # fmt: skip
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *STATES], required=False)
    year = year_field(required=False)
    quarter = forms.ChoiceField(
        label=_("Due in"), choices=[("", _("All")), *QUARTERS], required=False
    )

    def narrow(self, rotations: Any) -> Any:
        self.is_valid()
        state, year = self.cleaned_data.get("state"), self.cleaned_data.get("year")
        quarter = self.cleaned_data.get("quarter")
        if state == "back":
            rotations = rotations.filter(returned_on__isnull=False)
        elif state:
            rotations = getattr(rotations, state)()
        if quarter and not year:
            year = today().year
        if year:
            rotations = rotations.filter(due_on__year=year)
        return rotations.filter(due_on__quarter=int(quarter)) if quarter else rotations

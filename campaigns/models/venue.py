from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.venue_levels import VenueKind, VenueLevel
from kernel.days import today
from unions.models.tree import DatedQuerySet, DateRange
from unions.scoping import ScopedQuerySet, UnionOwned

COUNTS_KEPT = 20


class VenueQuerySet(ScopedQuerySet["Venue"]):
    def complete(self) -> Self:
        return self.select_related("county", "township", "union", "federation")

    def with_counts(self) -> Self:
        """Each with `counts`, the newest first: {counted_on (ISO day), books}."""
        counts = VenueStock.objects.unscoped("of the row itself").filter(venue=OuterRef("pk"))
        newest = counts.order_by("-counted_on").values(
            told=JSONObject(counted_on="counted_on", books="books")
        )
        return self.annotate(counts=ArraySubquery(newest[:COUNTS_KEPT]))

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def unused_since(self, day: date) -> Self:
        """Open for that long, and nobody wrote down a use on the day or later."""
        used = VenueUse.objects.unscoped("uses of the row itself").filter(
            venue=OuterRef("pk"), day__gte=day
        )
        return self.open().filter(~Exists(used), opened_on__lt=day)

    def to_confirm(self) -> Self:
        return self.open().filter(confirm_by__lt=today())

    def standing(self, day: date, *levels: str, **also: object) -> Self:
        """Open on that day, and at one of the levels then (any if none is named)."""
        then = VenueStanding.objects.unscoped("of the row itself").as_of(day)
        then = then.filter(venue=OuterRef("pk"), is_open=True, **also)
        return self.filter(Exists(then.filter(level__in=levels) if levels else then))


class Venue(UnionOwned):
    """A place a union keeps for workers: a reading room, a studio, a service station…

    Counts and level are the newest of VenueStock and VenueStanding, where their history is; books
    that went missing since the count are taken off. `books` are its own, those lent out among
    them; `books_in` were lent to it.
    """

    kind = models.CharField(
        pgettext_lazy("venue", "kind"), max_length=16, choices=VenueKind.choices
    )
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    place = models.CharField(_("place"), max_length=120)
    opened_on = models.DateField(pgettext_lazy("venue", "opened on"))
    closed_on = models.DateField(pgettext_lazy("venue", "closed on"), null=True, blank=True)
    close_reason = models.CharField(_("why it closed"), max_length=200, blank=True)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    keeper = models.CharField(_("keeper"), max_length=40, blank=True)
    area = models.PositiveIntegerField(_("area, m²"), default=0)
    seats = models.PositiveIntegerField(pgettext_lazy("venue", "seats"), default=0)
    staff = models.PositiveIntegerField(pgettext_lazy("venue", "staff"), default=0)
    has_pc = models.BooleanField(_("computer with internet"), default=False)
    e_reading = models.BooleanField(_("licensed e-reading platform"), default=False)

    books = models.PositiveIntegerField(_("books"), default=0)
    papers = models.PositiveIntegerField(_("newspapers and magazines"), default=0)
    recordings = models.PositiveIntegerField(_("audio and video items"), default=0)
    counted_on = models.DateField(_("counted on"), null=True, editable=False)
    books_out = models.PositiveIntegerField(_("books lent out"), default=0, editable=False)
    books_in = models.PositiveIntegerField(_("books lent to it"), default=0, editable=False)

    leader = models.CharField(_("leader"), max_length=40, blank=True)
    leader_honour = models.CharField(
        _("leader's honour"), max_length=80, blank=True,
        help_text=_("Such as model worker, May Day medal or craftsman."),
    )  # fmt: skip
    team = models.PositiveIntegerField(_("team members"), default=0)
    topics = models.PositiveIntegerField(_("topics a year"), default=0)
    full_time = models.BooleanField(_("a full-time organiser"), default=False)

    level = models.CharField(
        pgettext_lazy("venue", "level"),
        max_length=8,
        choices=VenueLevel.choices,
        default=VenueLevel.OWN,
        editable=False,
    )
    recognised_on = models.DateField(_("recognised on"), null=True, editable=False)
    plate = models.CharField(_("plate number"), max_length=40, blank=True, editable=False)
    confirm_by = models.DateField(_("to be confirmed anew by"), null=True, editable=False)

    objects = VenueQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["federation", "confirm_by"], name="venue_to_confirm"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind", "name"],
                name="venue_once_in_a_union",
                violation_error_message=_("This union already has such a venue of that name."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=VenueKind.values, level__in=VenueLevel.values),
                name="venue_kind_and_level",
            ),
            models.CheckConstraint(
                condition=Q(books_out__lte=F("books")),
                name="venue_lends_what_it_has",
                violation_error_message=_("More books are lent out than that."),
            ),
            models.CheckConstraint(
                condition=Q(level="own", recognised_on=None)
                | ~Q(level="own") & Q(recognised_on__isnull=False),
                name="venue_level_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, close_reason="")
                | Q(closed_on__gte=F("opened_on")) & ~Q(close_reason=""),
                name="venue_closed_for_a_reason",
                violation_error_message=_("It closes on a day after it opened, for a reason."),
            ),
            models.CheckConstraint(
                condition=Q(full_time=False) | Q(kind="station"),
                name="venue_organiser_at_a_station",
                violation_error_message=_("Only a service station has an organiser."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:venue-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def is_to_confirm(self) -> bool:
        return self.is_open and self.confirm_by is not None and self.confirm_by < today()

    @property
    def has_leader(self) -> bool:
        """A leader with an honour, as a studio needs."""
        return bool(self.leader and self.leader_honour)

    @property
    def on_shelf(self) -> int:
        return self.books - self.books_out + self.books_in

    @property
    def free_books(self) -> int:
        """How many of its own it may still lend."""
        return self.books - self.books_out


class VenueStanding(UnionOwned):
    """What counted of a venue from a day (included) to a day (not included)."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="standings")
    is_open = models.BooleanField(default=True)
    level = models.CharField(
        pgettext_lazy("venue", "level"), max_length=8, choices=VenueLevel.choices
    )
    plate = models.CharField(_("plate number"), max_length=40, blank=True)
    full_time = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["VenueStanding"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            ExclusionConstraint(
                name="venue_one_standing_at_a_time",
                expressions=[
                    (F("venue"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This venue already has a standing in that time."),
            ),
        ]


class VenueStock(UnionOwned):
    """A count of what stands in a venue, on a day; the newest holds."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="stock")
    counted_on = models.DateField(_("counted on"), default=today)
    books = models.PositiveIntegerField(
        _("books"), help_text=_("The venue's own; those it has lent out among them.")
    )
    papers = models.PositiveIntegerField(_("newspapers and magazines"))
    recordings = models.PositiveIntegerField(_("audio and video items"))

    objects = ScopedQuerySet["VenueStock"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "counted_on"],
                name="venuestock_once_a_day",
                violation_error_message=_("It was counted on that day."),
            ),
        ]


class VenueUse(UnionOwned):
    """What went on in a venue on a day: hours open, visitors, loans, perhaps an activity."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="uses")
    day = models.DateField(_("day"), default=today)
    hours_open = models.DecimalField(_("hours open"), max_digits=4, decimal_places=1, default=0)
    visitors = models.PositiveIntegerField(pgettext_lazy("venue", "visitors"))
    loans = models.PositiveIntegerField(_("books borrowed"), default=0)
    activity = models.CharField(_("activity"), max_length=80, blank=True)

    objects = ScopedQuerySet["VenueUse"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "day", "activity"],
                name="venueuse_once",
                violation_error_message=_("This use is written down already."),
            ),
            models.CheckConstraint(
                condition=Q(hours_open__gte=0, hours_open__lte=24), name="venueuse_hours_of_a_day"
            ),
        ]


class StudioResultKind(models.TextChoices):
    TOPIC = "topic", _("Topic approved by the unit")
    INNOVATION = "innovation", _("Innovation or patent")
    METHOD = "method", _("Operating method")
    AWARD = "award", pgettext_lazy("studio", "Award")
    GRANT = "grant", pgettext_lazy("studio", "Grant received")
    EXCHANGE = "exchange", _("Exchange or training held")
    PROMOTION = "promotion", _("Members promoted")


class StudioResult(UnionOwned):
    """Something an innovation studio brought about in a year."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="results")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(
        pgettext_lazy("studio", "kind"), max_length=12, choices=StudioResultKind.choices
    )
    title = models.CharField(_("title"), max_length=120)
    count = models.PositiveIntegerField(pgettext_lazy("studio", "number"), default=1)
    yuan = models.DecimalField(
        _("award or grant, yuan"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    objects = ScopedQuerySet["StudioResult"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=StudioResultKind.values), name="studioresult_kind"
            ),
            models.CheckConstraint(
                condition=Q(yuan=None) | Q(yuan__gte=0, kind__in=["award", "grant"]),
                name="studioresult_yuan_of_an_award",
                violation_error_message=_("Only an award or a grant has a sum in yuan."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


def unused_from(days: int) -> date:
    """The day from which a use must be on record."""
    return today() - timedelta(days=days)

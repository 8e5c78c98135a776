from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.days import today
from unions.offices import Level
from unions.scoping import M, Placed, ScopedQuerySet, UnionOwned

if TYPE_CHECKING:
    from unions.models import Officer


class DateRange(Func):
    """PostgreSQL's daterange(from, to), the end not included; an open end is for ever."""

    function = "daterange"
    output_field = DateRangeField()


class DatedQuerySet(ScopedQuerySet[M]):
    """Rows that hold from `valid_from` (included) to `valid_to` (not included; none: for ever)."""

    def as_of(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def current(self) -> Self:
        return self.as_of(today())


class UnionQuerySet(ScopedQuerySet["Union"]):
    def branch_of(self, officer: Officer) -> Q:
        if officer.level == Level.BASE:
            return Q(pk=officer.union_id)
        return super().branch_of(officer)

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def open_on(self, day: date) -> Self:
        """Founded by the end of a day, and not closed by then."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), founded_on__lte=day)

    def counties(self) -> Self:
        return self.open().filter(level=Level.COUNTY).order_by("code", "pk")


class Union(Placed):
    """A trade union: the federation's root, a county's, a township's or a basic union.

    `county` and `township` are copied from today's placement; a county is its own `county`.
    """

    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=40)
    code = models.CharField(_("division code"), max_length=12, blank=True)
    pinyin = models.CharField(max_length=400, blank=True)
    founded_on = models.DateField(_("founded on"))
    closed_on = models.DateField(pgettext_lazy("union", "closed on"), null=True, blank=True)

    objects = UnionQuerySet.as_manager()

    class Meta(Placed.Meta):
        indexes = [
            *Placed.Meta.indexes,
            # A page names the counties of a city or the townships of a county.
            models.Index(fields=["federation", "level", "code"], name="union_federation_level"),
            models.Index(fields=["county", "level", "code"], name="union_county_level"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "parent", "name"],
                nulls_distinct=False,
                name="union_once_below_its_parent",
                violation_error_message=_("This union already stands below that one."),
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="union_level"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, level="federation")
                | Q(parent__isnull=False) & ~Q(level="federation"),
                name="union_only_the_root_has_no_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(UnionOwned):
    """Where a union stood in the tree, from a day (included) to a day (not included)."""

    parent = models.ForeignKey(Union, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["Placement"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            ExclusionConstraint(
                name="union_in_one_place_at_a_time",
                expressions=[
                    (F("union"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This union already has a place in that time."),
            ),
        ]

    def __str__(self) -> str:
        return self.union.name

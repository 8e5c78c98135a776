from __future__ import annotations

from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.figures import plain, share_out
from targets.models.sheets import YEARS, Measure, Operator
from unions.scoping import ScopedQuerySet, UnionOwned, of_unions_above

if TYPE_CHECKING:
    from unions.models import Officer

P = TypeVar("P", bound=models.Model, covariant=True)


class PlanQuerySet(ScopedQuerySet[P]):
    """A plan is read by the union that made it, below it, and by those above."""

    def branch_of(self, officer: Officer) -> Q:
        return super().branch_of(officer) | of_unions_above(officer)


class Plan(UnionOwned):
    """What a union sets itself for several years, as a document says it."""

    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=80)
    source = models.CharField(_("source"), max_length=120)
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS)
    last_year = models.PositiveSmallIntegerField(_("last year"), validators=YEARS)

    objects = PlanQuerySet["Plan"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["union", "title"], name="plan_once"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="plan_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("targets:plan-detail", args=[self.pk])

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class PlanLine(UnionOwned):
    """One target of a plan.

    `indicator`: the figure it is held against; empty where the portal counts none, and then it is
    only written down. `words`: the period in the source's own words. `from_year`: from then on the
    value is asked for in every year until `by_year`; without it, in `by_year`. `is_cumulative`: the
    years add up to the value.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    code = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=80)
    words = models.CharField(_("period in the source"), max_length=40, blank=True)
    indicator = models.CharField(_("indicator"), max_length=60, blank=True)
    measure = models.CharField(_("measure"), max_length=8, choices=Measure.choices)
    operator = models.CharField(max_length=2, choices=Operator.choices, default=Operator.AT_LEAST)
    value = models.DecimalField(_("target"), max_digits=10, decimal_places=1)
    unit = models.CharField(_("unit"), max_length=8, blank=True)
    is_cumulative = models.BooleanField(_("adds up over the years"), default=False)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True, validators=YEARS)
    by_year = models.PositiveSmallIntegerField(validators=YEARS)

    objects = PlanQuerySet["PlanLine"].as_manager()

    class Meta(UnionOwned.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="planline_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="planline_not_negative"),
            models.CheckConstraint(
                condition=Q(measure="count") | Q(is_cumulative=False),
                name="planline_only_counts_add_up",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def full_title(self) -> str:
        """With the words that tell it from another line of the same title."""
        if not self.words:
            return self.title
        return gettext("%(title)s (%(words)s)") % {"title": self.title, "words": self.words}

    @property
    def value_text(self) -> str:
        return plain(self.value)

    @property
    def sign(self) -> str:
        """What stands behind the value."""
        return self.unit if self.measure == Measure.COUNT else "%"

    def broken_down(self) -> dict[int, Decimal]:
        """What each year is asked for, of those that are asked for anything.

        A sum is spread evenly, the remainder on the first years; each year is told with those
        before it.
        """
        if self.is_cumulative:
            years = range(self.plan.first_year, self.by_year + 1)
            parts = share_out(int(self.value), [1] * len(years))
            return dict(zip(years, map(Decimal, accumulate(parts)), strict=True))
        return dict.fromkeys(range(self.from_year or self.by_year, self.by_year + 1), self.value)


class PlanYear(UnionOwned):
    """What a line asks for in one year: from the start where it adds up, else of the year alone."""

    line = models.ForeignKey(PlanLine, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    value = models.DecimalField(_("target"), max_digits=10, decimal_places=1)

    objects = PlanQuerySet["PlanYear"].as_manager()

    class Meta(UnionOwned.Meta):
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["line", "year"], name="planyear_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="planyear_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.year}"

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.clauses import CHOICES, CODES
from bargaining.models.contract import Contract
from kernel.figures import percent
from unions.scoping import ScopedQuerySet, UnionOwned


class FulfilmentCheckQuerySet(ScopedQuerySet["FulfilmentCheck"]):
    def counted(self) -> Self:
        """With `checked` and `kept`, the clauses looked at and those kept."""
        return self.annotate(
            checked=Count("lines"), kept=Count("lines", filter=Q(lines__kept=True))
        )

    def latest_first(self) -> Self:
        return self.order_by("-checked_on", "-pk")


class FulfilmentCheck(UnionOwned):
    """A look at whether a contract is kept; of the workers asked only the counts are known."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="checks")
    checked_on = models.DateField(_("checked on"))
    reported_on = models.DateField(_("reported to the workers' congress on"), null=True, blank=True)
    asked = models.PositiveIntegerField(_("workers asked"), default=0)
    satisfied = models.PositiveIntegerField(_("of them satisfied"), default=0)
    note = models.CharField(_("remarks"), max_length=1000, blank=True)

    objects = FulfilmentCheckQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfied__lte=F("asked")),
                name="fulfilmentcheck_satisfied_were_asked",
                violation_error_message=_("More are satisfied than were asked."),
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(reported_on__gte=F("checked_on")),
                name="fulfilmentcheck_reported_after",
                violation_error_message=_("It is reported after it was checked."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} · {self.checked_on:%Y-%m-%d}"

    @property
    def satisfaction(self) -> str:
        return percent(self.satisfied, self.asked)


def is_well_fulfilled(kept: int, checked: int, least: int) -> bool:
    """At least `least` percent of the clauses checked were kept; with none checked, no."""
    return checked > 0 and kept * 100 >= checked * least


class CheckedClause(UnionOwned):
    """Whether one item of the checklist was kept, at one check."""

    check_of = models.ForeignKey(FulfilmentCheck, models.CASCADE, related_name="lines")
    item = models.CharField(_("item"), max_length=20, choices=CHOICES)
    kept = models.BooleanField(pgettext_lazy("contract", "kept"))
    note = models.CharField(_("what was found"), max_length=400, blank=True)

    objects = ScopedQuerySet["CheckedClause"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["check_of", "item"], name="clause_checked_once"),
            models.CheckConstraint(condition=Q(item__in=CODES), name="checkedclause_item"),
        ]

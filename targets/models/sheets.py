from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.figures import plain
from targets.workflow import ShareStage, SheetStage
from unions.models import Lifecycle
from unions.models.lifecycle import LifecycleQuerySet
from unions.offices import CITY_STAFF
from unions.scoping import SharedQuerySet, UnionOwned

if TYPE_CHECKING:
    from unions.models import Officer

FIRST_YEAR, LAST_YEAR = 2000, 2100
YEARS = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))


class TargetSheetQuerySet(LifecycleQuerySet["TargetSheet"]):
    def branch_of(self, officer: Officer) -> Q:
        """An issued sheet is everybody's; a draft is the desk's that writes it."""
        branch = Q(federation_id=officer.federation_id)
        return branch if CITY_STAFF.held_by(officer) else branch & Q(stage=SheetStage.ISSUED)


class TargetSheet(Lifecycle):
    """What a city sets itself for one year: its lines, and the count it splits to the counties."""

    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    quota = models.PositiveIntegerField(_("units to reach the standard this year"))
    stage = models.CharField(
        _("stage"), max_length=10, choices=SheetStage.choices, default=SheetStage.DRAFT
    )

    objects = TargetSheetQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "year"],
                name="targetsheet_once_a_year",
                violation_error_message=_("There already is a target sheet for this year."),
            ),
            models.CheckConstraint(condition=Q(stage__in=SheetStage.values), name="sheet_stage"),
        ]

    def __str__(self) -> str:
        return gettext("Targets of %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("targets:sheet-detail", args=[self.year])

    def remainder(self) -> int:
        """What is not yet split to a county; negative when too much is."""
        split = self.shares.aggregate(split=Sum("quota"))["split"] or 0
        return self.quota - int(split)

    def missing_to_issue(self) -> list[str]:
        missing = []
        if not self.lines.exists():
            missing.append(gettext("The sheet has no target yet."))
        if not self.shares.exists():
            missing.append(gettext("The count is not split to the counties yet."))
        elif words := self.remainder_words():
            missing.append(words)
        return missing

    def remainder_words(self) -> str:
        """What is wrong with the sum of the shares; empty when they make up the count."""
        left = self.remainder()
        if left > 0:
            return gettext("%(count)s units are not split yet.") % {"count": left}
        if left < 0:
            return gettext("%(count)s units too many are split.") % {"count": -left}
        return ""


class Operator(models.TextChoices):
    AT_LEAST = ">=", "≥"
    AT_MOST = "<=", "≤"
    EXACTLY = "=", "="


class TargetLineQuerySet(SharedQuerySet["TargetLine"]):
    def branch_of(self, officer: Officer) -> Q:
        branch = super().branch_of(officer)
        return branch if CITY_STAFF.held_by(officer) else branch & Q(sheet__stage=SheetStage.ISSUED)


class TargetLine(UnionOwned):
    """One target of a sheet: an indicator, and the figure it must reach.

    `value` is a count, or a percentage (0 to 100) where the indicator is a rate.
    """

    sheet = models.ForeignKey(TargetSheet, models.CASCADE, related_name="lines")
    indicator = models.CharField(_("indicator"), max_length=60)
    operator = models.CharField(max_length=2, choices=Operator.choices, default=Operator.AT_LEAST)
    value = models.DecimalField(_("target"), max_digits=8, decimal_places=1)
    basis = models.CharField(_("basis"), max_length=120, blank=True)

    objects = TargetLineQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="targetline_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="targetline_not_negative"),
        ]

    @property
    def value_text(self) -> str:
        return plain(self.value)

    def is_met_by(self, actual: Decimal) -> bool:
        return {
            Operator.AT_LEAST: actual >= self.value,
            Operator.AT_MOST: actual <= self.value,
            Operator.EXACTLY: actual == self.value,
        }[Operator(self.operator)]


class ShareQuerySet(LifecycleQuerySet["Share"]):
    def branch_of(self, officer: Officer) -> Q:
        """A share is its county's from the day it is issued; before, the city is still at it."""
        branch = super().branch_of(officer)
        return branch if CITY_STAFF.held_by(officer) else branch & ~Q(stage=ShareStage.DRAFT)


class Share(Lifecycle):
    """A county's part of the year's count; the row belongs to the county."""

    sheet = models.ForeignKey(TargetSheet, models.PROTECT, related_name="shares")
    eligible = models.PositiveIntegerField(_("eligible employers"))  # when the split was proposed
    quota = models.PositiveIntegerField(_("share"))
    counter = models.PositiveIntegerField(_("counter-proposal"), null=True, blank=True)
    stage = models.CharField(
        _("stage"), max_length=10, choices=ShareStage.choices, default=ShareStage.DRAFT
    )

    objects = ShareQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.UniqueConstraint(fields=["sheet", "union"], name="share_once_a_county"),
            models.CheckConstraint(condition=Q(stage__in=ShareStage.values), name="share_stage"),
        ]

    def __str__(self) -> str:
        return gettext("%(county)s: share of %(year)s") % {
            "county": self.union.short_name,
            "year": self.sheet.year,
        }

    def get_absolute_url(self) -> str:
        return reverse("targets:share-detail", args=[self.pk])

    def settle_on(self, quota: int) -> None:
        self.quota = quota
        self.save(update_fields=["quota"])

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from targets.workflow import ShareStage, SheetStage
from unions.models import Lifecycle
from unions.models.lifecycle import LifecycleQuerySet
from unions.scoping import ScopedQuerySet, UnionOwned

YEARS = (MinValueValidator(2000), MaxValueValidator(2100))


class TargetSheet(Lifecycle):
    """What a city sets itself for one year: its lines, and the count it splits to the counties."""

    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    quota = models.PositiveIntegerField(_("units to reach the standard this year"))
    stage = models.CharField(
        _("stage"), max_length=10, choices=SheetStage.choices, default=SheetStage.DRAFT
    )

    objects = LifecycleQuerySet["TargetSheet"].as_manager()

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
        return _now("Targets of %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("targets:sheet-detail", args=[self.pk])

    def remainder(self) -> int:
        """What is not yet split to a county; negative when too much is."""
        split = self.shares.aggregate(split=Sum("quota"))["split"] or 0
        return self.quota - int(split)

    def missing_to_issue(self) -> list[str]:
        missing = []
        if not self.lines.exists():
            missing.append(_now("The sheet has no target yet."))
        if not self.shares.exists():
            missing.append(_now("The count is not split to the counties yet."))
        elif remainder := self.remainder():
            missing.append(_now("%(count)s units are not split yet.") % {"count": remainder})
        return missing


class Operator(models.TextChoices):
    AT_LEAST = ">=", "≥"
    AT_MOST = "<=", "≤"
    EXACTLY = "=", "="


class TargetLine(UnionOwned):
    """One target of a sheet: an indicator, and the figure it must reach.

    `value` is a count, or a percentage (0 to 100) where the indicator is a rate.
    """

    sheet = models.ForeignKey(TargetSheet, models.CASCADE, related_name="lines")
    indicator = models.CharField(_("indicator"), max_length=40)
    operator = models.CharField(max_length=2, choices=Operator.choices, default=Operator.AT_LEAST)
    value = models.DecimalField(_("target"), max_digits=8, decimal_places=1)
    basis = models.CharField(_("basis"), max_length=120, blank=True)

    objects = ScopedQuerySet["TargetLine"].as_manager()

    class Meta(UnionOwned.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="targetline_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="targetline_not_negative"),
        ]

    def is_met_by(self, actual: Decimal) -> bool:
        return {
            Operator.AT_LEAST: actual >= self.value,
            Operator.AT_MOST: actual <= self.value,
            Operator.EXACTLY: actual == self.value,
        }[Operator(self.operator)]


class Share(Lifecycle):
    """A county's part of the year's count; the row belongs to the county."""

    sheet = models.ForeignKey(TargetSheet, models.PROTECT, related_name="shares")
    eligible = models.PositiveIntegerField(_("eligible employers"))  # when the split was proposed
    quota = models.PositiveIntegerField(_("share"))
    counter = models.PositiveIntegerField(_("counter-proposal"), null=True, blank=True)
    stage = models.CharField(
        _("stage"), max_length=10, choices=ShareStage.choices, default=ShareStage.DRAFT
    )

    objects = LifecycleQuerySet["Share"].as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.UniqueConstraint(fields=["sheet", "union"], name="share_once_a_county"),
            models.CheckConstraint(condition=Q(stage__in=ShareStage.values), name="share_stage"),
        ]

    def __str__(self) -> str:
        return _now("%(county)s: share of %(year)s") % {
            "county": self.union.short_name,
            "year": self.sheet.year,
        }

    def get_absolute_url(self) -> str:
        return reverse("targets:share-detail", args=[self.pk])

    def settle_on(self, quota: int) -> None:
        self.quota = quota
        self.save(update_fields=["quota"])

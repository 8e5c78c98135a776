from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.days import today
from kernel.figures import plain
from targets.indicators import REACHED, Indicator, indicator
from targets.workflow import SheetStage
from unions.models import Lifecycle
from unions.models.lifecycle import LifecycleQuerySet
from unions.offices import CITY_STAFF
from unions.scoping import SharedQuerySet, UnionOwned

if TYPE_CHECKING:
    from unions.models import Officer

FIRST_YEAR, LAST_YEAR = 2000, 2100
YEARS = (MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR))

# How a line is split to the counties; any other word is the code of the indicator it is split by.
NOT_SPLIT, SAME, EQUAL = "", "same", "equal"


class Measure(models.TextChoices):
    """What a target is told in. A deadline is a rate that must be whole by its year."""

    COUNT = "count", _("Count")
    RATE = "rate", _("Rate")
    GROWTH = "growth", _("Growth on the year before")
    DEADLINE = "deadline", _("Done by a year")


def unit_of(measure: str) -> str:
    """What is written behind a figure."""
    return "" if measure == Measure.COUNT else "%"


class Operator(models.TextChoices):
    AT_LEAST = ">=", "≥"
    AT_MOST = "<=", "≤"
    EXACTLY = "=", "="


class TargetSheetQuerySet(LifecycleQuerySet["TargetSheet"]):
    def branch_of(self, officer: Officer) -> Q:
        """An issued sheet is everybody's; a draft is the desk's that writes it."""
        branch = Q(federation_id=officer.federation_id)
        return branch if CITY_STAFF.held_by(officer) else branch & ~Q(stage=SheetStage.DRAFT)

    def in_force(self) -> Self:
        """The one of each year that counts: every later version replaces the one before."""
        return self.filter(stage=SheetStage.ISSUED)

    def one_a_year(self) -> Self:
        """The one in force, or the first draft where none is yet."""
        return self.filter(Q(stage=SheetStage.ISSUED) | Q(stage=SheetStage.DRAFT, version=1))


class TargetSheet(Lifecycle):
    """What a city sets itself for one year and asks of its counties, in one of its versions.

    `reason` and `document`: of a later version, why the year's targets change, and the paper that
    rests on.
    """

    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    document = models.CharField(_("basis document"), max_length=120, blank=True)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    stage = models.CharField(
        _("stage"), max_length=10, choices=SheetStage.choices, default=SheetStage.DRAFT
    )

    objects = TargetSheetQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "year", "version"], name="targetsheet_version_once"
            ),
            models.UniqueConstraint(
                fields=["federation", "year"],
                condition=Q(stage=SheetStage.DRAFT),
                name="targetsheet_one_draft_a_year",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason="") & ~Q(document=""),
                name="targetsheet_later_version_says_why",
            ),
            models.CheckConstraint(condition=Q(stage__in=SheetStage.values), name="sheet_stage"),
        ]

    def __str__(self) -> str:
        known = {"year": self.year, "version": self.version}
        if self.version == 1:
            return gettext("Targets of %(year)s") % known
        return gettext("Targets of %(year)s, version %(version)s") % known

    def get_absolute_url(self) -> str:
        if self.is_first_draft or self.stage == SheetStage.ISSUED:
            return reverse("targets:sheet-detail", args=[self.year])
        return reverse("targets:sheet-version", args=[self.year, self.version])

    @property
    def set_on(self) -> date:
        """The day its figures stand as of: what they start from is counted until it is issued."""
        return timezone.localdate(self.issued_at) if self.issued_at else today()

    @property
    def is_first_draft(self) -> bool:
        return self.stage == SheetStage.DRAFT and self.version == 1

    @property
    def quota(self) -> int:
        """The units to bring up to standard this year."""
        return sum(int(line.value) for line in self.lines.all() if line.indicator == REACHED)

    def version_before(self) -> TargetSheet | None:
        """The version that this one replaces, or would."""
        if self.version == 1:
            return None
        others = TargetSheet.objects.unscoped("the versions of one year")
        return others.get(year=self.year, version=self.version - 1)

    def remainders(self) -> dict[TargetLine, Decimal]:
        """Of each line whose parts must add up, what is not yet split; negative: too much is."""
        lines = self.lines.exclude(split_by__in=(NOT_SPLIT, SAME)).order_by("pk")
        return {line: line.value - given for line, given in _given(lines)}

    def missing_to_issue(self) -> list[str]:
        if not self.lines.exists():
            return [gettext("The sheet has no target yet.")]
        missing = self.remainder_words()
        if not self.shares.exists():
            missing.append(gettext("The targets are not split to the counties yet."))
        before = self.version_before()
        if before and self.asks() == before.asks():
            missing.append(gettext("Nothing differs from the version in force."))
        return missing

    def remainder_words(self) -> list[str]:
        """What is wrong with the sums; empty when the parts make up each line."""
        return [line.remainder_words(left) for line, left in self.remainders().items() if left]

    def asks(self) -> dict[tuple[str, int | None], tuple[object, ...]]:
        """What it asks for: (indicator, county, or None for all) → the figure and its terms."""
        lines = self.lines.values_list("indicator", "value", "measure", "operator", "deadline")
        parts = self.lines.filter(parts__isnull=False).values_list(
            "indicator", "parts__union_id", "parts__value", "measure"
        )
        found: dict[tuple[str, int | None], tuple[object, ...]] = {}
        found |= {(code, None): tuple(terms) for code, *terms in lines}
        found |= {(code, county): tuple(terms) for code, county, *terms in parts}
        return found


def _given(lines: Any) -> list[tuple[TargetLine, Decimal]]:
    """Each line, and what its parts add up to."""
    summed = lines.annotate(given=Sum("parts__value", default=Decimal(0)))
    return [(line, line.given) for line in summed]


class TargetLineQuerySet(SharedQuerySet["TargetLine"]):
    def branch_of(self, officer: Officer) -> Q:
        branch = super().branch_of(officer)
        unread = Q(sheet__stage=SheetStage.DRAFT)
        return branch if CITY_STAFF.held_by(officer) else branch & ~unread


class TargetLine(UnionOwned):
    """One target of a sheet: an indicator, and the figure it must reach by the deadline.

    `value` is a count, a percentage (0 to 100) of a rate, or the percent by which to grow.
    `deadline`: without one, the end of the year. `is_cumulative`: the years since `base_year` add
    up to it. `base_value`: what it starts from: of growth the figure of the base year; of a count
    what was there before the year; of a rate what a plan asked of the year before.
    `split_by`: NOT_SPLIT, SAME for each county, EQUAL parts, or the indicator whose counts are the
    weights; `is_limited`: and no county is asked for more than its own, of units to bring up to
    standard than are eligible there.
    """

    sheet = models.ForeignKey(TargetSheet, models.CASCADE, related_name="lines")
    indicator = models.CharField(_("indicator"), max_length=60)
    measure = models.CharField(
        _("measure"), max_length=8, choices=Measure.choices, default=Measure.RATE
    )
    operator = models.CharField(max_length=2, choices=Operator.choices, default=Operator.AT_LEAST)
    value = models.DecimalField(_("target"), max_digits=10, decimal_places=1)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    is_cumulative = models.BooleanField(_("adds up over the years"), default=False)
    base_year = models.PositiveSmallIntegerField(null=True, blank=True, validators=YEARS)
    base_value = models.DecimalField(max_digits=12, decimal_places=1, null=True, blank=True)
    split_by = models.CharField(_("split by"), max_length=60, blank=True)
    is_limited = models.BooleanField(_("limited by what it is split by"), default=False)
    basis = models.CharField(_("basis"), max_length=120, blank=True)

    objects = TargetLineQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator"], name="targetline_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="targetline_not_negative"),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values), name="targetline_measure"
            ),
            models.CheckConstraint(
                condition=Q(measure="count") | Q(split_by__in=(NOT_SPLIT, SAME)),
                name="targetline_only_counts_add_up",
            ),
        ]

    def __str__(self) -> str:
        return str(self.known.label)

    @property
    def known(self) -> Indicator:
        return indicator(self.indicator)

    @property
    def is_count(self) -> bool:
        return self.measure == Measure.COUNT

    @property
    def unit(self) -> str:
        return unit_of(self.measure)

    @property
    def value_text(self) -> str:
        return plain(self.value)

    @property
    def target_text(self) -> str:
        return f"{self.get_operator_display()} {self.value_text}{self.unit}"

    @property
    def is_split(self) -> bool:
        return self.split_by != NOT_SPLIT

    @property
    def adds_up(self) -> bool:
        """Whether the parts of the counties must make up the value."""
        return self.split_by not in (NOT_SPLIT, SAME)

    @property
    def split_words(self) -> str:
        words = {
            NOT_SPLIT: gettext("Not split"),
            SAME: gettext("The same for each"),
            EQUAL: gettext("Equal parts"),
        }
        return words.get(self.split_by) or str(indicator(self.split_by).label)

    @property
    def base_words(self) -> str:
        """The base year and its figure; empty where the line does not start from one."""
        return self.base_words_of(self.base_value)

    def base_words_of(self, start: Decimal | None) -> str:
        """As of all, for a county that starts from its own figure."""
        if self.base_year is None or start is None:
            return ""
        known = {"year": self.base_year, "figure": plain(start)}
        if self.base_year >= self.sheet.set_on.year:
            return gettext("%(figure)s so far in %(year)s, when this was set") % known
        if self.is_cumulative:
            return gettext("since the end of %(year)s; %(figure)s before this year") % known
        return gettext("%(figure)s at the end of %(year)s") % known

    @property
    def ends_on(self) -> date:
        return self.deadline or date(self.sheet.year, 12, 31)

    def remainder_words(self, left: Decimal) -> str:
        known = {"line": self, "count": plain(abs(left))}
        if left > 0:
            return gettext("%(line)s: %(count)s not split yet.") % known
        return gettext("%(line)s: %(count)s too many are split.") % known

    def is_met_by(self, actual: Decimal, asked: Decimal | None = None) -> bool:
        """Whether `actual` meets the line, or what is `asked` of a county."""
        wanted = self.value if asked is None else asked
        return {
            Operator.AT_LEAST: actual >= wanted,
            Operator.AT_MOST: actual <= wanted,
            Operator.EXACTLY: actual == wanted,
        }[Operator(self.operator)]

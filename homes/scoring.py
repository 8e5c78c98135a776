"""How answers become points, points a score, and a score a level (a design default, see basis).

The criteria table and its rules are the federation's own and versioned; the thresholds of the
levels are parameters. What is compared with a threshold is the figure that is printed, to a tenth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ZERO, HALF, ONE = Decimal(0), Decimal("0.5"), Decimal(1)
MOST_COUNTED = 9999
TENTH = Decimal("0.1")


class Rule(TextChoices):
    """bool and rubric: 1, ½ or 0; ratio: 0 to 1, full at the threshold, nothing below half of it;
    count: whole things, full at the threshold."""

    BOOL = "bool", _("Yes or no")
    RATIO = "ratio", _("Ratio")
    COUNT = "count", _("Number")
    RUBRIC = "rubric", _("Full, half or none")


class Level(TextChoices):
    NONE = "none", _("Not qualified")
    QUALIFIED = "qualified", _("Up to standard")
    ADVANCED = "advanced", _("Advanced")
    MODEL = "model", _("Model")


class Veto(TextChoices):
    """Any one of these bars acceptance this year (design default; the federation's own list)."""

    REFUSED_CONTRACT = "refused_contract", _("Refused the collective contract although urged")
    UNPAID = "unpaid", _("Wages or social insurance found unpaid")
    ACCIDENT = "accident", _("A larger work accident or worse")
    UNREST = "unrest", _("A mass incident of the unit's own making")
    MISUSE = "misuse", _("Union or assistance funds misused")
    FRAUD = "fraud", _("False papers in the application")
    OVERDUE_ELECTION = "overdue_election", _("Union election overdue by a year")
    REPRISAL = "reprisal", _("Union dissolved unlawfully, or reprisal against its officers")


def to_tenth(figure: Decimal) -> Decimal:
    return figure.quantize(TENTH, ROUND_HALF_UP)


def answers(rule: str, answer: Decimal) -> bool:
    """Whether `answer` is one the rule can be answered with."""
    if rule == Rule.BOOL:
        return answer in {ZERO, ONE}
    if rule == Rule.RUBRIC:
        return answer in {ZERO, HALF, ONE}
    if rule == Rule.RATIO:
        return ZERO <= answer <= ONE
    return ZERO <= answer <= MOST_COUNTED and answer == int(answer)


def points_for(rule: str, full: Decimal, threshold: Decimal, answer: Decimal) -> Decimal:
    """Points an answer earns, to one decimal, never more than `full`."""
    if rule in {Rule.BOOL, Rule.RUBRIC}:
        share = answer
    elif rule == Rule.RATIO and answer < threshold / 2:
        share = ZERO
    else:
        share = answer / threshold
    return to_tenth(full * min(ONE, max(ZERO, share)))


@dataclass(frozen=True)
class Scored:
    """A criterion's full points and what it got; `got` is None where it does not apply."""

    full: Decimal
    got: Decimal | None
    must: bool


@dataclass(frozen=True)
class Thresholds:
    """The least score of each level (points), and the least satisfaction (percent)."""

    qualified: Decimal
    advanced: Decimal
    model: Decimal
    advanced_satisfaction: Decimal
    model_satisfaction: Decimal


def score_of(criteria: Iterable[Scored]) -> Decimal:
    """Got ÷ applicable × 100, to one decimal: items that do not apply do not count."""
    applicable = [c for c in criteria if c.got is not None]
    full = sum((c.full for c in applicable), ZERO)
    got = sum((c.got for c in applicable if c.got is not None), ZERO)
    return to_tenth(got * 100 / full) if full else ZERO


def must_is_lost(points: Sequence[Decimal]) -> bool:
    """A ★ is lost when more than half of the panel gave it nothing."""
    return 2 * sum(1 for got in points if got == ZERO) > len(points)


def panel_mean(scores: Sequence[Decimal]) -> Decimal:
    """The mean of a panel's scores; of five or more the highest and the lowest are dropped."""
    counted = sorted(scores)[1:-1] if len(scores) >= 5 else list(scores)
    return to_tenth(sum(counted, ZERO) / len(counted))


def level_for(
    score: Decimal,
    thresholds: Thresholds,
    *,
    musts_met: bool,
    vetoes: Sequence[str],
    satisfaction: Decimal | None,
    advanced_for_a_year: bool,
) -> Level:
    """The level a unit reaches. `satisfaction` is in percent, None where it was not measured."""
    if vetoes or not musts_met or score < thresholds.qualified:
        return Level.NONE
    content = satisfaction if satisfaction is not None else ZERO
    if score < thresholds.advanced or content < thresholds.advanced_satisfaction:
        return Level.QUALIFIED
    if (
        score >= thresholds.model
        and content >= thresholds.model_satisfaction
        and advanced_for_a_year
    ):
        return Level.MODEL
    return Level.ADVANCED

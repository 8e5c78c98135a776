"""The board of an enterprise: what it counts in, what it lacks, and what is due there next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DecimalField, F, Q, Value
from django.db.models.functions import Cast
from django.http import Http404
from django.utils.translation import gettext as _

from kernel.days import today
from reports.boards.board import issued_lines
from reports.boards.figures import base_text, value_text
from reports.boards.holding_back import WAYS, Step, Way, way_of
from reports.workbench import own_plan
from targets.breakdown import employer_path
from targets.indicators import INDICATORS, Count, Happening, Indicator, day_of
from targets.models import Operator, TargetLine
from targets.standing import Light
from unions.membership.standing import with_returns
from unions.models import Employer, Officer

MOST = 20  # employers of one union that are offered to choose from
YUAN: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=2)


@dataclass(frozen=True)
class Part:
    """One target at one enterprise. `line` None: nothing is asked of the figure this year.

    `next`: what is open for the enterprise on the way there. `days`: what the base holds, where
    something of it is not reached. `url`: the rows, empty where they are not the reader's.
    """

    indicator: Indicator
    line: TargetLine | None
    count: Count
    next: Step | None
    days: Sequence[Happening]
    url: str

    @property
    def value(self) -> str:
        return value_text(self.count, is_rate=self.indicator.is_rate)

    @property
    def base(self) -> str:
        return base_text(self.count)

    @property
    def tone(self) -> str:
        if self.indicator.is_rate and not self.count.denominator:
            return ""
        if not self.indicator.is_rate:
            return "green" if self.count.numerator else ""
        # Of persons it can be a share: then what is asked of all is asked of the enterprise.
        floor = self.line is not None and self.line.operator == Operator.AT_LEAST
        asked = min(self.line.value, Decimal(100)) if self.line and floor else Decimal(100)
        reached = self.count.numerator * 100 >= asked * (self.count.denominator or 0)
        return "green" if reached else "amber"

    @property
    def light(self) -> Light:
        return Light(self.words, self.tone)

    @property
    def words(self) -> str:
        if self.indicator.is_rate and not self.count.denominator:
            return _("not asked of you")
        if self.tone == "green":
            return _("you count here")
        return _("you are missing here") if self.indicator.is_rate else _("nothing yet")


@dataclass(frozen=True)
class EnterpriseBoard:
    employer: Employer
    others: Sequence[Employer]
    year: int
    day: date
    parts: Sequence[Part]
    own: dict[str, Any] | None
    due: Sequence[Step]


def board_of_enterprise(by: Officer, asked: str) -> EnterpriseBoard | None:
    """The enterprise asked for by its id, or the first; None where the union covers none."""
    told = with_returns(Employer.objects.visible_to(by), today())
    told = told.annotate(lacks_return=Q(held__counted_on=None))
    mine = list(told.order_by("name", "pk")[:MOST])
    if not mine:
        return None
    employer = next((e for e in mine if str(e.pk) == asked), None) if asked else mine[0]
    if employer is None:
        raise Http404
    year = today().year
    day = day_of(year)
    due = _open_steps(employer, year, by)
    parts = _parts(employer, year, day, due, by)
    steps = sorted((step for _w, step in due if step.due_on), key=lambda s: s.due_on or date.max)
    own = own_plan(by, names=False)
    return EnterpriseBoard(employer, mine, year, day, parts, own, steps)


def _parts(
    employer: Employer, year: int, day: date, due: Sequence[tuple[Way, Step]], by: Officer
) -> list[Part]:
    lines = {line.indicator: line for line in issued_lines(year)}
    codes = list(lines) or [code for code, known in INDICATORS.items() if known.target]
    figures = [INDICATORS[code] for code in codes if employer_path(INDICATORS[code])]
    counts = counts_at(employer, figures, day, year)
    return [
        _part(known, lines.get(known.code), counts[known.code], employer, day, due, by)
        for known in figures
    ]


def _part(
    known: Indicator,
    line: TargetLine | None,
    count: Count,
    employer: Employer,
    day: date,
    due: Sequence[tuple[Way, Step]],
    by: Officer,
) -> Part:
    lacks = known.is_rate and count.numerator < (count.denominator or 0)
    way = way_of(known)
    return Part(
        known,
        line,
        count,
        next((step for found, step in due if found is way), None) if lacks else None,
        known.days(employer.pk, day, day.year) if lacks and known.days else [],
        known.rows_url(by, employer) if known.rows_url else "",
    )


def counts_at(
    employer: Employer, figures: Iterable[Indicator], day: date, year: int
) -> dict[str, Count]:
    """What each figure counts of one employer, by code; in one statement."""
    figures = list(figures)
    found: dict[tuple[str, str], int] = {}
    asked = [
        known.rows(day, year, part)
        .filter(**{employer_path(known): employer.pk})
        .order_by()
        .annotate(of=Value(f"{known.code} {part}", CharField()), n=Cast(F("counts"), YUAN))
        .values_list("of", "n")
        for known in figures
        for part in (("numerator", "denominator") if known.is_rate else ("numerator",))
    ]
    if asked:
        for of, n in asked[0].union(*asked[1:], all=True):
            code, part = of.split()
            found[code, part] = found.get((code, part), 0) + int(n)
    return {
        known.code: Count(
            None,
            found.get((known.code, "numerator"), 0),
            found.get((known.code, "denominator"), 0) if known.is_rate else None,
        )
        for known in figures
    }


def _open_steps(employer: Employer, year: int, by: Officer) -> list[tuple[Way, Step]]:
    """What is open at the employer, the first due first; in one statement."""
    asked = [
        way.open(year)
        .visible_to(by)
        .filter(employer=employer)
        .order_by()
        .annotate(way=Value(number))
        .values_list("way", "pk", "stage", "due_on")
        for number, way in enumerate(WAYS)
    ]
    found = asked[0].union(*asked[1:], all=True)
    ordered = sorted(found, key=lambda row: (row[3] or date.max, row[1]))
    return [(WAYS[number], _step(WAYS[number], pk, stage, on)) for number, pk, stage, on in ordered]


def _step(way: Way, pk: int, stage: str, on: date | None) -> Step:
    model: Any = way.model
    record = model(pk=pk, stage=stage)
    url = record.get_absolute_url()
    return Step(str(way.label), url, on, str(record.get_stage_display()), url)

"""What holds a target back: what it counts out of and has not reached, by the day of its next step.

A row that climbs through a table has that day itself. An employer has it from whatever is open for
it on the way: a home plan, a round of bargaining, a nomination.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Subquery, Value
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from bargaining.models import Round
from campaigns.models import Nomination
from campaigns.workflows.honour import OVER
from homes.models import HomePlan
from homes.models.plan import OPEN_STAGES
from kernel.days import today
from reports.boards.figures import day_words
from reports.facts import below
from targets.breakdown import has_missing
from targets.indicators import Indicator, day_of
from targets.sheets import Figure
from unions.models import Employer, Lifecycle, Officer, Union
from unions.workflow import Words

WHY = "narrowed to the officer who asks"
FIRST = 5  # rows that a board shows of each figure


@dataclass(frozen=True)
class Way:
    """Records in which employers are on their way into the figures that begin with `figures`."""

    label: Words
    figures: tuple[str, ...]
    model: type[Lifecycle]
    open: Callable[[int], Any]


def _plans(year: int) -> Any:
    return HomePlan.objects.unscoped(WHY).of_year(year).filter(stage__in=OPEN_STAGES)


def _rounds(year: int) -> Any:
    return Round.objects.unscoped(WHY).open()


def _nominations(year: int) -> Any:
    return Nomination.objects.unscoped(WHY).filter(scheme__year=year).exclude(stage__in=OVER)


WAYS = (
    Way(_("Home plan"), ("homes.",), HomePlan, _plans),
    Way(_("Round of bargaining"), ("bargaining.wage_", "bargaining.coverage"), Round, _rounds),
    Way(_("Nomination"), ("campaigns.harmony",), Nomination, _nominations),
)


@dataclass(frozen=True)
class Step:
    """One row: `due_on` None: nothing dated is open for it. `stage`: where it stands."""

    words: str
    url: str
    due_on: date | None
    stage: str = ""
    step_url: str = ""

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()


@dataclass(frozen=True)
class HoldingBack:
    """`rows`: the first by deadline. `sentence`: how many there are, and until when."""

    sentence: str
    rows: Sequence[Step]
    more: int
    url: str


def holding_back(known: Indicator, place: Union, year: int, by: Officer) -> HoldingBack | None:
    """In three queries; None for a figure out of which nothing lacks, such as a plain count."""
    day = day_of(year)
    rows = lacking(known, place, day, year, by)
    if rows is None:
        return None
    way = way_of(known)
    dated = _dated(rows, way, year, by)
    days = dict(dated.order_by("first_due").values_list("first_due").annotate(n=Count("pk")))
    first = list(dated.order_by(F("first_due").asc(nulls_last=True), "pk")[:FIRST])
    steps = _steps(first, known, _records(first, way, year))
    url = Figure(known, year, place).url
    every = f"{url}?part=missing" if has_missing(known) else ""
    return HoldingBack(sentence(days, known), steps, sum(days.values()) - len(first), every)


def way_of(known: Indicator) -> Way | None:
    return next((way for way in WAYS if known.code.startswith(way.figures)), None)


def lacking(known: Indicator, place: Union, day: date, year: int, by: Officer) -> Any:
    """The rows of the base that are not reached; of a count, the employers on the way to it."""
    if has_missing(known):
        rows: Any = Figure(known, year, place, day).rows("missing")
        return rows.visible_to(by)
    way = way_of(known)
    if way is None or not known.counts_employers:
        return None
    mine = way.open(year).filter(employer=OuterRef("pk"))
    return Employer.objects.visible_to(by).filter(below(place), Exists(mine))


def _dated(rows: Any, way: Way | None, year: int, by: Officer) -> Any:
    """With `first_due`, and `first_step`: the record that is open, which is first due."""
    if issubclass(rows.model, Lifecycle):
        return rows.annotate(first_due=F("due_on"))
    if way is None or rows.model is not Employer:
        return rows.annotate(first_due=Value(None, output_field=DateField()))
    mine = way.open(year).visible_to(by).filter(employer=OuterRef("pk"))
    mine = mine.order_by(F("due_on").asc(nulls_last=True), "pk")
    return rows.annotate(
        first_due=Subquery(mine.values("due_on")[:1]), first_step=Subquery(mine.values("pk")[:1])
    )


def _records(rows: Sequence[Any], way: Way | None, year: int) -> dict[int, Any]:
    found = {getattr(row, "first_step", None) for row in rows} - {None}
    if way is None or not found:
        return {}
    return {record.pk: record for record in way.open(year).filter(pk__in=found)}


def _steps(rows: Sequence[Any], known: Indicator, records: Mapping[Any, Any]) -> list[Step]:
    steps = []
    for row in rows:
        words, url = known.reads(row)
        record: Any = records.get(getattr(row, "first_step", None)) or row
        stands = isinstance(record, Lifecycle)
        stage = str(record.get_stage_display()) if stands else ""
        steps.append(
            Step(words, url, row.first_due, stage, record.get_absolute_url() if stands else url)
        )
    return steps


def sentence(days: Mapping[date | None, int], known: Indicator) -> str:
    """How many are late, have until the next day to come, have longer, and have no day at all."""
    late = sum(n for day, n in days.items() if day is not None and day < today())
    coming = sorted(day for day in days if day is not None and day >= today())
    later = sum(days[day] for day in coming[1:])
    undated = days.get(None, 0)
    said = []
    if late:
        said.append(ngettext("%(who)s is past its day", "%(who)s are past their day", late)
                    % {"who": _who(late, known)})  # fmt: skip
    if coming:
        n = days[coming[0]]
        said.append(ngettext("%(who)s has until %(day)s", "%(who)s have until %(day)s", n)
                    % {"who": _who(n, known), "day": day_words(coming[0])})  # fmt: skip
    if later:
        said.append(ngettext("%(who)s has longer", "%(who)s have longer", later)
                    % {"who": _who(later, known)})  # fmt: skip
    if undated:
        said.append(ngettext("for %(who)s no dated step is open",
                             "for %(who)s no dated step is open", undated)
                    % {"who": _who(undated, known)})  # fmt: skip
    if not said:
        nothing = gettext("Nothing holds it back.")
        return nothing if has_missing(known) else gettext("Nothing is on its way to it yet.")
    return gettext("; ").join(said) + pgettext("the end of a sentence", ".")


def _who(count: int, known: Indicator) -> str:
    words = (
        ngettext("%(count)s enterprise", "%(count)s enterprises", count)
        if known.counts_employers
        else ngettext("%(count)s matter", "%(count)s matters", count)
    )
    return words % {"count": count}

"""Where an officer's place stands this year: the cards and the table of the workbench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kernel.days import today
from reports.facts import Progress, issued_sheet, progress_of
from targets.indicators import GROWTH, REACHED, indicator
from targets.models import TargetSheet
from targets.month_ends import under_way
from targets.sheets import Figure
from targets.snapshots import Told, told_of
from targets.standing import Standing, standings, year_gone
from unions.models import Job, Officer
from unions.offices import Level

MOST_CARDS = 4


@dataclass(frozen=True)
class Card:
    """What `_figure.html` shows. `percent` and `pace` are whole; `tone` as in docs/look.md."""

    label: str
    value: str
    target: str
    base: str
    percent: int | None
    pace: int
    tone: str
    href: str


@dataclass(frozen=True)
class Row:
    """A part's line; `asked` is its share, or where none is given what it has listed."""

    progress: Progress
    asked: int
    percent: int
    tone: str
    url: str
    listed_url: str

    @property
    def bar_label(self) -> str:
        return f"{self.progress.union.short_name}: {self.percent}%"


@dataclass(frozen=True)
class Board:
    cards: Sequence[Card]
    rows: Sequence[Row]
    sheet: TargetSheet | None
    told: Told
    counting: Job | None


def board_of(officer: Officer) -> Board | None:
    """A city's board or a county's; nobody else has one. Its cards read the newest snapshot."""
    if officer.level not in {Level.FEDERATION, Level.COUNTY}:
        return None
    day = today()
    sheet = issued_sheet(day.year)
    pace, told = year_gone(day.year, day), told_of(day.year)
    progress = progress_of(officer.union, day.year, day, told)
    return Board(
        _cards(officer, sheet, told, pace),
        [_row(line, pace, told) for line in progress],
        sheet,
        told,
        under_way(officer.federation_id),
    )


def _cards(officer: Officer, sheet: TargetSheet | None, told: Told, pace: int) -> list[Card]:
    if sheet is None:
        return []
    county = officer.union if officer.level == Level.COUNTY else None
    # The cards tell no forecast, and so need nothing of earlier days.
    stood = standings(sheet, day=told.day, county=county, told=told, kept={})
    # A plain count is the whole city's to reach; growth stands in for it in a county.
    left_out = (lambda s: s.indicator.code in (GROWTH, REACHED)) if county is None else _is_count
    shown = sorted((s for s in stood if not left_out(s)), key=_is_count)
    first = [_quota_card(s, officer, told, pace) for s in stood if s.indicator.code == REACHED]
    return [*first, *(_card(s, officer, told, pace) for s in shown)][:MOST_CARDS]


def _is_count(standing: Standing) -> bool:
    return not standing.indicator.is_rate


def _quota_card(standing: Standing, officer: Officer, told: Told, pace: int) -> Card:
    known, done, quota = standing.indicator, standing.count.numerator, int(standing.asked)
    share_done = _share(done, quota)
    return Card(
        label=str(known.label),
        value=str(done),
        target=_("target %(target)s") % {"target": quota},
        base=_pace_words(share_done, pace),
        percent=share_done,
        pace=pace,
        tone=_tone(share_done, pace),
        href=_rows_url(officer, told, REACHED),
    )


def _card(standing: Standing, officer: Officer, told: Told, pace: int) -> Card:
    return Card(
        label=str(standing.indicator.label),
        value=standing.value_text,
        target=_("target %(target)s") % {"target": standing.target_text.replace(" ", "")},
        base=standing.base_text if standing.indicator.is_rate else _lack(standing),
        percent=standing.percent,
        pace=pace,
        tone=standing.tone,
        href=_rows_url(officer, told, standing.indicator.code),
    )


def _lack(standing: Standing) -> str:
    """How much is missing; of growth and of a limit there is nothing to count up to."""
    left = int(standing.asked - (standing.value or 0)) if standing.line.is_count else 0
    if standing.is_met or left <= 0:
        return standing.verdict
    return _("%(left)s %(unit)s to go") % {"left": left, "unit": standing.indicator.unit}


def _rows_url(officer: Officer, told: Told, code: str) -> str:
    return Figure(indicator(code), told.day.year, officer.union, told.day).url


def _row(line: Progress, pace: int, told: Told) -> Row:
    asked = line.listed if line.quota is None else line.quota
    share = _share(line.reached, asked)
    given = line.quota is not None
    plans = f"{reverse('homes:plan-list')}?year={today().year}&township={line.union.pk}"
    # Figures of the targets are told by county; a township's opens with its list of plans.
    figure = Figure(indicator(REACHED), told.day.year, line.union, told.day).url
    return Row(
        line,
        asked,
        share,
        _tone(share, pace),
        url=figure if line.union.level == Level.COUNTY else "",
        listed_url="" if given or line.union.level != Level.TOWNSHIP else plans,
    )


def _share(done: int, asked: int) -> int:
    return min(100, 100 * done // asked) if asked else (100 if done else 0)


def _tone(share: int, pace: int) -> str:
    """Green when it is done, amber within a tenth of the year's own pace, red behind it."""
    if share >= 100:
        return "green"
    return "amber" if share >= pace * 0.9 else "red"


def _pace_words(share: int, pace: int) -> str:
    known: dict[str, Any] = {"pace": pace, "points": abs(share - pace)}
    if share >= pace:
        return _("%(pace)s%% of the year gone, %(points)s points ahead") % known
    return _("%(pace)s%% of the year gone, %(points)s points behind") % known

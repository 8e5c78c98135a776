"""The ends of past months are counted where no night told them, each once, and as of their day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kernel.days import today
from targets import month_ends as ends
from targets.indicators import GROWTH, REACHED, Count, indicator, total
from targets.models import Snapshot
from targets.month_ends import (
    count_past_figures,
    figures_asked,
    keep_missing_ends,
    kept_of,
    missing_ends,
    month_ends,
    start_backfill,
)
from targets.snapshots import take_snapshot, told_of
from tests.cast import YEAR
from unions.models import Job
from unions.refusals import Refused
from unions.scoping import owned_by

pytestmark = pytest.mark.usefixtures("standing_worlds")
SPRING, SUMMER = date(YEAR, 3, 31), date(YEAR, 6, 30)


@pytest.fixture
def empty(town):
    Snapshot.objects.unscoped("the test's").delete()


@pytest.fixture
def few(monkeypatch):
    """Two figures asked for instead of all: the test counts steps, not figures."""
    monkeypatch.setattr(ends, "figures_asked", lambda: [REACHED, GROWTH])


def kept_days() -> set[date]:
    return set(Snapshot.objects.unscoped("the test's").values_list("day", flat=True))


def test_a_month_ends_when_its_last_day_is_over():
    assert month_ends(2024, date(2024, 3, 31)) == [date(2024, 1, 31), date(2024, 2, 29)]
    assert month_ends(2024, date(2024, 4, 1))[-1] == date(2024, 3, 31)
    assert len(month_ends(2023, date(2024, 1, 1))) == 12


def test_the_figures_asked_for_are_those_sheets_and_plans_name(town):
    asked = figures_asked()

    assert {REACHED, GROWTH, "homes.model", "bargaining.wage_coverage"} <= set(asked)
    assert "homes.rate_covered" not in asked


def test_what_is_kept_late_is_what_was_so_then(town, empty, few):
    job = start_backfill([SPRING, SUMMER], by=town.city)
    for _step in count_past_figures(job):
        pass

    found = kept_of([REACHED], [SPRING, SUMMER], None, apart=None).totals

    for day in (SPRING, SUMMER):
        counted = total(indicator(REACHED).by_county(day, YEAR))
        assert found[REACHED, day].numerator == counted.numerator
    assert found[REACHED, SPRING].numerator < found[REACHED, SUMMER].numerator


def test_a_county_reads_its_own(town, empty, few):
    take_snapshot(indicator(REACHED), SUMMER, root=town.root)

    mine, theirs = (
        kept_of([REACHED], [SUMMER], county, apart=None) for county in (town.linghai, town.heishan)
    )

    assert mine.totals[REACHED, SUMMER].numerator == 1
    assert theirs.totals[REACHED, SUMMER].numerator == 0


def test_of_one_day_each_union_is_told(town, empty, few):
    take_snapshot(indicator(REACHED), SUMMER, root=town.root)

    found = kept_of([REACHED], [], None, apart=SUMMER)

    assert found.by_union[REACHED][town.linghai.pk].numerator == 1
    assert not found.totals


def test_a_count_that_was_cut_off_goes_on_where_it_stopped(town, empty, few, monkeypatch):
    job = start_backfill([SPRING, SUMMER], by=town.city)
    steps = count_past_figures(job)
    first = [next(steps) for _ in range(3)]
    counted = []
    monkeypatch.setattr(ends, "take_snapshot", lambda known, day, root: counted.append(day))

    (last,) = count_past_figures(job)

    assert [step.done for step in first] == [1, 2, 3]
    assert (last.done, last.total) == (4, 4)
    assert counted == [SPRING]


def test_the_night_asks_for_what_is_missing_and_once(town, empty, few):
    keep_missing_ends()
    keep_missing_ends()

    (job,) = Job.objects.unscoped("the test's").filter(kind=ends.KIND)
    assert len(job.inputs["days"]) == 11 + today().month  # of last year, and those over by now


def test_nothing_is_missing_once_all_are_kept(town, empty, few):
    days = missing_ends(SUMMER)
    for _step in count_past_figures(start_backfill(days, by=town.city)):
        pass

    assert kept_days() == set(days)
    assert missing_ends(SUMMER) == []


def test_two_counts_at_a_time_or_of_nothing_are_refused(town, empty, few):
    with pytest.raises(Refused):
        start_backfill([], by=town.city)
    start_backfill([SPRING], by=town.city)
    with pytest.raises(Refused):
        start_backfill([SUMMER], by=town.city)


def test_a_month_counted_late_is_nobodys_newest_day(town, empty):
    take_snapshot(indicator(REACHED), SUMMER, root=town.root)
    assert told_of(YEAR).taken_at is None

    Snapshot.objects.create(
        indicator=REACHED, day=SPRING, numerator=1, **owned_by(town.root),
        taken_at=datetime(YEAR, 4, 1, tzinfo=UTC),
    )  # fmt: skip
    assert told_of(YEAR).day == SPRING


def test_a_board_asks_for_its_own_figures_alone(town, empty):
    for code in (REACHED, GROWTH):
        take_snapshot(indicator(code), today() - timedelta(days=1), root=town.root)

    assert set(told_of(YEAR, [GROWTH]).counts) == {GROWTH}


def test_a_county_that_had_nothing_on_a_day_that_was_told_had_none(town, empty, few):
    take_snapshot(indicator(REACHED), SPRING, root=town.root)
    take_snapshot(indicator(GROWTH), SPRING, root=town.root)

    told = kept_of([REACHED, GROWTH], [SPRING, SUMMER], town.heishan, apart=None).totals

    assert told[REACHED, SPRING] == Count(None, 0)
    assert told[GROWTH, SPRING] == Count(None, 0, 0)
    assert (REACHED, SUMMER) not in told

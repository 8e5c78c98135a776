"""The figures of a day are kept: once, by unions, and taken up again where a count was cut off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kernel.days import today
from targets import snapshots
from targets.indicators import INDICATORS, REACHED, indicator, total
from targets.models import Snapshot
from targets.snapshots import KIND, count_figures, start_snapshot, take_snapshot, told_of
from tests.cast import YEAR, sign_in
from unions.models import Job
from unions.refusals import Refused
from unions.rowsecurity import federation_scope

pytestmark = pytest.mark.usefixtures("standing_worlds")
NEW_YEARS_EVE = date(YEAR - 1, 12, 31)


@pytest.fixture
def empty(town):
    """The world's own row is of another day; here nothing was told yet."""
    Snapshot.objects.unscoped("the test's").delete()


@pytest.fixture
def job(town, empty) -> Job:
    return start_snapshot(today(), by=town.city)


def rows(**wanted):
    return Snapshot.objects.unscoped("the test's").filter(**wanted)


def test_every_figure_kept_is_the_figure_counted(town, job):
    for _progress in count_figures(job):
        pass

    told = told_of(today().year)

    assert set(told.counts) == set(INDICATORS)
    for code, known in INDICATORS.items():
        counted = known.by_county(today(), today().year)
        for county in (None, town.linghai, town.heishan):
            mine, theirs = total(told.counts[code], county=county), total(counted, county=county)
            assert mine.numerator == theirs.numerator, code
            assert (mine.denominator or 0) == (theirs.denominator or 0), code


def test_counting_a_day_again_leaves_one_row_a_union(town, empty):
    known = indicator(REACHED)
    take_snapshot(known, today(), root=town.root)
    before = rows(indicator=REACHED).count()

    take_snapshot(known, today(), root=town.root)

    assert rows(indicator=REACHED).count() == before


def test_a_county_that_has_nothing_any_more_keeps_no_figure(town, empty):
    known = indicator(REACHED)
    rows_then = {"indicator": REACHED, "day": today(), "taken_at": timezone.now()}
    Snapshot.objects.create(union=town.heishan, federation_id=town.federation.pk,
                            county=town.heishan, numerator=7, **rows_then)  # fmt: skip

    take_snapshot(known, today(), root=town.root)

    assert (
        total(told_of(today().year).counts[REACHED]).numerator
        == total(known.by_county(today(), today().year)).numerator
    )


def test_a_count_that_was_cut_off_goes_on_where_it_stopped(town, job, monkeypatch):
    steps = count_figures(job)
    kept = {next(steps).step for _ in range(3)}
    counted = []
    monkeypatch.setattr(
        snapshots, "take_snapshot", lambda known, day, root: counted.append(str(known.label))
    )

    again = [*count_figures(job)]

    assert again[0].done == 4
    assert again[-1].done == again[-1].total == len(INDICATORS)
    assert not kept & set(counted)


def test_only_one_count_runs_at_a_time(town, job):
    with pytest.raises(Refused):
        start_snapshot(today(), by=town.city)


def test_without_a_snapshot_the_figures_are_counted(town, empty):
    told = told_of(today().year)

    assert told.taken_at is None
    assert told.counted(indicator(REACHED)) == indicator(REACHED).by_county(today(), today().year)


def test_a_figure_declared_since_is_counted_for_the_day_that_was_told(town, empty):
    take_snapshot(indicator(REACHED), NEW_YEARS_EVE, root=town.root)

    told = told_of(YEAR - 1)

    assert told.day == NEW_YEARS_EVE
    assert "homes.model" not in told.counts
    assert told.counted(indicator("homes.model")) == indicator("homes.model").by_county(
        NEW_YEARS_EVE, YEAR - 1
    )


def test_a_board_reads_what_was_kept_and_says_how_old_it_is(client, town, empty):
    yesterday = today() - timedelta(days=1)
    take_snapshot(indicator(REACHED), yesterday, root=town.root)
    rows(indicator=REACHED, union=town.root).update(numerator=4321)
    sign_in(client, town.city)

    page = client.get(reverse("reports:workbench"))

    assert page.context["board"].cards[0].value == str(
        4321 + rows(union=town.linghai).get().numerator
    )
    assert page.context["board"].told.day == yesterday
    assert f"on={yesterday.isoformat()}" in page.context["board"].cards[0].href


def test_whoever_presses_sees_the_count_go_on_and_its_end(client, town, empty):
    sign_in(client, town.city)

    client.post(reverse("reports:board-count"))
    job = Job.objects.unscoped("the test's").get(kind=KIND)
    state = client.get(reverse("reports:board-counting"))

    assert "HX-Refresh" not in state
    job.state = "done"
    job.save(update_fields=["state"])
    assert client.get(reverse("reports:board-counting"))["HX-Refresh"] == "true"


def test_the_rows_of_a_figure_open_as_of_the_day_asked_for(client, town):
    sign_in(client, town.city)
    url = reverse("targets:figure-rows", args=[YEAR - 1, REACHED, town.root.pk])

    page = client.get(url, {"on": NEW_YEARS_EVE.isoformat()})

    assert page.context["figure"].day == NEW_YEARS_EVE


def test_what_came_in_later_changes_no_kept_figure_and_is_told(client, town, empty):
    take_snapshot(indicator(REACHED), NEW_YEARS_EVE, root=town.root)
    sign_in(client, town.city)
    url = reverse("targets:figure-rows", args=[YEAR - 1, REACHED, town.root.pk])
    assert client.get(url).context["figure"].kept_otherwise is None

    rows(indicator=REACHED, union=town.root).update(numerator=41)

    figure = client.get(url).context["figure"]
    assert figure.kept_otherwise.text == str(41 + figure.count.numerator)
    assert figure.count == total(indicator(REACHED).by_county(NEW_YEARS_EVE, YEAR - 1))


@pytest.mark.parametrize("asked", ["2999-01-01", "yesterday", "2026-02-30", "2010-05-05"])
def test_a_day_that_cannot_be_is_not_found(client, town, asked):
    sign_in(client, town.city)
    url = reverse("targets:figure-rows", args=[YEAR, REACHED, town.root.pk])

    assert client.get(url, {"on": asked}).status_code == 404


def test_a_county_sees_its_own_rows_alone(town, other_world):
    mine = Snapshot.objects.visible_to(town.county)

    assert {row.union_id for row in mine} <= {town.linghai.pk}
    with federation_scope(other_world.city.federation.pk):
        assert not Snapshot.objects.visible_to(town.city)


def test_a_plain_count_has_no_base(town, empty):
    take_snapshot(indicator(REACHED), today(), root=town.root)

    assert told_of(today().year).counts[REACHED][0].denominator is None

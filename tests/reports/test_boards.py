"""Boards: each target with its year and its parts, from what was kept; narrowed to the reader."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from homes.actions.listing import list_employers
from kernel.days import today
from reports.board import board_of
from reports.boards.board import board_of_place
from reports.boards.enterprise import board_of_enterprise, counts_at
from reports.boards.figures import change_of, moved
from reports.boards.holding_back import holding_back
from reports.boards.ranking import by_township, rank
from targets.at_employer import figure_at
from targets.breakdown import employer_path
from targets.indicators import GROWTH, INDICATORS, REACHED, Count, indicator, total
from targets.models import Share, SharePart, Snapshot, TargetLine, TargetSheet
from targets.snapshots import take_snapshot
from tests.cast import YEAR, make_employer, make_uscc, sign_in
from tests.test_queries import MOST, queries_of
from unions.actions import cover_employer, found_union
from unions.offices import Level
from unions.scoping import owned_by

pytestmark = pytest.mark.usefixtures("standing_worlds")
RATE = "homes.rate_large_private"
YESTERDAY = today() - timedelta(days=1)
LAST_MONTH = YESTERDAY.replace(day=1) - timedelta(days=1)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture
def kept(town):
    """The year's figures of the sheet kept of yesterday and of the month before."""
    Snapshot.objects.unscoped("the test's").delete()
    asked = {"sheet": _sheet(), **owned_by(town.root)}
    TargetLine.objects.create(indicator=RATE, value=Decimal(90), **asked)
    terms = {"measure": "count", "value": Decimal(3), "split_by": "equal", **owned_by(town.root)}
    count, _new = TargetLine.objects.unscoped("the test's").update_or_create(
        sheet=_sheet(), indicator=REACHED, defaults=terms
    )
    share = Share.objects.unscoped("the test's").get(union=town.linghai)
    SharePart.objects.unscoped("the test's").update_or_create(
        share=share, line=count, defaults={"value": Decimal(1), **owned_by(town.linghai)}
    )
    for code in (REACHED, GROWTH, RATE):
        for day in (YESTERDAY, LAST_MONTH):
            take_snapshot(indicator(code), day, root=town.root)
    return town


def _sheet():
    return TargetSheet.objects.unscoped("the test's").get(year=YEAR)


def tell(union, code, day, numerator, denominator=None):
    Snapshot.objects.unscoped("the test's").update_or_create(
        union=union, indicator=code, day=day,
        defaults={"numerator": numerator, "denominator": denominator, **places(union)},
        create_defaults={"numerator": numerator, "denominator": denominator,
                         "taken_at": day_after(day), **places(union)},
    )  # fmt: skip


def places(union):
    return {key: value for key, value in owned_by(union).items() if key != "union"}


def day_after(day):
    return datetime(day.year, day.month, day.day, 23, tzinfo=UTC)


def strand(board, code):
    (found,) = (s for s in board.strands if s.indicator.code == code)
    return found


def test_a_city_board_shows_each_target_with_what_was_kept(kept):
    tell(kept.linghai, RATE, YESTERDAY, 3, 4)
    tell(kept.heishan, RATE, YESTERDAY, 1, 4)

    board = board_of_place(kept.root, YEAR, kept.city)

    assert [s.indicator.code for s in board.strands] == [REACHED, GROWTH, RATE]
    rate = strand(board, RATE)
    assert (rate.value, rate.base, rate.asked.target_text) == ("50.0%", "4 / 8", "≥ 90%")
    assert f"on={YESTERDAY.isoformat()}" in rate.url


def test_the_years_count_is_asked_as_the_sheet_says(kept):
    board = board_of_place(kept.root, YEAR, kept.city)

    assert strand(board, REACHED).asked.target_text == "≥ 3"


def test_growth_on_a_count_says_what_it_grew_from(kept):
    TargetLine.objects.create(
        sheet=_sheet(), indicator="homes.model", measure="growth", value=Decimal(50),
        base_year=YEAR - 1, base_value=Decimal(4), **owned_by(kept.root),
    )  # fmt: skip
    tell(kept.root, "homes.model", YESTERDAY, 5)

    grown = strand(board_of_place(kept.root, YEAR, kept.city), "homes.model")

    assert (grown.value, grown.base) == ("25%", "5 / 4")


def test_a_county_is_asked_its_share_and_no_plain_count(kept):
    TargetLine.objects.create(
        sheet=_sheet(), indicator="homes.model", measure="count", value=Decimal(100),
        **owned_by(kept.root),
    )  # fmt: skip

    board = board_of_place(kept.linghai, YEAR, kept.county)

    assert strand(board, REACHED).asked.target_text == "≥ 1"
    assert "homes.model" not in {s.indicator.code for s in board.strands}


def test_a_ranking_says_who_rose_and_by_how_much(kept):
    for day, linghai, heishan in ((LAST_MONTH, 1, 2), (YESTERDAY, 3, 2)):
        tell(kept.linghai, RATE, day, linghai, 4)
        tell(kept.heishan, RATE, day, heishan, 4)

    first, second = strand(board_of_place(kept.root, YEAR, kept.city), RATE).ranking.lines

    assert (first.union, first.rank, first.moved) == (kept.linghai, 1, "▲ up 1 place")
    assert (second.rank, second.moved) == (2, "▼ down 1 place")
    assert first.change.words == "▲ +50 points"
    assert second.change.words == "unchanged"


def test_equals_share_a_place_and_what_has_no_figure_has_none(town):
    parts = [town.linghai, town.heishan, town.street]
    now = {town.linghai.pk: Count(None, 1, 2), town.heishan.pk: Count(None, 2, 4)}

    found = rank(indicator(RATE), parts, now, None, day=YESTERDAY, since=LAST_MONTH)

    assert [line.rank for line in found.lines] == [1, 1, None]
    assert found.lines[2].value == "—"


def test_of_a_ceiling_the_least_is_the_best(town):
    now = {town.linghai.pk: Count(None, 9), town.heishan.pk: Count(None, 2)}

    found = rank(indicator(REACHED), [town.linghai, town.heishan], now, {},
                 day=YESTERDAY, since=LAST_MONTH, fewer=True)  # fmt: skip

    assert found.lines[0].union == town.heishan


@pytest.mark.parametrize(
    ("now", "then", "words", "tone"),
    [
        (Count(None, 3, 4), Count(None, 1, 4), "▲ +50 points", "green"),
        (Count(None, 1, 3), Count(None, 1, 2), "▼ −16.7 points", "amber"),
        (Count(None, 1, 2), Count(None, 2, 4), "unchanged", ""),
        (Count(None, 1, 2), None, "nothing kept to compare with", ""),
        (Count(None, 0, 0), Count(None, 1, 2), "nothing to compare with", ""),
    ],
)
def test_a_change_is_said_in_points(now, then, words, tone):
    change = change_of(now, then, is_rate=True)

    assert (change.words, change.tone) == (words, tone)


def test_a_fall_under_a_ceiling_is_good():
    assert change_of(Count(None, 3), Count(None, 5), is_rate=False, fewer=True).tone == "green"
    assert change_of(Count(None, 3), Count(None, 5), is_rate=False).words == "▼ −2"


def test_places_are_counted_from_the_top():
    assert moved(1, 4) == "▲ up 3 places"
    assert moved(2, 2) == "= same place"
    assert moved(None, 2) == moved(2, None) == ""


def test_the_trend_tells_months_and_opens_each(kept):
    chart = strand(board_of_place(kept.root, YEAR, kept.city), REACHED).chart

    told = {row[0]: row[1] for row in chart.table}
    assert str(told[str(YESTERDAY.month)]) == "1"
    assert f"on={LAST_MONTH.isoformat()}" in chart.svg
    if YESTERDAY.month < 12:
        assert told["12"].value is None


def test_townships_add_up_to_their_county(town):
    for code in (RATE, REACHED, "targets.organised"):
        towns = by_township(indicator(code), town.linghai, today(), town.city)
        county = total(indicator(code).by_county(today(), YEAR), county=town.linghai)
        assert sum(count.numerator for count in (towns or {}).values()) == county.numerator


def lacking_employer(town, number: int, name: str):
    employer = make_employer(name, town.street, uscc=make_uscc(number))
    union = found_union(f"{name}工会", Level.BASE, town.street, on=date(2001, 1, 1))
    cover_employer(employer, union, on=date(2001, 1, 1))
    return employer


def test_what_holds_a_rate_back_is_listed_by_deadline(town):
    late, soon, never = (lacking_employer(town, n, f"欠{n}有限公司") for n in (701, 702, 703))
    for employer, days in ((late, -3), (soon, 6)):
        (plan,) = list_employers([employer], year=YEAR, by=town.county)
        plan.due_on = today() + timedelta(days=days)
        plan.save(update_fields=["due_on"])

    held = holding_back(indicator(RATE), town.root, YEAR, town.city)

    assert [row.words for row in held.rows[:2]] == [late.name, soon.name]
    assert [row.is_late for row in held.rows[:2]] == [True, False]
    assert held.rows[1].step_url.startswith("/plans/")
    assert "1 enterprise is past its day; 1 enterprise has until" in held.sentence
    assert never.name in {row.words for row in held.rows} or held.more
    assert held.url.endswith("part=missing")


def test_what_was_reached_holds_nothing_back(town):
    held = holding_back(indicator(RATE), town.linghai, YEAR, town.county)

    assert town.mill.name not in {row.words for row in held.rows}


def test_a_county_sees_its_own_alone(town):
    lacking_employer(town, 704, "欠704有限公司")

    theirs = holding_back(indicator(RATE), town.heishan, YEAR, town.stranger)

    assert "欠704有限公司" not in {row.words for row in theirs.rows}


def test_a_count_without_a_way_has_nothing_that_could_be_missing(town):
    assert holding_back(indicator("assistance.on_file"), town.root, YEAR, town.city) is None


@pytest.mark.parametrize("code", [c for c, known in INDICATORS.items() if known.is_rate])
def test_every_rate_can_say_what_holds_it_back(town, code):
    held = holding_back(indicator(code), town.root, YEAR, town.city)

    assert held is None or held.sentence.endswith(".")


def test_an_enterprise_is_told_what_each_figure_counts_of_it(town):
    figures = [known for known in INDICATORS.values() if employer_path(known)]

    counts = counts_at(town.mill, figures, today(), YEAR)

    for known in figures:
        if known.employer:
            told = figure_at(known.code, town.mill, year=YEAR, by=town.chair)
            assert counts[known.code] == told.count, known.code


def test_a_chair_sees_the_own_enterprise_and_no_other(client, town):
    sign_in(client, town.chair)

    page = client.get(reverse("reports:board"))

    assert page.context["board"].employer == town.mill
    assert town.mill.name in page.content.decode()
    assert client.get(reverse("reports:board"), {"employer": town.far_mill.pk}).status_code == 404


def test_an_enterprise_that_lacks_a_home_is_pointed_to_its_plan(town):
    board = board_of_enterprise(town.far_chair, "")

    part = next(p for p in board.parts if p.indicator.code == GROWTH)
    assert part.words in {"not asked of you", "you are missing here"}


def test_the_city_opens_a_countys_board_and_a_county_not_its_neighbours(client, town):
    sign_in(client, town.city)
    assert client.get(reverse("reports:board-of", args=[town.linghai.pk])).status_code == 200
    sign_in(client, town.stranger)
    assert client.get(reverse("reports:board-of", args=[town.linghai.pk])).status_code == 404


@pytest.mark.parametrize("year", ["1999", "2999", "soon", "-1"])
def test_a_board_of_no_year_is_not_found(client, town, year):
    sign_in(client, town.city)

    assert client.get(reverse("reports:board"), {"year": year}).status_code == 404


def test_a_board_that_reads_what_was_kept_asks_little(client, kept):
    asked = queries_of(client, kept.city, reverse("reports:board"), most=MOST)

    assert len(asked) <= MOST, "\n".join(asked)


def test_the_parts_of_a_board_come_as_parts_and_as_pages(client, town):
    sign_in(client, town.county)
    for name in ("reports:board-lacking", "reports:board-townships"):
        address = reverse(name, args=[town.linghai.pk, YEAR, RATE])
        assert b"<html" in client.get(address).content
        assert b"<html" not in client.get(address, headers={"HX-Request": "true"}).content


@pytest.mark.parametrize("who", ["city", "county"])
def test_what_is_printed_waits_for_nothing(client, town, who):
    sign_in(client, getattr(town, who))
    page = client.get(f"{reverse('reports:board')}?print=1").content.decode()

    assert "hx-get" not in page
    assert page.count('class="lacking"') == page.count('class="card strand"') > 0


def test_what_is_printed_says_when_it_was_counted(client, town):
    take_snapshot(indicator(REACHED), today(), root=town.root)
    sign_in(client, town.city)

    page = client.get(f"{reverse('reports:board')}?print=1").content.decode()
    assert "统计时间" in page


def test_whoever_counts_from_a_board_comes_back_to_it_and_sees_it_go_on(client, town):
    sign_in(client, town.city)
    Snapshot.objects.unscoped("the test's").delete()

    assert client.post(reverse("reports:board-past")).url == reverse("reports:board")
    again = client.post(reverse("reports:board-past"), follow=True).content.decode()
    assert again.count("正在补算往月数据") == 2  # told in the message, and shown going on
    assert reverse("reports:board-past") not in again

    assert client.post(reverse("reports:board-count"), {"board": 1}).url == reverse("reports:board")
    assert client.post(reverse("reports:board-count")).url == reverse("reports:workbench")


def test_where_nothing_was_kept_nothing_is_said_to_have_changed(client, town):
    sign_in(client, town.city)
    Snapshot.objects.unscoped("the test's").delete()

    page = client.get(reverse("reports:board"))

    assert not any(s.ranking.compares for s in page.context["board"].strands)
    assert "无上期留存数据" not in page.content.decode()


def test_a_board_drawn_once_is_drawn_again_as_soon_as_a_figure_changes(client, kept):
    sign_in(client, kept.city)
    client.get(reverse("reports:board"))
    tell(kept.linghai, RATE, YESTERDAY, 77, 99)

    page = client.get(reverse("reports:board"))

    assert "77 / 1" in page.content.decode()


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"measure": "growth", "value": 50, "base_year": YEAR - 1, "base_value": 4}, "behind"),
        ({"measure": "count", "value": 20, "is_cumulative": True, "base_value": 4,
          "base_year": YEAR - 2}, "11 units to go"),
        ({"measure": "count", "value": 3, "operator": "<="}, "behind"),
    ],
)  # fmt: skip
def test_a_card_says_what_is_missing_of_what_is_asked(kept, terms, words):
    TargetLine.objects.create(sheet=_sheet(), indicator="homes.model", **terms,
                              **owned_by(kept.root))  # fmt: skip
    tell(kept.root, "homes.model", YESTERDAY, 5)

    cards = {card.label: card for card in board_of(kept.city).cards}

    assert cards["Model units"].base == words


def test_the_workbenchs_counties_read_what_was_kept(client, kept):
    tell(kept.linghai, REACHED, YESTERDAY, 41)
    sign_in(client, kept.city)

    rows = client.get(reverse("reports:workbench")).context["board"].rows

    told = {row.progress.union: row for row in rows}[kept.linghai]
    assert told.progress.reached == 41
    assert f"on={YESTERDAY.isoformat()}" in told.url

"""Venues: what a level asks, how they stood on a day, who may write what, and what is told."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse

from campaigns.actions.venues import (
    close_venue,
    count_stock,
    recognise_venue,
    record_result,
    record_use,
    reopen_venue,
)
from campaigns.models import StudioResult, Venue, VenueStock, VenueUse
from campaigns.models.venue import unused_from
from campaigns.venue_levels import STANDARDS, checklist, standards_above
from campaigns.venue_results import told_by
from kernel.days import months_after, today
from targets.indicators import indicator, total
from tests.campaigns.venues import lend, make_venue
from unions.inbox import todos
from unions.refusals import Refused

BARE = Venue(kind="reading_room", opened_on=date(2025, 1, 6))


@pytest.mark.parametrize(
    ("code", "level", "least"),
    [
        ("room_national", "national", (3000, 20, 80)),
        ("room_province", "province", (1500, 10, 40)),
        ("room_hefei", "city", (1000, 15, 70)),
        ("room_city", "city", (800, 8, 20)),
    ],
)
def test_the_table_of_reading_rooms(code, level, least):
    standard = next(s for s in STANDARDS if s.code == code)

    found = tuple(standard.least[name] for name in ("books", "papers", "recordings"))
    assert (standard.level, found) == (level, least)
    assert standard.source


def test_the_checklist_tells_how_much_is_lacking():
    room = Venue(kind="reading_room", books=788, papers=8, recordings=25, opened_on=today())

    city = checklist(standards_above(room.kind, room.level)[0], room, {})

    assert [(line.has, line.least, line.short) for line in city] == [
        (788, 800, 12), (8, 8, 0), (25, 20, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("standard", [s for s in STANDARDS if s.by_columns], ids=lambda s: s.code)
@pytest.mark.parametrize("lacks", [None, 0, -1])
def test_the_filter_and_the_checklist_agree(town, standard, lacks):
    facts = {name: least for name, least in standard.least.items() if name != "has_leader"}
    if "has_leader" in standard.least:
        facts |= {"leader": "王工", "leader_honour": "" if lacks == 0 else "省劳模"}
    if lacks is not None and list(standard.least)[lacks] in facts:
        facts[list(standard.least)[lacks]] -= 1
    venue = make_venue(town.chair, kind=standard.kind, **facts)

    told = any(line.short for line in checklist(standard, venue, {}))
    found = Venue.objects.filter(standard.short()).exists()
    assert told == found == (lacks is not None)


def test_a_studio_is_measured_by_its_results(town):
    studio = make_venue(town.chair, kind="studio", opened_on=months_after(today(), -36))
    for kind, count in (("method", 2), ("award", 1), ("exchange", 2), ("promotion", 3)):
        result = StudioResult(venue=studio, year=2026, kind=kind, title=kind, count=count)
        record_result(result, by=town.chair)

    told = told_by(studio, studio.results.all())
    assert told == {"results": 3, "exchanges": 2, "promoted": 3, "years_running": 3}


def test_figures_of_any_day_agree_with_a_walk_through_the_deeds(town):
    chance, first = Random(7), date(2025, 1, 1)
    deeds = []  # (venue, day, level or "closed" / "open")
    for number in range(8):
        venue = make_venue(town.chair, f"书屋{number}", opened_on=first)
        days = sorted(chance.sample(range(1, 600), 4))
        for day in (first + timedelta(days=n) for n in days):
            if chance.random() < 0.3:
                close_venue(venue, day, "搬迁", by=town.chair)
                deeds.append((venue.pk, day, "closed"))
                break
            level = chance.choice(["county", "city", "province"])
            recognise_venue(venue, level, day, "", by=town.city)
            deeds.append((venue.pk, day, level))

    for day in (first + timedelta(days=n) for n in range(0, 600, 37)):
        last = {pk: what for pk, on, what in deeds if on <= day}
        for level in ("county", "city", "province"):
            counts = indicator(f"campaigns.reading_rooms_{level}").by_county(day, day.year)
            assert total(counts).numerator == list(last.values()).count(level)


def test_stations_with_an_organiser_are_a_rate_of_the_open_ones(town):
    make_venue(town.chair, "一站", kind="station", full_time=True)
    make_venue(town.far_chair, "二站", kind="station")
    closed = make_venue(town.far_chair, "三站", kind="station")
    close_venue(closed, today(), "撤并", by=town.far_chair)

    figure = indicator("campaigns.stations_with_organiser")
    counts = {c.union_id: (c.numerator, c.denominator) for c in figure.by_county(today(), 2026)}
    assert counts == {town.linghai.pk: (1, 1), town.heishan.pk: (0, 1)}
    assert figure.rows(today(), 2026, "denominator").count() == 2


def test_books_are_counted_by_the_last_count_before_the_day(town):
    room = make_venue(town.chair, books=500)
    later = VenueStock(venue=room, counted_on=today(), books=800, papers=1, recordings=1)
    count_stock(later, by=town.chair)

    figure = indicator("campaigns.reading_room_books")
    found = [total(figure.by_county(day, 2026)).numerator for day in (date(2025, 2, 1), today())]
    assert found == [500, 800]


def test_an_older_count_changes_no_newer_one(town):
    room = make_venue(town.chair, books=500, opened_on=date(2026, 1, 5))
    older = VenueStock(venue=room, counted_on=date(2025, 9, 1), books=9, papers=1, recordings=1)

    count_stock(older, by=town.chair)

    room.refresh_from_db()
    assert room.books == 500


def test_a_venue_closes_for_a_reason_and_opens_again(as_officer, town):
    room = make_venue(town.chair)
    client = as_officer(town.chair)
    page = reverse("campaigns:venue-close", args=[room.pk])

    assert client.post(page, {"on": f"{today()}", "reason": ""}).status_code == 422
    assert client.post(page, {"on": f"{today()}", "reason": "厂区搬迁"}).status_code == 302
    assert not Venue.objects.open().exists()

    reopen_venue(room, by=town.chair)
    assert Venue.objects.get().is_open
    assert Venue.objects.standing(today()).count() == 1


def test_a_venue_with_books_of_others_does_not_close(town):
    room = make_venue(town.chair)
    lend(room, 300, by=town.county)

    with pytest.raises(Refused):
        close_venue(room, today(), "搬迁", by=town.chair)


def test_the_county_gives_its_own_level_and_no_higher_one(town):
    room = make_venue(town.chair)
    with pytest.raises(Refused):
        recognise_venue(room, "city", today(), "", by=town.county)

    recognise_venue(room, "county", today(), "县-001", by=town.county)
    recognise_venue(room, "city", today(), "市-001", by=town.city)

    room.refresh_from_db()
    assert (room.level, room.plate) == ("city", "市-001")
    with pytest.raises(Refused):  # what the city gave is not the county's to take
        recognise_venue(room, "own", today(), "", by=town.county)


def test_nobody_recognises_their_own_venue(town):
    room = make_venue(town.county, "县书屋")
    with pytest.raises(Refused):
        recognise_venue(room, "county", today(), "", by=town.county)
    with pytest.raises(Refused):
        recognise_venue(make_venue(town.city), "city", today(), "", by=town.city)


def test_the_root_that_is_a_county_recognises_its_own(town):
    town.federation.root_is_county = True
    town.federation.save(update_fields=["root_is_county"])
    town.city.federation.root_is_county = True

    recognise_venue(make_venue(town.city), "county", today(), "", by=town.city)

    assert Venue.objects.get().level == "county"


def test_a_studio_is_confirmed_anew_after_two_years(town):
    studio = make_venue(town.chair, kind="studio", opened_on=date(2023, 1, 5))
    recognise_venue(studio, "city", date(2024, 3, 1), "", by=town.city)
    waits = [studio.name in [t.title for t in todos(o)] for o in (town.chair, town.city)]
    assert waits == [True, True]
    assert studio.name not in [t.title for t in todos(town.county)]

    recognise_venue(studio, "city", today(), "", by=town.city)

    assert not Venue.objects.to_confirm().exists()


def test_a_venue_nobody_uses_is_pointed_out(as_officer, town):
    used, idle = make_venue(town.chair, "常开书屋"), make_venue(town.far_chair, "空置书屋")
    record_use(VenueUse(venue=used, visitors=3), by=town.chair)
    client = as_officer(town.city)

    assert list(Venue.objects.unused_since(unused_from(90))) == [idle]
    shown = client.get(reverse("campaigns:venue-list"), {"state": "idle"}).content.decode()
    assert idle.name in shown
    assert used.name not in shown


def test_the_keeper_writes_a_days_use_once(as_officer, town):
    room = make_venue(town.chair)
    client, page = as_officer(town.chair), reverse("campaigns:venue-use", args=[room.pk])
    said = {"day": f"{today()}", "visitors": "12", "loans": "5", "hours_open": "3.5"}

    assert [client.post(page, said).status_code for _ in range(2)] == [302, 422]
    assert VenueUse.objects.get().visitors == 12
    assert client.post(page, {**said, "day": "2999-01-01"}).status_code == 422


def test_no_use_of_a_day_on_which_it_was_closed(town):
    room = make_venue(town.chair)
    with pytest.raises(Refused):
        record_use(VenueUse(venue=room, day=date(2024, 1, 1), visitors=1), by=town.chair)


def test_owners_write_and_the_branch_above_reads(as_officer, town):
    room = make_venue(town.chair)
    detail = reverse("campaigns:venue-detail", args=[room.pk])
    use = reverse("campaigns:venue-use", args=[room.pk])

    seen = [as_officer(o).get(detail).status_code for o in (town.chair, town.county, town.city)]
    assert seen == [200, 200, 200]
    assert as_officer(town.stranger).get(detail).status_code == 404
    assert as_officer(town.county).get(use).status_code == 422


def test_a_venue_is_entered_on_its_page(as_officer, town):
    said = {"kind": "reading_room", "name": "新书屋", "place": "一楼", "opened_on": "2026-05-01",
            "books": "812", "papers": "9", "recordings": "21"}  # fmt: skip
    client, page = as_officer(town.chair), reverse("campaigns:venue-new")

    assert client.post(page, said).status_code == 302
    room = Venue.objects.get()
    assert (room.books, room.stock.count(), room.standings.count()) == (812, 1, 1)
    assert client.post(page, said).status_code == 422


def test_changing_a_station_keeps_what_held_before(as_officer, town):
    station = make_venue(town.chair, kind="station")
    page = reverse("campaigns:venue-edit", args=[station.pk])

    said = {"name": "户外驿站", "place": "广场", "full_time": "on"}
    assert as_officer(town.chair).post(page, said).status_code == 302

    figure = indicator("campaigns.stations_with_organiser")
    found = [total(figure.by_county(day, 2026)).numerator for day in (date(2026, 1, 1), today())]
    assert found == [0, 1]


def test_a_venues_page_adds_up_the_last_year_and_tells_its_counts(as_officer, town):
    room = make_venue(town.chair, books=900, opened_on=today() - timedelta(days=800))
    for ago, visitors in ((0, 12), (30, 5), (500, 100)):
        day = today() - timedelta(days=ago)
        record_use(VenueUse(venue=room, day=day, visitors=visitors), by=town.chair)
    count_stock(VenueStock(venue=room, books=950, papers=1, recordings=1), by=town.chair)

    page = as_officer(town.chair).get(room.get_absolute_url()).content.decode()

    assert "近一年到访17人次" in page
    assert f"{today()}盘点950册" in page
    assert f"{room.opened_on}盘点900册" in page

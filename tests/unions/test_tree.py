from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kernel.days import today
from tests.cast import LONG_AGO
from unions.actions import found_root, found_union, move_union
from unions.models import Event, Officer, Placement, Union
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import owned_by

MOVED = date(2026, 3, 1)


def test_the_levels_stand_in_their_order(town):
    for level, parent in [
        (Level.COUNTY, town.linghai),
        (Level.COUNTY, town.street),
        (Level.TOWNSHIP, town.street),
        (Level.BASE, town.mill_union),
        (Level.FEDERATION, town.root),
    ]:
        with pytest.raises(Refused):
            found_union("某工会", level, parent, on=LONG_AGO)
    assert not Union.objects.filter(name="某工会").exists()


def test_a_county_is_its_own_county_and_a_township_its_own_township(town):
    assert town.linghai.county_id == town.linghai.pk
    assert (town.street.county_id, town.street.township_id) == (town.linghai.pk, town.street.pk)
    assert town.mill_union.county_id == town.linghai.pk
    assert town.mill_union.township_id == town.street.pk


def test_there_is_one_root(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        found_root(town.federation, on=LONG_AGO)


def move_the_mill(town, on=MOVED):
    move_union(town.mill_union, town.far_union.parent, on=on, by=town.city)


def test_a_moved_union_takes_along_what_it_owns(town, plan):
    move_the_mill(town)

    plan.refresh_from_db()
    assert plan.county_id == town.heishan.pk
    assert plan.measures.first().county_id == town.heishan.pk
    assert Officer.objects.get(pk=town.chair.pk).county_id == town.heishan.pk
    assert type(plan).objects.visible_to(town.stranger).filter(pk=plan.pk).exists()
    assert not type(plan).objects.visible_to(town.county).filter(pk=plan.pk).exists()


def test_the_log_keeps_the_places_of_its_day(town, plan):
    events = Event.objects.about(plan)
    before = {event.county_id for event in events}
    move_the_mill(town)

    assert {event.county_id for event in events.all()} == before == {town.linghai.pk}


def test_as_of_a_day_the_union_stood_where_it_stood(town):
    move_the_mill(town)

    before = Placement.objects.as_of(MOVED - timedelta(days=1)).get(union=town.mill_union)
    after = Placement.objects.as_of(MOVED).get(union=town.mill_union)
    assert (before.parent, before.county) == (town.street, town.linghai)
    assert (after.parent, after.county) == (town.far_union.parent, town.heishan)


def test_a_move_is_logged_under_the_unions_name(town):
    move_the_mill(town)

    event = Event.objects.get(step="move")
    assert event.title == town.mill_union.name
    assert event.detail["from"] == town.street.name


@pytest.mark.parametrize("on", [LONG_AGO, date(1999, 1, 1)])
def test_a_union_cannot_move_before_its_place_began(town, on):
    with pytest.raises(Refused):
        move_the_mill(town, on)

    assert Placement.objects.filter(union=town.mill_union).count() == 1


def test_a_union_cannot_move_on_a_day_to_come(town):
    with pytest.raises(Refused):
        move_the_mill(town, today() + timedelta(days=1))


def test_only_a_basic_union_moves(town):
    with pytest.raises(Refused):
        move_union(town.street, town.heishan, on=MOVED, by=town.city)
    with pytest.raises(Refused):
        move_union(town.mill_union, town.far_union, on=MOVED, by=town.city)


def test_the_database_refuses_two_places_at_a_time(town):
    with pytest.raises(IntegrityError, match="union_in_one_place"), transaction.atomic():
        Placement.objects.create(
            parent=town.linghai, valid_from=date(2020, 1, 1), **owned_by(town.mill_union)
        )


def test_the_lists_search_by_name_or_pinyin(town, as_officer):
    client = as_officer(town.city)

    for words in ["华兴", "huaxing", "华兴 机械"]:
        page = client.get("/unions/", {"q": words}).content.decode()
        assert town.mill_union.name in page
        assert town.far_union.name not in page


def test_a_pasted_page_of_text_is_only_a_search_without_rows(town, as_officer):
    assert as_officer(town.city).get("/unions/", {"q": "字 " * 5000}).status_code == 200

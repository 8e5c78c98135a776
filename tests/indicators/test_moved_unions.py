"""A basic union moves to another county: what it did before stays where it was done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kernel.days import today
from targets.indicators import INDICATORS
from targets.places import where_stood
from tests.campaigns.venues import make_venue
from tests.cast import LONG_AGO
from unions.actions import move_union
from unions.models import Placement, Union

ROOMS = INDICATORS["campaigns.reading_rooms"]
BEFORE = today() - timedelta(days=1)


@pytest.fixture
def moved(town):
    """The mill's union keeps a reading room, and stands in the other county since today."""
    make_venue(town.chair, "红星阅览室")
    move_union(town.mill_union, town.far_union.parent, on=today(), by=town.city)
    return town


def counties(day):
    return {count.union_id: count.numerator for count in ROOMS.by_county(day, day.year)}


def page_of(client, county, day):
    args = [day.year, ROOMS.code, county.pk]
    url = f"{reverse('targets:figure-rows', args=args)}?on={day.isoformat()}"
    return client.get(url).content.decode()


def test_a_day_before_counts_in_the_old_county_and_today_in_the_new(moved):
    assert counties(BEFORE) == {moved.linghai.pk: 1}
    assert counties(today()) == {moved.heishan.pk: 1}


def test_the_rows_follow_the_figure(moved):
    def names(county, day):
        found = ROOMS.rows_below(county, day, day.year, "numerator")
        return list(found.values_list("name", flat=True))

    assert names(moved.linghai, BEFORE) == ["红星阅览室"] == names(moved.heishan, today())
    assert names(moved.linghai, today()) == [] == names(moved.heishan, BEFORE)


def test_the_city_reads_where_the_row_stood(moved, as_officer):
    page = page_of(as_officer(moved.city), moved.linghai, BEFORE)

    assert "红星阅览室" in page
    assert "大凌河街道" in page


def test_the_old_county_is_told_what_it_may_no_longer_open(moved, as_officer):
    page = page_of(as_officer(moved.county), moved.linghai, BEFORE)

    assert "红星阅览室" not in page
    assert "其中 1 未列出" in page


def test_the_new_county_does_not_find_it_in_a_past_that_was_not_its_own(moved, as_officer):
    page = page_of(as_officer(moved.stranger), moved.heishan, BEFORE)

    assert "红星阅览室" not in page
    assert "未列出" not in page


def test_what_is_older_than_its_union_counts_in_its_first_place(moved):
    first = LONG_AGO - timedelta(days=1)
    unions = Union.objects.filter(pk=moved.mill_union.pk)

    placed = unions.annotate(then=where_stood("pk")(first, "county")).get()

    assert Placement.objects.filter(union=moved.mill_union).count() == 2
    assert placed.then == moved.linghai.pk

"""An offer season: issued to many at once, answered one by one, urged and summed up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bargaining.actions.season import answer_season, ask_units, draft_season, to_ask, urge
from bargaining.models import Round, SeasonUnit
from bargaining.season_standing import by_county, together
from bargaining.workflows.season import SEASON, SeasonStep
from kernel.days import today
from tests.bargaining.papers import make_contract
from tests.cast import LONG_AGO, make_employer, make_uscc
from unions.actions import cover_employer, found_union
from unions.inbox import todos
from unions.offices import Level
from unions.refusals import Refused


def draft(town, by, **changes):
    values = {"title": "要约行动", "year": 2026, "offer_by": today() + timedelta(days=30)}
    return draft_season(values | changes, by=by)


def fill(season, by, **rule):
    return ask_units(season, to_ask(season, by=by, **{"uncovered": True, **rule}), by=by)


@pytest.fixture
def season(town):
    """A season of the county that asks the mill's union."""
    made = draft(town, town.county)
    fill(made, town.county)
    SEASON.take(SeasonStep.ISSUE, made, by=town.county)
    return made


def test_a_county_asks_its_own_branch_and_nobody_elses(town):
    season = draft(town, town.county)

    assert fill(season, town.county) == 1
    assert season.asked.get().employer == town.mill
    assert fill(season, town.county) == 0


def test_whoever_has_such_a_contract_is_left_out_unless_asked_for(town):
    make_contract(town, kind="wage")
    season = draft(town, town.city)

    assert [row.pk for row in to_ask(season, by=town.city, uncovered=True)] == [town.far_mill.pk]
    assert to_ask(season, by=town.city, uncovered=False).count() == 2
    assert to_ask(season, by=town.city, uncovered=False, at_least=287).count() == 0


def test_a_season_that_asks_nobody_is_not_issued(town):
    with pytest.raises(Refused):
        SEASON.take(SeasonStep.ISSUE, draft(town, town.county), by=town.county)


def test_the_list_of_thousands_takes_as_many_questions_as_a_short_one(
    town, django_assert_max_num_queries
):
    for number in range(40):
        firm = make_employer(f"季{number}", town.street, uscc=make_uscc(700 + number))
        union = found_union(f"季{number}工会", Level.BASE, town.street, on=LONG_AGO)
        cover_employer(firm, union, on=LONG_AGO)
    season = draft(town, town.county)

    with django_assert_max_num_queries(10):
        assert fill(season, town.county) == 41


def test_the_union_asked_finds_it_on_its_workbench_until_the_offer_is_made(town, season):
    assert "要约行动" in " ".join(todo.sub for todo in todos(town.chair))

    opened = answer_season(season.asked.get(), by=town.chair)
    Round.objects.filter(pk=opened.pk).update(offered_on=today())

    assert "要约行动" not in " ".join(todo.sub for todo in todos(town.chair))


def test_pressing_twice_opens_one_round(town, season):
    first = answer_season(season.asked.get(), by=town.chair)

    assert answer_season(season.asked.get(), by=town.chair) == first
    assert (first.kind, first.employer) == (season.kind, town.mill)
    assert Round.objects.count() == 1


def test_nobody_answers_for_another_union(town, season):
    with pytest.raises(Refused):
        answer_season(season.asked.get(), by=town.far_chair)


def test_those_without_an_offer_are_urged_once_a_day(town, season):
    assert urge(season, by=town.county) == 1
    with pytest.raises(Refused):
        urge(season, by=town.county)
    SeasonUnit.objects.update(urged_on=today() - timedelta(days=1))
    assert urge(season, by=town.county) == 1


@pytest.mark.parametrize(("replied", "in_time"), [(date(2026, 3, 23), 1), (date(2026, 3, 24), 0)])
def test_a_reply_counts_in_time_by_the_legal_clock(town, season, replied, in_time):
    opened = answer_season(season.asked.get(), by=town.chair)
    # 20 days from 3 March end on Monday, 23 March.
    Round.objects.filter(pk=opened.pk).update(offered_on=date(2026, 3, 3), replied_on=replied)

    told = together(by_county(season, season.asked.all()))
    assert (told.due, told.offered, told.replied, told.in_time) == (1, 1, 1, in_time)


def test_a_citys_season_shows_each_county_its_own_part(town, as_officer):
    season = draft(town, town.city)
    assert fill(season, town.city) == 2
    SEASON.take(SeasonStep.ISSUE, season, by=town.city)

    page = as_officer(town.county).get(season.get_absolute_url())
    assert page.context["total"].due == 1
    assert as_officer(town.city).get(season.get_absolute_url()).context["total"].due == 2


def test_a_draft_is_seen_by_nobody_below(town, as_officer):
    season = draft(town, town.county)

    assert as_officer(town.chair).get(season.get_absolute_url()).status_code == 404
    assert as_officer(town.stranger).get(season.get_absolute_url()).status_code == 404


def test_the_count_is_shown_before_anybody_is_put_on_the_list(town, as_officer):
    season = draft(town, town.county)
    client = as_officer(town.county)
    address = f"/bargaining/seasons/{season.pk}/ask/"

    assert client.get(f"{address}?uncovered=on").context["found"] == 1
    assert not season.asked.exists()
    assert client.post(address, {"uncovered": "on"}).status_code == 302
    assert season.asked.count() == 1
    assert client.post(address, {"at_least": "many"}).status_code == 422

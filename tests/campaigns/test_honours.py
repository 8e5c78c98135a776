"""Honours: nominated, reviewed, shown, awarded, checked again and withdrawn."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from campaigns.actions.honours import object_to_nomination, set_quotas
from campaigns.models import HonourObjection, Nomination
from campaigns.models.honour import months_before
from campaigns.workflows.honour import NOMINATION, SCHEME, NominationStep, SchemeStep
from kernel.days import today
from kernel.workdays import add_working_days
from targets.indicators import indicator
from tests.campaigns.honours import (
    award,
    end_publicity,
    grade,
    hand_in,
    make_scheme,
    nominate,
    publish,
)
from unions.casework.stepping import take_case_step
from unions.inbox import todos
from unions.models import Event
from unions.refusals import MoveRefused, Refused

T = NominationStep


def test_a_nomination_climbs_to_its_plate(town):
    won = award(make_scheme(town.city, recheck_months=12), town)

    won.refresh_from_db()
    assert (won.stage, won.plate) == ("awarded", f"{today().year}-0001")
    assert won.recheck_on == months_before(today(), -12)
    steps = (
        Event.objects.about(won).exclude(target="").order_by("pk").values_list("step", flat=True)
    )
    assert list(steps) == ["hand-in", "forward", "publish", "award"]


def test_every_award_has_a_plate_of_its_own(town):
    scheme = make_scheme(town.city)
    plates = [award(scheme, town, name).plate for name in ("一班", "二班")]

    assert plates == [f"{today().year}-0001", f"{today().year}-0002"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(name="二班").update(plate=plates[0])


def test_nobody_decides_what_they_nominated(town):
    nomination = nominate(make_scheme(town.city), town.mill, town.county)
    NOMINATION.take(T.HAND_IN, nomination, by=town.county)

    with pytest.raises(MoveRefused):
        NOMINATION.take(T.FORWARD, nomination, by=town.county)
    NOMINATION.take(T.FORWARD, nomination, by=town.county_deputy)


def test_a_countys_own_honour_ends_in_the_county(town):
    nomination = hand_in(make_scheme(town.county), town)
    NOMINATION.take(T.PUBLISH, nomination, by=town.county)
    end_publicity(nomination)
    NOMINATION.take(T.AWARD, nomination, by=town.county)

    assert nomination.stage == "awarded"


def test_where_the_root_is_a_county_it_does_both_parts(town):
    town.federation.root_is_county = True
    town.federation.save()
    nomination = hand_in(make_scheme(town.city_leader), town)
    nomination.federation = town.federation
    town.city.federation.refresh_from_db()
    NOMINATION.take(T.PUBLISH, nomination, by=town.city)

    assert nomination.stage == "publicity"


def test_a_county_forwards_no_more_than_its_quota(town):
    scheme = make_scheme(town.city, {town.linghai: 1})
    NOMINATION.take(T.FORWARD, hand_in(scheme, town, "一班"), by=town.county)
    second = hand_in(scheme, town, "二班")

    with pytest.raises(MoveRefused):
        NOMINATION.take(T.FORWARD, second, by=town.county)
    second.refresh_from_db()
    assert second.stage == "county"


def test_what_the_city_sends_back_frees_its_place(town):
    scheme = make_scheme(town.city, {town.linghai: 1})
    nomination = hand_in(scheme, town)
    NOMINATION.take(T.FORWARD, nomination, by=town.county)
    NOMINATION.take(T.SEND_BACK, nomination, by=town.city, note="事迹太简")

    assert scheme.quotas.get().forwarded == 0
    assert any(str(nomination) == todo.title for todo in todos(town.chair))


def test_a_quota_does_not_fall_below_what_was_forwarded(town):
    scheme = make_scheme(town.city, {town.linghai: 2})
    NOMINATION.take(T.FORWARD, hand_in(scheme, town), by=town.county)

    with pytest.raises(Refused):
        set_quotas(scheme, {town.linghai: 0}, by=town.city)
    with pytest.raises(Refused):
        set_quotas(scheme, {town.linghai: 5}, by=town.county)


def test_an_objection_stops_the_clock_until_it_is_dismissed(town):
    shown = publish(make_scheme(town.city, publicity_days=5), town)
    shown.publicity_until = add_working_days(today(), 2)
    shown.save()
    object_to_nomination(shown, ground="人数不实", by=town.far_chair)
    assert (shown.stage, shown.days_left) == ("objected", 2)
    Nomination.objects.update(publicity_until=today() - timedelta(days=9))  # time goes by

    NOMINATION.take(T.DISMISS, shown, by=town.city, note="已核对花名册")
    shown.refresh_from_db()
    assert shown.publicity_until == add_working_days(today(), 2)
    assert HonourObjection.objects.get().upheld is False


def test_an_objection_upheld_ends_it_and_frees_the_place(town):
    scheme = make_scheme(town.city, {town.linghai: 1})
    shown = publish(scheme, town)
    object_to_nomination(shown, ground="发生过事故", by=town.stranger)
    NOMINATION.take(T.UPHOLD, shown, by=town.city, note="属实")

    assert (shown.stage, scheme.quotas.get().forwarded) == ("refused", 0)


def test_whoever_objected_does_not_settle_it(town):
    shown = publish(make_scheme(town.city), town)
    object_to_nomination(shown, ground="人数不实", by=town.city_leader)

    with pytest.raises(MoveRefused):
        NOMINATION.take(T.DISMISS, shown, by=town.city_leader, note="已核对")


def test_nothing_is_awarded_while_the_publicity_runs(town):
    shown = publish(make_scheme(town.city), town)

    with pytest.raises(MoveRefused) as refused:
        NOMINATION.take(T.AWARD, shown, by=town.city)
    assert refused.value.missing
    end_publicity(shown)
    with pytest.raises(MoveRefused):
        object_to_nomination(shown, ground="迟到的异议", by=town.stranger)


def test_an_honour_is_kept_when_its_check_is_due_and_not_before(town):
    won = award(make_scheme(town.city, recheck_months=12), town)
    with pytest.raises(MoveRefused):
        NOMINATION.take(T.KEEP, won, by=town.city, note="复核合格")
    won.recheck_on = today()
    won.save()
    assert any(str(won) == todo.title for todo in todos(town.city))
    NOMINATION.take(T.KEEP, won, by=town.city, note="复核合格")

    assert (won.stage, won.recheck_on) == ("kept", months_before(today(), -12))


def test_an_honour_is_withdrawn_in_one_of_three_ways(town):
    won = award(make_scheme(town.city), town)
    with pytest.raises(MoveRefused):
        NOMINATION.take(T.WITHDRAW, won, by=town.city, note="班组撤销")
    won.withdrawal = ""
    said = {"withdrawal": "natural"}
    take_case_step(NOMINATION, won, T.WITHDRAW, by=town.city, note="班组撤销", said=said)

    assert (won.stage, won.withdrawn_on) == ("withdrawn", today())
    assert not Nomination.objects.held(today()).exists()


@pytest.mark.parametrize(("score", "fits"), [("79.99", False), ("80", True), (None, False)])
def test_a_grade_asks_for_its_least_score(town, score, fits):
    nomination = nominate(
        grade(town, "A", 80), town.mill, town.chair, score=score and Decimal(score)
    )

    assert (not nomination.missing_to_hand_in()) is fits


@pytest.mark.parametrize(("months", "fits"), [(12, True), (11, False)])
def test_the_next_grade_comes_a_year_after_the_one_before(town, months, fits):
    first = award(grade(town, "A", 80), town, score=Decimal(90))
    first.awarded_on = months_before(today(), months)
    first.save()
    after = nominate(grade(town, "AA", 85, "A"), town.mill, town.chair, score=Decimal(90))

    assert (not after.missing_to_hand_in()) is fits


def test_a_grade_withdrawn_opens_no_way_to_the_next(town):
    first = award(grade(town, "A", 80), town, score=Decimal(90))
    first.awarded_on = months_before(today(), 20)
    first.withdrawn_on = today()
    first.save()
    after = nominate(grade(town, "AA", 85, "A"), town.mill, town.chair, score=Decimal(90))

    assert after.missing_to_hand_in()


def test_the_same_is_nominated_once(town):
    scheme = make_scheme(town.city)
    nominate(scheme, town.mill, town.chair)

    with pytest.raises(Refused):
        nominate(scheme, town.mill, town.county)


def test_a_closed_honour_takes_no_more(town):
    scheme = make_scheme(town.city)
    begun = nominate(scheme, town.mill, town.chair)
    SCHEME.take(SchemeStep.CLOSE, scheme, by=town.city)

    with pytest.raises(Refused):
        nominate(scheme, town.mill, town.chair, "三班")
    begun.scheme.refresh_from_db()
    with pytest.raises(MoveRefused):
        NOMINATION.take(T.HAND_IN, begun, by=town.chair)


def test_the_figures_count_who_takes_part_and_what_was_awarded(town):
    hand_in(grade(town, "A", 80), town, score=Decimal(90))
    award(make_scheme(town.city), town)
    told = {
        c.union_id: (c.numerator, c.denominator)
        for c in indicator("campaigns.harmony_participation").by_county(today(), today().year)
    }

    assert told == {town.linghai.pk: (1, 1), town.heishan.pk: (0, 1)}
    (counted,) = indicator("campaigns.honours").by_county(today(), today().year)
    assert (counted.union_id, counted.numerator) == (town.linghai.pk, 1)
    assert not indicator("campaigns.harmony_participation_public").by_county(today(), today().year)

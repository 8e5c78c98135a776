from datetime import date, timedelta

import pytest
import time_machine

from homes.actions.accepting import accept_ended_publicities
from homes.models import Home
from homes.records import acceptance_record
from homes.workflow import PLAN, Stage, Step
from kernel.days import today
from tests.homes.story import close, scored
from unions.actions import set_parameter
from unions.refusals import MoveRefused
from unions.scoping import owned_by

pytestmark = pytest.mark.usefixtures("in_english")

THE_DAY = date(2026, 2, 12)  # the Thursday before Spring Festival
LAST = date(2026, 2, 26)


@pytest.fixture
def passed(inspection, town):
    """The mill's plan, passed on the day of the calendar's own vector."""
    with time_machine.travel(THE_DAY):
        scored(inspection)
        close(inspection, town.city_inspector)
    return inspection.plan


def test_publicity_lasts_five_working_days_over_the_spring_festival(passed):
    # 13, 14 (worked for the festival), 24, 25 and 26 February.
    assert passed.publicity_until == LAST


def test_the_federation_sets_how_long_publicity_lasts(inspection, town):
    with time_machine.travel(THE_DAY):
        set_parameter(
            "homes.publicity_days", 7, valid_from=THE_DAY, basis="锦工发〔2026〕1号",
            union=town.root, by=town.city,
        )  # fmt: skip
        scored(inspection)
        close(inspection, town.city_inspector)

    assert inspection.plan.publicity_until == date(2026, 2, 28)


def test_nobody_accepts_before_the_publicity_has_run(passed, town):
    with time_machine.travel(LAST), pytest.raises(MoveRefused) as refused:
        PLAN.take(Step.ACCEPT, passed, by=town.city)

    assert "2026-02-26" in refused.value.missing[0]
    assert not Home.objects.exists()


def test_the_city_accepts_the_day_after(passed, town):
    with time_machine.travel(LAST + timedelta(days=1)):
        PLAN.take(Step.ACCEPT, passed, by=town.city)

    home = Home.objects.get(employer=town.mill)
    assert (home.accepted_on, home.level, home.plan) == (date(2026, 2, 27), "advanced", passed)


def test_the_clock_accepts_what_the_city_left(passed):
    with time_machine.travel(LAST):
        assert accept_ended_publicities() == []
    with time_machine.travel(LAST + timedelta(days=1)):
        assert accept_ended_publicities() == [passed]
        assert accept_ended_publicities() == []

    passed.refresh_from_db()
    assert passed.stage == Stage.ACCEPTED


def test_an_objection_stops_the_clock(passed, town):
    with time_machine.travel(LAST):
        PLAN.take(Step.OBJECT, passed, by=town.city, note="食堂未达标")
    with time_machine.travel(LAST + timedelta(days=9)):
        assert accept_ended_publicities() == []


def test_a_dismissed_objection_begins_the_publicity_anew(passed, town):
    with time_machine.travel(LAST):
        PLAN.take(Step.OBJECT, passed, by=town.city, note="食堂未达标")
        PLAN.take(Step.DISMISS, passed, by=town.city, note="复核属实")

    passed.refresh_from_db()
    assert (passed.stage, passed.publicity_until) == (Stage.PUBLICITY, date(2026, 3, 4))


def test_an_upheld_objection_fails_the_home_with_its_words(passed, town):
    with time_machine.travel(LAST):
        PLAN.take(Step.OBJECT, passed, by=town.city, note="食堂未达标")
        PLAN.take(Step.UPHOLD, passed, by=town.city, note="情况属实")

    (finding,) = passed.findings.all()
    assert (finding.origin, finding.reason) == ("objection", "食堂未达标")
    assert passed.stage == Stage.FAILED


def test_a_higher_level_takes_the_place_of_the_earlier_home(passed, town):
    earlier = Home.objects.create(
        employer=town.mill, level="qualified", accepted_on=date(2024, 5, 1),
        **owned_by(town.mill_union),
    )  # fmt: skip
    day = LAST + timedelta(days=1)
    with time_machine.travel(day):
        PLAN.take(Step.ACCEPT, passed, by=town.city)

    earlier.refresh_from_db()
    assert earlier.revoked_on == day
    assert [home.level for home in Home.objects.as_of(day)] == ["advanced"]
    assert [home.level for home in Home.objects.as_of(LAST)] == ["qualified"]


def test_a_year_at_the_advanced_level_opens_the_model_level(inspection, town):
    Home.objects.create(
        employer=town.mill, level="advanced", accepted_on=today() - timedelta(days=366),
        **owned_by(town.mill_union),
    )  # fmt: skip
    scored(inspection)

    assert close(inspection, town.city_inspector, satisfaction="90").level == "model"


def test_revoking_closes_the_home(passed, town):
    with time_machine.travel(LAST + timedelta(days=1)):
        PLAN.take(Step.ACCEPT, passed, by=town.city)
        PLAN.take(Step.REVOKE, passed, by=town.city, note="发生较大事故")

    assert not Home.objects.that_count().exists()


def test_the_record_says_who_what_and_how_much(passed, town):
    record = acceptance_record(passed)

    assert [seat.is_chair for seat in record.seats] == [True, False, False]
    assert [len(chapter.lines) for chapter in record.chapters] == [11, 10, 6, 5, 4]
    assert sum(chapter.got for chapter in record.chapters) == 100
    assert (record.unit, record.accepted_on) == (town.mill.name, None)
    assert record.visit_on > date(2026, 1, 1)


def test_a_plan_without_a_closed_panel_has_no_record(inspection):
    assert acceptance_record(inspection.plan) is None

"""The legal clock by province, over New Year and the October holiday of 2026.

Counted by hand on the State Council's calendar: off are 2026-01-01 to 03, 02-15 to 23, 04-04 to 06,
09-25 to 27 and 10-01 to 07; worked are the weekends 01-04, 02-14, 02-28, 09-20 and 10-10.
"""

from __future__ import annotations

from datetime import date

import pytest

from bargaining.clock import LegalClock
from bargaining.models import Round
from bargaining.spans import clock_of, next_of, said
from bargaining.workflows.round import RoundStep as T
from tests.bargaining.rounds import ago, lead, plan_round, step
from unions.actions import set_parameter
from unions.models import Federation

pytestmark = pytest.mark.usefixtures("standing_worlds")

NATION, ZHEJIANG, SHANDONG, FUJIAN = "360100", "330500", "370600", "350212"


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def move_to(town, code: str) -> None:
    Federation.objects.filter(pk=town.federation.pk).update(division_code=code)


NEW_YEAR = date(2025, 12, 22)  # a Monday

COUNTED = [
    # The reply: 20 days; 10 working days; 10 days; 15 days.
    # 12-22 + 20 = 01-11, a Sunday.
    (NATION, "reply", NEW_YEAR, d("01-12")),
    # 23 24 25 26 | 29 30 31 | 01-04, a Sunday worked, 05 06: ten.
    (ZHEJIANG, "reply", NEW_YEAR, d("01-06")),
    # 12-22 + 10 = 01-01, off to the 3rd; the 4th is worked.
    (SHANDONG, "reply", NEW_YEAR, d("01-04")),
    # 12-22 + 15 = 01-06, a Tuesday.
    (FUJIAN, "reply", NEW_YEAR, d("01-06")),
    # 09-16 + 20 = 10-06, off to the 7th.
    (NATION, "reply", d("09-16"), d("10-08")),
    # 17 18 | 20, a Sunday worked, 21 22 23 24 | 28 29 30: ten.
    (ZHEJIANG, "reply", d("09-16"), d("09-30")),
    # 09-16 + 10 = 09-26, off to the 27th.
    (SHANDONG, "reply", d("09-16"), d("09-28")),
    # 09-16 + 15 = 10-01, off to the 7th.
    (FUJIAN, "reply", d("09-16"), d("10-08")),
    # A Saturday that is worked ends a period: 09-30 + 10 = 10-10.
    (SHANDONG, "reply", d("09-30"), d("10-10")),
    # ... and is one of the working days: 10-08 09 10 12 13 14 15 16 19 20.
    (ZHEJIANG, "reply", d("09-30"), d("10-20")),
    # The filing: 10 days everywhere. 12-22 + 10 = 01-01; 09-24 + 10 = 10-04.
    (NATION, "filing", NEW_YEAR, d("01-04")),
    (ZHEJIANG, "filing", d("09-24"), d("10-08")),
    (FUJIAN, "filing", d("09-24"), d("10-08")),
    # The objection: 15 days everywhere. 09-18 + 15 = 10-03; 12-19 + 15 = 01-03.
    (SHANDONG, "objection", d("09-18"), d("10-08")),
    (NATION, "objection", date(2025, 12, 19), d("01-04")),
    # Publication: Zhejiang 5 working days, Shandong 7 days, others no day.
    # 29 30 | 10-08 09 10, a Saturday worked: five.
    (ZHEJIANG, "publish", d("09-28"), d("10-10")),
    # 09-28 + 7 = 10-05.
    (SHANDONG, "publish", d("09-28"), d("10-08")),
    (NATION, "publish", d("09-28"), None),
    (FUJIAN, "publish", d("09-28"), None),
    # The congress: Zhejiang 15 working days.
    # 09-17 18 20 21 22 23 24 28 29 30 10-08 09 10 12 13: fifteen.
    (ZHEJIANG, "congress", d("09-16"), d("10-13")),
    (NATION, "congress", d("09-16"), None),
    # After a rejection: Zhejiang 5 working days from the new draft; Fujian 60 days from the vote.
    # 12-29 30 31 01-04 05: five.
    (ZHEJIANG, "resubmit", date(2025, 12, 26), d("01-05")),
    # 08-03 + 60 = 10-02.
    (FUJIAN, "again", d("08-03"), d("10-08")),
    (NATION, "again", d("08-03"), None),
    # The talks: Shandong 60 days from the acceptance. 11-03 + 60 = 01-02.
    (SHANDONG, "talks", date(2025, 11, 3), d("01-04")),
    # The delegates are published: Shandong 5 days. 09-30 + 5 = 10-05.
    (SHANDONG, "delegates_shown", d("09-30"), d("10-08")),
]


@pytest.mark.parametrize(("code", "span", "start", "last"), COUNTED)
def test_the_last_day_of_a_span_is_the_one_counted_by_hand(town, code, span, start, last):
    move_to(town, code)

    assert LegalClock(span).after(start) == last


@pytest.mark.parametrize(
    ("code", "last", "rule"),
    [
        (NATION, "10-08", said(20, working=False)),
        (ZHEJIANG, "09-30", said(10, working=True)),
        (SHANDONG, "09-28", said(10, working=False)),
        (FUJIAN, "10-08", said(15, working=False)),
    ],
)
def test_an_offer_sets_the_clock_and_the_card_names_its_rule(town, time_machine, code, last, rule):
    time_machine.move_to("2026-09-16 02:00:00+00:00", tick=False)
    move_to(town, code)
    a_round = plan_round(town)
    step(a_round, T.OFFER, by=town.chair, offered_on=d("09-16"), talks_planned_on=d("11-02"))

    assert a_round.due_on == d(last)
    reply = clock_of(a_round)[0]
    assert (reply.due_on, reply.rule, reply.unread) == (d(last), rule, False)
    assert rule in next_of(clock_of(a_round), a_round.due_on)


def test_days_count_from_the_offer_and_not_from_the_day_it_was_typed_in(town, time_machine):
    time_machine.move_to("2026-09-25 02:00:00+00:00", tick=False)
    move_to(town, FUJIAN)
    a_round = plan_round(town)
    step(a_round, T.OFFER, by=town.chair, offered_on=d("09-16"), talks_planned_on=d("11-02"))

    assert a_round.due_on == d("10-08")
    time_machine.move_to("2026-10-08 15:59:00+00:00", tick=False)  # 23:59 in China
    assert not a_round.is_late
    time_machine.move_to("2026-10-08 16:00:00+00:00", tick=False)
    assert a_round.is_late


def test_information_is_due_the_days_before_the_talks_that_the_province_wants(town):
    a_round = Round(talks_planned_on=d("10-30"))
    move_to(town, NATION)
    assert (a_round.information_by, a_round.upper_told_by) == (d("10-25"), d("10-30"))

    move_to(town, SHANDONG)
    assert (a_round.information_by, a_round.upper_told_by) == (d("10-20"), d("10-25"))


def test_a_province_whose_rule_nobody_entered_is_marked_so(town):
    a_round = plan_round(town)  # 锦州 lies in Liaoning

    reply = clock_of(a_round)[0]
    assert reply.unread
    assert "2015" in reply.source


def test_what_the_federation_sets_itself_is_not_marked(town):
    told = {"value": 12, "valid_from": d("01-01"), "basis": "锦工发〔2026〕3号"}
    set_parameter("bargaining.reply_days", **told, union=town.root, by=town.city)

    reply = clock_of(plan_round(town))[0]
    assert (reply.unread, reply.source) == (False, "锦工发〔2026〕3号")


def test_reporting_the_revised_text_does_not_make_the_first_report_late(town):
    a_round = lead(plan_round(town), until=T.FILE, by=town.chair)
    step(a_round, T.OBJECT, by=town.chair, objection_on=40, objection="缺少支付周期")
    step(a_round, T.FILE_AGAIN, by=town.chair, filed_on=30, draft="最低工资每月二千元。")

    tick = next(t for t in clock_of(a_round) if t.done_on == ago(30))
    assert not tick.late

"""What a session or posting is told it falls short of, and only where a rule asks for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from bargaining import congress_rules, openness_rules
from bargaining.congress_rules import least_representatives
from bargaining.hints import Rules
from tests.bargaining.congress import HELD, hold, post
from tests.cast import in_scope


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def jiaxing(other_city):
    """A federation in Zhejiang, its scope open."""
    with in_scope(other_city):
        yield other_city


@pytest.fixture
def yantai(town):
    """A federation in Shandong."""
    type(town.federation).objects.filter(pk=town.federation.pk).update(division_code="370600")
    return town


@pytest.mark.parametrize(
    ("employees", "least"),
    [
        (1, 30), (99, 30), (100, 40), (199, 40), (200, 47), (999, 96), (1000, 100), (1999, 100),
        (2000, 120), (4999, 160), (5000, 180), (80_000, 180),
    ],
)  # fmt: skip
def test_zhejiang_asks_for_so_many_representatives(jiaxing, employees, least):
    assert least_representatives(employees, Rules.on(HELD)) == least


def told_of(city, before=None, **changes):
    session = hold(city.mill_union, city.mill, **changes)
    return [h.text for h in congress_rules.hints_on(session, before, Rules.on(session.held_on))]


def test_a_session_in_order_is_told_nothing(jiaxing):
    assert told_of(jiaxing, date(2025, 3, 1)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"representatives": 46, "present": 40, "women": 15, "managers": 9}, "1 more"),
        ({"managers": 13}, "13 of 60"),
        ({"women": 18}, "19 representatives: 1 more"),
        ({"present": 39}, "1 were missing"),
        ({"extraordinary": True, "asked_by": 19}, "20 representatives"),
        ({"before": date(2025, 2, 28)}, "2025-02-28"),
    ],
)
def test_a_session_is_told_what_is_short(jiaxing, changes, words):
    (hint,) = told_of(jiaxing, **changes)

    assert words in hint


def test_a_hint_names_the_rule(jiaxing):
    session = hold(jiaxing.mill_union, jiaxing.mill, managers=13)

    (hint,) = congress_rules.hints_on(session, None, Rules.on(HELD))
    assert "Zhejiang" in hint.source


def test_a_meeting_of_all_staff_has_no_representatives_to_count(jiaxing):
    everybody = {"employees": 20, "employees_women": 5, "representatives": 20, "women": 5}

    assert told_of(jiaxing, kind="all_staff", present=20, managers=8, **everybody) == []


def test_a_province_without_the_rule_is_told_nothing(town):
    short = {"representatives": 9, "present": 1, "women": 0, "managers": 9}

    assert told_of(town, date(2020, 1, 1), extraordinary=True, **short) == []


def told_of_posting(city, **changes):
    posting = post(city.mill_union, city.mill, **changes)
    return [h.text for h in openness_rules.hints_on(posting, Rules.on(date(2026, 6, 1)))]


MEETING = {"agenda_on": date(2026, 4, 8), "meeting_on": date(2026, 4, 15)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": date(2026, 5, 15)}, ["2026-05-16"]),
        ({"until": date(2026, 5, 16)}, []),
        ({**MEETING, "results_on": date(2026, 4, 18)}, []),
        ({**MEETING, "results_on": date(2026, 4, 19)}, ["2026-04-18"]),
        ({**MEETING, "agenda_on": None, "results_on": date(2026, 4, 18)}, ["2026-04-08"]),
        ({"meeting_on": date(2099, 4, 15)}, []),
    ],
)
def test_shandong_has_days_for_what_is_opened(yantai, changes, words):
    told = told_of_posting(yantai, **changes)

    assert len(told) == len(words)
    assert all(word in text for word, text in zip(words, told, strict=True))


def test_elsewhere_no_days_are_told(town):
    assert told_of_posting(town, until=date(2026, 5, 2), meeting_on=date(2026, 4, 15)) == []


def test_the_session_before_is_that_of_the_same_congress(town):
    hold(town.street, held_on=date(2025, 1, 1))
    first = hold(town.mill_union, town.mill, held_on=date(2024, 1, 1), sitting=1)
    second = hold(town.mill_union, town.mill)

    assert second.one_before() == first.held_on
    assert first.one_before() is None

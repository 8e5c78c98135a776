from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes.criteria import LINES
from homes.models import UnitType
from homes.scoring import (
    Level,
    Rule,
    Scored,
    Thresholds,
    answers,
    level_for,
    must_is_lost,
    panel_mean,
    points_for,
    score_of,
)

D = Decimal
DEFAULTS = Thresholds(D(80), D(90), D(95), D(80), D(90))
FULL = st.decimals("0.5", "20", places=1)
SHARE = st.decimals(0, 1, places=4)


@pytest.mark.parametrize(
    ("rule", "full", "threshold", "answer", "points"),
    [
        (Rule.BOOL, "8", "1", "1", "8"),
        (Rule.BOOL, "8", "1", "0", "0"),
        (Rule.RUBRIC, "5", "1", "0.5", "2.5"),
        (Rule.RUBRIC, "3", "1", "1", "3"),
        (Rule.RATIO, "3", "0.9", "0.9", "3"),
        (Rule.RATIO, "3", "0.9", "0.95", "3"),
        (Rule.RATIO, "3", "0.9", "0.45", "1.5"),
        (Rule.RATIO, "3", "0.9", "0.4499", "0"),
        (Rule.RATIO, "4", "0.95", "0.8", "3.4"),
        (Rule.COUNT, "1", "4", "3", "0.8"),
        (Rule.COUNT, "3", "4", "9", "3"),
        (Rule.COUNT, "2", "3", "1", "0.7"),
    ],
)
def test_each_rule_gives_its_points(rule, full, threshold, answer, points):
    assert points_for(rule, D(full), D(threshold), D(answer)) == D(points)


@given(
    st.sampled_from(Rule.values),
    FULL,
    st.decimals("0.1", "10", places=2),
    st.decimals(0, 9999, places=4),
)
def test_points_lie_between_nought_and_the_full(rule, full, threshold, answer):
    assert 0 <= points_for(rule, full, threshold, answer) <= full


@given(FULL, st.decimals("0.1", 1, places=2), SHARE)
def test_a_ratio_below_half_of_its_threshold_earns_nothing(full, threshold, answer):
    points = points_for(Rule.RATIO, full, threshold, answer)

    assert (points == 0) or answer >= threshold / 2


@given(FULL, st.decimals("0.1", 1, places=2), SHARE, SHARE)
def test_a_better_ratio_never_earns_less(full, threshold, one, other):
    low, high = sorted([one, other])

    assert points_for(Rule.RATIO, full, threshold, low) <= points_for(
        Rule.RATIO, full, threshold, high
    )


@pytest.mark.parametrize(
    ("rule", "answer"),
    [(Rule.BOOL, "0.5"), (Rule.RUBRIC, "0.3"), (Rule.RATIO, "1.01"), (Rule.COUNT, "1.5")],
)
def test_a_rule_knows_which_answers_are_none(rule, answer):
    assert not answers(rule, D(answer))


@given(st.lists(st.tuples(FULL, SHARE, st.booleans()), min_size=1))
def test_what_does_not_apply_leaves_the_rest_to_count_for_a_hundred(lines):
    scored = [Scored(full, full * share if on else None, False) for full, share, on in lines]
    applicable = [line for line in scored if line.got is not None]

    assert score_of(scored) == score_of(applicable)
    assert 0 <= score_of(scored) <= 100


def test_a_sheet_without_the_eight_points_that_do_not_apply_is_scaled_up():
    sheet = [Scored(D(92), D("73.6"), False), Scored(D(8), None, False)]

    assert score_of(sheet) == D("80.0")


def test_nothing_that_applies_is_no_score():
    assert score_of([Scored(D(8), None, True)]) == 0


def test_three_scores_are_simply_averaged():
    assert panel_mean([D("80.0"), D("81.0"), D("82.5")]) == D("81.2")


def test_of_five_scores_the_highest_and_the_lowest_are_dropped():
    assert panel_mean([D(100), D(70), D(80), D(84), D(82)]) == D("82.0")


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=9))
def test_a_mean_lies_among_its_scores(scores):
    assert min(scores) <= panel_mean(scores) <= max(scores)


def test_a_must_is_lost_when_more_than_half_gave_nothing():
    assert must_is_lost([D(0), D(0), D(3)])
    assert not must_is_lost([D(0), D(3), D(3)])
    assert not must_is_lost([])


@pytest.mark.parametrize(
    ("score", "content", "held", "level"),
    [
        ("79.9", None, False, Level.NONE),
        ("80.0", None, False, Level.QUALIFIED),
        ("90.0", "80", False, Level.ADVANCED),
        ("90.0", "79.9", False, Level.QUALIFIED),
        ("90.0", None, False, Level.QUALIFIED),
        ("95.0", "90", True, Level.MODEL),
        ("95.0", "90", False, Level.ADVANCED),
        ("95.0", "89.9", True, Level.ADVANCED),
        ("94.9", "90", True, Level.ADVANCED),
    ],
)
def test_a_level_takes_score_satisfaction_and_a_year(score, content, held, level):
    reached = level_for(
        D(score),
        DEFAULTS,
        musts_met=True,
        vetoes=[],
        satisfaction=D(content) if content else None,
        advanced_for_a_year=held,
    )

    assert reached == level


@pytest.mark.parametrize("changes", [{"musts_met": False}, {"vetoes": ["fraud"]}])
def test_a_lost_must_or_a_veto_bars_every_level(changes):
    known = {"musts_met": True, "vetoes": [], "satisfaction": D(99), "advanced_for_a_year": True}

    assert level_for(D(100), DEFAULTS, **{**known, **changes}) == Level.NONE


@pytest.mark.parametrize("unit_type", UnitType.values)
def test_the_default_criteria_add_up_to_a_hundred(unit_type):
    assert sum(line.for_type(unit_type)[0] for line in LINES) == 100

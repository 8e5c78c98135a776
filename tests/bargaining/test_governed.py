"""建制: counted once, within twelve months, against a computation by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from bargaining.coverage import Base
from bargaining.governed import first_that_counts, marked
from bargaining.models import CongressEmployer, CongressSession, OpennessRule, Posting
from kernel.days import months_after
from targets.indicators import indicator, total
from tests.bargaining.congress import adopt, hold, list_at, post
from tests.cast import LONG_AGO, make_employer, make_uscc
from unions.actions import cover_employer, found_union
from unions.offices import Level
from unions.parameters import DECLARED

DAY = date(2026, 11, 21)


def counted(what, base=Base.ESTABLISHED, day=DAY):
    figure = total(indicator(f"bargaining.{what}_{base}").by_county(day, day.year))
    return figure.numerator, figure.denominator


@pytest.mark.parametrize(
    ("held_on", "reached"),
    [(date(2025, 11, 20), 0), (date(2025, 11, 21), 1), (DAY, 1), (date(2026, 11, 22), 0)],
)
def test_a_session_counts_from_its_day_for_twelve_months_to_the_day(town, held_on, reached):
    hold(town.mill_union, town.mill, held_on=held_on)

    assert counted("congress") == (reached, 2)


def test_the_window_of_a_leap_day_begins_at_the_end_of_february(town):
    assert first_that_counts(date(2028, 2, 29)) == date(2027, 2, 28)


def test_own_and_regional_congress_count_an_employer_once(town):
    hold(town.mill_union, town.mill)
    hold(town.mill_union, town.mill, sitting=3, held_on=date(2026, 9, 1))
    list_at(hold(town.street), town.mill)

    assert counted("congress") == (1, 2)
    assert counted("congress", Base.PRIVATE_100) == (1, 2)
    assert counted("congress", Base.PUBLIC) == (0, None)


def test_a_regional_congress_counts_those_it_lists_and_no_others(town):
    session = hold(town.street)
    assert counted("congress") == (0, 2)

    list_at(session, town.mill)
    assert counted("congress") == (1, 2)


def test_openness_counts_with_a_rule_and_a_posting(town):
    post(town.mill_union, town.mill)
    assert counted("openness") == (0, 2)

    rule = adopt(town.mill_union, town.mill)
    assert counted("openness") == (1, 2)
    OpennessRule.objects.filter(pk=rule.pk).update(repealed_on=DAY)
    assert counted("openness") == (0, 2)


def test_both_count_only_where_both_are(town):
    adopt(town.mill_union, town.mill)
    post(town.mill_union, town.mill)
    assert counted("governed") == (0, 2)

    hold(town.mill_union, town.mill)
    assert counted("governed") == (1, 2)
    assert list(indicator("bargaining.governed_established").rows(DAY, 2026, "numerator")) == [
        town.mill
    ]


def test_no_more_than_two_lines_are_added_to_a_new_sheet(town):
    targets = {indicator(f"bargaining.{what}_{base}").target for what, base in product(
        ("congress", "openness", "governed"),
        ("established", "public", "nonpublic", "private100"),
    )} - {""}  # fmt: skip

    assert len(targets) == 2
    assert targets <= set(DECLARED)


def by_hand(employers, day):
    """The same in plain Python: {employer: (has a congress, is open)}."""
    first = months_after(day, -12)
    held = {s.pk: s for s in CongressSession.objects.all() if first <= s.held_on <= day}
    congress = {s.employer_id for s in held.values()}
    congress |= {
        row.employer_id for row in CongressEmployer.objects.all() if row.session_id in held
    }
    ruled = {
        r.employer_id
        for r in OpennessRule.objects.all()
        if r.adopted_on <= day and (r.repealed_on is None or r.repealed_on > day)
    }
    posted = {p.employer_id for p in Posting.objects.all() if first <= p.posted_on <= day}
    return {e.pk: (e.pk in congress, e.pk in ruled & posted) for e in employers}


def test_the_marks_are_those_of_a_computation_by_hand(town):
    employers = [town.mill, town.far_mill]
    for n in range(12):
        employer = make_employer(f"第{n}厂", town.street, uscc=make_uscc(50 + n))
        union = found_union(f"第{n}厂工会", Level.BASE, town.street, on=LONG_AGO)
        cover_employer(employer, union, on=LONG_AGO)
        employers.append(employer)
        ago = DAY - timedelta(days=60 * n)
        if n % 2:
            hold(union, employer, held_on=ago)
        if n % 3 == 0:
            list_at(hold(town.street, held_on=ago, sitting=n + 1), employer)
        if n % 4:
            adopt(union, employer, adopted_on=ago, repealed_on=DAY if n % 5 == 0 else None)
            post(union, employer, posted_on=ago, until=None)

    for day in (DAY, DAY - timedelta(days=180), date(2025, 1, 31)):
        found = {e.pk: (e.has_congress, e.is_open) for e in marked(day)}
        assert found == by_hand(employers, day)

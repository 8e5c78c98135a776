"""Persons, each once a year, apart from how often they were entered."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.actions.contest_import import headers, import_contestants
from campaigns.actions.contests import enter_person, enter_unit
from campaigns.models import Contest, Contestant
from kernel.days import today
from kernel.tables import BadTable
from targets.indicators import indicator
from tests.campaigns.contests import make_contest, make_unit, person_id, total_of, workbook
from tests.cast import make_employer, make_uscc
from unions.refusals import Refused
from unions.scoping import owned_by

ENTRIES = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 6)), max_size=30, unique=True
)  # contest, employer, person
NEW_ROOM = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def enter(contest, unit, number, union, **changes):
    known = {"contest": contest, "unit": unit, "employer": unit.employer, "name": f"甲{number}"}
    known |= {"id_number": person_id(number), "entered_on": date(today().year, 1, 2), **changes}
    return Contestant.objects.create(**known, **owned_by(union))


@NEW_ROOM
@given(entries=ENTRIES)
def test_a_person_counts_once_a_year_however_often_entered(town, entries):
    Contestant.objects.all().delete()
    year = today().year
    contests = list(Contest.objects.filter(name__startswith="竞").order_by("name"))
    if not contests:
        stages = [{}, {}, {"stage": "dropped", "dropped_on": date(year, 1, 3)}]
        contests = [make_contest(town.root, f"竞{n}", **more) for n, more in enumerate(stages)]
    places = [(town.mill, town.mill_union), (town.far_mill, town.far_union)]
    held: dict[int, list[int]] = defaultdict(list)
    seen = set()
    for c, e, p in entries:
        if (c, p) in seen:
            continue
        seen.add((c, p))
        unit = contests[c].units.filter(employer=places[e][0]).first()
        unit = unit or make_unit(contests[c], *places[e])
        enter(contests[c], unit, p, places[e][1])
        if c != 2:
            held[p].append(e)

    of_year = Contestant.objects.of_year(today(), year)
    counts = indicator("campaigns.contest_participation").by_county(today(), year)
    by_county = {count.union_id: count.numerator for count in counts}

    firsts = [places_of[0] for places_of in held.values()]
    assert of_year.count() == sum(len(places_of) for places_of in held.values())
    assert by_county[town.linghai.pk] == firsts.count(0)
    assert by_county[town.heishan.pk] == firsts.count(1)


def test_rows_of_participation_sum_to_the_figure(town):
    contest = make_contest(town.root)
    unit = make_unit(contest, town.mill, town.mill_union)
    for number in range(3):
        enter(contest, unit, number, town.mill_union)

    rows = indicator("campaigns.contest_participation").rows(today(), today().year, "numerator")
    base = indicator("campaigns.contest_participation").rows(today(), today().year, "denominator")

    assert [(row, row.counts) for row in rows] == [(town.mill, 3)]
    assert sum(row.counts for row in base) == town.mill.headcount + town.far_mill.headcount
    assert total_of("campaigns.contest_participation", town).denominator == 572


def test_coverage_counts_enterprises_with_a_union(town):
    lone = make_employer("无会企业有限公司", town.street, uscc=make_uscc(77))
    contest = make_contest(town.linghai)
    for employer, union in ((town.mill, town.mill_union), (lone, town.street)):
        make_unit(contest, employer, union)

    found = total_of("campaigns.contest_coverage", town)

    assert (found.numerator, found.denominator) == (1, 2)


def test_a_staff_number_learns_whose_it_is(town):
    first, second = make_contest(town.linghai, "一"), make_contest(town.linghai, "二")
    units = [enter_unit(c, town.mill, by=town.county) for c in (first, second)]
    by_staff = Contestant(contest=first, unit=units[0], name="李", staff_number="A1")
    by_both = Contestant(
        contest=second, unit=units[1], name="李", staff_number="A1", id_number=person_id(9)
    )

    enter_person(by_staff, by=town.county)
    assert total_of("campaigns.contest_participation", town).numerator == 1
    enter_person(by_both, by=town.county)

    assert Contestant.objects.values("person").distinct().count() == 1
    assert total_of("campaigns.contest_participation", town).numerator == 1


def test_a_later_entry_by_staff_number_is_the_same_person(town):
    first, second = make_contest(town.linghai, "一"), make_contest(town.linghai, "二")
    units = [enter_unit(c, town.mill, by=town.county) for c in (first, second)]
    enter_person(
        Contestant(contest=first, unit=units[0], name="李", staff_number="A1",
                   id_number=person_id(9)), by=town.county,
    )  # fmt: skip
    enter_person(
        Contestant(contest=second, unit=units[1], name="李", staff_number="A1"), by=town.county
    )

    assert Contestant.objects.values("person").distinct().count() == 1


def test_a_workbook_enters_thousands_in_few_statements(town, django_assert_max_num_queries):
    contest = make_contest(town.linghai)
    rows = [[town.mill.uscc, f"工人{n}", person_id(n), f"A{n}", "一班"] for n in range(2000)]
    content = workbook(headers(), rows)

    with django_assert_max_num_queries(30):
        people = import_contestants(contest, content, by=town.county)

    assert len(people) == contest.contestants.count() == 2000
    assert contest.units.get().union == town.mill_union


@pytest.mark.parametrize(
    ("row", "told"),
    [(["", "王", "", "A1", ""], "3"), (["{code}", "王", "", "", ""], "3"),
     (["{code}", "王", "123", "", ""], "3"), (["{far}", "王", "", "A1", ""], "3"),
     (["{code}", "", "", "A1", ""], "3"), (["{code}", "王", "", "B7", ""], "3")],
)  # fmt: skip
def test_each_row_at_fault_is_told_and_nothing_is_entered(town, row, told):
    contest = make_contest(town.linghai)
    known = {"code": town.mill.uscc, "far": town.far_mill.uscc}
    good = [town.mill.uscc, "赵", "", "B7", ""]
    content = workbook(headers(), [good, [cell.format(**known) for cell in row]])

    with pytest.raises(BadTable) as refused:
        import_contestants(contest, content, by=town.county)

    assert [told in line for line in refused.value.messages] == [True]
    assert not Contestant.objects.exists()


def test_entries_close_with_the_judging(town):
    contest = make_contest(town.linghai, stage="judged")

    with pytest.raises(Refused):
        enter_unit(contest, town.mill, by=town.county)
    with pytest.raises(Refused):
        import_contestants(contest, workbook(headers(), []), by=town.county)


def test_a_unit_below_enters_its_own_and_sees_no_others(town):
    contest = make_contest(town.root)
    own = enter_unit(contest, town.mill, by=town.chair)
    other = enter_unit(contest, town.far_mill, by=town.stranger)

    assert list(contest.units.visible_to(town.chair)) == [own]
    assert list(contest.units.visible_to(town.stranger)) == [other]
    assert contest.units.visible_to(town.city).count() == 2

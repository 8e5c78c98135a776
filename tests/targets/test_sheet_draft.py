from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from homes.models import Home
from targets.actions import (
    Terms,
    add_line,
    draft_sheet,
    drop_lines,
    save_parts,
    set_lines,
    split_anew,
)
from targets.indicators import ELIGIBLE, REACHED
from targets.models import EQUAL, NOT_SPLIT, SAME, Share, SharePart, TargetSheet
from targets.planning import Wanted
from targets.splitting import Counted, propose
from targets.workflow import SHEET, Step
from tests.cast import YEAR, make_employer, make_uscc
from tests.targets.conftest import ask, count_of, split
from unions.actions import cover_employer, set_parameter
from unions.models import Event, Job
from unions.refusals import MoveRefused, Overtaken, Refused
from unions.scoping import owned_by


def add_eligible(town, county, union, number: int) -> None:
    for i in range(number):
        made = make_employer(f"新{county.pk}-{i}", county, uscc=make_uscc(500 + county.pk * 50 + i))
        cover_employer(made, union, on=date(2002, 1, 1))


def accept_homes(town, number: int, on: date) -> None:
    for i in range(number):
        made = make_employer(f"旧{i}", town.linghai, uscc=make_uscc(900 + i))
        Home.objects.create(
            employer=made, level="qualified", accepted_on=on, **owned_by(town.mill_union)
        )


def proposed(town, sheet) -> dict[str, tuple[int | None, int]]:
    """County → its base, and what it would be asked of the count."""
    found = propose(count_of(sheet), [town.linghai, town.heishan], Counted(YEAR))
    return {p.county.short_name: (p.base, int(p.value)) for p in found}


def test_a_new_sheet_asks_what_the_citys_outline_asks(town):
    lines = draft_sheet(YEAR, by=town.city).lines.filter(indicator__startswith="homes.")

    asked = {line.indicator: line.target_text.replace(" ", "") for line in lines}
    assert asked == {
        "homes.qualified": "≥1",
        "homes.model": "≥100",
        "homes.growth": "≥30%",
        "homes.rate_large_private": "≥90%",
        "homes.rate_public": "≥100%",
    }
    assert all("发展纲要" in line.basis for line in lines.exclude(indicator=REACHED))


def test_a_new_sheet_splits_the_count_by_who_is_eligible_and_asks_rates_of_each(town):
    sheet = draft_sheet(YEAR, by=town.city)

    ways = dict(sheet.lines.values_list("indicator", "split_by"))
    assert (ways[REACHED], ways["homes.model"], ways["homes.rate_public"]) == (
        ELIGIBLE, NOT_SPLIT, SAME,
    )  # fmt: skip
    rates = SharePart.objects.filter(line__indicator="homes.rate_public")
    assert [(int(part.value), part.most) for part in rates] == [(100, 100)] * 2


def test_a_figure_the_federation_set_takes_the_place_of_the_default(town):
    set_parameter(
        "targets.growth_percent", 20, valid_from=date(2020, 1, 1), basis="锦工发〔2026〕3号",
        union=town.root, by=town.city,
    )  # fmt: skip

    line = draft_sheet(YEAR, by=town.city).lines.get(indicator="homes.growth")

    assert (line.value_text, line.basis) == ("20", "锦工发〔2026〕3号")


@pytest.mark.parametrize(("counted", "quota"), [(0, 1), (3, 1), (11, 4)])
def test_the_count_proposed_is_the_growth_rounded_up_and_at_least_one(town, counted, quota):
    accept_homes(town, counted, date(YEAR - 1, 5, 1))

    assert draft_sheet(YEAR, by=town.city).quota == quota


def test_a_line_that_grows_shows_the_year_it_grows_on_and_its_figure(town):
    accept_homes(town, 3, date(YEAR - 1, 5, 1))

    line = draft_sheet(YEAR, by=town.city).lines.get(indicator="homes.growth")

    assert (line.base_year, line.base_value) == (YEAR - 1, 3)
    assert line.base_words == f"{YEAR - 1} 年末为 3"


def test_a_base_year_that_is_not_over_is_told_so_far(town):
    accept_homes(town, 3, date(YEAR, 1, 1))

    line = draft_sheet(YEAR + 1, by=town.city).lines.get(indicator="homes.growth")

    assert line.base_words == f"{YEAR} 年至拟定时为 3"


@pytest.mark.parametrize("year", [-5, 1999, 2031, 99_999])
def test_a_year_too_far_off_is_refused(town, year):
    with pytest.raises(Refused, match="2000"):
        draft_sheet(year, by=town.city)


def test_a_year_has_one_first_draft(town):
    draft_sheet(YEAR, by=town.city)

    with pytest.raises(Refused, match=str(YEAR)):
        draft_sheet(YEAR, by=town.city_leader)
    assert TargetSheet.objects.count() == 1


def test_two_cities_may_each_set_targets_for_the_same_year(sheet, other_city):
    from unions.rowsecurity import federation_scope

    with federation_scope(other_city.federation.pk):
        assert draft_sheet(YEAR, by=other_city.city).pk != sheet.pk


def test_the_proposed_split_follows_the_eligible_employers_and_sums_exactly(town, sheet):
    add_eligible(town, town.linghai, town.mill_union, 6)
    ask(sheet, 10, by=town.city)

    assert split(sheet) == {"凌海市": 9, "黑山县": 1}
    assert proposed(town, sheet) == {"凌海市": (7, 9), "黑山县": (1, 1)}


def test_no_county_is_asked_for_more_than_it_has_and_what_is_left_is_told(town, sheet):
    add_eligible(town, town.linghai, town.mill_union, 6)
    ask(sheet, 10, by=town.city, is_limited=True)

    assert split(sheet) == {"凌海市": 7, "黑山县": 1}
    assert sheet.remainders() == {count_of(sheet): 2}
    (words,) = sheet.remainder_words()
    assert "2" in words


def test_who_built_this_year_could_when_it_began(town, sheet):
    Home.objects.create(
        employer=town.mill, level="qualified", accepted_on=date(YEAR, 1, 2),
        **owned_by(town.mill_union),
    )  # fmt: skip

    assert {county: base for county, (base, _value) in proposed(town, sheet).items()} == {
        "凌海市": 1, "黑山县": 1,
    }  # fmt: skip


def test_an_employer_with_an_old_home_or_without_a_union_is_not_eligible(town, sheet):
    make_employer("无工会", town.linghai, uscc=make_uscc(77))
    Home.objects.create(
        employer=town.mill, level="qualified", accepted_on=date(2024, 1, 1),
        **owned_by(town.mill_union),
    )  # fmt: skip

    assert {county: base for county, (base, _value) in proposed(town, sheet).items()} == {
        "凌海市": 0, "黑山县": 1,
    }  # fmt: skip


def test_a_count_of_what_there_is_is_split_by_what_is_to_come_on_top(town, sheet):
    Home.objects.create(
        employer=town.far_mill, level="model", accepted_on=date(2024, 1, 1),
        **owned_by(town.far_union),
    )  # fmt: skip
    line = sheet.lines.get(indicator="homes.model")
    line.value, line.split_by = Decimal(4), EQUAL

    found = propose(line, [town.linghai, town.heishan], Counted(YEAR))

    assert [(p.base_value, p.value) for p in found] == [(0, 2), (1, 2)]


def test_whatever_units_are_split_by_a_county_builds_no_more_than_could(town, sheet):
    ask(sheet, 5, by=town.city, split_by=EQUAL, is_limited=True)

    found = split(sheet)
    ask(sheet, 5, by=town.city, is_limited=True)
    assert sum(found.values()) < 5
    assert found == split(sheet)


def test_a_tie_goes_to_the_county_that_comes_first(town, sheet):
    ask(sheet, 1, by=town.city)

    assert split(sheet) == {"凌海市": 1, "黑山县": 0}


def parts_to(town, sheet, linghai: int, heishan: int) -> dict[tuple[int, int], Decimal]:
    line = count_of(sheet).pk
    return {
        (town.linghai.pk, line): Decimal(linghai),
        (town.heishan.pk, line): Decimal(heishan),
    }


def test_a_split_may_be_kept_before_it_adds_up(town, sheet):
    save_parts(sheet, parts_to(town, sheet, 5, 0), by=town.city)

    assert sheet.remainders() == {count_of(sheet): -3}


def test_a_county_of_another_city_gets_no_share(town, sheet, other_city):
    with pytest.raises(Refused):
        save_parts(sheet, {(other_city.linghai.pk, count_of(sheet).pk): Decimal(2)}, by=town.city)
    assert split(sheet) == {"凌海市": 1, "黑山县": 1}


@pytest.mark.parametrize("wrong", [Decimal(2), Decimal("0.5"), Decimal(-1), Decimal(10**9)])
def test_a_figure_a_county_cannot_take_is_refused_with_county_and_line(town, sheet, wrong):
    ask(sheet, 1, by=town.city, is_limited=True)

    with pytest.raises(Refused, match="凌海市") as refused:
        save_parts(sheet, {(town.linghai.pk, count_of(sheet).pk): wrong}, by=town.city)

    assert str(count_of(sheet)) in str(refused.value)
    assert split(sheet) == {"凌海市": 1, "黑山县": 0}


@pytest.mark.parametrize(("given", "off"), [((1, 0), "1"), ((4, 0), "2")])
def test_a_remainder_holds_up_the_issue_and_is_named(town, sheet, given, off):
    save_parts(sheet, parts_to(town, sheet, *given), by=town.city)

    with pytest.raises(MoveRefused) as refused:
        SHEET.take(Step.ISSUE, sheet, by=town.city)

    assert off in refused.value.missing[0]
    assert str(count_of(sheet)) in refused.value.missing[0]
    assert set(Share.objects.values_list("stage", flat=True)) == {"draft"}


def test_changing_how_a_line_is_split_names_it_to_be_split_anew(town, sheet):
    line = sheet.lines.get(indicator="homes.model")

    (anew,) = set_lines(
        sheet, {line.pk: Terms(Decimal(6), split_by=EQUAL, deadline=date(YEAR, 9, 30))},
        by=town.city,
    )  # fmt: skip
    split_anew(sheet, [anew], by=town.city)

    assert [int(part.value) for part in line.parts.all()] == [3, 3]
    assert anew.ends_on == date(YEAR, 9, 30)


@pytest.mark.parametrize(
    ("code", "terms"),
    [
        ("homes.rate_public", Terms(Decimal(90), split_by=ELIGIBLE)),
        ("homes.model", Terms(Decimal("1.5"))),
        ("homes.model", Terms(Decimal(5), deadline=date(YEAR + 1, 1, 1))),
    ],
)
def test_terms_that_make_no_sense_are_refused_with_the_line(town, sheet, code, terms):
    line = sheet.lines.get(indicator=code)

    with pytest.raises(Refused, match=str(line)):
        set_lines(sheet, {line.pk: terms}, by=town.city)


def test_a_target_is_added_and_taken_out(town, sheet):
    line = add_line(sheet, Wanted("homes.rate_covered", Decimal(85), "", "rate"), by=town.city)
    assert [int(part.value) for part in line.parts.all()] == [85, 85]

    drop_lines(sheet, [line.pk], by=town.city, seen=None)

    assert not sheet.lines.filter(indicator="homes.rate_covered").exists()


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("homes.growth", Decimal(1), "", "growth"),
        Wanted("homes.rate_covered", Decimal(1), "", "count"),
        Wanted("homes.eligible", Decimal(1), "", "rate"),
        Wanted("homes.luck", Decimal(1), "", "rate"),
    ],
)
def test_a_target_the_sheet_has_or_cannot_tell_is_not_added(town, sheet, wanted):
    with pytest.raises(Refused):
        add_line(sheet, wanted, by=town.city)


def test_a_sum_over_the_years_begins_with_those_before(town, sheet):
    accept_homes(town, 2, date(YEAR - 1, 5, 1))
    sheet.lines.filter(indicator=REACHED).delete()

    line = add_line(sheet, Wanted(REACHED, Decimal(9), "", "count", since=YEAR - 3), by=town.city)

    assert (line.is_cumulative, line.base_year, line.base_value) == (True, YEAR - 3, 2)


def test_issuing_gives_every_county_its_share_with_a_deadline(town, sheet):
    SHEET.take(Step.ISSUE, sheet, by=town.city)

    shares = Share.objects.all()
    assert {s.stage for s in shares} == {"issued"}
    assert all(s.due_on for s in shares)


def test_issuing_starts_the_notice(town, sheet):
    SHEET.take(Step.ISSUE, sheet, by=town.city)

    job = Job.objects.get()
    assert (job.kind, job.inputs, job.officer) == (
        "targets.notice",
        {"sheet_id": sheet.pk},
        town.city,
    )


def test_an_issued_sheet_no_longer_changes(town, sheet):
    SHEET.take(Step.ISSUE, sheet, by=town.city)

    with pytest.raises(Refused):
        set_lines(sheet, {count_of(sheet).pk: Terms(Decimal(9))}, by=town.city)
    with pytest.raises(Overtaken):
        save_parts(sheet, {}, by=town.city, seen=0)
    assert count_of(sheet).value == 2


@pytest.mark.parametrize("who", ["county", "chair", "stranger", "city_inspector"])
def test_only_the_citys_staff_issue_a_sheet(town, sheet, who):
    with pytest.raises(MoveRefused):
        SHEET.take(Step.ISSUE, sheet, by=getattr(town, who))


def test_each_deed_on_a_draft_is_in_the_log(sheet):
    steps = Event.objects.filter(subject="targets.targetsheet").order_by("pk")

    assert [e.step for e in steps] == ["draft", "split", "split"]

from __future__ import annotations

from datetime import date

import pytest

from homes.models import Home
from targets.actions import draft_sheet, propose_split, save_split, set_targets
from targets.models import Share, TargetSheet
from targets.workflow import SHEET, Step
from tests.cast import YEAR, make_employer, make_uscc
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


def test_a_new_sheet_asks_what_the_citys_outline_asks(town):
    lines = draft_sheet(YEAR, by=town.city).lines.filter(indicator__startswith="homes.")

    asked = {line.indicator: f"{line.operator}{line.value_text}" for line in lines}
    assert asked == {
        "homes.model": ">=100",
        "homes.growth": ">=30",
        "homes.rate_large_private": ">=90",
        "homes.rate_public": ">=100",
    }
    assert all("发展纲要" in line.basis for line in lines)


def test_a_figure_the_federation_set_takes_the_place_of_the_default(town):
    set_parameter(
        "targets.growth_percent", 20, valid_from=date(2020, 1, 1), basis="锦工发〔2026〕3号",
        union=town.root, by=town.city,
    )  # fmt: skip

    line = draft_sheet(YEAR, by=town.city).lines.get(indicator="homes.growth")

    assert (line.value_text, line.basis) == ("20", "锦工发〔2026〕3号")


@pytest.mark.parametrize(("counted", "quota"), [(0, 1), (3, 1), (10, 3), (11, 4)])
def test_the_count_proposed_is_the_growth_rounded_up_and_at_least_one(town, counted, quota):
    accept_homes(town, counted, date(YEAR - 1, 5, 1))

    assert draft_sheet(YEAR, by=town.city).quota == quota


@pytest.mark.parametrize("year", [-5, 1999, 2031, 99_999])
def test_a_year_too_far_off_is_refused(town, year):
    with pytest.raises(Refused, match="2000"):
        draft_sheet(year, by=town.city)


def test_a_year_has_one_sheet(town):
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
    sheet.quota = 10

    split = {p.county: (p.eligible, p.quota) for p in propose_split(sheet)}

    assert split == {town.linghai: (7, 9), town.heishan: (1, 1)}


@pytest.mark.parametrize("quota", [0, 1, 7, 99])
def test_the_shares_of_a_proposal_make_up_the_count(sheet, quota):
    sheet.quota = quota

    assert sum(p.quota for p in propose_split(sheet)) == quota


def test_a_tie_goes_to_the_county_that_comes_first(town, sheet):
    sheet.quota = 1

    assert [p.quota for p in propose_split(sheet)] == [1, 0]


def test_an_employer_with_a_home_or_without_a_union_is_not_eligible(town, sheet):
    make_employer("无工会", town.linghai, uscc=make_uscc(77))
    Home.objects.create(
        employer=town.mill, level="qualified", accepted_on=date(2024, 1, 1),
        **owned_by(town.mill_union),
    )  # fmt: skip

    assert {p.county: p.eligible for p in propose_split(sheet)} == {
        town.linghai: 0,
        town.heishan: 1,
    }


def test_a_split_may_be_kept_before_it_adds_up(town, sheet):
    save_split(sheet, {town.linghai.pk: 5, town.heishan.pk: 0}, by=town.city)

    assert sheet.remainder() == -3


def test_a_county_of_another_city_gets_no_share(town, sheet, other_city):
    with pytest.raises(Refused):
        save_split(sheet, {other_city.linghai.pk: 2}, by=town.city)
    assert sheet.shares.count() == 2


@pytest.mark.parametrize(("given", "off"), [((1, 0), "1"), ((4, 0), "2")])
def test_a_remainder_holds_up_the_issue_and_is_named(town, sheet, given, off):
    save_split(
        sheet, dict(zip((town.linghai.pk, town.heishan.pk), given, strict=True)), by=town.city
    )

    with pytest.raises(MoveRefused) as refused:
        SHEET.take(Step.ISSUE, sheet, by=town.city)

    assert off in refused.value.missing[0]
    assert set(Share.objects.values_list("stage", flat=True)) == {"draft"}


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
        set_targets(sheet, 9, {}, by=town.city)
    with pytest.raises(Overtaken):
        save_split(sheet, {}, by=town.city, seen=0)
    sheet.refresh_from_db()
    assert sheet.quota == 2


@pytest.mark.parametrize("who", ["county", "chair", "stranger", "city_inspector"])
def test_only_the_citys_staff_issue_a_sheet(town, sheet, who):
    with pytest.raises(MoveRefused):
        SHEET.take(Step.ISSUE, sheet, by=getattr(town, who))


def test_each_deed_on_a_draft_is_in_the_log(sheet):
    steps = Event.objects.filter(subject="targets.targetsheet").order_by("pk")

    assert [e.step for e in steps] == ["draft", "split", "split"]

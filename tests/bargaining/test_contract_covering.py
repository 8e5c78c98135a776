"""A regional contract covers those listed by credit code, and nobody by a number told."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bargaining.actions.covering import (
    codes_of_text,
    codes_of_workbook,
    cover_employers,
    look_up,
    seal_confirmations,
    strike_off,
)
from bargaining.models import ListedEmployer
from tests.bargaining.papers import make_contract, make_regional, workbook
from tests.cast import make_employer, make_uscc
from unions.refusals import Refused

pytestmark = pytest.mark.usefixtures("standing_worlds")
DAY = date(2026, 4, 1)


@pytest.fixture
def contract(town):
    return make_regional(town)


@pytest.fixture
def shops(town):
    """Two more employers of the street."""
    return [make_employer(f"河西{n}号商行", town.street, uscc=make_uscc(700 + n)) for n in (1, 2)]


def numbered(*codes: str) -> list[tuple[int, str]]:
    return list(enumerate(codes, start=1))


def test_each_code_is_held_against_roll_region_and_list(contract, town, shops):
    cover_employers(contract, numbered(town.mill.uscc), listed_on=DAY, by=town.county)
    first, mill, far = shops[0].uscc, town.mill.uscc, town.far_mill.uscc
    codes = [first, "9121", make_uscc(999), far, first, mill]
    lines = look_up(contract, numbered(*codes), listed_on=DAY)

    assert [bool(line.fault) for line in lines] == [False, True, True, True, True, True]
    assert lines[0].employer == shops[0]
    assert len({line.fault for line in lines}) == 6


def test_an_employer_of_another_county_is_not_named(contract, town):
    line = look_up(contract, numbered(town.far_mill.uscc), listed_on=DAY)[0]

    assert line.employer is None
    assert town.far_mill.name not in line.fault


def test_an_employer_that_left_the_roll_cannot_be_listed(contract, town, shops):
    shops[0].left_on = DAY
    shops[0].save(update_fields=["left_on"])

    assert look_up(contract, numbered(shops[0].uscc), listed_on=DAY)[0].fault


def test_one_code_at_fault_keeps_all_off_the_list(contract, town, shops):
    with pytest.raises(Refused) as refused:
        cover_employers(
            contract, numbered(shops[0].uscc, town.far_mill.uscc), listed_on=DAY, by=town.county
        )

    assert len(refused.value.missing) == 1
    assert not contract.listed.exists()


def test_an_enterprises_own_contract_lists_nobody(town, shops):
    with pytest.raises(Refused):
        cover_employers(make_contract(town), numbered(shops[0].uscc), listed_on=DAY, by=town.county)


def test_nobody_is_listed_before_the_contract_is_in_force(contract, town, shops):
    with pytest.raises(Refused):
        cover_employers(
            contract, numbered(shops[0].uscc), listed_on=date(2026, 3, 31), by=town.county
        )


def test_confirmations_are_sealed_once(contract, town, shops):
    cover_employers(contract, numbered(*(s.uscc for s in shops)), listed_on=DAY, by=town.county)
    rows = list(contract.listed.all())

    assert seal_confirmations(contract, rows, on=date(2026, 4, 1), by=town.county) == 2
    assert seal_confirmations(contract, rows, on=date(2026, 4, 2), by=town.county) == 0


def test_struck_off_it_counts_to_the_day_before(contract, town, shops):
    cover_employers(contract, numbered(shops[0].uscc), listed_on=DAY, by=town.county)
    row = contract.listed.get()
    strike_off(row, on=date(2026, 6, 1), why="已注销", by=town.county)

    assert contract.listed.as_of(date(2026, 5, 31)).exists()
    assert not contract.listed.as_of(date(2026, 6, 1)).exists()
    assert look_up(contract, numbered(shops[0].uscc), listed_on=date(2026, 6, 1))[0].fault == ""


def test_codes_come_from_lines_or_from_the_first_column(shops):
    code = shops[0].uscc

    assert codes_of_text(f"{code}\n\n {code} ") == [(1, code), (3, code)]
    assert codes_of_workbook(workbook(["信用代码", "名称"], [code, "商行"])) == [(2, code)]


def test_the_page_shows_first_and_lists_on_confirmation(as_officer, contract, town, shops):
    url = reverse("bargaining:listed-new", args=[contract.pk])
    body = {"codes": "\n".join(s.uscc for s in shops), "listed_on": DAY.isoformat()}
    shown = as_officer(town.county).post(url, body)

    assert shown.status_code == 200
    assert len(shown.context["good"]) == 2
    assert not contract.listed.exists()
    assert as_officer(town.county).post(url, body | {"confirm": "1"}).status_code == 302
    assert contract.listed.count() == 2


def test_faults_of_a_workbook_stand_beside_the_codes_that_are_right(
    as_officer, contract, town, shops
):
    content = workbook(["信用代码"], [shops[0].uscc], [town.far_mill.uscc])
    body = {"workbook": SimpleUploadedFile("名单.xlsx", content), "listed_on": DAY.isoformat()}
    shown = as_officer(town.county).post(reverse("bargaining:listed-new", args=[contract.pk]), body)

    assert shown.status_code == 422
    assert [bool(line.fault) for line in shown.context["lines"]] == [False, True]
    assert shops[0].uscc in shown.content.decode()


@pytest.mark.parametrize("content", [b"", b"91210781\n", workbook(["代码"], [7.5], [True])])
def test_what_lists_no_codes_is_refused_at_its_field(as_officer, contract, town, content):
    body = {"workbook": SimpleUploadedFile("名单.xlsx", content), "listed_on": DAY.isoformat()}
    url = reverse("bargaining:listed-new", args=[contract.pk])
    shown = as_officer(town.county).post(url, body | {"confirm": "1"})

    assert shown.status_code == 422
    assert shown.context["form"].errors or all(line.fault for line in shown.context["lines"])
    assert not contract.listed.exists()


def test_sealed_and_struck_off_on_the_pages(as_officer, contract, town, shops):
    cover_employers(contract, numbered(shops[0].uscc), listed_on=DAY, by=town.county)
    row = contract.listed.get()
    client = as_officer(town.county)
    client.post(
        reverse("bargaining:listed-seal", args=[contract.pk]),
        {"rows": [row.pk], "sealed_on": "2026-04-01"},
    )
    client.post(
        reverse("bargaining:listed-strike", args=[row.pk]),
        {"struck_on": "2026-05-01", "why": "已注销"},
    )

    row = ListedEmployer.objects.get(pk=row.pk)
    assert (row.sealed_on, row.struck_on) == (date(2026, 4, 1), date(2026, 5, 1))


def test_the_seal_of_another_contracts_employer_is_refused(as_officer, contract, town, shops):
    other = make_regional(town, title="另一份区域合同")
    cover_employers(other, numbered(shops[0].uscc), listed_on=DAY, by=town.county)
    answer = as_officer(town.county).post(
        reverse("bargaining:listed-seal", args=[contract.pk]),
        {"rows": [other.listed.get().pk], "sealed_on": "2026-04-01"},
    )

    assert answer.status_code == 422
    assert other.listed.get().sealed_on is None

"""The table of coverage and the rows behind it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from bargaining.coverage import cells, figures, marked, to_renew
from bargaining.models import Contract, ListedEmployer
from tests.bargaining.papers import ending_in, make_contract
from tests.cast import LONG_AGO
from unions.actions import found_union, move_union
from unions.offices import Level
from unions.scoping import owned_by

START, END = date(2026, 3, 1), date(2027, 2, 28)


def sign(union, employer=None, **changes):
    known = {
        "title": "工资专项集体合同", "kind": "wage", "signed_on": START, "effective_on": START,
        "expires_on": END, "scope": "enterprise" if employer else "regional", "employer": employer,
    }  # fmt: skip
    return Contract.objects.create(**{**known, **changes}, **owned_by(union))


def list_in(contract, employer, **changes):
    return ListedEmployer.objects.create(
        contract=contract, employer=employer, listed_on=START, **changes, **owned_by(contract.union)
    )


def told(day, measure="wage"):
    return figures(cells(marked(day, measure)))


@pytest.fixture
def twice(town):
    """The mill under its own contract and under the street's."""
    sign(town.mill_union, town.mill)
    list_in(sign(town.street), town.mill)
    return town


def test_an_employer_under_two_contracts_counts_once(twice):
    found = told(date(2026, 6, 1))

    assert (found.own, found.regional, found.both, found.total) == (1, 1, 1, 1)
    assert (found.base, found.missing) == (2, 1)
    assert found.workers_covered == 286


@pytest.mark.parametrize(
    ("day", "covered"),
    [(date(2026, 2, 28), 0), (START, 1), (END, 1), (date(2027, 3, 1), 0)],
)
def test_a_contract_counts_on_its_first_day_and_on_its_last(town, day, covered):
    sign(town.mill_union, town.mill)

    assert told(day).total == covered


def test_what_ran_out_and_was_not_renewed_is_listed_and_not_counted(town):
    old = sign(town.mill_union, town.mill)
    after = date(2027, 3, 10)

    assert list(to_renew(after, Contract.objects.all())) == [old]
    assert told(after).total == 0
    sign(
        town.mill_union, town.mill, renews=old, signed_on=date(2027, 3, 5),
        effective_on=date(2027, 3, 20), expires_on=date(2028, 3, 19),
    )  # fmt: skip
    assert not to_renew(after, Contract.objects.all())


def test_a_union_that_moves_to_another_county_changes_no_days_figure(twice):
    def by_county():
        counted = cells(marked(date(2026, 6, 1), "wage"))
        return sorted((cell.county_id, cell.own, cell.regional, cell.employers) for cell in counted)

    before = by_county()
    new_street = found_union("新街道总工会", Level.TOWNSHIP, twice.heishan, on=LONG_AGO)
    move_union(twice.mill_union, new_street, on=date(2026, 5, 1), by=twice.city)

    assert by_county() == before


def test_where_only_those_who_sealed_are_bound_a_bare_listing_covers_nobody(town):
    type(town.federation).objects.filter(pk=town.federation.pk).update(division_code="370600")
    listed = list_in(sign(town.street), town.mill)

    assert told(date(2026, 6, 1)).total == 0
    ListedEmployer.objects.filter(pk=listed.pk).update(sealed_on=date(2026, 6, 2))
    assert told(date(2026, 6, 1)).total == 0
    assert told(date(2026, 6, 2)).total == 1


ASKED = "?on=2026-06-01&measure=wage&base=established&by="


@pytest.mark.parametrize("by", ["county", "ownership", "size"])
def test_every_figure_of_the_table_opens_as_many_rows(twice, as_officer, by):
    client = as_officer(twice.city)
    page = client.get(f"/bargaining/coverage/{ASKED}{by}").content.decode()
    doors = re.findall(r'<a href="(/bargaining/coverage/rows/\?[^"]+)">(\d+)</a>', page)

    assert len(doors) >= 16
    for address, count in doors:
        rows = client.get(unescape(address)).context["page"].rows
        workers = sum(row.workers for row in rows)
        assert int(count) in (len(rows), workers), address


def test_a_county_sees_its_own_figures_alone(twice, as_officer):
    page = as_officer(twice.stranger).get(f"/bargaining/coverage/{ASKED}county")

    assert page.context["total"]["figures"][0][1] == 1
    assert (
        twice.mill.name
        not in as_officer(twice.stranger)
        .get("/bargaining/coverage/rows/?on=2026-06-01&part=base")
        .content.decode()
    )


def test_a_day_that_is_none_is_told_and_the_table_stands(town, as_officer):
    page = as_officer(town.city).get("/bargaining/coverage/?on=31.12.2026x&measure=wage")

    assert page.status_code == 422
    assert page.context["form"].errors["on"]


def test_the_contracts_in_force_today_open_in_the_register(as_officer, town):
    make_contract(town, **ending_in(200))
    client = as_officer(town.county)
    page = client.get("/bargaining/coverage/").content.decode()
    doors = re.findall(r'<a href="(/bargaining/contracts/\?[^"]+)">(\d+)</a>', page)

    assert len(doors) == 20
    for address, count in doors:
        rows = client.get(unescape(address)).context["page"].rows
        assert len(rows) == int(count), address

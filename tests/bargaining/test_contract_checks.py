"""Whether what was agreed is kept: counts, shares, and what may be checked at all."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bargaining.actions.checking import record_check
from bargaining.actions.registering import ContractRefused
from bargaining.models import FulfilmentCheck
from bargaining.models.check import is_well_fulfilled
from tests.bargaining.papers import enter

pytestmark = pytest.mark.usefixtures("standing_worlds")


@pytest.fixture
def contract(town):
    return enter(town, clauses={"wage_level": "百分之五", "pay_day": "每月十日"})


def said(**changes) -> dict[str, object]:
    known = {"checked_on": date(2026, 9, 1), "reported_on": None, "asked": 40, "satisfied": 38}
    return {**known, "note": "", **changes}


@pytest.mark.parametrize(
    ("kept", "checked", "well"), [(9, 10, True), (8, 9, False), (0, 0, False), (10, 10, True)]
)
def test_well_fulfilled_from_ninety_percent_on(kept, checked, well):
    assert is_well_fulfilled(kept, checked, 90) is well


def test_a_check_counts_the_clauses_kept(contract, town):
    lines = {"wage_level": (True, ""), "pay_day": (False, "拖欠两月")}
    record_check(contract, said(), lines, by=town.chair)

    check = contract.checks.counted().get()
    assert (check.kept, check.checked) == (1, 2)
    assert check.satisfaction == "95.0%"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"checked_on": date(2026, 3, 31)}, "checked_on"),
        ({"checked_on": date(2030, 1, 1)}, "checked_on"),
        ({"reported_on": date(2026, 8, 31)}, "reported_on"),
        ({"satisfied": 41}, "satisfied"),
    ],
)
def test_a_check_that_cannot_be_is_refused(contract, town, changes, field):
    with pytest.raises(ContractRefused) as refused:
        record_check(contract, said(**changes), {"wage_level": (True, "")}, by=town.chair)

    assert refused.value.faults[0][0] == field
    assert not contract.checks.exists()


@pytest.mark.parametrize("lines", [{}, {"women": (True, "")}])
def test_only_what_was_agreed_can_be_checked(contract, town, lines):
    with pytest.raises(ContractRefused):
        record_check(contract, said(), lines, by=town.chair)


def test_the_page_leaves_out_what_was_not_looked_at(as_officer, contract, town):
    body = {
        "checked_on": "2026-09-01", "asked": "40", "satisfied": "38", "kept_wage_level": "kept",
        "note_wage_level": "已普调",
    }  # fmt: skip
    url = reverse("bargaining:check-new", args=[contract.pk])
    assert as_officer(town.chair).post(url, body).status_code == 302

    check = FulfilmentCheck.objects.get(contract=contract)
    page = as_officer(town.chair).get(reverse("bargaining:check-detail", args=[check.pk]))
    assert [line.item for line in check.lines.all()] == ["wage_level"]
    assert page.context["rate"] == "100.0%"

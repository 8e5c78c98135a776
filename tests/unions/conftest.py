"""The employers whose members are told, and what was told of them."""

from __future__ import annotations

from datetime import date

import pytest

from kernel.days import months_after, today
from tests.cast import LONG_AGO, make_employer, make_uscc
from unions.actions import cover_employer


def a_year_ago() -> date:
    return months_after(today(), -12)


def returns_of(employer):
    rows = employer.member_returns.order_by("counted_on")
    return list(rows.values_list("counted_on", "next_on"))


@pytest.fixture
def mill(town):
    """The mill before it returned anything."""
    town.mill.member_returns.all().delete()
    return town.mill


@pytest.fixture
def shop(town):
    """A second employer of the mill's union, a joint one by now."""
    shop = make_employer("凌海鑫盛商贸有限公司", town.street, uscc=make_uscc(77), headcount=40)
    cover_employer(shop, town.mill_union, on=LONG_AGO)
    return shop

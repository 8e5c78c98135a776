"""Contracts for the tests, and what is sent in to make them."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from bargaining.actions.registering import register_contract
from bargaining.models import Contract
from bargaining.models.clause import keep_bands
from kernel.days import today
from kernel.spreadsheet import Column, Sheet, write_workbook
from tests.cast import City
from unions.models import Union
from unions.scoping import owned_by

TERM = {"signed_on": date(2026, 3, 1), "effective_on": date(2026, 4, 1)}
RULES = "".join(
    f"第{number}条 甲乙双方就第{number}项权利义务协商一致，约定以书面形式执行并接受职工代表监督。"
    for number in range(1, 40)
)


def make_contract(town: City, owner: Union | None = None, **changes: Any) -> Contract:
    """The mill's wage agreement, in force to 2027-03-31."""
    known: dict[str, Any] = {
        "title": "工资专项集体合同", "kind": "wage", "scope": "enterprise", "employer": town.mill,
        "expires_on": date(2027, 3, 31), **TERM,
    }  # fmt: skip
    contract = Contract.objects.create(**{**known, **changes}, **owned_by(owner or town.mill_union))
    keep_bands([contract])
    return contract


def make_regional(town: City, **changes: Any) -> Contract:
    known = {"title": "区域性工资集体合同", "scope": "regional", "employer": None}
    return make_contract(town, owner=town.street, **{**known, **changes})


def ending_in(days: int) -> dict[str, date]:
    """A year's term that ends `days` from today; below nought it has ended."""
    last = today() + timedelta(days=days)
    first = last - timedelta(days=364)
    return {"signed_on": first, "effective_on": first, "expires_on": last}


def enter(town: City, *, by: Any = None, clauses: Any = None, **changes: Any) -> Contract:
    """The same contract entered by the county, as a person enters it."""
    values: dict[str, Any] = {
        "title": "工资专项集体合同", "kind": "wage", "scope": "enterprise", "employer": town.mill,
        "expires_on": date(2027, 3, 31), **TERM,
    }  # fmt: skip
    return register_contract({**values, **changes}, clauses or {}, by=by or town.county)


def workbook(headers: list[str], *rows: list[Any]) -> bytes:
    target = BytesIO()
    write_workbook(target, [Sheet("表", [Column(h) for h in headers], rows)])
    return target.getvalue()

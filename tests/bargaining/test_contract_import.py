"""A workbook of older contracts is entered whole, or not at all with every row's fault."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bargaining.actions.importing import headers, import_contracts
from bargaining.models import Contract
from kernel.tables import BadTable
from tests.bargaining.papers import RULES, workbook

pytestmark = pytest.mark.usefixtures("standing_worlds")


def row(town, **changes) -> list:
    known = {
        "title": "二〇二五年工资协议", "kind": "工资专项集体合同", "scope": "企业",
        "code": town.mill.uscc, "number": "凌人社集〔2025〕7号", "signed": date(2025, 3, 1),
        "start": date(2025, 3, 20), "end": date(2026, 3, 31), "annex": 0, "text": RULES,
    }  # fmt: skip
    return list({**known, **changes}.values())


@pytest.fixture(autouse=True)
def words(settings):
    """The words of the columns, whatever the catalogue calls them."""
    from bargaining.kinds import ContractKind, Scope

    return {"kind": str(ContractKind.WAGE.label), "scope": str(Scope.ENTERPRISE.label)}


def book(*rows) -> bytes:
    return workbook(headers(), *rows)


def test_a_workbook_of_older_contracts_is_entered(town, words):
    count = import_contracts(book(row(town, **words)), by=town.county)

    contract = Contract.objects.get(title="二〇二五年工资协议")
    assert count == 1
    assert contract.union == town.mill_union
    assert contract.employer == town.mill
    assert contract.bands.exists()


def test_faults_of_rows_are_told_with_their_numbers_and_nothing_is_entered(town, words):
    rows = [
        row(town, **words),
        row(town, **words, code=town.far_mill.uscc),
        row(town, **words),
        row(town, **words, end=date(2025, 3, 1), start=date(2025, 3, 21)),
        row(town, **words, signed="去年"),
    ]
    with pytest.raises(BadTable) as refused:
        import_contracts(book(*rows), by=town.county)

    told = refused.value.messages
    assert [line for n in "3456" for line in told if n in line[:6]] == told
    assert not Contract.objects.filter(title="二〇二五年工资协议").exists()


def test_another_heading_is_refused(town):
    with pytest.raises(BadTable):
        import_contracts(workbook(["名称"], ["协议"]), by=town.county)


def test_the_page_takes_the_workbook_and_names_the_rows(as_officer, town, words):
    from django.core.files.uploadedfile import SimpleUploadedFile

    def send(*rows):
        upload = SimpleUploadedFile("旧合同.xlsx", book(*rows))
        return as_officer(town.county).post(
            reverse("bargaining:contract-import"), {"workbook": upload}
        )

    refused = send(row(town, **words, code="91210781MA00000000"))
    assert refused.status_code == 422
    assert "2" in refused.context["form"].errors["workbook"][0]
    assert send(row(town, **words)).status_code == 302


def test_the_empty_workbook_can_be_filled_in(as_officer, town):
    answer = as_officer(town.county).get(reverse("bargaining:contract-import-form"))

    assert answer.content.startswith(b"PK")

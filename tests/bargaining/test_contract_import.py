"""A workbook of older contracts is entered whole, or not at all with every row's fault."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bargaining.actions.importing import headers, import_contracts
from bargaining.models import Contract
from kernel.tables import BadTable
from tests.bargaining.papers import RULES, workbook

pytestmark = pytest.mark.usefixtures("standing_worlds")


NAMES = ["title", "kind", "scope", "code", "number", "signed", "start", "end", "annex", "text"]


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


def send(client, *rows):
    upload = SimpleUploadedFile("旧合同.xlsx", book(*rows))
    return client.post(reverse("bargaining:contract-import"), {"workbook": upload})


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


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("title", ""), ("title", "长" * 121), ("kind", 7), ("scope", True), ("code", 9.1e17),
        ("code", "#REF!"), ("number", "号" * 61), ("signed", 45000), ("signed", "2025/2/30"),
        ("start", "2025-W12-1"), ("end", date(2200, 1, 1)), ("annex", "也许"),
    ],
)  # fmt: skip
def test_a_strange_cell_is_told_by_its_row_and_column(as_officer, town, words, column, cell):
    answer = send(as_officer(town.county), row(town, **words), row(town, **{**words, column: cell}))

    assert answer.status_code == 422
    told = answer.context["form"].errors["workbook"]
    assert headers()[NAMES.index(column)] in told[0]
    assert "3" in told[0][:6]
    assert not Contract.objects.filter(title="二〇二五年工资协议").exists()


@pytest.mark.parametrize("written", ["2025-03-01", "2025/3/1", "2025.3.1", "2025年3月1日"])
def test_a_day_may_be_written_as_people_write_it(town, words, written):
    import_contracts(book(row(town, **words, signed=written)), by=town.county)

    assert Contract.objects.get(title="二〇二五年工资协议").signed_on == date(2025, 3, 1)


def test_the_longest_title_with_the_longest_pinyin_is_kept(town, words):
    import_contracts(book(row(town, **{**words, "title": "双" * 120})), by=town.county)

    assert Contract.objects.named("ss").filter(title="双" * 120).exists()


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\0" * 2_200_000, workbook(["名称"], ["协议"])]
)
def test_what_is_no_such_workbook_is_refused(as_officer, town, content):
    answer = as_officer(town.county).post(
        reverse("bargaining:contract-import"),
        {"workbook": SimpleUploadedFile("旧合同.xlsx", content)},
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["workbook"]


def test_blank_rows_are_passed_over_and_keep_their_numbers(town, words):
    blank = [""] * len(headers())
    with pytest.raises(BadTable) as refused:
        import_contracts(book(blank, row(town, **words), blank, row(town, **words)), by=town.county)

    assert [line[:6] for line in refused.value.messages if "5" in line[:6]]


def test_another_heading_is_refused(town):
    with pytest.raises(BadTable):
        import_contracts(workbook(["名称"], ["协议"]), by=town.county)


def test_the_page_takes_the_workbook_and_names_the_rows(as_officer, town, words):
    client = as_officer(town.county)

    refused = send(client, row(town, **words, code="91210781MA00000000"))
    assert refused.status_code == 422
    assert "2" in refused.context["form"].errors["workbook"][0]
    assert send(client, row(town, **words)).status_code == 302


def test_the_empty_workbook_can_be_filled_in(as_officer, town):
    answer = as_officer(town.county).get(reverse("bargaining:contract-import-form"))

    assert answer.content.startswith(b"PK")

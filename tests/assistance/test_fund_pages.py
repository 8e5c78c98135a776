from decimal import Decimal

import pytest
from django.urls import reverse

from assistance.forms.funds import clean_document_number
from assistance.ledger import book
from assistance.models import FundBatch
from assistance.models.funds import AccountKind, TransferKind
from assistance.workflows.aid import AidStage
from kernel.days import today
from tests.assistance import story
from unions.models import Event

TERMS = {
    "name": "2026年中央帮扶资金", "source": "central", "purpose": "relief", "year": 2026,
    "document_number": "锦工发【2026】05号", "promised": "50000", "kinds": ["living", "medical"],
    "categories": ["deep"], "filed_only": "on", "valid_from": "2026-01-01",
    "valid_to": "2027-12-31",
}  # fmt: skip


def url(name, *args):
    return reverse(f"assistance:{name}", args=args)


def post(client, name, *args, **said):
    return client.post(url(name, *args), said)


@pytest.mark.parametrize(
    "typed",
    ["锦工发【2014】23号", "锦工发[2014]23号", "锦工发(2014)第023号", " 锦工发〔2014〕23 号"],
)
def test_a_document_number_is_put_into_its_form(typed):
    assert clean_document_number(typed) == "锦工发〔2014〕23号"


def test_a_batch_is_entered_with_its_accounts(as_officer, centre):
    answer = as_officer(centre.staff).post(url("fund-new"), TERMS)

    fund = FundBatch.objects.get()
    assert (answer.status_code, fund.document_number) == (302, "锦工发〔2026〕5号")
    assert set(fund.balances().values()) == {Decimal(0)}
    assert Event.objects.about(fund)[0].step == "enter"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("document_number", "第五号文"),
        ("promised", "0.005"),
        ("promised", "-1"),
        ("valid_to", "2025-12-31"),
        ("kinds", []),
        ("year", "1900"),
    ],
)
def test_a_batch_that_cannot_be_is_refused_at_its_field(as_officer, centre, field, value):
    answer = as_officer(centre.staff).post(url("fund-new"), {**TERMS, field: value})

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert not FundBatch.objects.exists()


def test_one_document_is_entered_once(as_officer, centre):
    client = as_officer(centre.staff)
    client.post(url("fund-new"), TERMS)

    assert client.post(url("fund-new"), TERMS).status_code == 422
    assert FundBatch.objects.count() == 1


def test_an_arrival_is_booked_by_its_voucher_once(as_officer, centre, town):
    fund = story.make_fund(town.linghai, arrived=0)
    client = as_officer(centre.finance)

    first = post(client, "fund-arrival-new", fund.pk, amount="300.50", voucher="银1")
    again = post(client, "fund-arrival-new", fund.pk, amount="300.50", voucher="银1")

    assert (first.status_code, again.status_code) == (302, 422)
    assert fund.balances()[AccountKind.AVAILABLE] == Decimal("300.50")


def test_more_than_was_promised_asks_for_a_second_look(as_officer, centre, fund):
    client, said = as_officer(centre.finance), {"amount": "1", "voucher": "银2"}

    assert post(client, "fund-arrival-new", fund.pk, **said).status_code == 422
    assert post(client, "fund-arrival-new", fund.pk, **said, confirmed="on").status_code == 302
    assert fund.balances()[AccountKind.AVAILABLE] == 100_001


@pytest.mark.parametrize("amount", ["0.001", "0", "-5", "NaN", "1e400", "100000.01", "abc"])
def test_a_return_that_cannot_be_moves_nothing(as_officer, centre, fund, amount):
    answer = post(
        as_officer(centre.finance), "fund-return-new", fund.pk, amount=amount, voucher="退1"
    )

    assert answer.status_code == 422
    assert fund.balances()[AccountKind.AVAILABLE] == 100_000


def test_a_batch_is_closed_only_when_nothing_is_on_the_way(as_officer, centre, fund, aid):
    story.stand_at(
        aid, AidStage.READY, fund=fund, granted=1200, approved_by=centre.director
    )  # fmt: skip
    book(fund, TransferKind.RESERVE, Decimal(1200), aid=aid, by=centre.director)
    client = as_officer(centre.finance)

    assert post(client, "fund-close", fund.pk).status_code == 422
    book(fund, TransferKind.RELEASE, Decimal(1200), aid=aid, by=centre.director)
    assert post(client, "fund-close", fund.pk).status_code == 302
    fund.refresh_from_db()
    assert fund.closed_on == today()


def test_a_refund_is_no_more_than_was_paid(as_officer, centre, fund, aid):
    story.stand_at(aid, AidStage.PAID, fund=fund, granted=1200, approved_by=centre.director)
    for kind in (TransferKind.RESERVE, TransferKind.SEND, TransferKind.PAY):
        book(fund, kind, Decimal(1200), aid=aid, by=centre.finance)
    client = as_officer(centre.finance)

    assert post(client, "refund-new", aid.pk, amount="1200.01", voucher="退1").status_code == 422
    assert post(client, "refund-new", aid.pk, amount="200", voucher="退1").status_code == 302
    assert fund.balances()[AccountKind.PAID] == 1000


def test_a_batch_in_use_is_widened_and_not_narrowed(as_officer, centre, fund, aid):
    story.stand_at(aid, AidStage.READY, fund=fund, granted=1200, approved_by=centre.director)
    book(fund, TransferKind.RESERVE, Decimal(1200), aid=aid, by=centre.director)
    said = {
        **TERMS, "name": fund.name, "document_number": fund.document_number, "promised": "100000",
        "categories": fund.categories, "valid_from": "2020-01-01",
    }  # fmt: skip
    client = as_officer(centre.staff)

    narrowed = client.post(url("fund-edit", fund.pk), {**said, "kinds": ["medical"]})
    widened = client.post(url("fund-edit", fund.pk), {**said, "kinds": [*fund.kinds, "loan"]})

    assert (narrowed.status_code, widened.status_code) == (422, 302)
    fund.refresh_from_db()
    assert "loan" in fund.kinds
    assert "living" in fund.kinds
    assert fund.source == "central"


def test_the_list_says_what_of_the_local_matching_arrived(as_officer, centre, fund, town):
    story.make_fund(town.linghai, source="local", promised=40_000, arrived=10_000, matches=fund)

    page = as_officer(centre.finance).get(url("fund-list"))

    assert page.context["together"]["matching_rate"] == "25.0%"
    assert page.context["together"]["arrived"] == 110_000


def test_a_county_sees_of_the_roots_batch_only_what_its_own_households_got(
    as_officer, centre, town, filed
):
    root = story.make_fund(town.root)
    other = story.on_file(town.far_union)
    for file in (filed, other):
        aid = story.make_aid(file, fund=root, granted=100, approved_by=centre.director)
        book(root, TransferKind.RESERVE, Decimal(100), aid=aid, by=None)

    page = as_officer(centre.staff).get(url("fund-detail", root.pk)).context["page"]

    assert [transfer.aid.file_id for transfer in page.rows] == [filed.pk]


def test_only_the_finance_office_of_its_own_union_books(as_officer, centre, town, fund):
    root = story.make_fund(town.root)

    assert as_officer(centre.staff).get(url("fund-arrival-new", fund.pk)).status_code == 403
    told = post(
        as_officer(centre.finance), "fund-arrival-new", root.pk, amount="5", voucher="银3",
        confirmed="on",
    )  # fmt: skip
    assert told.status_code == 422
    assert root.balances()[AccountKind.AVAILABLE] == 100_000

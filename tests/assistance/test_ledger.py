from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from assistance.ledger import BookingRefused, Entry, book, book_all
from assistance.models import Account
from assistance.models.funds import AccountKind, TransferKind
from assistance.workflows.aid import AID, AidStage, AidStep
from kernel.days import today
from tests.assistance import story
from unions.refusals import MoveRefused
from unions.scoping import same_owner


def grant(aid, fund, amount, by):
    aid.fund, aid.granted = fund, Decimal(amount)
    AID.take(AidStep.APPROVE, aid, by=by)


@pytest.fixture
def checked(aid, centre):
    return story.stand_at(aid, AidStage.CHECKED)


def test_approving_reserves_the_money(checked, fund, centre):
    grant(checked, fund, 1200, centre.director)

    balances = fund.balances()
    assert balances[AccountKind.AVAILABLE] == Decimal("98800.00")
    assert balances[AccountKind.RESERVED] == Decimal("1200.00")
    assert sum(balances.values()) == 0


def test_a_fund_cannot_be_overspent(checked, town, centre):
    poor = story.make_fund(town.linghai, arrived=1000)

    with pytest.raises(BookingRefused) as refused:
        grant(checked, poor, 1200, centre.director)

    assert refused.value.code == "account_never_below_nothing"
    checked.refresh_from_db()
    assert (checked.stage, checked.granted) == (AidStage.CHECKED, None)
    assert poor.balances()[AccountKind.AVAILABLE] == 1000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kinds": ["loan"]}, "ledger_purpose"),
        ({"categories": ["accident"]}, "ledger_category"),
        ({"valid_to": "2021-01-01"}, "ledger_not_valid"),
        ({"closed_on": "2021-01-01"}, "ledger_closed"),
    ],
)
def test_a_fund_pays_for_its_purposes_only(checked, town, centre, changes, code):
    narrow = story.make_fund(town.linghai, **changes)

    with pytest.raises(BookingRefused) as refused:
        grant(checked, narrow, 1200, centre.director)

    assert refused.value.code == code


def test_an_approver_keeps_to_the_limit(checked, fund, centre):
    with pytest.raises(MoveRefused, match="2,000"):
        grant(checked, fund, 2001, centre.director)


def test_a_booking_is_made_once(checked, fund, centre):
    grant(checked, fund, 1200, centre.director)

    with pytest.raises(BookingRefused) as refused:
        book(fund, TransferKind.RESERVE, Decimal(1200), by=None, aid=checked, turn=checked.moves)

    assert refused.value.code in {"transfer_once", "ledger_not_granted"}


def test_the_application_cannot_write_a_balance(fund):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Account.objects.filter(fund=fund).update(balance=1)


def test_a_transfer_can_be_changed_by_nobody(fund):
    for change in ("UPDATE assistance_transfer SET amount = 1", "DELETE FROM assistance_transfer"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


@pytest.mark.parametrize("amount", ["0.005", "1200.001", "NaN", "Infinity"])
def test_an_amount_has_whole_fen(checked, fund, centre, amount):
    grant(checked, fund, 1200, centre.director)

    with pytest.raises(BookingRefused) as refused:
        book(fund, TransferKind.RELEASE, Decimal(amount), by=None, aid=checked, key="fen")

    assert refused.value.code == "ledger_fen"


@pytest.mark.parametrize("amount", ["0", "-5", "'NaN'::numeric"])
def test_the_database_takes_no_amount_that_is_no_amount(fund, amount):
    insert = f"""
        INSERT INTO assistance_transfer
            (federation_id, union_id, fund_id, kind, from_account_id, to_account_id, amount, key,
             document, at)
        SELECT federation_id, union_id, fund_id, 'arrive', id, id + 1, {amount}, 'k', '', now()
        FROM assistance_account WHERE fund_id = {fund.pk} AND kind = 'outside'
    """  # noqa: S608 - figures of the test

    with (
        pytest.raises(DatabaseError, match="transfer_positive"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert)


def test_an_amount_beyond_the_column_is_refused_in_words(fund):
    with pytest.raises(BookingRefused) as refused:
        book(fund, TransferKind.ARRIVE, Decimal("999999999999.99"), by=None, key="much")

    assert refused.value.code == "ledger_too_large"


def test_an_account_opens_at_nothing_whatever_is_said(town):
    fund = story.make_fund(town.linghai, arrived=0)
    rich = Account(fund=fund, kind="spare", balance=500, **same_owner(fund))

    rich.save()

    rich.refresh_from_db()
    assert rich.balance == 0


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_batch_ends_by_the_portals_midnight_not_the_sessions(checked, town, centre, zone):
    ending = story.make_fund(town.linghai, valid_from=today(), valid_to=today())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])

    grant(checked, ending, 1200, centre.director)

    assert checked.transfers.get().made_on == today()


def test_a_bad_line_takes_the_whole_statement_back(checked, fund, centre):
    grant(checked, fund, 1200, centre.director)
    before = fund.balances()
    good = Entry(TransferKind.SEND, Decimal(1200), "good", checked)

    for bad in (Entry(TransferKind.SEND, Decimal(1), "bad", checked), good):
        with pytest.raises(BookingRefused):
            book_all(fund, [good, bad], by=None)

    assert fund.balances() == before

"""One payment, cut off before each of its statements in turn: the books never disagree."""

from decimal import Decimal
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections

from assistance.ledger import book, settle_kind
from assistance.models import Account, Aid, Transfer
from assistance.models.funds import AccountKind, AidKind, TransferKind
from assistance.workflows.aid import AID, AidStage, AidStep
from tests.assistance import story
from tests.cast import make_city
from unions.rowsecurity import federation_scope

KILL = "SELECT pg_terminate_backend(%s, 5000)"


@pytest.fixture
def office(committed_db):
    with federation_scope(0):
        city = make_city("锦州", "210700", "")
        centre = story.open_centre(city)
        fund = story.make_fund(
            city.linghai, by=centre.finance, arrived=900_000, kinds=["living", "loan"]
        )
        file = story.on_file(city.street)
    return city, centre, fund, file


def grant(aid, fund, centre):
    aid.fund, aid.granted = fund, Decimal("1200.00")
    AID.take(AidStep.APPROVE, aid, by=centre.director)


def send(aid, fund, centre):
    AID.follow_on(AidStep.GATHER, aid, by=centre.finance)
    AID.follow_on(AidStep.SEND, aid, by=centre.finance)
    book(fund, TransferKind.SEND, aid.granted, aid=aid, by=centre.finance, key=f"send:{aid.pk}")


def settle(aid, fund, centre):
    AID.follow_on(AidStep.PAY, aid, by=centre.finance)
    book(fund, settle_kind(aid), aid.granted, aid=aid, by=centre.finance, key=f"paid:{aid.pk}")


def cut_off(city, aid, act, *, before):
    """Do it in one transaction that dies before its n-th statement; False if it has fewer."""
    connection.ensure_connection()
    pid, statements = connection.connection.info.backend_pid, iter(range(1000))

    def counted(execute, sql, *args):
        if next(statements) == before:
            _kill(pid)
        return execute(sql, *args)

    try:
        with connection.execute_wrapper(counted), federation_scope(city.federation.pk):
            act(Aid.objects.get(pk=aid.pk))
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")  # the last statement before the commit
    except (OperationalError, InterfaceError):
        connection.close()
        return True
    return False


def _kill(pid):
    def end():
        with connection.cursor() as cursor:  # this thread's own connection, of the same role
            cursor.execute(KILL, [pid])
        connection.close()

    killer = Thread(target=end)
    killer.start()
    killer.join()


@pytest.mark.parametrize("kind", [AidKind.LIVING, AidKind.LOAN])
def test_a_payment_killed_between_any_two_statements_leaves_the_books_balanced(office, kind):
    city, centre, fund, file = office
    kills = 0
    with federation_scope(city.federation.pk):
        aid = story.stand_at(story.make_aid(file, by=centre.township, kind=kind), AidStage.CHECKED)
    for act in (grant, send, settle):
        before = 0
        while cut_off(city, aid, lambda row, do=act: do(row, fund, centre), before=before):
            call_command("verify_ledger")  # raises where anything disagrees
            before, kills = before + 1, kills + 1

    with federation_scope(city.federation.pk):
        aid.refresh_from_db()
        end = AccountKind.LENT if kind == AidKind.LOAN else AccountKind.PAID
        assert (aid.stage, fund.balances()[end]) == (AidStage.PAID, Decimal("1200.00"))
        assert sum(fund.balances().values()) == 0
        assert kills > 30


def test_verify_ledger_tells_of_every_difference(office):
    city, centre, fund, file = office
    with federation_scope(city.federation.pk):
        aid = story.stand_at(story.make_aid(file, by=centre.township), AidStage.CHECKED)
        grant(aid, fund, centre)
        Aid.objects.filter(pk=aid.pk).update(stage=AidStage.SENT)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE assistance_account DISABLE TRIGGER kept")
        cursor.execute(f"SET app.federation = '{city.federation.pk}'")
        cursor.execute("UPDATE assistance_account SET balance = 5 WHERE kind = 'lent'")
        cursor.execute("ALTER TABLE assistance_account ENABLE TRIGGER kept")
        cursor.execute("RESET app.federation")

    with pytest.raises(CommandError) as told:
        call_command("verify_ledger")

    lines = str(told.value).splitlines()
    assert [line.split(", ")[1] for line in lines] == [
        "balance", "stage sent", "stage sent", "sum",
    ]  # fmt: skip


def test_the_owners_own_hand_cannot_change_a_balance(office):
    city, *_rest = office
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SET app.federation = '{city.federation.pk}'")
        with pytest.raises(DatabaseError, match="ledger_by_transfer_only"):
            cursor.execute("UPDATE assistance_account SET balance = 5")
    connections["owner"].close()


def test_what_row_security_hides_is_not_booked(office):
    # The platform's role sees all; with no federation open its bookings would move nothing.
    city, _centre, fund, _file = office
    with federation_scope(city.federation.pk):
        accounts = dict(fund.accounts.values_list("kind", "pk"))
        balances = fund.balances()
    row = Transfer(
        fund=fund, kind="arrive", amount=5, key="by the back door",
        from_account_id=accounts["outside"], to_account_id=accounts["available"],
        federation_id=city.federation.pk, union_id=fund.union_id,
    )  # fmt: skip

    with pytest.raises(DatabaseError, match="ledger_route"):
        row.save(using="platform")
    with federation_scope(city.federation.pk):
        assert fund.balances() == balances
        assert not Account.objects.filter(fund=fund, balance=5).exists()

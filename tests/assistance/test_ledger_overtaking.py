"""A booking waits for what it rests on, and nothing slips away under reserved money."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from tests.assistance.books import (
    Crew,
    Deed,
    Line,
    new_tag,
)
from tests.assistance.overtaking import CLOSE, MOVE, NARROW, OVERTAKING, overtaken
from unions.rowsecurity import federation_scope


@pytest.mark.parametrize("change", OVERTAKING)
def test_a_booking_waits_for_what_it_rests_on(desk_of, change):
    assert overtaken(desk_of(), change) == OVERTAKING[change]


SLIPPING = {
    "UPDATE assistance_aid SET granted = 99 WHERE id = %(aid)s": "ledger_grant_taken",
    "UPDATE assistance_aid SET granted = NULL WHERE id = %(aid)s": "ledger_grant_taken",
    "UPDATE assistance_aid SET granted = 'NaN' WHERE id = %(aid)s": "ledger_not_granted",
    "UPDATE assistance_aid SET kind = 'loan' WHERE id = %(aid)s": "ledger_grant_bound",
    MOVE: "ledger_grant_bound",
    CLOSE: "ledger_money_moving",
    NARROW: "ledger_batch_in_use",
    "UPDATE assistance_fundbatch SET year = 2001 WHERE id = %(fund)s": "ledger_batch_in_use",
    "DELETE FROM assistance_aid WHERE id = %(aid)s": "foreign key",
    "DELETE FROM assistance_fundbatch WHERE id = %(fund)s": "foreign key",
    "UPDATE assistance_account SET balance = 5 WHERE fund_id = %(fund)s": "permission",
    "DELETE FROM assistance_account WHERE fund_id = %(fund)s": "permission",
    "TRUNCATE assistance_account CASCADE": "permission",
}


def test_nothing_slips_away_under_reserved_money(desk_of, subtests):
    desk = desk_of()
    crew = Crew(desk, 1)
    names = {"fund": desk.funds[0].pk, "other": desk.funds[1].pk, "aid": desk.aids[0].pk}
    assert crew.take(Deed((Line("reserve", 0, 0, 100, new_tag()),))) == ""
    crew.close()

    for change, code in SLIPPING.items():
        with (
            subtests.test(change),
            pytest.raises(DatabaseError, match=code),
            federation_scope(desk.city.federation.pk),
            connection.cursor() as cursor,
        ):
            cursor.execute(change, names)

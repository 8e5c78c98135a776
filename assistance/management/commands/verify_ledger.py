"""Recompute every account from its transfers, and hold every aid's stage against its money."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from assistance.workflows.aid import AidStage

# Where all of an aid's money stands in each stage; a stage that is not here holds none.
S = AidStage
STANDS = {
    S.PUBLICITY: ("reserved",),
    S.READY: ("reserved",),
    S.QUEUED: ("reserved",),
    S.FAILED: ("reserved",),
    S.SENT: ("sent",),
    S.PAID: ("paid", "lent"),
    S.CLOSED: ("paid", "lent"),
}
GONE = (S.PAID, S.CLOSED)  # parts of it may have been paid back since

_SIDES = """
SELECT from_account_id AS account_id, aid_id, -amount AS delta FROM assistance_transfer
UNION ALL SELECT to_account_id, aid_id, amount FROM assistance_transfer
"""

# (what is wrong, federation, id of the account, batch or aid, as kept, as recomputed)
DIFFERENCES = f"""
WITH moved AS (
    SELECT account_id, sum(delta) AS total FROM ({_SIDES}) s GROUP BY account_id
), stands AS (
    SELECT s.aid_id, a.kind, sum(delta) AS total FROM ({_SIDES}) s
    JOIN assistance_account a ON a.id = s.account_id
    WHERE s.aid_id IS NOT NULL AND a.kind NOT IN ('outside', 'available')
    GROUP BY s.aid_id, a.kind HAVING sum(delta) <> 0
), expected (stage, kind) AS (VALUES {{expected}})
SELECT 'balance', a.federation_id, a.id, a.balance, COALESCE(m.total, 0)
FROM assistance_account a LEFT JOIN moved m ON m.account_id = a.id
WHERE a.balance <> COALESCE(m.total, 0)
UNION ALL
SELECT 'below nothing', federation_id, id, balance, 0 FROM assistance_account
WHERE kind <> 'outside' AND balance < 0
UNION ALL
SELECT 'sum', federation_id, fund_id, sum(balance), 0 FROM assistance_account
GROUP BY federation_id, fund_id HAVING sum(balance) <> 0
UNION ALL
SELECT 'granted', a.federation_id, a.id, a.granted, assistance_taken(a.id)
FROM assistance_aid a
WHERE EXISTS (SELECT 1 FROM assistance_transfer t WHERE t.aid_id = a.id)
  AND assistance_taken(a.id) > COALESCE(a.granted, 0)
UNION ALL
-- Money that stands where the stage does not expect it
SELECT 'stage ' || a.stage || ', money ' || s.kind, a.federation_id, a.id, 0, s.total
FROM stands s JOIN assistance_aid a ON a.id = s.aid_id
WHERE NOT EXISTS (SELECT 1 FROM expected e WHERE e.stage = a.stage AND e.kind = s.kind)
UNION ALL
-- A stage that expects the whole grant where less stands
SELECT 'stage ' || a.stage, a.federation_id, a.id, a.granted, COALESCE(sum(s.total), 0)
FROM assistance_aid a
LEFT JOIN stands s ON s.aid_id = a.id
    AND EXISTS (SELECT 1 FROM expected e WHERE e.stage = a.stage AND e.kind = s.kind)
WHERE a.stage IN (SELECT stage FROM expected) AND a.stage NOT IN ({{gone}})
GROUP BY a.federation_id, a.id, a.stage, a.granted
HAVING COALESCE(sum(s.total), 0) <> a.granted
ORDER BY 2, 1, 3
"""  # noqa: S608


class Command(BaseCommand):
    help = "Check the books of every federation: balances, grants, and where each aid's money is."

    def handle(self, *args: Any, **options: Any) -> None:
        # Across federations, hence the platform's role; nothing but numbers is told.
        with connections["platform"].cursor() as cursor:
            cursor.execute(_differences())
            found = cursor.fetchall()
            cursor.execute(
                "SELECT (SELECT count(*) FROM assistance_transfer),"
                " (SELECT count(*) FROM assistance_fundbatch),"
                " (SELECT count(DISTINCT federation_id) FROM assistance_fundbatch)"
            )
            transfers, batches, federations = cursor.fetchone()
        if found:
            raise CommandError("\n".join(_told(*row) for row in found))
        self.stdout.write(
            f"{transfers} transfers in {batches} batches of {federations} federations are in order."
        )


def _differences() -> str:
    pairs = ((stage.value, kind) for stage, kinds in STANDS.items() for kind in kinds)
    return DIFFERENCES.format(
        expected=", ".join(f"('{stage}', '{kind}')" for stage, kind in pairs),
        gone=", ".join(f"'{stage.value}'" for stage in GONE),
    )


def _told(what: str, federation_id: int, number: int, kept: Any, anew: Any) -> str:
    return f"Federation {federation_id}, {what}, {number}: kept {kept}, recomputed {anew}."

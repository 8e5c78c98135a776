"""Recompute every federation's chain of events; the first broken number of each is named."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

# One pass in the database: each link's number, its predecessor, and its hash computed anew.
# An event without a link, or a link without its event, breaks the chain as well.
BROKEN = """
WITH chain AS (
    SELECT l.federation_id, l.number, l.previous, l.hash, e.id AS event_id,
           lag(l.hash, 1, '') OVER own AS before,
           row_number() OVER own AS place,
           encode(sha256(convert_to(l.previous || event_text(e), 'UTF8')), 'hex') AS anew
    FROM unions_eventlink l LEFT JOIN unions_event e ON e.id = l.event_id
    WINDOW own AS (PARTITION BY l.federation_id ORDER BY l.number)
)
SELECT federation_id, min(number) FROM (
    SELECT federation_id, place AS number FROM chain
    WHERE number <> place OR previous <> before OR event_id IS NULL OR hash <> anew
    UNION ALL
    SELECT e.federation_id, 0 FROM unions_event e
    WHERE NOT EXISTS (SELECT 1 FROM unions_eventlink l WHERE l.event_id = e.id)
) AS broken
GROUP BY federation_id ORDER BY federation_id
"""


class Command(BaseCommand):
    help = "Check that no event was changed, removed or put in between, in any federation."

    def handle(self, *args: Any, **options: Any) -> None:
        # Across federations, hence the platform's role; nothing but numbers is told.
        with connections["platform"].cursor() as cursor:
            cursor.execute(BROKEN)
            broken = cursor.fetchall()
            cursor.execute("SELECT count(DISTINCT federation_id), count(*) FROM unions_eventlink")
            federations, events = cursor.fetchone()
        if broken:
            raise CommandError("\n".join(_told(*row) for row in broken))
        self.stdout.write(f"{events} events of {federations} federations are in order.")


def _told(federation_id: int, number: int) -> str:
    if number == 0:
        return f"Federation {federation_id}: an event stands outside the chain."
    return f"Federation {federation_id}: the chain breaks at number {number}."

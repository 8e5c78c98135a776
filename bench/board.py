"""The city's board beside the bare SQL that reads its snapshots, at 1× and at 100× the rows.

`python3 dev.py bench board`. 1× keeps the ends of two years' months of the figures a board shows;
100× has a hundred times as many rows, of more figures and of every day, and 12,000 employers.
"""

from __future__ import annotations

import statistics
from datetime import timedelta
from typing import Any

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench._ground import city_of, client_of, jinzhou, milliseconds, ratio
from kernel.days import today
from reports.boards.trends import ends_of
from targets.month_ends import figures_asked
from unions.rowsecurity import federation_scope

ROUNDS = 40
ADDRESS = "/boards/"
SIZES = {"1x": 0, "100x": 12_000}

# A row for each county and the root, of each figure and day; of what a board shows with a base.
_FILL = """
INSERT INTO targets_snapshot (federation_id, union_id, county_id, indicator, day, numerator,
                              denominator, taken_at)
SELECT u.federation_id, u.id, CASE u.level WHEN 'county' THEN u.id END, figure, day,
       (u.id * 7 + extract(doy FROM day)::int) %% 90, 100, day + interval '1 day'
FROM unions_union u, unnest(%(codes)s::text[]) figure, unnest(%(days)s::date[]) day
WHERE u.level IN ('county', 'federation')
ON CONFLICT DO NOTHING
"""
_NEWEST = """
SELECT indicator, union_id, numerator, denominator, taken_at FROM targets_snapshot
WHERE federation_id = %(city)s AND day = %(day)s AND indicator = ANY(%(codes)s)
"""
_TREND = """
SELECT indicator, day, sum(numerator), sum(denominator) FROM targets_snapshot
WHERE federation_id = %(city)s AND day = ANY(%(days)s) AND indicator = ANY(%(codes)s)
GROUP BY indicator, day
"""


def fill(*, many: bool) -> list[str]:
    """Keep the figures, and issue the year's sheet; gives the codes that a board shows."""
    yesterday = today() - timedelta(days=1)
    days = [yesterday, *ends_of(yesterday)]
    with federation_scope(jinzhou().pk):
        codes = figures_asked()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE targets_targetsheet SET stage = 'issued'")
            cursor.execute(_FILL, {"codes": codes, "days": days})
            if many:
                more = [yesterday - timedelta(days=n) for n in range(540)]
                figures = [*codes, *(f"bench.{n}" for n in range(56))]
                cursor.execute(_FILL, {"codes": figures, "days": more})
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return codes


def bare(codes: list[str]) -> None:
    """What the board shows, as three reads of one table, in the owner's name: no row security."""
    yesterday = today() - timedelta(days=1)
    before = yesterday.replace(day=1) - timedelta(days=1)
    asked: dict[str, Any] = {"city": jinzhou().pk, "codes": codes, "days": ends_of(yesterday)}
    with connections["platform"].cursor() as cursor:
        for sql, day in ((_NEWEST, yesterday), (_NEWEST, before), (_TREND, yesterday)):
            cursor.execute(sql, {**asked, "day": day})
            cursor.fetchall()


def page(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 200


def database_time(client: Client) -> tuple[float, int]:
    """Milliseconds in statements, and how many there were."""
    with CaptureQueriesContext(connection) as asked:
        page(client)
    return 1000 * sum(float(query["time"]) for query in asked), len(asked)


def measure(name: str, size: int) -> None:
    with city_of(size, named=f"board_{size}"):
        codes, client = fill(many=bool(size)), client_of("city")
        with connections["platform"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM targets_snapshot")
            rows = cursor.fetchone()[0]
        print(f"{name}: {rows} snapshots, {len(codes)} figures")
        print(ratio(f"{name}: the board, to the bare SQL", lambda: page(client),
                    lambda: bare(codes), target=10))  # fmt: skip
        times = sorted(milliseconds(lambda: page(client)) for _round in range(ROUNDS))
        spent = [database_time(client) for _round in range(9)]
        database = statistics.median(ms for ms, _statements in spent)
        verdict = "met" if database <= 30 else "MISSED"
        p50, p95 = statistics.median(times), times[int(0.95 * ROUNDS)]
        print(
            f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms; {database:.1f} ms of database time"
            f" (target ≤ 30) {verdict}, {spent[0][1]} statements"
        )


def main() -> None:
    for name, size in SIZES.items():
        measure(name, size)


if __name__ == "__main__":
    main()

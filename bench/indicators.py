"""Every figure of a city as of a day, beside the bare SQL aggregates, for 10,000 and 100,000
employers.

`python3 dev.py bench indicators`; one size by BENCH_EMPLOYERS. The bare side sends the statements
of the figures as they were captured: no building, no compiling, no row security, no objects. For
the figures told of every employer on the roll it is also written by hand, as one scan that gives
them all, to show what asking figure by figure costs.
"""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from bench import coverage
from bench._ground import city_of, jinzhou, milliseconds, ratio
from targets.indicators import INDICATORS, Count
from unions.rowsecurity import federation_scope

SIZES = [int(size) for size in os.environ.get("BENCH_EMPLOYERS", "10000,100000").split(",")]
DAY = date(2026, 6, 30)
SLOWEST = 5

# Every third employer has a home, of seven years; one in nine of those lost it again.
_HOMES = """
INSERT INTO homes_home (federation_id, union_id, employer_id, level, accepted_on, revoked_on)
SELECT federation_id, union_id, id, (ARRAY['qualified', 'advanced', 'model'])[1 + id % 3],
       date '2020-03-01' + (id * 13 % 2300)::int,
       CASE WHEN id % 27 = 0 THEN date '2020-03-01' + (id * 13 % 2300)::int + 90 END
FROM unions_employer WHERE name LIKE '基准企业%' AND id % 3 = 0
"""

_BY_HAND = """
SELECT e.county_id,
       count(*) FILTER (WHERE p.kind = 'enterprise' AND p.ownership = 'non_public'
                        AND p.headcount >= 100) AS large_private,
       count(*) FILTER (WHERE p.kind = 'enterprise' AND p.ownership = 'non_public'
                        AND p.headcount >= 100 AND h.employer_id IS NOT NULL) AS large_built,
       count(*) FILTER (WHERE v.employer_id IS NOT NULL) AS covered,
       count(*) FILTER (WHERE v.employer_id IS NOT NULL AND h.employer_id IS NOT NULL) AS built
FROM unions_employer e
JOIN unions_employerprofile p ON p.employer_id = e.id AND p.valid_from <= %(day)s
     AND (p.valid_to IS NULL OR p.valid_to > %(day)s)
LEFT JOIN (SELECT DISTINCT employer_id FROM homes_home WHERE federation_id = %(city)s
           AND accepted_on <= %(day)s AND (revoked_on IS NULL OR revoked_on > %(day)s)) h
     ON h.employer_id = e.id
LEFT JOIN (SELECT DISTINCT employer_id FROM unions_coverage WHERE federation_id = %(city)s
           AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to > %(day)s)) v
     ON v.employer_id = e.id
WHERE e.federation_id = %(city)s AND e.joined_on <= %(day)s
  AND (e.left_on IS NULL OR e.left_on > %(day)s)
GROUP BY e.county_id
"""

Told = dict[str, list[Count]]
Statement = tuple[str, str]  # a figure's code and its SQL, parameters filled in


def grow(size: int) -> None:
    coverage.EMPLOYERS = size
    coverage.grow()
    with federation_scope(jinzhou().pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM homes_home")
        if cursor.fetchone()[0] < size // 4:
            cursor.execute(_HOMES)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def by_the_portal() -> Told:
    with federation_scope(jinzhou().pk):
        return {code: known.by_county(DAY, DAY.year) for code, known in INDICATORS.items()}


def statements() -> list[Statement]:
    """What each figure asks of the database; the opening of the federation left out."""
    found = []
    with federation_scope(jinzhou().pk):
        for code, known in INDICATORS.items():
            with CaptureQueriesContext(connection) as captured:
                known.by_county(DAY, DAY.year)
            found += [(code, query["sql"]) for query in captured]
    return found


def bare(asked: list[Statement]) -> None:
    with connections["platform"].cursor() as cursor:
        for _code, statement in asked:
            cursor.execute(statement)
            cursor.fetchall()


def of_the_roll() -> Told:
    codes = ("homes.rate_large_private", "homes.rate_covered")
    with federation_scope(jinzhou().pk):
        return {code: INDICATORS[code].by_county(DAY, DAY.year) for code in codes}


def by_hand() -> list[Any]:
    with connections["platform"].cursor() as cursor:
        cursor.execute(_BY_HAND, {"day": DAY, "city": jinzhou().pk})
        return cursor.fetchall()


def assert_same(told: Told, rows: list[Any]) -> None:
    large = {row[0]: (row[2], row[1]) for row in rows if row[1]}
    covered = {row[0]: (row[4], row[3]) for row in rows if row[3]}
    for code, wanted in (("homes.rate_large_private", large), ("homes.rate_covered", covered)):
        found = {c.union_id: (c.numerator, c.denominator) for c in told[code]}
        assert found == wanted, code


def measure(size: int) -> None:
    with city_of(0, named=f"indicators_{size}"):
        grow(size)
        asked = statements()
        assert_same(of_the_roll(), by_hand())
        print(f"{size} employers: {len(INDICATORS)} figures, {len(asked)} statements")
        print(ratio("All figures, to their bare SQL", by_the_portal, lambda: bare(asked),
                    target=1.3, rounds=5))  # fmt: skip
        print(ratio("Two rates of the roll, to one scan by hand", of_the_roll, by_hand,
                    target=2, rounds=5))  # fmt: skip
        with federation_scope(jinzhou().pk):
            took = {
                code: milliseconds(lambda known=known: known.by_county(DAY, DAY.year))
                for code, known in INDICATORS.items()
            }
        slowest = sorted(took, key=took.__getitem__, reverse=True)[:SLOWEST]
        print("  slowest:", ", ".join(f"{code} {took[code]:.0f} ms" for code in slowest))


def main() -> None:
    for size in SIZES:
        measure(size)


if __name__ == "__main__":
    main()

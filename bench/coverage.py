"""Coverage by county for 100,000 employers and 60,000 contracts, beside the bare SQL of the same.

`python3 dev.py bench coverage`; the employers by BENCH_EMPLOYERS. Both are asked in one run, in
turn, and must give the same figures. The bare SQL runs as the owner, whom row security leaves out.
"""

from __future__ import annotations

import os
import tracemalloc
from datetime import date
from typing import Any

from django.db import connection, connections

from bargaining.coverage import Figures, by_line, cells, marked
from bench._ground import city_of, client_of, jinzhou, milliseconds, ratio
from unions.rowsecurity import federation_scope

EMPLOYERS = int(os.environ.get("BENCH_EMPLOYERS", "100000"))
DAY = date(2026, 6, 30)

# 100,000 enterprises in the counties of the city, one in ten without a union; 59,500 contracts of
# their own of several kinds, a fifth of them run out; 500 regional ones that list 80 each.
_GROW = """
WITH towns AS (
    SELECT u.*, row_number() OVER (ORDER BY id) - 1 AS place FROM unions_union u
    WHERE level = 'township'
), e AS (
    INSERT INTO unions_employer (federation_id, union_id, name, uscc, pinyin, industry, joined_on,
                                 ownership, kind, headcount)
    SELECT t.federation_id, t.id, '基准企业' || n, 'B' || lpad(n::text, 17, '0'), '', 'C',
           '2014-01-01', CASE n %% 7 WHEN 0 THEN 'public' ELSE 'non_public' END, 'enterprise',
           5 + (n * 37) %% 1200
    FROM generate_series(1, %(size)s) n
    JOIN towns t ON t.place = n %% (SELECT count(*) FROM towns)
    RETURNING *
), p AS (
    INSERT INTO unions_employerprofile (federation_id, union_id, employer_id, registration, holding,
        ownership, ownership_reason, kind, headcount, valid_from)
    SELECT federation_id, union_id, id, '173', CASE ownership WHEN 'public' THEN '1' ELSE '3' END,
           ownership, '', kind, headcount, '2014-01-01' FROM e
), c AS (
    INSERT INTO unions_coverage (federation_id, union_id, employer_id, covering_id, valid_from)
    SELECT federation_id, union_id, id, union_id, '2014-01-01' FROM e WHERE id %% 10 <> 0
), own AS (
    INSERT INTO bargaining_contract (federation_id, union_id, title, pinyin, number, kind, scope,
        employer_id, wage_annex, signed_on, effective_on, expires_on, ended_why, text)
    SELECT federation_id, union_id, '合同', '', '',
           (ARRAY['wage', 'wage', 'comprehensive', 'women'])[1 + id %% 4], 'enterprise',
           id, id %% 3 = 0, '2025-08-01', '2025-08-15',
           CASE WHEN id %% 5 = 0 THEN date '2026-03-31' ELSE date '2027-08-14' END, '', ''
    FROM e ORDER BY id LIMIT %(size)s * 595 / 1000
), regional AS (
    INSERT INTO bargaining_contract (federation_id, union_id, title, pinyin, number, kind, scope,
        wage_annex, signed_on, effective_on, expires_on, ended_why, text)
    SELECT t.federation_id, t.id, '区域合同', '', '', 'wage', 'regional', false, '2025-08-01',
           '2025-08-15', '2027-08-14', '', ''
    FROM generate_series(1, %(size)s / 200) n
    JOIN towns t ON t.place = n %% (SELECT count(*) FROM towns)
    RETURNING id, federation_id, union_id
), numbered AS (
    SELECT r.*, row_number() OVER (ORDER BY id) - 1 AS at FROM regional r
)
INSERT INTO bargaining_listedemployer (federation_id, union_id, contract_id, employer_id, listed_on)
SELECT r.federation_id, r.union_id, r.id, e.id, '2025-08-15'
FROM numbered r JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS at FROM e) e
  ON e.at / 80 = r.at
"""

_BARE = """
SELECT e.county_id, count(*), count(*) FILTER (WHERE o.employer_id IS NOT NULL),
       count(*) FILTER (WHERE l.employer_id IS NOT NULL),
       count(*) FILTER (WHERE o.employer_id IS NOT NULL AND l.employer_id IS NOT NULL),
       sum(p.headcount),
       coalesce(sum(p.headcount) FILTER (
           WHERE o.employer_id IS NOT NULL OR l.employer_id IS NOT NULL), 0)
FROM unions_employer e
JOIN unions_employerprofile p ON p.employer_id = e.id AND p.valid_from <= %(day)s
     AND (p.valid_to IS NULL OR p.valid_to > %(day)s) AND p.kind = 'enterprise'
LEFT JOIN (
    SELECT DISTINCT employer_id FROM bargaining_contract
    WHERE scope = 'enterprise' AND effective_on <= %(day)s AND expires_on >= %(day)s
      AND (ended_on IS NULL OR ended_on > %(day)s)
      AND (kind = 'wage' OR kind = 'comprehensive' AND wage_annex) AND federation_id = %(city)s
) o ON o.employer_id = e.id
LEFT JOIN (
    SELECT DISTINCT l.employer_id FROM bargaining_listedemployer l
    JOIN bargaining_contract c ON c.id = l.contract_id
    WHERE l.listed_on <= %(day)s AND (l.struck_on IS NULL OR l.struck_on > %(day)s)
      AND c.scope <> 'enterprise' AND c.effective_on <= %(day)s AND c.expires_on >= %(day)s
      AND (c.ended_on IS NULL OR c.ended_on > %(day)s)
      AND (c.kind = 'wage' OR c.kind = 'comprehensive' AND c.wage_annex)
      AND l.federation_id = %(city)s
) l ON l.employer_id = e.id
WHERE e.federation_id = %(city)s AND e.joined_on <= %(day)s
  AND (e.left_on IS NULL OR e.left_on > %(day)s)
  AND EXISTS (SELECT 1 FROM unions_coverage v WHERE v.employer_id = e.id AND v.valid_from <= %(day)s
              AND (v.valid_to IS NULL OR v.valid_to > %(day)s))
GROUP BY e.county_id
"""


def grow() -> None:
    with federation_scope(jinzhou().pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM unions_employer WHERE name LIKE '基准企业%%'")
        if cursor.fetchone()[0] < EMPLOYERS:
            cursor.execute(_GROW, {"size": EMPLOYERS})
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def by_the_portal() -> dict[Any, Figures]:
    with federation_scope(jinzhou().pk):
        return by_line(cells(marked(DAY, "wage")), "county")


def by_bare_sql() -> dict[Any, Figures]:
    city = jinzhou().pk
    with connections["platform"].cursor() as cursor:
        cursor.execute(_BARE, {"day": DAY, "city": city})
        return {row[0]: Figures(*row[1:]) for row in cursor.fetchall()}


def main() -> None:
    with city_of(0):
        grow()
        portal, bare = by_the_portal(), by_bare_sql()
        assert portal == bare, (portal, bare)
        covered = sum(found.total for found in bare.values())
        base = sum(found.base for found in bare.values())
        print(f"{base} enterprises with a union, {covered} covered, in {len(bare)} counties")
        print(ratio("Coverage by county, to the bare SQL", by_the_portal, by_bare_sql, target=1.5))
        client = client_of("city")
        address = f"/bargaining/coverage/?on={DAY}&measure=wage"
        assert client.get(address).status_code == 200
        took = milliseconds(lambda: client.get(address))
        tracemalloc.start()
        by_the_portal()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        print(f"The page: {took:.0f} ms; {peak:.1f} MB of Python objects")


if __name__ == "__main__":
    main()

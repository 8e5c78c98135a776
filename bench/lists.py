"""P1, P2 and P6: lists that do not grow with the city, and what the second lock costs.

`python3 dev.py bench lists`; sizes by BENCH_SMALL and BENCH_LARGE (plans in one county).
"""

from __future__ import annotations

import os
import re
import statistics
from collections.abc import Callable

from django.db import connections, transaction
from django.test import Client

from bench._ground import Ratio, city_of, client_of, jinzhou, milliseconds, ratio
from homes.models import HomePlan
from homes.workflow import PLAN
from unions.models import Officer
from unions.rowsecurity import open_federation

SMALL = int(os.environ.get("BENCH_SMALL", "30000"))
LARGE = int(os.environ.get("BENCH_LARGE", "300000"))
ROUNDS = 9
DEEP = 200


def visit(client: Client, address: str) -> Callable[[], None]:
    def act() -> None:
        assert client.get(address).status_code == 200

    return act


def large_over_small(address: str) -> Ratio:
    """A county officer's page in the large city over the same in the small, in turn."""
    times: dict[int, list[float]] = {SMALL: [], LARGE: []}
    for _round in range(ROUNDS):
        for size, measured in times.items():
            with city_of(size):
                act = visit(client_of("linghai"), address)
                act()  # opens the connection, which is not the figure
                measured += [milliseconds(act) for _ in range(3)]
    top, bottom = statistics.median(times[LARGE]), statistics.median(times[SMALL])
    spread = statistics.pstdev(times[LARGE]) / top
    return Ratio(f"P1 county {address} at {LARGE} plans ÷ {SMALL}", top, bottom, 1.2, spread)


def deep_over_first() -> Ratio:
    """Page 200 by its keyset over page 1, for a city reviewer."""
    client = client_of("city")
    address = "/plans/"
    for _page in range(DEEP):
        body = client.get(address).content.decode()
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', body)
        assert found, f"{address} has no next page"
        address = "/plans/" + found[1].replace("&amp;", "&")
    return ratio(
        f"P2 city list, page {DEEP} ÷ page 1",
        visit(client, address),
        visit(client, "/plans/"),
        target=1.1,
    )


def locked_over_open() -> Ratio:
    """The county's inbox query as the application's role over the same without policies."""
    federation = jinzhou()
    with transaction.atomic():
        open_federation(federation.pk)
        officer = Officer.objects.unscoped("the bench").complete().get(user__username="linghai")
        stages = PLAN.waiting_for(officer)

        def query(alias: str) -> Callable[[], None]:
            plans = HomePlan.objects.using(alias).filter(county_id=officer.union_id)
            return lambda: _read(plans.awaiting(stages)[:50])

        connections["platform"].ensure_connection()
        return ratio(
            "P6 county inbox, row security on ÷ off",
            query("default"),
            query("platform"),
            target=1.25,
            rounds=40,
        )


def _read(rows: object) -> None:
    assert list(rows)


def main() -> None:
    print(large_over_small("/plans/"))
    with city_of(LARGE):
        print(deep_over_first())
        print(locked_over_open())


if __name__ == "__main__":
    main()

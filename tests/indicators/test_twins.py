"""Every figure against its twin: a plain count over all rows of a random world, on several days."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from targets.indicators import INDICATORS, Indicator
from tests.indicators import (
    twins_aid,  # noqa: F401 - declares its twins
    twins_campaigns,  # noqa: F401
    twins_employers,  # noqa: F401
    twins_members,  # noqa: F401
    twins_unions,  # noqa: F401
    world_assistance,
    world_bargaining,
    world_campaigns,
    world_homes,
    world_members,
    world_reports,
)
from tests.indicators.dice import Dice
from tests.indicators.reading import TWINS, Part, World
from tests.indicators.worlds import lay_out

MANY = "HEJIA_WORLDS" in os.environ
WORLDS = int(os.environ.get("HEJIA_WORLDS", "4"))
DAYS = 3 if MANY else 1  # of each world
BUILDERS = (
    world_homes.build, world_members.count_members, world_bargaining.sign,
    world_bargaining.govern, world_assistance.visit,
    world_assistance.put_on_file, world_assistance.serve, world_campaigns.compete,
    world_campaigns.teach, world_campaigns.honour, world_campaigns.open_venues,
    world_reports.report,
)  # fmt: skip

Sums = dict[int | None, tuple[int, int]]


def added_up(parts: Iterable[Part]) -> Sums:
    """By county, in whole yuan; where there is nothing there is no entry."""
    over: dict[int | None, Any] = defaultdict(int)
    under: dict[int | None, Any] = defaultdict(int)
    for county, above, below in parts:
        over[county] += above
        under[county] += below or 0
    sums = {county: (int(over[county]), int(under[county])) for county in over}
    return {county: both for county, both in sums.items() if any(both)}


def figure(known: Indicator, on: date) -> Sums:
    counts = known.by_county(on, on.year)
    assert all((count.denominator is None) != known.is_rate for count in counts)
    return added_up((c.union_id, c.numerator, c.denominator) for c in counts)


def rows(known: Indicator, on: date) -> Sums:
    """What the rows behind the figure add up to."""
    parts: list[Part] = []
    for part in ("numerator", "denominator") if known.is_rate else ("numerator",):
        found = known.placed_rows(on, on.year, part).values_list("in_county", "counts")
        is_base = part == "denominator"
        parts += [(place, 0, n) if is_base else (place, n, 0) for place, n in found.order_by()]
    return added_up(parts)


def wrong(world: World, on: date) -> dict[str, Any]:
    """Whatever is told otherwise than its twin tells it."""
    found = {}
    for code, known in INDICATORS.items():
        told = added_up(TWINS[code](world, on, on.year))
        if not told == figure(known, on) == rows(known, on):
            found[code] = {"by hand": told, "figure": figure(known, on), "rows": rows(known, on)}
    return found


def days_of(dice: Dice) -> list[date]:
    """Days on which something begins or ends, and those beside them; mostly the later ones."""
    some = [dice.day(), *(dice.pick(dice.days[-6:]) for _ in range(DAYS - 1))]
    return [day + timedelta(days=dice.pick([-1, 0, 0, 0, 1])) for day in some]


def test_every_figure_has_its_twin():
    assert set(TWINS) == set(INDICATORS)


def test_every_figure_is_what_counting_by_hand_gives(town):
    @settings(
        max_examples=WORLDS, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), derandomize=not MANY,
        phases=[Phase.generate],  # a world is made anew from its seed: there is nothing to shrink
    )  # fmt: skip
    @given(st.integers(0, 10**9))
    def holds(seed: int) -> None:
        dice = Dice(seed)
        with transaction.atomic():
            scene = lay_out(town, dice)
            for build in BUILDERS:
                build(scene)
            world = World()
            for on in days_of(dice):
                note(f"on {on}")
                assert wrong(world, on) == {}
            transaction.set_rollback(True)

    holds()

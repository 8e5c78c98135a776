from __future__ import annotations

from datetime import date

from homes.models import Home
from tests.indicators.worlds import Scene


def build(scene: Scene) -> None:
    """Homes: of one employer one at a time that counts, and others that were revoked."""
    dice = scene.dice
    Home.objects.bulk_create(
        Home(
            employer=employer, level=dice.pick(["qualified", "advanced", "model"]),
            accepted_on=accepted, revoked_on=revoked, **scene.owner(),
        )
        for employer in scene.employers
        for accepted, revoked in homes_of_one(scene)
    )  # fmt: skip


def homes_of_one(scene: Scene) -> list[tuple[date, date | None]]:
    dice = scene.dice
    past = [(day, dice.maybe_day(1, since=day)) for day in (dice.day() for _ in dice.some(0.1))]
    found = [(day, over) for day, over in past if over]
    return [*found, (dice.day(), None)] if dice.often(0.5) else found

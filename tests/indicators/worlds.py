"""Random worlds: a tree whose basic unions wander between counties, and employers with a past."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.cast import LONG_AGO, City, make_uscc
from tests.indicators.dice import Dice
from unions.actions import found_union
from unions.models import Coverage, Employer, EmployerProfile, Placement, Union
from unions.offices import Level
from unions.scoping import owned_by

HEADS = (0, 24, 25, 49, 50, 99, 100, 300)


@dataclass
class Scene:
    """Who can own the rows of a world, and whom they can be about."""

    city: City
    dice: Dice
    bases: list[Union] = field(default_factory=list)
    employers: list[Employer] = field(default_factory=list)

    @property
    def higher(self) -> list[Union]:
        town = self.city
        return [town.root, town.linghai, town.heishan, town.street]

    def owner(self) -> dict[str, Any]:
        """Mostly a basic union, which may have moved; at times one that never does."""
        dice = self.dice
        return owned_by(dice.pick(self.bases) if dice.often(0.8) else dice.pick(self.higher))

    def employer(self, chance: float = 1.0) -> Employer | None:
        return self.dice.pick(self.employers) if self.dice.often(chance) else None


def lay_out(city: City, dice: Dice) -> Scene:
    scene = Scene(city, dice)
    scene.bases = wander(scene, 2 + dice.size)
    scene.employers = enrol(scene, 4 + 3 * dice.size)
    return scene


def wander(scene: Scene, number: int) -> list[Union]:
    """Basic unions that stood in up to three places, each for a time."""
    city, dice = scene.city, scene.dice
    third = found_union("义县总工会", Level.COUNTY, city.root, on=LONG_AGO)
    parents = [city.root, city.linghai, city.heishan, city.street, city.far_union.parent, third]
    ways = [sorted(dice.random.sample(dice.days, dice.pick([0, 1, 2]))) for _ in range(number)]
    unions = Union.objects.bulk_create(
        Union(
            name=f"基层工会{n}", short_name=f"工会{n}", level=Level.BASE, founded_on=LONG_AGO,
            federation_id=city.federation.pk, **below(dice.pick(parents)),
        )
        for n in range(number)
    )  # fmt: skip
    # Some begin only later: what they own is older than their first place.
    since: list[date] = [LONG_AGO if dice.often() else dice.days[1] for _ in ways]
    ways = [[day for day in way if day > first] for way, first in zip(ways, since, strict=True)]
    for turn in range(3):
        # A place is copied from where the union stands when the row is written.
        here = [n for n, way in enumerate(ways) if turn <= len(way)]
        for n in here if turn else []:
            vars(unions[n]).update(below(dice.pick(parents)))
        Union.objects.bulk_update([unions[n] for n in here], ["parent", "county", "township"])
        Placement.objects.bulk_create(
            Placement(
                parent_id=unions[n].parent_id,
                valid_from=[since[n], *ways[n]][turn],
                valid_to=[*ways[n], None][turn],
                **owned_by(unions[n]),
            )
            for n in here
        )
    return list(Union.objects.filter(pk__in=[union.pk for union in unions]).order_by("pk"))


def below(parent: Union | None) -> dict[str, Any]:
    assert parent is not None
    return {"parent_id": parent.pk, "county_id": parent.county_id,
            "township_id": parent.township_id}  # fmt: skip


def enrol(scene: Scene, number: int) -> list[Employer]:
    city, dice = scene.city, scene.dice
    spans = [(LONG_AGO, dice.maybe_day(0.15)) if dice.often(0.7) else dice.span() for _ in
             range(number)]  # fmt: skip
    employers = Employer.objects.bulk_create(
        Employer(
            name=f"企业{n}", uscc=make_uscc(5000 + n), industry="C", joined_on=joined, left_on=left,
            # Today's copies, which no figure of a day may read.
            headcount=dice.pick(HEADS), ownership=dice.pick(["public", "non_public"]),
            kind=dice.pick(["enterprise", "society"]), **owned_by(dice.pick(scene.higher)),
        )
        for n, (joined, left) in enumerate(spans)
    )  # fmt: skip
    owners = [owned_by(city.street)] * number
    EmployerProfile.objects.bulk_create(
        EmployerProfile(
            employer=employer, registration="173", valid_from=first, valid_to=over,
            holding=dice.pick(["1", "3"]), ownership=dice.pick(["public", "non_public"]),
            kind=dice.pick(["enterprise", "enterprise", "enterprise", "institution", "society"]),
            headcount=dice.pick(HEADS), **owner,
        )
        for employer, owner in zip(employers, owners, strict=True)
        for first, over in with_long_ago(dice, 3)
    )  # fmt: skip
    Coverage.objects.bulk_create(
        Coverage(employer=employer, covering=dice.pick(scene.bases), valid_from=first,
                 valid_to=over, **owned_by(city.street))
        for employer in employers
        if dice.often(0.85)
        for first, over in with_long_ago(dice, 2)
    )  # fmt: skip
    return employers


def with_long_ago(dice: Dice, most: int) -> list[tuple[date, date | None]]:
    """Mostly from long ago on, in stretches."""
    if dice.often(0.3):
        return dice.spans(most)
    turns = sorted(dice.random.sample(dice.days, dice.random.randrange(most)))
    return list(zip([LONG_AGO, *turns], [*turns, None], strict=True))

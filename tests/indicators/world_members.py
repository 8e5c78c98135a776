from __future__ import annotations

from tests.indicators.worlds import Scene
from unions.membership.registering import put_in_order
from unions.models import MemberReturn, Parameter, Union
from unions.models.members import OneShoulder
from unions.scoping import owned_by, same_owner

SETTINGS = {"unions.return_months": [1, 12, 24], "targets.large_workers": [50, 100]}


def count_members(scene: Scene) -> None:
    """Returns on any day, of employers with a union or without; unions that come and go."""
    dice = scene.dice
    MemberReturn.objects.bulk_create(
        MemberReturn(
            employer=employer, counted_on=day, entered_on=dice.days[-1], employees=workers,
            members=members, women_members=dice.pick([0, members]),
            migrant_members=dice.pick([0, members // 2]),
            one_shoulder=dice.pick(OneShoulder.values),
            has_women_organisation=dice.often(0.5), **same_owner(employer),
        )
        for employer in scene.employers
        for day in dice.random.sample(dice.days, dice.pick([0, 1, 2, 4]))
        for workers in [dice.pick([0, 7, 100])]
        for members in [dice.random.randint(0, workers)]
    )  # fmt: skip
    put_in_order([employer.pk for employer in scene.employers])
    for union in scene.bases:
        Union.objects.filter(pk=union.pk).update(
            founded_on=dice.day(), closed_on=dice.maybe_day(0.3)
        )
    Parameter.objects.bulk_create(
        Parameter(key=key, value=dice.pick(some), valid_from=dice.day(), basis="试",
                  **owned_by(scene.city.root))
        for key, some in SETTINGS.items()
        if dice.often(0.5)
    )  # fmt: skip

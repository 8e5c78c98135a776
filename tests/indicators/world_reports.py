from __future__ import annotations

from typing import Any

from campaigns import models as m
from kernel.days import today
from tests.indicators.worlds import Scene
from unions.models import Union
from unions.scoping import owned_by

# What is answered, right and wrong; an issuer may ask some of it for words.
ANSWERS: dict[str, list[Any]] = {
    "eight_met": ["8", "8", "7"],
    "six_met": ["6", "6", "0"],
    "standard_met": [True, True, False],
    "insured_mutual": ["12", "300", "多人"],
    "chairs_certified": ["2"],
    "issues_solved": ["3", "0"],
    "started": ["5", ""],
    "subsidy": ["1000.40", "0.60"],
    "lent": ["99.99"],
}


def report(scene: Scene) -> None:
    """Campaigns of several years that ask the same, and what unions answered at every stage."""
    dice, owner = scene.dice, owned_by(scene.city.root)
    programme = m.Programme.objects.create(code="p", title="项目", family="culture", **owner)
    some = [*scene.bases, *scene.higher]
    for n in range(4):
        campaign = m.Campaign.objects.create(
            stage="issued", programme=programme, title=f"活动{n}", starts_on=dice.days[0],
            ends_on=dice.days[-1], report_by=dice.days[-1],
            year=dice.pick([today().year - 1, today().year]), **owner,
        )  # fmt: skip
        version = m.FormVersion.objects.create(campaign=campaign, in_force_on=today(), **owner)
        m.FormField.objects.bulk_create(
            m.FormField(version=version, position=1, code=code, label=code, kind="text", **owner)
            for code in ANSWERS
            if dice.often(0.8)
        )
        units = dice.random.sample(some, dice.random.randint(0, len(some)))
        m.Participation.objects.bulk_create(part(scene, version, unit) for unit in units)
    close_some(scene)


def part(scene: Scene, version: m.FormVersion, unit: Union) -> m.Participation:
    dice = scene.dice
    accepted = dice.maybe_day(0.75)
    answers = {code: dice.pick(some) for code, some in ANSWERS.items() if dice.often(0.85)}
    return m.Participation(
        campaign=version.campaign, version=version, answers=answers, accepted_on=accepted,
        stage="accepted" if accepted else dice.pick(["invited", "reported", "returned"]),
        **owned_by(unit),
    )  # fmt: skip


def close_some(scene: Scene) -> None:
    for union in scene.bases:
        if closed := scene.dice.maybe_day(0.2):
            Union.objects.filter(pk=union.pk).update(closed_on=closed)

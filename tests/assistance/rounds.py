"""Rounds as tests need them: a county's households, a list, a decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistance import models as m
from assistance.actions.rounds import prepare, prepare_round, set_up_round
from assistance.workflows.aid import ROUND, RoundStage, RoundStep
from kernel.days import today
from tests.assistance import story
from unions.models import Job, Union


def set_up(centre: story.Centre, fund: m.FundBatch, **changes: Any) -> m.AidRound:
    rules: dict[str, Any] = {
        "title": "春节送温暖", "kind": "festival", "festival": "spring", "year": today().year,
        "fund": fund, "amounts": {"deep": "1000", "relative": "600"},
    }  # fmt: skip
    return set_up_round(by=centre.staff, **{**rules, **changes})


def make_list(a_round: m.AidRound, centre: story.Centre) -> Job:
    """Press "make the list", and let the job run to its end here."""
    return finish(prepare_round(a_round, by=centre.staff), a_round)


def finish(job: Job, a_round: m.AidRound) -> Job:
    for _progress in prepare(job):
        pass
    a_round.refresh_from_db()
    return job


def proposed(centre: story.Centre, fund: m.FundBatch, **changes: Any) -> m.AidRound:
    a_round = set_up(centre, fund, **changes)
    make_list(a_round, centre)
    ROUND.take(RoundStep.PROPOSE, a_round, by=centre.staff)
    return a_round


def households(union: Union, count: int, **changes: Any) -> list[m.HouseholdFile]:
    return [story.on_file(union, **changes) for _ in range(count)]


def reasons(a_round: m.AidRound) -> list[str]:
    return sorted(a_round.exclusions.values_list("reason", flat=True))


def asked(a_round: m.AidRound) -> list[Decimal]:
    return sorted(a_round.aids.values_list("asked", flat=True))


__all__ = ["RoundStage", "asked", "households", "make_list", "proposed", "reasons", "set_up"]

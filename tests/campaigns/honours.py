"""Honours by name: the tests' shortcuts to where a story begins."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from campaigns.actions.honours import draft_scheme, keep_nomination, set_quotas
from campaigns.models import HonourScheme, Nomination
from campaigns.workflows.honour import NOMINATION, SCHEME, NominationStep, SchemeStep
from kernel.days import today
from tests.cast import City
from unions.models import Employer, Officer, Union

T = NominationStep


def make_scheme(
    by: Officer, seats: dict[Union, int | None] | None = None, **changes: Any
) -> HonourScheme:
    said = {"title": "工人先锋号", "year": today().year, "honours": "collective"}
    scheme = draft_scheme({**said, **changes}, by=by)
    if seats:
        set_quotas(scheme, seats, by=by)
    SCHEME.take(SchemeStep.ISSUE, scheme, by=by)
    return scheme


def nominate(
    scheme: HonourScheme, employer: Employer, by: Officer, name: str = "总装二班", **changes: Any
) -> Nomination:
    said = {"members": 12, "summary": "三年无事故", "deeds": "三年无事故。", **changes}
    nomination = Nomination(scheme=scheme, employer=employer, name=name, **said)
    keep_nomination(nomination, by=by)
    return nomination


def hand_in(scheme: HonourScheme, town: City, name: str = "总装二班", **changes: Any) -> Nomination:
    """By the mill's chair, on the county's desk."""
    nomination = nominate(scheme, town.mill, town.chair, name, **changes)
    NOMINATION.take(T.HAND_IN, nomination, by=town.chair)
    return nomination


def publish(scheme: HonourScheme, town: City, name: str = "总装二班", **changes: Any) -> Nomination:
    """Through both reviews into the publicity of a city's honour."""
    nomination = hand_in(scheme, town, name, **changes)
    NOMINATION.take(T.FORWARD, nomination, by=town.county)
    NOMINATION.take(T.PUBLISH, nomination, by=town.city)
    return nomination


def end_publicity(nomination: Nomination) -> None:
    nomination.publicity_until = today() - timedelta(days=1)
    nomination.save(update_fields=["publicity_until"])


def award(scheme: HonourScheme, town: City, name: str = "总装二班", **changes: Any) -> Nomination:
    nomination = publish(scheme, town, name, **changes)
    end_publicity(nomination)
    NOMINATION.take(T.AWARD, nomination, by=town.city)
    return nomination


def grade(town: City, grade: str, least: int, needs: str = "") -> HonourScheme:
    """A grade of harmonious labour relations, of the city."""
    return make_scheme(
        town.city, title="劳动关系和谐企业", grade=grade, honours="employer", family="harmony",
        least_score=Decimal(least), needs_grade=needs, recheck_months=24,
    )  # fmt: skip

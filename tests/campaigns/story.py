"""A campaign by name: drafted, asked, reported; the tests' shortcuts to where a story begins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from campaigns.actions.drafting import add_field, draft_campaign
from campaigns.actions.issuing import issue_campaign
from campaigns.actions.programmes import add_programme
from campaigns.models import Campaign, FormField, Participation, Programme
from kernel.days import today
from tests.cast import LONG_AGO, City, make_employer, make_uscc
from unions.actions import cover_employer, found_union
from unions.models import Officer, Union
from unions.offices import Level


def make_programme(by: Officer, **changes: Any) -> Programme:
    return add_programme({"title": "职工读书月", "family": "culture", **changes}, by=by)


def make_campaign(by: Officer, programme: Programme | None = None, **changes: Any) -> Campaign:
    day = today()
    said = {
        "programme": programme or make_programme(by),
        "title": "读书月活动",
        "year": day.year,
        "starts_on": day,
        "ends_on": day + timedelta(days=30),
        "report_by": day + timedelta(days=40),
    }
    return draft_campaign({**said, **changes}, by=by)


def ask(campaign: Campaign, by: Officer, label: str, kind: str, **changes: Any) -> FormField:
    form = campaign.form
    assert form is not None
    return add_field(form, {"label": label, "kind": kind, **changes}, by=by)


def issue(campaign: Campaign, *units: Union, by: Officer) -> list[Participation]:
    """Issue to these units; gives their parts, in the order of the units."""
    chosen = Union.objects.filter(pk__in=[unit.pk for unit in units])
    issue_campaign(campaign, chosen, by=by)
    parts = {part.union_id: part for part in campaign.parts.select_related("campaign", "union")}
    return [parts[unit.pk] for unit in units]


def make_units(city: City, count: int, *, first: int = 200) -> list[Union]:
    """Basic unions below the street of the story, each with an employer of its own."""
    found = []
    for number in range(first, first + count):
        employer = make_employer(f"第{number}厂", city.street, uscc=make_uscc(number), headcount=50)
        union = found_union(f"第{number}厂工会", Level.BASE, city.street, on=LONG_AGO)
        cover_employer(employer, union, on=LONG_AGO)
        found.append(union)
    return found

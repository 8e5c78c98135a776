"""Returns that are missing: each to the union that counts, and all of them to the desk above."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from unions.inbox import SOURCES, Source, ToDo
from unions.membership.standing import missing
from unions.models import Employer, Officer, Union
from unions.offices import BASE_CHAIR, COUNTY_STAFF, TOWNSHIP_STAFF, holds_any

SECTION = "unions:return-list"
DESKS = (TOWNSHIP_STAFF, COUNTY_STAFF)


def own_missing(officer: Officer) -> Any:
    if not BASE_CHAIR.held_by(officer):
        return Employer.objects.none()
    return missing(officer).order_by("pk")


def own_todo(employer: Employer, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To count"),
        title=employer.name,
        sub=_("The year's return of members is missing."),
        url=reverse("unions:return-new", args=[employer.pk]),
        tone="amber",
    )


def desks_missing(officer: Officer) -> Any:
    """The desk's own union, once: a line for each employer would bury the workbench."""
    if not holds_any(officer, DESKS):
        return Union.objects.none()
    return Union.objects.filter(Exists(missing(officer)), pk=officer.union_id)


def desk_todo(union: Union, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To count"),
        title=_("Returns of members"),
        sub=_("Some employers with a union have no return of members for the year."),
        url=f"{reverse(SECTION)}?state=missing",
    )


SOURCES += [Source(SECTION, own_missing, own_todo), Source(SECTION, desks_missing, desk_todo)]

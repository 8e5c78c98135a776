"""Asking for documents. What makes them is reports/making.py, in a worker."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import AidRound, HouseholdFile
from bargaining.letters import Letter, letters_of
from bargaining.models import Round
from campaigns.models import Campaign
from homes.records import acceptance_record
from kernel.days import today
from reports.facts import has_work, parts_of
from reports.models import RELIEF, YEARLY, Kind
from targets.models import FIRST_YEAR
from unions.jobs import start_job
from unions.models import Job, Officer, Union
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level
from unions.refusals import Refused

WHY = "the jobs of the union the report is for"


def may_request(officer: Officer) -> bool:
    return CITY_STAFF.held_by(officer) or COUNTY_STAFF.held_by(officer)


@transaction.atomic
def request_report(kind: str, year: int, *, union: Union, by: Officer) -> Job:
    """Queue a yearly report on `union`; one that is being made already is not begun again.

    Raises Refused for a year without targets and plans, and for a union that is not the officer's.
    """
    if not may_request(by) or not by.oversees(union):
        raise Refused(_("This report is not yours to ask for."))
    if kind not in (*YEARLY, *RELIEF):
        raise Refused(_("There is no such report."))
    if not FIRST_YEAR <= year <= today().year or (kind in YEARLY and not has_work(year)):
        known = {"year": year}
        raise Refused(_("There is nothing to report for %(year)s: no targets, no plans.") % known)
    jobs = Job.objects.unscoped(WHY).filter(kind=kind, union=union)
    running = jobs.unfinished().filter(inputs__year=year).first()
    return running or _start(kind, year, union, by)


@transaction.atomic
def request_record(plan: Any, *, by: Officer) -> Job:
    """Queue the acceptance record of a plan; an unfinished one is not begun again.

    Raises Refused while no inspection of it is closed, and to who sees the home as a guest.
    """
    if not by.oversees(plan):
        raise Refused(_("This report is not yours to ask for."))
    if acceptance_record(plan) is None:
        raise Refused(_("This home has not been inspected yet."))
    jobs = Job.objects.unscoped(WHY).filter(kind=Kind.RECORD, union=plan.union)
    running = jobs.unfinished().filter(inputs__plan_id=plan.pk).first()
    title = _("Acceptance record of %(name)s") % {"name": plan.name}
    inputs = {"plan_id": plan.pk}
    return running or start_job(Kind.RECORD, title, inputs, union=plan.union, by=by)


@transaction.atomic
def request_household_form(file: HouseholdFile, *, by: Officer) -> Job:
    """Queue the form of one household's file; an unfinished one is not begun again."""
    return _request_one(Kind.HOUSEHOLD, {"household_id": file.pk}, str(file), file.union, by)


@transaction.atomic
def request_round_list(a_round: AidRound, *, by: Officer) -> Job:
    """Queue the list of a round with a column to sign in."""
    return _request_one(Kind.ROUND_LIST, {"round_id": a_round.pk}, str(a_round), a_round.union, by)


@transaction.atomic
def request_letter(a_round: Round, letter: str, *, by: Officer) -> Job:
    """Queue a letter of a round. Raises Refused where the round has not come so far."""
    if letter not in letters_of(a_round):
        raise Refused(_("The round has not come so far that this letter can be written."))
    inputs = {"bargaining_id": a_round.pk, "letter": str(letter)}
    name = f"{Letter(letter).label} · {a_round.number}"
    return _request_one(Kind.LETTER, inputs, name, a_round.union, by)


@transaction.atomic
def request_campaign_report(campaign: Campaign, *, by: Officer) -> Job:
    """Queue the report on a campaign, as far as it has come; an unfinished one is not begun again.

    Raises Refused for a campaign that is not the officer's union's.
    """
    if not may_request(by) or by.union_id != campaign.union_id:
        raise Refused(_("This report is not yours to ask for."))
    inputs = {"campaign_id": campaign.pk}
    return _request_one(Kind.CAMPAIGN, inputs, campaign.title, campaign.union, by)


def _request_one(kind: Kind, inputs: dict[str, Any], name: str, union: Union, by: Officer) -> Job:
    jobs = Job.objects.unscoped(WHY).filter(kind=kind, union=union, inputs=inputs)
    title = f"{kind.label} · {name}"
    return jobs.unfinished().first() or start_job(kind, title, inputs, union=union, by=by)


@transaction.atomic
def start_yearly_reports(year: int) -> list[Job]:
    """Both reports on the open federation and on each of its counties, once a year.

    A report that was scheduled before is not begun again, whatever became of it.
    """
    roots = Union.objects.unscoped("the calendar asks for every union's report")
    # Two clocks that strike at once: the second waits here, and then finds the first one's jobs.
    root = roots.select_for_update().get(level=Level.FEDERATION)
    if not has_work(year):
        return []
    unions = [root, *(part for part in parts_of(root) if part.level == Level.COUNTY)]
    scheduled = Job.objects.unscoped(WHY).filter(inputs__scheduled=True, inputs__year=year)
    begun = set(scheduled.values_list("kind", "union_id"))
    return [
        _start(kind, year, union, None)
        for union in unions
        for kind in YEARLY
        if (kind, union.pk) not in begun
    ]


def _start(kind: str, year: int, union: Union, by: Officer | None) -> Job:
    title = f"{Kind(kind).label} · {union.short_name} · {year}"
    inputs = {"year": year, "scheduled": by is None}
    return start_job(kind, title, inputs, union=union, by=by)

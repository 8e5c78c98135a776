"""Asking for documents. What makes them is reports/making.py, in a worker."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import AidRound, HouseholdFile
from bargaining.letters import Letter, letters_of
from bargaining.models import Round
from campaigns.models import Campaign
from homes.records import acceptance_record
from kernel.days import today
from reports.bundles import BUNDLE, counties_of
from reports.catalogue import Definition, definitions
from reports.facts import has_work
from reports.freezing import code_of, kind_of
from reports.models import YEARLY, Document, Kind, OwnReport
from reports.papers.own_places import in_order
from reports.periods import has_begun
from reports.sections import SECTIONS
from targets.models import FIRST_YEAR
from unions.events import log_event
from unions.jobs import begun_already, start_job
from unions.models import Employer, Job, Officer, Union
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level
from unions.parameters import parameter
from unions.refusals import Refused
from unions.scoping import owned_by

WHY = "the jobs of the union the report is for"


class WrongUnion(Refused):
    """The report is not made for a union of this level."""


def may_request(officer: Officer) -> bool:
    return CITY_STAFF.held_by(officer) or COUNTY_STAFF.held_by(officer)


@transaction.atomic
def request_report(
    code: str,
    year: int = 0,
    *,
    union: Union,
    by: Officer,
    half: int = 0,
    day: date | None = None,
) -> Job:
    """Queue a report on `union` by its definition; one being made already is not begun again.

    year, half (1 or 2) or day: as the span of the definition asks. Raises Refused for a span
    without anything to tell, and for a union that is not the officer's.
    """
    if not may_request(by) or not by.oversees(union):
        raise Refused(_("This report is not yours to ask for."))
    known, asked = _asked(code, year, half, day)
    if union.level not in known.levels:
        raise WrongUnion(_("This report is not made for such a union."))
    running = begun_already(kind_of(code), asked, union=union)
    return running or _start(known, asked, union, by)


def _asked(code: str, year: int, half: int, day: date | None) -> tuple[Definition, dict[str, Any]]:
    """The definition, and the inputs of its job. Raises Refused."""
    known = definitions().get(code)
    if known is None:
        raise Refused(_("There is no such report."))
    asked: dict[str, Any] = {"year": year}
    if known.span == "day":
        asked = {"day": (day or today()).isoformat()}
    elif known.span == "half":
        asked["half"] = half
    told = day.year if day else int(asked.get("year", today().year))
    if not has_begun(asked, known.span):
        words = _("There are figures from %(year)s on, and none of a time to come.")
        raise Refused(words % {"year": FIRST_YEAR})
    if code in YEARLY and not has_work(year):
        words = _("There is nothing to report for %(year)s: no targets, no plans.")
        raise Refused(words % {"year": told})
    for said in known.said:
        if lacking := SECTIONS[said.section].lacks(told):
            raise Refused(lacking)
    return known, asked if kind_of(code) != Kind.DEFINED else {**asked, "definition": code}


def asked_again(document: Document, officer: Officer) -> dict[str, Any]:
    """What the form of reports is sent, to make a document anew; empty where it cannot be asked."""
    if document.definition not in definitions() or not may_request(officer):
        return {}
    if not officer.oversees(document.union):
        return {}
    asked = {key: value for key, value in document.job.inputs.items() if key in ("year", "half")}
    return {**asked, "kind": document.definition, "union": document.union_id}


@transaction.atomic
def request_bundle(
    code: str, year: int = 0, *, by: Officer, half: int = 0, day: date | None = None
) -> Job:
    """Queue one job that makes a report for every county, to be taken home as a zip."""
    if not CITY_STAFF.held_by(by):
        raise Refused(_("This report is not yours to ask for."))
    known, asked = _asked(code, year, half, day)
    if Level.COUNTY not in known.levels or not counties_of(by.union):
        raise WrongUnion(_("This report is not made for such a union."))
    asked = {**asked, "definition": code}
    running = begun_already(BUNDLE, asked, union=by.union)
    title = _("%(report)s of every county · %(period)s") % {
        "report": known.name,
        "period": _span_words(asked),
    }
    return running or start_job(BUNDLE, title, asked, union=by.union, by=by)


@transaction.atomic
def request_own_report(report: OwnReport, *, by: Officer) -> Job:
    """Queue an officer's own report as it is put together now; later changes do not touch it."""
    if not may_request(by) or report.union_id != by.union_id:
        raise Refused(_("This report is not yours to ask for."))
    inputs = {
        "own_id": report.pk,
        "title": report.title,
        "indicators": report.indicators,
        "unions": report.unions,
        "employers": report.employers,
        "years": report.years,
        "layout": report.layout,
    }
    title = _paper_of(Kind.OWN, report.title)
    return _request_one(Kind.OWN, inputs, title, report.union, by)


@transaction.atomic
def request_record(plan: Any, *, by: Officer) -> Job:
    """Queue the acceptance record of a plan; an unfinished one is not begun again.

    Raises Refused while no inspection of it is closed, and to who sees the home as a guest.
    """
    if not by.oversees(plan):
        raise Refused(_("This report is not yours to ask for."))
    if acceptance_record(plan) is None:
        raise Refused(_("This home has not been inspected yet."))
    title = _("Acceptance record of %(name)s") % {"name": plan.name}
    return _request_one(Kind.RECORD, {"plan_id": plan.pk}, title, plan.union, by)


@transaction.atomic
def request_household_form(file: HouseholdFile, *, by: Officer) -> Job:
    """Queue the form of one household's file; an unfinished one is not begun again."""
    title = _paper_of(Kind.HOUSEHOLD, file)
    return _request_one(Kind.HOUSEHOLD, {"household_id": file.pk}, title, file.union, by)


@transaction.atomic
def request_round_list(a_round: AidRound, *, by: Officer) -> Job:
    """Queue the list of a round with a column to sign in."""
    title = _paper_of(Kind.ROUND_LIST, a_round)
    return _request_one(Kind.ROUND_LIST, {"round_id": a_round.pk}, title, a_round.union, by)


@transaction.atomic
def request_letter(a_round: Round, letter: str, *, by: Officer) -> Job:
    """Queue a letter of a round. Raises Refused where the round has not come so far."""
    if letter not in letters_of(a_round):
        raise Refused(_("The round has not come so far that this letter can be written."))
    inputs = {"bargaining_id": a_round.pk, "letter": str(letter)}
    title = _paper_of(Kind.LETTER, f"{Letter(letter).label} · {a_round.number}")
    return _request_one(Kind.LETTER, inputs, title, a_round.union, by)


@transaction.atomic
def request_campaign_report(campaign: Campaign, *, by: Officer) -> Job:
    """Queue the report on a campaign, as far as it has come; an unfinished one is not begun again.

    Raises Refused for a campaign that is not the officer's union's.
    """
    if not may_request(by) or by.union_id != campaign.union_id:
        raise Refused(_("This report is not yours to ask for."))
    inputs, title = {"campaign_id": campaign.pk}, _paper_of(Kind.CAMPAIGN, campaign.title)
    return _request_one(Kind.CAMPAIGN, inputs, title, campaign.union, by)


def _request_one(kind: Kind, inputs: dict[str, Any], title: str, union: Union, by: Officer) -> Job:
    """An unfinished one is not begun again."""
    running = begun_already(kind, inputs, union=union)
    return running or start_job(kind, title, inputs, union=union, by=by)


def _paper_of(kind: Kind, name: object) -> str:
    return f"{kind.label} · {name}"


@transaction.atomic
def save_own_report(report: OwnReport, *, by: Officer) -> OwnReport:
    """Keep what was put together; a new one belongs to the officer and their union."""
    if not may_request(by) or (report.pk and report.union_id != by.union_id):
        raise Refused(_("This report is not yours to change."))
    if report.pk is None:
        report = _owned(report, by)
    report.save()
    log_event(report, "save", _("Saved"), by=by)
    return report


def copy_own_report(report: OwnReport, *, by: Officer) -> OwnReport:
    """A report of the officer's own like this one; of unions in their branch only."""
    inside = Union.objects.visible_to(by).filter(pk__in=report.unions)
    roll = in_order(Employer.objects.visible_to(by), report.employers)
    copy = OwnReport(
        title=_("%(title)s (copy)") % {"title": report.title[:70]},
        indicators=report.indicators,
        unions=list(inside.order_by("pk").values_list("pk", flat=True)),
        employers=[employer.pk for employer in roll],
        years=report.years,
        layout=report.layout,
    )
    return save_own_report(copy, by=by)


def _owned(report: OwnReport, by: Officer) -> OwnReport:
    report.officer = by
    for name, value in owned_by(by.union).items():
        setattr(report, name, value)
    return report


def start_yearly_reports(year: int) -> list[Job]:
    """The yearly reports on the open federation and on each of its counties, once a year."""
    return _start_scheduled("year", {"year": year}) if has_work(year) else []


def start_half_year_reports(year: int, half: int) -> list[Job]:
    """The bulletin on a half-year, once, where the federation wants it."""
    wanted = parameter("reports.half_year_bulletin") and has_work(year)
    return _start_scheduled("half", {"year": year, "half": half}) if wanted else []


@transaction.atomic
def _start_scheduled(span: str, asked: dict[str, Any]) -> list[Job]:
    """A report that was scheduled before is not begun again, whatever became of it."""
    roots = Union.objects.unscoped("the calendar asks for every union's report")
    # Two clocks that strike at once: the second waits here, and then finds the first one's jobs.
    root = roots.select_for_update(no_key=True).get(level=Level.FEDERATION)
    jobs = Job.objects.unscoped(WHY).filter(inputs__contains={**asked, "scheduled": True})
    begun = {(code_of(job), job.union_id) for job in jobs}
    return [
        _start(known, asked if known.code in YEARLY else {**asked, "definition": known.code}, union)
        for union in [root, *counties_of(root)]
        for known in definitions().values()
        if known.scheduled and known.span == span and union.level in known.levels
        if (known.code, union.pk) not in begun
    ]


def _start(
    known: Definition, asked: dict[str, Any], union: Union, by: Officer | None = None
) -> Job:
    title = f"{known.name} · {union.short_name} · {_span_words(asked)}"
    inputs = {**asked, "scheduled": by is None}
    return start_job(kind_of(known.code), title, inputs, union=union, by=by)


def _span_words(asked: dict[str, Any]) -> str:
    if "day" in asked:
        return str(asked["day"])
    halves = {1: _("first half"), 2: _("second half")}
    half = halves.get(asked.get("half", 0), "")
    return f"{asked['year']} {half}".strip()

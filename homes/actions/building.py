"""While a home is being built: reports, measures ticked off, and a word to those who are behind."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from homes.actions.planning import DRAFT_STAGES, Draft, change_files, hold
from homes.models import HomePlan, ProgressNote
from homes.workflow import Stage
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.offices import COUNTY_STAFF
from unions.refusals import Refused
from unions.scoping import same_owner

BUILD_STAGES = (Stage.BUILDING,)
URGED = (*DRAFT_STAGES, Stage.BUILDING)  # where the chair is the one who must act


@transaction.atomic
def report_progress(plan: HomePlan, text: str, *, by: Officer) -> ProgressNote:
    hold(plan, BUILD_STAGES, by)
    log_event(plan, "report", _("Progress reported"), by=by, note=text)
    return ProgressNote.objects.create(plan=plan, text=text, written_by=by, **same_owner(plan))


@transaction.atomic
def finish_measure(plan: HomePlan, draft: Draft, done_on: date | None, *, by: Officer) -> None:
    """Tick a measure off, or untick it with no date; its files change with it.

    Raises Refused, and changes nothing, if a done measure would be left without evidence or is
    dated in the future.
    """
    hold(plan, BUILD_STAGES, by)
    measure = draft.measure
    if done_on and done_on > today():
        raise Refused(_("A measure cannot be done on a day to come."))
    change_files(draft, by=by)
    if (done_on or measure.already_met) and not measure.attachments.exists():
        raise Refused(_("A measure that is done needs its evidence: add a photo or a paper."))
    newly = done_on is not None and measure.done_on is None
    measure.done_on = done_on
    measure.save(update_fields=["done_on"])
    if newly:
        log_event(plan, "done", _("Measure done"), by=by, note=str(measure.criterion))


def may_urge(plan: HomePlan, officer: Officer) -> bool:
    return COUNTY_STAFF.held_by(officer) and officer.oversees(plan) and plan.stage in URGED


@transaction.atomic
def urge_plan(plan: HomePlan, note: str, *, by: Officer) -> None:
    """Remind the chair of what waits; it stands on the chair's workbench and in the plan."""
    if not may_urge(plan, by):
        raise Refused(_("Nothing waits for the chair of %(name)s now.") % {"name": plan.name})
    if not note.strip():
        raise Refused(_("Please say what you urge: the chair will read it."))
    log_event(plan, "urge", _("Urged"), by=by, note=note)

"""A panel: who may sit on it, what its members say, and what follows when it closes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from homes.actions.assessing import COLUMNS, Answer, settled
from homes.models import Criterion, HomePlan, Inspection, PanelMember, PanelScore
from homes.workflow import INSPECTION, PLAN, InspectionStage, PanelStep, Step
from kernel.days import today
from unions.actions import grant_access
from unions.events import log_event
from unions.models import Event, Officer
from unions.offices import CITY_STAFF, Role
from unions.parameters import parameter
from unions.refusals import MoveRefused, Refused
from unions.scoping import same_owner

PANEL_ROLES = (Role.INSPECTOR, Role.STAFF, Role.REPRESENTATIVE)
# Who took one of these on a plan has drafted or reviewed it, and does not inspect it.
REVIEWED = (Step.SUBMIT, Step.APPROVE, Step.SEND_BACK, Step.GATHER, Step.CONFIRM, Step.APPLY)


@dataclass(frozen=True)
class Panel:
    """A panel as it is proposed. `workers`: members who represent workers besides those whose
    post says so."""

    members: Sequence[Officer]
    chair: Officer
    visit_on: date
    place: str
    workers: Collection[Officer] = ()

    def speaks_for_workers(self, member: Officer) -> bool:
        return member.role == Role.REPRESENTATIVE or member in self.workers


@transaction.atomic
def form_panel(plans: Collection[HomePlan], panel: Panel, *, by: Officer) -> list[Inspection]:
    """Send one panel to one or several homes; each home gets an inspection of its own.

    Members from outside a home's branch may see that home until some days after the visit.
    Raises Refused with everything that stands against the panel, and changes nothing.
    """
    if not CITY_STAFF.held_by(by) or not all(by.oversees(plan) for plan in plans):
        raise Refused(_("Only the federation's staff form panels."))
    against = what_stands_against(plans, panel)
    if against:
        raise Refused(_("This panel cannot inspect."), missing=against)
    return [_open(plan, panel, by) for plan in plans]


def _open(plan: HomePlan, panel: Panel, by: Officer) -> Inspection:
    PLAN.follow_on(Step.INSPECT, plan, by=by)
    inspection = Inspection.objects.create(
        plan=plan,
        visit_on=panel.visit_on,
        due_on=panel.visit_on,
        place=panel.place,
        **same_owner(plan),
    )
    PanelMember.objects.bulk_create(
        PanelMember(
            inspection=inspection,
            officer=member,
            is_chair=member == panel.chair,
            is_worker=panel.speaks_for_workers(member),
            **same_owner(plan),
        )
        for member in panel.members
    )
    log_event(
        inspection,
        "form",
        _("Panel formed"),
        by=by,
        target=inspection.stage,
        detail={"members": [str(member) for member in panel.members]},
    )
    until = panel.visit_on + timedelta(days=int(parameter("homes.panel_days")))
    for member in panel.members:
        if not member.oversees(plan):
            reason = _("Member of the inspection panel")
            grant_access(plan, "inspect_homeplan", to=member, until=until, reason=reason, by=by)
    return inspection


def what_stands_against(plans: Iterable[HomePlan], panel: Panel) -> list[str]:
    """Why this panel cannot inspect these homes, as lines for whoever forms it."""
    return [
        *_against_panel(panel),
        *chain.from_iterable(_against_members(plan, panel.members) for plan in plans),
    ]


def _against_panel(panel: Panel) -> list[str]:
    members, least = panel.members, int(parameter("homes.panel_size"))
    people = [member.user_id for member in members]
    lines = []
    if len(members) < least:
        lines.append(_("A panel has at least %(least)s members.") % {"least": least})
    if len(members) % 2 == 0:
        lines.append(_("A panel has an odd number of members."))
    if len(set(people)) < len(people):
        lines.append(_("One person sits on it through two posts."))
    if panel.chair not in members:
        lines.append(_("The chair must be one of the members."))
    if not any(panel.speaks_for_workers(member) for member in members):
        lines.append(_("At least one member must represent the workers."))
    if any(member.role not in PANEL_ROLES for member in members):
        lines.append(_("Only inspectors, staff and worker representatives sit on a panel."))
    if panel.visit_on < today():
        lines.append(_("The visit cannot lie in the past."))
    return lines


def _against_members(plan: HomePlan, members: Sequence[Officer]) -> list[str]:
    drafted = {plan.drafted_by.user_id} if plan.drafted_by else set()
    acts = Event.objects.about(plan).filter(step__in=REVIEWED, officer__isnull=False)
    reviewed = set(acts.order_by().values_list("officer__user", flat=True)) | drafted
    own = Officer.objects.in_office().filter(union=plan.union_id)
    of_the_unit = set(own.values_list("user", flat=True))
    sponsor = plan.sponsor.user_id if plan.sponsor else None
    lines = []
    for member in members:
        names = {"person": member.user.display_name, "plan": plan.name}
        if member.user_id in of_the_unit:
            lines.append(_("%(person)s belongs to the union of %(plan)s.") % names)
        elif member.user_id in reviewed:
            lines.append(_("%(person)s drafted or reviewed the plan of %(plan)s.") % names)
        if member.user_id == sponsor:
            lines.append(_("%(person)s sponsors %(plan)s.") % names)
    return lines


@transaction.atomic
def score_criteria(member: PanelMember, given: Iterable[Answer], *, by: Officer) -> None:
    """Keep a member's answers. Raises Refused once they are handed in or the panel is closed."""
    plan = _hold_seat(member, by).inspection.plan
    PanelScore.objects.bulk_create(
        [
            PanelScore(
                member=member, criterion=said.criterion, **said.as_columns(), **same_owner(member)
            )
            for said in settled(given, plan)
        ],
        update_conflicts=True,
        unique_fields=["member", "criterion"],
        update_fields=COLUMNS,
    )


@transaction.atomic
def hand_in_scores(member: PanelMember, *, by: Officer) -> None:
    """Make a member's scores stand. Raises Refused with the criteria that are not scored yet."""
    seat = _hold_seat(member, by)
    unscored = Criterion.objects.filter(standard=seat.inspection.plan.standard_id).exclude(
        pk__in=member.scores.values("criterion")
    )
    missing = [str(criterion) for criterion in unscored.order_by("position")]
    if missing:
        raise Refused(_("Some criteria are not scored yet."), missing=missing)
    member.handed_in_at = timezone.now()
    member.save(update_fields=["handed_in_at"])
    # That it was done, not what was said: the panel is blind until it closes.
    log_event(seat.inspection, "hand-in", _("Scores handed in"), by=by)


def _hold_seat(member: PanelMember, by: Officer) -> PanelMember:
    """Keep the seat as it is until this transaction ends."""
    seat = (
        PanelMember.objects.select_for_update(of=("self",))
        .select_related("inspection__plan")
        .get(pk=member.pk)
    )
    if seat.officer_id != by.pk:
        raise Refused(_("These are not your scores."))
    if not seat.inspection.is_open:
        raise Refused(_("The panel is closed."))
    if seat.handed_in_at is not None:
        raise Refused(_("You have handed in your scores; they can no longer be changed."))
    return seat


def call_off_inspection(
    inspection: Inspection, *, by: Officer, note: str, seen: int | None = None
) -> None:
    """Send nobody after all: the home waits for another panel."""
    INSPECTION.take(PanelStep.CANCEL, inspection, by=by, note=note, seen=seen)


def may_close(inspection: Inspection, officer: Officer) -> bool:
    chairs = inspection.members.filter(officer=officer, is_chair=True).exists()
    return chairs and inspection.stage == InspectionStage.SCORING


def check_all_handed_in(inspection: Inspection) -> None:
    waiting = inspection.members.filter(handed_in_at=None).select_related("officer__user")
    names = [member.officer.user.display_name for member in waiting.order_by("pk")]
    if names:
        raise MoveRefused(
            _("Some members have not handed in their scores yet."),
            missing=names,
        )

"""After the panel: acceptance when the publicity has run, and carrying over what failed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from homes.actions.listing import list_employers
from homes.models import Finding, HomePlan, Measure
from homes.workflow import PLAN, Stage, Step
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.refusals import MoveRefused, Refused
from unions.scoping import same_owner


def accept_ended_publicities() -> list[HomePlan]:
    """Accept every home of the open federation whose publicity has run without objection.

    One that was moved meanwhile is left as it stands.
    """
    accepted = []
    for plan in HomePlan.objects.publicity_ended().order_by("pk"):
        try:
            PLAN.follow_on(Step.ACCEPT, plan, by=None)
            accepted.append(plan)
        except MoveRefused:
            continue
    return accepted


@transaction.atomic
def carry_over(plan: HomePlan, *, by: Officer) -> HomePlan:
    """Put a failed unit on next year's list, with what it failed as the draft of its measures.

    Raises Refused, and changes nothing, if it did not fail or is on that list already.
    """
    if not may_carry(plan, by):
        raise Refused(_("Only the county or the city carries over a home that was not accepted."))
    year = plan.year + 1
    following = list_employers([plan.employer], year=year, by=by, notify=False)[0]
    following.carried_from = plan
    following.save(update_fields=["carried_from"])
    findings = list(plan.findings.filter(settled_on=None).select_related("criterion"))
    _draft(following, findings)
    PLAN.follow_on(Step.CARRY, plan, by=by, detail={"plan": following.pk, "year": year})
    return following


def may_carry(plan: HomePlan, officer: Officer) -> bool:
    staff = COUNTY_STAFF.held_by(officer) or CITY_STAFF.held_by(officer)
    return staff and officer.oversees(plan) and plan.stage == Stage.FAILED


def _draft(plan: HomePlan, findings: Iterable[Finding]) -> None:
    """Findings tied to a criterion become its measure; the others stand beside the plan."""
    # By code: next year's standard may be a new one.
    reasons = {f.criterion.code: f.reason for f in findings if f.criterion}
    measures = list(plan.measures.filter(criterion__code__in=reasons).select_related("criterion"))
    for measure in measures:
        measure.text = reasons[measure.criterion.code]
    Measure.objects.bulk_update(measures, ["text"])
    Finding.objects.bulk_create(
        Finding(
            plan=plan,
            origin=finding.origin,
            reason=finding.reason,
            raised_by=finding.raised_by,
            raised_on=finding.raised_on,
            **same_owner(plan),
        )
        for finding in findings
        if finding.criterion is None
    )


def carry_each(
    plans: Iterable[HomePlan], *, by: Officer
) -> tuple[list[HomePlan], list[tuple[HomePlan, Refused]]]:
    """Carry several over; each stands or falls alone. Returns the new plans, and the refusals."""
    carried, refused = [], []
    for plan in plans:
        try:
            carried.append(carry_over(plan, by=by))
        except Refused as refusal:
            refused.append((plan, refusal))
    return carried, refused

"""Fixing the year's list: which employers build a home this year."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from homes.models import Criterion, HomePlan, Measure, Standard, UnitType
from homes.workflow import PLAN, Stage, Step
from unions.events import log_event
from unions.models import Coverage, Employer, Officer
from unions.offices import COUNTY_STAFF
from unions.refusals import Refused
from unions.scoping import owned_by

SPONSORED = {
    Stage.LISTED,
    Stage.DRAFTING,
    Stage.RETURNED,
    Stage.SUBMITTED,
    Stage.APPROVED,
    Stage.GATHERED,
    Stage.BUILDING,
    Stage.ASSESSED,
}


@transaction.atomic
def list_employers(
    employers: Iterable[Employer], *, year: int, by: Officer, notify: bool = True
) -> list[HomePlan]:
    """Put employers on the year's list, each with an empty plan for its union to write.

    With `notify`, the chairs find it on their workbench at once. Raises Refused, and lists nobody,
    if one of them has no union, no standard, a home already, or is on the list.
    """
    plans = [_list(employer, year=year, by=by) for employer in employers]
    if notify:
        for plan in plans:
            PLAN.take(Step.NOTIFY, plan, by=by)
    return plans


def _list(employer: Employer, *, year: int, by: Officer) -> HomePlan:
    name = {"name": employer.name}
    coverage = Coverage.objects.current().filter(employer=employer).select_related("covering")
    covering = coverage.first()
    if covering is None:
        raise Refused(_("%(name)s has no union yet.") % name)
    if employer.homes.filter(revoked_on=None).exists():
        raise Refused(_("%(name)s has an accepted home already.") % name)
    if (
        HomePlan.objects.filter(employer=employer, year=year)
        .exclude(stage=Stage.WITHDRAWN)
        .exists()
    ):
        raise Refused(_("%(name)s is on the list of %(year)s already.") % {**name, "year": year})
    plan = HomePlan(
        year=year,
        employer=employer,
        name=employer.name,
        pinyin=employer.pinyin,
        standard=standard_for(employer, year),
        **owned_by(covering.covering),
    )
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError:  # a colleague has listed it since we looked
        raise Refused(
            _("%(name)s is on the list of %(year)s already.") % {**name, "year": year}
        ) from None
    empty_measures(plan)
    log_event(plan, "list", _("Put on the list"), by=by, target=plan.stage)
    return plan


def may_name_sponsor(plan: HomePlan, officer: Officer) -> bool:
    return COUNTY_STAFF.held_by(officer) and officer.oversees(plan) and plan.stage in SPONSORED


@transaction.atomic
def name_sponsor(plan: HomePlan, sponsor: Officer | None, *, by: Officer) -> None:
    """Name the leader who stands by the enterprise (包扶责任人), or nobody.

    Raises Refused for a plan of another county, and once the inspection has begun: the panel was
    chosen with the sponsor in mind.
    """
    if not by.oversees(plan):
        raise Refused(_("This step is not open to you now."))
    if plan.stage not in SPONSORED:
        raise Refused(_("The sponsor can no longer be changed."))
    plan.sponsor = sponsor
    plan.save(update_fields=["sponsor"])
    log_event(plan, "sponsor", _("Sponsor named"), by=by, note=str(sponsor or _("Nobody")))


def standard_for(employer: Employer, year: int) -> Standard:
    """The federation's newest standard for the employer's type, as of a year."""
    unit_type = UnitType.of(employer)
    standard = (
        Standard.objects.filter(unit_type=unit_type, from_year__lte=year)
        .order_by("-from_year")
        .first()
    )
    if standard is None:
        raise Refused(_("There is no standard for “%(type)s” yet.") % {"type": unit_type.label})
    return standard


def empty_measures(plan: HomePlan) -> None:
    """One measure to write for each criterion of the plan's standard."""
    criteria = Criterion.objects.filter(standard=plan.standard_id).order_by("position")
    Measure.objects.bulk_create(
        Measure(plan=plan, criterion=criterion, **owned_by(plan.union)) for criterion in criteria
    )

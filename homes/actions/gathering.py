"""The county's plan: approved plans gathered, single ones taken out, a word about the whole."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from homes.models import CountyPlan, HomePlan
from homes.workflow import RollUpStage, Stage
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import owned_by

OPEN = (RollUpStage.DRAFT, RollUpStage.RETURNED)


@transaction.atomic
def gather_approved(year: int, *, by: Officer) -> CountyPlan:
    """Put every approved plan of the year into the county's open plan, made if there is none.

    Raises Refused if no approved plan waits.
    """
    waiting = HomePlan.objects.to_gather(by).of_year(year)
    if not waiting.exists():
        raise Refused(_("No approved plan of %(year)s waits to be gathered.") % {"year": year})
    county_plan = _open_plan(year, by)
    names = list(waiting.order_by("pk").values_list("name", flat=True))
    waiting.update(county_plan=county_plan)
    log_event(county_plan, "add", _("Plans gathered"), by=by, note="、".join(names))
    return county_plan


def _open_plan(year: int, by: Officer) -> CountyPlan:
    ours = CountyPlan.objects.visible_to(by).filter(union=by.union, year=year)
    found: CountyPlan | None = ours.filter(stage__in=OPEN).select_for_update().first()
    if found:
        return found
    batch = (ours.order_by("-batch").values_list("batch", flat=True).first() or 0) + 1
    try:
        with transaction.atomic():
            return CountyPlan.objects.create(
                year=year, batch=batch, drafted_by=by, **owned_by(by.union)
            )
    except IntegrityError:  # a colleague has opened the same batch since we looked
        again: CountyPlan = ours.get(batch=batch)
        return again


@transaction.atomic
def take_out(plan: HomePlan, county_plan: CountyPlan, *, by: Officer) -> None:
    """Take one plan out of the county's plan; it stays approved and can be gathered again."""
    _hold(county_plan)
    out = HomePlan.objects.filter(pk=plan.pk, county_plan=county_plan, stage=Stage.APPROVED)
    if not out.update(county_plan=None):
        raise Refused(_("%(name)s is not in this plan any more.") % {"name": plan.name})
    log_event(county_plan, "take-out", _("Plan taken out"), by=by, note=plan.name)


@transaction.atomic
def write_summary(county_plan: CountyPlan, text: str, *, by: Officer) -> None:
    _hold(county_plan)
    county_plan.summary = text
    county_plan.save(update_fields=["summary"])
    log_event(county_plan, "summary", _("Summary written"), by=by)


def _hold(county_plan: CountyPlan) -> None:
    """Keep it from being submitted until this transaction ends; Refused if it already was."""
    rows = CountyPlan.objects.select_for_update().filter(pk=county_plan.pk)
    if rows.values_list("stage", flat=True).get() not in OPEN:
        raise Refused(_("The county's plan is with the city and cannot be changed now."))

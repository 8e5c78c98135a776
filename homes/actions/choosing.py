"""Fixing the year's list in one press: new enterprises, and those that failed last year."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from homes.actions.accepting import carry_over
from homes.actions.listing import list_employers
from homes.models import HomePlan
from homes.workflow import PLAN, Stage, Step
from unions.models import Employer, Officer


@transaction.atomic
def choose_employers(
    employers: Iterable[Employer], *, year: int, by: Officer, notify: bool = True
) -> list[HomePlan]:
    """Put employers on the year's list; who failed last year brings what failed as a draft.

    Raises Refused, and lists nobody, if one of them cannot be listed.
    """
    chosen = list(employers)
    failed = HomePlan.objects.of_year(year - 1).filter(employer__in=chosen, stage=Stage.FAILED)
    last_year = {plan.employer_id: plan for plan in failed.select_related("employer")}
    plans = [carry_over(plan, by=by) for plan in last_year.values()]
    new = [employer for employer in chosen if employer.pk not in last_year]
    plans += list_employers(new, year=year, by=by, notify=False)
    if notify:
        for plan in plans:
            PLAN.take(Step.NOTIFY, plan, by=by)
    return plans

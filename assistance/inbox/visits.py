"""Visits to pay, and jobs to ask after."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.actions.visiting import may_enter
from assistance.models import JobPlacement, Visit
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer


def visits_to_pay(officer: Officer) -> Any:
    """Open visits of the officer's own union: who entered an event sees it paid."""
    visits = Visit.objects.visible_to(officer).open().filter(union=officer.union)
    found = visits if may_enter(officer) else visits.none()
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")


def visit_todo(visit: Visit, officer: Officer) -> ToDo:
    said = visit.round_title or visit.workplace or _("Unit unknown")
    return ToDo(
        tag=_("To visit"),
        title=f"{visit.get_occasion_display()} · {visit.worker_name}",
        sub=_("%(unit)s; visit, then record who went and what you found.") % {"unit": said},
        url=reverse("assistance:visit-edit", args=[visit.pk]),
        due_on=visit.due_on,
        tone="red",
    )


def placements_to_check(officer: Officer) -> Any:
    jobs = JobPlacement.objects.visible_to(officer).check_due().filter(union=officer.union)
    return (jobs if may_enter(officer) else jobs.none()).order_by("check_due_on", "pk")


def placement_todo(job: JobPlacement, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To ask after"),
        title=job.name,
        sub=_("Still at %(unit)s?") % {"unit": job.workplace},
        url=reverse("assistance:placement-edit", args=[job.pk]),
        due_on=job.check_due_on,
        tone="amber",
    )


SOURCES += [
    Source("assistance:visit-list", visits_to_pay, visit_todo),
    Source("assistance:placement-list", placements_to_check, placement_todo),
]

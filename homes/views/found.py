"""What the pages of a plan look up, and how they lay it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from homes.forms.assessing import AnswerForm
from homes.models import Attachment, Finding, HomePlan, Measure
from targets.at_employer import figure_at
from unions.models import Event, Officer
from unions.policy import OfficerRequest


def find_plan(request: OfficerRequest, plan_id: int) -> HomePlan:
    plans = HomePlan.objects.visible_to(request.officer).select_related(
        "employer", "standard", "county", "township", "union", "sponsor__user", "drafted_by__user"
    )
    plan: HomePlan = get_object_or_404(plans, pk=plan_id)
    return plan


def measures_of(plan: HomePlan) -> list[Measure]:
    files = Prefetch(
        "attachments",
        Attachment.objects.unscoped("of a plan already found").select_related("file"),
    )
    measures = plan.measures.select_related("criterion").prefetch_related(files)
    return list(measures.order_by("criterion__position"))


def events_of(plan: HomePlan, officer: Officer) -> list[Event]:
    """The newest acts, and every move whatever came after it: the lifeline needs them all."""
    about = Event.objects.visible_to(officer).about(plan)
    return list(about.filter(Q(pk__in=about.values("pk")[:50]) | ~Q(target="")))


def findings_of(plan: HomePlan) -> dict[int | None, list[Finding]]:
    """What is still to mend, by criterion."""
    found: dict[int | None, list[Finding]] = {}
    for finding in plan.findings.filter(settled_on=None).order_by("pk"):
        found.setdefault(finding.criterion_id, []).append(finding)
    return found


def in_chapters(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that hold a `measure`, under the headings of their chapters."""
    chapters: list[dict[str, Any]] = []
    for row in rows:
        criterion = row["measure"].criterion
        if not chapters or chapters[-1]["code"] != criterion.chapter:
            title = criterion.chapter_title
            chapters.append({"code": criterion.chapter, "title": title, "points": 0, "rows": []})
        chapters[-1]["rows"].append(row)
        chapters[-1]["points"] += criterion.points
    return chapters


def lacks_of(measure: Measure) -> list[str]:
    """What a measure still lacks, in words: "measure", "responsible", "due on", "evidence"."""
    words = {
        "text": gettext("measure"),
        "responsible": gettext("responsible"),
        "due_on": gettext("due on"),
        "evidence": gettext("evidence"),
    }
    return [words[name] for name in measure.lacks(proved=bool(measure.attachments.all()))]


def gaps_of(measures: list[Measure]) -> list[dict[str, Any]]:
    """The measures that lack something before the plan can be submitted, and what."""
    gaps = [{"measure": measure, "lacks": lacks_of(measure)} for measure in measures]
    return [gap for gap in gaps if gap["lacks"]]


def show_figures(plan: HomePlan, forms: Sequence[AnswerForm], officer: Officer) -> None:
    """Put beside each criterion the figure it points at, as it stands at this enterprise."""
    for form in forms:
        if code := form.criterion.indicator:
            form.figure = figure_at(code, plan.employer, year=plan.year, by=officer)


def edit_url(plan: HomePlan, measure: Measure) -> str:
    return f"{reverse('homes:plan-edit', args=[plan.pk])}#m{measure.pk}"

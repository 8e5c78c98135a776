"""The chair's self-assessment, a chapter at a time; others read it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from homes.actions.assessing import ASSESSED, assess_criteria, declare_vetoes
from homes.actions.planning import may_write
from homes.forms.assessing import AnswerForm, Sheet, VetoForm, all_judged
from homes.models import Criterion, HomePlan
from homes.views.found import find_plan, show_figures
from unions.offices import BASE_CHAIR
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers()
@require_http_methods(["GET", "POST"])
def assessment_edit(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """A chapter of the sheet; POST keeps the whole chapter and goes on to the next."""
    plan = find_plan(request, plan_id)
    sheet = sheet_of(plan)
    chapter = sheet.chapter(request.GET.get("chapter"))
    forms = [answer_form(request, criterion, sheet) for criterion in sheet.of(chapter)]
    if request.method == "POST" and all_judged(forms):
        given = [said for form in forms if (said := form.said())]
        assess_criteria(plan, given, by=request.officer)
        following = sheet.after(chapter)
        return redirect(chapter_url(plan, following.code if following else chapter))
    show_figures(plan, forms, request.officer)
    context = {"forms": forms, "chapter": chapter, **_standing(request, plan, sheet)}
    status = 422 if request.method == "POST" else 200
    return render(request, "homes/assessment_edit.html", context, status=status)


def sheet_of(plan: HomePlan) -> Sheet:
    criteria = Criterion.objects.unscoped("of a plan already found").filter(
        standard=plan.standard_id
    )
    scores = {score.criterion_id: score for score in plan.self_scores.all()}
    return Sheet(criteria.order_by("position"), scores)


def answer_form(request: OfficerRequest, criterion: Criterion, sheet: Sheet) -> AnswerForm:
    data = request.POST if request.method == "POST" else None
    score = sheet.scores.get(criterion.pk)
    return AnswerForm(data, officer=request.officer, criterion=criterion, score=score)


def chapter_url(plan: HomePlan, chapter: str) -> str:
    return f"{reverse('homes:assessment-edit', args=[plan.pk])}?chapter={chapter}"


def _standing(request: OfficerRequest, plan: HomePlan, sheet: Sheet) -> dict[str, Any]:
    """How far the sheet is, and what stands against handing it in and applying."""
    writes = may_write(plan, request.officer, ASSESSED)
    vetoes = {"vetoes": plan.declared_vetoes}
    return {
        "plan": plan,
        "sheet": sheet,
        "parts": sheet.parts(),
        "writes": writes,
        "missing": plan.missing_to_assess() if writes else [],
        "against": plan.missing_to_apply(),
        "veto_form": VetoForm(officer=request.officer, initial=vetoes),
    }


@for_officers(BASE_CHAIR)
@require_POST
def assessment_answer(request: OfficerRequest, plan_id: int, criterion_id: int) -> HttpResponse:
    """One criterion, kept as soon as it is answered; gives back its card and the new total."""
    plan = find_plan(request, plan_id)
    criteria = Criterion.objects.visible_to(request.officer).filter(standard=plan.standard_id)
    criterion = get_object_or_404(criteria, pk=criterion_id)
    sheet = sheet_of(plan)
    form, status = answer_form(request, criterion, sheet), 422
    if form.is_valid():
        said, status = form.said(), 200
        if said:
            assess_criteria(plan, [said], by=request.officer)
            sheet = sheet_of(plan)
        score = sheet.scores.get(criterion.pk)
        form = AnswerForm(officer=request.officer, criterion=criterion, score=score)
    show_figures(plan, [form], request.officer)
    context = {"plan": plan, "form": form, "sheet": sheet, "parts": sheet.parts(), "writes": True}
    return render(request, "homes/_assessment_answered.html", context, status=status)


@for_officers(BASE_CHAIR)
@require_POST
def assessment_vetoes(request: OfficerRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request, plan_id)
    form = VetoForm(request.POST, officer=request.officer)
    if not form.is_valid():
        raise Refused(_("There is no such veto item."))
    declare_vetoes(plan, form.cleaned_data["vetoes"], by=request.officer)
    messages.success(request, _("Your declaration is kept."))
    return redirect("homes:assessment-edit", plan.pk)

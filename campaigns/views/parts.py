"""A unit's part: what it was asked, its answers, and the decision on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.reporting import (
    answers_at_hand,
    can_confirm,
    confirm_part,
    may_report,
    report_part,
    save_answers,
)
from campaigns.forms.answers import AnswerForm
from campaigns.forms.part import PartFilter
from campaigns.models import FormField, Participation
from campaigns.models.form import FieldKind
from campaigns.offices import READERS, UNITS
from campaigns.prefill import shown
from campaigns.workflows.campaign import PART, TO_REPORT, CampaignStage, PartStage
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, step_page
from unions.models import Officer
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused, Overtaken, Refused

S = PartStage
WORK = Casework(
    app="campaigns",
    noun="part",
    title=gettext_lazy("Reports on campaigns"),
    workflow=PART,
    dots=(
        Dot(gettext_lazy("To be reported"), (S.INVITED, S.RETURNED)),
        Dot(pgettext_lazy("report", "Reported"), (S.REPORTED,)),
        Dot(pgettext_lazy("report", "Accepted"), (S.ACCEPTED,)),
    ),
    fields={},
    green=(S.ACCEPTED,),
)
RELATED = ("campaign__union", "campaign__programme", "union__township", "county", "township",
           "federation", "version", "drafted_by__user")  # fmt: skip


def find_part(request: OfficerRequest, part_id: int) -> Participation:
    parts = Participation.objects.visible_to(request.officer).select_related(*RELATED)
    part: Participation = get_object_or_404(parts, pk=part_id)
    return part


@for_officers(*READERS)
@require_GET
def part_list(request: OfficerRequest) -> HttpResponse:
    """What the officer's branch was asked, from every campaign."""
    form = PartFilter(request.GET, officer=request.officer)
    parts = Participation.objects.visible_to(request.officer)
    page = page_of(form.narrow(parts.select_related(*RELATED)), request.GET)
    rows = [{"part": part, "tone": WORK.tone_of(part)} for part in page.rows]
    context = {"form": form, "page": page, "rows": rows}
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/part_list.html", context, status=status)


@for_officers(*READERS)
@require_GET
def part_detail(request: OfficerRequest, part_id: int) -> HttpResponse:
    part = find_part(request, part_id)
    reports = may_report(part, request.officer)
    return detail_page(
        request,
        WORK,
        part,
        answers=_rows(part, _answers_shown(part, request.officer, reports=reports)),
        may_report=reports,
        too_late=part.stage in TO_REPORT and part.campaign.stage != CampaignStage.ISSUED,
        may_confirm=reports and can_confirm(part),
    )


def _answers_shown(part: Participation, officer: Officer, *, reports: bool) -> dict[str, Any]:
    """Who reports sees what one press would report; the others, what has been."""
    if reports:
        return answers_at_hand(part)
    return part.answers if part.union_id == officer.union_id else part.told


def _rows(part: Participation, answers: dict[str, Any]) -> list[dict[str, Any]]:
    """Question, answer and last year's where it differs, and a file; none while none is told.

    `known`: the portal fills it in, nobody has saved it.
    """
    files = {kept.code: kept.file for kept in part.files.select_related("file")}
    return [
        {
            "field": field,
            "shown": shown(answers.get(field.code)),
            "known": field.code in answers and field.code not in part.answers,
            "file": files.get(field.code),
            "was": _last_year(part, field, answers.get(field.code)),
        }
        for field in part.asked
        if answers
    ]


def _last_year(part: Participation, field: FormField, now: Any) -> str:
    before = part.last_answers.get(field.code)
    told = before is not None and field.kind != FieldKind.FILE and before != now
    return shown(before) if told else ""


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def part_edit(request: OfficerRequest, part_id: int) -> HttpResponse:
    """The unit's form: what is known stands in it; saved as a draft, or reported."""
    part = find_part(request, part_id)
    if not may_report(part, request.officer):
        raise MoveRefused(_("This report is not yours to write now."))
    reports = request.method == "GET" or request.POST.get("then") == "report"
    form = _answer_form(request, part, reports=reports)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, part, form, reports=reports)
        except Overtaken:
            raise
        except Refused as error:  # a file, too, that is not kept: what was typed stays here
            refused = error
    context = {"part": part, "form": form, "refused": refused}
    status = 200 if request.method == "GET" else 422
    return render(request, "campaigns/part_edit.html", context, status=status)


def _answer_form(request: OfficerRequest, part: Participation, *, reports: bool) -> AnswerForm:
    is_post = request.method == "POST"
    return AnswerForm(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        officer=request.officer,
        part=part,
        hand=answers_at_hand(part),
        last=part.last_answers,
        reports=reports,
    )


def _keep(
    request: OfficerRequest, part: Participation, form: AnswerForm, *, reports: bool
) -> HttpResponse:
    keep = report_part if reports else save_answers
    keep(part, form.answers, by=request.officer, files=form.uploads, seen=seen_in(request))
    done = _("Reported.") if reports else _("Saved. It is not reported yet.")
    messages.success(request, done)
    return redirect(part) if reports else redirect("campaigns:part-edit", part.pk)


def seen_in(request: OfficerRequest) -> int | None:
    """The count of moves the page showed, if it says one."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else None


@for_officers(*UNITS)
@require_POST
def part_confirm(request: OfficerRequest, part_id: int) -> HttpResponse:
    """Nothing is new: report what is known with one press."""
    part = find_part(request, part_id)
    confirm_part(part, by=request.officer, seen=seen_in(request))
    messages.success(request, _("Reported."))
    return redirect(part)


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def part_step(request: OfficerRequest, part_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_part(request, part_id), step)

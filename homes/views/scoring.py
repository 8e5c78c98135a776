"""A member's own scores, a chapter a screen; nobody else's are ever read here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evidence.serving import file_response
from homes.actions.inspecting import hand_in_scores, score_criteria
from homes.actions.photographing import keep_photos
from homes.forms.assessing import Sheet, all_judged
from homes.forms.inspecting import MarkForm
from homes.models import Criterion, Inspection, PanelMember, ScorePhoto
from homes.views.found import show_figures
from homes.views.inspection import find_inspection
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


def find_seat(request: OfficerRequest, inspection: Inspection) -> PanelMember:
    """The officer's own seat; an inspection seen without sitting on it is not theirs to score."""
    seat = inspection.members.filter(officer=request.officer).first()
    if seat is None:
        raise PermissionDenied
    return seat


def sheet_of(inspection: Inspection, seat: PanelMember) -> Sheet:
    criteria = Criterion.objects.unscoped("of an inspection already found").filter(
        standard=inspection.plan.standard_id
    )
    scores = seat.scores.prefetch_related("photos__file")
    return Sheet(criteria.order_by("position"), {score.criterion_id: score for score in scores})


def mark_form(request: OfficerRequest, criterion: Criterion, sheet: Sheet) -> MarkForm:
    posted = request.method == "POST"
    return MarkForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        officer=request.officer,
        criterion=criterion,
        score=sheet.scores.get(criterion.pk),
    )


def show_grounds(request: OfficerRequest, inspection: Inspection, forms: list[MarkForm]) -> None:
    """Put beside each criterion what the enterprise gave itself, which is no secret of the panel's,
    and what the portal counts of it."""
    own = {score.criterion_id: score for score in inspection.plan.self_scores.all()}
    for form in forms:
        form.claim = own.get(form.criterion.pk)
    show_figures(inspection.plan, forms, request.officer)


@for_officers()
@require_http_methods(["GET", "POST"])
def scoring_edit(request: OfficerRequest, inspection_id: int) -> HttpResponse:
    """A chapter to score; POST keeps the whole chapter and goes on to the next."""
    inspection = find_inspection(request, inspection_id)
    seat = find_seat(request, inspection)
    sheet = sheet_of(inspection, seat)
    chapter = sheet.chapter(request.GET.get("chapter"))
    forms = [mark_form(request, criterion, sheet) for criterion in sheet.of(chapter)]
    show_grounds(request, inspection, forms)
    if request.method == "POST" and all_judged(forms):
        _keep(request, seat, forms)
        following = sheet.after(chapter)
        return redirect(_chapter_url(inspection, following.code if following else chapter))
    context = {"forms": forms, "chapter": chapter, **_standing(inspection, seat, sheet)}
    context |= {"following": sheet.after(chapter)}
    status = 422 if request.method == "POST" else 200
    return render(request, "homes/scoring_edit.html", context, status=status)


@transaction.atomic
def _keep(request: OfficerRequest, seat: PanelMember, forms: list[MarkForm]) -> None:
    given = [said for form in forms if (said := form.said())]
    score_criteria(seat, given, by=request.officer)
    for form in forms:
        keep_photos(seat, form.criterion, form.cleaned_data["photos"], by=request.officer)


def _chapter_url(inspection: Inspection, chapter: str) -> str:
    return f"{reverse('homes:scoring-edit', args=[inspection.pk])}?chapter={chapter}"


def _standing(inspection: Inspection, seat: PanelMember, sheet: Sheet) -> dict[str, Any]:
    parts = sheet.parts()
    return {
        "inspection": inspection,
        "plan": inspection.plan,
        "seat": seat,
        "sheet": sheet,
        "parts": parts,
        "writes": inspection.is_open and seat.handed_in_at is None,
        "unanswered": [part for part in parts if not part.is_done],
    }


@for_officers()
@require_POST
def scoring_answer(request: OfficerRequest, inspection_id: int, criterion_id: int) -> HttpResponse:
    """One criterion, kept as soon as it is scored; gives back its card and how far it is."""
    inspection = find_inspection(request, inspection_id)
    seat = find_seat(request, inspection)
    criteria = Criterion.objects.visible_to(request.officer)
    criterion = get_object_or_404(criteria, pk=criterion_id, standard=inspection.plan.standard_id)
    sheet = sheet_of(inspection, seat)
    form, status = mark_form(request, criterion, sheet), 422
    if form.is_valid():
        _keep(request, seat, [form])
        sheet, status = sheet_of(inspection, seat), 200
        score = sheet.scores.get(criterion.pk)
        form = MarkForm(officer=request.officer, criterion=criterion, score=score)
    show_grounds(request, inspection, [form])
    context = {"form": form, **_standing(inspection, seat, sheet)}
    return render(request, "homes/_scoring_answered.html", context, status=status)


@for_officers()
@require_POST
def scoring_hand_in(request: OfficerRequest, inspection_id: int) -> HttpResponse:
    inspection = find_inspection(request, inspection_id)
    seat = find_seat(request, inspection)
    try:
        hand_in_scores(seat, by=request.officer)
    except Refused as refused:
        sheet = sheet_of(inspection, seat)
        chapter = sheet.chapter(None)
        forms = [
            MarkForm(officer=request.officer, criterion=c, score=sheet.scores.get(c.pk))
            for c in sheet.of(chapter)
        ]
        show_grounds(request, inspection, forms)
        context = {"forms": forms, "chapter": chapter, "refused": refused}
        context |= {**_standing(inspection, seat, sheet), "following": sheet.after(chapter)}
        return render(request, "homes/scoring_edit.html", context, status=refused.status)
    messages.success(request, _("Your scores are handed in. Thank you."))
    return redirect(inspection)


@for_officers()
@require_GET
def scoring_photo(request: OfficerRequest, inspection_id: int, file_id: int) -> HttpResponse:
    """A photo of a score the officer may see."""
    inspection = find_inspection(request, inspection_id)
    photos = ScorePhoto.objects.visible_to(request.officer).select_related("file")
    photo = photos.filter(score__member__inspection=inspection, file_id=file_id).first()
    if photo is None:
        raise Http404
    response: HttpResponse = file_response(photo.file)  # type: ignore[assignment] # a stream
    return response

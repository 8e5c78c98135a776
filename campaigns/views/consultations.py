"""Consultations: the draft with what was said beside it, and the answers."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.consultations import (
    answer_comment,
    comment_on,
    forward_digest,
    keep_consultation,
    may_change,
    may_gather,
)
from campaigns.forms.consultations import (
    AnswerForm,
    CommentFilter,
    CommentForm,
    ConsultationFilter,
    ConsultationForm,
    DigestForm,
)
from campaigns.models import Consultation, ConsultationComment
from campaigns.offices import ISSUERS, ORGANISERS, READERS, organises
from campaigns.workflows.consultation import CONSULTATION, ConsultationStage
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.offices import COUNTY_STAFF, holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

S = ConsultationStage
WORK = Casework(
    app="campaigns",
    noun="consultation",
    title=gettext_lazy("Consultations"),
    workflow=CONSULTATION,
    dots=(
        Dot(gettext_lazy("Drafted"), (S.DRAFT,)),
        Dot(gettext_lazy("Open for comments"), (S.OPEN,)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
        Dot(gettext_lazy("Answered"), (S.ANSWERED,)),
    ),
    fields={},
    green=(S.OPEN, S.ANSWERED),
)
COMMENTS_SHOWN = 100


def find_consultation(request: OfficerRequest, consultation_id: int) -> Consultation:
    found = Consultation.objects.visible_to(request.officer).select_related(
        "union", "county", "township", "federation", "drafted_by__user"
    )
    consultation: Consultation = get_object_or_404(found, pk=consultation_id)
    return consultation


@for_officers(*READERS)
@require_GET
def consultation_list(request: OfficerRequest) -> HttpResponse:
    form = ConsultationFilter(request.GET, officer=request.officer)
    found = Consultation.objects.visible_to(request.officer)
    may_new = holds_any(request.officer, ISSUERS)
    return list_page(request, WORK, found, form=form, may_open_new=may_new)


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def consultation_new(request: OfficerRequest) -> HttpResponse:
    return _draft_page(request, Consultation(), _("Draft a consultation"))


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def consultation_edit(request: OfficerRequest, consultation_id: int) -> HttpResponse:
    consultation = find_consultation(request, consultation_id)
    if not may_change(request.officer, consultation):
        raise Refused(_("The draft is changed by the union that issues it, before it is open."))
    return _draft_page(request, consultation, _("Change the draft"))


def _draft_page(request: OfficerRequest, consultation: Consultation, title: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ConsultationForm(data, officer=request.officer, instance=consultation)
    if form.is_valid():
        keep_consultation(form.instance, by=request.officer)
        return redirect(form.instance)
    back = consultation.get_absolute_url() if consultation.pk else WORK.url("list")
    return form_page(request, form, title=title, back=back)


@for_officers(*READERS)
@require_GET
def consultation_detail(request: OfficerRequest, consultation_id: int) -> HttpResponse:
    consultation, officer = find_consultation(request, consultation_id), request.officer
    comments = ConsultationComment.objects.visible_to(officer).filter(consultation=consultation)
    form = CommentFilter(request.GET, officer=officer)
    shown = form.narrow(comments).select_related("union", "county")
    page = page_of(shown, request.GET, by="paragraph", size=COMMENTS_SHOWN)
    issues = consultation.union_id == officer.union_id and holds_any(officer, ISSUERS)
    return detail_page(
        request,
        WORK,
        consultation,
        form=form,
        page=page,
        beside=_beside(consultation, page.rows),
        totals=_totals(comments),
        may_change=may_change(officer, consultation),
        may_comment=consultation.takes_comments and organises(officer),
        may_gather=may_gather(officer, consultation),
        may_answer=issues and consultation.takes_answers,
    )


def _beside(
    consultation: Consultation, comments: list[ConsultationComment]
) -> list[tuple[int, str, list[ConsultationComment]]]:
    """Each paragraph with its number and comments; 0 is the draft as a whole."""
    said = defaultdict(list)
    for comment in comments:
        said[comment.paragraph].append(comment)
    texts = [_("The draft as a whole"), *consultation.paragraphs]
    return [(n, text, said[n]) for n, text in enumerate(texts) if n or said[n]]


def _totals(comments: Any) -> dict[str, int]:
    totals: dict[str, int] = comments.aggregate(
        all=Count("pk"),
        unanswered=Count("pk", filter=Q(verdict="")),
        adopted=Count("pk", filter=Q(verdict="adopted")),
        partly=Count("pk", filter=Q(verdict="partly")),
        rejected=Count("pk", filter=Q(verdict="not")),
    )
    return totals


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def consultation_step(request: OfficerRequest, consultation_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_consultation(request, consultation_id), step)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def comment_new(request: OfficerRequest, consultation_id: int) -> HttpResponse:
    consultation = find_consultation(request, consultation_id)
    title = pgettext("act", "Comment")
    return _comment_page(request, consultation, CommentForm, comment_on, title)


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def digest_new(request: OfficerRequest, consultation_id: int) -> HttpResponse:
    consultation = find_consultation(request, consultation_id)
    title = _("Forward a digest")
    return _comment_page(request, consultation, DigestForm, forward_digest, title)


def _comment_page(
    request: OfficerRequest, consultation: Consultation, form_class: Any, keep: Any, title: str
) -> HttpResponse:
    if request.method == "GET" and not consultation.takes_comments:
        raise Refused(_("This draft takes no more comments."))
    data = request.POST if request.method == "POST" else None
    asked = request.GET.get("paragraph", "0")
    form = form_class(
        data, officer=request.officer, consultation=consultation, initial={"paragraph": asked}
    )
    if form.is_valid():
        try:
            keep(consultation, form.cleaned_data, by=request.officer)
            messages.success(request, _("Saved."))
            return redirect(consultation)
        except Refused as refused:
            form.add_error(None, str(refused))
    back = consultation.get_absolute_url()
    return form_page(request, form, title=title, back=back, hint=consultation.title)


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def comment_answer(request: OfficerRequest, comment_id: int) -> HttpResponse:
    comments = ConsultationComment.objects.visible_to(request.officer)
    comment = get_object_or_404(comments.select_related("consultation", "union"), pk=comment_id)
    data = request.POST if request.method == "POST" else None
    known = {"verdict": comment.verdict, "reason": comment.reason}
    form = AnswerForm(data, officer=request.officer, initial=known)
    if form.is_valid():
        try:
            answer_comment(comment, **form.cleaned_data, by=request.officer)
            return redirect(comment.consultation)
        except Refused as refused:
            form.add_error(None, str(refused))
    return form_page(
        request, form, title=_("Answer the comment"), back=comment.get_absolute_url(),
        hint=f"{comment.union.name} · {comment.words}",
    )  # fmt: skip

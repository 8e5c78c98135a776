"""Dispatches: their list, drafting, whole, a step, their files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evidence.serving import PDF
from reports.dispatches.body import lines_of
from reports.dispatches.drafting import (
    begun_from,
    change_dispatch,
    draft_dispatch,
    may_change,
    may_draft,
    may_make_official,
)
from reports.dispatches.forms import STEP_FIELDS, DispatchFilter, DispatchForm
from reports.models import Dispatch, Document
from reports.proofs import code_of
from reports.views.documents import DOCX, serve_file
from reports.workflows.dispatch import DISPATCH, DRAFTERS, DispatchStage
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.policy import OfficerRequest, for_officers

S = DispatchStage
WORK = Casework(
    app="reports",
    noun="dispatch",
    title=gettext_lazy("Dispatches"),
    workflow=DISPATCH,
    dots=(
        Dot(pgettext_lazy("dispatch", "Drafted"), (S.DRAFT,)),
        Dot(gettext_lazy("Checked"), (S.CHECKING, S.COUNTERSIGNING)),
        Dot(gettext_lazy("Signed and numbered"), (S.SIGNING,)),
        Dot(pgettext_lazy("dispatch", "Issue"), (S.SIGNED,)),
        Dot(gettext_lazy("Archived"), (S.ISSUED,)),
        Dot(pgettext_lazy("dispatch", "Kept"), (S.ARCHIVED,)),
    ),
    fields=STEP_FIELDS,
    green=(S.ISSUED, S.ARCHIVED),
)


def find_dispatch(request: OfficerRequest, dispatch_id: int) -> Dispatch:
    dispatches = Dispatch.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "federation", "given", "replaces__given",
        "drafted_by__user", "signed_by__user",
    )  # fmt: skip
    dispatch: Dispatch = get_object_or_404(dispatches, pk=dispatch_id)
    return dispatch


@for_officers()
@require_GET
def dispatch_list(request: OfficerRequest) -> HttpResponse:
    form = DispatchFilter(request.GET, officer=request.officer, model=Dispatch, exact=["kind"])
    dispatches = Dispatch.objects.visible_to(request.officer).select_related("given")
    return list_page(request, WORK, dispatches, form=form, may_open_new=may_draft(request.officer))


@for_officers(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def dispatch_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = DispatchForm(data, officer=request.officer, initial=_begun(request))
    if form.is_valid():
        annexes = form.cleaned_data["annexes"]
        return redirect(draft_dispatch(form.said, annexes, by=request.officer))
    return _form_page(request, form, _("Draft a dispatch"), WORK.url("list"))


def _begun(request: OfficerRequest) -> dict[str, Any]:
    """What a finished document named in the address gives the form to begin with."""
    asked = request.GET.get("document", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return {}
    documents = (
        Document.objects.visible_to(request.officer).finished().select_related("union", "given")
    )
    document = documents.filter(pk=asked).first()
    if document is None or not may_make_official(document, request.officer):
        return {}
    return begun_from(document)


@for_officers(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def dispatch_edit(request: OfficerRequest, dispatch_id: int) -> HttpResponse:
    dispatch = find_dispatch(request, dispatch_id)
    data = request.POST if request.method == "POST" else None
    if data is None and not may_change(dispatch, request.officer):
        return redirect(dispatch)
    form = DispatchForm(data, officer=request.officer, instance=dispatch)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("annexes", "seen")}
        change_dispatch(dispatch, form.said, by=request.officer, **told)
        return redirect(dispatch)
    return _form_page(request, form, dispatch.number, dispatch.get_absolute_url())


def _form_page(request: OfficerRequest, form: DispatchForm, title: str, back: str) -> HttpResponse:
    return form_page(
        request, form, title=title, back=back, template="reports/dispatch_form.html",
        lines=lines_of(str(form["body"].value() or "")),
    )  # fmt: skip


@for_officers(*DRAFTERS)
@require_POST
def dispatch_preview(request: OfficerRequest) -> HttpResponse:
    """How the text typed so far is understood: its headings, with the numbers they will bear."""
    lines = lines_of(request.POST.get("body", "")[:20_000])
    return render(request, "reports/_dispatch_text.html", {"lines": lines})


@for_officers()
@require_GET
def dispatch_detail(request: OfficerRequest, dispatch_id: int) -> HttpResponse:
    dispatch = find_dispatch(request, dispatch_id)
    return detail_page(
        request, WORK, dispatch,
        lines=lines_of(dispatch.body),
        annexes=[row.document for row in _annexes(dispatch)],
        code=code_of(dispatch) if dispatch.official_number else "",
        may_change=may_change(dispatch, request.officer),
        settled=not dispatch.is_open,
        newer=dispatch.replaced_by.filter(issued_on__isnull=False).select_related("given").first(),
    )  # fmt: skip


def _annexes(dispatch: Dispatch) -> Any:
    return dispatch.annexes.select_related("document").order_by("document_id")


@for_officers()
@require_http_methods(["GET", "POST"])
def dispatch_step(request: OfficerRequest, dispatch_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_dispatch(request, dispatch_id), step)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def dispatch_pdf(request: OfficerRequest, dispatch_id: int) -> FileResponse:
    return _file(find_dispatch(request, dispatch_id), "pdf", PDF)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def dispatch_docx(request: OfficerRequest, dispatch_id: int) -> FileResponse:
    return _file(find_dispatch(request, dispatch_id), "docx", DOCX)


def _file(dispatch: Dispatch, extension: str, media_type: str) -> FileResponse:
    if not getattr(dispatch, extension):
        raise Http404
    return serve_file(dispatch, extension, media_type)

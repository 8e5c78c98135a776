"""Finished documents: their pages, their files, the rows behind their figures."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from evidence.serving import PDF, PDF_POLICY, POLICY
from kernel.digest import canonical_json
from reports.actions import asked_again
from reports.dispatches.drafting import may_make_official
from reports.models import Dispatch, Document
from reports.proofs import code_of
from reports.rows import counted_rows
from reports.tables import charts_of, tables_of
from unions.downloads import download
from unions.policy import OfficerRequest, for_officers

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_officers()
@require_GET
def document_detail(request: OfficerRequest, document_id: int) -> HttpResponse:
    document = _document(request, document_id)
    context = {
        "document": document,
        "tables": tables_of(document, request.officer),
        "charts": charts_of(document),
        "again": asked_again(document, request.officer),
        "code": code_of(document),
        "may_make_official": may_make_official(document, request.officer),
    }
    return render(request, "reports/document_detail.html", context)


def _document(request: OfficerRequest, document_id: int) -> Document:
    documents = (
        Document.objects.visible_to(request.officer)
        .finished()
        .select_related("job", "union", "federation", "given")
    )
    return get_object_or_404(documents, pk=document_id)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def document_pdf(request: OfficerRequest, document_id: int) -> FileResponse:
    """Shown in place, to be read or printed."""
    return serve_file(_document(request, document_id), "pdf", PDF)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def document_xlsx(request: OfficerRequest, document_id: int) -> FileResponse:
    return serve_file(_document(request, document_id), "xlsx", XLSX)


@for_officers()
@require_GET
def document_data(request: OfficerRequest, document_id: int) -> HttpResponse:
    """Everything the document says, in the very bytes whose SM3 it bears."""
    document = _document(request, document_id)
    return download(canonical_json(document.data).encode(), document.file_name("json"))


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def document_docx(request: OfficerRequest, document_id: int) -> FileResponse:
    """To be edited; most papers have none."""
    document = _document(request, document_id)
    if not document.docx:
        raise Http404
    return serve_file(document, "docx", DOCX)


def serve_file(bearer: Document | Dispatch, extension: str, media_type: str) -> FileResponse:
    """Shown in place if it is a PDF. Raises Http404 if the storage has lost it."""
    try:
        content = getattr(bearer, extension).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    shown = media_type == PDF
    name = bearer.file_name(extension)
    response = FileResponse(
        content, as_attachment=not shown, filename=name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_POLICY if shown else POLICY
    response["Cache-Control"] = "private, max-age=600"
    return response


@for_officers()
@require_GET
def figure_rows(request: OfficerRequest, document_id: int, code: str) -> HttpResponse:
    """The rows behind one figure of a document, as they stood when it was frozen."""
    document = _document(request, document_id)
    rows = counted_rows(document, code, request.GET, officer=request.officer)
    if rows is None:
        raise Http404
    context = {"document": document, "rows": rows, "base_url": base_url(request)}
    return render(request, "reports/figure_rows.html", context)


def base_url(request: OfficerRequest) -> str:
    """The same figure's base instead of what was counted in it."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query["part"] = "denominator"
    return f"?{query.urlencode()}"

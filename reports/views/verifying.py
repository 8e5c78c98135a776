"""Paper asks the portal: whether a printed document holds, and what its figures count."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from reports.rows import counted_rows
from reports.verifying.figures import opened, paper_of
from reports.verifying.forms import CodeForm, CopyForm, FigureForm, TableForm
from reports.verifying.standing import is_same, standing_of
from reports.views.documents import base_url
from unions.bounds import TooOften, address_of
from unions.policy import OfficerRequest, for_officers, public


@public("whoever is shown a paper may type its code; nothing is told before the code is known")
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("reports:verify-paper", form.cleaned_data["code"])
    return _page(request, {"form": form}, status=422 if form.is_bound else 200)


@public("whoever holds a paper may ask whether it holds; of papers with names only who and when")
@require_http_methods(["GET", "POST"])
def verify_paper(request: HttpRequest, verify_code: str) -> HttpResponse:
    address = address_of(request)
    known: dict[str, Any] = {"code": verify_code.upper()[:40]}
    posted = request.method == "POST"
    copy = CopyForm(request.POST, request.FILES) if posted else CopyForm()
    try:
        standing = standing_of(verify_code, address=address)
        if standing is None:
            return _page(request, {**known, "form": CodeForm(), "unknown": True}, status=404)
        known |= {"standing": standing, "federation": standing.federation, "copy": copy}
        if copy.is_valid():
            known["same"] = is_same(standing, copy.cleaned_data["copy"], address=address)
    except TooOften as bound:
        return _later(request, bound)
    return _page(request, known, status=422 if posted and "same" not in known else 200)


def _later(request: HttpRequest, bound: TooOften) -> HttpResponse:
    response = _page(request, {"reason": bound}, status=bound.status)
    response["Retry-After"] = str(bound.seconds)
    return response


def _page(request: HttpRequest, known: dict[str, Any], *, status: int) -> HttpResponse:
    """Kept by no browser, by no search engine, and told to no other site."""
    response = render(request, "reports/verify.html", known, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


@for_officers()
@require_GET
def paper_find(request: OfficerRequest) -> HttpResponse:
    """A code and the number of a line, as they stand on paper."""
    form = FigureForm(request.GET or None)
    if form.is_valid():
        page = reverse("reports:paper-detail", args=[form.cleaned_data["code"]])
        number = form.cleaned_data["number"]
        return redirect(f"{page}#f{number}" if number else page)
    status = 422 if form.is_bound else 200
    return render(request, "reports/paper_find.html", {"form": form}, status=status)


@for_officers()
@require_GET
def paper_detail(request: OfficerRequest, paper_code: str) -> HttpResponse:
    """The tables of a printed document; each figure opens what it counts, in the reader's scope."""
    found = paper_of(paper_code, request.officer)
    if found is None:
        raise Http404
    bearer, documents = found
    form = TableForm(request.GET)
    asked = form.asked() if form.is_valid() else {}
    context = {
        "bearer": bearer,
        "code": paper_code,
        "documents": opened(paper_code, documents, request.officer, **asked),
    }
    return render(request, "reports/paper_detail.html", context)


@for_officers()
@require_GET
def paper_figure(
    request: OfficerRequest, paper_code: str, paper_part: int, code: str
) -> HttpResponse:
    """What one printed figure counts, as it stood, in the reader's own scope."""
    found = paper_of(paper_code, request.officer)
    bearer, documents = found or (None, [])
    if bearer is None or not 1 <= paper_part <= len(documents):
        raise Http404
    document = documents[paper_part - 1]
    rows = counted_rows(document, code, request.GET, officer=request.officer)
    if rows is None:
        messages.info(request, _("What this figure counts is not in the scope of your post."))
        return redirect("reports:paper-detail", paper_code)
    back = reverse("reports:paper-detail", args=[paper_code])
    context = {"document": document, "rows": rows, "back": back, "base_url": base_url(request)}
    return render(request, "reports/figure_rows.html", context)

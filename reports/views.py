from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistance.models import AidRound, HouseholdFile
from assistance.offices import READERS
from bargaining.models import Round
from bargaining.offices import READERS as BARGAINERS
from campaigns.models import Campaign
from campaigns.offices import ISSUERS
from evidence.serving import PDF, PDF_POLICY, POLICY
from homes.models import HomePlan
from kernel.days import today
from reports.actions import (
    may_request,
    request_campaign_report,
    request_household_form,
    request_letter,
    request_record,
    request_report,
    request_round_list,
)
from reports.board import board_of
from reports.forms import ReportForm
from reports.models import Document, Kind
from reports.rows import counted_rows
from reports.search import search as find
from reports.tables import tables_of
from reports.workbench import (
    SHOWN,
    everything_waiting,
    greeting,
    lines_of,
    own_plan,
    waiting_words,
)
from targets.snapshots import counting, start_snapshot
from unions.models import Job
from unions.models.jobs import JobState
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RECENT = 5


@for_officers()
@require_GET
def workbench(request: OfficerRequest) -> HttpResponse:
    waiting = everything_waiting(request.officer)
    context = {
        "greeting": greeting(),
        "waiting_words": waiting_words(waiting),
        "todos": lines_of(waiting[:SHOWN]),
        "todo_count": len(waiting),
        "board": board_of(request.officer),
        "own": own_plan(request.officer),
        "officer": request.officer,
    }
    return render(request, "reports/workbench.html", context)


@for_officers(CITY_STAFF, COUNTY_STAFF)
@require_POST
def board_count(request: OfficerRequest) -> HttpResponse:
    """Count the figures of today, rather than wait for the night."""
    start_snapshot(today(), by=request.officer)
    return redirect("reports:workbench")


@for_officers()
@require_GET
def board_counting(request: OfficerRequest) -> HttpResponse:
    """How far the counting is, as part of the board; once it is done the page is shown anew."""
    job = counting(request.officer.federation_id)
    if job is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "reports/_counting.html", {"counting": job})


@for_officers()
@require_GET
def todo_list(request: OfficerRequest) -> HttpResponse:
    waiting = everything_waiting(request.officer)
    context = {"todos": lines_of(waiting), "waiting_words": waiting_words(waiting)}
    return render(request, "reports/todo_list.html", context)


@for_officers()
@require_GET
def search(request: OfficerRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    context = {"found": find(words, request.officer), "search_text": words.strip()}
    return render(request, "reports/search.html", context)


@for_officers()
@require_http_methods(["GET", "POST"])
def report_list(request: OfficerRequest) -> HttpResponse:
    """The documents of the branch, those being made, and for the desk a form to ask for one."""
    asks = may_request(request.officer)
    if request.method == "POST" and not asks:
        raise PermissionDenied
    form = ReportForm(request.POST or None, officer=request.officer) if asks else None
    if form and form.is_bound and (job := _request(form)):
        return redirect("unions:job-detail", job.pk)
    documents = Document.objects.visible_to(request.officer).finished().select_related("union")
    context = {
        "form": form,
        "page": page_of(documents, request.GET),
        "jobs": _jobs(request),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "reports/report_list.html", context, status=status)


def _request(form: ReportForm) -> Job | None:
    """The job, or nothing and the reason on the form."""
    if not form.is_valid():
        return None
    asked = form.cleaned_data
    try:
        return request_report(asked["kind"], asked["year"], union=asked["union"], by=form.officer)
    except Refused as refused:
        form.add_error("year", str(refused))
        return None


def _jobs(request: OfficerRequest) -> list[Job]:
    """What is being made, and what lately failed."""
    jobs = Job.objects.visible_to(request.officer).filter(kind__in=Kind.values)
    return list(jobs.exclude(state=JobState.DONE).order_by("-pk")[:RECENT])


@for_officers()
@require_POST
def record_new(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """The acceptance record of a home as an official document."""
    plans = HomePlan.objects.visible_to(request.officer).select_related("union")
    job = request_record(get_object_or_404(plans, pk=plan_id), by=request.officer)
    return redirect("unions:job-detail", job.pk)


@for_officers(*READERS)
@require_POST
def household_form_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    """The form of a household's file, with what is sensitive masked."""
    files = HouseholdFile.objects.visible_to(request.officer).select_related("union")
    job = request_household_form(get_object_or_404(files, pk=household_id), by=request.officer)
    return redirect("unions:job-detail", job.pk)


@for_officers(*READERS)
@require_POST
def round_list_new(request: OfficerRequest, round_id: int) -> HttpResponse:
    """The list of a round, to be signed by who receives."""
    rounds = AidRound.objects.visible_to(request.officer).select_related("union")
    job = request_round_list(get_object_or_404(rounds, pk=round_id), by=request.officer)
    return redirect("unions:job-detail", job.pk)


@for_officers(*ISSUERS)
@require_POST
def campaign_report_new(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    """What came of a campaign, as an official document."""
    campaigns = Campaign.objects.visible_to(request.officer).select_related("union")
    campaign = get_object_or_404(campaigns, pk=campaign_id)
    job = request_campaign_report(campaign, by=request.officer)
    return redirect("unions:job-detail", job.pk)


@for_officers(*BARGAINERS)
@require_POST
def letter_new(request: OfficerRequest, bargaining_round_id: int, letter: str) -> HttpResponse:
    """One of the letters the law asks for, to print and to edit."""
    rounds = Round.objects.visible_to(request.officer).select_related("union", "employer")
    a_round = get_object_or_404(rounds, pk=bargaining_round_id)
    job = request_letter(a_round, letter, by=request.officer)
    return redirect("unions:job-detail", job.pk)


@for_officers()
@require_GET
def document_detail(request: OfficerRequest, document_id: int) -> HttpResponse:
    document = _document(request, document_id)
    context = {"document": document, "tables": tables_of(document, request.officer)}
    return render(request, "reports/document_detail.html", context)


def _document(request: OfficerRequest, document_id: int) -> Document:
    documents = Document.objects.visible_to(request.officer).finished().select_related("union")
    return get_object_or_404(documents, pk=document_id)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def document_pdf(request: OfficerRequest, document_id: int) -> FileResponse:
    """Shown in place, to be read or printed."""
    return _file(_document(request, document_id), "pdf", PDF)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def document_xlsx(request: OfficerRequest, document_id: int) -> FileResponse:
    return _file(_document(request, document_id), "xlsx", XLSX)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def document_docx(request: OfficerRequest, document_id: int) -> FileResponse:
    """To be edited; most papers have none."""
    document = _document(request, document_id)
    if not document.docx:
        raise Http404
    return _file(document, "docx", DOCX)


def _file(document: Document, extension: str, media_type: str) -> FileResponse:
    try:
        content = getattr(document, extension).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    shown = media_type == PDF
    name = document.file_name(extension)
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
    return render(request, "reports/figure_rows.html", {"document": document, "rows": rows})

"""Visits: the list, one visit, entering and paying it, festival rounds, and the five occasions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.visiting import (
    enter_visit,
    may_enter,
    may_write,
    name_five,
    open_photo,
    plan_round,
    visitors_wanted,
    write_visit,
)
from assistance.forms.visit import FiveOccasionsForm, VisitFilter, VisitForm, VisitRoundForm
from assistance.models import FiveOccasions, HouseholdFile, Visit
from assistance.models.visit import PAID_IN_TIME, Occasion
from assistance.offices import READERS, REPORTERS
from assistance.views.entry import entry_page, refusal_of
from assistance.views.found import asked_file
from evidence.serving import file_response
from kernel.days import today
from unions.offices import CITY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

ROUND_SIZE = 50  # households a page of a round


@for_officers(*READERS)
@require_GET
def visit_list(request: OfficerRequest) -> HttpResponse:
    """The visits of the officer's branch, and the year's share of the five paid in time."""
    form = VisitFilter(request.GET, officer=request.officer)
    visits = Visit.objects.visible_to(request.officer).select_related("township", "county")
    context = {
        "form": form,
        "page": page_of(form.narrow(visits), request.GET),
        "five": _five_of_the_year(request),
        "may_enter": may_enter(request.officer),
        "names_five": CITY_STAFF.held_by(request.officer),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/visit_list.html", context, status=status)


def _five_of_the_year(request: OfficerRequest) -> dict[str, Any]:
    """Events of the year on the five occasions whose time is over or whose visit was paid."""
    codes = FiveOccasions.objects.visible_to(request.officer).in_force(today())
    mine = Visit.objects.visible_to(request.officer)
    counts = mine.filter(occasion__in=codes).happened(today().year, today()).aggregate(
        events=Count("pk"), in_time=Count("pk", filter=PAID_IN_TIME)
    )  # fmt: skip
    labels = [str(Occasion(code).label) for code in codes]
    share = 100 * counts["in_time"] // counts["events"] if counts["events"] else None
    return {**counts, "share": share, "labels": labels}


def find_visit(request: OfficerRequest, visit_id: int) -> Visit:
    visits = Visit.objects.visible_to(request.officer).select_related(
        "file", "employer", "photo", "recorded_by__user", "recorded_by__union", "union"
    )
    return get_object_or_404(visits, pk=visit_id)


@for_officers(*READERS)
@require_GET
def visit_detail(request: OfficerRequest, visit_id: int) -> HttpResponse:
    visit = find_visit(request, visit_id)
    context = {
        "visit": visit,
        "aids": visit.aids.order_by("pk"),
        "may_write": may_write(visit, request.officer),
    }
    return render(request, "assistance/visit_detail.html", context)


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def visit_new(request: OfficerRequest) -> HttpResponse:
    """An event to visit, a visit already paid, or, with ?household=, a survey for its file."""
    file = asked_file(request)
    initial = {"occasion": Occasion.SURVEY} if file else {}
    form = _visit_form(request, instance=Visit(), file=file, initial=initial)
    refused = None
    if form.is_valid():
        photo = form.cleaned_data.get("photo")
        refused = refusal_of(lambda: enter_visit(form.instance, by=request.officer, photo=photo))
        if not refused:
            messages.success(request, _("The visit is on record."))
            return redirect(form.instance)
    return entry_page(request, form, button=_("Save"), refused=refused, **_to_enter(file))


def _to_enter(file: HouseholdFile | None) -> dict[str, Any]:
    """What the page says, with the way back: of a survey for a file, or of any other visit."""
    if file is None:
        hint = _("An event to visit, or a visit that was paid.")
        back = reverse("assistance:visit-list"), _("Visits")
        return {"title": _("Enter a visit"), "hint": hint, "back": back}
    wanted = visitors_wanted(Occasion.SURVEY)
    hint = _("A home visit for a file is paid by at least %(n)d persons.") % {"n": wanted}
    back = file.get_absolute_url(), str(file)
    return {"title": _("Visit to a household"), "hint": hint, "back": back}


def _visit_form(request: OfficerRequest, **known: Any) -> VisitForm:
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return VisitForm(*data, officer=request.officer, **known)


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def visit_edit(request: OfficerRequest, visit_id: int) -> HttpResponse:
    """Record that it was paid, or correct the record."""
    visit = find_visit(request, visit_id)
    form, refused = _visit_form(request, instance=visit), None
    if form.is_valid():
        photo = form.cleaned_data.get("photo")
        refused = refusal_of(lambda: write_visit(form.instance, by=request.officer, photo=photo))
        if not refused:
            messages.success(request, _("The visit is on record."))
            return redirect(visit)
    title = _("Correct the visit") if visit.recorded_by_id else _("Record the visit")
    back = (visit.get_absolute_url(), str(visit))
    return entry_page(request, form, title=title, back=back, button=_("Save"), refused=refused)


@for_officers(*READERS)  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def visit_photo(request: OfficerRequest, visit_id: int) -> FileResponse:
    """The photo of a visit, for whoever sees the visit; opening it is logged."""
    visit = find_visit(request, visit_id)
    if visit.photo is None:
        raise Http404
    open_photo(visit, by=request.officer)
    return file_response(visit.photo)


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def visit_round_new(request: OfficerRequest) -> HttpResponse:
    """Festival visits to the households ticked, to be paid by a day."""
    data = request.POST if request.method == "POST" else None
    form = VisitRoundForm(data, officer=request.officer)
    if form.is_valid():
        said = form.cleaned_data
        visits = plan_round(said["title"], said["until"], said["households"], by=request.officer)
        messages.success(request, _("%(n)d visits wait on the workbench.") % {"n": len(visits)})
        return redirect(f"{reverse('assistance:visit-list')}?standing=open")
    files = HouseholdFile.objects.visible_to(request.officer).on_file()
    page = page_of(files.select_related("township"), request.GET, size=ROUND_SIZE)
    ticked = set(request.POST.getlist("households"))
    context = {"form": form, "page": page, "ticked": ticked}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/visit_round_new.html", context, status=status)


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def five_edit(request: OfficerRequest) -> HttpResponse:
    """The five occasions: what holds, what held, and a new choice."""
    kept = FiveOccasions.objects.visible_to(request.officer)
    initial = {"codes": kept.in_force(today()), "valid_from": today()}
    form, refused = FiveOccasionsForm(request.POST or None, officer=request.officer), None
    form.initial = initial
    if form.is_valid():
        refused = refusal_of(lambda: name_five(**form.cleaned_data, by=request.officer))
        if not refused:
            messages.success(request, _("The five occasions are named."))
            return redirect("assistance:five-edit")
    context = {"form": form, "refused": refused, "history": kept.order_by("-valid_from")[:20]}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/five_edit.html", context, status=status)

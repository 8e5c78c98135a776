"""Suggestions: one by one with their steps, and by counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.suggestions import COUNTS, headers, import_tallies, propose, tally
from campaigns.actions.valuing import may_value
from campaigns.forms.fields import YearWorkbookForm
from campaigns.forms.suggestions import (
    SuggestionFilter,
    SuggestionForm,
    TallyFilter,
    TallyForm,
)
from campaigns.models import Suggestion, SuggestionTally
from campaigns.offices import ORGANISERS, READERS, organises
from campaigns.views.entries import value_page
from campaigns.workflows.contest import SUGGESTION, SuggestionStage
from kernel.days import today
from targets.indicators import indicator
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.casework.workbooks import empty_workbook, import_page, posted, sent
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

S = SuggestionStage
WORK = Casework(
    app="campaigns",
    noun="suggestion",
    title=gettext_lazy("Suggestions"),
    workflow=SUGGESTION,
    dots=(
        Dot(pgettext_lazy("suggestion", "Proposed"), (S.PROPOSED,)),
        Dot(gettext_lazy("Adopted"), (S.ADOPTED,)),
        Dot(gettext_lazy("Implemented"), (S.IMPLEMENTED,)),
    ),
    fields={},
    green=(S.ADOPTED, S.IMPLEMENTED),
)


def find_suggestion(request: OfficerRequest, suggestion_id: int) -> Suggestion:
    found = Suggestion.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "federation", "book__employer", "contest",
        "certificate", "drafted_by__user",
    )  # fmt: skip
    suggestion: Suggestion = get_object_or_404(found, pk=suggestion_id)
    return suggestion


@for_officers(*READERS)
@require_GET
def suggestion_list(request: OfficerRequest) -> HttpResponse:
    form = SuggestionFilter(request.GET, officer=request.officer)
    found = Suggestion.objects.visible_to(request.officer).select_related("book__employer")
    may_new = organises(request.officer)
    return list_page(request, WORK, found, form=form, may_open_new=may_new)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def suggestion_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SuggestionForm(data, officer=request.officer, instance=Suggestion())
    if form.is_valid():
        try:
            propose(form.instance, form.cleaned_data["employer"], by=request.officer)
            return redirect(form.instance)
        except Refused as refused:
            form.add_error("employer", str(refused))
    return form_page(request, form, title=_("Record a suggestion"), back=WORK.url("list"))


@for_officers(*READERS)
@require_GET
def suggestion_detail(request: OfficerRequest, suggestion_id: int) -> HttpResponse:
    suggestion = find_suggestion(request, suggestion_id)
    return detail_page(request, WORK, suggestion, may_value=may_value(request.officer, suggestion))


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def suggestion_step(request: OfficerRequest, suggestion_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_suggestion(request, suggestion_id), step)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def suggestion_value(request: OfficerRequest, suggestion_id: int) -> HttpResponse:
    suggestion = find_suggestion(request, suggestion_id)
    return value_page(request, suggestion, back=suggestion.get_absolute_url())


@for_officers(*READERS)
@require_GET
def tally_list(request: OfficerRequest) -> HttpResponse:
    form = TallyFilter(request.GET, officer=request.officer)
    tallies = SuggestionTally.objects.visible_to(request.officer)
    tallies = form.narrow(tallies).select_related("book__employer", "certificate")
    year = form.cleaned_data.get("year") or today().year
    context = {
        "form": form,
        "page": page_of(tallies, request.GET),
        "figures": _figures(request, year),
        "year_asked": year,
        "may_new": organises(request.officer),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/tally_list.html", context, status=status)


def _figures(request: OfficerRequest, year: int) -> list[dict[str, Any]]:
    """Proposed, adopted, implemented in the branch: single ones and counts together."""
    return [
        {"label": figure.label, "value": _sum(figure.rows(today(), year, ""), request)}
        for figure in (indicator(f"campaigns.suggestions_{name}") for name in COUNTS)
    ]


def _sum(rows: Any, request: OfficerRequest) -> int:
    return int(rows.visible_to(request.officer).aggregate(n=Sum("counts"))["n"] or 0)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def tally_new(request: OfficerRequest) -> HttpResponse:
    form = TallyForm(*posted(request), officer=request.officer)
    if form.is_valid():
        said = form.cleaned_data
        counts = {name: said[name] for name in COUNTS}
        try:
            tally(said["employer"], said["year"], counts, by=request.officer)
            messages.success(request, _("Counted."))
            return redirect("campaigns:tally-list")
        except Refused as refused:
            form.add_error("employer", str(refused))
    back = reverse("campaigns:tally-list")
    hint = _("For units with too many suggestions to list. A new count replaces the last.")
    return form_page(request, form, title=_("Count a unit's suggestions"), back=back, hint=hint)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def tally_import(request: OfficerRequest) -> HttpResponse:
    def take_over(said: dict[str, Any]) -> str:
        n = import_tallies(said["year"], said["workbook"], by=request.officer)
        return _("The suggestions of %(n)d units are counted.") % {"n": n}

    return import_page(
        request,
        YearWorkbookForm(*sent(request), officer=request.officer),
        take_over,
        columns=headers(),
        title=_("Counts of many units from a workbook"),
        back=reverse("campaigns:tally-list"),
        empty_url=reverse("campaigns:tally-workbook"),
    )


@for_officers(*ORGANISERS)
@require_GET
def tally_workbook(request: OfficerRequest) -> HttpResponse:
    return empty_workbook(_("Suggestions"), headers(), ["91210781000000001X", 320, 150, 96])


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def tally_value(request: OfficerRequest, tally_id: int) -> HttpResponse:
    tallies = SuggestionTally.objects.visible_to(request.officer).select_related("union")
    found = get_object_or_404(tallies, pk=tally_id)
    return value_page(request, found, back=reverse("campaigns:tally-list"))

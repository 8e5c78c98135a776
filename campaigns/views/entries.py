"""What is entered into a competition: units, people, results, outcomes and their value."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.contest_import import headers, import_contestants
from campaigns.actions.contests import (
    enter_person,
    enter_unit,
    enters,
    record_outcome,
    record_results,
    records_results,
)
from campaigns.actions.valuing import Valued, certify_value, refuse_value
from campaigns.forms.contests import ContestantForm, OutcomeForm, RankForm, UnitForm, ValueForm
from campaigns.models import Contest, Contestant, ContestOutcome
from campaigns.offices import ORGANISERS
from campaigns.views.contests import find_contest
from unions.casework.pages import form_page
from unions.casework.workbooks import WorkbookForm, empty_workbook, import_page, posted, sent
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

MOST_RANKED = 200


def _entered(request: OfficerRequest, contest_id: int) -> Contest:
    contest = find_contest(request, contest_id)
    if not enters(request.officer, contest):
        raise Refused(_("Entries are closed: the competition is judged."))
    return contest


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def unit_new(request: OfficerRequest, contest_id: int) -> HttpResponse:
    contest = _entered(request, contest_id)
    form = UnitForm(*posted(request), officer=request.officer)
    if form.is_valid():
        try:
            enter_unit(contest, **form.cleaned_data, by=request.officer)
            return redirect(contest)
        except Refused as refused:
            form.add_error("employer", str(refused))
    return form_page(request, form, title=_("Enter a unit"), back=contest.get_absolute_url())


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("id_number")
def person_new(request: OfficerRequest, contest_id: int) -> HttpResponse:
    contest = _entered(request, contest_id)
    data = request.POST if request.method == "POST" else None
    form = ContestantForm(data, officer=request.officer, instance=Contestant(contest=contest))
    if form.is_valid():
        try:
            enter_person(form.instance, by=request.officer)
            return redirect("campaigns:contest-people", contest.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return form_page(request, form, title=_("Enter a person"), back=contest.get_absolute_url())


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
@sensitive_variables("said")
def people_import(request: OfficerRequest, contest_id: int) -> HttpResponse:
    contest = _entered(request, contest_id)

    def take_over(said: dict[str, Any]) -> str:
        people = import_contestants(contest, said["workbook"], by=request.officer)
        return _("%(n)d persons are entered.") % {"n": len(people)}

    return import_page(
        request,
        WorkbookForm(*sent(request), officer=request.officer),
        take_over,
        columns=headers(),
        title=_("Enter people from a workbook"),
        back=contest.get_absolute_url(),
        empty_url=reverse("campaigns:people-workbook"),
    )


@for_officers(*ORGANISERS)
@require_GET
def people_workbook(request: OfficerRequest) -> HttpResponse:
    line = ["91210781000000001X", _("Name"), "210781198001010010", "A-0001", _("Team")]
    return empty_workbook(_("Contestants"), headers(), line)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def contest_results(request: OfficerRequest, contest_id: int) -> HttpResponse:
    """Ranks and awards of the units, in one table."""
    contest = find_contest(request, contest_id)
    if not records_results(request.officer, contest):
        raise Refused(_("Results are entered by the union that runs it, once it runs."))
    units = contest.units.visible_to(request.officer).select_related("employer").order_by("pk")
    data = request.POST if request.method == "POST" else None
    forms = [
        RankForm(data, officer=request.officer, instance=unit, prefix=f"u{unit.pk}")
        for unit in units[:MOST_RANKED]
    ]
    # Each is asked, so that every wrong line is told at once.
    if data is not None and not [form for form in forms if not form.is_valid()]:
        record_results(contest, [form.instance for form in forms], by=request.officer)
        messages.success(request, _("The results are on record."))
        return redirect(contest)
    context = {"contest": contest, "forms": forms}
    status = 422 if data is not None else 200
    return render(request, "campaigns/contest_results.html", context, status=status)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def outcome_new(request: OfficerRequest, contest_id: int) -> HttpResponse:
    contest = find_contest(request, contest_id)
    data = request.POST if request.method == "POST" else None
    form = OutcomeForm(data, officer=request.officer, instance=ContestOutcome(contest=contest))
    if form.is_valid():
        try:
            record_outcome(form.instance, by=request.officer)
            return redirect(contest)
        except Refused as refused:
            form.add_error(None, str(refused))
    hint = _("A value in yuan is entered afterwards, with its finance certificate.")
    back = contest.get_absolute_url()
    return form_page(request, form, title=_("Record an outcome"), back=back, hint=hint)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def outcome_value(request: OfficerRequest, outcome_id: int) -> HttpResponse:
    outcomes = ContestOutcome.objects.visible_to(request.officer).select_related("contest", "union")
    outcome = get_object_or_404(outcomes, pk=outcome_id)
    return value_page(request, outcome, back=outcome.contest.get_absolute_url())


def value_page(request: OfficerRequest, row: Valued, *, back: str) -> HttpResponse:
    """The value of a row, with the paper that proves it."""
    refuse_value(row, request.officer)
    form = ValueForm(*sent(request), officer=request.officer)
    if form.is_valid():
        try:
            certify_value(row, **form.cleaned_data, by=request.officer)
            messages.success(request, _("The value is on record, with its certificate."))
            return redirect(back)
        except Refused as refused:
            form.add_error("certificate", str(refused))
    hint = _("Without the signed certificate of the finance department no value is counted.")
    return form_page(request, form, title=_("Value created"), back=back, hint=hint)

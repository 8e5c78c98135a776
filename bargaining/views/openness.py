"""What employers open to their workers: rule documents and postings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from bargaining.actions.openness import keep_posting, keep_rule, repeal_rule
from bargaining.forms.openness import (
    OpennessFilter,
    PostingCorrection,
    PostingEntry,
    RepealForm,
    RuleCorrection,
    RuleForm,
)
from bargaining.governed import first_that_counts
from bargaining.hints import Rules
from bargaining.models import OpennessRule, Posting
from bargaining.models.openness import WAY
from bargaining.offices import READERS, UNITS
from bargaining.openness_rules import hints_on
from bargaining.views.congress import keeps, own_code, was_done
from kernel.days import today
from unions.casework.pages import events_of, form_page
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

LAST_POSTINGS = 10
WITH_IT = ("employer", "union", "county", "federation")


def find_posting(request: OfficerRequest, posting_id: int) -> Posting:
    postings = Posting.objects.visible_to(request.officer).select_related(*WITH_IT)
    found: Posting = get_object_or_404(postings, pk=posting_id)
    return found


def find_rule(request: OfficerRequest, openness_rule_id: int) -> OpennessRule:
    rules = OpennessRule.objects.visible_to(request.officer).select_related(*WITH_IT, "scan")
    found: OpennessRule = get_object_or_404(rules, pk=openness_rule_id)
    return found


def to_keep(request: OfficerRequest, row: Any) -> Any:
    """A row of the officer's own branch: whom it was granted to only reads it."""
    if not keeps(request, row):
        raise PermissionDenied
    return row


@for_officers(*READERS)
@require_GET
def posting_list(request: OfficerRequest) -> HttpResponse:
    form = OpennessFilter(request.GET, officer=request.officer)
    postings = form.narrow(Posting.objects.visible_to(request.officer))
    context = {
        "form": form,
        "page": page_of(postings.select_related("employer", "county"), request.GET),
        "since": first_that_counts(today()),
        "keeps": holds_any(request.officer, UNITS),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "bargaining/posting_list.html", context, status=status)


@for_officers(*READERS)
@require_GET
def posting_detail(request: OfficerRequest, posting_id: int) -> HttpResponse:
    posting = find_posting(request, posting_id)
    rules = OpennessRule.objects.visible_to(request.officer).filter(employer=posting.employer_id)
    context = {
        "posting": posting,
        "hints": hints_on(posting, Rules.on(posting.posted_on or today())),
        "steps": _way_of(posting),
        "rule": rules.in_force(today()).order_by("-adopted_on", "-pk").first(),
        "events": events_of(request, posting)[:20],
        "keeps": keeps(request, posting),
    }
    return render(request, "bargaining/posting_detail.html", context)


def _way_of(posting: Posting) -> list[dict[str, Any]]:
    """The way of an affair as a row of dots; a step without a day is ahead or was left out."""
    days = [getattr(posting, name) for name in WAY]
    names = (
        pgettext("posting", "Planned"),
        _("Opinions asked for"),
        _("Reviewed"),
        _("Posted"),
        _("Supervised"),
        _("Put right"),
        pgettext("posting", "Reported"),
        _("Archived"),
    )
    return [
        {"label": name, "state": "done", "when": date_format(day, "m-d")}
        if day
        else {"label": name, "state": "ahead"}
        for name, day in zip(names, days, strict=True)
    ]


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def posting_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PostingEntry(data, officer=request.officer, initial=own_code(request))
    if form.is_valid():
        made = was_done(form, lambda: keep_posting(Posting(), form.said, by=request.officer))
        if made:
            messages.success(request, _("The posting is on the register."))
            return redirect(made)
    back = reverse("bargaining:posting-list")
    return form_page(request, form, title=_("Enter a posting"), back=back)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def posting_edit(request: OfficerRequest, posting_id: int) -> HttpResponse:
    posting = to_keep(request, find_posting(request, posting_id))
    data = request.POST if request.method == "POST" else None
    form = PostingCorrection(data, officer=request.officer, instance=posting)
    if form.is_valid() and was_done(
        form, lambda: keep_posting(posting, form.said, by=request.officer)
    ):
        return redirect(posting)
    back = posting.get_absolute_url()
    return form_page(request, form, title=_("How far it has come"), back=back)


@for_officers(*READERS)
@require_GET
def openness_rule_list(request: OfficerRequest) -> HttpResponse:
    form = OpennessFilter(request.GET, officer=request.officer, of_rules=True)
    rules = form.narrow(OpennessRule.objects.visible_to(request.officer))
    context = {
        "form": form,
        "page": page_of(rules.select_related("employer", "county"), request.GET),
        "keeps": holds_any(request.officer, UNITS),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "bargaining/openness_rule_list.html", context, status=status)


@for_officers(*READERS)
@require_GET
def openness_rule_detail(request: OfficerRequest, openness_rule_id: int) -> HttpResponse:
    rule = find_rule(request, openness_rule_id)
    postings = Posting.objects.visible_to(request.officer).filter(employer=rule.employer_id)
    context = {
        "rule": rule,
        "postings": postings.order_by("-posted_on", "-pk")[:LAST_POSTINGS],
        "events": events_of(request, rule)[:20],
        "keeps": keeps(request, rule),
    }
    return render(request, "bargaining/openness_rule_detail.html", context)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def openness_rule_new(request: OfficerRequest) -> HttpResponse:
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RuleForm(*data, officer=request.officer, initial=own_code(request))
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        made = was_done(
            form, lambda: keep_rule(OpennessRule(), form.said, scan, by=request.officer)
        )
        if made:
            messages.success(request, _("The document is on the register."))
            return redirect(made)
    back = reverse("bargaining:openness-rule-list")
    return form_page(request, form, title=_("Enter a rule document"), back=back)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def openness_rule_edit(request: OfficerRequest, openness_rule_id: int) -> HttpResponse:
    rule = to_keep(request, find_rule(request, openness_rule_id))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RuleCorrection(*data, officer=request.officer, instance=rule)
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        if was_done(form, lambda: keep_rule(rule, form.said, scan, by=request.officer)):
            return redirect(rule)
    back = rule.get_absolute_url()
    return form_page(request, form, title=_("Correct the entry"), back=back)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def openness_rule_repeal(request: OfficerRequest, openness_rule_id: int) -> HttpResponse:
    rule = to_keep(request, find_rule(request, openness_rule_id))
    form = RepealForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        on = form.cleaned_data["repealed_on"]
        if was_done(form, lambda: repeal_rule(rule, on=on, by=request.officer)):
            return redirect(rule)
    back = rule.get_absolute_url()
    return form_page(request, form, title=_("Record the repeal"), back=back)

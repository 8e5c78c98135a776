"""12351: calls taken down, dispatched, answered, called back; the month's figures."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.hotline import may_open_file, open_file_for, take_call
from assistance.forms.hotline import (
    MAY_STAY_EMPTY,
    STEP_FIELDS,
    CallForm,
    FileFromCallForm,
    HotlineFilter,
    MonthForm,
    only_places,
)
from assistance.hotline_month import figures_of
from assistance.models import HotlineTicket
from assistance.offices import READERS, REPORTERS
from assistance.views.casework import detail_page, opening_page
from assistance.workflows.hotline import HOTLINE, OPERATORS, HotlineStage
from kernel.days import today
from unions.casework.dots import Dot
from unions.casework.pages import Casework, form_page, list_page, step_page
from unions.offices import holds_any
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

S = HotlineStage
WORK = Casework(
    app="assistance",
    noun="hotline",
    title=gettext_lazy("12351 hotline"),
    workflow=HOTLINE,
    dots=(
        Dot(gettext_lazy("Received"), (S.RECEIVED,)),
        Dot(gettext_lazy("Dispatched"), (S.DISPATCHED,)),
        Dot(gettext_lazy("Handled"), (S.HANDLING,)),
        Dot(gettext_lazy("Answered"), (S.ANSWERED,)),
        Dot(gettext_lazy("Called back"), (S.CALLED_BACK,)),
        Dot(gettext_lazy("Quality checked"), (S.CHECKED,)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
    ),
    fields=STEP_FIELDS,
    optional=MAY_STAY_EMPTY,
    green=(S.ANSWERED, S.CALLED_BACK, S.CHECKED, S.CLOSED),
)


def find_case(request: OfficerRequest, ticket_id: int) -> HotlineTicket:
    cases = HotlineTicket.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "handler", "taken_by", "file", "drafted_by__user"
    )
    case: HotlineTicket = get_object_or_404(cases, pk=ticket_id)
    return case


@for_officers(*READERS)
@require_GET
def hotline_list(request: OfficerRequest) -> HttpResponse:
    form = HotlineFilter(
        request.GET, officer=request.officer, model=HotlineTicket, exact=["matter", "difficulty"]
    )
    cases = HotlineTicket.objects.visible_to(request.officer)
    may_new = holds_any(request.officer, OPERATORS)
    return list_page(request, WORK, cases, form=form, may_open_new=may_new)


@sensitive_post_parameters()
@for_officers(*OPERATORS)
@require_http_methods(["GET", "POST"])
def hotline_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = CallForm(data, officer=request.officer)
    if form.is_valid():
        return redirect(take_call(form.said, by=request.officer))
    return form_page(
        request, form, title=_("Take a call"), back=WORK.url("list"),
        template="assistance/hotline_new.html",
    )  # fmt: skip


@for_officers(*READERS)
@require_GET
def hotline_detail(request: OfficerRequest, ticket_id: int) -> HttpResponse:
    case = find_case(request, ticket_id)
    officer = request.officer
    legal = case.legal_cases.order_by("pk")
    mediations = case.mediations.order_by("pk")
    return detail_page(
        request,
        WORK,
        case,
        grown=[*legal, *mediations],
        may_open_file=may_open_file(case, officer),
        may_open_legal=holds_any(officer, REPORTERS),
    )


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def hotline_step(request: OfficerRequest, ticket_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_case(request, ticket_id), step, prepare=only_places)


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def hotline_opening(request: OfficerRequest, ticket_id: int) -> HttpResponse:
    return opening_page(request, find_case(request, ticket_id))


@sensitive_post_parameters()
@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def hotline_file_new(request: OfficerRequest, ticket_id: int) -> HttpResponse:
    """A hardship file that begins with a call."""
    case = find_case(request, ticket_id)
    if not may_open_file(case, request.officer):
        raise Refused(_("No hardship file can be opened from this call."))
    data = request.POST if request.method == "POST" else None
    initial = {"workplace": case.workplace}
    form = FileFromCallForm(data, officer=request.officer, initial=initial)
    if form.is_valid():
        try:
            return redirect(open_file_for(case, form.cleaned_data, by=request.officer))
        except ValidationError as wrong:
            form.add_error("id_number", wrong.messages)
        except Refused as refused:
            form.add_error(None, str(refused))
    return form_page(request, form, title=_("Open a hardship file"), back=case.get_absolute_url())


@for_officers(*READERS)
@require_GET
def hotline_month(request: OfficerRequest) -> HttpResponse:
    """The month's intake, answers, satisfaction and wages, of the officer's branch."""
    now = {"year": today().year, "month": today().month}
    form = MonthForm(request.GET or now, officer=request.officer)
    valid = form.is_valid()
    year = form.cleaned_data.get("year") or today().year
    month = form.cleaned_data.get("month") or today().month
    tickets = HotlineTicket.objects.visible_to(request.officer)
    figures = figures_of(tickets, year, month, on=today())
    context = {"form": form, "figures": figures, "year": year, "month": month}
    status = 200 if valid else 422
    return render(request, "assistance/hotline_month.html", context, status=status)

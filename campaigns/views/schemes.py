"""Honours of a year: the list, one honour with its quotas and nominations, its steps."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.honours import draft_scheme, set_quotas
from campaigns.catalogue import known_honours
from campaigns.forms.honours import QuotaForm, SchemeFilter, SchemeForm
from campaigns.models import HonourQuota, HonourScheme, Nomination
from campaigns.offices import ISSUERS, READERS
from campaigns.workflows.honour import NOMINATORS, SCHEME, NominationStage, SchemeStage
from kernel.days import today
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.models import Union
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

S = SchemeStage
WORK = Casework(
    app="campaigns",
    noun="honour",
    title=gettext_lazy("Honours"),
    workflow=SCHEME,
    dots=(
        Dot(gettext_lazy("Drafted"), (S.DRAFT,)),
        Dot(gettext_lazy("Open for nominations"), (S.OPEN,)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
    ),
    fields={},
    green=(S.OPEN,),
)


def find_scheme(request: OfficerRequest, honour_scheme_id: int) -> HonourScheme:
    schemes = HonourScheme.objects.visible_to(request.officer).select_related(
        "union", "county", "township", "federation", "drafted_by__user"
    )
    scheme: HonourScheme = get_object_or_404(schemes, pk=honour_scheme_id)
    return scheme


def issues(request: OfficerRequest, scheme: HonourScheme) -> bool:
    return scheme.union_id == request.officer.union_id and holds_any(request.officer, ISSUERS)


@for_officers(*READERS)
@require_GET
def scheme_list(request: OfficerRequest) -> HttpResponse:
    form = SchemeFilter(request.GET, officer=request.officer)
    schemes = HonourScheme.objects.visible_to(request.officer)
    may_new = holds_any(request.officer, ISSUERS)
    return list_page(request, WORK, schemes, form=form, may_open_new=may_new)


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def scheme_new(request: OfficerRequest) -> HttpResponse:
    """`?like=` fills in what an honour of that kind begins with."""
    data = request.POST if request.method == "POST" else None
    known = known_honours()
    initial = {"year": today().year, **known.get(request.GET.get("like", ""), {})}
    form = SchemeForm(data, officer=request.officer, initial=initial)
    if form.is_valid():
        return redirect(draft_scheme(form.said, by=request.officer))
    likes = [(code, f"{one['title']} {one.get('grade', '')}") for code, one in known.items()]
    return form_page(
        request, form, title=_("Draft an honour"), back=WORK.url("list"), likes=likes,
        template="campaigns/honour_new.html",
    )  # fmt: skip


@for_officers(*READERS)
@require_GET
def scheme_detail(request: OfficerRequest, honour_scheme_id: int) -> HttpResponse:
    scheme, officer = find_scheme(request, honour_scheme_id), request.officer
    nominations = Nomination.objects.visible_to(officer).filter(scheme=scheme)
    quotas = HonourQuota.objects.visible_to(officer).filter(scheme=scheme)
    stages = (
        nominations.order_by().values("stage").annotate(n=Count("pk")).values_list("stage", "n")
    )
    counted = dict(stages)
    return detail_page(
        request,
        WORK,
        scheme,
        stages=[(label, counted[value]) for value, label in NominationStage.choices
                if value in counted],
        quotas=list(quotas.select_related("union").order_by("union__code", "pk")),
        page=page_of(nominations.select_related("employer", "union", "county"), request.GET),
        may_quota=issues(request, scheme) and scheme.stage in {S.DRAFT, S.OPEN},
        may_nominate=scheme.stage == S.OPEN and holds_any(officer, NOMINATORS),
    )  # fmt: skip


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def scheme_step(request: OfficerRequest, honour_scheme_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_scheme(request, honour_scheme_id), step)


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def scheme_quotas(request: OfficerRequest, honour_scheme_id: int) -> HttpResponse:
    scheme = find_scheme(request, honour_scheme_id)
    counties = list(Union.objects.visible_to(request.officer).counties())
    quotas = HonourQuota.objects.visible_to(request.officer).filter(scheme=scheme)
    known = {f"seats_{quota.union_id}": quota.seats for quota in quotas}
    data = request.POST if request.method == "POST" else None
    form = QuotaForm(
        data, officer=request.officer, counties=counties or [request.officer.union], initial=known
    )
    if form.is_valid():
        try:
            set_quotas(scheme, form.seats, by=request.officer)
            messages.success(request, _("Saved."))
            return redirect(scheme)
        except Refused as refused:
            form.add_error(None, str(refused))
    return form_page(request, form, title=_("Quotas"), back=scheme.get_absolute_url())

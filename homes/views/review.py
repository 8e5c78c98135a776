"""The county reads what was submitted, and says what becomes of each plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from homes.actions.reviewing import Verdict, review_plans
from homes.forms.reviewing import VerdictForm
from homes.models import Attachment, HomePlan, Measure
from homes.workflow import Stage, Step
from unions.offices import COUNTY_STAFF
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused
from unions.workflow import drafted

AT_ONCE = 10


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def review_list(request: OfficerRequest) -> HttpResponse:
    """Submitted plans, the most urgent first; one press carries out every verdict given."""
    posted = request.method == "POST"
    forms = [
        VerdictForm(request.POST if posted else None, officer=request.officer, plan=plan)
        for plan in _waiting(request)
    ]
    refused: list[tuple[Verdict, MoveRefused]] = []
    if posted:
        given = [form.verdict for form in forms if form.is_valid()]
        verdicts = [verdict for verdict in given if verdict]
        done, refused = review_plans(verdicts, by=request.officer)
        _tell(request, done, refused)
        if not refused and all(form.is_valid() for form in forms):
            return redirect("homes:review-list")
        moved = {verdict.plan.pk for verdict in done}
        forms = [form for form in forms if form.plan.pk not in moved]
    context = {"rows": [_row(form, request) for form in forms[:AT_ONCE]], "more": len(forms) > 10}
    return render(request, "homes/review_list.html", context, status=422 if posted else 200)


def _waiting(request: OfficerRequest) -> list[HomePlan]:
    """The most urgent plans; on POST those the page showed, though they may have moved since."""
    measures = Measure.objects.unscoped("of plans already found").select_related("criterion")
    proved = Attachment.objects.unscoped("of plans already found")
    plans = HomePlan.objects.visible_to(request.officer).select_related(
        "employer", "township", "sponsor__user", "drafted_by__user"
    )
    plans = plans.prefetch_related(
        Prefetch("measures", measures.order_by("criterion__position")),
        Prefetch("measures__attachments", proved),
    )
    if request.method == "POST":
        shown = [int(pk) for pk in request.POST.getlist("plan") if pk.isdecimal() and len(pk) < 18]
        return list(plans.filter(pk__in=shown[:AT_ONCE]).order_by("due_on", "pk"))
    return list(plans.awaiting([Stage.SUBMITTED])[: AT_ONCE + 1])


def _row(form: VerdictForm, request: OfficerRequest) -> dict[str, Any]:
    """What the list says of a plan, so that much can be decided without opening it."""
    measures = form.shown
    return {
        "form": form,
        "plan": form.plan,
        "mine": drafted(form.plan, request.officer),
        "met": len([m for m in measures if m.already_met]),
        "planned": len([m for m in measures if not m.already_met]),
        "files": sum(len(measure.attachments.all()) for measure in measures),
        "ticked": {str(pk) for pk in form["measures"].value() or []},
    }


def _tell(
    request: OfficerRequest, done: list[Verdict], refused: list[tuple[Verdict, MoveRefused]]
) -> None:
    """One line for the approved, one for the returned, one for each that did not move."""
    for step, words in ((Step.APPROVE, _("Approved: %s")), (Step.SEND_BACK, _("Returned: %s"))):
        names = "、".join(verdict.plan.name for verdict in done if verdict.step == step)
        if names:
            messages.success(request, words % names)
    for verdict, refusal in refused:
        messages.error(request, f"{verdict.plan.name}: {refusal}")
    if not done and not refused:
        messages.warning(request, _("No plan was given a verdict."))

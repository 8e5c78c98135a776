"""One page for a step of a lifecycle: GET asks for what the step needs, POST takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assistance.views.entry import refusal_of
from unions.forms import OfficerForm
from unions.models import Officer
from unions.policy import OfficerRequest
from unions.refusals import MoveRefused, Refused
from unions.workflow import Move, Workflow


def move_open_to(officer: Officer, workflow: Workflow, record: Any, step: str) -> Move | None:
    return next((m for m in workflow.open_to(officer, record) if m.step == step), None)


def step_page(
    request: OfficerRequest,
    record: Any,
    form: OfficerForm,
    *,
    move: Move | None,
    take: Callable[..., object],
    page: Callable[[Move, Refused | None], dict[str, Any]],
    template: str,
    back: str = "",
) -> HttpResponse:
    """The step taken, or its page again with what stands against it.

    `take` is given what the form says; `page` is what the template needs besides move, form and
    refused. Raises what refused a step that is not open to the officer.
    """
    refused = refusal_of(lambda: take(**form.cleaned_data)) if form.is_valid() else None
    if form.is_valid() and not refused:
        told = {"name": record, "stage": record.get_stage_display()}
        messages.success(request, _("%(name)s: %(stage)s.") % told)
        return redirect(back or record)
    if move is None:
        words = _("This step is not open to you now.")
        raise refused or MoveRefused(words, again=back or record.get_absolute_url())
    context = {"move": move, "form": form, "refused": refused, **page(move, refused)}
    return render(request, template, context, status=422 if request.method == "POST" else 200)

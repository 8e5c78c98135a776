"""A step of something that came from outside: words for whoever waits for them, then the step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assistance.forms.application import AnswerForm
from unions.policy import OfficerRequest
from unions.refusals import MoveRefused, Overtaken
from unions.workflow import Workflow


def answer_page(
    request: OfficerRequest,
    workflow: Workflow,
    record: Any,
    step: str,
    *,
    take: Callable[[dict[str, Any]], HttpResponse],
    template: str,
) -> HttpResponse:
    """GET asks for the words; POST takes the step by `take`, which gets `note` and `seen`."""
    moves = workflow.open_to(request.officer, record)
    move = next((m for m in moves if m.step == step), None)
    note = move is None or move.needs_note
    form = AnswerForm(request.POST or None, officer=request.officer, record=record, needs_note=note)
    if move is None:
        words = _("This step is not open to you now.")
        raise MoveRefused(words, again=record.get_absolute_url())
    missing, refused = move.guard(record) if move.guard else [], None
    if form.is_valid():
        try:
            return take(form.cleaned_data)
        except Overtaken:
            raise
        except MoveRefused as error:
            missing, refused = error.missing, error
    context = {"record": record, "move": move, "form": form, "refused": refused, "missing": missing}
    status = 200 if request.method == "GET" else 422
    return render(request, template, context, status=status)

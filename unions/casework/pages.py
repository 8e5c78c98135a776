"""What the pages of every matter do alike: list, whole, a step, a form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unions.casework.dots import Dot, lifeline_of, turn_of
from unions.casework.forms import CaseFilter, StepForm, step_form_of
from unions.casework.stepping import take_case_step
from unions.models import Event, Officer
from unions.pages import page_of
from unions.policy import OfficerRequest
from unions.refusals import MoveRefused, Overtaken
from unions.workflow import Move, Words, Workflow


@dataclass(frozen=True)
class Casework:
    """A matter as its pages know it. `app` and `noun` name its routes and templates."""

    app: str
    noun: str
    title: Words
    workflow: Workflow
    dots: Sequence[Dot]  # the last is the end, and done
    fields: Mapping[str, tuple[str, ...]]  # what a step writes down, by step
    optional: Collection[str] = ()  # of those fields
    green: Collection[str] = ()  # stages that ended well
    own_pages: Collection[str] = ()  # steps whose address leads to a page of their own

    def url(self, verb: str, *args: Any) -> str:
        return reverse(f"{self.app}:{self.noun}-{verb}", args=args)

    def template(self, page: str) -> str:
        return f"{self.app}/{self.noun}_{page}.html"

    def tone_of(self, case: Any) -> str:
        """Told from the row alone: what a table of moves asks may cost a query a row."""
        if case.is_late:
            return "red"
        return "green" if case.stage in self.green else "neutral"


def list_page(
    request: OfficerRequest,
    work: Casework,
    cases: Any,
    *,
    form: CaseFilter,
    may_open_new: bool,
    **context: Any,
) -> HttpResponse:
    found = form.narrow(cases.select_related("county", "township", "union", "drafted_by__user"))
    page = page_of(found, request.GET)
    rows = [{"case": case, "tone": work.tone_of(case)} for case in page.rows]
    context |= {"work": work, "form": form, "page": page, "rows": rows}
    context |= {"new_url": work.url("new") if may_open_new else ""}
    status = 200 if form.is_valid() else 422
    return render(request, work.template("list"), context, status=status)


def detail_page(
    request: OfficerRequest,
    work: Casework,
    case: Any,
    *,
    events: list[Event] | None = None,
    **context: Any,
) -> HttpResponse:
    if events is None:
        events = events_of(request, case)
    opened = sorted(work.workflow.open_to(request.officer, case), key=lambda m: is_main(m))
    handed_in = any(m.decision for m in opened) and brought_here(events, case, request.officer)
    moves = [move for move in opened if not (move.decision and handed_in)]
    plain = [move for move in moves if is_main(move)]
    buttons = [
        {
            "move": move,
            "url": work.url("step", case.pk, move.step.value),
            "asks": _asks(work, move),
            "main": bool(plain) and move == plain[0],
        }
        for move in moves
    ]
    context |= {
        "work": work,
        "case": case,
        "tone": work.tone_of(case),
        "steps": lifeline_of(work.dots, case, events, over=work.dots[-1].stages),
        "events": events,
        "buttons": buttons,
        "main_move": plain[0] if plain else None,
        "waits_for": turn_of(work.workflow, case),
        "handed_in": handed_in,
    }
    return render(request, work.template("detail"), context)


def brought_here(events: Iterable[Event], case: Any, officer: Officer) -> bool:
    """As the engine asks (`handed_in`), of the events a page has read, the newest first."""
    arrivals = (event for event in events if event.target == case.stage and event.source)
    last = next(arrivals, None)
    return last is not None and last.officer is not None and last.officer.user_id == officer.user_id


def _asks(work: Casework, move: Move) -> bool:
    """Whether a step has a page before it is taken."""
    step = move.step.value
    asked = work.fields.get(step) or step in work.own_pages
    return move.needs_note or move.optional or bool(asked)


def is_main(move: Move) -> bool:
    return not move.optional


def events_of(request: OfficerRequest, case: Any) -> list[Event]:
    """The newest acts, and every move: the row of dots needs them all."""
    about = Event.objects.visible_to(request.officer).about(case)
    told = about.filter(Q(pk__in=about.values("pk")[:50]) | ~Q(target=""))
    return list(told.select_related("officer"))


def step_page(
    request: OfficerRequest, work: Casework, case: Any, step: str, *, prepare: Any = None
) -> HttpResponse:
    """A step to take: GET asks for what it needs, POST takes it."""
    moves = work.workflow.open_to(request.officer, case)
    move = next((m for m in moves if m.step == step), None)
    if move is None:
        raise _closed(request, work, case, step)
    form = _step_form(request, work, case, step, needs_note=move.needs_note)
    if prepare is not None:
        prepare(form)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, work, case, step, form)
        except Overtaken:
            raise
        except MoveRefused as error:
            refused = error
            case.refresh_from_db()
    context = {"work": work, "case": case, "move": move, "form": form, "refused": refused}
    context["missing"] = refused.missing if refused else []
    status = 200 if request.method == "GET" else 422
    return render(request, "casework/step.html", context, status=status)


def _closed(request: OfficerRequest, work: Casework, case: Any, step: str) -> MoveRefused:
    # A form that is sent is remembered: the page that says no gives back what was typed.
    _step_form(request, work, case, step, needs_note=True)
    words = _("This step is not open to you now.")
    return MoveRefused(words, again=case_url(work, case, request))


def _step_form(
    request: OfficerRequest, work: Casework, case: Any, step: str, *, needs_note: bool
) -> StepForm:
    form = step_form_of(type(case), work.fields.get(step, ()))
    return form(
        request.POST if request.method == "POST" else None,
        instance=case,
        officer=request.officer,
        needs_note=needs_note,
        optional=work.optional,
    )


def _take(
    request: OfficerRequest, work: Casework, case: Any, step: str, form: StepForm
) -> HttpResponse:
    said, note = form.said, form.cleaned_data.get("note", "")
    seen = form.cleaned_data["seen"]
    take_case_step(work.workflow, case, step, by=request.officer, note=note, seen=seen, said=said)
    told = {"name": case.number, "stage": case.get_stage_display()}
    messages.success(request, _("%(name)s: %(stage)s.") % told)
    return redirect(case_url(work, case, request))


def case_url(work: Casework, case: Any, request: OfficerRequest) -> str:
    """Where to go on: the case, or the list when the step took it out of the officer's branch."""
    return str(case.get_absolute_url()) if request.officer.oversees(case) else work.url("list")


def form_page(
    request: OfficerRequest,
    form: Any,
    *,
    title: Words,
    back: str,
    status: int | None = None,
    template: str = "casework/form.html",
    **context: Any,
) -> HttpResponse:
    """One form on a page; 422 with the fields named when something is wrong."""
    context |= {"form": form, "title": title, "back": back}
    return render(request, template, context, status=status or (422 if form.is_bound else 200))

"""Draw every table of moves into docs/workflows.md, so that the page cannot disagree with them."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from unions.models import Lifecycle
from unions.parameters import declared
from unions.workflow import Move, Workflow

PAGE = settings.BASE_DIR / "docs" / "workflows.md"
HEAD = """\
# Workflows

Drawn from the tables of moves by `python3 dev.py docs`; change a table, not this page.

A step in italics is nobody's button: it follows from another act, or from the calendar. "Optional"
means that the office may take the step, but nobody waits for it. A decision is closed to the person
who drafted the record. The days are the defaults; each federation sets its own. Functions beside
the table say which of two roads is taken ("only if"), what stands against a step ("held up by") and
what it changes besides the stage ("follows").
"""
COLUMNS = (
    "From",
    "Step",
    "To",
    "Who may",
    "Note",
    "Decision",
    "Only if",
    "Held up by",
    "Deadline",
    "Follows",
)


class Command(BaseCommand):
    help = "Draw docs/workflows.md from the tables of moves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only fail if it is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        drawn = draw()
        if options["check"]:
            if not PAGE.exists() or PAGE.read_text() != drawn:
                raise CommandError("docs/workflows.md is out of date: python3 dev.py docs")
            return
        PAGE.write_text(drawn)


def draw() -> str:
    with override("zh-hans"):
        return "\n".join([HEAD, *(_chapter(name, flow) for name, flow in workflows())])


def workflows() -> Iterator[tuple[str, Workflow]]:
    """("homes.workflow.PLAN", its table) for every table of every installed app."""
    for app in apps.get_app_configs():
        for path in _tables_of(app.name):
            for name, value in vars(import_module(path)).items():
                if isinstance(value, Workflow):
                    yield f"{path}.{name}", value


def _tables_of(app: str) -> list[str]:
    """`<app>.workflow`, or the files of `<app>.workflows` where an app has several lifecycles."""
    if find_spec(f"{app}.workflow"):
        return [f"{app}.workflow"]
    spec = find_spec(f"{app}.workflows")
    folder = spec.submodule_search_locations if spec else None
    return [f"{app}.workflows.{found.name}" for found in iter_modules(folder)] if folder else []


def _chapter(name: str, flow: Workflow) -> str:
    lines = [f"## {name}", ""]
    lines += [_record(model) for model in _models_of(flow)]
    lines += ["", "```mermaid", "stateDiagram-v2", *_states(flow), *_edges(flow), "```", ""]
    lines += [_row(COLUMNS), _row("---" for _ in COLUMNS), *map(_move, flow.moves), ""]
    return "\n".join(lines)


def _models_of(flow: Workflow) -> list[type[Lifecycle]]:
    stages = type(flow.moves[0].source)
    models = (model for model in apps.get_models() if issubclass(model, Lifecycle))
    return [m for m in models if m._meta.get_field("stage").choices == stages.choices]


def _record(model: type[Lifecycle]) -> str:
    told = inspect.cleandoc(model.__doc__ or "").splitlines()[0]
    return f"`{model._meta.label}`: {told}"


def _states(flow: Workflow) -> Iterator[str]:
    used = {m.source for m in flow.moves} | {m.target for m in flow.moves}
    for stage in type(flow.moves[0].source):
        if stage in used:
            yield f'    state "{stage.label} ({stage.value})" as {stage.value}'


def _edges(flow: Workflow) -> Iterator[str]:
    sources = list(dict.fromkeys(m.source for m in flow.moves))
    targets = list(dict.fromkeys(m.target for m in flow.moves))
    yield from (f"    [*] --> {stage.value}" for stage in sources if stage not in targets)
    drawn = dict.fromkeys((m.source, m.step, m.target) for m in flow.moves)
    for source, step, target in drawn:
        yield f"    {source.value} --> {target.value}: {step.label} ({step.value})"
    yield from (f"    {stage.value} --> [*]" for stage in targets if stage not in sources)


def _move(move: Move) -> str:
    step = f"{move.step.label} `{move.step.value}`"
    return _row(
        [
            f"{move.source.label} `{move.source.value}`",
            step if move.offices else f"*{step}*",
            f"{move.target.label} `{move.target.value}`",
            _who(move),
            "yes" if move.needs_note else "",
            "yes" if move.decision else "",
            f"`{move.when.__name__}`" if move.when else "",
            f"`{move.guard.__name__}`" if move.guard else "",
            _deadline(move),
            _follows(move),
        ]
    )


def _who(move: Move) -> str:
    offices = "<br>".join(office.label for office in move.offices)
    return f"{offices} (optional)" if offices and move.optional else offices


def _deadline(move: Move) -> str:
    if move.due is None:
        return ""
    return f"`{move.due.key}`: {declared(move.due.key).default} {move.due.counted_in}"


def _follows(move: Move) -> str:
    deed = f"`{move.then.__name__}`" if move.then else ""
    return " ".join(filter(None, [str(move.follows), deed]))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"

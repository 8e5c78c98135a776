"""How a matter reads as a line of the workbench: at its own desk, and at the level above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from unions.inbox import ToDo
from unions.models import Officer
from unions.workflow import Words


def line(service: Words, matter: Callable[[Any], str]) -> Callable[[Any, Officer], ToDo]:
    def as_todo(case: Any, officer: Officer) -> ToDo:
        return ToDo(
            tag=str(service),
            title=case.number,
            sub=" · ".join(filter(None, [case.get_stage_display(), matter(case)])),
            url=case.get_absolute_url(),
            due_on=case.due_on,
            tone="red",
        )

    return as_todo


def late_line(service: Words) -> Callable[[Any, Officer], ToDo]:
    def as_todo(case: Any, officer: Officer) -> ToDo:
        return ToDo(
            tag=_("Late below"),
            title=case.number,
            sub=_("%(service)s, “%(stage)s”: the level below is late.")
            % {"service": service, "stage": case.get_stage_display()},
            url=case.get_absolute_url(),
            due_on=case.due_on,
            tone="amber",
        )

    return as_todo

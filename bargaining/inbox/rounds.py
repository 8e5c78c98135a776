"""Rounds that wait for a step; what is late goes to the level above, too."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from bargaining.models import Round
from unions.casework.todo import late_line, line
from unions.inbox import SOURCES, Source
from unions.models import Officer


def rounds(officer: Officer) -> Any:
    return Round.objects.visible_to(officer).on_desk_of(officer)


def rounds_late_below(officer: Officer) -> Any:
    return Round.objects.visible_to(officer).late_one_level_down(officer)


BARGAINING_OF = gettext_lazy("Bargaining")

SOURCES += [
    Source("bargaining:round-list", rounds, line(BARGAINING_OF, lambda r: r.title)),
    Source("bargaining:round-list", rounds_late_below, late_line(BARGAINING_OF)),
]

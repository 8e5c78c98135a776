"""What a record falls short of, with the rule that asks for it: it is told, and stops nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unions.parameters import InForce, figures_in_force


@dataclass(frozen=True)
class Hint:
    text: str
    source: str


class Rules:
    """The figures of bargaining on a day, read at once; 0 where no rule asks for anything."""

    def __init__(self, figures: dict[str, InForce]) -> None:
        self.figures = figures

    @classmethod
    def on(cls, day: date) -> Rules:
        return cls({figure.declared.key: figure for figure in figures_in_force(day)})

    def __getitem__(self, name: str) -> int:
        return int(self.figures[f"bargaining.{name}"].value)

    def told(self, name: str, *, falls_short: bool, text: str) -> Iterator[Hint]:
        if self[name] and falls_short:
            yield Hint(text, self.figures[f"bargaining.{name}"].source)

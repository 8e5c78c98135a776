"""The legal clock of a round: days by the federation's province, or as it has set them itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bargaining.figures import figures_of
from kernel.workdays import add_days_rolling, add_working_days
from unions.parameters import InForce, figure_in_force


@dataclass(frozen=True)
class LegalClock:
    """A span of bargaining/parameters.py, such as "reply"."""

    span: str

    @property
    def key(self) -> str:
        return f"bargaining.{self.span}_days"

    @property
    def counted_in(self) -> str:
        """For the drawing (docs/workflows.md)."""
        return "days, by province"

    def after(self, day: date) -> date | None:
        """The last day; None where no rule sets one. A last day off work rolls on to the next."""
        return self.as_on(day)(day)

    def as_on(self, day: date) -> Callable[[date], date | None]:
        """The rule of one day, read once, for many days to count from."""
        figures = figures_of(day)
        days = int(figures[f"{self.span}_days"])
        if not days:
            return lambda start: None
        if figures[f"{self.span}_working"]:
            return lambda start: add_working_days(start, days)
        return lambda start: add_days_rolling(start, days)

    def rests_on(self, day: date) -> InForce:
        """The figure and what it rests on, for the page."""
        return figure_in_force(self.key, on=day)

"""A report by its definition: sections frozen one by one, words filled in from what they froze."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.template import Context, Template

from kernel.charts import Chart
from kernel.official import Figure, Heading, Paragraph
from reports.catalogue import Definition, Said
from reports.papers.paper import Blocks, Drawn, Frozen, Grid, chinese_day
from reports.periods import period_of
from reports.sections import SECTIONS
from reports.sections.section import Data, Scope
from unions.models import Union
from unions.offices import Level
from unions.parameters import parameter

CHART = "[chart]"
LEVELS: dict[str, Literal[1, 2, 3]] = {"# ": 1, "## ": 2, "### ": 3}


@dataclass(frozen=True)
class Defined:
    """What reports/papers/paper.py asks of a paper, as a definition has it."""

    definition: Definition
    is_edited: bool = False

    def section_names(self, inputs: dict[str, Any]) -> Sequence[str]:
        return [said.heading or said.section for said in self.definition.said]

    def freeze_section(
        self, n: int, inputs: dict[str, Any], union: Union, as_of: datetime, data: Data
    ) -> Frozen:
        """The data with what its section `n` adds. Raises Refused where there is nothing."""
        said = self.definition.said[n]
        period = period_of(self.definition.span, inputs, as_of)
        data = data or _base(self.definition, union, period)
        scope = Scope(union, period, as_of, said.key, said.heading, said.choices)
        data = {**data, **SECTIONS[said.section].freeze(scope, data)}
        named = {**data, "day_words": chinese_day(data["day"])}
        return Frozen(_filled(self.definition.title, named), period.year, data, None)

    def draw(self, data: Data) -> Drawn:
        values = {**data, "day_words": chinese_day(data["day"]), "annex": {}}
        grids: list[Grid] = []
        for said in self.definition.said:
            section = SECTIONS[said.section]
            values["annex"][said.key.replace(" ", "_")] = len(grids) + 1
            grids += section.grids(data, said.key)
        opening = _filled(self.definition.opening, values)
        body: list[Any] = [Paragraph(opening)] if opening else []
        # What is said of one section may also name what was said of those before it.
        for said in self.definition.said:
            values |= SECTIONS[said.section].say(data, said.key)
            body += _written(said, values, SECTIONS[said.section].chart(data, said.key))
        return Drawn(
            issuer=data["union"]["name"],
            addressees=_filled(self.definition.addressees, values) or data["to"],
            body=body,
            grids=grids,
        )


def _base(definition: Definition, union: Union, period: Any) -> Data:
    is_city = union.level == Level.FEDERATION
    by_day = any(SECTIONS[said.section].by_day for said in definition.said)
    return {
        "definition": definition.code,
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "is_city": is_city,
        "to": parameter("reports.addressee") if is_city else union.federation.name,
        "year": period.year,
        "period": period.words,
        "day": period.day.isoformat(),
        **({"counted_to": period.day.isoformat()} if by_day else {}),
    }


def _filled(template: str, values: dict[str, Any]) -> str:
    # The typesetter escapes what it is given; numbers stand as they are.
    return Template(template).render(Context(values, autoescape=False, use_l10n=False)).strip()


def caption_of(chart: Chart, said: Said) -> str:
    """What a chart of one kind of figures tells is the head of its table."""
    return str(chart.head[-1]) if len(chart.head) == 2 else said.heading


def _picture(chart: Chart, said: Said) -> Figure:
    return Figure(chart.for_paper, caption_of(chart, said), chart.areas)


def _written(said: Said, values: dict[str, Any], chart: Chart | None) -> Blocks:
    """A line that begins with # is a heading; [chart] is the section's picture."""
    blocks: Blocks = [Heading(said.heading)] if said.heading else []
    for line in _filled(said.words, values).splitlines():
        mark = next((mark for mark in LEVELS if line.startswith(mark)), "")
        if line.strip() == CHART:
            blocks += [_picture(chart, said)] if chart else []
        elif mark:
            blocks.append(Heading(line.removeprefix(mark).strip(), LEVELS[mark]))
        elif line.strip():
            blocks.append(Paragraph(line.strip()))
    return blocks

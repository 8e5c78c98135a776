"""The text of a dispatch as people type it: the marks of the four levels begin a line.

一、 （一） 1. （1） become headings, which the typesetter numbers itself; 出席： 请假： 列席： are
the labels of minutes. Everything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kernel.official import Block, Heading, Paragraph, numbered

NUMERAL = "一二三四五六七八九十"
LEVELS: tuple[tuple[Literal[1, 2, 3, 4], re.Pattern[str]], ...] = (
    (1, re.compile(rf"([{NUMERAL}]{{1,3}}、)")),
    (2, re.compile(rf"([（(][{NUMERAL}]{{1,3}}[）)])")),
    (3, re.compile(r"(\d{1,2}[.．、])(?!\d)")),
    (4, re.compile(r"([（(]\d{1,2}[）)])")),
)
LABELS = re.compile(r"((?:出席|列席|请假|缺席|主持|记录)：)")
FULL_WIDTH = str.maketrans("()．", "（）.")


@dataclass(frozen=True)
class Line:
    """A line of the text as it will be printed. `typed`: the number the drafter gave it, where the
    printed one is another."""

    kind: str
    number: str
    block: Heading | Paragraph
    typed: str = ""


def parse(text: str) -> list[Block]:
    return [block for _typed, block in _read(text)]


def lines_of(text: str) -> list[Line]:
    """The lines with their printed numbers, for whoever drafts."""
    read = list(_read(text))
    printed = numbered([block for _typed, block in read])
    return [
        Line(kind, number, block, typed if typed != number else "")
        for (typed, _block), (kind, number, block) in zip(read, printed, strict=True)
    ]


def as_text(body: Iterable[Block]) -> str:
    """The other way round; tables are left out, because a dispatch prints them as annexes."""
    return "\n".join(
        f"{number}{block.text}{block.rest}" if kind == "heading" else f"{block.label}{block.text}"
        for kind, number, block in numbered(list(body))
        if kind in {"heading", "paragraph"}
    )


def _read(text: str) -> Sequence[tuple[str, Heading | Paragraph]]:
    return [_block(line.strip()) for line in text.splitlines() if line.strip()]


def _block(line: str) -> tuple[str, Heading | Paragraph]:
    """(the number typed, the block). A heading ends at its first full stop; the text goes on."""
    for level, pattern in LEVELS:
        if found := pattern.match(line):
            words = line[found.end() :].lstrip()
            head, stop, rest = words.partition("。")
            typed = found[1].translate(FULL_WIDTH).replace("、", "." if level == 3 else "、")
            heading = Heading(head + stop, level, rest) if rest else Heading(words, level)
            return typed, heading
    if found := LABELS.match(line):
        return "", Paragraph(line[found.end() :], found[1])
    return "", Paragraph(line)

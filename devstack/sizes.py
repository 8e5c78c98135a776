"""`dev.py sizes`: the longest functions and files. Read at review; fails nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from devstack.places import ROOT

LEFT_OUT = {"migrations", "tests", "var", ".venv", "__pycache__"}
Size = tuple[int, str]  # lines, what


def sizes() -> None:
    files = [(len(path.read_text().splitlines()), path) for path in sources()]
    report("Files", [(lines, str(path.relative_to(ROOT))) for lines, path in files])
    report("Functions", [size for _, path in files for size in functions(path)])


def sources() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*.py")):
        if not LEFT_OUT & set(path.relative_to(ROOT).parts) and path.stat().st_size:
            yield path


def functions(path: Path) -> Iterator[Size]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield lines, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"


def report(title: str, found: list[Size]) -> None:
    ordered = sorted(found, reverse=True)
    print(f"{title}: {len(found)}, median {median(lines for lines, _ in found):g} lines")
    for lines, what in ordered[:10]:
        print(f"{lines:6}  {what}")

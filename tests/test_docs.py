"""What the pages for people promise: that their links lead somewhere and their words exist."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.demo.loading import accounts
from unions.management.commands import draw_workflows

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
READMES = ("README.md", "README.zh-CN.md")
LINK = re.compile(r"\]\(([^)\s]+)\)")
GLOSSARY = re.findall(
    r"^\| .+? \| `(\w+)` \| .+ \| `(\S+)` \|$",
    (ROOT / "docs" / "glossary.md").read_text(),
    re.MULTILINE,
)
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))


def anchors_of(page: Path) -> set[str]:
    """The names GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(page: Path):
    broken = []
    for link in LINK.findall(page.read_text()):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        here = link.startswith(("https://", "http://")) or target.exists()
        if not here or (anchor and target.suffix == ".md" and anchor not in anchors_of(target)):
            broken.append(link)

    assert broken == []


def test_the_drawn_workflows_are_those_of_the_tables():
    call_command("draw_workflows", check=True)


def test_drawn_workflows_out_of_date_are_refused(tmp_path, monkeypatch):
    page = tmp_path / "workflows.md"
    page.write_text(draw_workflows.draw().replace("homes.workflow.PLAN", "homes.workflow.OLD"))
    monkeypatch.setattr(draw_workflows, "PAGE", page)

    with pytest.raises(CommandError, match="out of date"):
        call_command("draw_workflows", check=True)


def test_the_glossary_has_terms():
    assert len(GLOSSARY) > 50


@pytest.mark.parametrize(("identifier", "where"), GLOSSARY)
def test_a_word_of_the_glossary_is_defined_where_it_says(identifier: str, where: str):
    code = (ROOT / where).read_text()

    assert re.search(rf"^\s*(class |def |){identifier}\b\s*[=:(]", code, re.MULTILINE)


def test_the_glossary_has_each_term_once():
    terms = re.findall(r"^\| (.+?) \| `", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)

    assert sorted(terms) == sorted(set(terms))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_says_when_why_and_at_what_price(page: Path):
    text = page.read_text()
    parts = ["Date: ", "Status: ", "## Context", "## Decision", "## Consequences"]

    assert text.startswith(f"# {page.name[:4]}. ")
    assert all(text.find(a) < text.find(b) for a, b in pairwise([text[:2], *parts]))


@pytest.mark.parametrize("name", READMES)
def test_the_accounts_of_the_readme_are_those_of_the_demo(name: str):
    text = (ROOT / name).read_text()
    table = text.partition("<!-- demo accounts -->")[2].partition("<!-- /demo accounts -->")[0]

    assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == [a.username for a in accounts()]


@pytest.mark.parametrize("name", READMES)
def test_the_first_screen_of_the_readme_has_the_two_commands(name: str):
    first_screen = "\n".join((ROOT / name).read_text().splitlines()[:30])

    assert "python3 dev.py demo" in first_screen
    assert "python3 dev.py test" in first_screen

"""The page that says which figure counts what the sources aim at."""

from __future__ import annotations

import re
from pathlib import Path

from targets.catalogue import known_plans
from targets.indicators import INDICATORS

PAGE = Path(__file__).parents[2].joinpath("docs", "figures.md").read_text()
NAMED = set(re.findall(r"`([a-z]+\.[a-z_0-9]+)`", PAGE))


def test_the_page_names_only_what_is_declared():
    assert not NAMED - set(INDICATORS)


def test_the_page_names_every_figure_a_plan_is_held_against():
    lines = [line["indicator"] for plan in known_plans() for line in plan["lines"]]
    alike = [code for code in lines if code.startswith("campaigns.harmony_participation_")]

    assert not set(lines) - {""} - set(alike) - NAMED

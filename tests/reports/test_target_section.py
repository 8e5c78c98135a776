"""What a report freezes and says of targets: as they are asked of its place, in their own units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from reports.periods import period_of
from reports.sections.section import Scope
from reports.sections.targets import _line_words, freeze_lines, target_text, value_text
from targets.models import SharePart, TargetLine
from tests.cast import YEAR
from unions.scoping import owned_by

RATE, OLDER = "homes.rate_public", ("sign", "value", "unit")


def frozen(union, code):
    period = period_of("year", {"year": YEAR}, timezone.now())
    data = freeze_lines(Scope(union, period, timezone.now(), "targets", "", {}), {})
    return next(line for line in data["lines"] if line["code"] == code)


def test_a_county_reads_what_was_asked_of_it(year, sheet):
    part = SharePart.objects.filter(union=year.linghai, line__indicator=RATE)
    part.update(value=Decimal(70))

    assert target_text(frozen(year.linghai, RATE)) == "≥70%"
    assert target_text(frozen(year.root, RATE)) == "≥100%"


@pytest.mark.parametrize(
    ("code", "terms", "words"),
    [
        (
            "campaigns.trained",
            {"measure": "count", "is_cumulative": True, "base_value": 40},
            "目标为不低于50人，实际为40人，尚未达到目标。",
        ),
        (
            "campaigns.contests",
            {"measure": "growth", "base_value": 4},
            "目标为不低于50%，实际为-100%，尚未达到目标。",
        ),
    ],
)
def test_sums_and_growth_are_told_as_they_are_asked(year, sheet, code, terms, words):
    TargetLine.objects.create(
        sheet=sheet, indicator=code, value=50, base_year=YEAR - 1, **terms, **owned_by(year.root)
    )

    assert _line_words(frozen(year.root, code)) == words


def test_a_document_of_before_says_what_it_said(year, sheet):
    line = {k: v for k, v in frozen(year.root, RATE).items() if k not in OLDER}

    assert (target_text(line), value_text(line)) == ("≥100%", "—")

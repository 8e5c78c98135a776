"""The printed documents, read back character by character."""

from __future__ import annotations

import re
from itertools import pairwise

import pdfplumber
import pytest
from django.utils import timezone

from kernel.figures import percent
from reports.actions import request_report
from reports.models import Document, Kind
from reports.papers import notice
from targets.indicators import day_of, indicator, total
from targets.models import Share
from tests.cast import YEAR
from tests.reports.conftest import INJECTING, finish
from unions.models import Job
from unions.refusals import Refused

pytestmark = pytest.mark.django_db

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM
BODY = 5.571 * MM  # the height of a character of the text


@pytest.fixture
def printed(year):
    def read(job: Job) -> tuple[Document, pdfplumber.PDF]:
        document = finish(job)
        return document, pdfplumber.open(document.pdf.path)

    return read


def text_of(pdf: pdfplumber.PDF) -> str:
    return "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)


def rows_of(page) -> list[list[dict]]:
    """Characters of the text size inside the type area, by line of print."""
    lines: dict[int, list[dict]] = {}
    for char in page.chars:
        if abs(char["size"] - BODY) < 0.1 and TOP - 1 < char["top"] < BOTTOM:
            lines.setdefault(round(char["bottom"] / 3), []).append(char)
    return [sorted(line, key=lambda c: c["x0"]) for _, line in sorted(lines.items())]


@pytest.fixture
def targets(printed, year):
    return printed(request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city))


def test_the_report_stands_in_the_margins_of_the_standard(targets):
    _document, pdf = targets
    with pdf:
        for page in pdf.pages:
            text = [c for c in page.chars if c["text"].strip() and c["top"] < BOTTOM]
            assert min(c["x0"] for c in text) >= LEFT - 0.5
            assert max(c["x1"] for c in text) <= RIGHT + 0.5


def test_28_characters_fill_a_line_and_22_lines_a_page(targets):
    _document, pdf = targets
    with pdf:
        lines = [row for page in pdf.pages for row in rows_of(page)]
        most = max(len(rows_of(page)) for page in pdf.pages)
    wide = [[c for c in row if not c["text"].isascii()] for row in lines]
    width = lines[0][0]["x1"] - lines[0][0]["x0"]

    assert 28 * width == pytest.approx(RIGHT - LEFT, abs=0.5)
    assert 26 <= max(map(len, wide)) <= 28
    assert most <= 22


def test_lines_keep_the_pitch_of_the_grid(targets):
    _document, pdf = targets
    with pdf:
        bottoms = [row[0]["bottom"] for row in rows_of(pdf.pages[1])]
    steps = [(b - a) / (225 / 22 * MM) for a, b in pairwise(bottoms)]

    assert len(steps) > 10
    assert all(abs(step - round(step)) < 0.08 for step in steps)


def test_every_font_is_embedded_and_cut_down(targets):
    _document, pdf = targets
    with pdf:
        fonts = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert fonts
    assert all(re.match(r"[A-Z]{6}\+", font) for font in fonts)


def test_the_figures_on_paper_are_those_of_the_database(targets):
    document, pdf = targets
    with pdf:
        text = text_of(pdf)
    counted = total(indicator("homes.rate_large_private").by_county(day_of(YEAR), YEAR))

    rate = percent(counted.numerator, counted.denominator)
    assert f"实际为{rate}（{counted.numerator}／{counted.denominator}）" in text
    assert document.data_sm3 in text


def test_the_report_on_acceptance_lists_who_passed_and_why_others_did_not(printed, year):
    _document, pdf = printed(request_report(Kind.ACCEPTANCE, YEAR, union=year.root, by=year.city))
    with pdf:
        text = text_of(pdf)

    assert "共确定建家单位2家" in text
    assert "合格率50.0%" in text
    assert year.mill.name in text
    assert "缺少决议" in text
    assert INJECTING.replace(" ", "")[:6] in text


def test_the_notice_says_each_countys_share(printed, sheet, town):
    document, pdf = printed(Job.objects.get(kind=Kind.NOTICE))
    with pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]

    shares = {row[1]: row[3] for row in reversed(rows)}  # the first table tells the count
    for share in sheet.shares.select_related("union"):
        assert shares[share.union.short_name] == str(share.quota)
    assert shares["合计"] == str(sheet.quota)
    assert document.number.endswith("1号")


def test_the_contract_says_what_both_signed_even_after_a_later_version(sheet, town):
    share = Share.objects.get(sheet=sheet, union=town.linghai)
    with pytest.raises(Refused):
        notice.freeze({"share_id": share.pk}, town.linghai, timezone.now())
    signed = {"county_signed_by": town.county, "city_signed_by": town.city}
    at = {"county_signed_at": timezone.now(), "city_signed_at": timezone.now()}
    Share.objects.filter(pk=share.pk).update(stage="replaced", **signed, **at)
    sheet.lines.filter(indicator="homes.growth").update(base_value=49)
    share.parts.filter(line__indicator="homes.growth").update(base_value=7)

    frozen = notice.freeze({"share_id": share.pk}, town.linghai, timezone.now())

    body = "".join(block.text for block in notice.draw(frozen.data).body)
    assert frozen.numbered_by is None
    assert town.county.user.display_name in body
    assert town.city.user.display_name in body
    assert "年末为7）" in body  # the county's own base, not the city's

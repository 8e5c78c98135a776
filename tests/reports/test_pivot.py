"""The pivot adds up to the figure itself, opens each cell, and writes numbers as numbers."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from reports.pivot import Asked, Dimension, pivot, pivoted
from targets.breakdown import Size
from targets.indicators import Count, day_of, indicator, total
from targets.sheets import Figure
from tests.cast import LONG_AGO, YEAR, make_employer, make_uscc, sign_in
from tests.test_queries import MOST, queries_of
from unions.actions import cover_employer, found_union
from unions.offices import Level

pytestmark = pytest.mark.usefixtures("standing_worlds")
RATE = "targets.organised"
ADDRESS = "reports:pivot"


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture
def bigger(town):
    """A state-held enterprise of 1200 without a union, beside the mill of 286."""
    make_employer("国营大厂", town.street, uscc=make_uscc(801), headcount=1200,
                  registration="110", holding="1")  # fmt: skip
    return town


def table_of(town, code, rows="county", columns="ownership", *, years=(YEAR,), by=None, at=None):
    asked = Asked(
        indicator(code), Dimension(rows), Dimension(columns), years, at or (by or town.city).union
    )
    return pivot(asked, by or town.city)


def cells(table):
    return {
        (line.label, head): (cell.count.numerator, cell.count.denominator)
        for line in table.lines
        for head, cell in line.headed
    }


@pytest.mark.parametrize("code", list(pivoted()))
def test_every_figures_cells_add_up_to_the_figure(town, code):
    known = indicator(code)
    told = total(known.by_county(day_of(YEAR), YEAR))
    unseen = sum(Figure(known, YEAR, town.root).unseen(part, rows_of(known, town, part))
                 for part in ("numerator", "denominator"))  # fmt: skip

    for columns in ("ownership", "size"):
        table = table_of(town, code, "county", columns)
        last = Count(None, 0) if table.is_empty else table.lines[-1].cells[-1].count
        added = last.numerator + (last.denominator or 0)
        assert added == told.numerator + (told.denominator or 0) - unseen


def rows_of(known, town, part):
    return Figure(known, YEAR, town.root).rows(part).visible_to(town.city)


def test_cells_tell_ownership_and_size_as_the_roll_said(bigger):
    found = cells(table_of(bigger, RATE, "ownership", "size"))

    assert found["Non-public", "100 to 299 workers"] == (2, 2)
    assert found["State, collective and held by them", "1000 workers or more"] == (0, 1)
    assert found["All", "All"] == (2, 3)


def test_places_stand_in_the_order_of_their_codes_and_open_themselves(bigger):
    table = table_of(bigger, RATE, "county", "ownership")

    assert {line.label for line in table.lines} == {"凌海市", "黑山县", "All"}
    line = next(line for line in table.lines if line.label == "凌海市")
    assert f"/{bigger.linghai.pk}/" in line.cells[0].url


def test_a_cells_address_opens_exactly_its_rows(client, bigger):
    sign_in(client, bigger.city)
    table = table_of(bigger, RATE, "township", "size")

    for line in table.lines:
        for cell in line.cells:
            if cell.url:
                figure = client.get(cell.url).context["figure"]
                assert figure.count.numerator == cell.count.numerator
                assert figure.count.denominator == cell.count.denominator


def test_years_stand_side_by_side_as_of_each_ones_last_day(town):
    late = make_employer("新厂", town.street, uscc=make_uscc(802), headcount=60)
    late.joined_on = date(YEAR - 1, 7, 1)
    late.save(update_fields=["joined_on"])

    found = cells(table_of(town, RATE, "county", "year", years=range(YEAR - 2, YEAR + 1)))

    assert [found["凌海市", str(y)][1] for y in range(YEAR - 2, YEAR + 1)] == [1, 2, 2]


def test_a_year_is_one_statement(town):
    with CaptureQueriesContext(connection) as asked:
        table_of(town, RATE, "ownership", "year", years=range(YEAR - 2, YEAR + 1))

    assert len(asked) == 3


def test_a_county_counts_its_own(bigger):
    found = cells(table_of(bigger, RATE, "ownership", "size", by=bigger.stranger))

    assert found["All", "All"] == (1, 1)


def test_what_nobody_counts_is_said_to_be_nothing(client, town):
    sign_in(client, town.city)

    page = client.get(reverse(ADDRESS), {"figure": "campaigns.suggestions_adopted"})

    assert page.context["table"].is_empty
    assert 'class="empty"' in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": "county", "columns": "county"},
        {"year": "2999"},
        {"year": "many"},
        {"figure": "nothing"},
        {"rows": "weather"},
        {"years": "99"},
    ],
)
def test_what_cannot_be_asked_is_told_beside_its_field(client, town, wrong):
    sign_in(client, town.city)

    for name in (ADDRESS, "reports:pivot-xlsx"):
        page = client.get(reverse(name), wrong)
        assert page.status_code == 422
        assert page.context["form"].errors


def test_the_workbook_holds_numbers_and_opens_the_portal(client, bigger):
    sign_in(client, bigger.city)
    asked = {"figure": RATE, "rows": "ownership", "columns": "size", "year": YEAR}

    answer = client.get(reverse("reports:pivot-xlsx"), asked)

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    *_lines, last = sheet.iter_rows()
    rate, reached, base = last[-3:]
    assert (rate.value, reached.value, base.value) == (pytest.approx(2 / 3, abs=1e-6), 2, 3)
    assert rate.number_format == "0.0%"
    assert rate.hyperlink.target.startswith("http://testserver/targets/")
    assert f"{YEAR}.xlsx" in unquote(answer["Content-Disposition"])


def test_a_chair_has_no_pivot(client, town):
    sign_in(client, town.chair)

    assert client.get(reverse(ADDRESS)).status_code == 403


def test_the_page_asks_little(client, town):
    address = f"{reverse(ADDRESS)}?figure={RATE}&rows=township&columns=year&years=4"

    assert len(queries_of(client, town.city, address, most=MOST)) <= MOST


def test_what_is_missing_opens_and_is_narrowed(client, bigger):
    sign_in(client, bigger.city)
    address = reverse("targets:figure-rows", args=[YEAR, RATE, bigger.linghai.pk])

    page = client.get(address, {"part": "missing", "ownership": "public", "size": "1000"})

    assert [line.words for line in page.context["lines"]] == ["国营大厂"]
    none = client.get(address, {"part": "missing", "size": "50-99"})
    assert not none.context["lines"]


def test_a_townships_figure_counts_its_rows(town):
    figure = Figure(indicator(RATE), YEAR, town.street)

    assert (figure.count.numerator, figure.count.denominator) == (1, 1)


def test_bands_have_no_gap(town):
    for number, headcount in enumerate((0, 49, 50, 99, 100, 299, 300, 999, 1000)):
        employer = make_employer(f"厂{number}", town.street, uscc=make_uscc(810 + number),
                                 headcount=headcount)  # fmt: skip
        cover_employer(employer, found_union(f"会{number}", Level.BASE, town.street, on=LONG_AGO),
                       on=LONG_AGO)  # fmt: skip

    found = cells(table_of(town, RATE, "ownership", "size", at=town.street))

    bands = [found["All", str(size.label)][1] for size in Size]
    assert bands == [2, 2, 3, 2, 1]  # the mill is the third's third

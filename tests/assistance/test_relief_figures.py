from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assistance.ledger import book
from assistance.models.funds import TransferKind
from kernel.days import today
from targets.actions import draft_sheet
from targets.indicators import indicator, total, value_of
from tests.assistance import story
from tests.cast import YEAR

pytestmark = pytest.mark.django_db

THIS_YEAR = today().year


@pytest.fixture
def helped(town, centre, fund):
    """Two households on file; one of them got 1,200 yuan."""
    first, second = story.on_file(town.street), story.on_file(town.street)
    aid = story.make_aid(
        first, by=centre.township, fund=fund, granted=1200, approved_by=centre.director,
        approved_on=today(), stage="paid",
    )  # fmt: skip
    for kind in (TransferKind.RESERVE, TransferKind.SEND, TransferKind.PAY):
        book(fund, kind, Decimal(1200), by=centre.finance, aid=aid)
    return first, second


def figure(code: str, day: date | None = None):
    return total(indicator(code).by_county(day or today(), THIS_YEAR))


def test_the_rate_of_the_helped_counts_those_on_file(helped):
    count = figure("assistance.helped")

    assert (count.numerator, count.denominator) == (1, 2)
    assert value_of(count, is_rate=True) == 50
    assert figure("assistance.on_file").numerator == 2
    assert figure("assistance.paid").numerator == 1200


def test_a_household_that_leaves_is_still_counted_on_the_day_before(helped):
    story.stand_at(helped[1], "exited", exited_on=today(), exit_reason="moved",
                   filed_on=date(2020, 1, 1))  # fmt: skip

    assert figure("assistance.on_file", date(THIS_YEAR - 1, 12, 31)).numerator == 1
    assert figure("assistance.on_file").numerator == 1


@pytest.mark.parametrize("code", ["assistance.helped", "assistance.on_file", "assistance.paid"])
def test_the_rows_behind_a_figure_sum_to_it(helped, code):
    rows = indicator(code).rows(today(), THIS_YEAR, "numerator")

    assert sum(row.counts for row in rows) == figure(code).numerator


def test_a_target_of_assistance_stands_on_the_sheet_and_opens_files_by_number(
    as_officer, town, helped
):
    sheet = draft_sheet(YEAR, by=town.city)
    assert sheet.lines.get(indicator="assistance.helped").value == 100

    rows = reverse("targets:figure-rows", args=[YEAR, "assistance.helped", town.root.pk])
    opened = as_officer(town.city).get(rows).content.decode()

    assert helped[0].number in opened
    assert helped[0].applicant_name not in opened


def test_who_does_not_work_on_assistance_opens_no_row(as_officer, town, helped):
    draft_sheet(YEAR, by=town.city)
    rows = reverse("targets:figure-rows", args=[YEAR, "assistance.helped", town.root.pk])

    assert helped[0].number not in as_officer(town.city_inspector).get(rows).content.decode()

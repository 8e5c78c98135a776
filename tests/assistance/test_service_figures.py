from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from kernel.days import today
from targets.indicators import indicator, total
from tests.assistance import services, story
from tests.cast import make_person
from unions.offices import Role

CODES = [
    "assistance.wages_legal", "assistance.wages_mediation", "assistance.wages_hotline",
    "assistance.wages_recovered",
    "assistance.legal_closed", "assistance.mediation_success", "assistance.hotline_in_time",
]  # fmt: skip


def figure(code, *, day=None):
    day = day or today()
    return total(indicator(code).by_county(day, day.year))


@pytest.fixture
def work(town, centre):
    """A case of legal aid won, two disputes of which one failed, and two calls, one late."""
    closed = {"closed_on": today(), "recovered": Decimal("1200.50"), "fee": 0}
    services.make_legal(town.street, stage="closed", **closed)
    agreed = {"agreement_number": "1号", "agreed_on": today(), "closed_on": today()}
    services.make_mediation(town.mill_union, stage="closed", recovered=Decimal(900), **agreed)
    services.make_mediation(town.mill_union, stage="referred", closed_on=today())
    answered = {"answered_on": today(), "recovered": Decimal(300)}
    story.stand_at(services.make_call(centre.staff), "answered", **answered)
    late = services.make_call(centre.staff)
    story.stand_at(late, "received", promised_on=today() - timedelta(days=1))


def test_the_years_figures(work):
    assert figure("assistance.wages_legal").numerator == 1200
    assert figure("assistance.wages_mediation").numerator == 900
    assert figure("assistance.wages_hotline").numerator == 300
    assert figure("assistance.wages_recovered").numerator == 2400
    assert figure("assistance.legal_closed").numerator == 1
    for code in ("assistance.mediation_success", "assistance.hotline_in_time"):
        assert (figure(code).numerator, figure(code).denominator) == (1, 2)


def test_before_the_day_nothing_counts(work):
    yesterday = today() - timedelta(days=1)

    for code in CODES[:5]:
        assert figure(code, day=yesterday).numerator == 0


@pytest.mark.parametrize("code", CODES)
def test_the_rows_behind_a_figure_add_up_to_it(work, code):
    counts = figure(code)
    rows = indicator(code).rows(today(), today().year, "numerator")

    assert int(sum(row.counts for row in rows)) == counts.numerator


def test_what_a_call_grew_into_counts_there_and_not_twice(town, centre):
    call = services.make_call(centre.staff)
    story.stand_at(call, "answered", answered_on=today(), recovered=Decimal(300))
    services.make_mediation(town.mill_union, ticket=call)

    assert figure("assistance.wages_hotline").numerator == 0


def test_a_dispute_won_by_legal_aid_after_mediation_counts_once(town, centre):
    call = services.make_call(centre.staff)
    story.stand_at(call, "answered", answered_on=today(), recovered=Decimal(300))
    kept = {"stage": "closed", "closed_on": today(), "ticket": call, "recovered": Decimal(900)}
    services.make_mediation(town.mill_union, agreement_number="1号", agreed_on=today(), **kept)
    services.make_legal(town.street, fee=0, **kept)

    assert figure("assistance.wages_recovered").numerator == 900
    assert figure("assistance.wages_mediation").numerator == 0


def test_wages_recovered_are_told_by_union(as_officer, work, town, centre):
    url = reverse("targets:figure-rows", args=[2026, "assistance.wages_recovered", town.linghai.pk])
    page = as_officer(centre.staff).get(url).content.decode()

    assert reverse("unions:union-detail", args=[town.street.pk]) in page
    assert "+1200.50" in page


def test_the_page_of_a_figure_names_cases_by_number(as_officer, work, town, centre):
    code = "assistance.mediation_success"
    url = reverse("targets:figure-rows", args=[today().year, code, town.linghai.pk])
    page = as_officer(centre.staff).get(url).content.decode()

    assert "吴工友" not in page
    assert "/assistance/mediation/" in page


def test_who_does_not_work_on_assistance_finds_no_rows(as_officer, work, town):
    inspector = make_person("countyinspector", town.linghai, Role.INSPECTOR)
    url = reverse("targets:figure-rows", args=[today().year, CODES[0], town.linghai.pk])

    assert "/assistance/legal/" not in as_officer(inspector).get(url).content.decode()


def test_rows_of_homes_are_employers_as_before(as_officer, town):
    url = reverse("targets:figure-rows", args=[2026, "homes.eligible", town.linghai.pk])
    page = as_officer(town.county).get(url).content.decode()

    assert reverse("unions:employer-detail", args=[town.mill.pk]) in page
    assert town.mill.name in page


def test_a_broken_agreement_is_no_success_from_that_day_on(town, centre):
    services.make_mediation(
        town.mill_union, stage="referred", agreement_number="1号", agreed_on=date(2026, 3, 2),
        closed_on=date(2026, 9, 1),
    )  # fmt: skip
    code = "assistance.mediation_success"

    assert figure(code, day=date(2026, 6, 30)).numerator == 1
    assert figure(code, day=date(2026, 9, 30)).numerator == 0

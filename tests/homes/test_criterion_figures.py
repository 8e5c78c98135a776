"""What the portal itself counts of an enterprise stands beside the criterion it bears on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from homes.actions.listing import list_employers
from homes.criteria import LINES
from homes.models import Criterion
from homes.workflow import Stage
from kernel.days import today
from targets.at_employer import figure_at
from targets.indicators import INDICATORS
from tests.assistance import story as hardship
from tests.cast import YEAR
from tests.homes import story
from unions.models import Employer
from unions.scoping import owned_by

NAME, PLACE = "郑春兰", "市三院九楼"
CODES = ["assistance.five_visits", "assistance.helped"]
JOINED = "targets.joined"


@pytest.fixture
def visits(town):
    """Two events at the mill three weeks ago: one visited the next day, one not at all."""
    happened = today() - timedelta(days=21)
    event = {
        "occasion": "illness", "worker_name": NAME, "workplace": town.mill.name,
        "employer": town.mill, "event_on": happened, "due_on": happened + timedelta(days=5),
        **owned_by(town.street),
    }  # fmt: skip
    paid = {"visited_on": happened + timedelta(days=1), "visitors": "钱勇"}
    hardship.m.Visit.objects.create(**event, **paid, place=PLACE, finding="术后恢复")
    hardship.m.Visit.objects.create(**event)
    return event


def criterion_of(plan, code):
    return Criterion.objects.get(standard=plan.standard, code=code)


def scoring_page(as_officer, officer, inspection, chapter="G3"):
    url = reverse("homes:scoring-edit", args=[inspection.pk])
    return as_officer(officer).get(f"{url}?chapter={chapter}").content.decode()


def test_the_default_criteria_point_at_figures_of_one_employer(plan):
    named = [entry.indicator for entry in LINES if entry.indicator]

    assert named == [JOINED, *CODES]
    assert all(INDICATORS[code].employer for code in named)
    pointed = [criterion_of(plan, code).indicator for code in ("1.3", "3.1", "3.2", "3.3")]
    assert pointed == [JOINED, *CODES, ""]


def test_visits_show_at_the_criterion_of_their_enterprise(visits, inspection, town, as_officer):
    html = scoring_page(as_officer, town.city_inspector, inspection)

    assert "50.0%</strong> (1 / 2" in html
    assert f"{visits['event_on']:%Y-%m-%d} →" in html


def test_and_not_at_its_neighbours(visits, inspection, town):
    for neighbour in Employer.objects.exclude(pk=town.mill.pk):
        figure = figure_at(CODES[0], neighbour, year=YEAR, by=town.city)
        assert (figure.count.numerator, figure.count.denominator) == (0, 0)
        assert (figure.text, figure.happenings) == ("—", [])


def test_the_neighbours_sheet_shows_no_visits(visits, town, as_officer):
    (plan,) = list_employers([town.far_mill], year=YEAR, by=town.stranger)
    url = reverse("homes:assessment-edit", args=[story.stand_at(plan, Stage.BUILDING).pk])
    html = as_officer(town.stranger).get(f"{url}?chapter=G3").content.decode()

    assert "—</strong> (0 / 0" in html
    assert "50.0%" not in html


def test_an_inspector_reads_days_and_neither_names_nor_places(visits, inspection, town, as_officer):
    html = scoring_page(as_officer, town.city_inspector, inspection)

    assert NAME not in html
    assert PLACE not in html
    assert reverse("assistance:visit-list") not in html


def test_who_works_on_assistance_is_led_to_the_visits(visits, plan, town, as_officer):
    url = reverse("homes:assessment-edit", args=[story.stand_at(plan, Stage.BUILDING).pk])
    html = as_officer(town.county).get(f"{url}?chapter=G3").content.decode()
    link = html.split(f'href="{reverse("assistance:visit-list")}?')[1].split('"')[0]

    found = as_officer(town.county).get(f"{reverse('assistance:visit-list')}?{link}")
    assert found.content.decode().count(NAME) >= 2


def test_an_answer_sent_by_itself_comes_back_with_the_figure(visits, plan, town, as_officer):
    story.stand_at(plan, Stage.BUILDING)
    asked = criterion_of(plan, "3.1")
    url = reverse("homes:assessment-answer", args=[plan.pk, asked.pk])
    response = as_officer(town.chair).post(url, {f"c{asked.pk}-answer": "50"})

    assert "50.0%</strong> (1 / 2" in response.content.decode()


def test_households_of_an_enterprise_count_for_it_alone(plan, town):
    hardship.on_file(town.street, employer=town.mill)
    hardship.on_file(town.street, employer=town.far_mill)

    figure = figure_at(CODES[1], town.mill, year=YEAR, by=town.city)
    assert (figure.count.numerator, figure.count.denominator) == (0, 1)


def test_how_many_joined_shows_at_its_criterion(inspection, town, as_officer):
    html = scoring_page(as_officer, town.city_inspector, inspection, "G1")

    assert "97.9%</strong> (280 / 286" in html


def test_a_code_nobody_declares_shows_nothing(plan, town):
    assert figure_at("nowhere.nothing", town.mill, year=YEAR, by=town.city) is None
    assert figure_at("assistance.hotline_in_time", town.mill, year=YEAR, by=town.city) is None

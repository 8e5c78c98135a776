"""Figures that plans name, from what is reported, awarded and learnt as the portal takes it in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from campaigns.actions.reporting import report_part
from campaigns.catalogue import catalogue, known_honours
from campaigns.models import Participation
from campaigns.workflows.campaign import PART
from kernel.days import today
from targets.indicators import indicator
from tests.campaigns.contests import make_course, make_learner, total_of
from tests.campaigns.honours import award, grade, make_scheme
from tests.campaigns.story import issue, make_campaign, make_programme
from tests.cast import sign_in

pytestmark = pytest.mark.usefixtures("standing_worlds")


@pytest.fixture
def town(world):
    return world.city


@pytest.fixture
def culture(town) -> Participation:
    """The mill is asked for the eight of workers' culture."""
    (known,) = (one for one in catalogue() if one["code"] == "eight-haves")
    programme = make_programme(town.county, form=known["form"])
    (part,) = issue(make_campaign(town.county, programme), town.mill_union, by=town.county)
    return part


def numbers(code, town):
    count = total_of(code, town)
    return count.numerator, count.denominator


def answer(part, town, met: str) -> None:
    said = {"headcount": "286", "eight_met": met, "area": "120"}
    report_part(part, said, by=town.chair)


def test_a_report_counts_once_it_is_accepted(town, culture):
    before = numbers("campaigns.culture_eight", town)
    answer(culture, town, "8")
    assert numbers("campaigns.culture_eight", town) == before

    PART.take("accept", culture, by=town.county)

    assert numbers("campaigns.culture_eight", town) == (before[0] + 1, before[1])
    yesterday = today() - timedelta(days=1)
    told = indicator("campaigns.culture_eight").by_county(yesterday, yesterday.year)
    assert sum(count.numerator for count in told) == before[0]


def test_seven_of_eight_do_not_count(town, culture):
    before = numbers("campaigns.culture_eight", town)
    answer(culture, town, "7")
    PART.take("accept", culture, by=town.county)

    assert numbers("campaigns.culture_eight", town) == before


def test_an_enterprise_with_a_grade_is_harmonious(town):
    award(grade(town, "A", 80), town, score=Decimal(90))

    assert numbers("campaigns.harmonious", town) == (1, 2)


def test_a_method_bears_its_own_name_and_counts_under_its_title(client, town):
    known = known_honours()["method"]
    scheme = make_scheme(town.city, title=known["title"], honours=known["honours"])
    award(scheme, town, "“三联三送”工作法", members=None)
    sign_in(client, town.chair)
    form = client.get(reverse("campaigns:nomination-new", args=[scheme.pk])).context["form"]

    assert form.fields["name"].label == "工作法名称"
    assert numbers("campaigns.honours_method", town) == (1, None)
    assert numbers("campaigns.honours_guide", town) == (0, None)


def test_a_leading_enterprise_is_one_the_union_named(town):
    known = known_honours()["leading"]
    award(make_scheme(town.city, title=known["title"], honours=known["honours"]), town)

    # The world gives the mill a wage agreement.
    assert numbers("campaigns.leading_bargained", town) == (1, 1)


def test_migrant_workers_count_as_they_were_enrolled(client, town):
    course = make_course(town.linghai)
    for number, is_migrant in enumerate([True, True, False]):
        make_learner(course, number, passed=True, scored_on=today(), is_migrant=is_migrant)
    sign_in(client, town.county)

    assert numbers("campaigns.migrants_trained", town) == (2, None)
    assert "农民工" in client.get(course.get_absolute_url()).content.decode()

"""What a union that issued a campaign reads of its units: who is late, and what they add up to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from campaigns.actions.reporting import report_part
from campaigns.inbox.core import late_units_line, with_late_units
from campaigns.models import Participation
from campaigns.summing import sheets_of, summary_of
from campaigns.totals import totals_of
from kernel.days import today
from tests.campaigns.story import ask, issue, make_campaign
from tests.cast import LONG_AGO, sign_in
from unions.actions import found_union
from unions.offices import Level

pytestmark = pytest.mark.usefixtures("standing_worlds")


@pytest.fixture
def city(world):
    return world.city


@pytest.fixture
def campaign(city):
    campaign = make_campaign(city.county)
    ask(campaign, city.county, "riders", "whole")
    return campaign


def test_late_units_are_one_line_on_the_desk_of_who_issued(city, campaign):
    late, *_rest = issue(campaign, city.mill_union, city.street, by=city.county)
    late.due_on = today() - timedelta(days=1)
    late.save(update_fields=["due_on"])

    (found,) = with_late_units(city.county)

    assert "1" in late_units_line(found, city.county).sub
    assert not with_late_units(city.city)
    assert not with_late_units(city.chair)


def test_the_units_behind_a_late_line_are_those_it_counts(client, city, campaign):
    late, _timely = issue(campaign, city.mill_union, city.street, by=city.county)
    late.due_on = today() - timedelta(days=1)
    late.save(update_fields=["due_on"])
    sign_in(client, city.county)

    page = client.get(late_units_line(with_late_units(city.county)[0], city.county).url)

    assert [row["part"].pk for row in page.context["rows"]] == [late.pk]


def test_units_of_no_township_have_a_line_that_opens_them(client, city, campaign):
    own = found_union("县直机关工会", Level.BASE, city.linghai, on=LONG_AGO)
    _mill, direct = issue(campaign, city.mill_union, own, by=city.county)
    parts = Participation.objects.visible_to(city.county)
    summary = summary_of(totals_of(campaign, parts), column="township")
    (line,) = (line for line in summary.lines if line.place_id is None)
    sign_in(client, city.county)

    page = client.get(f"{reverse('campaigns:campaign-parts', args=[campaign.pk])}?{line.where}")

    assert line.counts.asked == 1
    assert [row["part"].pk for row in page.context["rows"]] == [direct.pk]


def test_the_workbook_of_totals_holds_numbers(city):
    campaign = make_campaign(city.county)
    for code, kind, total in (("riders", "whole", "sum"), ("share", "percent", "average")):
        ask(campaign, city.county, code, kind, total=total)
    (part,) = issue(campaign, city.mill_union, by=city.county)
    report_part(part, {"riders": "30", "share": "12.5"}, by=city.chair)
    parts = Participation.objects.visible_to(city.county)

    totals, answers = sheets_of(campaign, totals_of(campaign, parts), parts)

    assert [*totals.rows][-1][1:] == [1, 1, 0, 0, 30, Decimal("12.5")]
    assert [*answers.rows][-1][-2:] == [30, Decimal("12.5")]


def test_a_count_of_yes_opens_those_who_said_yes(client, city):
    campaign = make_campaign(city.county)
    ask(campaign, city.county, "shed", "yesno", total="yes")
    yes, no = issue(campaign, city.mill_union, city.street, by=city.county)
    Participation.objects.filter(pk=yes.pk).update(stage="reported", answers={"shed": True})
    Participation.objects.filter(pk=no.pk).update(stage="reported", answers={"shed": False})
    parts = Participation.objects.visible_to(city.county)
    ((_field, text, query),) = summary_of(totals_of(campaign, parts)).total.cells

    sign_in(client, city.county)
    page = client.get(f"{reverse('campaigns:campaign-parts', args=[campaign.pk])}?{query}")

    assert (text, [row["part"].pk for row in page.context["rows"]]) == ("1", [yes.pk])

"""Issuing to thousands in one statement, the burden beforehand, urging once a day, totals."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from random import Random

import pytest
import time_machine
from django.db import connection
from django.db.models import Max
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.actions.issuing import (
    burden_of,
    invite_units,
    issue_campaign,
    units_open_to,
    urge_units,
)
from campaigns.actions.reporting import report_part
from campaigns.forms.units import UnitFilter
from campaigns.inbox.core import to_accept, to_report
from campaigns.models import FormVersion, Participation
from campaigns.totals import place_of, totals_of
from campaigns.workflows.campaign import CAMPAIGN
from kernel.days import today
from tests.campaigns.story import ask, issue, make_campaign, make_units
from tests.cast import LONG_AGO, sign_in
from unions.models import Event, Union
from unions.offices import Level
from unions.refusals import MoveRefused, Refused
from unions.scoping import owned_by

pytestmark = pytest.mark.usefixtures("standing_worlds")


@pytest.fixture
def city(world):
    return world.city


@pytest.fixture
def campaign(city):
    campaign = make_campaign(city.county)
    ask(campaign, city.county, "heads", "whole", prefill="headcount", total="sum")
    ask(campaign, city.county, "ready", "yesno", total="yes")
    return campaign


def many_unions(city, count: int) -> None:
    """Bare basic unions below the street, as a roll of thousands has them."""
    places = {"federation": city.federation, "county": city.linghai, "township": city.street}
    Union.objects.bulk_create(
        Union(level=Level.BASE, parent=city.street, name=f"批量{n}工会", short_name=f"批量{n}",
              founded_on=LONG_AGO, **places)
        for n in range(count)
    )  # fmt: skip


def test_a_campaign_goes_to_thousands_in_a_handful_of_statements(city, campaign):
    many_unions(city, 3000)
    units = units_open_to(campaign, city.county).filter(level=Level.BASE)

    with CaptureQueriesContext(connection) as asked:
        count = issue_campaign(campaign, units, by=city.county)

    assert count == campaign.parts.count() == 3001
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) <= 16
    part = campaign.parts.get(union=city.mill_union)
    assert (part.county, part.due_on) == (city.linghai, campaign.report_by)


def test_the_event_says_whom_it_went_to(city, campaign):
    issue_campaign(
        campaign, Union.objects.filter(pk=city.mill_union.pk), by=city.county,
        chosen={"township": city.street.pk},
    )  # fmt: skip

    event = Event.objects.about(campaign).get(step="issue")
    assert event.detail == {"asked": 1, "chosen": {"township": city.street.pk}}


def test_a_unit_is_asked_once(city, campaign):
    issue(campaign, city.mill_union, by=city.county)
    again = invite_units(campaign, Union.objects.filter(pk=city.mill_union.pk), by=city.county)

    assert (again, campaign.parts.count()) == (0, 1)


def test_a_campaign_without_a_question_is_not_issued(city):
    campaign = make_campaign(city.county)

    with pytest.raises(MoveRefused) as refused:
        issue(campaign, city.mill_union, by=city.county)
    assert len(refused.value.missing) == 1
    assert not campaign.parts.exists()


def test_another_county_issues_nothing(city, campaign):
    with pytest.raises(Refused):
        issue_campaign(campaign, Union.objects.filter(pk=city.far_union.pk), by=city.stranger)


def chosen(city, campaign, **said):
    form = UnitFilter(said, officer=city.county)
    return list(form.narrow(units_open_to(campaign, city.county)).order_by("pk"))


def test_units_are_chosen_by_place_size_and_ownership(city, campaign):
    small = make_units(city, 1)[0]

    assert chosen(city, campaign, level="union", at_most="60") == [small]
    assert chosen(city, campaign, level="union", at_least="100") == [city.mill_union]
    assert chosen(city, campaign, level="union", ownership="public") == []
    assert chosen(city, campaign, level="township") == [city.street]
    assert chosen(city, campaign, township=str(city.street.pk), q="华兴") == [city.mill_union]


def test_a_filter_that_makes_no_sense_chooses_nobody(city, campaign):
    assert chosen(city, campaign, at_least="many") == []
    assert chosen(city, campaign, township=str(city.far_union.township_id)) == []


def test_the_burden_is_fields_by_units_by_minutes_less_what_is_known(city, campaign):
    many_unions(city, 2)  # they cover nobody, so nobody knows their headcount
    burden = burden_of(campaign, units_open_to(campaign, city.county).filter(level=Level.BASE))

    assert (burden.fields, burden.units, burden.known) == (2, 3, 1)
    assert (burden.hours, burden.share) == (6 / 60, "16.7%")


def test_last_years_answers_lighten_the_burden(city):
    last = make_campaign(city.county, year=2025)
    ask(last, city.county, "books", "whole", prefill="last")
    (part,) = issue(last, city.mill_union, by=city.county)
    report_part(part, {"books": "9"}, by=city.chair)
    now = make_campaign(city.county, last.programme)

    units = units_open_to(now, city.county).filter(level=Level.BASE)
    assert burden_of(now, units).known == 1


def post_issue(client, campaign, **said):
    url = reverse("campaigns:campaign-issue", args=[campaign.pk])
    return client.post(url, {"level": "union", "seen": campaign.moves, **said})


def test_the_page_issues_what_it_showed(client, city, campaign):
    sign_in(client, city.county)
    assert post_issue(client, campaign, expected="7").status_code == 422
    assert not campaign.parts.exists()

    assert post_issue(client, campaign, expected="1").status_code == 302
    assert campaign.parts.count() == 1


def test_the_silent_are_urged_once_a_day(city, campaign):
    mill, other = issue(campaign, city.mill_union, *make_units(city, 1), by=city.county)
    report_part(mill, {"heads": "286", "ready": True}, by=city.chair)

    assert urge_units(campaign, by=city.county) == 1
    with pytest.raises(Refused):
        urge_units(campaign, by=city.county_deputy)
    other.refresh_from_db()
    assert other.urged_on == today()

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert urge_units(campaign, by=city.county) == 1


def test_nobody_is_urged_where_everyone_has_reported(city, campaign):
    (mill,) = issue(campaign, city.mill_union, by=city.county)
    report_part(mill, {"heads": "286", "ready": True}, by=city.chair)

    with pytest.raises(Refused):
        urge_units(campaign, by=city.county)


def test_a_report_waits_for_the_unit_and_then_for_the_county(city, campaign):
    (mill,) = issue(campaign, city.mill_union, by=city.county)
    assert mill in to_report(city.chair)
    assert mill not in to_report(city.county)

    report_part(mill, {"heads": "286", "ready": False}, by=city.chair)
    assert mill in to_accept(city.county)
    assert mill not in to_accept(city.city)


def test_a_campaign_is_summed_up_when_every_report_is_decided(city, campaign):
    (mill,) = issue(campaign, city.mill_union, by=city.county)
    report_part(mill, {"heads": "286", "ready": True}, by=city.chair)
    CAMPAIGN.take("close", campaign, by=city.county)
    with pytest.raises(MoveRefused):
        CAMPAIGN.take("sum-up", campaign, by=city.county)

    Participation.objects.filter(pk=mill.pk).update(stage="accepted", accepted_on=today())
    CAMPAIGN.take("sum-up", campaign, by=city.county)
    assert campaign.stage == "summed-up"


# Totals against a brute force in Python.

KINDS = {
    "n": ("whole", "sum"), "y": ("yuan", "sum"), "p": ("percent", "average"),
    "b": ("yesno", "yes"), "c": ("choice", "tally"), "m": ("choices", "tally"),
    "t": ("text", "list"),
}  # fmt: skip


def some_answers(dice: Random) -> dict:
    answers = {
        "n": str(dice.randint(0, 99)), "y": f"{dice.randint(0, 9999) / 100:.2f}",
        "p": str(dice.randint(0, 100)), "b": dice.random() < 0.5, "c": dice.choice("甲乙"),
        "m": dice.sample(["甲", "乙", "丙"], dice.randint(1, 3)), "t": "字",
    }  # fmt: skip
    return {code: value for code, value in answers.items() if dice.random() < 0.8}


def brute_force(parts, code):
    """Of the parts that count: how many answered, the sum, how many yes, each choice."""
    given = [p.answers[code] for p in parts if code in p.answers]
    kind = KINDS[code][0]
    numbers = [Decimal(value) for value in given] if kind in ("whole", "yuan", "percent") else []
    tally: dict[str, int] = defaultdict(int)
    for value in given if kind in ("choice", "choices") else []:
        for choice in [value] if isinstance(value, str) else value:
            tally[choice] += 1
    return len(given), sum(numbers, Decimal(0)), given.count(True), dict(tally)


@pytest.fixture
def answered(city):
    """A city campaign in both counties; answers at random, at every stage, of two versions."""
    campaign = make_campaign(city.city)
    for code, (kind, total) in KINDS.items():
        picks = ["甲", "乙", "丙"] if kind.startswith("choice") else []
        ask(campaign, city.city, code, kind, total=total, choices=picks)
    many_unions(city, 60)
    issue_campaign(campaign, Union.objects.filter(level=Level.BASE), by=city.city)
    dice, stages = Random(4), ["invited", "reported", "accepted", "returned", "excused"]
    parts = list(campaign.parts.all())
    for part in parts:
        part.answers, part.stage = some_answers(dice), dice.choice(stages)
        part.accepted_on = today()
    Participation.objects.bulk_update(parts, ["answers", "stage", "accepted_on"])
    return campaign


def test_totals_are_what_adding_up_by_hand_gives(city, answered):
    totals = totals_of(answered, Participation.objects.visible_to(city.city))
    parts = [p for p in answered.parts.all() if p.stage in ("reported", "accepted")]

    for code in KINDS:
        for place in totals.names:
            here = totals.at(place, code)
            own = [part for part in parts if part.county_id == place]
            assert (here.answered, here.sum, here.yes, here.tally) == brute_force(own, code)
        whole = totals.all(code)
        assert (whole.answered, whole.sum, whole.yes, whole.tally) == brute_force(parts, code)


def test_totals_take_the_same_statements_for_one_unit_and_for_many(city, answered, campaign):
    issue(campaign, city.mill_union, by=city.county)
    parts = Participation.objects.visible_to(city.city)
    counts = []
    for one in (campaign, answered):
        place_of(one)  # reads the federation, once for the request
        with CaptureQueriesContext(connection) as asked:
            totals_of(one, parts)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 4


def test_a_county_sums_up_what_is_its_own(city, answered):
    totals = totals_of(answered, Participation.objects.visible_to(city.stranger))

    assert list(totals.names.values()) == ["黑山县"]
    assert totals.all_counts.asked == 1


def test_an_answer_stays_summed_up_after_its_question_is_gone(city, answered):
    last = answered.versions.aggregate(last=Max("number"))["last"]
    FormVersion.objects.create(
        campaign=answered, number=last + 1, in_force_on=today(), **owned_by(city.root)
    )
    totals = totals_of(answered, Participation.objects.visible_to(city.city))

    assert [field.code for field in totals.fields] == list(KINDS)


def test_figures_open_the_units_they_count(client, city, answered):
    sign_in(client, city.city)
    page = client.get(reverse("campaigns:campaign-totals", args=[answered.pk]))
    field, _figure, query = page.context["summary"].lines[0].cells[0]
    rows = client.get(f"{reverse('campaigns:campaign-parts', args=[answered.pk])}?{query}")

    totals = totals_of(answered, Participation.objects.visible_to(city.city))
    place = page.context["summary"].lines[0].place_id
    shown = len(rows.context["rows"])
    assert shown == min(20, totals.at(place, field.code).answered)


def test_the_workbook_holds_totals_and_answers(client, city, answered):
    sign_in(client, city.city)
    answer = client.get(reverse("campaigns:campaign-sheet", args=[answered.pk]))
    book = load_workbook(BytesIO(answer.content))

    assert len(book.worksheets) == 2
    assert book.worksheets[1].max_row == answered.parts.count() + 2


def test_the_step_of_issuing_leads_to_the_choice_of_units(client, city, campaign):
    sign_in(client, city.county)
    step = reverse("campaigns:campaign-step", args=[campaign.pk, "issue"])

    for answer in (client.get(step), client.post(step)):
        assert answer["Location"] == reverse("campaigns:campaign-issue", args=[campaign.pk])


def test_campaigns_are_found_by_their_title(client, city, campaign):
    make_campaign(city.county, campaign.programme, title="另一个活动")
    sign_in(client, city.county)
    page = client.get(reverse("campaigns:campaign-list"), {"title": "另一"})

    assert [row["case"].title for row in page.context["rows"]] == ["另一个活动"]


def test_what_a_draft_lacks_is_told_before_units_are_chosen(client, city):
    empty = make_campaign(city.county)
    sign_in(client, city.county)
    page = client.get(reverse("campaigns:campaign-issue", args=[empty.pk]))

    assert len(page.context["missing"]) == 1
    assert 'name="expected"' not in page.content.decode()


def test_the_campaign_tells_a_unit_that_its_report_is_awaited(client, city, campaign):
    issue(campaign, city.mill_union, by=city.county)
    page = reverse("campaigns:campaign-detail", args=[campaign.pk])

    sign_in(client, city.chair)
    assert client.get(page).context["own_waits"]
    CAMPAIGN.take("close", campaign, by=city.county)
    assert not client.get(page).context["own_waits"]

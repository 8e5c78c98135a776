"""The form builder and the versions of a form."""

from __future__ import annotations

import pytest
from django.urls import reverse

from campaigns.actions.drafting import (
    add_field,
    begin_version,
    change_field,
    move_field,
    put_in_force,
    remove_field,
)
from campaigns.actions.reporting import report_part, save_answers
from campaigns.models import FormField
from tests.campaigns.story import ask, issue, make_campaign, make_units
from tests.cast import sign_in
from unions.refusals import Refused

pytestmark = pytest.mark.usefixtures("standing_worlds")


@pytest.fixture
def city(world):
    return world.city


@pytest.fixture
def campaign(city):
    campaign = make_campaign(city.county)
    ask(campaign, city.county, "参加人数", "whole", total="sum")
    ask(campaign, city.county, "主题", "text", required=False)
    return campaign


def labels(campaign) -> list[str]:
    return [field.label for field in campaign.questions]


def test_questions_are_added_moved_changed_and_removed(city, campaign):
    third = ask(campaign, city.county, "藏书", "whole")
    move_field(third, up=True, by=city.county)
    assert labels(campaign) == ["参加人数", "藏书", "主题"]

    change_field(third, {"label": "图书", "kind": "decimal"}, by=city.county)
    remove_field(campaign.questions[0], by=city.county)
    assert labels(campaign) == ["图书", "主题"]


def test_the_first_question_moves_no_higher(city, campaign):
    move_field(campaign.questions[0], up=True, by=city.county)

    assert labels(campaign) == ["参加人数", "主题"]


def test_a_form_in_force_is_no_longer_written(city, campaign):
    issue(campaign, city.mill_union, by=city.county)

    with pytest.raises(Refused, match=r"in force|启用"):
        ask(campaign, city.county, "再问一句", "text")


def test_a_new_version_asks_the_silent_and_leaves_the_reported(city, campaign):
    mill, far = issue_two(city, campaign)
    report_part(mill, {"cjrs": "12"}, by=city.chair)
    version = begin_version(campaign, why="增加藏书", by=city.county)
    add_field(version, {"label": "藏书", "kind": "whole"}, by=city.county)

    assert put_in_force(version, by=city.county) == 1
    mill.refresh_from_db()
    far.refresh_from_db()
    assert (mill.version.number, far.version.number) == (1, 2)
    assert mill.answers == {"cjrs": "12"}


def issue_two(city, campaign):
    return issue(campaign, city.mill_union, *make_units(city, 1), by=city.county)


def test_a_saved_draft_lives_through_a_new_version(city, campaign):
    (part,) = issue(campaign, city.mill_union, by=city.county)
    save_answers(part, {"cjrs": "7"}, by=city.chair)
    put_in_force(begin_version(campaign, why="改说明", by=city.county), by=city.county)

    part.refresh_from_db()
    assert (part.version.number, part.answers) == (2, {"cjrs": "7"})


def test_a_question_asked_before_keeps_its_kind(city, campaign):
    issue(campaign, city.mill_union, by=city.county)
    version = begin_version(campaign, why="改题型", by=city.county)
    field = version.fields.get(code="cjrs")

    with pytest.raises(Refused, match=r"kind|题型"):
        change_field(field, {"label": "参加人数", "kind": "text"}, by=city.county)


def test_one_version_is_written_at_a_time(city, campaign):
    issue(campaign, city.mill_union, by=city.county)
    begin_version(campaign, why="一", by=city.county)

    with pytest.raises(Refused):
        begin_version(campaign, why="二", by=city.county)


def test_a_code_is_never_given_to_another_question(city, campaign):
    remove_field(campaign.questions[1], by=city.county)
    again = ask(campaign, city.county, "参加人数", "text")

    assert again.code == "cjrs-2"


def test_another_county_does_not_write_the_form(city, campaign):
    with pytest.raises(Refused):
        ask(campaign, city.stranger, "外人的问题", "text")


def post_field(client, campaign, **changes):
    said = {"label": "问题", "kind": "whole", "total": "sum", **changes}
    return client.post(reverse("campaigns:field-new", args=[campaign.form.pk]), said)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("label", {"label": ""}),
        ("kind", {"kind": "picture"}),
        ("choices", {"kind": "choice", "total": "", "choices": "只有一个"}),
        ("choices", {"choices": "甲\n乙"}),
        ("total", {"kind": "percent", "total": "sum"}),
        ("total", {"kind": "text", "total": "average"}),
        ("prefill", {"prefill": "name"}),
        ("most", {"least": "5", "most": "1"}),
        ("least", {"kind": "text", "total": "", "least": "1"}),
    ],
)
def test_a_question_that_makes_no_sense_is_named(client, city, campaign, field, changes):
    sign_in(client, city.county)
    page = post_field(client, campaign, **changes)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert FormField.objects.filter(version=campaign.form).count() == 2


def test_choices_stand_one_in_a_line(client, city, campaign):
    sign_in(client, city.county)
    page = post_field(client, campaign, kind="choice", total="tally", choices="甲\n乙\n甲\n")

    assert page.status_code == 302
    assert campaign.questions[-1].choices == ["甲", "乙"]


def test_the_builder_offers_its_buttons_only_while_the_form_is_open(client, city, campaign):
    sign_in(client, city.county)
    url = reverse("campaigns:form-detail", args=[campaign.form.pk])
    assert client.get(url).context["may_change"]

    issue(campaign, city.mill_union, by=city.county)
    assert not client.get(url).context["may_change"]


def test_yuan_and_per_cent_are_the_units_of_their_kinds(client, city, campaign):
    sign_in(client, city.county)
    post_field(client, campaign, kind="yuan")
    post_field(client, campaign, kind="percent", total="average")

    assert [field.unit for field in campaign.questions[-2:]] == ["元", "%"]

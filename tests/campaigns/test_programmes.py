"""Every programme the sources name: taken over as data, run as a campaign, its form opened."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from campaigns.actions.programmes import load_programmes
from campaigns.catalogue import catalogue
from campaigns.models import Campaign, FormField, Programme
from campaigns.models.campaign import Family
from campaigns.models.form import FILLS, NUMBERS, PICKS, SUMMINGS
from campaigns.prefill import told_of_one
from tests.campaigns.story import ask, issue, make_campaign, make_programme
from tests.cast import in_scope, sign_in

pytestmark = pytest.mark.usefixtures("standing_worlds")

NAMED = {  # the programmes of the five sources, by what their titles must say
    "劳动竞赛", "重点工程立功竞赛", "新千公里", "节能减排", "五水共治", "三改一拆", "四换三名",
    "安康杯", "双爱双评", "劳动关系和谐企业", "五联五化", "职工书屋", "创新工作室", "工人先锋号",
    "八个有", "六个有", "技能提升", "三年五万", "百千万", "会员评家", "一线工作法", "金秋助学",
    "双争", "五型", "送文化", "种文化", "农民工文化家园", "主题教育", "文明行业", "五个一",
    "四个平台", "五位一体", "订单式", "创业", "要约行动", "五送", "一法三卡", "歌咏", "演讲",
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded(standing_worlds, django_db_blocker):
    """The standing city with the catalogue taken over, committed for the module."""
    world = standing_worlds[0]
    with django_db_blocker.unblock(), transaction.atomic(), in_scope(world.city):
        load_programmes(world.city.root, by=world.city.city)
    return world


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry["code"])
def test_a_programme_of_the_catalogue_runs_as_a_campaign(client, loaded, world, entry):
    city = world.city
    programme = Programme.objects.get(code=entry["code"], from_catalogue=True)
    campaign = make_campaign(city.city, programme, title=programme.title)
    (part,) = issue(campaign, city.mill_union, by=city.city)
    sign_in(client, city.chair)

    page = client.get(reverse("campaigns:part-edit", args=[part.pk]))

    assert page.status_code == 200
    body = page.content.decode()
    assert programme.form
    assert all(question["label"] in body for question in programme.form)


@pytest.mark.parametrize("word", sorted(NAMED))
def test_the_catalogue_names_it(word):
    assert any(word in entry["title"] for entry in catalogue())


def fills(prefill):
    """What a fact or a figure can be the answer to."""
    return NUMBERS if prefill in told_of_one() else FILLS[prefill]


def test_every_question_of_the_catalogue_could_be_written_by_hand():
    for entry in catalogue():
        assert entry["family"] in Family.values
        for spec in entry["form"]:
            assert spec["total"] in SUMMINGS[spec["kind"]], spec
            assert not spec["prefill"] or spec["kind"] in fills(spec["prefill"]), spec
            assert bool(spec["choices"]) == (spec["kind"] in PICKS), spec
            assert spec["kind"] in NUMBERS or spec["least"] is spec["most"] is None
            FormField(**spec).clean_fields(exclude=["federation", "union", "version", "position"])


def test_taking_the_catalogue_over_twice_makes_each_programme_once(loaded, world):
    before = Programme.objects.filter(from_catalogue=True).count()
    load_programmes(world.city.root, by=world.city.city)

    assert Programme.objects.filter(from_catalogue=True).count() == before == len(catalogue())


def test_the_city_takes_the_catalogue_over_by_a_button(client, world):
    sign_in(client, world.city.city)
    client.post(reverse("campaigns:programme-load"))
    page = client.get(reverse("campaigns:programme-list") + "?q=安康杯")

    assert "“安康杯”竞赛" in page.content.decode()


def test_a_county_may_not_take_the_catalogue_over(client, world):
    sign_in(client, world.city.county)

    assert client.post(reverse("campaigns:programme-load")).status_code == 403


def test_a_countys_own_programme_is_read_below_and_not_next_door(world):
    programme = make_programme(world.city.county)

    assert programme in Programme.objects.visible_to(world.city.chair)
    assert programme not in Programme.objects.visible_to(world.city.stranger)


def test_two_programmes_of_one_name_keep_codes_apart(world):
    first, second = (make_programme(world.city.city) for _ in range(2))

    assert (first.code, second.code) == ("own-zgdsy", "own-zgdsy-2")


def test_a_draft_begins_with_the_form_of_the_last_running(world):
    programme = make_programme(world.city.city, form=[])
    last = make_campaign(world.city.city, programme, year=2025)
    ask(last, world.city.city, "读书人数", "whole")
    Campaign.objects.filter(pk=last.pk).update(stage="summed-up")
    again = make_campaign(world.city.city, programme, year=2026)

    assert [field.code for field in again.questions] == ["dsrs"]


def test_a_union_changes_its_own_programme_and_not_the_catalogues(client, world):
    city = world.city
    own = make_programme(city.county, title="职工骑行越")
    load_programmes(city.root, by=city.city)
    known = Programme.objects.filter(from_catalogue=True).first()
    said = {"title": "职工骑行月", "family": "culture", "about": "", "source": ""}

    sign_in(client, city.county)
    client.post(reverse("campaigns:programme-edit", args=[own.pk]), said)
    sign_in(client, city.city)
    refused = [
        client.post(reverse("campaigns:programme-edit", args=[one.pk]), said).status_code
        for one in (own, known)
    ]

    own.refresh_from_db()
    assert (own.title, refused) == ("职工骑行月", [422, 422])

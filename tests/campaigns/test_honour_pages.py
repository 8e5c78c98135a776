"""The pages of honours: who reads what, and what a form refuses."""

from __future__ import annotations

import pytest

from campaigns.actions.honours import object_to_nomination
from campaigns.models import HonourObjection, HonourScheme, Nomination
from tests.campaigns.honours import award, make_scheme, nominate, publish


def test_everybody_reads_the_publicity_and_may_object(town, as_officer):
    shown = publish(make_scheme(town.city), town)
    client = as_officer(town.worker)

    page = client.get("/campaigns/honours/publicity/").content.decode()
    assert "总装二班" in page
    assert "三年无事故。" not in page  # the deeds at length stay in the branch
    answer = client.post(f"/campaigns/honours/publicity/{shown.pk}/object/", {"ground": "人数不实"})
    assert answer.status_code == 302
    assert HonourObjection.objects.get().recorded_by == town.worker


def test_who_objected_is_read_by_the_union_that_settles_it_alone(town, as_officer):
    nomination = publish(make_scheme(town.city), town)
    object_to_nomination(nomination, ground="人数不符", objector="王某", by=town.worker)
    page = nomination.get_absolute_url()

    told = [as_officer(o).get(page).content.decode() for o in (town.chair, town.county, town.city)]

    assert ["人数不符" in text for text in told] == [True, True, True]
    assert ["王某" in text for text in told] == [False, False, True]
    name = town.worker.user.display_name
    assert [name in text for text in told] == [False, False, True]


def test_what_is_not_in_publicity_takes_no_objection(town, as_officer):
    begun = nominate(make_scheme(town.city), town.mill, town.chair)

    address = f"/campaigns/honours/publicity/{begun.pk}/object/"
    assert as_officer(town.stranger).get(address).status_code == 404


def test_the_neighbour_sees_the_citys_honour_and_not_who_is_nominated(town, as_officer):
    scheme = make_scheme(town.city)
    won = award(scheme, town)
    client = as_officer(town.stranger)

    assert "总装二班" not in client.get(scheme.get_absolute_url()).content.decode()
    assert client.get(won.get_absolute_url()).status_code == 404
    assert "总装二班" not in client.get("/campaigns/honours/awards/?q=总装").content.decode()


def test_a_countys_honour_is_no_business_of_its_neighbour(town, as_officer):
    scheme = make_scheme(town.county)

    assert as_officer(town.stranger).get(scheme.get_absolute_url()).status_code == 404
    assert as_officer(town.chair).get(scheme.get_absolute_url()).status_code == 200


def test_a_unit_shows_what_it_holds_and_held(town, as_officer):
    won = award(make_scheme(town.city), town)

    page = as_officer(town.chair).get(f"/campaigns/honours/employers/{town.mill.pk}/")
    assert won.plate in page.content.decode()


def test_a_chair_nominates_the_own_unit_by_name(town, as_officer):
    scheme = make_scheme(town.city)
    client = as_officer(town.chair)
    address = f"/campaigns/honours/{scheme.pk}/nominate/"

    assert client.get(address).context["form"].initial["employer"] == town.mill.name
    said = {"employer": town.mill.name, "name": "总装二班", "summary": "好", "deeds": "很好"}
    assert client.post(address, said).status_code == 422  # how many they are is missing
    assert client.post(address, {**said, "members": 9}).status_code == 302
    assert client.post(address, {**said, "members": 9}).status_code == 422
    assert Nomination.objects.get().subject == "collective"


@pytest.mark.parametrize("like", ["aa", "pioneer", "nothing"])
def test_a_new_honour_begins_with_what_is_known_of_it(town, as_officer, like):
    client = as_officer(town.city)
    form = client.get(f"/campaigns/honours/new/?like={like}").context["form"]

    known = {"aa": ("AA", "85.00"), "pioneer": ("", None), "nothing": ("", None)}[like]
    assert (form.initial.get("grade", ""), form.initial.get("least_score")) == known


def test_an_honour_is_issued_once_a_year_by_one_union(town, as_officer):
    client = as_officer(town.city)
    said = {"title": "工人先锋号", "year": 2026, "honours": "collective", "family": "honour",
            "publicity_days": 5, "recheck_months": 0, "needs_months": 12}  # fmt: skip

    assert client.post("/campaigns/honours/new/", said).status_code == 302
    assert client.post("/campaigns/honours/new/", said).status_code == 422
    assert HonourScheme.objects.count() == 1


def test_quotas_are_set_by_county(town, as_officer):
    scheme = make_scheme(town.city)
    client = as_officer(town.city)
    said = {f"seats_{town.linghai.pk}": 3, f"seats_{town.heishan.pk}": ""}

    assert client.post(f"/campaigns/honours/{scheme.pk}/quotas/", said).status_code == 302
    assert [(q.union, q.seats) for q in scheme.quotas.all()] == [(town.linghai, 3)]

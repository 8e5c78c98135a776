from __future__ import annotations

import pytest
from django.urls import reverse

from kernel import typesetting
from kernel.days import today
from reports.actions import request_record
from reports.making import official_document
from reports.models import Kind
from tests.homes import story
from tests.reports.conftest import finish
from unions.actions import grant_access
from unions.models import Job
from unions.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspected(plan, town):
    story.close(story.scored(story.inspecting(plan, town), note="整洁"), town.city_inspector)
    plan.refresh_from_db()
    return plan


def test_the_record_says_what_the_panel_found_and_bears_no_number(inspected, town, monkeypatch):
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")
    document = finish(request_record(inspected, by=town.chair))
    printed = official_document(document)

    assert document.number == printed.number == ""
    assert document.data["score"] == f"{inspected.score:.1f}"
    assert len(printed.annexes[0].rows) == len(story.criteria_of(inspected))
    assert {seat[0] for seat in document.data["seats"]} == {
        seat.user.display_name for seat in (town.city_inspector, town.expert, town.worker)
    }


def test_a_home_that_was_not_inspected_has_no_record(plan, town):
    with pytest.raises(Refused):
        request_record(plan, by=town.chair)
    assert not Job.objects.filter(kind=Kind.RECORD).exists()


def test_the_chair_asks_for_the_record_of_the_own_home_only(as_officer, inspected, town):
    url = reverse("reports:record-new", args=[inspected.pk])

    assert as_officer(town.far_chair).post(url).status_code == 404
    assert as_officer(town.chair).post(url).status_code == 302
    assert Job.objects.get(kind=Kind.RECORD).union == inspected.union


def test_a_guest_of_the_home_asks_for_no_record(as_officer, inspected, town):
    grant_access(
        inspected, "inspect_homeplan", to=town.stranger, until=today(), reason="验收", by=town.city
    )
    client = as_officer(town.stranger)

    assert client.get(inspected.get_absolute_url()).status_code == 200
    assert client.post(reverse("reports:record-new", args=[inspected.pk])).status_code == 422
    assert not Job.objects.filter(kind=Kind.RECORD).exists()

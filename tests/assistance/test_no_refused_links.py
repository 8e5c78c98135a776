"""No page offers an office a way on that would be refused to it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("office", ["director", "vice_chair", "chair", "finance"])
def test_the_workbench_offers_the_choice_of_enterprises_to_the_staff_alone(client, centre, office):
    sign_in(client, getattr(centre, office))
    assert reverse("homes:eligible-list") not in client.get("/").content.decode()


def test_a_visit_is_offered_to_those_who_visit(client, centre, filed):
    page, visit = filed.get_absolute_url(), reverse("assistance:visit-new")
    sign_in(client, centre.township)
    assert f"{visit}?household={filed.pk}" in client.get(page).content.decode()
    sign_in(client, centre.finance)
    assert f"{visit}?household={filed.pk}" not in client.get(page).content.decode()


def test_the_finance_office_is_offered_no_work_on_homes(client, centre):
    sign_in(client, centre.finance)
    page = client.get("/").content.decode()
    assert reverse("homes:plan-list") + '"' not in page
    assert reverse("assistance:fund-list") + '"' in page


def test_writing_a_file_is_offered_to_those_who_write(client, centre, draft):
    page, edit = draft.get_absolute_url(), reverse("assistance:file-edit", args=[draft.pk])
    sign_in(client, centre.township)
    assert edit in client.get(page).content.decode()
    sign_in(client, centre.finance)
    assert edit not in client.get(page).content.decode()

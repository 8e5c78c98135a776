"""The papers of assistance are asked for where their matter stands."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.assistance import rounds
from tests.cast import sign_in

pytestmark = pytest.mark.django_db


def test_a_file_offers_its_form(client, centre, filed):
    sign_in(client, centre.township)
    page = client.get(filed.get_absolute_url()).content.decode()
    assert f'action="{reverse("reports:household-form-new", args=[filed.pk])}"' in page


def test_the_sheet_of_a_round_offers_its_list(client, town, centre, fund):
    rounds.households(town.street, 2)
    a_round = rounds.proposed(centre, fund)
    sign_in(client, centre.staff)
    sheet = client.get(reverse("assistance:round-sheet", args=[a_round.pk])).content.decode()
    assert f'action="{reverse("reports:round-list-new", args=[a_round.pk])}"' in sheet

from __future__ import annotations

import json

import pytest
from django.db import transaction
from rest_framework.test import APIRequestFactory

from targets.api import ShareViewSet, SheetViewSet
from tests.cast import YEAR
from unions.tokens import issue_token


@pytest.fixture
def call():
    """`call(officer, viewset, method, act, body, **kwargs)` with a token of that officer's post."""

    def send(officer, viewset, method, act, body=None, **kwargs):
        key = issue_token("probe", by=officer)
        request = getattr(APIRequestFactory(), method)(
            "/", body, format="json", headers={"authorization": f"Token {key}"}
        )
        with transaction.atomic():  # a request's own, which a refusal rolls back
            view = viewset.as_view({method: act}, **extra(viewset, act))
            response = view(request, **kwargs)
            response.render()
        return response.status_code, json.loads(response.content or "null")

    return send


def extra(viewset, act: str) -> dict:
    return getattr(getattr(viewset, act), "kwargs", {})


def test_a_sheet_is_read_with_its_targets(town, share, call):
    status, sheet = call(town.chair, SheetViewSet, "get", "retrieve", year=str(YEAR))

    assert (status, sheet["version"]) == (200, 1)
    assert {line["indicator"] for line in sheet["lines"]} >= {"homes.growth", "homes.model"}


def test_a_draft_is_no_part_of_the_api_but_for_the_city(town, sheet, call):
    assert call(town.county, SheetViewSet, "get", "retrieve", year=str(YEAR))[0] == 404
    assert call(town.city, SheetViewSet, "get", "retrieve", year=str(YEAR))[0] == 200


def test_a_county_lists_its_own_share(town, share, call):
    _status, page = call(town.county, ShareViewSet, "get", "list")

    assert [(row["id"], row["county"]) for row in page["results"]] == [(share.pk, "凌海市")]


def test_a_county_accepts_over_the_api(town, share, call):
    status, row = call(
        town.county, ShareViewSet, "post", "accept", {"seen": share.moves}, share_id=str(share.pk)
    )

    assert (status, row["stage"]) == (200, "accepted")


def proposing(value, reason: str = "可多报", code: str = "homes.qualified") -> dict:
    return {"parts": [{"indicator": code, "value": value, "reason": reason}]}


def test_a_county_counters_over_the_api(town, share, call):
    status, row = call(
        town.county, ShareViewSet, "post", "counter", proposing(5), share_id=str(share.pk)
    )

    counters = {part["indicator"]: part["counter"] for part in row["parts"]}
    assert (status, row["stage"], counters["homes.qualified"]) == (200, "countered", "5.0")


@pytest.mark.parametrize(
    ("who", "act", "body", "status"),
    [
        ("stranger", "accept", {}, 404),
        ("chair", "accept", {}, 404),
        ("city", "accept", {}, 422),
        ("county", "accept", {"seen": 7}, 409),
        ("county", "accept", {"seen": "x"}, 400),
        ("county", "counter", {"parts": []}, 400),
        ("county", "counter", proposing(5, reason=""), 400),
        ("county", "counter", proposing(-1), 400),
        ("county", "counter", proposing(1), 422),
        ("county", "counter", proposing(5, code="homes.luck"), 422),
    ],
)
def test_the_api_refuses_what_the_pages_refuse(town, share, call, who, act, body, status):
    sent = call(getattr(town, who), ShareViewSet, "post", act, body, share_id=str(share.pk))

    assert sent[0] == status
    share.refresh_from_db()
    assert share.stage == "issued"

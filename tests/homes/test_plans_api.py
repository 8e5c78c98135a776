import pytest
from django.db import transaction
from rest_framework.test import APIRequestFactory, force_authenticate

from homes.api.plans import PlanViewSet
from tests.homes.plans import submit, write
from unions.models import PostToken

STEPS = {"post": "steps"}


@pytest.fixture
def ask(db):
    """`ask(officer, {"get": "list"})` answers as the API does to a token of that post."""

    def enter(officer, actions, data=None, **kwargs):
        method = next(iter(actions))
        request = getattr(APIRequestFactory(), method)("/", data, format="json")
        token = PostToken(user=officer.user, officer=officer, federation=officer.federation)
        force_authenticate(request, user=officer.user, token=token)
        with transaction.atomic():  # a refusal takes its transaction back
            return PlanViewSet.as_view(actions)(request, **kwargs)

    return enter


def test_the_list_shows_the_branch_and_the_open_steps(plan, town, ask):
    (row,) = ask(town.chair, {"get": "list"}).data["results"]

    assert (row["id"], row["stage"], row["steps"]) == (plan.pk, "drafting", ["submit"])
    assert ask(town.stranger, {"get": "list"}).data["results"] == []


def test_one_plan_shows_its_measures(plan, town, ask):
    found = ask(town.county, {"get": "retrieve"}, plan_id=plan.pk).data

    assert len(found["measures"]) == plan.measures.count()


def test_a_step_is_taken_over_the_api(plan, town, ask):
    write(plan, town)

    response = ask(town.chair, STEPS, {"seen": plan.moves}, plan_id=plan.pk, step="submit")

    assert (response.status_code, response.data["stage"]) == (200, "submitted")


@pytest.mark.parametrize(
    ("said", "status"),
    [({"note": ""}, 422), ({"note": "改", "seen": 0}, 409), ({"seen": "x"}, 400)],
)
def test_a_step_refused_over_the_api_changes_nothing(plan, town, ask, said, status):
    submit(plan, town)

    response = ask(town.county, STEPS, said, plan_id=plan.pk, step="send-back")

    plan.refresh_from_db()
    assert (response.status_code, plan.stage) == (status, "submitted")


def test_the_neighbours_token_finds_no_plan(plan, town, ask):
    assert ask(town.stranger, STEPS, {}, plan_id=plan.pk, step="withdraw").status_code == 404

import pytest
from django.test import override_settings
from django.urls import include, path
from rest_framework.routers import SimpleRouter

from homes.api.inspections import InspectionViewSet
from homes.models import Criterion
from tests.homes.story import full_answers, seat
from unions.tokens import issue_token

router = SimpleRouter()
router.register("inspections", InspectionViewSet, basename="inspection")
urlpatterns = [path("api/", include(router.urls)), path("", include("unions.urls"))]


@pytest.fixture
def ask(client):
    """`ask(officer, method, pk, rest, data)` of an inspection, with the token of the post."""

    def send(officer, method, pk, rest="", data=None):
        headers = {"authorization": f"Token {issue_token('probe', by=officer)}"}
        with override_settings(ROOT_URLCONF=__name__):
            return getattr(client, method)(
                f"/api/inspections/{pk}/{rest}",
                data,
                content_type="application/json",
                headers=headers,
            )

    return send


def line(inspection, code, answer, **more):
    criterion = Criterion.objects.get(standard=inspection.plan.standard, code=code)
    return {"criterion": criterion.pk, "answer": answer, **more}


def test_a_member_keeps_scores_and_reads_them_back(ask, inspection, town):
    said = {"scores": [line(inspection, "2.1", "1"), line(inspection, "1.3", "0.9225")]}
    response = ask(town.expert, "put", inspection.pk, "scores/", said)

    assert response.status_code == 200
    assert [(s["code"], s["points"]) for s in response.json()] == [("1.3", "3.0"), ("2.1", "7.0")]


def test_another_member_reads_nothing_of_them(ask, inspection, town):
    ask(town.expert, "put", inspection.pk, "scores/", {"scores": [line(inspection, "2.1", "1")]})

    assert ask(town.worker, "get", inspection.pk, "scores/").json() == []
    shown = ask(town.worker, "get", inspection.pk).json()
    assert shown["score"] is None
    assert "scores" not in shown


@pytest.mark.parametrize("answer", ["0.3", "-1", "x", "1e9"])
def test_an_answer_the_criterion_does_not_know_changes_nothing(ask, inspection, town, answer):
    said = {"scores": [line(inspection, "2.1", answer)]}

    assert ask(town.expert, "put", inspection.pk, "scores/", said).status_code in {400, 422}
    assert not seat(inspection, town.expert).scores.exists()


def test_the_county_sits_on_no_panel_and_the_neighbour_finds_none(ask, inspection, town):
    assert ask(town.county, "get", inspection.pk, "scores/").status_code == 403
    assert ask(town.stranger, "get", inspection.pk, "scores/").status_code == 404
    assert ask(town.stranger, "get", inspection.pk).status_code == 404


def test_handing_in_over_the_api_makes_the_scores_stand(ask, inspection, town):
    assert ask(town.expert, "post", inspection.pk, "handing-in/").status_code == 422
    given = [
        {"criterion": said.criterion.pk, "answer": str(said.answer)}
        for said in full_answers(inspection.plan)
    ]
    ask(town.expert, "put", inspection.pk, "scores/", {"scores": given})

    assert ask(town.expert, "post", inspection.pk, "handing-in/").status_code == 204
    assert seat(inspection, town.expert).handed_in_at is not None

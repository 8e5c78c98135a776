from decimal import Decimal

import pytest
from django.urls import reverse

from homes.models import Criterion
from homes.workflow import Stage
from tests.homes.story import assessed, prove_musts, stand_at


@pytest.fixture
def building(plan):
    return stand_at(plan, Stage.BUILDING)


def criterion(plan, code):
    return Criterion.objects.get(standard=plan.standard, code=code)


def answer(client, plan, code, **said):
    asked = criterion(plan, code)
    data = {f"c{asked.pk}-{name}": value for name, value in said.items()}
    url = reverse("homes:assessment-answer", args=[plan.pk, asked.pk])
    return client.post(url, data, headers={"HX-Request": "true"})


def test_a_percentage_is_kept_as_a_share_and_the_total_comes_back(building, town, as_officer):
    response = answer(as_officer(town.chair), building, "2.6", answer="47.5")

    score = building.self_scores.get()
    assert (response.status_code, score.answer, score.points) == (200, Decimal("0.475"), 2)
    assert 'id="total"' in response.content.decode()
    assert "50.0" in response.content.decode()


@pytest.mark.parametrize(
    ("code", "wrong"),
    [("1.3", "九成"), ("1.3", "101"), ("1.3", "-1"), ("1.3", "NaN"), ("1.8", "1.5"), ("1.1", "7")],
)
def test_a_malformed_answer_is_told_beside_its_field(building, town, as_officer, code, wrong):
    response = answer(as_officer(town.chair), building, code, answer=wrong)

    assert response.status_code == 422
    assert "errorlist" in response.content.decode() or "errors" in response.content.decode()
    assert not building.self_scores.exists()


def test_does_not_apply_without_a_note_is_told(building, town, as_officer):
    response = answer(as_officer(town.chair), building, "2.9", skip="on")

    assert response.status_code == 422
    assert not building.self_scores.exists()


def test_without_scripts_a_chapter_is_saved_whole_and_the_next_opens(building, town, as_officer):
    codes = ["3.1", "3.2", "3.4"]
    data = {f"c{criterion(building, code).pk}-answer": "100" for code in codes}
    url = reverse("homes:assessment-edit", args=[building.pk])
    response = as_officer(town.chair).post(f"{url}?chapter=G3", data)

    assert response.headers["Location"].endswith("?chapter=G4")
    assert building.self_scores.count() == 3


def test_the_page_says_what_is_missing(building, town, as_officer):
    url = reverse("homes:assessment-edit", args=[building.pk])
    html = as_officer(town.chair).get(url).content.decode()

    assert "36" in html
    assert str(criterion(building, "1.1")) in html


def test_the_county_reads_the_sheet_and_cannot_answer(building, town, as_officer):
    client = as_officer(town.county)

    assert client.get(reverse("homes:assessment-edit", args=[building.pk])).status_code == 200
    assert answer(client, building, "1.1", answer="1").status_code == 403


def test_vetoes_are_declared_and_an_unknown_one_is_refused(building, town, as_officer):
    url, client = reverse("homes:assessment-vetoes", args=[building.pk]), as_officer(town.chair)

    assert client.post(url, {"vetoes": ["unpaid"]}).status_code == 302
    assert client.post(url, {"vetoes": ["made up"]}).status_code == 422
    building.refresh_from_db()
    assert building.declared_vetoes == ["unpaid"]


def test_the_list_names_what_bars_an_application_and_applies_for_the_rest(
    plan, town, as_officer, proof
):
    assessed(plan, town)
    url, client = reverse("homes:application-list"), as_officer(town.county)
    barred = client.post(url, {"plan": [plan.pk], f"seen-{plan.pk}": plan.moves})
    assert barred.status_code == 422
    assert "1.1" in barred.content.decode()

    prove_musts(plan, proof)
    assert client.post(url, {"plan": [plan.pk], f"seen-{plan.pk}": plan.moves}).status_code == 302
    plan.refresh_from_db()
    assert plan.stage == Stage.APPLIED


def test_ticking_nothing_is_told(plan, town, as_officer):
    assert as_officer(town.county).post(reverse("homes:application-list")).status_code == 422


def test_an_application_on_a_stale_page_changes_nothing(plan, town, as_officer, proof):
    assessed(plan, town)
    prove_musts(plan, proof)
    data = {"plan": [plan.pk], f"seen-{plan.pk}": plan.moves - 1}

    assert as_officer(town.county).post(reverse("homes:application-list"), data).status_code == 422
    plan.refresh_from_db()
    assert plan.stage == Stage.ASSESSED

from decimal import Decimal

import pytest

from homes.actions.assessing import (
    Answer,
    apply_for_acceptance,
    assess_criteria,
    declare_vetoes,
    hand_in_assessment,
)
from homes.models import Criterion
from homes.workflow import PLAN, Stage, Step
from tests.homes.story import (
    assessed,
    criteria_of,
    full_answers,
    prove_musts,
    stand_at,
)
from unions.refusals import MoveRefused, Overtaken, Refused

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def building(plan):
    return stand_at(plan, Stage.BUILDING)


def criterion(plan, code):
    return Criterion.objects.get(standard=plan.standard, code=code)


def test_an_answer_is_kept_with_its_points_and_can_be_changed(building, town):
    rate = criterion(building, "1.3")
    assess_criteria(building, [Answer(rate, Decimal("0.45"))], by=town.chair)
    assess_criteria(building, [Answer(rate, Decimal("0.9225"))], by=town.chair)

    (score,) = building.self_scores.all()
    assert (score.answer, score.points) == (Decimal("0.9225"), Decimal("3.0"))


def test_what_does_not_apply_needs_a_note(building, town):
    rate = criterion(building, "2.9")
    with pytest.raises(Refused, match="does not apply"):
        assess_criteria(building, [Answer(rate, None)], by=town.chair)


def test_a_must_applies_to_everyone(building, town):
    must = criterion(building, "2.3")
    with pytest.raises(Refused, match="applies to everyone"):
        assess_criteria(building, [Answer(must, None, "没有")], by=town.chair)
    assert not building.self_scores.exists()


def test_a_criterion_of_another_standard_is_refused(building, town):
    foreign = Criterion.objects.exclude(standard=building.standard).first()
    with pytest.raises(Refused, match="not part"):
        assess_criteria(building, [Answer(foreign, Decimal(1))], by=town.chair)


@pytest.mark.parametrize("stranger", ["far_chair", "county", "city"])
def test_nobody_else_assesses(building, town, stranger):
    with pytest.raises(Refused):
        assess_criteria(building, full_answers(building), by=getattr(town, stranger))


def test_handing_in_waits_until_every_criterion_is_answered(building, town):
    assess_criteria(building, full_answers(building)[1:], by=town.chair)
    with pytest.raises(MoveRefused) as refused:
        hand_in_assessment(building, by=town.chair)

    assert len(refused.value.missing) == 1
    assert building.self_scores.count() == 35


def test_handing_in_keeps_the_score(plan, town):
    assessed(plan, town, nothing=["2.1"])

    plan.refresh_from_db()
    assert (plan.stage, plan.self_score) == (Stage.ASSESSED, Decimal("93.0"))


def test_what_does_not_apply_is_left_out_of_the_score(building, town):
    given = full_answers(building, nothing=["2.1"])
    skipped = [Answer(said.criterion, None, "无案件") for said in given if not said.criterion.must]
    assess_criteria(building, [*given, *skipped[:1]], by=town.chair)
    hand_in_assessment(building, by=town.chair)

    assert building.self_score == Decimal("92.9")  # (98 - 7) / 98


def test_a_handed_in_assessment_can_no_longer_be_changed(plan, town):
    assessed(plan, town)
    with pytest.raises(Refused):
        assess_criteria(plan, full_answers(plan), by=town.chair)


def test_a_stale_page_hands_nothing_in(building, town):
    assess_criteria(building, full_answers(building), by=town.chair)
    with pytest.raises(Overtaken):
        hand_in_assessment(building, by=town.chair, seen=building.moves - 1)


def test_of_two_plans_the_one_without_proof_stays_and_says_why(plan, town):
    assessed(plan, town)
    applied, refused = apply_for_acceptance([plan], by=town.county)

    assert applied == []
    assert any("no evidence" in line for line in refused[0][1].missing)
    plan.refresh_from_db()
    assert plan.stage == Stage.ASSESSED


def test_a_declared_veto_bars_the_application(building, town, proof):
    declare_vetoes(building, ["unpaid", "nonsense"], by=town.chair)
    assessed(building, town)
    prove_musts(building, proof)
    _applied, refused = apply_for_acceptance([building], by=town.county)

    assert len(refused[0][1].missing) == 1
    assert "unpaid" in refused[0][1].missing[0]


def test_a_must_at_nought_bars_the_application(plan, town, proof):
    assessed(plan, town, nothing=["2.3"])
    prove_musts(plan, proof)
    _applied, refused = apply_for_acceptance([plan], by=town.county)

    assert len(refused[0][1].missing) == 1
    assert "2.3" in refused[0][1].missing[0]


def test_a_proved_plan_is_applied_for(plan, town, proof):
    assessed(plan, town)
    prove_musts(plan, proof)
    applied, refused = apply_for_acceptance([plan], by=town.county, seen={plan.pk: plan.moves})

    assert (applied, refused) == ([plan], [])
    assert plan.stage == Stage.APPLIED


def test_taking_it_back_lets_the_chair_answer_again(plan, town):
    assessed(plan, town)
    PLAN.take(Step.REOPEN, plan, by=town.chair)
    assess_criteria(plan, full_answers(plan, nothing=["5.1"]), by=town.chair)

    assert plan.self_scores.filter(points=0).count() == 1
    assert len(criteria_of(plan)) == 36

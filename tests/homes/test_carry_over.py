import pytest

from homes.actions.accepting import carry_each, carry_over
from homes.models import HomePlan
from homes.workflow import Stage
from tests.cast import YEAR
from tests.homes.story import SEVERAL, close, inspecting, scored, stand_at
from unions.refusals import Refused


@pytest.fixture
def failed(inspection, town):
    scored(inspection, nothing=SEVERAL, note="未达要求")
    close(inspection, town.city_inspector, vetoes=["fraud"])
    return inspection.plan


def test_next_years_plan_begins_with_what_failed(failed, town):
    following = carry_over(failed, by=town.county)

    drafted = following.measures.exclude(text="").order_by("criterion__position")
    assert [m.criterion.code for m in drafted] == list(SEVERAL)
    assert {m.text for m in drafted} == {"未达要求"}
    assert following.measures.count() == 36


def test_the_new_plan_stands_on_next_years_list_and_knows_where_it_came_from(failed, town):
    following = carry_over(failed, by=town.city)

    assert (following.year, following.stage) == (YEAR + 1, Stage.LISTED)
    assert following.carried_from == failed
    failed.refresh_from_db()
    assert failed.stage == Stage.CARRIED


def test_a_veto_stands_beside_the_new_plan(failed, town):
    (finding,) = carry_over(failed, by=town.county).findings.all()

    assert (finding.origin, finding.criterion) == ("veto", None)


@pytest.mark.parametrize("office", ["chair", "stranger", "expert"])
def test_only_staff_of_its_branch_carry_a_plan_over(failed, town, office):
    with pytest.raises(Refused):
        carry_over(failed, by=getattr(town, office))
    assert HomePlan.objects.count() == 1


def test_a_plan_is_carried_once(failed, town):
    carry_over(failed, by=town.county)
    with pytest.raises(Refused):
        carry_over(failed, by=town.city)
    assert HomePlan.objects.count() == 2


def test_of_several_one_that_cannot_is_named_and_the_rest_go(failed, town, far_plan):
    carried, refused = carry_each([failed, far_plan], by=town.city)

    assert [plan.employer for plan in carried] == [town.mill]
    assert [plan for plan, _reason in refused] == [far_plan]


def test_a_unit_that_fails_again_is_flagged(failed, town):
    following = stand_at(carry_over(failed, by=town.county), Stage.APPLIED)
    assert not following.failed_twice
    second = scored(inspecting(following, town), nothing=SEVERAL)
    close(second, town.city_inspector)

    assert second.plan.failed_twice
    assert not failed.failed_twice

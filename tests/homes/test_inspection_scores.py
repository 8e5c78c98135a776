from decimal import Decimal

import pytest

from homes.actions.assessing import Answer
from homes.actions.closing import Conclusion, close_inspection
from homes.actions.inspecting import hand_in_scores, score_criteria
from homes.models import PanelScore
from homes.workflow import InspectionStage, Stage
from tests.cast import make_person
from tests.homes.story import (
    SEVERAL,
    close,
    full_answers,
    panel_of,
    scored,
    seat,
    stand_at,
)
from tests.homes.story import inspecting as inspect
from unions.models import Event, Grant, Officer
from unions.offices import Role
from unions.refusals import MoveRefused, Overtaken, Refused

pytestmark = pytest.mark.usefixtures("in_english")


def score_all(inspection, officer, **changes):
    score_criteria(seat(inspection, officer), full_answers(inspection.plan, **changes), by=officer)


def test_nobody_sees_anothers_scores_before_the_panel_closes(inspection, town):
    score_all(inspection, town.expert)

    assert PanelScore.objects.visible_to(Officer.objects.get(pk=town.expert.pk)).count() == 36
    for other in (town.city_inspector, town.city, town.county, town.chair, town.worker):
        assert not PanelScore.objects.visible_to(Officer.objects.get(pk=other.pk)).exists()


def test_the_log_says_that_scores_were_handed_in_and_not_which(inspection, town):
    score_all(inspection, town.expert)
    hand_in_scores(seat(inspection, town.expert), by=town.expert)

    event = Event.objects.about(inspection).first()
    assert (event.step, event.detail, event.note) == ("hand-in", {}, "")


def test_a_seat_is_scored_by_its_own_member_only(inspection, town):
    with pytest.raises(Refused, match="not your scores"):
        score_criteria(
            seat(inspection, town.expert), full_answers(inspection.plan), by=town.city_inspector
        )


def test_handing_in_names_what_is_not_scored_yet(inspection, town):
    given = full_answers(inspection.plan)
    score_criteria(seat(inspection, town.expert), given[2:], by=town.expert)
    with pytest.raises(Refused) as refused:
        hand_in_scores(seat(inspection, town.expert), by=town.expert)

    assert refused.value.missing == [str(said.criterion) for said in given[:2]]


def test_handed_in_scores_stand(inspection, town):
    score_all(inspection, town.expert)
    hand_in_scores(seat(inspection, town.expert), by=town.expert)

    with pytest.raises(Refused, match="handed in"):
        score_all(inspection, town.expert, nothing=["2.1"])
    with pytest.raises(Refused, match="handed in"):
        hand_in_scores(seat(inspection, town.expert), by=town.expert)


def test_the_panel_cannot_close_before_everyone_has_handed_in(inspection, town):
    score_all(inspection, town.expert)
    hand_in_scores(seat(inspection, town.expert), by=town.expert)
    with pytest.raises(MoveRefused) as refused:
        close(inspection, town.city_inspector)

    assert refused.value.missing == [
        town.city_inspector.user.display_name,
        town.worker.user.display_name,
    ]


@pytest.mark.parametrize("other", ["expert", "city", "county"])
def test_only_the_panels_chair_closes(inspection, town, other):
    scored(inspection)
    with pytest.raises(MoveRefused, match="chair"):
        close(inspection, getattr(town, other))


def test_a_good_home_goes_into_publicity(inspection, town):
    scored(inspection)
    close(inspection, town.city_inspector)

    plan = inspection.plan
    assert (inspection.stage, inspection.score) == (InspectionStage.CLOSED, Decimal("100.0"))
    assert (plan.stage, plan.score, plan.level) == (Stage.PUBLICITY, Decimal("100.0"), "advanced")
    assert not plan.findings.exists()
    assert not Grant.objects.exists()


def test_the_members_mean_is_the_score(inspection, town):
    scored(
        inspection,
        by_member={town.expert.pk: ["2.2"], town.worker.pk: ["2.2", "3.1"]},
    )

    assert close(inspection, town.city_inspector).score == Decimal("95.7")  # 100, 95, 92


def test_of_five_members_the_extremes_do_not_count(plan, town):
    five = [make_person(f"p{n}", town.root, Role.INSPECTOR) for n in range(4)]
    stand_at(plan, Stage.APPLIED)
    from homes.actions.inspecting import form_panel

    (inspection,) = form_panel([plan], panel_of(*five, town.worker), by=town.city)
    given = {five[0].pk: SEVERAL, five[1].pk: ["2.2"], five[2].pk: ["3.2"], five[3].pk: ["2.6"]}
    scored(inspection, by_member=given)  # 78, 95, 96, 96, 100

    assert close(inspection, five[0]).score == Decimal("95.7")


def test_one_harsh_member_cannot_bar_a_must_alone(inspection, town):
    scored(inspection, by_member={town.expert.pk: ["2.1"]})

    assert close(inspection, town.city_inspector).plan.stage == Stage.PUBLICITY


def test_a_must_most_gave_nothing_bars_the_home_and_is_to_be_mended(inspection, town):
    scored(
        inspection,
        by_member={town.expert.pk: ["2.1"], town.worker.pk: ["2.1"]},
        note="两年未召开职代会",
    )
    close(inspection, town.city_inspector)

    assert (inspection.level, inspection.plan.stage) == ("none", Stage.FAILED)
    (finding,) = inspection.plan.findings.all()
    assert (finding.criterion.code, finding.origin) == ("2.1", "inspection")
    assert finding.reason == "两年未召开职代会"


def test_a_veto_bars_the_best_home(inspection, town):
    scored(inspection)
    close(inspection, town.city_inspector, vetoes=["unpaid"])

    assert inspection.plan.stage == Stage.FAILED
    (finding,) = inspection.plan.findings.all()
    assert (finding.origin, finding.criterion) == ("veto", None)


def test_what_fell_below_half_is_to_be_mended(inspection, town):
    scored(inspection, nothing=SEVERAL)
    close(inspection, town.city_inspector)

    codes = [finding.criterion.code for finding in inspection.plan.findings.order_by("pk")]
    assert (inspection.score, codes) == (Decimal("78.0"), list(SEVERAL))
    assert "0.0 of" in inspection.plan.findings.first().reason


def test_without_measured_satisfaction_no_home_is_advanced(inspection, town):
    scored(inspection)

    assert close(inspection, town.city_inspector, satisfaction=None).level == "qualified"


def test_a_second_closing_on_a_stale_page_is_overtaken(inspection, town):
    scored(inspection)
    stale = type(inspection).objects.get(pk=inspection.pk)
    close(inspection, town.city_inspector)

    with pytest.raises(Overtaken):
        close_inspection(stale, Conclusion([], None, "再来"), by=town.city_inspector, seen=99)


def test_a_closed_panel_takes_no_more_scores(inspection, town):
    scored(inspection)
    close(inspection, town.city_inspector)
    member = seat(inspection, town.city_inspector)

    with pytest.raises(Refused, match="closed"):
        score_criteria(
            member,
            [Answer(full_answers(inspection.plan)[0].criterion, Decimal(1))],
            by=town.city_inspector,
        )


def test_after_closing_the_branch_sees_every_score(inspection, town):
    scored(inspection)
    close(inspection, town.city_inspector)

    assert PanelScore.objects.visible_to(town.county).count() == 3 * 36
    assert not PanelScore.objects.visible_to(town.stranger).exists()


def test_inspecting_again_after_calling_off(inspection, town):
    from homes.actions.inspecting import call_off_inspection

    call_off_inspection(inspection, by=town.city, note="改期")
    inspection.plan.refresh_from_db()

    assert inspect(inspection.plan, town).pk != inspection.pk

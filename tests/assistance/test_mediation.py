from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from assistance.actions.mediation import tiers_open_to
from assistance.inbox.services import mediations, mediations_late_below
from assistance.models import MediationCase
from assistance.workflows.mediation import (
    MEDIATION,
    MEDIATORS,
    MediationStage,
    MediationStep,
    Tier,
    tier_above,
    tiers_of,
)
from kernel.days import today
from tests.assistance import services, story
from unions.actions import set_parameter
from unions.casework.stepping import take_case_step
from unions.offices import holds_any
from unions.refusals import MoveRefused

S, T = MediationStage, MediationStep


@pytest.fixture
def case(town, centre):
    """A dispute the mill's chair mediates."""
    return services.make_mediation(town.mill_union, by=town.chair)


def four_levels(town):
    set_parameter(
        "assistance.mediation_levels", 4, valid_from=today(), basis="锦工发〔2026〕8号",
        union=town.root, by=town.city,
    )  # fmt: skip


def test_an_agreement_ends_the_dispute_with_wages_paid(case, town):
    MEDIATION.take(T.ACCEPT, case, by=town.chair)
    agreed = {"agreement_number": "调〔2026〕1号", "agreement": "十日内付清"}
    take_case_step(MEDIATION, case, T.AGREE, by=town.chair, said=agreed)
    confirmed = {"confirmation": "judicial", "confirmation_number": "(2026)辽0781民特1号"}
    take_case_step(MEDIATION, case, T.CONFIRM, by=town.chair, said=confirmed)
    take_case_step(MEDIATION, case, T.CLOSE, by=town.chair, said={"recovered": Decimal(9000)})

    case.refresh_from_db()
    assert (case.stage, case.confirmation, case.closed_on) == (S.CLOSED, "judicial", today())


@time_machine.travel(date(2026, 9, 16), tick=False)
def test_fifteen_days_that_end_in_the_holiday_end_after_it(case, town):
    MEDIATION.take(T.ACCEPT, case, by=town.chair)

    assert (case.accepted_on, case.due_on) == (date(2026, 9, 16), date(2026, 10, 8))


def test_a_failure_climbs_one_level_and_the_next_takes_over(case, town, centre):
    MEDIATION.take(T.ACCEPT, case, by=town.chair)
    MEDIATION.take(T.PASS_UP, case, by=town.chair, note="双方差距大")

    case.refresh_from_db()
    assert (case.stage, case.tier, case.in_charge) == (S.OPENED, Tier.TOWNSHIP, town.street)
    assert case.mediators == ""
    assert case in mediations(centre.township)
    assert case not in mediations(town.chair)
    with pytest.raises(MoveRefused):
        MEDIATION.take(T.ACCEPT, case, by=town.chair)


def test_the_level_that_began_goes_on_seeing_its_case(case, town, centre):
    MEDIATION.take(T.ACCEPT, case, by=town.chair)
    MEDIATION.take(T.PASS_UP, case, by=town.chair, note="调解不成")

    assert MediationCase.objects.visible_to(town.chair).filter(pk=case.pk).exists()


def test_at_the_top_the_dispute_goes_to_arbitration_and_no_higher(case, centre, town):
    story.stand_at(case, S.MEDIATING, tier=Tier.COUNTY, in_charge=town.linghai)
    with pytest.raises(MoveRefused):
        MEDIATION.take(T.PASS_UP, case, by=centre.staff, note="调解不成")

    MEDIATION.take(T.REFER, case, by=centre.staff, note="建议申请仲裁")

    assert case.stage == S.REFERRED


def test_with_four_levels_the_city_is_above_the_county(case, centre, town):
    four_levels(town)
    story.stand_at(case, S.MEDIATING, tier=Tier.COUNTY, in_charge=town.linghai)

    MEDIATION.take(T.PASS_UP, case, by=centre.staff, note="调解不成")

    case.refresh_from_db()
    assert (case.tier, case.in_charge) == (Tier.CITY, town.root)


def test_in_a_county_that_is_the_root_the_fourth_level_is_the_community(town):
    four_levels(town)
    town.federation.root_is_county = True

    assert tiers_of(town.federation) == [Tier.UNIT, Tier.COMMUNITY, Tier.TOWNSHIP, Tier.COUNTY]
    assert tier_above(Tier.UNIT, town.federation) == Tier.COMMUNITY
    assert tier_above(Tier.COUNTY, town.federation) is None


def test_a_broken_agreement_is_referred(case, town):
    story.stand_at(case, S.AGREED, agreement_number="调1号", agreed_on=today())

    MEDIATION.take(T.BROKEN, case, by=town.chair, note="逾期未付")

    case.refresh_from_db()
    assert (case.stage, case.closed_on) == (S.REFERRED, today())


def test_a_late_level_is_told_to_the_one_above_only(case, centre):
    story.stand_at(case, S.MEDIATING, due_on=date(2026, 1, 5))

    assert case in mediations_late_below(centre.township)
    assert case not in mediations_late_below(centre.staff)


@pytest.mark.parametrize("tier", [t for t in Tier if t not in (Tier.COMMUNITY, Tier.CITY)])
def test_an_edge_belongs_to_the_level_in_charge(case, town, centre, tier):
    people = [town.chair, centre.township, centre.staff, centre.city, centre.finance]
    story.stand_at(case, S.OPENED, tier=tier)

    for officer in people:
        is_theirs = holds_any(officer, MEDIATORS[tier])
        assert bool(MEDIATION.open_to(officer, case)) == is_theirs


def test_nobody_opens_a_dispute_at_anothers_level(as_officer, centre, town):
    data = {"tier": "county", "name": "吴工友", "persons": 1, "respondent": "华兴",
            "claim": "wages", "facts": "欠薪"}  # fmt: skip
    answer = as_officer(town.chair).post(reverse("assistance:mediation-new"), data)

    assert tiers_open_to(town.chair) == [Tier.UNIT]
    assert answer.status_code == 422
    assert "tier" in answer.context["form"].errors


def test_a_dispute_is_opened_from_a_call_and_tied_to_it(as_officer, centre):
    call = services.make_call(centre.staff)
    client = as_officer(centre.staff)
    form = client.get(reverse("assistance:mediation-new"), {"ticket": call.pk}).context["form"]
    data = {"tier": "county", "name": form.initial["name"], "persons": 2, "claim": "wages",
            "respondent": form.initial["respondent"], "facts": form.initial["facts"],
            "ticket_number": form.initial["ticket_number"]}  # fmt: skip
    answer = client.post(reverse("assistance:mediation-new"), data)

    assert answer.status_code == 302
    assert MediationCase.objects.get().ticket == call

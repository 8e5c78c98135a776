from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from assistance.inbox.services import legal_cases, legal_cases_late_below
from assistance.models import LegalCase, LegalPhase
from assistance.workflows.legal import LEGAL, LegalStage, LegalStep
from kernel.days import today
from tests.assistance import services, story
from unions.casework.stepping import take_case_step
from unions.offices import holds_any
from unions.refusals import MoveRefused
from unions.scoping import same_owner

S, T = LegalStage, LegalStep


@pytest.fixture
def case(town, centre):
    return services.make_legal(town.street, by=centre.township)


def end_phase(case, kind="arbitration"):
    return LegalPhase.objects.create(
        case=case, kind=kind, began_on=today(), ended_on=today(), result="裁决支付",
        **same_owner(case),
    )  # fmt: skip


def test_a_request_climbs_from_the_township_to_money_in_hand(case, centre):
    LEGAL.take(T.SUBMIT, case, by=centre.township)
    LEGAL.take(T.GRANT, case, by=centre.director)
    said = {"lawyer": "杨律师", "law_firm": "锦州律师所"}
    take_case_step(LEGAL, case, T.ASSIGN, by=centre.staff, said=said)
    end_phase(case)
    paid = {"recovered": Decimal("12000.50"), "fee": Decimal(800), "persons": 1}
    take_case_step(LEGAL, case, T.CLOSE, by=centre.staff, said=paid)

    case.refresh_from_db()
    assert (case.stage, case.recovered, case.closed_on) == (S.CLOSED, Decimal("12000.50"), today())


@time_machine.travel(date(2026, 9, 25), tick=False)
def test_the_decision_of_a_request_before_october_is_due_after_the_holiday(case, centre):
    """Seven calendar days end on 2 October; the next working day is the 8th."""
    LEGAL.take(T.SUBMIT, case, by=centre.township)

    assert case.due_on == date(2026, 10, 8)


@time_machine.travel(date(2026, 9, 29), tick=False)
def test_a_lawyer_is_assigned_within_three_days_or_after_the_holiday(case, centre):
    LEGAL.take(T.SUBMIT, case, by=centre.township)
    LEGAL.take(T.GRANT, case, by=centre.director)

    assert case.due_on == date(2026, 10, 8)


def test_a_household_on_the_register_needs_no_check_of_its_means(town, centre, filed):
    poor = services.make_legal(town.street, means="", file=filed, stage=S.APPLIED)
    unknown = services.make_legal(town.street, means="", stage=S.APPLIED)

    LEGAL.take(T.GRANT, poor, by=centre.director)
    with pytest.raises(MoveRefused) as refused:
        LEGAL.take(T.GRANT, unknown, by=centre.director)

    assert poor.stage == S.ASSIGNING
    assert refused.value.missing


def test_a_refusal_says_why_and_the_level_above_hears_the_appeal(case, centre):
    LEGAL.take(T.SUBMIT, case, by=centre.township)
    with pytest.raises(MoveRefused, match=r"理由|why"):
        LEGAL.take(T.REFUSE, case, by=centre.director)
    LEGAL.take(T.REFUSE, case, by=centre.director, note="不属于援助范围")
    LEGAL.take(T.APPEAL, case, by=centre.township, note="属于劳动争议")
    with pytest.raises(MoveRefused):
        LEGAL.take(T.OVERRULE, case, by=centre.director, note="改判")

    LEGAL.take(T.OVERRULE, case, by=centre.city, note="属于劳动争议")

    assert case.stage == S.ASSIGNING


def test_where_the_county_is_the_root_nobody_hears_the_appeal_against_themselves(case, centre):
    story.stand_at(case, S.APPEALED, decided_by=centre.city)

    with pytest.raises(MoveRefused):
        LEGAL.take(T.UPHOLD, case, by=centre.city, note="维持")

    case.refresh_from_db()
    assert case.stage == S.APPEALED


def test_a_case_is_not_closed_while_a_stage_is_open_or_a_sum_unsaid(case, centre):
    story.stand_at(case, S.HANDLING)
    LegalPhase.objects.create(case=case, kind="first", **same_owner(case))

    with pytest.raises(MoveRefused) as refused:
        LEGAL.take(T.CLOSE, case, by=centre.staff)

    assert len(refused.value.missing) == 3


def test_a_late_decision_shows_on_the_countys_workbench_and_on_the_citys(case, centre):
    story.stand_at(case, S.APPLIED, due_on=date(2026, 1, 5))

    assert case in legal_cases(centre.director)
    assert case in legal_cases_late_below(centre.city)
    assert case not in legal_cases_late_below(centre.director)
    assert case not in legal_cases(centre.township)


EDGES = [move for move in LEGAL.moves if move.offices]


@pytest.mark.parametrize("move", EDGES, ids=lambda m: f"{m.source}-{m.step}")
def test_an_edge_is_closed_to_every_other_office(case, centre, town, move):
    story.stand_at(case, move.source)
    others = [centre.finance, centre.vice_chair, town.city_inspector, town.stranger]
    others += [p for p in (centre.township, centre.staff, centre.city) if not is_for(move, p)]

    for officer in others:
        if not is_for(move, officer) or officer == town.stranger:
            with pytest.raises(MoveRefused):
                LEGAL.take(move.step, case, by=officer, note="试")


def is_for(move, officer):
    return holds_any(officer, move.offices)


def test_a_request_is_written_down_on_the_page_and_its_numbers_are_masked(as_officer, centre):
    client = as_officer(centre.township)
    answer = client.post(
        reverse("assistance:legal-new"),
        {"name": "周工友", "id_number": services.NUMBER, "phone": "138 4165 0001",
         "kind": "dispute", "opponent": "远大建筑", "facts": "拖欠工资"},
        follow=True,
    )  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "周工友" in page
    assert services.NUMBER not in page
    assert story.PHONE not in page
    assert LegalCase.objects.get().pinyin.startswith("zhougongyou")


@pytest.mark.parametrize(
    ("field", "value"),
    [("id_number", "210702198502300016"), ("amount", "-1"), ("household", "999999")],
)
def test_a_wrong_entry_names_its_field_and_nothing_is_kept(as_officer, centre, field, value):
    data = {"name": "周工友", "kind": "dispute", "opponent": "远大", "facts": "欠薪", field: value}
    answer = as_officer(centre.township).post(reverse("assistance:legal-new"), data)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not LegalCase.objects.exists()


def test_a_step_from_a_page_that_is_old_is_overtaken(as_officer, case, centre):
    story.stand_at(case, S.APPLIED, moves=3)
    url = reverse("assistance:legal-step", args=[case.pk, T.GRANT])

    answer = as_officer(centre.director).post(url, {"seen": 2, "means": "核对"})

    assert answer.status_code == 409
    assert "最新情况" not in answer.content.decode()  # nothing of the new state is on this page


def test_a_step_that_is_closed_gives_back_what_was_typed_and_leads_to_the_case(
    as_officer, case, centre
):
    story.stand_at(case, S.REFUSED)
    url = reverse("assistance:legal-step", args=[case.pk, T.GRANT])

    answer = as_officer(centre.director).post(url, {"means": "低保证已核对"})

    assert (answer.status_code, answer.context["again"]) == (422, case.get_absolute_url())
    assert "低保证已核对" in answer.content.decode()


def test_what_is_sealed_opens_for_a_reason_and_the_log_keeps_it(as_officer, case, centre):
    url = reverse("assistance:legal-opening", args=[case.pk])
    client = as_officer(centre.staff)
    unsaid = client.post(url, {"fields_to_open": ["phone"], "reason": ""})
    said = client.post(url, {"fields_to_open": ["phone"], "reason": "通知开庭时间"})

    assert (unsaid.status_code, said.status_code) == (422, 200)
    assert story.PHONE not in unsaid.content.decode()
    assert story.PHONE in said.content.decode()
    assert services.NUMBER not in said.content.decode()
    assert said["Cache-Control"] == "no-store"
    page = client.get(case.get_absolute_url()).content.decode()
    assert "通知开庭时间" in page


def test_a_request_moved_since_the_page_was_made_is_not_written(case, centre, as_officer):
    page = reverse("assistance:legal-edit", args=[case.pk])
    client = as_officer(centre.township)
    shown = client.get(page).context["form"]
    LEGAL.take(T.SUBMIT, case, by=centre.township)
    LEGAL.take(T.SEND_BACK, case, by=centre.director, note="请补充事实")
    said = {name: shown[name].value() for name in shown.fields}
    said = {name: value for name, value in said.items() if value is not None}

    assert client.post(page, {**said, "facts": "别的事实"}).status_code == 409
    assert client.post(page, {**said, "facts": "别的事实", "seen": 2}).status_code == 302
    case.refresh_from_db()
    assert case.facts == "别的事实"

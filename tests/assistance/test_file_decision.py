"""The working, the checklist, the means check, and a person's word."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from assistance.actions.deciding import (
    answer_exclusions,
    decide_category,
    set_aside,
    work_out,
)
from assistance.actions.reviewing import answer_means_check, send_means_check
from assistance.eligibility import Category
from assistance.models import Income, RigidCost
from assistance.workflows.household import FILE, FileStage
from kernel.days import today
from kernel.digest import sm3_of
from tests.assistance import story
from tests.cast import sign_in
from unions.models import Event
from unions.refusals import MoveRefused, Overtaken, Refused
from unions.scoping import same_owner

S = FileStage
CLEAR = dict.fromkeys(("homes", "business", "school", "vehicle"), (False, "入户核实"))


@pytest.fixture
def waiting(draft):
    """Before the county, undecided; 9,000 yuan a year for one person: deep hardship at 700."""
    member, mine = draft.members.get(), same_owner(draft)
    Income.objects.create(file=draft, member=member, kind="wages", amount=9000, **mine)
    RigidCost.objects.create(file=draft, member=member, kind="medical", spent=3000, **mine)
    return story.stand_at(draft, S.COUNTY_REVIEW, category="", decided_on=None, decided_by=None)


def decision_url(file):
    return reverse("assistance:file-decision", args=[file.pk])


def test_the_page_shows_every_step_of_the_sum_and_the_proposal(client, waiting, centre):
    sign_in(client, centre.director)

    page = client.get(decision_url(waiting)).content.decode()

    assert all(step.sum in page or escape(step.sum) in page for step in work_out(waiting).steps)
    assert "÷ 12 ÷ 1 = 500.00" in page
    assert str(Category.DEEP.label) in page


def test_a_decision_freezes_the_working(client, waiting, centre):
    sign_in(client, centre.director)

    response = client.post(decision_url(waiting), {"category": "deep", "seen": waiting.moves})

    waiting.refresh_from_db()
    assert response.status_code == 302
    assert (waiting.category, waiting.decided_by) == ("deep", centre.director)
    kept = dict(waiting.working)
    assert kept.pop("sm3") == sm3_of(kept)
    assert (kept["standard"], kept["figures"]["income"]) == ("700.00", "9000.00")
    assert len(kept["steps"]) == 4


def test_deciding_otherwise_than_the_rule_needs_a_reason(client, waiting, centre):
    sign_in(client, centre.director)

    told = client.post(decision_url(waiting), {"category": "relative", "seen": waiting.moves})
    with pytest.raises(Refused):
        decide_category(waiting, "relative", by=centre.director)
    decide_category(waiting, "relative", note="医疗支出属上年度", by=centre.director)

    assert told.status_code == 422
    assert waiting.proposed_category == "deep"
    assert waiting.decision_note == "医疗支出属上年度"


def test_nobody_is_refused_by_a_sum(waiting, centre):
    Income.objects.filter(file=waiting).update(amount=500_000)

    decide_category(waiting, "accident", note="突发事故后失去收入", by=centre.director)

    waiting.refresh_from_db()
    assert (waiting.stage, waiting.proposed_category) == (S.COUNTY_REVIEW, "")


def test_the_county_alone_decides_and_not_whoever_drafted(waiting, centre):
    waiting.drafted_by = centre.staff
    waiting.save(update_fields=["drafted_by"])

    for person in (centre.township, centre.finance, centre.city, centre.staff):
        with pytest.raises(Refused):
            decide_category(waiting, "deep", by=person)


def test_a_file_moved_meanwhile_is_not_decided(waiting, centre):
    with pytest.raises(Overtaken):
        decide_category(waiting, "deep", by=centre.director, seen=waiting.moves + 1)


def test_an_undecided_file_is_not_approved(waiting, centre):
    with pytest.raises(MoveRefused) as refused:
        FILE.take("approve", waiting, by=centre.director)

    assert refused.value.missing


def test_the_city_alone_sets_an_exclusion_aside_with_a_reason(waiting, centre):
    answer_exclusions(waiting, {**CLEAR, "vehicle": (True, "名下有面包车")}, by=centre.staff)
    answer = waiting.exclusions.select_related("file").get(exclusion="vehicle")

    with pytest.raises(Refused):
        set_aside(answer, why="残疾人专用", by=centre.director)
    with pytest.raises(Refused):
        set_aside(answer, why=" ", by=centre.city)
    assert waiting.missing_to_approve()
    set_aside(answer, why="残疾人专用", by=centre.city)

    decide_category(waiting, "deep", by=centre.director)
    assert waiting.missing_to_approve() == []


def test_a_changed_answer_has_to_be_set_aside_anew(waiting, centre):
    said = {**CLEAR, "vehicle": (True, "名下有面包车")}
    answer_exclusions(waiting, said, by=centre.staff)
    set_aside(waiting.exclusions.get(exclusion="vehicle"), why="残疾人专用", by=centre.city)

    answer_exclusions(waiting, {**said, "vehicle": (True, "又购一车")}, by=centre.staff)

    assert waiting.exclusions.get(exclusion="vehicle").excludes


def test_every_line_of_the_checklist_wants_its_evidence(client, waiting, centre):
    sign_in(client, centre.staff)
    url = reverse("assistance:exclusion-edit", args=[waiting.pk])
    said = {f"{code}_applies": "no" for code in CLEAR}

    response = client.post(url, {**said, "homes_evidence": "不动产查询"})

    assert response.status_code == 422
    assert client.get(url).status_code == 200


def test_handing_data_to_another_authority_is_on_record(draft, centre):
    story.stand_at(draft, S.MEANS_CHECK)
    draft.means_checks.all().delete()
    told = {"receiver": "凌海市民政局", "purpose": "经济状况核对", "data_kinds": "姓名、身份证号"}

    check = send_means_check(draft, **told, sent_on=today(), by=centre.staff)
    with pytest.raises(Refused):  # one question at a time
        send_means_check(draft, **told, sent_on=today(), by=centre.staff)
    answer_means_check(check, result="agrees", answered_on=today(), finding="", by=centre.staff)

    event = Event.objects.about(draft).get(step="hand-over")
    assert event.detail["receiver"] == "凌海市民政局"
    assert event.detail["kinds"] == "姓名、身份证号"
    assert draft.missing_to_check() == []


def test_without_the_authorisation_nothing_is_handed_over(client, draft, centre):
    story.stand_at(draft, S.MEANS_CHECK)
    draft.consents.filter(kind="means_check").delete()
    sign_in(client, centre.staff)

    response = client.post(
        reverse("assistance:means-check-new", args=[draft.pk]),
        {"receiver": "民政局", "purpose": "核对", "data_kinds": "姓名", "sent_on": str(today())},
    )

    assert response.status_code == 422
    assert not Event.objects.about(draft).exists()


@pytest.mark.parametrize("day", ["2999-01-01", "2026-02-30", ""])
def test_an_impossible_day_of_sending_is_told_in_its_field(client, draft, centre, day):
    story.stand_at(draft, S.MEANS_CHECK)
    sign_in(client, centre.staff)

    response = client.post(
        reverse("assistance:means-check-new", args=[draft.pk]),
        {"receiver": "民政局", "purpose": "核对", "data_kinds": "姓名", "sent_on": day},
    )

    assert response.status_code == 422
    assert 'name="sent_on"' in response.content.decode()


def test_whoever_recorded_the_means_check_does_not_approve(draft, centre):
    story.stand_at(draft, S.MEANS_CHECK)
    FILE.take("checked", draft, by=centre.staff)

    with pytest.raises(MoveRefused):
        FILE.take("approve", draft, by=centre.staff)
    FILE.take("approve", draft, by=centre.director)

    assert draft.stage == S.ACTIVE

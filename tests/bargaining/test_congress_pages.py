"""The register of congresses as the mill's chair and the street's staff keep it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bargaining.actions.congress import list_employers, raise_proposal, record_resolution
from bargaining.inbox.congress import sessions_due, sessions_overdue_below
from bargaining.models import CongressEmployer, CongressProposal, CongressSession
from bargaining.workflows.congress_proposal import CONGRESS_PROPOSAL
from bargaining.workflows.congress_proposal import CongressProposalStep as T
from kernel.days import months_after, today
from tests.bargaining.congress import hold
from tests.cast import make_person
from unions.casework.stepping import take_case_step
from unions.offices import Role
from unions.refusals import MoveRefused, Refused

LIST = "/bargaining/congress/"
TYPED = {
    "kind": "congress", "term": 3, "sitting": 2, "held_on": "2026-03-01", "employees": 286,
    "employees_women": 90, "representatives": 60, "present": 50, "women": 20, "managers": 10,
    "asked_by": 0, "agenda": "审议工作报告",
}  # fmt: skip


@pytest.fixture
def session(town):
    return hold(town.mill_union, town.mill)


@pytest.fixture
def street_staff(town):
    return make_person("streetstaff", town.street, Role.STAFF)


def test_a_chair_enters_the_session_of_the_own_mill(town, as_officer):
    answer = as_officer(town.chair).post(f"{LIST}new/", {**TYPED, "code": town.mill.uscc})

    session = CongressSession.objects.get()
    assert answer.status_code == 302
    assert (session.employer, session.union) == (town.mill, town.mill_union)


def test_what_the_street_enters_for_the_mill_belongs_to_the_mills_union(
    town, as_officer, street_staff
):
    as_officer(street_staff).post(f"{LIST}new/", {**TYPED, "code": town.mill.uscc, "area": ""})

    assert CongressSession.objects.get().union == town.mill_union


@pytest.mark.parametrize(
    "wrong",
    [{"present": 61}, {"held_on": "2099-01-01"}, {"kind": "regional"}, {"code": "91"}],
)
def test_an_entry_that_cannot_be_is_told_and_not_kept(town, as_officer, wrong):
    typed = {**TYPED, "code": town.mill.uscc, **wrong}

    assert as_officer(town.chair).post(f"{LIST}new/", typed).status_code == 422
    assert not CongressSession.objects.exists()


def test_the_same_session_is_entered_once(town, session, as_officer):
    answer = as_officer(town.chair).post(f"{LIST}new/", {**TYPED, "code": town.mill.uscc})

    assert answer.status_code == 422
    assert CongressSession.objects.count() == 1


def test_a_regional_congress_lists_the_employers_of_its_place(town, street_staff):
    session = hold(town.street)
    with pytest.raises(Refused) as refused:
        list_employers(session, [(1, town.mill.uscc), (2, town.far_mill.uscc)], by=street_staff)
    assert [town.far_mill.uscc in line for line in refused.value.missing] == [True]
    assert not CongressEmployer.objects.exists()

    assert list_employers(session, [(1, town.mill.uscc)], by=street_staff) == 1
    with pytest.raises(Refused):
        list_employers(session, [(1, town.mill.uscc)], by=street_staff)


def test_listed_employers_are_put_on_and_taken_off_in_place(town, as_officer, street_staff):
    session = hold(town.street)
    client = as_officer(street_staff)
    client.post(f"{LIST}{session.pk}/employers/new/", {"codes": town.mill.uscc})
    row = CongressEmployer.objects.get()
    assert town.mill.name in client.get(f"{LIST}{session.pk}/employers/").content.decode()

    client.post(f"{LIST}employers/{row.pk}/drop/")
    assert not CongressEmployer.objects.exists()


@pytest.mark.parametrize(("yes", "passed"), [(30, False), (31, True)])
def test_a_vote_takes_more_than_half_of_all_representatives(town, session, yes, passed):
    values = {"title": "工资专项集体合同", "present": 40, "yes": yes, "secret": True}

    assert record_resolution(session, values, by=town.chair).passed is passed


def test_a_correction_counts_the_votes_anew(town, session, as_officer):
    vote = record_resolution(session, {"title": "草案", "present": 50, "yes": 31}, by=town.chair)
    corrected = {**TYPED, "representatives": 62, "why": "数错"}
    as_officer(town.chair).post(f"{LIST}{session.pk}/edit/", corrected)

    vote.refresh_from_db()
    assert (vote.total, vote.passed) == (62, False)


def test_a_session_with_a_vote_is_not_taken_off(town, session, as_officer):
    record_resolution(session, {"title": "草案", "present": 50, "yes": 31}, by=town.chair)
    answer = as_officer(town.chair).post(f"{LIST}{session.pk}/remove/", {"why": "误录"})

    assert answer.status_code == 422
    assert CongressSession.objects.exists()


@pytest.fixture
def proposal(town, session):
    values = {"title": "改善夏季通风", "text": "车间高温", "proposer": "第三小组", "seconders": 4}
    return raise_proposal(session, values, by=town.chair)


def step(proposal, name, by, note="", **said):
    take_case_step(CONGRESS_PROPOSAL, proposal, name, by=by, note=note, said=said)


def test_a_proposal_is_filed_handled_answered_and_judged(town, proposal):
    step(proposal, T.FILE, town.chair)
    step(proposal, T.HAND_OVER, town.chair, handler="设备部")
    step(proposal, T.ANSWER, town.chair, answer="已加装风机")
    step(proposal, T.CLOSE, town.chair, satisfaction="satisfied")

    proposal.refresh_from_db()
    assert (proposal.stage, proposal.answered_on, proposal.due_on) == ("closed", today(), None)


def test_a_proposal_is_not_filed_without_a_reason(town, proposal):
    with pytest.raises(MoveRefused):
        step(proposal, T.DECLINE, town.chair)

    step(proposal, T.DECLINE, town.chair, note="不属职代会职权")
    assert proposal.stage == "declined"


@pytest.mark.parametrize(
    ("stage", "name"), [("filed", T.HAND_OVER), ("in_hand", T.ANSWER), ("answered", T.CLOSE)]
)
def test_a_step_waits_for_what_it_writes_down(town, proposal, stage, name):
    CongressProposal.objects.filter(pk=proposal.pk).update(stage=stage)
    proposal.refresh_from_db()

    with pytest.raises(MoveRefused):
        step(proposal, name, town.chair)


def test_who_is_not_satisfied_has_it_handled_again(town, proposal):
    CongressProposal.objects.filter(pk=proposal.pk).update(stage="answered", answer="不采纳")
    proposal.refresh_from_db()
    step(proposal, T.AGAIN, town.chair, note="答复未说明理由")

    assert proposal.stage == "in_hand"
    assert proposal.due_on > today()


def test_a_proposal_waits_at_its_own_union_and_when_late_at_the_level_above(
    town, proposal, street_staff
):
    CongressProposal.objects.update(due_on=today() - timedelta(days=1))
    rows = CongressProposal.objects

    assert list(rows.visible_to(town.chair).on_desk_of(town.chair)) == [proposal]
    assert not rows.visible_to(town.county).on_desk_of(town.county)
    late = rows.visible_to(street_staff).late_one_level_down(street_staff)
    assert list(late) == [proposal]


@pytest.mark.parametrize(
    ("months", "days", "keeper", "above"),
    [(11, 0, 0, 0), (11, 1, 1, 0), (12, 0, 1, 0), (12, 1, 1, 1)],
)
def test_the_keeper_is_reminded_after_eleven_months_and_the_level_above_after_twelve(
    town, street_staff, months, days, keeper, above
):
    held_on = months_after(today(), -months) - timedelta(days=days)
    hold(town.mill_union, town.mill, held_on=held_on)

    assert sessions_due(town.chair).count() == keeper
    assert sessions_overdue_below(street_staff).count() == above


def test_a_later_session_ends_the_reminder(town):
    hold(town.mill_union, town.mill, held_on=months_after(today(), -20))
    hold(town.mill_union, town.mill, held_on=today(), sitting=3)

    assert not sessions_due(town.chair)


def test_the_filter_finds_those_whose_last_session_is_too_long_ago(town, as_officer):
    hold(town.mill_union, town.mill, held_on=months_after(today(), -13))
    hold(town.far_union, town.far_mill, held_on=today())
    page = as_officer(town.city).get(f"{LIST}?state=over")

    assert [s.employer for s in page.context["page"].rows] == [town.mill]


def test_the_neighbouring_county_finds_nothing(town, session, as_officer):
    client = as_officer(town.stranger)

    assert client.get(f"{LIST}{session.pk}/").status_code == 404
    assert town.mill.name not in client.get(LIST).content.decode()

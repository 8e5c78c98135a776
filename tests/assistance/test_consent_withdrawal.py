"""Taking a consent back: with a reason, told what follows, and with what follows."""

from __future__ import annotations

import pytest

from assistance.actions.withdrawing import withdraw_consent
from assistance.models import Aid
from assistance.workflows.aid import AID
from assistance.workflows.household import FILE, FileStage, FileStep
from tests.assistance import payments, rounds, story
from tests.assistance.entering import url
from unions.models import Event
from unions.refusals import MoveRefused, Refused

SAID = {"reason": "本人到帮扶站当面提出", "told": "on"}


def consent_of(file, kind="sensitive"):
    return file.consents.get(kind=kind)


def withdrawal(file, kind="sensitive"):
    return url("consent-withdraw", file.pk, consent_of(file, kind).pk)


def test_the_page_says_what_follows_and_records_the_withdrawal(township, draft):
    page = township.get(withdrawal(draft)).content.decode()
    assert all(words in page for words in ("仍然有效", "不能办理下一步", "data-confirm"))

    assert township.post(withdrawal(draft), SAID).status_code == 302
    event = Event.objects.about(draft).get(step="withdraw-consent")
    assert consent_of(draft).withdrawn_at is not None
    assert (event.note, event.detail["kind"]) == (SAID["reason"], "sensitive")


@pytest.mark.parametrize("said", [{"told": "on"}, {"reason": SAID["reason"]}, {"reason": "不"}])
def test_without_a_reason_or_before_the_person_was_told_nothing_is_done(township, draft, said):
    assert township.post(withdrawal(draft), said).status_code == 422
    assert consent_of(draft).withdrawn_at is None


def test_a_consent_is_withdrawn_once(township, draft, centre):
    township.post(withdrawal(draft), SAID)
    first = consent_of(draft).withdrawn_at

    assert township.post(withdrawal(draft), SAID).status_code == 422
    assert consent_of(draft).withdrawn_at == first
    with pytest.raises(Refused):
        withdraw_consent(consent_of(draft), reason="再次", by=centre.township)


def test_who_only_reads_the_file_withdraws_nothing(as_officer, draft, centre, town):
    for person, status in ((centre.finance, 403), (town.stranger, 404)):
        assert as_officer(person).post(withdrawal(draft), SAID).status_code == status
    with pytest.raises(Refused):
        withdraw_consent(consent_of(draft), reason="本人提出", by=centre.finance)


@pytest.mark.parametrize(
    ("stage", "step", "officer"),
    [
        (FileStage.DRAFT, FileStep.SUBMIT, "township"),
        (FileStage.UNIT_REVIEW, FileStep.ENDORSE, "township_deputy"),
        (FileStage.TOWN_REVIEW, FileStep.FORWARD, "township_deputy"),
        (FileStage.COUNTY_REVIEW, FileStep.APPROVE, "director"),
        (FileStage.ANNUAL_REVIEW, FileStep.RENEW, "director"),
    ],
)
def test_no_step_is_taken_on_a_consent_taken_back(draft, centre, stage, step, officer):
    known = {"filed_on": draft.decided_on} if stage == FileStage.ANNUAL_REVIEW else {}
    story.stand_at(draft, stage, **known)
    withdraw_consent(consent_of(draft), reason="本人提出", by=centre.staff)

    with pytest.raises(MoveRefused) as refused:
        FILE.take(step, draft, by=getattr(centre, officer))
    assert len(refused.value.missing) == 1


def test_given_anew_it_no_longer_stands_in_the_way(draft, centre):
    withdraw_consent(consent_of(draft), reason="本人提出", by=centre.staff)
    old = consent_of(draft)
    draft.consents.create(
        kind="sensitive", wording="2026-11", given_by=old.given_by, given_at=old.withdrawn_at,
        union=draft.union, federation_id=draft.federation_id,
    )  # fmt: skip

    assert draft.missing_to_endorse() == []


def test_the_files_page_leads_there_only_who_may(as_officer, draft, centre):
    pages = [
        as_officer(person).get(draft.get_absolute_url()).content.decode()
        for person in (centre.township, centre.finance)
    ]

    assert [withdrawal(draft) in page for page in pages] == [True, False]
    edit = as_officer(centre.township).get(url("file-edit", draft.pk)).content.decode()
    assert withdrawal(draft, "notice") in edit


# Aid under way


@pytest.fixture
def ready(draft, fund, centre):
    """Approved, its money set aside, and not paid yet."""
    story.stand_at(draft, FileStage.ACTIVE, filed_on=draft.decided_on)
    return payments.ready_aid(draft, fund, centre)


def stand(*aids) -> list[str]:
    return [Aid.objects.get(pk=aid.pk).stage for aid in aids]


def test_aid_under_way_is_shown_and_nothing_happens_before_one_chooses(township, draft, ready):
    assert str(ready) in township.get(withdrawal(draft)).content.decode()

    answer = township.post(withdrawal(draft), SAID)
    assert (answer.status_code, "unpaid" in answer.context["form"].errors) == (422, True)
    assert (consent_of(draft).withdrawn_at, stand(ready)) == (None, ["ready"])


def test_dropped_aid_gives_its_money_back_to_the_fund(township, draft, ready, fund):
    before = ready.stands()

    assert township.post(withdrawal(draft), {**SAID, "unpaid": "drop"}).status_code == 302

    assert (before["reserved"], ready.stands()["reserved"]) == (ready.granted, 0)
    assert stand(ready) == ["withdrawn"]
    event = Event.objects.about(draft).get(step="withdraw-consent")
    assert (event.detail["unpaid"], event.detail["aids"]) == ("drop", [ready.pk])


def test_settled_aid_goes_on_and_what_is_in_a_batch_cannot_be_dropped(draft, ready, centre):
    payments.gathered(centre)
    withdraw_consent(consent_of(draft), reason="本人提出", unpaid="drop", by=centre.staff)
    withdraw_consent(consent_of(draft, "notice"), reason="本人", unpaid="settle", by=centre.staff)

    assert stand(ready) == ["queued"]


def test_nothing_new_is_begun_for_who_took_the_consent_back(draft, ready, centre, fund):
    asked = story.make_aid(draft, by=centre.township)
    withdraw_consent(consent_of(draft), reason="本人提出", unpaid="settle", by=centre.staff)

    with pytest.raises(MoveRefused) as refused:
        AID.take("check", asked, by=centre.staff)
    assert len(refused.value.missing) == 1
    assert stand(asked, ready) == ["applied", "ready"]


def test_a_means_check_taken_back_asks_nothing_of_aid(draft, ready, centre):
    withdraw_consent(consent_of(draft, "means_check"), reason="本人提出", by=centre.staff)

    assert stand(ready) == ["ready"]


def test_a_round_leaves_out_who_took_the_consent_back(draft, centre, fund):
    story.stand_at(draft, FileStage.ACTIVE, filed_on=draft.decided_on)
    withdraw_consent(consent_of(draft), reason="本人提出", by=centre.staff)
    a_round = rounds.set_up(centre, fund)

    rounds.make_list(a_round, centre)

    assert (rounds.asked(a_round), rounds.reasons(a_round)) == ([], ["no_consent"])

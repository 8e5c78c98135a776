"""On the register, off it, and the call afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assistance.actions.closing import record_call
from assistance.actions.stepping import take_file_step
from assistance.workflows.household import FILE, FileStage, FileStep
from kernel.days import today
from kernel.workdays import add_days_rolling
from tests.assistance import story
from tests.cast import sign_in
from unions.models import Event
from unions.refusals import MoveRefused, Refused

S, T = FileStage, FileStep


def leave(client, file, **data):
    url = reverse("assistance:file-step", args=[file.pk, "exit"])
    return client.post(url, {"seen": file.moves, **data})


@pytest.fixture
def gone(filed, centre):
    take_file_step(filed, T.EXIT, by=centre.staff, note="收入稳定", exit_reason="out_of_hardship")
    return filed


def test_an_exit_needs_one_of_the_reasons_and_a_word(client, filed, centre):
    sign_in(client, centre.staff)

    assert leave(client, filed, note="收入稳定").status_code == 422
    assert leave(client, filed, note="收入稳定", exit_reason="bored").status_code == 422
    assert leave(client, filed, exit_reason="retired").status_code == 422
    assert leave(client, filed, note="收入稳定", exit_reason="retired").status_code == 302

    filed.refresh_from_db()
    assert (filed.stage, filed.exit_reason, filed.exited_on) == (S.EXITED, "retired", today())


def test_an_exit_frees_the_members_and_sets_the_day_of_a_call(gone, town):
    call = gone.call_backs.get()

    assert call.due_on == add_days_rolling(today(), 30)
    assert not gone.members.get().live
    assert str(gone.previous_id) == "None"


@pytest.mark.parametrize("reason", ["died", "duplicate"])
def test_nobody_is_called_where_nobody_answers(filed, centre, reason):
    take_file_step(filed, T.EXIT, by=centre.staff, note="已核实", exit_reason=reason)

    assert not filed.call_backs.exists()


def test_a_refused_exit_leaves_no_reason_behind(filed, centre):
    with pytest.raises(MoveRefused):
        take_file_step(filed, T.EXIT, by=centre.township, note="收入稳定", exit_reason="moved")

    assert (filed.exit_reason, filed.stage) == ("", S.ACTIVE)


def test_a_call_is_recorded_once_and_what_was_heard_stays_out_of_the_log(gone, centre):
    call = gone.call_backs.get()
    heard = {"made_on": today(), "finding": "又住院", "in_hardship_again": True}

    record_call(call, **heard, by=centre.township)
    with pytest.raises(Refused):
        record_call(call, **heard, by=centre.staff)

    event = Event.objects.about(gone).get(step="call-back")
    assert "又住院" not in f"{event.note}{event.detail}"
    assert (call.made_by, call.in_hardship_again) == (centre.township, True)


def test_in_hardship_again_leads_to_a_new_file(client, gone, centre):
    call = gone.call_backs.get()
    url = reverse("assistance:call-back-edit", args=[call.pk])
    sign_in(client, centre.township)

    said = {"made_on": str(today()), "finding": "又住院", "in_hardship_again": "on"}
    page = client.post(url, said, follow=True).content.decode()

    again = reverse("assistance:file-again", args=[gone.pk])
    assert f'<form method="post" action="{again}">' in page  # a link would be refused: 405
    client.post(again)
    assert gone.followed_by.get().stage == S.DRAFT


def test_calls_are_listed_by_their_day_until_they_are_made(client, gone, centre):
    sign_in(client, centre.staff)
    url = reverse("assistance:call-back-list")

    assert gone.applicant_name in client.get(url).content.decode()
    assert gone.applicant_name not in client.get(url, {"made": "yes"}).content.decode()
    assert client.get(url, {"made": "perhaps"}).status_code == 422


def test_finance_and_strangers_record_no_call(client, town, gone, centre):
    url = reverse("assistance:call-back-edit", args=[gone.call_backs.get().pk])
    for person, status in ((centre.finance, 403), (town.stranger, 404)):
        sign_in(client, person)
        assert client.post(url, {"finding": "好"}).status_code == status


def test_reviews_due_soon_and_late_are_listed_the_earliest_first(client, town, centre):
    for name, days in (("钱迟", -3), ("孙近", 20), ("李远", 200)):
        file = story.on_file(town.street, name=name)
        story.stand_at(file, S.ACTIVE, review_due_on=today() + timedelta(days=days))
    sign_in(client, centre.staff)

    page = client.get(reverse("assistance:yearly-review-list")).content.decode()

    assert 0 < page.index("钱迟") < page.index("孙近")
    assert "李远" not in page


def test_whoever_drafted_the_file_does_not_renew_it(draft, centre):
    draft.drafted_by = centre.staff
    draft.save(update_fields=["drafted_by"])
    story.stand_at(draft, S.ANNUAL_REVIEW, filed_on=today(), review_due_on=today())

    with pytest.raises(MoveRefused):
        FILE.take(T.RENEW, draft, by=centre.staff)
    FILE.take(T.RENEW, draft, by=centre.director)

    assert draft.stage == S.ACTIVE


def test_a_review_renews_for_a_year_or_says_what_is_missing(draft, centre):
    story.stand_at(draft, S.ANNUAL_REVIEW, filed_on=today(), review_due_on=today())
    draft.proofs.filter(kind="income").delete()
    with pytest.raises(MoveRefused) as refused:
        FILE.take(T.RENEW, draft, by=centre.staff)
    assert len(refused.value.missing) == 1

    draft.proofs.create(
        kind="income", scan=draft.proofs.first().scan, union=draft.union,
        federation_id=draft.federation_id, issued_on=today(),
    )  # fmt: skip
    FILE.take(T.RENEW, draft, by=centre.staff)

    assert draft.review_due_on > today() + timedelta(days=360)


def test_a_suspended_household_comes_back(filed, centre):
    take_file_step(filed, T.SUSPEND, by=centre.city, note="线索核查")
    assert not filed.is_on_file

    take_file_step(filed, T.RESUME, by=centre.staff, note="核查无误")

    assert filed.is_on_file


@pytest.mark.parametrize("step", [T.RESUME, T.EXIT])
def test_whoever_suspended_a_household_does_not_decide_what_becomes_of_it(filed, centre, step):
    take_file_step(filed, T.SUSPEND, by=centre.staff, note="线索核查")
    said = {"note": "核查清楚", "exit_reason": "check_failed" if step == T.EXIT else ""}

    with pytest.raises(MoveRefused):
        take_file_step(filed, step, by=centre.staff, **said)
    take_file_step(filed, step, by=centre.director, **said)

    assert filed.stage in {S.ACTIVE, S.EXITED}


def test_at_the_yearly_review_the_exit_is_barred_to_who_drafted_as_the_renewal_is(draft, centre):
    draft.drafted_by = centre.staff
    draft.save(update_fields=["drafted_by"])
    story.stand_at(draft, S.ANNUAL_REVIEW, filed_on=today(), review_due_on=today())

    barred, free = (FILE.open_to(who, draft) for who in (centre.staff, centre.director))

    assert {T.RENEW, T.EXIT}.isdisjoint(move.step for move in barred)
    assert {T.RENEW, T.EXIT} <= {move.step for move in free}


def test_who_approved_a_file_may_record_that_the_household_has_left(draft, centre):
    # Of a death or a move nothing was put to anybody: there is no maker to keep apart from.
    story.stand_at(draft, S.COUNTY_REVIEW)
    take_file_step(draft, T.APPROVE, by=centre.director)
    assert draft.is_on_file

    take_file_step(draft, T.EXIT, by=centre.director, note="迁出本市", exit_reason="moved")

    assert draft.stage == S.EXITED

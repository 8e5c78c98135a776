"""Every edge of a file's life is its office's alone, and the page takes it."""

from dataclasses import fields
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse

from assistance.models import HouseholdFile
from assistance.workflows.household import FILE, FileStage, FileStep
from kernel.days import today
from tests.assistance import story
from tests.cast import make_city, sign_in
from unions.models import Event, Officer
from unions.offices import holds_any
from unions.refusals import MoveRefused
from unions.rowsecurity import federation_scope

T, S = FileStep, FileStage
EDGES = [move for move in FILE.moves if move.offices]


def step_url(file, step):
    return reverse("assistance:file-step", args=[file.pk, step])


def everyone(town, centre) -> list[Officer]:
    mine = [getattr(centre, field.name) for field in fields(centre)]
    return [*mine, town.city_inspector, town.chair, town.stranger]


@pytest.mark.parametrize("move", EDGES, ids=lambda m: f"{m.source}-{m.step}-{m.target}")
def test_an_edge_is_refused_to_every_other_office(town, centre, draft, move):
    story.stand_at(
        draft, move.source, due_on=today(), filed_on=today(), publicity_stage=S.UNIT_PUBLICITY
    )
    others = [p for p in everyone(town, centre) if not holds_any(p, move.offices)]

    for person in [*others, town.stranger]:
        with pytest.raises(MoveRefused):
            FILE.take(move.step, draft, by=person, note="理由")

    assert len(others) >= 3
    assert not Event.objects.about(draft).exists()


def test_the_page_takes_a_step_and_shows_it(client, draft, centre):
    sign_in(client, centre.township)

    asked = client.get(step_url(draft, "submit"))
    taken = client.post(step_url(draft, "submit"), {"seen": draft.moves}, follow=True)

    assert asked.status_code == 200
    assert str(S.UNIT_REVIEW.label) in taken.content.decode()


def test_a_step_without_its_reason_is_told_in_place(client, draft, centre):
    story.stand_at(draft, S.UNIT_REVIEW)
    sign_in(client, centre.township)

    response = client.post(step_url(draft, "send-back"), {"seen": draft.moves})

    assert response.status_code == 422
    assert 'name="note"' in response.content.decode()


def test_what_is_missing_is_told_in_place(client, town, centre):
    file = story.make_file(town.street, card="")
    sign_in(client, centre.township)

    response = client.post(step_url(file, "submit"), {"seen": file.moves})

    assert response.status_code == 422
    assert str(file.missing_to_submit()[1]) in response.content.decode()


def test_a_stale_page_is_told_so(client, draft, centre):
    sign_in(client, centre.township)

    response = client.post(step_url(draft, "submit"), {"seen": draft.moves + 1})

    assert response.status_code == 409


def test_a_step_of_another_office_is_refused_on_the_page(client, draft, centre):
    story.stand_at(draft, S.COUNTY_REVIEW)
    sign_in(client, centre.township)

    assert client.post(step_url(draft, "approve"), {"seen": draft.moves}).status_code == 422
    draft.refresh_from_db()
    assert draft.stage == S.COUNTY_REVIEW


def test_what_cannot_be_undone_asks_once_more(client, filed, centre):
    sign_in(client, centre.staff)

    assert "data-confirm=" in client.get(step_url(filed, "exit")).content.decode()


def test_the_page_of_a_file_shows_masks_only(client, draft, centre):
    sign_in(client, centre.staff)

    page = client.get(draft.get_absolute_url()).content.decode()

    for hidden in (story.PHONE, story.CARD, story.ILLNESS, draft.members.get().id_number.reveal()):
        assert hidden not in page
    assert "138****0001" in page


def test_a_file_is_read_by_its_offices_in_the_branch_alone(client, town, draft, centre):
    answers = {}
    for person in (centre.finance, town.stranger, town.city_inspector):
        sign_in(client, person)
        answers[person.role] = client.get(draft.get_absolute_url()).status_code

    assert answers == {"finance": 200, "staff": 404, "inspector": 403}


def test_a_file_that_went_back_has_no_decision_left(draft, centre):
    from assistance.actions.stepping import take_file_step

    story.stand_at(draft, S.COUNTY_REVIEW)
    take_file_step(draft, T.SEND_BACK, by=centre.director, note="收入证明不全")

    draft.refresh_from_db()
    assert (draft.stage, draft.category, draft.decided_on) == (S.RETURNED, "", None)


def test_of_two_approvals_at_once_one_is_told(committed_db):
    with transaction.atomic():
        town = make_city("锦州", "210700", "")
        story.set_standard(town)
        centre = story.open_centre(town)
        file = story.complete(story.make_file(town.street), centre.township)
        story.stand_at(file, S.COUNTY_REVIEW)
    start, outcomes = Barrier(2), []

    def approve(person: Officer) -> None:
        try:
            with federation_scope(town.federation.pk):
                seen = HouseholdFile.objects.get(pk=file.pk)
                officer = Officer.objects.get(pk=person.pk)
                start.wait(timeout=20)
                FILE.take(T.APPROVE, seen, by=officer, seen=seen.moves)
            outcomes.append("won")
        except MoveRefused:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=approve, args=[p]) for p in (centre.staff, centre.director)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["told", "won"]
    with federation_scope(town.federation.pk):
        assert Event.objects.filter(step="approve").count() == 1

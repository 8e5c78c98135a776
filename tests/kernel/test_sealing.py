"""A sealed field: what the table holds, where a value opens, and how a row is found by it."""

from __future__ import annotations

import logging
from uuid import uuid4

import pytest
from django.db import transaction

from kernel.sealing import (
    SealBroken,
    Sealed,
    blind_index,
)
from tests.kernel.sealed_cards import (
    MASKED,
    NUMBER,
    PHONE,
    Card,
    OtherCard,
    in_the_table,
    write,
)


def test_the_table_holds_only_what_is_sealed(card):
    (stored,) = in_the_table()

    assert len(stored) == 30 + len(NUMBER)
    assert NUMBER.encode() not in stored
    assert in_the_table("phone") != [b""]


def test_a_row_read_again_shows_the_mask_and_opens(card):
    again = Card.objects.get(pk=card.pk)

    assert (str(again.id_number), str(again.phone)) == (MASKED, "138****1234")
    assert (again.id_number.reveal(), again.phone.reveal()) == (NUMBER, PHONE)


def test_an_assigned_text_hides_at_once_and_is_sealed_by_save(table):
    card = Card(federation_id=7, id_number=NUMBER)

    assert isinstance(card.id_number, Sealed)
    assert (str(card.id_number), card.id_number.is_pending) == (MASKED, True)
    card.save()
    assert (card.id_number.reveal(), card.id_number.is_pending) == (NUMBER, False)


def test_rows_made_in_bulk_are_sealed_and_indexed_one_by_one(table):
    made = Card.objects.bulk_create(
        [Card(federation_id=7, id_number=NUMBER) for _ in range(3)], batch_size=2
    )

    assert len(set(in_the_table())) == 3
    assert {c.id_number.reveal() for c in [*made, *Card.objects.all()]} == {NUMBER}
    assert {c.id_index for c in made} == {blind_index(7, "id_number", NUMBER)}


def test_an_unchanged_value_is_not_sealed_anew(card):
    before = in_the_table()
    card.phone = "13900001111"
    card.save()
    Card.objects.get().save()

    assert in_the_table() == before
    assert Card.objects.get().phone.reveal() == "13900001111"


def test_a_row_read_in_part_opens_too(card):
    for narrow in (Card.objects.only("id_number"), Card.objects.defer("id_number")):
        assert narrow.get().id_number.reveal() == NUMBER
    card.phone = "13900001111"
    card.refresh_from_db(fields=["phone"])
    assert card.phone.reveal() == PHONE
    card.refresh_from_db()
    assert card.id_number.reveal() == NUMBER


def test_a_refreshed_row_does_not_keep_the_one_it_was_read_by(card):
    card.refresh_from_db()

    assert card.__dict__["id_number"]._row is None


def test_an_empty_value_is_empty_everywhere(table):
    card = Card.objects.create(federation_id=7, id_number="")
    again = Card.objects.get()

    assert in_the_table() == [b""]
    assert [str(again.id_number), again.id_number.reveal(), again.id_index, card.id_index] == [
        ""
    ] * 4
    assert not again.id_number
    again.phone = None
    assert again.phone.reveal() == ""


# The place: a value opens where it was sealed, and nowhere else.


def test_a_value_moved_to_another_row_does_not_open(card):
    other = Card.objects.create(federation_id=7, id_number="")
    write("UPDATE sealed_card SET id_number = %s WHERE id = %s", in_the_table()[0], other.pk)

    with pytest.raises(SealBroken, match=r"id_number of row \d+: the seal does not fit"):
        Card.objects.get(pk=other.pk).id_number.reveal()


@pytest.mark.parametrize(
    "change", ["phone = id_number", "federation_id = 8, phone = phone", "seal = gen_random_uuid()"]
)
def test_a_value_moved_to_another_field_or_federation_or_row_does_not_open(card, change):
    write(f"UPDATE sealed_card SET {change}")  # noqa: S608 - from the list above

    with pytest.raises(SealBroken):
        Card.objects.get().phone.reveal()


def test_a_value_does_not_open_as_one_of_another_model(card):
    with pytest.raises(SealBroken):
        OtherCard.objects.get().id_number.reveal()


def test_a_broken_value_says_so_on_the_page_and_in_the_log_without_its_bytes(card, caplog):
    write("UPDATE sealed_card SET phone = id_number")
    broken = Card.objects.get().phone

    with caplog.at_level(logging.ERROR):
        assert str(broken) not in {"", PHONE, NUMBER, MASKED}
    assert "kernel.Card.phone" in caplog.text
    assert in_the_table()[0].hex() not in caplog.text
    assert NUMBER not in caplog.text


def test_a_broken_value_is_not_written_again(card):
    write("UPDATE sealed_card SET phone = id_number")
    broken = Card.objects.get()

    with pytest.raises(SealBroken), transaction.atomic():
        broken.save()
    broken.phone = PHONE
    broken.save()
    assert Card.objects.get().phone.reveal() == PHONE


def test_a_row_without_a_federation_is_not_sealed(table):
    with pytest.raises(ValueError, match="has none yet"):
        Card(id_number=NUMBER).save()


def test_a_value_given_to_another_row_is_sealed_for_that_row(card):
    twin = Card.objects.create(federation_id=8, id_number=card.id_number)

    assert Card.objects.get(pk=twin.pk).id_number.reveal() == NUMBER
    assert len(set(in_the_table())) == 2


def test_a_copied_row_opens_with_the_seal_it_was_copied_with(card):
    card.pk, card._state.adding = None, True
    card.save()
    assert [c.id_number.reveal() for c in Card.objects.all()] == [NUMBER] * 2

    card.pk, card._state.adding, card.seal = None, True, uuid4()
    with pytest.raises(SealBroken):
        card.save()


# The index.


def test_a_row_is_found_by_its_index_however_the_number_is_typed(card):
    index = Card._meta.get_field("id_index")

    assert Card.objects.get(id_index=index.of(7, "210702 19900101 0018")) == card
    assert not Card.objects.filter(id_index=index.of(8, NUMBER)).exists()
    assert index.of(7, "") == ""


@pytest.mark.parametrize("narrow", [["id_number"], None])
def test_the_index_never_stays_behind_its_field(card, narrow):
    partly = Card.objects.only("id_number", "seal", "federation_id").get()
    partly.id_number = "110101199003070417"
    partly.save(update_fields=narrow)

    assert Card.objects.get().id_index == blind_index(7, "id_number", "110101199003070417")


def test_saving_another_field_alone_leaves_number_and_index_alone(card):
    before = in_the_table()
    card.id_number, card.phone = "", "13900001111"
    card.save(update_fields=["phone"])

    again = Card.objects.get()
    assert (in_the_table(), again.id_index != "") == (before, True)

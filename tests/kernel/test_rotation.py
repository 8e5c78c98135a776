"""A change of keys, on the table of sealed_cards and by the command that goes round with it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kernel import rotation
from kernel.ciphers import key_number
from kernel.rotation import Batch, renew_batch
from kernel.sealing import blind_index
from tests.kernel.sealed_cards import NUMBER, PHONE, Card, in_the_table, write
from unions.management.commands import rotate_field_keys
from unions.models import Federation

OLD = "1:0123456789abcdeffedcba9876543210"
BOTH = f"{OLD},2:00112233445566778899aabbccddeeff"
NEW = BOTH.partition(",")[2]


@pytest.fixture
def cards(table) -> list[Card]:
    """Three with two values each and one that is empty, sealed by key 1."""
    made = [Card(federation_id=7, id_number=NUMBER, phone=PHONE) for _ in range(3)]
    return Card.objects.bulk_create([*made, Card(federation_id=7)])


@pytest.fixture
def rotate(monkeypatch, settings):
    """`rotate("--indexes")` gives what the command says of federation 7, two rows at a time."""
    monkeypatch.setattr(rotate_field_keys, "ROWS", 2)
    monkeypatch.setattr(rotate_field_keys, "sealed_models", lambda: [Card])
    monkeypatch.setattr(rotate_field_keys, "federation_numbers", lambda: [7])

    def run(*words: str) -> str:
        said = StringIO()
        call_command("rotate_field_keys", *words, stdout=said)
        return said.getvalue()

    return run


def keys_in_use() -> set[int]:
    return {key_number(v) for c in ("id_number", "phone") for v in in_the_table(c) if v}


def test_after_a_new_key_all_is_sealed_by_it_and_the_old_one_can_go(cards, rotate, settings):
    settings.FIELD_KEYS = BOTH
    assert keys_in_use() == {1}
    assert rotate() == "Federation 7: 6 values sealed again, 0 indexes changed.\n"

    settings.FIELD_KEYS = NEW
    assert keys_in_use() == {2}
    assert [c.id_number.reveal() for c in Card.objects.order_by("pk")] == [NUMBER] * 3 + [""]


def test_a_second_run_finds_nothing_to_do(cards, rotate, settings):
    settings.FIELD_KEYS = BOTH
    rotate()
    before = in_the_table()

    assert "0 values sealed again" in rotate()
    assert in_the_table() == before


def test_a_run_killed_in_the_middle_keeps_what_it_did_and_the_next_ends_it(
    cards, rotate, settings, monkeypatch
):
    settings.FIELD_KEYS = BOTH
    seal, calls = rotation.sealed_for, []

    def killed(*arguments):
        calls.append(arguments)
        if len(calls) == 6:  # in the second batch, with one value of its row already sealed
            raise KeyboardInterrupt
        return seal(*arguments)

    monkeypatch.setattr(rotation, "sealed_for", killed)
    with pytest.raises(KeyboardInterrupt):
        rotate()
    assert [key_number(v) for v in in_the_table() if v] == [2, 2, 1]

    assert "2 values sealed again" in rotate()
    assert keys_in_use() == {2}


def test_a_value_sealed_while_both_keys_are_there_is_left_alone(cards, rotate, settings):
    settings.FIELD_KEYS = BOTH
    cards[0].phone = "13900001111"
    cards[0].save()

    assert "5 values sealed again" in rotate()


def test_what_does_not_open_is_counted_and_holds_nothing_up(cards, rotate, settings):
    write("UPDATE sealed_card SET phone = id_number WHERE id = %s", cards[0].pk)
    settings.FIELD_KEYS = BOTH

    with pytest.raises(CommandError, match="1 values do not open") as told:
        rotate()
    assert keys_in_use() == {1, 2}
    assert Card.objects.get(pk=cards[2].pk).phone.reveal() == PHONE
    assert NUMBER not in str(told.value)


def test_after_a_new_index_key_everything_is_found_again(cards, rotate, settings):
    settings.INDEX_KEY = "5a" * 32
    index = blind_index(7, "id_number", NUMBER)
    assert not Card.objects.filter(id_index=index).exists()

    assert "0 values sealed again, 3 indexes changed" in rotate("--indexes")
    assert Card.objects.filter(id_index=index).count() == 3
    assert "0 indexes changed" in rotate("--indexes")


def test_indexes_are_not_reckoned_from_what_does_not_open(cards, rotate, settings):
    write("UPDATE sealed_card SET id_number = phone WHERE id = %s", cards[0].pk)
    settings.INDEX_KEY = "5a" * 32

    with pytest.raises(CommandError, match="1 values do not open"):
        rotate("--indexes")
    assert Card.objects.filter(id_index=blind_index(7, "id_number", NUMBER)).count() == 2


def test_a_batch_is_of_one_federation(cards, settings):
    settings.FIELD_KEYS = BOTH

    assert renew_batch(Card, 8, after=0, size=9, indexes=True) is None
    assert renew_batch(Card, 7, after=cards[1].pk, size=9, indexes=False) == Batch(
        cards[2].pk, 2, 0, 0
    )


def test_every_federation_is_visited(committed_db, settings):
    platform = Federation.objects.using("platform")
    made = [
        platform.create(name=f"{n}市总工会", short_name=n, division_code=code, document_mark="工")
        for n, code in (("甲", "210700"), ("乙", "330400"))
    ]
    said = StringIO()
    call_command("rotate_field_keys", "--indexes", stdout=said)

    for federation in made:
        line = f"Federation {federation.pk}: 0 values sealed again, 0 indexes changed."
        assert line in said.getvalue()

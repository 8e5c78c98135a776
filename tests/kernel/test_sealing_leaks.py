"""A sealed field: roads on which the text could leak out."""

from __future__ import annotations

import copy
import json
import pickle
import traceback

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context, Template
from django.views.debug import SafeExceptionReporterFilter

from kernel.sealing import (
    SealBroken,
)
from tests.kernel.sealed_cards import (
    FIELD_KEYS,
    MASKED,
    NUMBER,
    PHONE,
    Card,
    CardForm,
    CardSerializer,
    in_the_table,
    write,
)


def test_nothing_that_shows_a_value_shows_its_text(card):
    pending = Card(federation_id=7, id_number=NUMBER, phone=PHONE)
    for row in (card, pending):
        value = row.id_number
        shown = [repr(value), str(value), f"{value:>30}", f"{row.__dict__}", f"{value!r}"]
        shown += [repr(copy.deepcopy(row.__dict__)), json.dumps(str(value)), repr([value])]
        assert NUMBER not in "".join(shown)


def test_a_page_shows_the_mask_and_cannot_reveal(card):
    page = Template("{{ c.id_number }}|{{ c.id_number.reveal }}|{{ c.id_number|length }}")

    assert page.render(Context({"c": card})) == f"{MASKED}||0"


def test_values_give_what_does_not_open(card):
    ((listed,), named) = Card.objects.values_list("id_number"), Card.objects.values().get()
    (raw,) = listed if isinstance(listed, tuple) else (listed,)

    for value in (raw, named["id_number"]):
        assert (str(value), bool(value)) == ("●●●", True)
        with pytest.raises(SealBroken, match="without its row"):
            value.reveal()


def test_a_form_starts_with_the_mask_and_gets_it_back_unchanged(card):
    before = in_the_table()
    shown = CardForm(instance=card)
    form = CardForm({"id_number": MASKED, "phone": ""}, instance=card)

    assert MASKED in shown.as_p()
    assert NUMBER not in shown.as_p()
    assert form.is_valid()
    assert form.changed_data == ["phone"]
    form.save()
    assert (in_the_table(), in_the_table("phone")) == (before, [b""])


def test_a_form_seals_what_is_typed(table):
    form = CardForm({"id_number": NUMBER, "phone": PHONE}, instance=Card(federation_id=7))

    assert form.is_valid()
    assert form.save().id_number.reveal() == NUMBER
    assert in_the_table() != [b""]


def test_a_form_checks_the_text_as_of_any_field(table):
    form = CardForm({"id_number": "", "phone": "1" * 21}, instance=Card(federation_id=7))

    assert set(form.errors) == {"id_number", "phone"}
    with pytest.raises(ValidationError) as wrong:
        Card(federation_id=7, phone="1" * 21).full_clean()
    assert {"id_number", "phone"} <= set(wrong.value.message_dict)


def test_serialisers_give_the_mask_or_refuse(card):
    assert CardSerializer(card).data == {"id_number": MASKED, "phone": "138****1234"}
    dumped = serializers.serialize("json", [card])
    assert MASKED in dumped
    assert NUMBER not in dumped
    for encoder in (None, DjangoJSONEncoder):
        with pytest.raises(TypeError):
            json.dumps({"number": card.id_number}, cls=encoder)


def test_a_pickled_row_carries_the_seal_and_an_unsaved_one_is_refused(card, monkeypatch):
    packed = pickle.dumps(card.id_number)
    assert NUMBER.encode() not in packed
    assert MASKED.encode() not in packed
    monkeypatch.setattr("django.apps.registry.apps.get_model", lambda *args: Card)
    assert pickle.loads(packed) == card.id_number  # noqa: S301 - packed above

    card.phone = "13900001111"
    with pytest.raises(TypeError, match="may not be pickled") as refused:
        pickle.dumps(card)
    assert "13900001111" not in str(refused.value)


def test_values_are_equal_only_as_the_same_seal(card):
    twin = Card.objects.create(federation_id=7, id_number=NUMBER)
    again = Card.objects.get(pk=card.pk)

    assert card.id_number == again.id_number
    assert len({card.id_number, again.id_number}) == 1
    assert card.id_number != twin.id_number
    assert card.id_number != NUMBER
    assert card.id_number != MASKED
    assert Card(id_number=NUMBER).id_number != Card(id_number=NUMBER).id_number


def test_a_traceback_tells_neither_text_nor_bytes(card, rf, settings):
    write("UPDATE sealed_card SET phone = id_number")
    try:
        Card.objects.get().phone.reveal()
    except SealBroken as broken:
        told = "".join(traceback.format_exception(broken))
        frames = [f for f, _ in traceback.walk_tb(broken.__traceback__)]
    shown = SafeExceptionReporterFilter().get_traceback_frame_variables
    kept = [shown(rf.get("/"), frame) for frame in frames]

    assert NUMBER not in told
    assert in_the_table()[0].hex() not in told
    assert NUMBER not in repr(kept)
    assert FIELD_KEYS[2:] not in repr(kept)

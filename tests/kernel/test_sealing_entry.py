"""A sealed field: roads on which a text could come in unsealed, or a search could miss; how one
is declared.
"""

from __future__ import annotations

import pytest
from django.apps.registry import Apps
from django.core.exceptions import FieldError
from django.core.serializers.base import DeserializedObject
from django.db import models, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import F, Value

from kernel.sealing import (
    BlindIndex,
    SealedField,
    mask_all,
    mask_card,
    mask_id,
    mask_phone,
)
from tests.kernel.sealed_cards import (
    MASKED,
    NUMBER,
    PHONE,
    Card,
    in_the_table,
)


@pytest.mark.parametrize("text", [NUMBER, "", None, Value(NUMBER), F("phone"), NUMBER.encode()])
def test_no_update_writes_past_the_seal(card, text):
    before = in_the_table()

    with pytest.raises(TypeError, match=r"save\(\) or bulk_cr") as refused, transaction.atomic():
        Card.objects.update(id_number=text)
    assert in_the_table() == before
    assert NUMBER not in str(refused.value)


def test_no_update_in_bulk_writes_past_the_seal(card):
    card.id_number = "110101199003070417"

    with pytest.raises(TypeError, match=r"bulk_update\(\)"):
        Card.objects.bulk_update([card], ["id_number"])


@pytest.mark.parametrize("value", [5, b"bytes", F("phone"), Value(NUMBER), [NUMBER]])
def test_only_a_text_can_be_assigned(value):
    with pytest.raises(TypeError, match="takes a text"):
        Card(id_number=value)


@pytest.mark.parametrize("lookup", ["", "__exact", "__in", "__contains", "__isnull", "__length"])
def test_a_search_in_a_sealed_field_says_to_use_its_index(lookup):
    with pytest.raises(FieldError, match="search by its index"):
        Card.objects.filter(**{f"id_number{lookup}": [NUMBER]})


def test_a_dump_of_masks_cannot_be_loaded_as_if_they_were_texts(table):
    loaded = DeserializedObject(Card(federation_id=7, id_number=MASKED))

    with pytest.raises(TypeError, match="sealed row by row"):
        loaded.save()


# Declarations.


def test_a_migration_names_the_mask_and_the_cleaner():
    field, imports = MigrationWriter.serialize(Card._meta.get_field("id_number"))
    index, _ = MigrationWriter.serialize(Card._meta.get_field("id_index"))

    assert field == (
        "kernel.sealing.SealedField(mask=kernel.sealing.mask_id, verbose_name='identity number')"
    )
    assert "import kernel.sealing" in imports
    assert "clean=kernel.identifiers.clean_citizen_id" in index
    assert "purpose='id_number'" in index


def test_a_field_declared_twice_is_the_same_declaration():
    field = Card._meta.get_field("id_index")
    _, _, _, options = field.deconstruct()

    assert BlindIndex(**options).deconstruct()[1:] == field.deconstruct()[1:]


@pytest.mark.parametrize("option", ["null", "unique", "primary_key"])
def test_a_sealed_field_is_never_null_nor_a_key(option):
    with pytest.raises(TypeError, match="its index is what is unique"):
        SealedField("phone", **{option: True})


def test_a_sealed_field_wants_a_sealed_row():
    class Loose(models.Model):
        phone = SealedField("phone")

        class Meta:
            apps = Apps()
            app_label = "kernel"

    assert [e.msg for e in Loose.check()] == ["A sealed field needs a SealedRow."]
    assert Card.check() == []


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (mask_id, NUMBER, MASKED),
        (mask_id, "E12345678", "●●●"),
        (mask_id, "2107021990010", "●●●"),
        (mask_phone, PHONE, "138****1234"),
        (mask_phone, "0416123", "●●●"),
        (mask_card, "6222020200112230", "************2230"),
        (mask_card, "2230", "●●●"),
        (mask_all, "尿毒症", "●●●"),
    ],
)
def test_a_mask_shows_no_more_than_it_should(mask, text, shown):
    assert mask(text) == shown

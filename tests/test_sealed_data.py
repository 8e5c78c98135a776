"""Sealed fields on the real tables: every model that has one, with the rows of the world."""

from __future__ import annotations

import ast
import copy
import pickle
from pathlib import Path

import pytest
from django.db import connection
from django.forms import model_to_dict

from kernel.ciphers import key_number
from kernel.rotation import renew_batch, sealed_models
from kernel.sealing import BlindIndex, SealedField

pytestmark = pytest.mark.usefixtures("standing_worlds")

ROOT = Path(__file__).resolve().parent.parent
KEEPERS = {"kernel/sealing.py", "kernel/rotation.py"}
MODELS = sealed_models()
ids = [model._meta.label for model in MODELS]


def sources() -> list[Path]:
    folders = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests"]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def reveals(path: Path) -> bool:
    tree = ast.parse(path.read_text())
    return any(isinstance(n, ast.Attribute) and n.attr == "reveal" for n in ast.walk(tree))


def test_only_actions_reveal_what_is_sealed():
    """Broken: `file.phone.reveal()` in a model's property; caught here."""
    found = {path.relative_to(ROOT) for path in sources() if reveals(path)}

    assert {str(p) for p in found if not {"actions", "actions.py"} & set(p.parts)} == KEEPERS


def fields_of(model, kind):
    return [field for field in model._meta.concrete_fields if isinstance(field, kind)]


def raw(model, field, row) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {field.column} FROM {model._meta.db_table} WHERE id = %s",  # noqa: S608
            [row.pk],
        )
        return bytes(cursor.fetchone()[0])


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_the_table_does_not_hold_the_text(world, model):
    rows = list(model._base_manager.all())
    found = 0
    for row in rows:
        for field in fields_of(model, SealedField):
            if text := getattr(row, field.name).reveal():
                assert text.encode() not in raw(model, field, row)
                found += 1

    assert found


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_a_row_survives_saving_refreshing_copying_and_pickling(world, model):
    row = model._base_manager.first()
    names = [field.name for field in fields_of(model, SealedField)]
    texts = {name: getattr(row, name).reveal() for name in names}
    row.save()
    row.refresh_from_db()

    for same in (row, copy.copy(row), copy.deepcopy(row), pickle.loads(pickle.dumps(row))):  # noqa: S301
        assert {name: getattr(same, name).reveal() for name in names} == texts
    for text in filter(None, texts.values()):
        assert text.encode() not in pickle.dumps(row)
        assert text not in f"{row!r} {row} {row.__dict__} {model_to_dict(row)}"


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_every_index_is_that_of_its_field(world, model):
    for row in model._base_manager.all():
        for index in fields_of(model, BlindIndex):
            assert getattr(row, index.name) == index.of_row(row)


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_a_new_key_reaches_every_row(world, model, settings):
    settings.FIELD_KEYS += ",250:" + "5a" * 16
    federation = world.city.federation.pk
    batch = renew_batch(model, federation, after=0, size=500, indexes=False)

    assert batch is not None
    assert batch.sealed
    for row in model._base_manager.all():
        for field in fields_of(model, SealedField):
            assert getattr(row, field.name).reveal() or not getattr(row, field.name)
            assert key_number(raw(model, field, row) or b"\0\xfa") == 250

"""The tables' half of a change of keys: seal again what older keys sealed, reckon indexes anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Func, Q
from django.views.decorators.debug import sensitive_variables

from kernel.ciphers import SealBroken, current_key
from kernel.sealing import BlindIndex, Sealed, SealedField, SealedRow, sealed_for


@dataclass(frozen=True)
class Batch:
    """What became of some rows; `last` is the key of the last one."""

    last: int
    sealed: int
    indexed: int
    unreadable: int


def sealed_models() -> list[type[SealedRow]]:
    return [model for model in apps.get_models() if issubclass(model, SealedRow)]


def renew_batch(
    model: type[Any], federation_id: int, *, after: int, size: int, indexes: bool
) -> Batch | None:
    """Seal the next `size` rows again, in the order of their keys; None if there are none left.

    Without `indexes`, only rows that an older key sealed. Runs in the caller's transaction.
    """
    rows = model._base_manager.filter(federation_id=federation_id, pk__gt=after)
    if not indexes:
        rows = rows.alias(**_key_numbers(model)).filter(_any_stale(model))
    # Locked, or what a person saves in this moment would be overwritten by what was read before.
    locked = list(rows.order_by("pk").select_for_update(of=("self",))[:size])
    if not locked:
        return None
    counts = [_renew(row, indexes=indexes) for row in locked]
    sealed, indexed, unreadable = map(sum, zip(*counts, strict=True))
    return Batch(locked[-1].pk, sealed, indexed, unreadable)


@sensitive_variables("texts")
def _renew(row: SealedRow, *, indexes: bool) -> tuple[int, int, int]:
    """How many values were sealed again, indexes changed, and values not opened."""
    sealed: dict[str, Any] = {}
    texts: dict[str, str] = {}
    unreadable = 0
    for field in _fields(type(row), SealedField):
        value: Sealed = getattr(row, field.attname)
        if not indexes and not value.is_stale:
            continue
        try:
            texts[field.name] = value.reveal()
        except SealBroken:
            unreadable += 1
            continue
        if value.is_stale:
            sealed[field.name] = sealed_for(field, row, texts[field.name])
    changed = _changed_indexes(row, texts) if indexes else {}
    if sealed or changed:
        # Past save(): a change of keys is no change of the record, and asks no hook of it.
        type(row)._base_manager.filter(pk=row.pk).update(**sealed, **changed)
    return len(sealed), len(changed), unreadable


@sensitive_variables("texts")
def _changed_indexes(row: Any, texts: dict[str, str]) -> dict[str, str]:
    anew = {
        index.name: index.of(row.federation_id, texts[index.source])
        for index in _fields(type(row), BlindIndex)
        if index.source in texts
    }
    return {name: value for name, value in anew.items() if value != getattr(row, name)}


def _fields(model: type[models.Model], kind: type[Any]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, kind)]


def _key_numbers(model: type[SealedRow]) -> dict[str, Func]:
    return {
        f"{field.name}_key": Func(
            F(field.name),
            template="encode(substring(%(expressions)s from 2 for 1), 'hex')",
            output_field=models.CharField(),
        )
        for field in _fields(model, SealedField)
    }


def _any_stale(model: type[SealedRow]) -> Q:
    current = ["", f"{current_key():02x}"]  # nothing sealed, or sealed as we would now
    stale = Q()
    for name in _key_numbers(model):
        stale |= ~Q(**{f"{name}__in": current})
    return stale

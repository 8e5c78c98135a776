"""The copy of their data that a person may ask for (PIPL §45): made, handed over, never kept."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import DataRequest, HouseholdFile, PaymentLine, PublicApplication
from assistance.models.privacy import RequestKind
from assistance.own_data import column_label, steps_in_words, table_label
from assistance.workflows.privacy import RequestStage
from kernel.sealing import BlindIndex, Sealed
from kernel.spreadsheet import Column, Sheet, write_workbook
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused

# Plumbing, which says nothing about the person.
LEFT_OUT = {
    "id", "seal", "federation", "county", "township", "union", "file", "moves", "receipt_sm3",
    "stage", "drafted_by", "pinyin", "live", "sm3",
}  # fmt: skip
# What others said, or what the office decided about the papers, is not the person's own data.
NOT_THEIRS = {
    "assistance.disposal", "assistance.objection", "assistance.datarequest",
    "assistance.householdfile",  # a later file is asked for by itself
}  # fmt: skip


@transaction.atomic
@sensitive_variables()
def make_copy(request: DataRequest, *, by: Officer) -> bytes:
    """A workbook with everything held about the person, in clear; that it was made is logged.

    Raises Refused before the identity is checked, and for another kind of request.
    """
    if request.kind != RequestKind.COPY:
        raise Refused(_("Nobody has asked for a copy here."))
    if request.stage != RequestStage.IDENTIFIED:
        raise Refused(_("Check first who asks: the copy shows everything in clear."))
    target = io.BytesIO()
    write_workbook(target, list(_sheets(request)))
    request.copied_at = timezone.now()
    request.save(update_fields=["copied_at"])
    log_event(request, "copy", _("Copy made and handed over"), by=by)
    return target.getvalue()


def _sheets(request: DataRequest) -> Iterator[Sheet]:
    if request.application:
        yield _sheet([request.application])
    file = request.file
    if file is None:
        return
    yield _sheet([file])
    for model, column in _tied_to_a_file():
        rows = list(model._base_manager.filter(**{column: file}).order_by("pk"))
        if rows:
            yield _sheet(rows)
    payments = [line for aid in file.aids.all() for line in aid.payments.order_by("pk")]
    if payments:
        yield _sheet(payments)


def _tied_to_a_file() -> Iterator[tuple[type[models.Model], str]]:
    for related in HouseholdFile._meta.related_objects:
        model = related.related_model
        if not isinstance(model, str) and model._meta.label_lower not in NOT_THEIRS:
            yield model, related.field.name


def models_of_a_copy() -> list[type[models.Model]]:
    """Every table a copy may hold rows of."""
    tied = [model for model, _column in _tied_to_a_file()]
    return [PublicApplication, HouseholdFile, *tied, PaymentLine]


def _sheet(rows: list[Any]) -> Sheet:
    """One row of the sheet for each field of each row: a person reads it from top to bottom."""
    meta = rows[0]._meta
    names = [field for field in meta.concrete_fields if not is_plumbing(field)]
    return Sheet(
        title=table_label(type(rows[0])),
        columns=[Column(_("No."), 8), Column(_("What"), 30), Column(_("What it says"), 60)],
        rows=_lines(rows, names),
    )


def is_plumbing(field: Any) -> bool:
    return field.name in LEFT_OUT or isinstance(field, BlindIndex)


@sensitive_variables()
def _lines(rows: list[Any], fields: Iterable[models.Field[Any, Any]]) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, start=1):
        for field in fields:
            value = getattr(row, field.name)
            if value not in (None, "", [], {}):
                yield [number, column_label(field), _in_words(row, field, value)]


def _in_words(row: Any, field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(value, Sealed):
        return value.reveal()
    if isinstance(value, datetime | date | Decimal):
        return value
    if field.name == "working":
        return steps_in_words(value)
    shown = getattr(row, f"get_{field.name}_display", None)
    return str(shown() if shown else value)

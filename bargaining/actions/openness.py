"""Keeping the register of what employers open to their workers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bargaining.actions.registering import signing_union
from bargaining.models import OpennessRule, Posting
from bargaining.models.openness import WAY
from evidence.actions import keep_file
from kernel.days import today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import owned_by


@transaction.atomic
def keep_rule(
    rule: OpennessRule,
    values: Mapping[str, Any],
    scan: UploadedFile[Any] | None = None,
    *,
    by: Officer,
) -> OpennessRule:
    """Enter a document, or what it is now; a new scan takes the place of the old.

    Raises Refused, or UploadRefused for a scan that cannot be kept.
    """
    _fill(rule, values, by)
    rule.pinyin = pinyin_key(rule.title)
    if rule.adopted_on > today():
        raise Refused(_("Enter the document when it has been adopted."))
    if scan is not None:
        rule.scan = keep_file(scan, union=rule.union, by=by)
    _save(rule)
    detail = {"adopted_on": rule.adopted_on.isoformat(), "scanned": rule.scan_id is not None}
    log_event(rule, "keep", _("Document entered"), by=by, detail=detail)
    return rule


@transaction.atomic
def repeal_rule(rule: OpennessRule, *, on: date, by: Officer) -> None:
    """It holds no longer from a day on. Raises Refused."""
    if rule.repealed_on:
        raise Refused(_("It was repealed already."))
    if on > today():
        raise Refused(_("Enter it when it has been repealed."))
    rule.repealed_on = on
    _save(rule)
    log_event(rule, "repeal", _("Document repealed"), by=by, detail={"on": on.isoformat()})


@transaction.atomic
def keep_posting(posting: Posting, values: Mapping[str, Any], *, by: Officer) -> Posting:
    """Enter what is opened, or how far it has come. Raises Refused, and changes nothing."""
    _fill(posting, values, by)
    posting.pinyin = pinyin_key(posting.item)
    days = [(name, getattr(posting, name)) for name in WAY if getattr(posting, name)]
    for name, day in days:
        if day > today():
            raise Refused(_("“%(what)s” lies in the future: enter it when it has happened.")
                          % {"what": _label(name)})  # fmt: skip
    for (earlier, before), (later, after) in pairwise(days):
        if after < before:
            told = {"later": _label(later), "earlier": _label(earlier)}
            raise Refused(_("“%(later)s” comes before “%(earlier)s”.") % told)
    _save(posting)
    detail = {name: day.isoformat() for name, day in days}
    log_event(posting, "keep", _("Posting entered"), by=by, detail=detail)
    return posting


def _label(name: str) -> str:
    return str(Posting._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _fill(row: Any, values: Mapping[str, Any], by: Officer) -> None:
    """The columns, and the owner of a new row: the union that covers the employer."""
    for name, value in values.items():
        setattr(row, name, value)
    if row.pk is None:
        for column, value in owned_by(signing_union(row.employer, by)).items():
            setattr(row, column, value)


def _save(row: Any) -> None:
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from None
    row.save()

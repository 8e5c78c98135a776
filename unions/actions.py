"""Deeds on the tree, the roll and the posts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from kernel.days import today
from kernel.identifiers import clean_uscc
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import (
    Coverage,
    Employer,
    EmployerProfile,
    Federation,
    Grant,
    Officer,
    Parameter,
    Placement,
    Union,
    User,
)
from unions.models.employers import ownership_of
from unions.offices import Level
from unions.parameters import declared
from unions.refusals import Refused
from unions.scoping import UnionOwned, owned_by, same_owner, tenant_models

BELOW = {
    Level.FEDERATION: {Level.COUNTY, Level.TOWNSHIP, Level.BASE},
    Level.COUNTY: {Level.TOWNSHIP, Level.BASE},
    Level.TOWNSHIP: {Level.BASE},
    Level.BASE: set(),
}

# Dated places, like all that is only ever added, say where things stood on their day.
KEEP_THEIR_PLACES = (Placement,)


@transaction.atomic
def found_root(federation: Federation, *, on: date) -> Union:
    """The federation's own union, at the top of its tree; its federation must be open."""
    root = Union.objects.create(
        federation=federation,
        level=Level.FEDERATION,
        name=federation.name,
        short_name=federation.short_name,
        code=federation.division_code,
        pinyin=pinyin_key(federation.name),
        founded_on=on,
    )
    Placement.objects.create(parent=None, valid_from=on, **owned_by(root))
    return root


@transaction.atomic
def found_union(
    name: str, level: Level, parent: Union, *, on: date, short_name: str = "", code: str = ""
) -> Union:
    """A new union below `parent`. Raises Refused if that level cannot stand there."""
    if level not in BELOW[Level(parent.level)]:
        raise Refused(
            _("A union of this level cannot stand below %(parent)s.") % {"parent": parent}
        )
    union = Union.objects.create(
        federation_id=parent.federation_id,
        county_id=parent.county_id,
        township_id=parent.township_id,
        parent=parent,
        level=level,
        name=name,
        short_name=short_name or name,
        code=code,
        pinyin=pinyin_key(name),
        founded_on=on,
    )
    if level in {Level.COUNTY, Level.TOWNSHIP}:
        setattr(union, level.value, union)  # a county is its own county
        union.save(update_fields=[level.value])
    Placement.objects.create(parent=parent, valid_from=on, **owned_by(union))
    return union


@transaction.atomic
def move_union(union: Union, parent: Union, *, on: date, by: Officer) -> None:
    """Hang a basic union below another parent from a day on, with everything it owns.

    Raises Refused, and changes nothing, for a union that is not a basic one, for a day before its
    present place began, and for a day to come: the places are those of today.
    """
    place = Placement.objects.select_for_update().get(union=union, valid_to=None)
    if Level(union.level) != Level.BASE or Level.BASE not in BELOW[Level(parent.level)]:
        raise Refused(_("Only a basic union can be moved, and only below a higher union."))
    if on > today():
        raise Refused(_("A union can be moved from today on, or from a day gone by."))
    if on <= place.valid_from:
        raise Refused(_("It has stood there since %(day)s only.") % {"day": place.valid_from})
    before = str(union.parent)
    place.valid_to = on
    place.save(update_fields=["valid_to"])
    union.parent = parent
    union.county_id, union.township_id = parent.county_id, parent.township_id
    union.save(update_fields=["parent", "county", "township"])
    Placement.objects.create(parent=parent, valid_from=on, **owned_by(union))
    places = {"county_id": union.county_id, "township_id": union.township_id}
    for model in tenant_models():
        sealed = model.append_only or model.kept_by_database or model in KEEP_THEIR_PLACES
        if issubclass(model, UnionOwned) and not sealed:
            model._base_manager.filter(union=union).update(**places)
    record = Placement.objects.get(union=union, valid_to=None)
    log_event(
        record, "move", _("Moved"), by=by, detail={"from": before, "to": str(parent), "on": str(on)}
    )


@dataclass(frozen=True)
class RollEntry:
    """What the roll says of an employer: names, codes and headcount (persons)."""

    name: str
    uscc: str
    registration: str
    holding: str
    kind: str
    industry: str
    headcount: int


@transaction.atomic
def enrol_employer(entry: RollEntry, *, keeper: Union, on: date) -> Employer:
    """Put an employer on the roll that `keeper` (a township or county union) keeps.

    Raises ValidationError for a credit code that fails GB 32100-2015.
    """
    ownership = ownership_of(entry.registration, entry.holding)
    known = {"ownership": ownership, "kind": entry.kind, "headcount": entry.headcount}
    employer = Employer.objects.create(
        name=entry.name,
        uscc=clean_uscc(entry.uscc),
        pinyin=pinyin_key(entry.name),
        industry=entry.industry,
        joined_on=on,
        **known,
        **owned_by(keeper),
    )
    EmployerProfile.objects.create(
        employer=employer,
        registration=entry.registration,
        holding=entry.holding,
        valid_from=on,
        **known,
        **owned_by(keeper),
    )
    return employer


def cover_employer(employer: Employer, union: Union, *, on: date) -> Coverage:
    return Coverage.objects.create(
        employer=employer, covering=union, valid_from=on, **same_owner(employer)
    )


def appoint(user: User, union: Union, role: str, *, on: date | None = None) -> Officer:
    return Officer.objects.create(user=user, role=role, valid_from=on or today(), **owned_by(union))


@transaction.atomic
def grant_access(
    record: UnionOwned, permission: str, *, to: Officer, until: date, reason: str, by: Officer
) -> Grant:
    """Open one record to a post outside its branch, until a day (included).

    `permission` is a codename of the record's model. Granting again moves the day.
    """
    content_type = ContentType.objects.get_for_model(record)
    grant, _created = Grant.objects.update_or_create(
        officer=to,
        permission=Permission.objects.get(codename=permission, content_type=content_type),
        content_type=content_type,
        object_pk=str(record.pk),
        defaults={"user": to.user, "until": until, "reason": reason, **same_owner(record)},
    )
    log_event(
        record,
        "grant",
        _("Access granted"),
        by=by,
        note=reason,
        detail={"to": str(to), "until": str(until)},
    )
    return grant


@transaction.atomic
def set_parameter(
    key: str, value: Any, *, valid_from: date, basis: str, union: Union, by: Officer
) -> Parameter:
    """Set one of the federation's figures from a day on.

    Raises UnknownParameter, or Refused if the figure already changes on that day.
    """
    known = declared(key)
    row, made = Parameter.objects.get_or_create(
        federation_id=union.federation_id,
        key=key,
        valid_from=valid_from,
        defaults={"value": type(known.default)(value), "basis": basis, **owned_by(union)},
    )
    if not made:
        raise Refused(_("This parameter already changes on that day."))
    log_event(
        row,
        "set",
        _("Parameter set"),
        by=by,
        note=basis,
        detail={"key": key, "value": row.value, "from": str(valid_from)},
        title=str(known.label),
    )
    return row


def drop_grants(record: UnionOwned, officers: Iterable[Officer]) -> None:
    content_type = ContentType.objects.get_for_model(record)
    Grant.objects.filter(
        content_type=content_type, object_pk=str(record.pk), officer__in=list(officers)
    ).delete()

"""What a federation runs: the catalogue's programmes, and its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from campaigns.catalogue import catalogue
from campaigns.models import Programme
from campaigns.offices import ISSUERS
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer, Union
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import owned_by

KEPT = ("title", "family", "about", "source", "figures", "form")
OWN = "own-"  # what the catalogue's codes never begin with


@transaction.atomic
def load_programmes(root: Union, *, by: Officer | None) -> int:
    """Take the catalogue over for a federation, or renew what was taken over before.

    Gives how many there are. Campaigns keep the form they were issued with.
    """
    rows = [Programme(**entry, from_catalogue=True, **owned_by(root)) for entry in catalogue()]
    Programme.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["federation", "code"], update_fields=[*KEPT]
    )
    title, detail = _("Catalogue of programmes"), {"count": len(rows)}
    log_event(rows[0], "load", _("Programmes taken over"), by=by, detail=detail, title=title)
    return len(rows)


@transaction.atomic
def add_programme(values: Mapping[str, Any], *, by: Officer) -> Programme:
    """A programme of the officer's own union, which those below it read, too."""
    initials = slugify(pinyin_key(values["title"]).rpartition(" ")[2])[:30] or "programme"
    stem, known = f"{OWN}{initials}", Programme.objects.unscoped("codes are the federation's")
    taken = set(known.filter(code__startswith=stem).values_list("code", flat=True))
    free = (f"{stem}-{number}" if number > 1 else stem for number in range(1, len(taken) + 2))
    code = next(code for code in free if code not in taken)
    programme = Programme.objects.create(**values, code=code, **owned_by(by.union))
    log_event(programme, "add", _("Programme added"), by=by)
    return programme


def may_change(programme: Programme, officer: Officer) -> bool:
    """The catalogue's own words come back with the next taking over: they are not changed here."""
    own = programme.union_id == officer.union_id and not programme.from_catalogue
    return own and holds_any(officer, ISSUERS)


@transaction.atomic
def change_programme(programme: Programme, values: Mapping[str, Any], *, by: Officer) -> None:
    """Raises Refused for another union's programme, or the catalogue's."""
    if not may_change(programme, by):
        raise Refused(_("Only a programme of your own union can be changed."))
    for name, value in values.items():
        setattr(programme, name, value)
    programme.save(update_fields=list(values))
    log_event(programme, "change", _("Programme changed"), by=by)

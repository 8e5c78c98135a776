"""What a federation runs: the catalogue's programmes, and its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from campaigns.catalogue import catalogue
from campaigns.models import Programme
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer, Union
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

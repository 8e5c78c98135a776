"""Finding employers and unions of one's branch by name, code or pinyin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from unions.models import Employer, Officer, Union

MOST = 20
LONGEST = 60


@dataclass(frozen=True)
class Found:
    """At most MOST of each; `more` says that there are others."""

    employers: list[Any]
    unions: list[Any]
    more: bool


def search(words: str, officer: Officer) -> Found:
    words = words.strip()[:LONGEST]
    if not words:
        return Found([], [], more=False)
    employers = Employer.objects.visible_to(officer).select_related("county", "township")
    unions = Union.objects.visible_to(officer).select_related("parent").open()
    codes = Q(uscc__istartswith=words) if words.isascii() else Q(pk__in=[])
    division = Q(code__startswith=words) if words.isdecimal() else Q(pk__in=[])
    found_employers = list(
        (employers.named(words) | employers.filter(codes)).order_by("pk")[: MOST + 1]
    )
    found_unions = list((unions.named(words) | unions.filter(division)).order_by("pk")[: MOST + 1])
    return Found(
        found_employers[:MOST],
        found_unions[:MOST],
        more=len(found_employers) > MOST or len(found_unions) > MOST,
    )

"""What waits for a person, from every module, the most urgent first.

Each app registers one source per lifecycle: a queryset of records awaiting the officer, and how a
record reads as a line of the workbench.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from redis.exceptions import RedisError

from kernel.days import today
from unions.models import Officer

FAR = date.max
MOST = 99  # nobody reads further; more is said as "99+"
LATELY = 30  # seconds

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ToDo:
    """One line of the workbench. `tone` is one of red, amber, green or neutral."""

    tag: str
    title: str
    sub: str
    url: str
    due_on: date | None = None
    tone: str = "neutral"

    @property
    def days_left(self) -> int | None:
        """Whole days until it is late; negative when it is."""
        return None if self.due_on is None else (self.due_on - today()).days


@dataclass(frozen=True)
class Source:
    """A lifecycle's share of the workbench; `section` is the navigation item it counts for."""

    section: str
    awaiting: Callable[[Officer], QuerySet[Any]]
    as_todo: Callable[[Any, Officer], ToDo]


SOURCES: list[Source] = []


def todos(officer: Officer, *, most: int = MOST) -> list[ToDo]:
    """What waits for this officer, by deadline. A source where nothing waits is not asked again."""
    waiting = _waiting(officer)
    lines = chain.from_iterable(
        (source.as_todo(row, officer) for row in source.awaiting(officer)[:most])
        for source in (SOURCES[number] for number in sorted(waiting))
    )
    _remember(officer, _by_section(waiting))
    return sorted(lines, key=lambda todo: todo.due_on or FAR)[:most]


def waiting_counts(officer: Officer) -> dict[str, int]:
    """How many things wait in each section; in one query, each source counted to MOST + 1."""
    return _by_section(_waiting(officer))


def counts_lately(officer: Officer) -> dict[str, int]:
    """As `waiting_counts`, for the rail that every page shows: up to LATELY seconds ago.

    One's own deeds show at once (`forget_counts`), and so does whatever the workbench has found;
    what others did may show a little later. Without a cache it is counted.
    """
    try:
        found: dict[str, int] | None = cache.get(_key(officer))
    except RedisError:
        log.warning("no cache for the rail", exc_info=True)
        return waiting_counts(officer)
    if found is None:
        found = waiting_counts(officer)
        _remember(officer, found)
    return found


def forget_counts(officer: Officer) -> None:
    """Count anew for the next page."""
    with suppress(RedisError):
        cache.delete(_key(officer))


def _remember(officer: Officer, counts: dict[str, int]) -> None:
    with suppress(RedisError):
        cache.set(_key(officer), counts, LATELY)


def _key(officer: Officer) -> str:
    return f"rail:{officer.federation_id}:{officer.pk}"


def _by_section(waiting: Counter[int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for number, found in waiting.items():
        section = SOURCES[number].section
        counts[section] = counts.get(section, 0) + found
    return counts


def _waiting(officer: Officer) -> Counter[int]:
    """The number of a source → how much waits there; sources where nothing waits are left out."""
    parts: list[str] = []
    values: list[Any] = []
    # Joined as text: `union()` takes as long again to clone and compile what is compiled here.
    for number, source in enumerate(SOURCES):
        rows = source.awaiting(officer).order_by().values_list("pk")[: MOST + 1]
        try:
            sql, its_values = rows.query.sql_with_params()
        except EmptyResultSet:  # this office never has anything there
            continue
        parts.append(f"SELECT {number}, count(*) FROM ({sql}) AS waiting")  # noqa: S608 - Django's
        values += its_values
    if not parts:
        return Counter()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return Counter({number: waiting for number, waiting in cursor.fetchall() if waiting})

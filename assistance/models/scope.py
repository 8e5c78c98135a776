"""Hardship rows are seen by the offices that work on them, each in its branch; by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from assistance.offices import reads_assistance
from unions.casework.lateness import LateQuerySet
from unions.scoping import M, ScopedQuerySet

if TYPE_CHECKING:
    from unions.models import Officer

NOBODY = Q(pk__in=[])


class AssistanceQuerySet(ScopedQuerySet[M]):
    def branch_of(self, officer: Officer) -> Q:
        return super().branch_of(officer) if reads_assistance(officer) else NOBODY


class AssistanceLifecycleQuerySet(LateQuerySet[M]):
    """The same for records that climb through a table of moves."""

    def branch_of(self, officer: Officer) -> Q:
        return super().branch_of(officer) if reads_assistance(officer) else NOBODY

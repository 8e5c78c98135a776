"""建制: which enterprises have a workers' congress and open their affairs, as of any day.

A congress counts if a session was held in the last 12 months: one of the enterprise itself, or a
regional or industry one that lists it. Openness counts with its rule in force and a posting in the
last 12 months. Under both congresses an enterprise counts once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from bargaining.coverage import NOBODY, Base, in_base
from bargaining.models import CongressEmployer, CongressSession, OpennessRule, Posting
from kernel.days import months_after
from unions.parameters import parameter


class Governed(TextChoices):
    """What a rate of 建制 counts."""

    CONGRESS = "congress", _("Workers' congress")
    OPENNESS = "openness", _("Openness of affairs")
    BOTH = "governed", _("Congress and openness")

    @property
    def rows(self) -> Q:
        return {
            Governed.CONGRESS: Q(has_congress=True),
            Governed.OPENNESS: Q(is_open=True),
            Governed.BOTH: Q(has_congress=True, is_open=True),
        }[self]


def first_that_counts(day: date) -> date:
    """The earliest day of a session or posting that counts on `day`; it counts itself."""
    return months_after(day, -int(parameter("bargaining.congress_months", on=day)))


def marked(day: date, base: str = Base.ESTABLISHED) -> Any:
    """The base, each employer with `has_congress` and `is_open`."""
    return with_marks(in_base(day, base), day)


def with_marks(employers: Any, day: date) -> Any:
    window = (first_that_counts(day), day)
    sessions = CongressSession.objects.unscoped(NOBODY).held_between(*window)
    listed = CongressEmployer.objects.unscoped(NOBODY).filter(session__in=sessions)
    rules = OpennessRule.objects.unscoped(NOBODY).in_force(day)
    postings = Posting.objects.unscoped(NOBODY).posted_between(*window)
    its = {"employer": OuterRef("pk")}
    return employers.annotate(
        has_congress=Q(Exists(sessions.filter(**its))) | Q(Exists(listed.filter(**its))),
        is_open=Q(Exists(rules.filter(**its))) & Q(Exists(postings.filter(**its))),
    )

"""What the services beside the money have in common: a person, a phone, a number, a clock."""

from __future__ import annotations

from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.models.scope import AssistanceLifecycleQuerySet
from assistance.offices import READERS
from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_phone
from unions.models import Lifecycle, Officer
from unions.offices import Level
from unions.scoping import M
from unions.workflow import Workflow

HEIGHT = {Level.BASE: 0, Level.TOWNSHIP: 1, Level.COUNTY: 2, Level.FEDERATION: 3}


def yuan(label: Any, **options: Any) -> Any:
    """A column of money: Decimal(14,2) yuan, never below nought."""
    return models.DecimalField(
        label, max_digits=14, decimal_places=2, validators=[MinValueValidator(0)], **options
    )


class CaseQuerySet(AssistanceLifecycleQuerySet[M]):
    def late(self) -> Self:
        """Past the day of the step that waits."""
        return self.filter(due_on__lt=today())

    def late_below(self, workflow: Workflow, officer: Officer) -> Self:
        """Late at the level right under the officer's, which is to see to it."""
        return (
            self.late().filter(stage__in=stages_below(workflow, officer)).order_by("due_on", "pk")
        )


def stages_below(workflow: Workflow, officer: Officer) -> list[str]:
    """Stages in which the level under the officer's is expected to act, and the officer is not."""
    height = HEIGHT[officer.level] - 1
    if officer.level == Level.FEDERATION and officer.federation.root_is_county:
        height -= 1  # the root does the county's part itself
    if not any(office.held_by(officer) for office in READERS):
        return []
    highest: dict[str, int] = {}
    for move in workflow.moves:
        if not move.optional and move.offices:
            acts = max(HEIGHT[office.level] for office in move.offices)
            highest[str(move.source)] = max(acts, highest.get(str(move.source), 0))
    mine = set(workflow.waiting_for(officer))
    return sorted(stage for stage, acts in highest.items() if acts == height and stage not in mine)


class ServiceCase(SealedRow, Lifecycle):
    """A matter someone brought. `str()` is its number: names stand only in its own pages."""

    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    phone = SealedField(_("phone number"), mask=mask_phone, blank=True)
    phone_index = BlindIndex("phone", purpose="phone")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Lifecycle.Meta):
        abstract = True
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="%(class)s_waiting"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        raise NotImplementedError

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()


def never_below_nought(*columns: str) -> Q:
    """The condition of a check: sums that may be missing, but not negative."""
    condition = Q()
    for column in columns:
        condition &= Q(**{column: None}) | Q(**{f"{column}__gte": 0})
    return condition


def lines(*checks: tuple[bool, Any]) -> list[str]:
    """The sentences of the checks that fail, for a guard."""
    return [str(sentence) for holds, sentence in checks if not holds]

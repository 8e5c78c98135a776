"""Where a contract stands on a day, as its list and page say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.coverage import to_renew
from bargaining.models import Contract
from bargaining.models.contract import ContractQuerySet


class Standing(TextChoices):
    UPCOMING = "upcoming", _("Not yet in force")
    IN_FORCE = "in_force", pgettext_lazy("contract", "In force")
    EXPIRING = "expiring", _("Expiring")
    TO_RENEW = "to_renew", _("To renew")
    RUN_OUT = "run_out", _("Run out")
    ENDED = "ended", _("Ended early")


TONES = {
    Standing.IN_FORCE: "green",
    Standing.EXPIRING: "amber",
    Standing.TO_RENEW: "red",
}


def reminders(figures: Mapping[str, Any]) -> list[int]:
    """Days before the end at which a contract is reminded of, the earliest first."""
    return sorted(
        (int(figures[f"remind_{which}_days"]) for which in ("first", "second", "last")),
        reverse=True,
    )


def with_renewal(contracts: ContractQuerySet) -> ContractQuerySet:
    """With `renewed`: whether a contract came after it."""
    after = Contract.objects.unscoped("a later contract, whoever keeps it")
    return contracts.annotate(renewed=Exists(after.filter(renews=OuterRef("pk"))))


@dataclass(frozen=True)
class Calendar:
    """A day, and the federation's figures of reminding, for as many contracts as there are."""

    day: date
    first: int  # days before the end at which it counts as expiring
    window: int  # days after the end in which it counts as to renew

    @classmethod
    def of(cls, day: date, figures: Mapping[str, Any]) -> Calendar:
        return cls(day, reminders(figures)[0], int(figures["to_renew_days"]))

    def standing_of(self, contract: Any) -> Standing:
        """Of a contract that knows whether it was renewed (`with_renewal`)."""
        if contract.ended_on and contract.ended_on <= self.day:
            return Standing.ENDED
        if contract.effective_on > self.day:
            return Standing.UPCOMING
        if contract.expires_on < self.day:
            waits = not contract.renewed and not contract.ended_on
            recent = contract.expires_on >= self.day - timedelta(days=self.window)
            return Standing.TO_RENEW if waits and recent else Standing.RUN_OUT
        soon = contract.expires_on <= self.day + timedelta(days=self.first)
        return Standing.EXPIRING if soon and not contract.renewed else Standing.IN_FORCE


def in_state(contracts: ContractQuerySet, state: str, day: date) -> ContractQuerySet:
    """The contracts a filter of the list asks for; "expiring-60" names its days."""
    name, _dash, days = state.partition("-")
    match name:
        case Standing.UPCOMING:
            return contracts.upcoming(day)
        case Standing.IN_FORCE:
            return contracts.in_force(day)
        case Standing.EXPIRING:
            return contracts.expiring(day, until=day + timedelta(days=int(days))).unrenewed()
        case Standing.TO_RENEW:
            return to_renew(day, contracts)
        case Standing.ENDED:
            return contracts.filter(ended_on__lte=day)
        case Standing.RUN_OUT:
            return contracts.filter(ended_on=None, expires_on__lt=day)
    return contracts

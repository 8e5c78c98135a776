from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bargaining.clauses import CHOICES, CODES
from bargaining.models.contract import Contract
from unions.scoping import ScopedQuerySet, UnionOwned


class Clause(UnionOwned):
    """What a contract says on one item of the checklist; an item without a row was not agreed."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="clauses")
    item = models.CharField(_("item"), max_length=20, choices=CHOICES)
    text = models.TextField(_("what was agreed"), max_length=2000)

    objects = ScopedQuerySet["Clause"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["contract", "item"], name="clause_once_in_a_contract"),
            models.CheckConstraint(
                condition=Q(item__in=CODES) & ~Q(text=""), name="clause_of_the_checklist"
            ),
        ]


class ContractChange(UnionOwned):
    """A change the parties agreed on while the contract ran; `before` is what stood until then.

    `before`: {"text", "wage_annex", "expires_on" (ISO), "clauses": {item: text}}.
    """

    append_only = True

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="changes")
    changed_on = models.DateField(_("changed on"))
    why = models.CharField(_("why it was changed"), max_length=200)
    before = models.JSONField(default=dict)

    objects = ScopedQuerySet["ContractChange"].as_manager()


class ContractBand(UnionOwned):
    """A band of a contract's text (bargaining/likeness.py); texts that share one may be alike."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="bands")
    band = models.BigIntegerField()

    objects = ScopedQuerySet["ContractBand"].as_manager()

    class Meta(UnionOwned.Meta):
        # Sixteen rows a contract: none is ever listed by place.
        indexes = [models.Index(fields=["federation", "band", "-contract"], name="contractband_of")]

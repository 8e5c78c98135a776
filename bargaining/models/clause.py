from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.clauses import CHOICES, CODES
from bargaining.likeness import bands_of
from bargaining.models.contract import Contract
from unions.scoping import ScopedQuerySet, UnionOwned, same_owner

NEWEST = 1000
# Row security adds the federation; each band is then one range of the index.
_SHARING = """
    SELECT contract_id, count(*) AS shared
    FROM unnest(%s::bigint[]) AS asked(band), LATERAL (
        SELECT contract_id FROM bargaining_contractband AS rows
        WHERE rows.band = asked.band AND contract_id <> %s
        ORDER BY contract_id DESC LIMIT %s
    ) AS newest
    GROUP BY contract_id ORDER BY shared DESC, contract_id DESC LIMIT %s
"""


class Clause(UnionOwned):
    """What a contract says on one item of the checklist; an item without a row was not agreed."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="clauses")
    item = models.CharField(_("item"), max_length=20, choices=CHOICES)
    text = models.TextField(pgettext_lazy("contract", "what was agreed"), max_length=2000)

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


class ContractBandQuerySet(ScopedQuerySet["ContractBand"]):
    def sharing(self, bands: Sequence[int], *, apart_from: int, most: int) -> list[int]:
        """Contracts of the open federation that share a band, those that share most of them first.

        Of each band the newest alone are asked: a model text that thousands have copied must not
        make a page slow, and any of them shows it.
        """
        with connection.cursor() as cursor:
            cursor.execute(_SHARING, [list(bands), apart_from, NEWEST, most])
            return [contract_id for contract_id, _shared in cursor.fetchall()]


class ContractBand(UnionOwned):
    """A band of a contract's text (bargaining/likeness.py); texts that share one may be alike."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="bands")
    band = models.BigIntegerField()

    objects = ContractBandQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        # Sixteen rows a contract: none is ever listed by place.
        indexes = [models.Index(fields=["federation", "band", "-contract"], name="contractband_of")]


def keep_bands(contracts: Iterable[Contract]) -> None:
    """Write down by which the texts of these contracts are found to be like others."""
    contracts = list(contracts)
    written = ContractBand.objects.unscoped("the contracts just written")
    written.filter(contract__in=[contract.pk for contract in contracts]).delete()
    rows = [
        ContractBand(contract=contract, band=band, **same_owner(contract))
        for contract in contracts
        for band in bands_of(contract.text)
    ]
    ContractBand.objects.bulk_create(rows, batch_size=2000)

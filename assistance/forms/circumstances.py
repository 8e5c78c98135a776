"""Members, what they earn, and what the household could not avoid to spend."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.actions.filing import MEMBER_FIELDS, CostEntry, stamp_of
from assistance.forms.files import MOST_YUAN, IdentityForm, Stamped
from assistance.models import HouseholdFile, HouseholdMember, Income, RigidCost
from assistance.models.circumstances import CostKind, IncomeKind, NotCounted, Relation, Schooling
from kernel.sealing import mask_all
from unions.casework.sealed import SealedText
from unions.forms import OfficerForm

SPARE_ROWS = 2
COST_COLUMNS = ("kind", "spent", "reimbursed", "sudden", "member_id")


def yuan(label: Any, *, required: bool = False, **options: Any) -> forms.DecimalField:
    """A field for an amount that a household can have in a year, to the fen."""
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=Decimal(0),
        max_value=MOST_YUAN,
        max_digits=14,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
        **options,
    )


class MemberForm(Stamped, IdentityForm, OfficerForm):
    """A person of the household; the applicant's name stands on the file."""

    relation = forms.ChoiceField(
        label=_("Relation"),
        choices=[c for c in Relation.choices if c[0] != Relation.SELF],
    )
    name = forms.CharField(label=_("Name"), max_length=40)
    illness = SealedText(
        label=_("Illness or disability"),
        mask=mask_all,
        max_length=80,
        required=False,
        help_text=_("Kept hidden; to change it, write it anew."),
    )
    schooling = forms.ChoiceField(label=_("Schooling"), choices=Schooling.choices, required=False)
    not_counted = forms.ChoiceField(
        label=_("Counted as living together"), choices=NotCounted.choices, required=False
    )
    field_order = MEMBER_FIELDS

    def __init__(
        self, *args: Any, file: HouseholdFile, member: HouseholdMember | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"seen": file.moves}
        if member is not None:
            initial |= {name: str(getattr(member, name)) for name in MEMBER_FIELDS}
            initial["stamp"] = stamp_of([member], MEMBER_FIELDS)
        super().__init__(*args, initial=initial, **kwargs)
        self.member = member
        if member is not None and member.relation == Relation.SELF:
            del self.fields["relation"], self.fields["name"]

    def clean(self) -> dict[str, Any]:
        self.settle(self.member.id_number if self.member else None)
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in MEMBER_FIELDS if name in self.fields}


class IncomeForm(Stamped, OfficerForm):
    """A table of members by kinds of income, yuan in the last twelve full months."""

    def __init__(
        self,
        *args: Any,
        file: HouseholdFile,
        members: list[HouseholdMember],
        incomes: list[Income],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        self.initial.update({"seen": file.moves, "stamp": stamp_of(incomes, ("amount",))})
        there = {(income.member_id, income.kind): income.amount for income in incomes}
        for member in members:
            for kind in IncomeKind:
                field = yuan(kind.label, initial=there.get((member.pk, kind.value)))
                field.widget.attrs["aria-label"] = f"{member.name} · {kind.label}"
                self.fields[_cell(member, kind)] = field

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"member": member, "cells": [self[_cell(member, kind)] for kind in IncomeKind]}
            for member in self.members
        ]

    @property
    def faults(self) -> list[str]:
        """What is wrong, each line naming its row and column."""
        said = gettext("Row %(row)d, %(name)s, %(column)s: %(what)s")
        return [
            said % {"row": number, "name": m.name, "column": kind.label, "what": line}
            for number, m in enumerate(self.members, start=1)
            for kind in IncomeKind
            for line in self.errors.get(_cell(m, kind), [])
        ]

    @property
    def amounts(self) -> dict[tuple[int, str], Decimal | None]:
        return {
            (member.pk, kind.value): self.cleaned_data[_cell(member, kind)]
            for member in self.members
            for kind in IncomeKind
        }


def _cell(member: HouseholdMember, kind: IncomeKind) -> str:
    return f"m{member.pk}-{kind.value}"


class CostForm(forms.Form):
    """One row of the costs; an empty new row is no cost."""

    kind = forms.ChoiceField(
        label=_("Kind of cost"), choices=[("", "—"), *CostKind.choices], required=False
    )
    member = forms.TypedChoiceField(
        label=_("Of whom"), coerce=int, empty_value=None, required=False
    )
    spent = yuan(_("Spent, yuan"))
    reimbursed = yuan(_("Reimbursed, yuan"))
    sudden = forms.BooleanField(label=_("Sudden event or serious illness"), required=False)
    gone = forms.BooleanField(label=_("Take away"), required=False)

    def __init__(
        self, *args: Any, members: Iterable[HouseholdMember], cost: RigidCost | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cost = cost
        whom = self.fields["member"]
        assert isinstance(whom, forms.TypedChoiceField)  # noqa: S101 - declared above
        whom.choices = [("", _("The household")), *((str(m.pk), m.name) for m in members)]
        if cost is None:
            del self.fields["gone"]
        else:
            named = ("kind", "spent", "reimbursed", "sudden")
            self.initial.update({name: getattr(cost, name) for name in named})
            self.initial["member"] = cost.member_id or ""

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.is_empty or data.get("gone"):
            return data
        if not data.get("kind"):
            self.add_error("kind", _("Say what kind of cost it was."))
        if data.get("spent") is None and "spent" not in self.errors:
            self.add_error("spent", _("Enter what was spent."))
        if (data.get("reimbursed") or 0) > (data.get("spent") or 0) and not self.errors:
            self.add_error("reimbursed", _("More was reimbursed than was spent."))
        return data

    @property
    def is_empty(self) -> bool:
        """A row that was left as it was offered."""
        return self.cost is None and not self.has_changed()

    @property
    def entry(self) -> CostEntry:
        data = self.cleaned_data
        values = {
            "kind": data["kind"],
            "member_id": data["member"],
            "spent": data["spent"],
            "reimbursed": data["reimbursed"] or Decimal(0),
            "sudden": data["sudden"],
        }
        return CostEntry(self.cost, values, gone=bool(data.get("gone")))


class CostTable(Stamped, OfficerForm):
    """All rows of the costs, and some to fill; said and saved together."""

    def __init__(
        self,
        *args: Any,
        file: HouseholdFile,
        members: list[HouseholdMember],
        costs: list[RigidCost],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"seen": file.moves, "stamp": stamp_of(costs, COST_COLUMNS)})
        known: list[RigidCost | None] = [*costs, *[None] * SPARE_ROWS]
        data = self.data if self.is_bound else None
        self.rows = [
            CostForm(data, prefix=f"c{c.pk}" if c else f"new{n}", members=members, cost=c)
            for n, c in enumerate(known)
        ]

    def is_valid(self) -> bool:
        # Every row says what is wrong with it, not only the first.
        return all([super().is_valid(), *[row.is_valid() for row in self.rows]])

    @property
    def faults(self) -> list[str]:
        said = gettext("Row %(row)d, %(column)s: %(what)s")
        return [
            said % {"row": number, "column": row.fields[name].label, "what": line}
            for number, row in enumerate(self.rows, start=1)
            for name, lines in row.errors.items()
            for line in lines
        ]

    @property
    def entries(self) -> list[CostEntry]:
        return [row.entry for row in self.rows if not row.is_empty]

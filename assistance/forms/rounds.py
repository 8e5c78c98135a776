"""What officers enter of a round: its rules, an exception, a person, the decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.eligibility import Category
from assistance.forms.aid import (
    FIRST_YEAR,
    LAST_YEAR,
    RECENT,
    CardField,
    FundChoice,
    choices_of,
    with_left,
    yuan,
)
from assistance.forms.files import ANY, TOWNSHIPS
from assistance.models import AidRound, FundBatch, Visit
from assistance.models.circumstances import Schooling
from assistance.models.funds import AidKind
from assistance.models.round import Festival, Form
from assistance.workflows.aid import RoundStage
from kernel.days import today
from unions.forms import OfficerForm

K = AidKind
KINDS = choices_of(K.FESTIVAL, K.TUITION, K.LIVING, K.TEMPORARY)
AT_SCHOOL = [choice for choice in Schooling.choices if choice[0]]
FIXED = ("kind", "festival", "year", "form", "goods")  # once a list has been made


class RoundFilter(OfficerForm):
    """The filters of the list of rounds."""

    kind = forms.ChoiceField(label=_("Kind of aid"), choices=[ANY, *KINDS], required=False)
    year = forms.IntegerField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=[ANY, *RoundStage.choices], required=False)

    def narrow(self, rounds: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return rounds.filter(**chosen)


class RoundForm(OfficerForm):
    """The rules: for which occasion, out of which fund, how much for each category."""

    title = forms.CharField(label=_("Title"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of aid"), choices=KINDS)
    festival = forms.ChoiceField(
        label=_("Festival"), choices=[("", "—"), *Festival.choices], required=False
    )
    schooling = forms.MultipleChoiceField(
        label=_("Students at"),
        choices=AT_SCHOOL,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For tuition aid: each such student of a household is on the list."),
    )
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    form = forms.ChoiceField(label=_("Form"), choices=Form.choices)
    goods = forms.CharField(
        label=_("Goods"), max_length=120, required=False, help_text=_("Their value stands below.")
    )
    fund = FundChoice(FundBatch.objects.unscoped("OfficerForm narrows it"), label=_("Fund"))

    def __init__(self, *args: Any, a_round: AidRound | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(a_round), **kwargs)
        self.a_round = a_round
        choice = self.fields["fund"]
        assert isinstance(choice, FundChoice)  # noqa: S101 - declared above
        day = today()
        offered: Any = choice.queryset
        open_now = offered.filter(closed_on=None, valid_from__lte=day, valid_to__gte=day)
        choice.queryset = with_left(open_now)
        if a_round and a_round.stage != RoundStage.DRAFT:
            for name in FIXED:
                del self.fields[name]
        for category in Category:
            self.fields[f"amount_{category.value}"] = yuan(
                _("%(category)s, yuan each") % {"category": category.label}, required=False
            )

    @property
    def kind_said(self) -> str:
        return str(self.a_round.kind if "kind" not in self.fields and self.a_round
                   else self.cleaned_data.get("kind", ""))  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == K.FESTIVAL and not said.get("festival"):
            self.add_error("festival", _("Say for which festival."))
        if self.kind_said == K.TUITION and not said.get("schooling"):
            self.add_error("schooling", _("Say which students."))
        if said.get("form") == Form.GOODS and not said.get("goods"):
            self.add_error("goods", _("Say which goods."))
        amounts = {c.value: said.get(f"amount_{c.value}") for c in Category}
        if not any(amounts.values()):
            self.add_error(None, _("Enter an amount for at least one category."))
        if said.get("fund"):
            self._hold_to_fund(said["fund"], [c for c, amount in amounts.items() if amount])
        return said

    def _hold_to_fund(self, fund: FundBatch, categories: list[str]) -> None:
        if self.kind_said and self.kind_said not in fund.kinds:
            self.add_error("fund", _("This fund may not be used for this kind of aid."))
        for category in categories:
            if category not in fund.categories:
                words = _("The fund may not be used for households of this category.")
                self.add_error(f"amount_{category}", words)

    @property
    def rules(self) -> dict[str, Any]:
        """The columns of the round; amounts as text, without what gives nothing."""
        said = dict(self.cleaned_data)
        amounts = {c.value: said.pop(f"amount_{c.value}") for c in Category}
        said["amounts"] = {c: str(amount) for c, amount in amounts.items() if amount}
        if self.kind_said != K.TUITION:
            said["schooling"] = []
        if "form" in said and said["form"] != Form.GOODS:
            said["goods"] = ""
        if "kind" in said and said["kind"] != K.FESTIVAL:
            said["festival"] = ""
        return said


def _initial(a_round: AidRound | None) -> dict[str, Any]:
    if a_round is None:
        return {"year": today().year, "kind": K.FESTIVAL, "form": Form.MONEY}
    names = ("title", "kind", "festival", "schooling", "year", "form", "goods", "fund")
    amounts = {f"amount_{c}": Decimal(yuan) for c, yuan in a_round.amounts.items()}
    return {name: getattr(a_round, name) for name in names} | amounts


class ListFilter(OfficerForm):
    """The filters of a round's list."""

    q = forms.CharField(label=_("Recipient or pinyin"), max_length=40, required=False)
    category = forms.ChoiceField(
        label=_("Category"), choices=[ANY, *Category.choices], required=False
    )
    township = forms.ModelChoiceField(
        TOWNSHIPS, label=_("Township"), required=False, empty_label=_("All")
    )
    excepted = forms.BooleanField(label=_("Exceptions only"), required=False)

    def narrow(self, aids: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        for name in ("category", "township"):
            if wanted.get(name):
                aids = aids.filter(**{name: wanted[name]})
        if wanted.get("excepted"):
            aids = aids.exclude(excepted_why="")
        return aids.named(wanted["q"]) if wanted.get("q") else aids


class ExceptionForm(OfficerForm):
    """Another amount than the rules give, or none; always with a reason."""

    AMOUNT, OUT = "amount", "out"

    change = forms.ChoiceField(
        label=_("What differs"),
        choices=[(AMOUNT, _("Another amount")), (OUT, _("Take the household out"))],
        widget=forms.RadioSelect,
        initial=AMOUNT,
    )
    amount = yuan(_("Amount, yuan"), required=False)
    why = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, may_change_amount: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_change_amount:  # whoever decides may only take out
            del self.fields["amount"]
            out = self.fields["change"]
            assert isinstance(out, forms.ChoiceField)  # noqa: S101 - declared above
            out.choices = [(self.OUT, _("Take the household out"))]
            out.initial = self.OUT

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        lacks = "amount" not in self.errors and not said.get("amount")
        if said.get("change") == self.AMOUNT and lacks:
            self.add_error("amount", _("Enter the amount."))
        return said


class PersonForm(OfficerForm):
    """Someone without a file, whom a visit on record names."""

    visit = forms.ModelChoiceField(
        Visit.objects.unscoped("OfficerForm narrows it"), label=_("Visit that names the recipient")
    )
    amount = yuan(_("Amount, yuan"))
    why = forms.CharField(label=_("Reason"), max_length=200)
    card = CardField(required=False)
    bank_name = forms.CharField(label=_("Bank and branch"), max_length=80, required=False)

    def __init__(self, *args: Any, a_round: AidRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visits = self.fields["visit"]
        recent = {"file": None, "visited_on__gte": today() - RECENT}
        visits.queryset = visits.queryset.filter(**recent).order_by("-pk")  # type: ignore[attr-defined]
        visits.label_from_instance = _visited  # type: ignore[attr-defined]
        self.fields["card"].required = a_round.is_money
        if not a_round.is_money:
            del self.fields["card"], self.fields["bank_name"]


def _visited(visit: Visit) -> str:
    return f"{visit.worker_name} · {visit}"


class ApprovalForm(OfficerForm):
    """The decision on a whole round."""

    minutes = forms.CharField(
        label=_("Minutes of the chair's meeting"), max_length=60, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, a_round: AidRound, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": a_round.moves}, **kwargs)


class HandOverForm(OfficerForm):
    """The signed sheet of one township, or of the whole round."""

    township = forms.ModelChoiceField(
        TOWNSHIPS, label=_("Township"), required=False, empty_label=_("The whole round")
    )
    receipt = forms.FileField(label=_("Signed sheet"))

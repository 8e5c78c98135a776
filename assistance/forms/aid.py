"""What officers enter of an aid: the application, the grant, the card, the receipt."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from assistance.amounts import spelled
from assistance.eligibility import Category
from assistance.forms.files import ANY, TOWNSHIPS
from assistance.models import Aid, FundBatch, HouseholdFile, HouseholdMember, Visit
from assistance.models.circumstances import Schooling
from assistance.models.funds import AccountKind, AidKind
from assistance.models.round import Form
from assistance.workflows.aid import AidStage
from kernel.days import today
from kernel.identifiers import clean_bank_card
from kernel.sealing import mask_card
from unions.casework.sealed import SealedText
from unions.forms import OfficerForm
from unions.models import Officer
from unions.offices import Level

K = AidKind
FOR_A_FILE = (K.LIVING, K.MEDICAL, K.TUITION, K.TEMPORARY, K.FESTIVAL, K.MUTUAL)
WITHOUT_A_FILE = (K.TEMPORARY, K.FESTIVAL, K.MUTUAL)
FIRST_YEAR, LAST_YEAR = 2010, 2100
RECENT = timedelta(days=180)  # a visit older than that says nothing of how it is now


def choices_of(*kinds: AidKind) -> list[tuple[str, Any]]:
    return [(kind.value, kind.label) for kind in kinds]


def yuan(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal("0.01"), max_digits=14, decimal_places=2, **options
    )


class AidFilter(OfficerForm):
    """The filters of the list of aid; every field may be left out."""

    q = forms.CharField(label=_("Recipient or pinyin"), max_length=40, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of aid"), choices=[ANY, *AidKind.choices], required=False
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=[ANY, *AidStage.choices], required=False)
    year = forms.IntegerField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )
    category = forms.ChoiceField(
        label=_("Category"), choices=[ANY, *Category.choices], required=False
    )
    fund = forms.ModelChoiceField(
        FundBatch.objects.unscoped("OfficerForm narrows it").order_by("-year", "name"),
        label=_("Fund"),
        required=False,
        empty_label=_("All"),
    )
    township = forms.ModelChoiceField(
        TOWNSHIPS, label=_("Township"), required=False, empty_label=_("All")
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, officer=officer, **kwargs)
        if officer.level in {Level.TOWNSHIP, Level.BASE}:
            del self.fields["township"]
        if officer.level == Level.BASE:
            del self.fields["fund"]

    def narrow(self, aids: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        for name in ("kind", "stage", "year", "category", "fund", "township"):
            if wanted.get(name):
                aids = aids.filter(**{name: wanted[name]})
        return aids.named(wanted["q"]) if wanted.get("q") else aids


class CardField(SealedText):
    """A bank card, checked by its last digit; the number does not stand in the page again."""

    def __init__(self, **options: Any) -> None:
        super().__init__(mask=mask_card, label=_("Bank card, in the recipient's name"), **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return clean_bank_card(text) if text else ""


class AidForm(OfficerForm):
    """An application for aid, for a household on file or after a visit."""

    visit = forms.ModelChoiceField(
        Visit.objects.unscoped("OfficerForm narrows it"),
        label=_("Visit that names the recipient"),
        help_text=_("Without a file, help rests on a visit on record, under the real name."),
    )
    kind = forms.ChoiceField(label=_("Kind of aid"), choices=choices_of(*FOR_A_FILE))
    member = forms.ModelChoiceField(
        HouseholdMember.objects.unscoped("OfficerForm narrows it"),
        label=_("Student"),
        required=False,
        empty_label="—",
        help_text=_("For tuition aid: one application for each student and year."),
    )
    form = forms.ChoiceField(label=_("Form"), choices=Form.choices, initial=Form.MONEY)
    goods = forms.CharField(
        label=_("Goods"), max_length=120, required=False, help_text=_("Their value stands below.")
    )
    asked = yuan(_("Asked for, yuan"))
    basis = yuan(
        _("Self-paid costs of the year, yuan"),
        required=False,
        help_text=_("For medical aid, after every reimbursement: its cap."),
    )
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    why = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name no illness here; the papers of the file do."),
    )
    card = CardField(required=False)
    bank_name = forms.CharField(label=_("Bank and branch"), max_length=80, required=False)

    def __init__(self, *args: Any, file: HouseholdFile | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"year": today().year, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.file = file
        if file:
            for name in ("visit", "card", "bank_name"):
                del self.fields[name]
            students = self.fields["member"].queryset.filter(file=file)  # type: ignore[attr-defined]
            self.fields["member"].queryset = students.exclude(schooling=Schooling.NONE)  # type: ignore[attr-defined]
        else:
            for name in ("member", "basis"):
                del self.fields[name]
            self.fields["kind"].choices = choices_of(*WITHOUT_A_FILE)  # type: ignore[attr-defined]
            recent = {"file": None, "visited_on__gte": today() - RECENT}
            visits = self.fields["visit"]
            visits.queryset = visits.queryset.filter(**recent).order_by("-pk")  # type: ignore[attr-defined]
            visits.label_from_instance = self._visited  # type: ignore[attr-defined]

    @staticmethod
    def _visited(visit: Visit) -> str:
        return f"{visit.worker_name} · {visit}"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == K.MEDICAL and not said.get("basis"):
            self.add_error("basis", _("Enter the self-paid costs that medical aid rests on."))
        if said.get("kind") == K.TUITION and not said.get("member"):
            self.add_error("member", _("Say for which student."))
        if said.get("form") == Form.GOODS and not said.get("goods"):
            self.add_error("goods", _("Say which goods."))
        lacks_card = "card" in self.fields and "card" not in self.errors and not said.get("card")
        if lacks_card and said.get("form") == Form.MONEY:
            self.add_error("card", _("Enter the recipient's own bank card."))
        return self._without_what_is_not_asked(said)

    @staticmethod
    def _without_what_is_not_asked(said: dict[str, Any]) -> dict[str, Any]:
        """A basis belongs to medical aid, a student to tuition, goods to goods."""
        if said.get("kind") != K.MEDICAL and "basis" in said:
            said["basis"] = None
        if said.get("kind") != K.TUITION and "member" in said:
            said["member"] = None
        if said.get("form") != Form.GOODS:
            said["goods"] = ""
        return said


class StepForm(OfficerForm):
    """A step and why; `seen` is the count of moves the page showed."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why: the person who must act will read it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, record: Any, needs_note: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = record.moves
        self.fields["note"].required = needs_note


class FundChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Funds that are open today for an aid, each with what is left in it."""

    def label_from_instance(self, fund: Any) -> str:
        left = _("%(left)s yuan left") % {"left": spelled(fund.left)}
        return f"{fund} · {left}"


class GrantForm(OfficerForm):
    """How much, and from which fund."""

    fund = FundChoice(FundBatch.objects.unscoped("OfficerForm narrows it"), label=_("Fund"))
    amount = yuan(_("Granted, yuan"))
    minutes = forms.CharField(
        label=_("Minutes of the chair's meeting"), max_length=60, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, aid: Aid, **kwargs: Any) -> None:
        kwargs["initial"] = {"amount": aid.asked, "seen": aid.moves}
        super().__init__(*args, **kwargs)
        choice = self.fields["fund"]
        assert isinstance(choice, FundChoice)  # noqa: S101 - declared above
        offered: Any = choice.queryset
        choice.queryset = with_left(offered.open_for(aid.kind, aid.category))


def with_left(funds: Any) -> Any:
    """Each batch with what may still be reserved in it, as `left`."""
    available = funds.filter(accounts__kind=AccountKind.AVAILABLE)
    return available.annotate(left=F("accounts__balance")).order_by("valid_to", "pk")


class ReceiptForm(OfficerForm):
    """The receipt the recipient signed."""

    receipt = forms.FileField(label=_("Signed receipt"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, aid: Aid, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": aid.moves}, **kwargs)


class CardForm(OfficerForm):
    """The recipient's own card, corrected."""

    card = CardField()
    bank_name = forms.CharField(label=_("Bank and branch"), max_length=80)

    def clean_card(self) -> str:
        card: str = self.cleaned_data["card"]
        if not card:
            raise ValidationError(_("Enter the recipient's own bank card."))
        return card

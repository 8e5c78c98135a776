"""What officers enter to pay: a choice of aids, a step, what banks are told and have said."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.banks import layouts
from assistance.models import Aid, AidRound, FundBatch, PaymentBatch
from assistance.models.funds import AidKind
from assistance.workflows.aid import BatchStage, RoundStage
from unions.forms import OfficerForm
from unions.models import Union
from unions.offices import Level
from unions.parameters import parameter
from unions.workflow import Move


class BatchFilter(OfficerForm):
    """The filters of the list of batches; every field may be left out."""

    q = forms.CharField(label=_("Title"), max_length=40, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All")), *BatchStage.choices], required=False
    )

    def narrow(self, batches: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("stage"):
            batches = batches.filter(stage=wanted["stage"])
        return batches.filter(title__icontains=wanted["q"]) if wanted.get("q") else batches


class ReadyFilter(OfficerForm):
    """Which of what is ready; every field may be left out."""

    kind = forms.ChoiceField(
        label=_("Kind of aid"), choices=[("", _("All")), *AidKind.choices], required=False
    )
    round = forms.ModelChoiceField(
        AidRound.objects.unscoped("narrowed by OfficerForm")
        .filter(stage=RoundStage.APPROVED)
        .order_by("-pk"),
        label=_("Round"),
        required=False,
        empty_label=_("All"),
    )
    fund = forms.ModelChoiceField(
        FundBatch.objects.unscoped("narrowed by OfficerForm").filter(closed_on=None),
        label=_("Fund"),
        required=False,
        empty_label=_("All"),
    )
    township = forms.ModelChoiceField(
        Union.objects.unscoped("narrowed by OfficerForm").filter(level=Level.TOWNSHIP),
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )

    def narrow(self, aids: QuerySet[Aid]) -> QuerySet[Aid]:
        self.is_valid()
        names = ("kind", "round", "fund", "township")
        wanted = {name: self.cleaned_data.get(name) for name in names}
        return aids.filter(**{name: value for name, value in wanted.items() if value})


class BatchForm(OfficerForm):
    """A new batch; `count` and `total` are what the page said of the choice."""

    title = forms.CharField(label=_("Title"), max_length=80)
    layout = forms.ChoiceField(label=_("Layout of the bank file"))
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**7)
    total = forms.DecimalField(
        widget=forms.HiddenInput, min_value=0, max_digits=14, decimal_places=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = layouts()
        field = self.fields["layout"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, layout.name) for key, layout in known.items()]
        self.initial.setdefault("layout", parameter("assistance.bank_layout"))


class BatchStepForm(OfficerForm):
    """A step and why; `seen` is the count of moves the page showed."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why: the person who must act will read it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, batch: PaymentBatch, move: Move | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = batch.moves
        self.fields["note"].required = move is not None and move.needs_note


class BankFileForm(OfficerForm):
    """To whom the cards are handed, and for what; kept in the log."""

    receiver = forms.CharField(label=_("Bank that receives the file"), max_length=80)
    purpose = forms.CharField(
        label=_("Purpose"), max_length=200, initial=_("To pay the aid of this batch")
    )
    sure = forms.BooleanField(
        label=_("I hand names and cards to this bank, for this purpose only.")
    )


class ReturnForm(OfficerForm):
    """The bank's answer. Only its digest and its sums are kept."""

    file = forms.FileField(label=_("Return file"), max_length=255)


class ReckoningFilter(OfficerForm):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)

"""What officers enter of a batch of money: its terms, and what came and went."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.actions.funding import BOUND, arrived, is_in_use
from assistance.amounts import spelled
from assistance.eligibility import Category
from assistance.models import FundBatch
from assistance.models.funds import AidKind, Purpose, Source
from kernel.days import today
from unions.forms import DateInput, OfficerForm, OfficerModelForm
from unions.models import Officer

FIRST_YEAR, LAST_YEAR = 2010, 2100
ANY = ("", _("All"))
# 发文字号: GB/T 9704 brackets the year in 〔〕, without 第 and without leading zeros.
NUMBER = re.compile(r"[一-龥]{1,8}〔(19|20)[0-9]{2}〕[1-9][0-9]*号")
BRACKETS = str.maketrans("【[(（［﹝「", "〔〔〔〔〔〔〔") | str.maketrans(
    "】])）］﹞」", "〕〕〕〕〕〕〕"
)
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def clean_document_number(text: str) -> str:
    """As 锦工发〔2014〕23号, whatever brackets were typed. Raises ValidationError."""
    found = re.sub(r"\s", "", text).translate(BRACKETS).translate(DIGITS)
    found = re.sub(r"〕第?0*([0-9])", r"〕\1", found)
    if not NUMBER.fullmatch(found):
        raise ValidationError(_("Write the document number like 锦工发〔2026〕5号."))
    return found


def yuan(label: Any, **options: Any) -> forms.DecimalField:
    """Whole fen: a third decimal is refused, never rounded away."""
    return forms.DecimalField(
        label=label, min_value=Decimal("0.01"), max_digits=14, decimal_places=2, **options
    )


class FundFilter(OfficerForm):
    """The filters of the list of batches; every field may be left out."""

    q = forms.CharField(label=_("Name or document number"), max_length=40, required=False)
    source = forms.ChoiceField(label=_("Source"), choices=[ANY, *Source.choices], required=False)
    purpose = forms.ChoiceField(
        label=_("Purpose of the fund"), choices=[ANY, *Purpose.choices], required=False
    )
    year = forms.IntegerField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False
    )

    def narrow(self, funds: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        for name in ("source", "purpose", "year"):
            if wanted.get(name):
                funds = funds.filter(**{name: wanted[name]})
        if wanted.get("q"):
            found = wanted["q"].strip()
            funds = funds.filter(name__icontains=found) | funds.filter(
                document_number__icontains=found
            )
        return funds


class FundForm(OfficerModelForm):
    """A batch's terms; of one in use only what may still change."""

    document_number = forms.CharField(
        label=_("Document number"), max_length=60,
        help_text=_("As on the document, like 锦工发〔2026〕5号; other brackets are put right."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("For which kinds of aid"), choices=AidKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    categories = forms.MultipleChoiceField(
        label=_("For which households"), choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = FundBatch
        fields = [
            "name", "source", "purpose", "year", "document_number", "promised", "kinds",
            "categories", "filed_only", "valid_from", "valid_to", "matches",
        ]  # fmt: skip
        widgets = {"valid_from": DateInput(), "valid_to": DateInput()}
        help_texts = {
            "matches": _("For local matching: the batch from above that it goes with."),
            "filed_only": _("Leave it on for special funds: file first, then help."),
        }

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, officer=officer, **kwargs)
        matches: Any = self.fields["matches"]
        matches.queryset = matches.queryset.exclude(pk=self.instance.pk)
        if self.instance.pk is None:
            self.initial.setdefault("year", today().year)
            self.initial.setdefault("categories", Category.values)
            # Owned by the officer's union, so that a second entry of one document is found.
            self.instance.federation_id = officer.federation_id
            self.instance.union = officer.union
        elif is_in_use(self.instance):
            for name in BOUND:
                self.fields[name].disabled = True

    def clean_document_number(self) -> str:
        return clean_document_number(self.cleaned_data["document_number"])

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(_("A year between 2010 and 2100."))
        return year

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("matches") and said.get("source") != Source.LOCAL:
            self.add_error("matches", _("Only local matching goes with another batch."))
        promised, pk = said.get("promised"), self.instance.pk
        if pk and promised is not None and promised < arrived(self.instance):
            self.add_error("promised", _("More than that has arrived already."))
        return said

    def _get_validation_exclusions(self) -> set[str]:
        # The union's own columns are not in the form, but the batch is once in a union.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"federation", "union"}

    @property
    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class BookingForm(OfficerForm):
    """An amount and its voucher."""

    amount = yuan(_("Amount, yuan"))
    voucher = forms.CharField(
        label=_("Voucher number"), max_length=40,
        help_text=_("Each voucher is booked once."),
    )  # fmt: skip

    def __init__(self, *args: Any, fund: FundBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fund = fund


class ArrivalForm(BookingForm):
    """More than was promised asks for a second look, not for another document."""

    confirmed = forms.BooleanField(
        label=_("Yes, more arrived than was promised"), required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        amount = said.get("amount")
        over = amount is not None and arrived(self.fund) + amount > self.fund.promised
        if over and not said.get("confirmed"):
            self.fields["confirmed"].widget = forms.CheckboxInput()
            words = _("With this, more has arrived than the %(promised)s yuan that were promised.")
            promised = {"promised": spelled(self.fund.promised)}
            self.add_error("confirmed", ValidationError(words, params=promised))
        return said

"""What officers enter of a loan: the application, a repayment, a step, the jobs it brought."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.amounts import spelled_short
from assistance.forms.funds import ANY, yuan
from assistance.models import Loan
from assistance.workflows.loan import LoanStage, LoanStep
from kernel.days import today
from kernel.identifiers import clean_mobile
from kernel.sealing import mask_phone
from unions.casework.sealed import SealedText
from unions.forms import DateInput, OfficerForm
from unions.parameters import parameter


class LoanFilter(OfficerForm):
    """The filters of the list of loans; every field may be left out."""

    q = forms.CharField(label=_("Borrower or business"), max_length=40, required=False)
    stage = forms.ChoiceField(label=_("Stage"), choices=[ANY, *LoanStage.choices], required=False)

    def narrow(self, loans: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("stage"):
            loans = loans.filter(stage=wanted["stage"])
        return loans.named(wanted["q"]) if wanted.get("q") else loans


class LoanForm(OfficerForm):
    """An application; the ceiling and the longest term are the federation's figures."""

    asked = yuan(_("Asked, yuan"))
    months = forms.IntegerField(label=_("Term, months"), min_value=1)
    instalments = forms.IntegerField(label=_("Number of instalments"), min_value=1)
    business = forms.CharField(label=_("Own business it is for"), max_length=200)
    why = forms.CharField(
        label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    guarantor = forms.CharField(label=_("Guarantor"), max_length=40)
    guarantor_phone = SealedText(label=_("Guarantor's phone"), mask=mask_phone)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ceiling, longest = self._figure("ceiling"), self._figure("months")
        self.fields["asked"].help_text = _("At most %(sum)s yuan, without interest.") % {
            "sum": spelled_short(Decimal(ceiling))
        }
        self.initial.update(months=longest, instalments=longest)

    def _figure(self, name: str) -> int:
        return int(parameter(f"assistance.loan_{name}"))

    def clean_asked(self) -> Any:
        asked, ceiling = self.cleaned_data["asked"], self._figure("ceiling")
        if asked > ceiling:
            most = {"sum": spelled_short(Decimal(ceiling))}
            raise ValidationError(_("At most %(sum)s yuan are lent.") % most)
        return asked

    def clean_months(self) -> int:
        months: int = self.cleaned_data["months"]
        if months > self._figure("months"):
            longest = self._figure("months")
            raise ValidationError(_("The longest term is %(n)d months.") % {"n": longest})
        return months

    def clean_guarantor_phone(self) -> str:
        return clean_mobile(self.cleaned_data["guarantor_phone"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("instalments", 0) > said.get("months", said.get("instalments", 0)):
            self.add_error("instalments", _("At most one instalment a month."))
        return said


class RepaymentForm(OfficerForm):
    """An amount that came back, and its voucher."""

    amount = yuan(_("Amount, yuan"))
    voucher = forms.CharField(
        label=_("Voucher number"), max_length=40, help_text=_("Each voucher is booked once.")
    )


class LoanStepForm(OfficerForm):
    """A step and why; with the new last day to roll over, with the minutes to write off."""

    note = forms.CharField(
        label=_("What was said"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    ends_on = forms.DateField(label=_("New last day of repayment"), widget=DateInput)
    minutes = forms.CharField(label=_("Minutes of the chair's meeting"), max_length=60)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, loan: Loan, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = loan.moves
        if step in (LoanStep.ROLL_OVER, LoanStep.WRITE_OFF):
            self.fields["note"].label = _("Reason")
        if step == LoanStep.ROLL_OVER:
            words = _("Now %(day)s; at most %(n)d months later.")
            figures = {"day": loan.ends_on, "n": parameter("assistance.loan_months")}
            self.fields["ends_on"].help_text = words % figures
        else:
            del self.fields["ends_on"]
        if step != LoanStep.WRITE_OFF:
            del self.fields["minutes"]


class JobsForm(OfficerForm):
    """People at work through a loan."""

    persons = forms.IntegerField(label=_("Persons"), min_value=1, max_value=999)
    since = forms.DateField(label=_("At work since"), widget=DateInput)
    what = forms.CharField(label=_("What they do"), max_length=120)

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since > today():
            raise ValidationError(_("That day has not come yet."))
        return since


class WhyForm(OfficerForm):
    """What a hidden number is needed for."""

    reason = forms.CharField(label=_("What you need it for"), max_length=200)

"""What somebody without an account may send; every field is short."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from assistance.models.application import HelpKind
from assistance.models.household import Reason
from assistance.models.privacy import RequestKind
from kernel.identifiers import clean_mobile

FEW_WORDS = 500
TAIL = RegexValidator(r"^[0-9]{4}$", _("Four digits, please."))


class NoticeForm(forms.Form):
    """Two separate consents (PIPL §14, 29); neither is ticked beforehand."""

    notice = forms.BooleanField(label=_("I have read this and agree."))
    sensitive = forms.BooleanField()

    def __init__(self, *args: Any, sensitive: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sensitive"].label = sensitive


class HelpForm(forms.Form):
    """The application itself; `agreed` is what was signed when the notice was confirmed."""

    agreed = forms.CharField(widget=forms.HiddenInput, max_length=400)
    name = forms.CharField(
        label=_("Your name"), max_length=40, widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        help_text=_("So that the station can call you."),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
    workplace = forms.CharField(
        label=_("Where you work or last worked"), max_length=80, required=False
    )
    reason = forms.ChoiceField(
        label=_("What is the main trouble?"),
        choices=[("", _("Please choose")), *Reason.choices],
    )
    wanted = forms.MultipleChoiceField(
        label=_("What help do you need?"),
        choices=HelpKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("A few words about it"),
        help_text=_("Please write no identity or card numbers here."),
        max_length=FEW_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    # A trap for programs, which fill every field they find; people do not see it.
    homepage = forms.CharField(
        label=_("Leave this empty"), required=False, max_length=80,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_phone(self) -> str:
        return clean_mobile(self.cleaned_data["phone"])

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Please leave this field empty."))
        return ""

    @property
    def said(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k not in {"agreed", "homepage"}}


class ReceiptForm(forms.Form):
    """The pair that opens an application's progress."""

    receipt = forms.CharField(
        label=_("Receipt number"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    tail = forms.CharField(
        label=_("Last four digits of the mobile number"),
        max_length=4,
        validators=[TAIL],
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class OwnDataForm(ReceiptForm):
    """A request about one's own data, by the same pair."""

    kind = forms.ChoiceField(
        label=_("What do you ask for?"), choices=RequestKind.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("A few words about it"),
        max_length=FEW_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

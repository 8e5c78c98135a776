"""Forms of a service about a person: numbers that are sealed, and opening them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.actions.opening import SEALED_IN
from kernel.identifiers import clean_citizen_id, clean_mobile
from unions.casework.forms import CaseForm
from unions.forms import OfficerForm


class PersonForm(CaseForm):
    """A case with a person's numbers; what is sealed is entered and never shown again."""

    phone = forms.CharField(label=_("Mobile number"), max_length=20, required=False)

    def clean_phone(self) -> Any:
        return cleaned_number(self, "phone", clean_mobile)

    def clean_id_number(self) -> Any:
        return cleaned_number(self, "id_number", clean_citizen_id)


def cleaned_number(form: CaseForm, name: str, clean: Any) -> Any:
    """The number in its plain form; the mask that came back as it went out changes nothing."""
    text = form.cleaned_data.get(name) or ""
    if text and form.instance.pk and text == str(getattr(form.instance, name)):
        return getattr(form.instance, name)
    return clean(text) if text else ""


class OpeningForm(OfficerForm):
    """Which of the sealed fields to open, and what for."""

    fields_to_open = forms.MultipleChoiceField(
        label=_("What to open"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("What you need it for"), max_length=400, help_text=_("It is kept in the log.")
    )

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["fields_to_open"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (name, case._meta.get_field(name).verbose_name)
            for name in SEALED_IN[type(case)]
            if getattr(case, name)
        ]

from django import forms
from django.utils.translation import gettext_lazy as _

from unions.forms import OfficerForm


class HandUpForm(OfficerForm):
    """On what the hand-over rests; it goes on record."""

    basis = forms.CharField(
        label=_("Consent or duty it rests on"), min_length=4, max_length=120,
        help_text=_("For example the number of the notice that asks for it."),
    )  # fmt: skip

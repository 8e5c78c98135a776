from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Programme
from campaigns.models.campaign import Family
from unions.casework.forms import CaseForm
from unions.forms import OfficerForm


class ProgrammeFilter(OfficerForm):
    """The filters of the list; both may be left out."""

    q = forms.CharField(label=_("Title"), max_length=40, required=False)
    family = forms.ChoiceField(
        label=_("Family"), choices=[("", _("All")), *Family.choices], required=False
    )

    def narrow(self, programmes: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            programmes = programmes.filter(title__icontains=wanted["q"])
        if wanted.get("family"):
            programmes = programmes.filter(family=wanted["family"])
        return programmes


class ProgrammeForm(CaseForm):
    """A programme of one's own."""

    class Meta:
        model = Programme
        fields = ("title", "family", "about", "source")

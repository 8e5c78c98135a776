"""The form of a check of fulfilment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bargaining.clauses import ITEMS
from bargaining.models import FulfilmentCheck
from unions.casework.forms import CaseForm

KEPT, BROKEN = "kept", "broken"
ANSWERS = [("", _("Not checked")), (KEPT, _("Was kept")), (BROKEN, _("Was not kept"))]


class CheckForm(CaseForm):
    """For each clause agreed: kept, not kept, or not looked at, and what was found."""

    class Meta:
        model = FulfilmentCheck
        fields = ("checked_on", "reported_on", "asked", "satisfied", "note")

    def __init__(self, *args: Any, agreed: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = [item for item in ITEMS if item.code in agreed]
        for item in self.items:
            self.fields[f"kept_{item.code}"] = forms.ChoiceField(
                label=str(item.label),
                choices=[
                    ("", _("Not checked")),
                    (KEPT, _("Was kept")),
                    (BROKEN, _("Was not kept")),
                ],
                required=False,
            )
            self.fields[f"note_{item.code}"] = forms.CharField(
                label=_("What was found"), max_length=400, required=False
            )

    def _post_clean(self) -> None:
        """The columns are held against each other where the check is recorded."""

    @property
    def plain_fields(self) -> list[Any]:
        return [self[name] for name in self._meta.fields or ()]

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"kept_{i.code}"], self[f"note_{i.code}"]) for i in self.items]

    @property
    def lines(self) -> dict[str, tuple[bool, str]]:
        """Item → kept, and what was found; items not looked at are left out."""
        said = self.cleaned_data
        return {
            item.code: (said[f"kept_{item.code}"] == KEPT, said[f"note_{item.code}"])
            for item in self.items
            if said[f"kept_{item.code}"]
        }

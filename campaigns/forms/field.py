from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import FormField
from campaigns.models.form import FILLS, NUMBERS, PICKS, SUMMINGS, FieldKind, Prefill
from campaigns.prefill import told_of_one
from unions.casework.forms import CaseForm

MOST_CHOICES = 30
UNITS = {FieldKind.YUAN: pgettext_lazy("unit", "yuan"), FieldKind.PERCENT: "%"}


class FieldForm(CaseForm):
    """One question of a form. Choices stand one in a line."""

    choices = forms.CharField(
        label=_("Choices"),
        help_text=_("One in a line; only for a question with choices."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    prefill = forms.ChoiceField(label=_("Filled in with"), required=False)

    class Meta:
        model = FormField
        fields = (
            "label", "kind", "unit", "help", "required", "choices", "least", "most", "prefill",
            "total",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(code, known.label) for code, known in told_of_one().items()]
        prefill: Any = self.fields["prefill"]
        prefill.choices = [*Prefill.choices, *told]
        self.initial["choices"] = "\n".join(self.instance.choices)

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        choices = list(dict.fromkeys(line for line in lines if line))
        if len(choices) > MOST_CHOICES:
            raise forms.ValidationError(
                _("At most %(most)d choices.") % {"most": MOST_CHOICES}, code="many"
            )
        return choices

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        kind = said.get("kind")
        if not kind:
            return said
        if kind in PICKS and len(said.get("choices", [])) < 2 and "choices" not in self.errors:
            self.add_error("choices", _("Name at least two choices."))
        if kind not in PICKS and said.get("choices"):
            self.add_error("choices", _("This kind of question has no choices."))
        if said.get("total", "") not in SUMMINGS[kind]:
            self.add_error("total", _("An answer of this kind cannot be summed up so."))
        if not self._fills(said.get("prefill", ""), kind):
            self.add_error("prefill", _("This does not fill a question of this kind."))
        self._check_bounds(said, kind)
        said["unit"] = said.get("unit") or str(UNITS.get(kind, ""))
        return said

    def _fills(self, prefill: str, kind: str) -> bool:
        if not prefill:
            return True
        return kind in (FILLS[prefill] if prefill in Prefill.values else NUMBERS)

    def _check_bounds(self, said: dict[str, Any], kind: str) -> None:
        least, most = said.get("least"), said.get("most")
        bounded = [name for name in ("least", "most") if said.get(name) is not None]
        if kind not in NUMBERS:
            for name in bounded:
                self.add_error(name, _("Only a number has bounds."))
        elif least is not None and most is not None and least > most:
            self.add_error("most", _("The upper bound lies below the lower one."))

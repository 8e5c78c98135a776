"""The form of a campaign as a unit fills it in, made from its fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from campaigns.models import FormField, Participation
from campaigns.models.form import FieldKind
from campaigns.prefill import shown
from unions.forms import DateInput, OfficerForm

LARGEST = 10**12 - 1
SHORT, LONG = 200, 4000
YES, NO = "yes", "no"


def whole(asked: FormField, **known: Any) -> forms.Field:
    return forms.IntegerField(**bounds(asked), **known)


def fraction(asked: FormField, **known: Any) -> forms.Field:
    return forms.DecimalField(max_digits=14, decimal_places=2, **bounds(asked), **known)


def bounds(asked: FormField) -> dict[str, Any]:
    """What is counted is not below nought, and a share not above 100, unless the field says so."""
    highest = 100 if asked.kind == FieldKind.PERCENT else LARGEST
    least = 0 if asked.least is None else asked.least
    return {"min_value": least, "max_value": highest if asked.most is None else asked.most}


def picked(asked: FormField, **known: Any) -> forms.Field:
    options = [(choice, choice) for choice in asked.choices]
    return forms.ChoiceField(choices=[("", gettext_lazy("Please choose")), *options], **known)


MADE: dict[str, Callable[..., forms.Field]] = {
    FieldKind.TEXT: lambda asked, **known: forms.CharField(max_length=SHORT, **known),
    FieldKind.LONG: lambda asked, **known: forms.CharField(
        max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), **known
    ),
    FieldKind.WHOLE: whole,
    FieldKind.DECIMAL: fraction,
    FieldKind.YUAN: fraction,
    FieldKind.PERCENT: fraction,
    FieldKind.DATE: lambda asked, **known: forms.DateField(widget=DateInput, **known),
    FieldKind.YESNO: lambda asked, **known: forms.ChoiceField(
        choices=[(YES, gettext_lazy("yes")), (NO, gettext_lazy("no"))],
        widget=forms.RadioSelect,
        **known,
    ),
    FieldKind.CHOICE: picked,
    FieldKind.CHOICES: lambda asked, **known: forms.MultipleChoiceField(
        choices=[(choice, choice) for choice in asked.choices],
        widget=forms.CheckboxSelectMultiple,
        **known,
    ),
    FieldKind.FILE: lambda asked, **known: forms.FileField(**known),
}


class AnswerForm(OfficerForm):
    """A unit's answers. A saved draft may leave fields open; a report may not.

    `hand`: what is known or saved, by code. `last`: last year's answers.
    """

    def __init__(
        self,
        *args: Any,
        part: Participation,
        hand: dict[str, Any],
        last: dict[str, Any],
        reports: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.asked, self.hand, self.last = part, part.asked, hand, last
        for asked in self.asked:
            has_file = asked.kind == FieldKind.FILE and bool(hand.get(asked.code))
            name = named(asked.code)
            self.fields[name] = MADE[asked.kind](
                asked,
                label=f"{asked.label}（{asked.unit}）" if asked.unit else asked.label,
                help_text=self._help(asked),
                required=reports and asked.required and not has_file,
            )
            if asked.kind != FieldKind.FILE:
                self.initial[name] = as_typed(hand.get(asked.code))

    def _help(self, asked: FormField) -> str:
        """The explanation, last year's answer, and the name of the file that is kept."""
        parts = [asked.help] if asked.help else []
        if asked.code in self.last and asked.kind != FieldKind.FILE:
            parts.append(
                gettext("last year: %(answer)s") % {"answer": shown(self.last[asked.code])}
            )
        if asked.kind == FieldKind.FILE and self.hand.get(asked.code):
            parts.append(gettext("A file is kept; another one takes its place."))
        return " · ".join(parts)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each question with its control, and whether what stands there differs from last year."""
        return [
            {
                "asked": asked,
                "field": self[named(asked.code)],
                "changed": self._changed(asked),
                "new": bool(self.last) and asked.code not in self.last,
            }
            for asked in self.asked
        ]

    def _changed(self, asked: FormField) -> bool:
        if asked.kind == FieldKind.FILE or asked.code not in self.last:
            return False
        now = self.hand.get(asked.code)
        return now is not None and now != self.last[asked.code]

    @property
    def answers(self) -> dict[str, Any]:
        """What was entered, as it is kept; None for what was left open. Files are apart."""
        return {
            asked.code: as_kept(self.cleaned_data[named(asked.code)], asked.kind)
            for asked in self.asked
            if asked.kind != FieldKind.FILE and named(asked.code) in self.cleaned_data
        }

    @property
    def uploads(self) -> dict[str, Any]:
        files = {
            asked.code: self.cleaned_data.get(named(asked.code))
            for asked in self.asked
            if asked.kind == FieldKind.FILE
        }
        return {code: upload for code, upload in files.items() if upload}


def named(code: str) -> str:
    """A question's control: codes are the issuer's and must not meet the page's own names."""
    return f"f_{code}"


def as_typed(value: Any) -> Any:
    if isinstance(value, bool):
        return YES if value else NO
    return value


def as_kept(value: Any, kind: str) -> Any:
    """Values that JSON and the database's own arithmetic read back exactly."""
    if kind == FieldKind.YESNO:
        return None if not value else value == YES
    match value:
        case None | "":
            return None
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case Decimal():
            return format(value, "f")
        case str():
            return value.replace("\r\n", "\n")  # a browser's line ends are none of the answer
        case _:
            return value

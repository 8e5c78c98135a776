from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from targets.actions import Parts
from targets.forms.figures import part_field
from targets.models import Share, SharePart
from targets.negotiation import Answer
from unions.forms import OfficerForm

AREA = forms.Textarea(attrs={"rows": 2})


class StepForm(OfficerForm):
    """A step taken from a page that showed the record after `seen` moves."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AnswerForm(StepForm):
    """A figure and a reason for each part: the county's for all, the city's for what is proposed.

    Where a figure stays, no reason is asked.
    """

    def __init__(self, *args: Any, share: Share, parts: Sequence[SharePart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.fields["seen"].initial = share.moves
        for part in self.parts:
            self.fields[f"value_{part.pk}"] = part_field(part)
            self.fields[f"why_{part.pk}"] = forms.CharField(
                label=gettext("Reason: %(line)s") % {"line": part.line},
                required=False,
                max_length=200,
            )

    def rows(self) -> Iterator[tuple[SharePart, BoundField, BoundField]]:
        for part in self.parts:
            yield part, self[f"value_{part.pk}"], self[f"why_{part.pk}"]

    def answers(self) -> dict[int, Answer]:
        kept = self.cleaned_data
        return {p.pk: Answer(kept[f"value_{p.pk}"], kept[f"why_{p.pk}"]) for p in self.parts}


class VersionForm(OfficerForm):
    """Why the targets in force change, and on what paper that rests."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=AREA)
    document = forms.CharField(label=_("Basis document"), max_length=120)


class HandOutForm(OfficerForm):
    """How much more each county is asked for of what is left, and why."""

    note = forms.CharField(label=_("Reason"), max_length=500, widget=AREA)

    def __init__(self, *args: Any, offers: Sequence[tuple[SharePart, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        for part, more in offers:
            field = part_field(part)
            field.required, field.initial = False, more or None
            self.fields[f"more_{part.pk}"] = field

    def rows(self) -> Iterator[tuple[SharePart, BoundField]]:
        for part, _more in self.offers:
            yield part, self[f"more_{part.pk}"]

    def values(self) -> Parts:
        return {
            (part.share.union_id, part.line_id): self.cleaned_data[f"more_{part.pk}"]
            for part, _more in self.offers
            if self.cleaned_data[f"more_{part.pk}"]
        }

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.models import CONFIDENTIAL, Dispatch, Document
from reports.models.dispatches import TO_EVERYBODY
from reports.workflows.dispatch import COUNTERSIGNERS, DispatchStage, DispatchStep
from unions.casework.forms import CaseFilter, CaseForm
from unions.forms import OfficerForm
from unions.models import Officer

STEP_FIELDS = {DispatchStep.VOID.value: ("void_reason",)}
# As papers are marked: 秘密★1年.
CLASSIFIED = re.compile(r"(绝密|机密|秘密)\s*★")
WRITTEN = ("title", "body", "note")
OFFERED = timedelta(days=550)  # this year's papers and last year's


class DispatchFilter(CaseFilter):
    """The filters of the list of dispatches; a title is looked for as it is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"] = forms.CharField(label=_("Title"), max_length=40, required=False)
        self.order_fields(["q", *self.exact, "late"])

    def narrow(self, cases: Any) -> Any:
        self.is_valid()
        words = self.cleaned_data.pop("q", "")
        found = super().narrow(cases)
        return found.filter(title__icontains=words) if words else found


class DispatchForm(CaseForm):
    """A dispatch being drafted. Its figures come with the documents annexed, and only there."""

    annexes = forms.ModelMultipleChoiceField(
        Document.objects.unscoped("narrowed by OfficerForm"),
        label=_("Annexes: finished documents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their tables are printed as annexes, with the figures as they were frozen."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Dispatch
        fields = (
            "kind", "title", "addressees", "body", "copy_to", "note", "urgency", "copy_number",
            "sealed", "countersigned", "basis", "replaces",
        )  # fmt: skip
        help_texts = {
            "body": _(
                "One paragraph a line. The marks of the four levels, where they begin a line, "
                "make headings; their numbers are set anew when it is printed."
            ),
            "note": _("Printed in brackets under the date, such as who may be called."),
            "copy_number": _(
                "Only where copies are numbered: six digits, printed in the first line. Nothing "
                "classified may be put into this portal, so that it prints no degree of secrecy."
            ),
            "sealed": _("Without a seal, the name and the date stand nearer to the text."),
            "basis": _("The document or rule it rests on; kept, not printed."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.moves
        self.fields["body"].widget.attrs["rows"] = 16
        annexes: Any = self.fields["annexes"]
        replaces: Any = self.fields["replaces"]
        own = self.instance.union_id or self.officer.union_id
        since = timezone.now() - OFFERED
        annexes.queryset = (
            annexes.queryset.finished()
            .filter(union_id=own, as_of__gte=since)
            .exclude(kind__in=CONFIDENTIAL)
        )
        # Reports made anew bear the same title.
        annexes.queryset = annexes.queryset.order_by("-as_of", "-pk")
        annexes.label_from_instance = _title_and_moment
        replaces.queryset = replaces.queryset.filter(
            union_id=own, stage__in=[DispatchStage.ISSUED, DispatchStage.ARCHIVED]
        ).exclude(pk=self.instance.pk)
        if self.instance.pk and "annexes" not in self.initial:
            self.initial["annexes"] = list(
                self.instance.annexes.values_list("document_id", flat=True)
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        named = data.get("addressees", "").strip()
        if data.get("kind") in TO_EVERYBODY and named:
            self.add_error("addressees", _("Documents of this kind name no addressees."))
        if data.get("countersigned") and not self._countersigners().exists():
            self.add_error(
                "countersigned",
                _("Nobody here can countersign: no other director, finance or vice chair is here."),
            )
        if CLASSIFIED.search("\n".join(str(data.get(name, "")) for name in WRITTEN)):
            raise forms.ValidationError(
                _("This text says that it is classified. Nothing classified may be put here.")
            )
        return data

    def _countersigners(self) -> Any:
        """Whoever drafts does not countersign; without others the dispatch would be stuck."""
        return (
            Officer.objects.visible_to(self.officer)
            .in_office()
            .filter(union_id=self.instance.union_id or self.officer.union_id)
            .filter(role__in={office.role for office in COUNTERSIGNERS})
            .exclude(user=self.officer.user)
        )


def _title_and_moment(document: Document) -> str:
    return f"{document.title} · {timezone.localtime(document.as_of):%Y-%m-%d %H:%M}"


class VoidForm(OfficerForm):
    """Why a number is declared void."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class NumberFilter(OfficerForm):
    """The filters of the register; every field may be left out."""

    q = forms.CharField(label=_("Title"), max_length=40, required=False)
    mark = forms.CharField(label=_("Mark of the issuer"), max_length=8, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2099, required=False)
    serial = forms.IntegerField(
        label=_("No."), min_value=1, max_value=2_000_000_000, required=False
    )
    void = forms.BooleanField(label=_("Void only"), required=False)

    def narrow(self, numbers: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        lookups = {
            "title__icontains": wanted.get("q"),
            "mark": wanted.get("mark"),
            "year": wanted.get("year"),
            "serial": wanted.get("serial"),
            "voided_at__isnull": False if wanted.get("void") else None,
        }
        return numbers.filter(**{k: v for k, v in lookups.items() if v not in (None, "")})

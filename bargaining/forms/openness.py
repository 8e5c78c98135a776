"""Forms of the register of what employers open to their workers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bargaining.forms.congress import OfEmployer
from bargaining.models import OpennessRule, Posting
from bargaining.models.openness import WAY, PostingForm
from kernel.days import today
from unions.casework.forms import CaseForm
from unions.forms import DateInput, OfficerForm
from unions.models import Union
from unions.offices import Level


class OpennessFilter(OfficerForm):
    """The filters of postings and of rule documents."""

    q = forms.CharField(
        label=_("Item, title or employer, or pinyin"), max_length=40, required=False
    )
    form = forms.ChoiceField(
        label=_("Form"), choices=[("", _("All")), *PostingForm.choices], required=False
    )
    year = forms.IntegerField(
        label=_("Posted in (year)"), min_value=1990, max_value=2100, required=False
    )
    county = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.COUNTY),
        label=_("County"),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, of_rules: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.officer.level != Level.FEDERATION:
            del self.fields["county"]
        if of_rules:
            del self.fields["form"], self.fields["year"]

    def narrow(self, rows: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        lookups = {
            "form": wanted.get("form"),
            "posted_on__year": wanted.get("year"),
            "county": wanted.get("county"),
        }
        rows = rows.filter(**{name: asked for name, asked in lookups.items() if asked})
        return rows.named(wanted["q"]) if wanted.get("q") else rows


class _Rule:
    model = OpennessRule
    fields = ("title", "adopted_on")


class RuleCorrection(CaseForm):
    """A rule document; a scan sent now takes the place of the old."""

    scan = forms.FileField(label=_("Scan of the document (photo or PDF)"), required=False)

    Meta = _Rule

    def _post_clean(self) -> None:
        """The columns are held against each other where the row is entered."""


class RuleForm(OfEmployer):
    scan = forms.FileField(label=_("Scan of the document (photo or PDF)"), required=False)

    Meta = _Rule

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["code"])


class RepealForm(OfficerForm):
    repealed_on = forms.DateField(label=_("Repealed on"), widget=DateInput, initial=today)


class _Posting:
    model = Posting
    fields = (
        "item", "law_basis", "form", "audience", "agenda_on", "meeting_on", "results_on",
        *WAY[:4], "until", *WAY[4:],
    )  # fmt: skip


class PostingCorrection(CaseForm):
    """How far an affair has come on its way."""

    Meta = _Posting

    def _post_clean(self) -> None:
        """As in RuleCorrection."""


class PostingEntry(OfEmployer):
    Meta = _Posting

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["code"])

"""Forms of the register of workers' congresses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.actions.congress import kinds_open_to
from bargaining.actions.covering import MOST_CODES, codes_of_text, codes_of_workbook
from bargaining.forms.covering import LONGEST_PASTE
from bargaining.governed import first_that_counts
from bargaining.models import CongressProposal, CongressResolution, CongressSession
from bargaining.models.congress import CongressKind
from bargaining.workflows.congress_proposal import CongressProposalStep
from kernel.days import today
from kernel.identifiers import clean_uscc
from unions.casework.forms import CaseForm
from unions.casework.workbooks import read_upload
from unions.forms import OfficerForm
from unions.models import Employer, Union
from unions.offices import Level

STEP_FIELDS: dict[str, tuple[str, ...]] = {
    CongressProposalStep.HAND_OVER.value: ("handler",),
    CongressProposalStep.ANSWER.value: ("answer",),
    CongressProposalStep.CLOSE.value: ("satisfaction",),
}


class SessionFilter(OfficerForm):
    """The filters of the list of sessions; every field may be left out."""

    COUNTS, OVER = "counts", "over"

    q = forms.CharField(label=_("Employer or region, or pinyin"), max_length=40, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("congress", "Kind"),
        choices=[("", _("All")), *CongressKind.choices],
        required=False,
    )
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            ("", _("All")),
            (COUNTS, _("Counts today")),
            (OVER, _("Last one, and too long ago")),
        ],
        required=False,
    )
    county = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.COUNTY),
        label=_("County"),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.officer.level != Level.FEDERATION:
            del self.fields["county"]

    def narrow(self, sessions: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        lookups = {
            "kind": wanted.get("kind"),
            "held_on__year": wanted.get("year"),
            "county": wanted.get("county"),
        }
        sessions = sessions.filter(**{name: asked for name, asked in lookups.items() if asked})
        if wanted.get("q"):
            sessions = sessions.named(wanted["q"])
        match wanted.get("state"):
            case self.COUNTS:
                return sessions.held_between(first_that_counts(today()), today())
            case self.OVER:
                return sessions.latest_of_each().filter(held_on__lt=first_that_counts(today()))
        return sessions


class OfEmployer(CaseForm):
    """A form whose employer is named by credit code."""

    code = forms.CharField(label=_("Credit code of the employer"), max_length=30)

    def clean_code(self) -> Employer | None:
        if not self.cleaned_data["code"]:
            return None
        code = clean_uscc(self.cleaned_data["code"])
        employers = Employer.objects.visible_to(self.officer)
        employer: Employer | None = employers.filter(uscc=code).first()
        if employer is None:
            raise ValidationError(_("No employer of your branch has this code."))
        return employer

    def _post_clean(self) -> None:
        """The columns are held against each other where the row is entered."""

    @property
    def said(self) -> dict[str, Any]:
        named = {"employer": self.cleaned_data["code"]} if "code" in self.fields else {}
        return super().said | named


COUNTS = (
    "held_on", "employees", "employees_women", "representatives", "present", "women", "managers",
    "extraordinary", "asked_by", "agenda",
)  # fmt: skip


class SessionForm(OfEmployer):
    """A session that was held."""

    class Meta:
        model = CongressSession
        fields = ("kind", "area", "term", "sitting", *COUNTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_kinds = [kind.value for kind in kinds_open_to(self.officer)]
        self.fields["kind"].choices = [c for c in CongressKind.choices if c[0] in open_kinds]  # type: ignore[attr-defined]
        if len(open_kinds) == 2:
            del self.fields["area"]
        else:
            self.fields["code"].required = False
        self.order_fields(["kind", "code", "area"])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "area" not in self.fields or self.errors:
            return said
        regional = said["kind"] in (CongressKind.REGIONAL, CongressKind.INDUSTRY)
        needed, other = ("area", "code") if regional else ("code", "area")
        if not said[needed]:
            self.add_error(needed, _("This kind of congress needs it."))
        if said[other]:
            self.add_error(other, _("Leave it empty for this kind of congress."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        columns = [name for name in self._meta.fields or () if name in self.fields]
        known = {name: self.cleaned_data[name] for name in columns}
        return known | {"employer": self.cleaned_data["code"]}


class SessionCorrection(CaseForm):
    """What was entered wrongly of a session."""

    why = forms.CharField(label=_("Why it is corrected"), max_length=200)

    class Meta:
        model = CongressSession
        fields = ("term", "sitting", *COUNTS)

    def _post_clean(self) -> None:
        """As in OfEmployer."""


class ResolutionForm(CaseForm):
    class Meta:
        model = CongressResolution
        fields = ("title", "present", "yes", "secret")

    def _post_clean(self) -> None:
        """As in OfEmployer."""


class ProposalForm(CaseForm):
    class Meta:
        model = CongressProposal
        fields = ("title", "text", "proposer", "seconders")


class ListForm(OfficerForm):
    """Credit codes, pasted or in the first column of a workbook."""

    codes = forms.CharField(
        label=_("Credit codes, one a line"),
        max_length=LONGEST_PASTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    workbook = forms.FileField(
        label=_("Or a workbook (.xlsx) with the codes in its first column"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        upload = said.get("workbook")
        content = read_upload(upload) if upload else b""
        numbered = codes_of_workbook(content) if content else codes_of_text(said.get("codes") or "")
        if not 0 < len(numbered) <= MOST_CODES and not self.errors:
            raise ValidationError(_("Send 1 to %(most)d codes at once.") % {"most": MOST_CODES})
        said["numbered"] = numbered
        return said

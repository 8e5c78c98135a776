"""What officers enter of a file after it is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.actions.unmasking import OF_A_MEMBER, OF_THE_FILE, SHORTEST_REASON
from assistance.actions.withdrawing import Unpaid
from assistance.eligibility import Category
from assistance.models import ExclusionAnswer, HouseholdFile, HouseholdMember
from assistance.models.circumstances import Exclusion
from assistance.models.household import ExitReason
from assistance.models.proofs import CheckResult
from assistance.workflows.household import FileStep
from kernel.days import today
from unions.forms import DateInput, OfficerForm
from unions.models import Union
from unions.offices import Level
from unions.workflow import Move


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def not_in_future(day: date) -> None:
    if day > today():
        raise ValidationError(_("This day has not come yet."))


class StepForm(OfficerForm):
    """A step and why; `seen` is the count of moves the page showed."""

    objector = forms.CharField(
        label=_("Who objects"),
        max_length=40,
        required=False,
        help_text=_("May stay unnamed. The name is kept with the file and never in the log."),
    )
    exit_reason = forms.ChoiceField(
        label=_("Why it leaves"), choices=[("", "—"), *ExitReason.choices]
    )
    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=long_text(),
        error_messages={"required": _("Please say why: the person who must act will read it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, *args: Any, file: HouseholdFile, step: str, move: Move | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = file.moves
        self.fields["note"].required = move is not None and move.needs_note
        if step != FileStep.OBJECT:
            del self.fields["objector"]
        if step != FileStep.EXIT:
            del self.fields["exit_reason"]


class UnpaidForm(OfficerForm):
    """What becomes of aid under way; asked only where there is some."""

    unpaid = forms.ChoiceField(
        label=_("Aid that is not paid yet"),
        choices=Unpaid.choices,
        widget=forms.RadioSelect,
        help_text=_("Ask the household. What is not approved yet waits, or is dropped too."),
    )

    def __init__(self, *args: Any, at_stake: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not at_stake:
            del self.fields["unpaid"]


class WithdrawalForm(UnpaidForm):
    """Why a consent is taken back, and that whoever takes it back knows what follows."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=200,
        widget=long_text(2),
        help_text=_("Who asked, and how. It stands in the log: write no name and no number."),
    )
    told = forms.BooleanField(
        label=_("The person has been told what follows"),
        error_messages={"required": _("Tell the person first what follows.")},
    )

    field_order = ("reason", "unpaid", "told")

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in ("reason", "unpaid")}


class DecisionForm(OfficerForm):
    """The category a person decides on; a word why, where the rule gives another."""

    category = forms.ChoiceField(
        label=_("Category"), choices=Category.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Why so decided"),
        max_length=400,
        required=False,
        widget=long_text(),
        help_text=_("Needed where you decide otherwise than the rule proposes."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, proposed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        otherwise = said.get("category") and said["category"] != self.proposed
        if otherwise and not (said.get("note") or "").strip():
            self.add_error("note", _("This differs from what the rule gives: please say why."))
        return said


class ExclusionsForm(OfficerForm):
    """The checklist: whether each exclusion applies, and how that is known."""

    def __init__(self, *args: Any, answers: Iterable[ExclusionAnswer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = {answer.exclusion: answer for answer in answers}
        for exclusion in Exclusion:
            known = self.answers.get(exclusion.value)
            self.fields[f"{exclusion.value}_applies"] = forms.TypedChoiceField(
                label=exclusion.label,
                choices=[("no", _("Is not the case")), ("yes", _("Applies"))],
                coerce=lambda value: value == "yes",
                widget=forms.RadioSelect,
                initial=known and ("yes" if known.applies else "no"),
            )
            self.fields[f"{exclusion.value}_evidence"] = forms.CharField(
                label=_("How this is known"),
                max_length=200,
                initial=known and known.evidence,
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "exclusion": exclusion,
                "answer": self.answers.get(exclusion.value),
                "applies": self[f"{exclusion.value}_applies"],
                "evidence": self[f"{exclusion.value}_evidence"],
            }
            for exclusion in Exclusion
        ]

    @property
    def said(self) -> dict[str, tuple[bool, str]]:
        data = self.cleaned_data
        return {
            e.value: (data[f"{e.value}_applies"], data[f"{e.value}_evidence"]) for e in Exclusion
        }


class SetAsideForm(OfficerForm):
    """Why the city lets a household in although an exclusion applies."""

    why = forms.CharField(label=_("Why it is set aside"), max_length=200, widget=long_text())


class MeansCheckForm(OfficerForm):
    """Whom the county asked, and what it handed over for that."""

    receiver = forms.CharField(label=_("Asked of"), max_length=80)
    purpose = forms.CharField(
        label=_("Purpose"), max_length=120, initial=_("Check of the household's economic situation")
    )
    data_kinds = forms.CharField(
        label=_("Kinds of data handed over"),
        max_length=200,
        initial=_("Names, identity numbers, relations"),
        help_text=_("Kinds only: no number and no name of a person."),
    )
    sent_on = forms.DateField(label=_("Sent on"), widget=DateInput, validators=[not_in_future])


class AnswerForm(OfficerForm):
    """What the other authority answered."""

    result = forms.ChoiceField(
        label=_("Result"), choices=CheckResult.choices, widget=forms.RadioSelect
    )
    answered_on = forms.DateField(
        label=_("Answered on"), widget=DateInput, validators=[not_in_future]
    )
    finding = forms.CharField(
        label=_("Finding"), max_length=400, required=False, widget=long_text()
    )

    def __init__(self, *args: Any, sent_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sent_on = sent_on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("answered_on") and said["answered_on"] < self.sent_on:
            self.add_error("answered_on", _("The answer cannot come before the question."))
        if said.get("result") == CheckResult.DIFFERS and not said.get("finding"):
            self.add_error("finding", _("Say what differs."))
        return said


class CallForm(OfficerForm):
    """A call made, and what was heard."""

    made_on = forms.DateField(label=_("Called on"), widget=DateInput, validators=[not_in_future])
    finding = forms.CharField(label=_("What was heard"), max_length=400, widget=long_text())
    in_hardship_again = forms.BooleanField(label=_("In hardship again"), required=False)


class LookForm(OfficerForm):
    """Which hidden field, and what for."""

    field = forms.ChoiceField(
        choices=[(name, name) for name in (*OF_THE_FILE, *OF_A_MEMBER)], widget=forms.HiddenInput
    )
    member = forms.ModelChoiceField(
        HouseholdMember.objects.unscoped("OfficerForm narrows it"),
        required=False,
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label=_("What you need it for"),
        min_length=SHORTEST_REASON,
        max_length=400,
        widget=long_text(2),
        help_text=_("Your look and this reason are kept in the log of the file."),
    )


class FileFilter(OfficerForm):
    """The filters of a list of files; each may be left out."""

    q = forms.CharField(label=_("Person's name or pinyin"), max_length=40, required=False)
    township = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.TOWNSHIP),
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )

    def narrow(self, files: Any, *, prefix: str = "") -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        for word in (self.cleaned_data.get("q") or "").split()[:8]:
            name = {f"{prefix}applicant_name__icontains": word}
            files = files.filter(Q(**name) | Q(**{f"{prefix}pinyin__icontains": word.lower()}))
        if township := self.cleaned_data.get("township"):
            files = files.filter(township=township)
        return files


class CallFilter(FileFilter):
    """The same, and whether the call was made."""

    made = forms.ChoiceField(
        label=_("Calls"),
        choices=[("", _("To be made")), ("yes", _("Made"))],
        required=False,
    )

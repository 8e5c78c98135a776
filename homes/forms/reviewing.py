from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homes.actions.reviewing import Verdict
from homes.models import HomePlan, Measure
from homes.workflow import Step
from unions.forms import OfficerForm

REASON = forms.Textarea(attrs={"rows": 3})


class NoteForm(OfficerForm):
    """A step and why; `seen` is the count of moves the page showed."""

    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=REASON,
        error_messages={"required": _("Please say why: the person who must act will read it.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, record: Any, needs_note: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = record.moves
        self.fields["note"].required = needs_note


class ReturnForm(NoteForm):
    """A return: the reason, and the measures it is tied to, each with a word of its own."""

    def __init__(self, *args: Any, plan: HomePlan, **kwargs: Any) -> None:
        super().__init__(*args, record=plan, needs_note=True, **kwargs)
        self.shown = list(plan.measures.select_related("criterion").order_by("criterion__position"))
        self.fields["measures"] = forms.TypedMultipleChoiceField(
            label=_("Measures to change"),
            coerce=int,
            required=False,
            choices=[(str(m.pk), str(m.criterion)) for m in self.shown],
            widget=forms.CheckboxSelectMultiple,
        )
        for measure in self.shown:
            self.fields[f"reason_{measure.pk}"] = forms.CharField(max_length=300, required=False)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each measure with its tick and its own reason, as the page draws them."""
        ticked = {str(pk) for pk in self["measures"].value() or []}
        return [
            {
                "measure": measure,
                "ticked": str(measure.pk) in ticked,
                "reason": self[f"reason_{measure.pk}"],
            }
            for measure in self.shown
        ]

    @property
    def reasons(self) -> dict[Measure, str]:
        """A measure with a reason of its own counts as ticked."""
        ticked = self.cleaned_data.get("measures", [])
        said = {m: self.cleaned_data.get(f"reason_{m.pk}", "") for m in self.shown}
        return {m: reason for m, reason in said.items() if reason or m.pk in ticked}


class VerdictForm(OfficerForm):
    """One plan of the review list: leave it, approve it, or return it with a reason."""

    LEAVE = "leave"

    decision = forms.ChoiceField(
        choices=[
            (LEAVE, _("Leave for now")),
            (Step.APPROVE.value, Step.APPROVE.label),
            (Step.SEND_BACK.value, Step.SEND_BACK.label),
        ],
        initial=LEAVE,
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=_("Reason for the return"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    measures = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, plan: HomePlan, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"p{plan.pk}", **kwargs)
        self.plan = plan
        self.shown = list(plan.measures.all())
        choices = self.fields["measures"]
        assert isinstance(choices, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        choices.choices = [(str(m.pk), str(m.criterion)) for m in self.shown]
        self.initial["seen"] = plan.moves

    @property
    def verdict(self) -> Verdict | None:
        """What the reviewer says of the plan; None if it is left for now."""
        said = self.cleaned_data
        if said["decision"] in ("", self.LEAVE):
            return None
        reasons = {m: "" for m in self.shown if m.pk in said["measures"]}
        step = Step(said["decision"])
        return Verdict(self.plan, step, said["note"], reasons, said["seen"])


class SummaryForm(OfficerForm):
    """How the county will go about its plan."""

    summary = forms.CharField(
        label=_("How the county will go about it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bargaining.actions.round import scopes_of
from bargaining.models import Ballot, Contract, Delegate, Meeting, Round
from bargaining.models.round import Purpose
from bargaining.workflows.round import RoundStep
from kernel.days import today
from unions.casework.forms import CaseFilter, CaseForm
from unions.forms import DateInput
from unions.offices import Level

_DRAFT = ("agreed_on", "draft", "wage_annex", "term_months")
_OFFER = ("offer_number", "offered_on", "talks_planned_on", "place", "matters")
STEP_FIELDS: dict[str, tuple[str, ...]] = {
    RoundStep.OFFER.value: _OFFER,
    RoundStep.OFFER_AGAIN.value: _OFFER,
    RoundStep.REPLY.value: ("reply_number", "replied_on"),
    RoundStep.SETTLE.value: ("coordination",),
    RoundStep.NAME.value: ("shown_on",),
    RoundStep.INFORM.value: ("informed_on", "information", "upper_told_on"),
    RoundStep.OPEN.value: ("talks_from",),
    RoundStep.AGREE.value: _DRAFT,
    RoundStep.SIGN.value: ("signed_on",),
    RoundStep.FILE.value: ("filed_on", "filing_number"),
    RoundStep.OBJECT.value: ("objection_on", "objection"),
    RoundStep.FILE_AGAIN.value: ("draft", "filed_on", "filing_number"),
    RoundStep.APPROVE.value: ("approved_on", "approval_number"),
    RoundStep.PUBLISH.value: ("published_on", "published_where"),
}
MAY_STAY_EMPTY = ("upper_told_on", "filing_number", "wage_annex")
AHEAD = ("talks_planned_on", "upper_told_on")  # days that need not be today's


def suggest_today(form: Any) -> None:
    """A day that is not written down yet is most often today."""
    for name, field in form.fields.items():
        if isinstance(field, forms.DateField) and name not in AHEAD:
            form.initial[name] = getattr(form.instance, name, None) or today()


class RoundFilter(CaseFilter):
    """The filters of the list of rounds."""

    year = forms.IntegerField(
        label=gettext_lazy("Year"), min_value=2000, max_value=2200, required=False
    )

    def narrow(self, cases: Any) -> Any:
        cases = super().narrow(cases)
        year = self.cleaned_data.get("year")
        return cases.filter(year=year) if year else cases


class RoundForm(CaseForm):
    """A round as it is planned."""

    class Meta:
        model = Round
        fields = (
            "title", "kind", "scope", "purpose", "renews", "employer", "area", "above_size", "side",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer, renews, scope = self.officer, self.fields["renews"], self.fields["scope"]
        assert isinstance(renews, forms.ModelChoiceField)  # noqa: S101 - a foreign key
        assert isinstance(scope, forms.TypedChoiceField)  # noqa: S101 - a column with choices
        own = Contract.objects.visible_to(officer).filter(union=officer.union, ended_on=None)
        renews.queryset = own.order_by("-expires_on", "-pk")
        scope.choices = [(s.value, s.label) for s in scopes_of(officer)]
        if officer.level == Level.BASE:
            for name in ("scope", "area"):
                del self.fields[name]
        else:
            for name in ("employer", "above_size"):
                del self.fields[name]
        for name in ("employer", "area"):  # whom it will bind; one of the two is there
            if name in self.fields:
                self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if self.officer.level == Level.BASE:
            self.instance.scope = scopes_of(self.officer)[0]
        self._clean_contract(said)
        return said

    def _clean_contract(self, said: dict[str, Any]) -> None:
        purpose, renews = said.get("purpose"), said.get("renews")
        if purpose == Purpose.NEW and renews:
            self.add_error("renews", _("A first contract renews none."))
        elif purpose and purpose != Purpose.NEW and not renews and "renews" not in self.errors:
            self.add_error("renews", _("Choose the contract it renews, changes or ends."))
        elif renews and (renews.kind, renews.scope) != (said.get("kind"), self._scope(said)):
            self.add_error("renews", _("That contract is of another kind or scope."))
        elif renews and renews.employer != said.get("employer"):
            self.add_error("renews", _("That contract is another employer's."))

    def _scope(self, said: dict[str, Any]) -> Any:
        return said.get("scope", self.instance.scope)

    @property
    def said(self) -> dict[str, Any]:
        columns = {name: self.cleaned_data[name] for name in self.fields}
        return {**columns, "scope": self._scope(self.cleaned_data)}


class PartOfRoundForm(CaseForm):
    """Something written down about the round of `instance`; its constraints are told in place."""

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"round", "left_on"}


class DelegateForm(PartOfRoundForm):
    class Meta:
        model = Delegate
        fields: tuple[str, ...] = (
            "side", "name", "post", "is_chief", "is_head", "mandate", "is_external",
            "is_front_line", "is_woman",
        )  # fmt: skip


class ReplacementForm(DelegateForm):
    """Who comes for a delegate that leaves; the side stays."""

    left_on = forms.DateField(label=gettext_lazy("Left on"), widget=DateInput, initial=today)
    why = forms.CharField(label=gettext_lazy("Why they left"), max_length=120)

    class Meta(DelegateForm.Meta):
        fields = DelegateForm.Meta.fields[1:]

    def clean_left_on(self) -> Any:
        left_on = self.cleaned_data["left_on"]
        if left_on > today():
            raise forms.ValidationError(_("Record it when they have left."))
        return left_on

    def validate_constraints(self) -> None:
        """The one who leaves still holds the place: the action asks when they have left."""


class MeetingForm(PartOfRoundForm):
    scan = forms.FileField(
        label=gettext_lazy("Minutes signed by both chiefs (photo or PDF)"), required=False
    )

    class Meta:
        model = Meeting
        fields = ("held_on", "place", "chaired_by", "minutes_taker", "minutes")

    def clean_held_on(self) -> Any:
        held_on, opened = self.cleaned_data["held_on"], self.instance.round.talks_from
        if held_on > today():
            raise forms.ValidationError(_("Write the meeting down when it has been held."))
        if opened and held_on < opened:
            raise forms.ValidationError(_("The talks were opened later than that."))
        return held_on

    def clean_minutes_taker(self) -> str:
        taker: str = self.cleaned_data["minutes_taker"].strip()
        if self.instance.round.delegates.filter(left_on=None, name=taker).exists():
            raise forms.ValidationError(
                _("A delegate bargains and takes no minutes: name somebody else.")
            )
        return taker

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        others = self.instance.round.meetings.exclude(pk=self.instance.pk)
        before = others.filter(held_on__lte=said["held_on"]) if said.get("held_on") else others
        last = before.order_by("-held_on", "-pk").first()
        if last and said.get("chaired_by") == last.chaired_by:
            self.add_error(
                "chaired_by", _("The chiefs take turns: the other side chairs this time.")
            )
        return said


class BallotForm(PartOfRoundForm):
    class Meta:
        model = Ballot
        fields = ("body", "held_on", "total", "present", "yes")

    def clean_held_on(self) -> Any:
        held_on, agreed = self.cleaned_data["held_on"], self.instance.round.agreed_on
        if held_on > today():
            raise forms.ValidationError(_("Write the vote down when it has been held."))
        if agreed and held_on < agreed:
            raise forms.ValidationError(_("The draft was agreed later than that."))
        return held_on

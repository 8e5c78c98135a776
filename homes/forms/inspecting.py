"""A panel as it is proposed, a member's answers, and what the panel's chair records."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from homes.actions.closing import Conclusion
from homes.actions.inspecting import PANEL_ROLES, Panel
from homes.forms.assessing import FEW, AnswerForm, VetoForm, button_row
from homes.forms.planning import ProofField
from homes.models import Criterion, SelfScore
from homes.scoring import Rule
from kernel.days import today
from unions.forms import DateInput, OfficerForm
from unions.models import Officer

EVERYONE = Officer.objects.unscoped("the form narrows it to the officer's branch")


class MarkForm(AnswerForm):
    """A member's answer to one criterion, with photos of what it rests on."""

    photos = ProofField(label=_("Photos"), required=False)
    claim: SelfScore | None = None  # what the enterprise answered itself

    def __init__(self, *args: Any, criterion: Criterion, **kwargs: Any) -> None:
        super().__init__(*args, criterion=criterion, **kwargs)
        self.fields["photos"].widget.attrs |= {"accept": "image/*", "capture": "environment"}
        few = int(criterion.threshold)
        if criterion.rule == Rule.COUNT and few < FEW:
            self.fields["answer"] = _count_buttons(criterion, few)
            self.fields["answer"].widget.attrs["form"] = "sheet"
            kept = self.initial.get("answer")
            if kept and int(kept) > few:
                self.initial["answer"] = str(few)

    @property
    def kept_photos(self) -> list[dict[str, str]]:
        score: Any = self.score
        if score is None:
            return []
        inspection_id = score.member.inspection_id
        return [
            {
                "url": reverse("homes:scoring-photo", args=[inspection_id, photo.file_id]),
                "name": photo.file.name,
            }
            for photo in score.photos.all()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        empty = cleaned.get("answer") in (None, "") and not cleaned.get("skip")
        if "answer" not in self.errors and empty and (cleaned.get("photos") or cleaned.get("note")):
            self.add_error(
                "answer", _("Score it first; the photo or the note goes with the score.")
            )
        return cleaned


def _count_buttons(criterion: Criterion, few: int) -> forms.ChoiceField:
    def words(number: int) -> str:
        return f"≥{number}" if number == few else str(number)

    return button_row(
        [(str(n), words(n), criterion.points_for(Decimal(n))) for n in range(few + 1)]
    )


class PanelForm(OfficerForm):
    """Whom to send, who leads them, when and where."""

    visit_on = forms.DateField(label=_("Visit on"), widget=DateInput)
    place = forms.CharField(label=_("Meeting place"), max_length=120)
    members = forms.ModelMultipleChoiceField(
        EVERYONE,
        label=_("Members"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the members of the panel.")},
    )
    workers = forms.ModelMultipleChoiceField(
        EVERYONE,
        label=_("Represents the workers"),
        required=False,
    )
    chair = forms.ModelChoiceField(
        EVERYONE,
        label=_("Panel chair"),
        error_messages={"required": _("Choose who chairs the panel.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("members", "workers", "chair"):
            field: Any = self.fields[name]
            field.queryset = field.queryset.complete().in_office().filter(role__in=PANEL_ROLES)

    def candidates(self, words: str, chosen: list[str], *, most: int) -> list[Officer]:
        """Who can be ticked: those already ticked first, then by the words searched for."""
        people: Any = self.fields["members"].queryset  # type: ignore[attr-defined]
        ticked = [int(pk) for pk in chosen if pk.isdecimal() and len(pk) < 18]
        found = people.exclude(pk__in=ticked)
        for word in words.split():
            found = found.filter(
                Q(user__display_name__icontains=word)
                | Q(union__name__icontains=word)
                | Q(union__pinyin__icontains=word.lower())
            )
        return [*people.filter(pk__in=ticked), *found.order_by("union", "pk")[:most]]

    def clean_visit_on(self) -> Any:
        visit_on = self.cleaned_data["visit_on"]
        if visit_on.year > today().year + 1:
            raise forms.ValidationError(_("That is too far away."))
        return visit_on

    def panel(self) -> Panel:
        said = self.cleaned_data
        return Panel(
            members=list(said["members"]),
            chair=said["chair"],
            visit_on=said["visit_on"],
            place=said["place"],
            workers=set(said["workers"]),
        )


class ConclusionForm(VetoForm):
    """The veto items the panel found, the members' satisfaction, and the panel's word."""

    satisfaction = forms.DecimalField(
        label=_("Satisfaction of members (%)"),
        min_value=0,
        max_value=100,
        decimal_places=1,
        required=False,
        help_text=_("Needed for the levels “advanced” and “model”."),
    )
    conclusion = forms.CharField(
        label=_("Conclusion"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def said(self) -> Conclusion:
        cleaned = self.cleaned_data
        return Conclusion(cleaned["vetoes"], cleaned["satisfaction"], cleaned["conclusion"])

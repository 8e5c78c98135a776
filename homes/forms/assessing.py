"""Answers to the criteria of a standard: one form for each, and the sheet they make together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from homes.actions.assessing import Answer
from homes.models import Criterion
from homes.scoring import MOST_COUNTED, Rule, Scored, Veto, score_of
from targets.at_employer import EmployerFigure
from unions.forms import OfficerForm

HUNDRED = Decimal(100)
FEW = 6  # as many buttons as a phone shows in one row, nought included


class Score(Protocol):
    """What is kept of an answer, by the chair or by a member of a panel."""

    criterion_id: int
    applies: bool
    answer: Decimal
    points: Decimal
    note: str

    def scored(self) -> Scored: ...


class AnswerForm(OfficerForm):
    """One criterion: the answer its rule asks for, or that it does not apply, and a note."""

    skip = forms.BooleanField(label=_("Does not apply"), required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    figure: EmployerFigure | None = None  # what the portal itself counts of the enterprise

    def __init__(
        self, *args: Any, criterion: Criterion, score: Score | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("prefix", f"c{criterion.pk}")
        kwargs.setdefault("initial", _initial(criterion, score))
        super().__init__(*args, **kwargs)
        self.criterion, self.score = criterion, score
        self.fields["answer"] = _field(criterion)
        if criterion.must:
            del self.fields["skip"]
        self.fields["note"].widget.attrs["placeholder"] = _("Note")
        for field in self.fields.values():
            # The inputs stand outside their form, so that each criterion can be sent by itself.
            field.widget.attrs["form"] = "sheet"

    @property
    def is_button_row(self) -> bool:
        return isinstance(self.fields["answer"], forms.ChoiceField)

    @property
    def is_ratio(self) -> bool:
        return self.criterion.rule == Rule.RATIO

    @property
    def percent_wanted(self) -> str:
        return plain(self.criterion.threshold * HUNDRED)

    @property
    def percent_half(self) -> str:
        return plain(self.criterion.threshold * HUNDRED / 2)

    @property
    def is_count(self) -> bool:
        return self.criterion.rule == Rule.COUNT

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        skips = cleaned.get("skip")
        if skips and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say why it does not apply."))
        return cleaned

    def said(self) -> Answer | None:
        """What was answered, None if nothing was; for a valid form."""
        note = self.cleaned_data.get("note", "")
        if self.cleaned_data.get("skip"):
            return Answer(self.criterion, None, note)
        answer = self.cleaned_data.get("answer")
        if answer in (None, ""):
            return None
        figure = Decimal(answer)
        share = figure / HUNDRED if self.criterion.rule == Rule.RATIO else figure
        return Answer(self.criterion, share, note)


def all_judged(answers: Sequence[AnswerForm]) -> bool:
    """Whether all are valid; every one is judged, so that each shows its own error."""
    return sum(not form.is_valid() for form in answers) == 0


def _field(criterion: Criterion) -> forms.Field:
    rule, full = criterion.rule, criterion.points
    if rule == Rule.BOOL:
        return button_row([("1", _("Yes"), full), ("0", _("No"), Decimal(0))])
    if rule == Rule.RUBRIC:
        half = criterion.points_for(Decimal("0.5"))
        return button_row(
            [("1", _("Full"), full), ("0.5", _("Half"), half), ("0", _("None"), Decimal(0))]
        )
    if rule == Rule.RATIO:
        return forms.DecimalField(
            label=_("Percent"),
            min_value=0,
            max_value=100,
            decimal_places=2,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "decimal", "placeholder": "0–100"}),
        )
    return forms.IntegerField(
        label=_("Number"),
        min_value=0,
        max_value=MOST_COUNTED,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def button_row(choices: list[tuple[str, Any, Decimal]]) -> forms.ChoiceField:
    """(value, words, points) as buttons that say both."""
    worth = "{} <small>{}</small>"
    return forms.ChoiceField(
        label=_("Answer"),
        choices=[
            (value, format_html(worth, words, _("%s pts") % plain(points)))
            for value, words, points in choices
        ],
        widget=forms.RadioSelect,
        required=False,
    )


def _initial(criterion: Criterion, score: Score | None) -> dict[str, Any]:
    if score is None:
        return {}
    if not score.applies:
        return {"skip": True, "note": score.note}
    answer = score.answer * HUNDRED if criterion.rule == Rule.RATIO else score.answer
    return {"answer": plain(answer), "note": score.note}


def plain(figure: Decimal) -> str:
    """92.50 as "92.5" and 100 as "100", never as "1E+2"."""
    return f"{figure.normalize():f}"


@dataclass(frozen=True)
class Part:
    """A chapter of the sheet and how far it is answered; `got` and `full` in points."""

    code: str
    title: str
    full: Decimal
    got: Decimal
    answered: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.answered == self.total


class Sheet:
    """The criteria of a standard with what has been answered so far."""

    def __init__(self, criteria: Iterable[Criterion], scores: Mapping[int, Score]) -> None:
        self.criteria = list(criteria)
        self.scores = scores
        self.chapters = list(dict.fromkeys(criterion.chapter for criterion in self.criteria))

    @property
    def answered(self) -> int:
        return sum(1 for criterion in self.criteria if criterion.pk in self.scores)

    @property
    def total(self) -> int:
        return len(self.criteria)

    @property
    def score(self) -> Decimal:
        """Out of 100, over what has been answered and applies."""
        known = {criterion.pk: criterion for criterion in self.criteria}
        kept = [(known[pk], score) for pk, score in self.scores.items() if pk in known]
        return score_of(Scored(c.points, s.points if s.applies else None, c.must) for c, s in kept)

    @property
    def is_complete(self) -> bool:
        return self.answered == self.total

    def parts(self) -> list[Part]:
        return [self._part(chapter) for chapter in self.chapters]

    def _part(self, chapter: str) -> Part:
        lines = self.of(chapter)
        kept = [self.scores[c.pk] for c in lines if c.pk in self.scores]
        return Part(
            chapter,
            lines[0].chapter_title,
            sum((c.points for c in lines), Decimal(0)),
            sum((s.points for s in kept if s.applies), Decimal(0)),
            len(kept),
            len(lines),
        )

    def of(self, chapter: str) -> list[Criterion]:
        return [criterion for criterion in self.criteria if criterion.chapter == chapter]

    def chapter(self, wanted: str | None) -> str:
        """The chapter asked for; if none of ours, the first that is not done."""
        if wanted in self.chapters:
            return str(wanted)
        undone = (part.code for part in self.parts() if not part.is_done)
        return next(undone, self.chapters[0] if self.chapters else "")

    def after(self, chapter: str) -> Part | None:
        """The chapter that follows, None after the last."""
        parts = self.parts()
        codes = [part.code for part in parts]
        following = codes.index(chapter) + 1 if chapter in codes else len(codes)
        return parts[following] if following < len(parts) else None


class VetoForm(OfficerForm):
    """Which veto items hold; none ticked is an answer too."""

    vetoes = forms.MultipleChoiceField(
        label=_("Veto items"),
        choices=Veto.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

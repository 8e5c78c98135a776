from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bargaining.models.congress import CongressSession
from bargaining.offices import kept_right_below
from bargaining.workflows.congress_proposal import (
    CONGRESS_PROPOSAL,
    CongressProposalStage,
    CongressProposalStep,
)
from kernel.days import today
from unions.casework.guards import lines
from unions.casework.lateness import LateQuerySet
from unions.models import Officer
from unions.models.lifecycle import Lifecycle
from unions.scoping import each_word_in


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", pgettext_lazy("proposal", "Satisfied")
    FAIRLY = "fairly", pgettext_lazy("proposal", "Fairly satisfied")
    NOT = "not", pgettext_lazy("proposal", "Not satisfied")


class CongressProposalQuerySet(LateQuerySet["CongressProposal"]):
    def on_desk_of(self, officer: Officer) -> Self:
        """Proposals to the congress of the officer's own union that wait for a step."""
        waiting = self.awaiting(CONGRESS_PROPOSAL.waiting_for(officer))
        return waiting.filter(union_id=officer.union_id)

    def late_one_level_down(self, officer: Officer) -> Self:
        return self.late().filter(kept_right_below(officer)).order_by("due_on", "pk")

    def named(self, words: str) -> Self:
        return self.filter(each_word_in(words, "title", "pinyin"))


class CongressProposal(Lifecycle):
    """A proposal that representatives brought before a session."""

    session = models.ForeignKey(CongressSession, models.PROTECT, related_name="proposals")
    stage = models.CharField(
        _("stage"), max_length=10, choices=CongressProposalStage.choices,
        default=CongressProposalStage.RAISED,
    )  # fmt: skip
    title = models.CharField(_("proposal"), max_length=120)
    pinyin = models.CharField(max_length=600, blank=True)
    text = models.TextField(_("reasons and what is proposed"), max_length=4000)
    proposer = models.CharField(_("raised by"), max_length=60)
    seconders = models.PositiveSmallIntegerField(_("seconders"), default=0)
    handler = models.CharField(
        _("handled by"), max_length=60, blank=True, help_text=_("A department, or a person's post.")
    )
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=10, choices=Satisfaction.choices, blank=True
    )

    objects = CongressProposalQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=CongressProposalStage.values), name="congressproposal_stage"
            ),
            models.CheckConstraint(
                condition=Q(satisfaction__in=["", *Satisfaction.values]),
                name="congressproposal_satisfaction",
            ),
            models.CheckConstraint(
                condition=~Q(stage="closed") | ~Q(answer="") & ~Q(satisfaction=""),
                name="congressproposal_closed_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("bargaining:proposal-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return gettext("Proposal %(number)04d") % {"number": self.pk or 0}

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    def missing_to(self, step: str) -> list[str]:
        """What stands against a step (bargaining/workflows/congress_proposal.py)."""
        match step:
            case CongressProposalStep.HAND_OVER:
                return lines((bool(self.handler.strip()), _("Say who handles it.")))
            case CongressProposalStep.ANSWER:
                return lines((bool(self.answer.strip()), _("Write down the answer.")))
            case CongressProposalStep.CLOSE:
                return lines((bool(self.satisfaction), _("Say whether the answer satisfied.")))
        return []

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.models.scope import AssistanceLifecycleQuerySet
from assistance.workflows.supervision import OpinionStage
from kernel.days import today
from unions.casework.guards import lines
from unions.models import Lifecycle


class SupervisionOpinion(Lifecycle):
    """What the union asks an employer to put right (意见书), and the answer in writing."""

    stage = models.CharField(
        _("stage"), max_length=20, choices=OpinionStage.choices, default=OpinionStage.DRAFT
    )
    name = models.CharField(_("employer"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    matter = models.CharField(_("what is wrong"), max_length=120)
    facts = models.TextField(_("facts found"), max_length=4000)
    demand = models.TextField(_("what is to be put right"), max_length=2000)
    document_number = models.CharField(_("number of the opinion"), max_length=40, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    reply = models.TextField(_("reply"), max_length=2000, blank=True)
    proposal_number = models.CharField(_("number of the proposal"), max_length=40, blank=True)
    proposed_to = models.CharField(_("proposed to"), max_length=80, blank=True)
    proposed_on = models.DateField(_("proposed on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceLifecycleQuerySet["SupervisionOpinion"].as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="supervision_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=OpinionStage.values), name="supervisionopinion_stage"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("assistance:opinion-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return gettext("Opinion %(number)06d") % {"number": self.pk or 0}

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    def missing_to_issue(self) -> list[str]:
        return lines((bool(self.document_number.strip()), _("The opinion needs its number.")))

    def missing_to_reply(self) -> list[str]:
        return lines(
            (bool(self.reply.strip()), _("Write down the reply.")),
            (self.replied_on is not None, _("Say when the reply came.")),
        )

    def missing_to_propose(self) -> list[str]:
        return lines(
            (bool(self.proposal_number.strip()), _("The proposal needs its number.")),
            (bool(self.proposed_to.strip()), _("Say to whom it is proposed.")),
        )

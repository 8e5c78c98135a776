"""Consultations on drafts (征求意见): what is asked, what was said, and what became of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.workflows.consultation import ConsultationStage
from kernel.days import today
from unions.casework.guards import lines
from unions.models import Lifecycle
from unions.models.lifecycle import IssuedQuerySet
from unions.scoping import ScopedQuerySet, UnionOwned

MOST_PARAGRAPHS = 300


class ConsultationQuerySet(IssuedQuerySet["Consultation"]):
    not_yet: ClassVar[tuple[str, ...]] = (ConsultationStage.DRAFT, ConsultationStage.DROPPED)


class Consultation(Lifecycle):
    """A draft put to the unions below; each line of `text` is a paragraph with its number."""

    stage = models.CharField(
        _("stage"), max_length=10, choices=ConsultationStage.choices,
        default=ConsultationStage.DRAFT,
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("text of the draft"), max_length=30_000,
        help_text=_("Each line becomes a paragraph with a number of its own."),
    )  # fmt: skip
    until = models.DateField(_("comments until"))
    basis = models.CharField(_("basis document"), max_length=120, blank=True)
    opened_on = models.DateField(null=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=ConsultationStage.values), name="consultation_stage"
            ),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(until__gte=F("opened_on")),
                name="consultation_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:consultation-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.stage == ConsultationStage.OPEN and self.until < today()

    @property
    def takes_comments(self) -> bool:
        return self.stage == ConsultationStage.OPEN and self.until >= today()

    @property
    def takes_answers(self) -> bool:
        return self.stage in {ConsultationStage.OPEN, ConsultationStage.CLOSED}

    @property
    def paragraphs(self) -> list[str]:
        """The text of each; the first is number 1."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    # What the table of moves asks (campaigns/workflows/consultation.py)

    def missing_to_open(self) -> list[str]:
        return lines((self.until >= today(), _("The day for comments has gone by.")))

    def missing_to_answer(self) -> list[str]:
        comments = ConsultationComment.objects.unscoped("all comments on the draft in hand")
        left = comments.filter(consultation=self).unanswered().count()
        return lines((not left, gettext("Comments without an answer: %(n)s") % {"n": left}))


class Channel(models.TextChoices):
    WEB = "web", _("Portal")
    PHONE = "phone", _("Phone call")
    LETTER = "letter", _("Letter")
    MAIL = "mail", _("E-mail")


class Verdict(models.TextChoices):
    ADOPTED = "adopted", _("Adopted")
    PARTLY = "partly", _("Partly adopted")
    NOT = "not", _("Not adopted")


class CommentQuerySet(ScopedQuerySet["ConsultationComment"]):
    def unanswered(self) -> Self:
        return self.filter(verdict="")

    def to_answer(self) -> Self:
        """Those the issuer answers: a gathered comment is answered with its digest."""
        return self.unanswered().filter(gathered_in=None)


class ConsultationComment(UnionOwned):
    """What one union said about a draft, or a county's digest of what its unions said.

    `paragraph` 0 is the draft as a whole.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="comments")
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), default=0)
    words = models.TextField(_("comment"), max_length=2000)
    channel = models.CharField(
        _("came by"), max_length=6, choices=Channel.choices, default=Channel.WEB
    )
    said_by = models.CharField(pgettext_lazy("comment", "from whom"), max_length=60, blank=True)
    is_digest = models.BooleanField(default=False, editable=False)
    gathered_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gathered", editable=False
    )
    written_by = models.ForeignKey("unions.Officer", models.PROTECT, related_name="+")
    written_on = models.DateField(default=today, editable=False)
    verdict = models.CharField(_("answer"), max_length=8, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    answered_on = models.DateField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["consultation", "paragraph"], name="comment_by_paragraph"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="") | ~Q(reason=""), name="comment_answered_with_a_reason",
                violation_error_message=_("An answer needs its reason."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Comment %(number)06d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return f"{reverse('campaigns:consultation-detail', args=[self.consultation_id])}"

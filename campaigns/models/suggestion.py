"""Workers' suggestions (合理化建议): one by one, or a unit's three counts; never both."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models.certified import Certified, certified_check
from campaigns.models.competition import Contest
from campaigns.workflows.contest import SuggestionStage
from kernel.days import today
from unions.casework.lateness import LateQuerySet
from unions.models import Employer, Lifecycle
from unions.scoping import ScopedQuerySet, UnionOwned


class BookWay(models.TextChoices):
    SINGLE = "single", _("One by one")
    COUNTS = "counts", _("By counts")


class SuggestionBook(UnionOwned):
    """How one employer's suggestions of a year are kept; only what is kept that way counts."""

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="suggestion_books")
    year = models.PositiveSmallIntegerField(_("year"))
    way = models.CharField(_("kept"), max_length=6, choices=BookWay.choices)

    objects = ScopedQuerySet["SuggestionBook"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "year"], name="suggestionbook_one_a_year",
                violation_error_message=_("This employer's year is kept already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.employer.name} {self.year}"


class SuggestionQuerySet(LateQuerySet["Suggestion"]):
    pass


class Suggestion(Certified, Lifecycle):
    """One suggestion of a worker or a team, in a book that is kept one by one."""

    stage = models.CharField(
        _("stage"), max_length=12, choices=SuggestionStage.choices, default=SuggestionStage.PROPOSED
    )
    book = models.ForeignKey(SuggestionBook, models.PROTECT, related_name="suggestions")
    contest = models.ForeignKey(
        Contest, models.PROTECT, null=True, blank=True, related_name="suggestions",
        verbose_name=_("competition"),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what is suggested"), max_length=2000, blank=True)
    proposer = models.CharField(_("proposed by (person or team)"), max_length=60)
    proposed_on = models.DateField(pgettext_lazy("suggestion", "proposed on"), default=today)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True, editable=False)
    implemented_on = models.DateField(_("implemented on"), null=True, blank=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            certified_check(),
            models.CheckConstraint(
                condition=Q(stage__in=SuggestionStage.values), name="suggestion_stage"
            ),
            models.CheckConstraint(
                condition=Q(yuan=None) | Q(stage=SuggestionStage.IMPLEMENTED),
                name="suggestion_saves_once_implemented",
                violation_error_message=_("A suggestion saves nothing before it is implemented."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("campaigns:suggestion-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return gettext("Suggestion %(number)06d") % {"number": self.pk or 0}

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()


class SuggestionTally(Certified, UnionOwned):
    """An employer's suggestions of a year counted up to a day; the latest count holds."""

    book = models.ForeignKey(SuggestionBook, models.PROTECT, related_name="tallies")
    counted_on = models.DateField(_("counted on"), default=today)
    proposed = models.PositiveIntegerField(pgettext_lazy("suggestions", "proposed"))
    adopted = models.PositiveIntegerField(pgettext_lazy("suggestions", "adopted"))
    implemented = models.PositiveIntegerField(pgettext_lazy("suggestions", "implemented"))

    objects = ScopedQuerySet["SuggestionTally"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            certified_check(),
            models.UniqueConstraint(
                fields=["book", "counted_on"],
                name="suggestiontally_one_a_day",
                violation_error_message=_("This unit's suggestions were counted on that day."),
            ),
            models.CheckConstraint(
                condition=Q(adopted__lte=F("proposed"), implemented__lte=F("adopted")),
                name="suggestiontally_never_more_than_before",
                violation_error_message=_(
                    "No more can be adopted than were proposed, nor implemented than adopted."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.book)

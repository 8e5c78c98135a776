from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.models.contract import OF_EMPLOYER
from evidence.models import EvidenceFile
from unions.models import Employer
from unions.scoping import ScopedQuerySet, UnionOwned, each_word_in


class OpennessRuleQuerySet(ScopedQuerySet["OpennessRule"]):
    def in_force(self, day: date) -> Self:
        return self.filter(Q(repealed_on=None) | Q(repealed_on__gt=day), adopted_on__lte=day)

    def named(self, words: str) -> Self:
        return self.filter(each_word_in(words, "title", "pinyin", *OF_EMPLOYER))


class OpennessRule(UnionOwned):
    """The document by which an employer opens its affairs to the workers (厂务公开制度)."""

    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="openness_rules", verbose_name=_("employer")
    )
    title = models.CharField(_("title"), max_length=120)
    pinyin = models.CharField(max_length=600, blank=True)
    adopted_on = models.DateField(pgettext_lazy("document", "adopted on"))
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)
    scan = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OpennessRuleQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "title", "adopted_on"],
                name="openness_rule_once",
                violation_error_message=_("This document is on the register already."),
            ),
            models.CheckConstraint(
                condition=Q(repealed_on=None) | Q(repealed_on__gte=F("adopted_on")),
                name="openness_rule_days",
                violation_error_message=_("It is repealed after it was adopted."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bargaining:openness-rule-detail", args=[self.pk])


class PostingForm(models.TextChoices):
    BOARD = "board", _("Notice board")
    MEETING = "meeting", _("Workers' congress or meeting")
    NETWORK = "network", _("Intranet or message group")
    BULLETIN = "bulletin", _("Bulletin or newspaper")
    OTHER = "other", pgettext_lazy("form of a posting", "Other")


# The way of an item, in order; what is posted is the fourth (山东省厂务公开条例).
WAY = (
    "planned_on", "consulted_on", "reviewed_on", "posted_on", "supervised_on", "corrected_on",
    "reported_on", "archived_on",
)  # fmt: skip


def _day(label: Any) -> Any:
    return models.DateField(label, null=True, blank=True)


class PostingQuerySet(ScopedQuerySet["Posting"]):
    def posted_between(self, first: date, last: date) -> Self:
        return self.filter(posted_on__gte=first, posted_on__lte=last)

    def named(self, words: str) -> Self:
        """Postings whose item or employer, or the pinyin of either, holds each of the words."""
        return self.filter(each_word_in(words, "item", "pinyin", *OF_EMPLOYER))


class Posting(UnionOwned):
    """One affair of an employer opened to its workers, with the days of its way.

    `agenda_on`: the agenda of the meeting of `meeting_on` was made known; `results_on`: its
    results were. `until`: it stays posted up to that day.
    """

    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="postings", verbose_name=_("employer")
    )
    item = models.CharField(pgettext_lazy("posting", "item"), max_length=120)
    pinyin = models.CharField(max_length=600, blank=True)
    law_basis = models.CharField(_("basis in law"), max_length=120, blank=True)
    form = models.CharField(_("form"), max_length=10, choices=PostingForm.choices)
    audience = models.CharField(_("open to whom"), max_length=60)
    agenda_on = _day(_("agenda made known on"))
    meeting_on = _day(_("meeting held on"))
    results_on = _day(_("results posted on"))
    planned_on = _day(_("planned on"))
    consulted_on = _day(_("opinions asked for on"))
    reviewed_on = _day(_("reviewed on"))
    posted_on = _day(_("posted on"))
    until = _day(_("posted until"))
    supervised_on = _day(_("supervised on"))
    corrected_on = _day(_("put right on"))
    reported_on = _day(_("reported on"))
    archived_on = _day(_("archived on"))

    objects = PostingQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["employer", "posted_on"], name="posting_of_an_employer"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=PostingForm.values), name="posting_form"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(posted_on__isnull=False, until__gte=F("posted_on")),
                name="posting_until_after_posted",
                violation_error_message=_("It is posted first, and then until a day."),
            ),
        ]

    def __str__(self) -> str:
        return self.item

    def get_absolute_url(self) -> str:
        return reverse("bargaining:posting-detail", args=[self.pk])

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bargaining.models.contract import OF_EMPLOYER
from bargaining.votes import shortfalls_of
from unions.models import Employer
from unions.scoping import ScopedQuerySet, UnionOwned, each_word_in


class CongressKind(models.TextChoices):
    CONGRESS = "congress", _("Workers' congress")
    ALL_STAFF = "all_staff", _("Meeting of all staff")
    REGIONAL = "regional", _("Regional workers' congress")
    INDUSTRY = "industry", _("Industry workers' congress")


OF_ONE_EMPLOYER = (CongressKind.CONGRESS, CongressKind.ALL_STAFF)


class CongressSessionQuerySet(ScopedQuerySet["CongressSession"]):
    def held_between(self, first: Any, last: Any) -> Self:
        """Both days included; each a day or an expression."""
        return self.filter(held_on__gte=first, held_on__lte=last)

    def latest_of_each(self) -> Self:
        """The last session of each employer, region or industry."""
        sessions = CongressSession.objects.unscoped("the last of a row, whoever keeps it")
        area = Q(employer=None, union=OuterRef("union"), kind=OuterRef("kind"))
        same = Q(employer=OuterRef("employer")) | area & Q(area=OuterRef("area"))
        later = Q(held_on__gt=OuterRef("held_on"))
        later |= Q(held_on=OuterRef("held_on"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(sessions.filter(same, later)))

    def named(self, words: str) -> Self:
        """Sessions whose employer or area, or the pinyin of either, holds each of the words."""
        return self.filter(each_word_in(words, "area", "pinyin", *OF_EMPLOYER))


class CongressSession(UnionOwned):
    """A session of a workers' congress, or a meeting of all staff.

    One of an enterprise names its `employer`; a regional or industry one names its `area` and
    lists the employers it covers (CongressEmployer). At a meeting of all staff everybody is a
    representative.
    """

    kind = models.CharField(
        pgettext_lazy("congress", "kind"), max_length=10, choices=CongressKind.choices
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="congress_sessions",
        verbose_name=_("employer"),
    )  # fmt: skip
    area = models.CharField(_("region or industry"), max_length=60, blank=True)
    pinyin = models.CharField(max_length=300, blank=True)
    term = models.PositiveSmallIntegerField(_("congress number"))
    sitting = models.PositiveSmallIntegerField(_("session number"))
    held_on = models.DateField(pgettext_lazy("bargaining", "held on"))
    employees = models.PositiveIntegerField(_("employees"))
    employees_women = models.PositiveIntegerField(_("of them women"))
    representatives = models.PositiveIntegerField(_("representatives"))
    present = models.PositiveIntegerField(_("representatives present"))
    women = models.PositiveIntegerField(_("women among the representatives"))
    managers = models.PositiveIntegerField(_("managers among the representatives"))
    extraordinary = models.BooleanField(_("extraordinary session"), default=False)
    asked_by = models.PositiveIntegerField(
        _("representatives who asked for it"), default=0,
        help_text=_("Of an extraordinary session."),
    )  # fmt: skip
    agenda = models.TextField(_("agenda"), max_length=4000)

    objects = CongressSessionQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["employer", "held_on"], name="congress_of_an_employer"),
            models.Index(fields=["union", "held_on"], name="congress_of_a_union"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["union", "employer", "kind", "area", "term", "sitting"],
                nulls_distinct=False,
                name="congress_session_once",
                violation_error_message=_("This session is on the register already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_ONE_EMPLOYER, employer__isnull=False, area="")
                | Q(kind__in=["regional", "industry"], employer__isnull=True) & ~Q(area=""),
                name="congress_of_an_employer_or_an_area",
                violation_error_message=_(
                    "An enterprise's congress names its employer; one of a region or industry "
                    "names that, and lists its employers later."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    employees__gt=0,
                    employees_women__lte=F("employees"),
                    representatives__gt=0,
                    representatives__lte=F("employees"),
                    present__lte=F("representatives"),
                    women__lte=F("representatives"),
                    managers__lte=F("representatives"),
                    asked_by__lte=F("representatives"),
                ),
                name="congress_counts",
                violation_error_message=_(
                    "The representatives are some of the employees; those present, the women and "
                    "the managers are some of the representatives."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("bargaining:congress-detail", args=[self.pk])

    @property
    def number(self) -> str:
        told = {"term": self.term, "sitting": self.sitting}
        return gettext("Congress %(term)d, session %(sitting)d") % told

    @property
    def holder(self) -> str:
        """Whose congress it is."""
        return self.employer.name if self.employer else self.area

    @property
    def is_of_one(self) -> bool:
        return self.kind in OF_ONE_EMPLOYER

    def one_before(self) -> date | None:
        """The day of the session before it, of the same employer or area."""
        sessions = CongressSession.objects.unscoped("of the same congress, whoever entered it")
        same = sessions.filter(employer=self.employer_id, area=self.area, held_on__lt=self.held_on)
        if self.employer_id is None:
            same = same.filter(union=self.union_id, kind=self.kind)
        return same.order_by("-held_on").values_list("held_on", flat=True).first()


class CongressEmployer(UnionOwned):
    """An employer that a session of a regional or industry congress stood for."""

    session = models.ForeignKey(CongressSession, models.CASCADE, related_name="listed")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="congress_listings")

    objects = ScopedQuerySet["CongressEmployer"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["session", "employer"],
                name="congress_lists_once",
                violation_error_message=_("This employer is already on the list."),
            ),
        ]


class CongressResolution(UnionOwned):
    """What a session voted on; `total` are all its representatives, present or not."""

    session = models.ForeignKey(CongressSession, models.CASCADE, related_name="resolutions")
    title = models.CharField(_("what was voted on"), max_length=120)
    total = models.PositiveIntegerField(_("entitled to vote"))
    present = models.PositiveIntegerField(_("present"))
    yes = models.PositiveIntegerField(_("votes for"))
    secret = models.BooleanField(_("secret ballot"), default=True)

    objects = ScopedQuerySet["CongressResolution"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gt=0, present__lte=F("total"), yes__lte=F("present")),
                name="congressresolution_counts",
                violation_error_message=_(
                    "No more can be present than are entitled, and no more vote than are present."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def passed(self) -> bool:
        return not self.shortfalls

    @property
    def shortfalls(self) -> list[str]:
        return shortfalls_of(self.total, self.present, self.yes)

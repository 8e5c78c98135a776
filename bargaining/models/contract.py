from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.kinds import ContractKind, Measure, Scope
from unions.models import Employer
from unions.scoping import ScopedQuerySet, UnionOwned, each_word_in

OF_EMPLOYER = ("employer__name", "employer__pinyin")


class ContractQuerySet(ScopedQuerySet["Contract"]):
    def in_force(self, day: date) -> Self:
        """In force on a day: its first and its last included, the day it was ended not."""
        running = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(running, effective_on__lte=day, expires_on__gte=day)

    def of_measure(self, measure: Measure) -> Self:
        return self.filter(measure.counts)

    def upcoming(self, day: date) -> Self:
        """Signed, and in force only after the day."""
        return self.filter(ended_on=None, effective_on__gt=day)

    def expiring(self, day: date, *, until: Any) -> Self:
        """In force on the day, and not after `until` (a day or an expression)."""
        return self.in_force(day).filter(expires_on__lte=until)

    def to_renew(self, day: date, *, since: Any) -> Self:
        """Ran out before the day, on `since` (a day or an expression) at the earliest, and nothing
        was signed after it until the day."""
        after = Contract.objects.unscoped("a later contract, whoever keeps it")
        renewed = after.filter(renews=OuterRef("pk"), signed_on__lte=day)
        to_its_end = Q(ended_on=None) | Q(ended_on__gt=F("expires_on"))
        return self.filter(to_its_end, ~Exists(renewed), expires_on__lt=day, expires_on__gte=since)

    def unrenewed(self) -> Self:
        """No contract came after it."""
        after = Contract.objects.unscoped("a later contract, whoever keeps it")
        return self.filter(~Exists(after.filter(renews=OuterRef("pk"))))

    def named(self, words: str) -> Self:
        """Contracts whose title or employer, or the pinyin of either, holds each of the words."""
        return self.filter(each_word_in(words, "title", "pinyin", *OF_EMPLOYER))


class Contract(UnionOwned):
    """A collective contract on the register, for the whole of its term.

    An enterprise's own contract names its `employer`; a regional or industry contract lists those
    it covers (ListedEmployer). It belongs to the union that signed it.
    """

    title = models.CharField(_("title"), max_length=120)
    pinyin = models.CharField(max_length=600, blank=True)
    number = models.CharField(_("filing number"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=ContractKind.choices)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope.choices)
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="contracts",
        verbose_name=_("employer"),
    )  # fmt: skip
    wage_annex = models.BooleanField(_("has a wage annex"), default=False)
    signed_on = models.DateField(_("signed on"))
    effective_on = models.DateField(_("in force from"))
    expires_on = models.DateField(_("in force to"))
    ended_on = models.DateField(pgettext_lazy("contract", "ended on"), null=True, blank=True)
    ended_why = models.CharField(_("why it was ended"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=60_000, blank=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals",
        verbose_name=_("renews"),
    )  # fmt: skip

    objects = ContractQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["federation", "expires_on"], name="contract_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ContractKind.values, scope__in=Scope.values),
                name="contract_kind_and_scope",
            ),
            models.CheckConstraint(
                condition=Q(scope="enterprise", employer__isnull=False)
                | ~Q(scope="enterprise") & Q(employer__isnull=True),
                name="contract_of_one_enterprise_names_it",
                violation_error_message=_("An enterprise's contract names its employer."),
            ),
            models.CheckConstraint(
                condition=Q(signed_on__lte=F("effective_on"), expires_on__gt=F("effective_on")),
                name="contract_days_in_order",
                violation_error_message=_("Signed first, then in force, then at its end."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bargaining:contract-detail", args=[self.pk])


class ListedEmployerQuerySet(ScopedQuerySet["ListedEmployer"]):
    def as_of(self, day: date) -> Self:
        return self.filter(Q(struck_on=None) | Q(struck_on__gt=day), listed_on__lte=day)

    def employer_named(self, words: str) -> Self:
        return self.filter(each_word_in(words, *OF_EMPLOYER))


class ListedEmployer(UnionOwned):
    """An employer that a regional or industry contract covers, from a day on; `sealed_on`: the day
    it sealed its own confirmation."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="listed")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="listings")
    listed_on = models.DateField(_("listed on"))
    sealed_on = models.DateField(_("confirmation sealed on"), null=True, blank=True)
    struck_on = models.DateField(_("struck off on"), null=True, blank=True)

    objects = ListedEmployerQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "employer"],
                condition=Q(struck_on=None),
                name="employer_listed_once",
                violation_error_message=_("This employer is already on the list."),
            ),
        ]

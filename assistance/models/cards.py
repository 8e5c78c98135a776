"""The medical discount card (医药优惠卡), where it is taken, and what it took off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.discounts import Service
from assistance.models.circumstances import HouseholdMember
from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from assistance.offices import reads_assistance
from kernel.days import today
from unions.scoping import UnionOwned

if TYPE_CHECKING:
    from unions.models import Officer

YUAN = [MinValueValidator(Decimal(0))]


class PartnerKind(models.TextChoices):
    PHARMACY = "pharmacy", _("Pharmacy")
    HOSPITAL = "hospital", _("Hospital")


class PartnerQuerySet(AssistanceQuerySet["Partner"]):
    def branch_of(self, officer: Officer) -> Q:
        """The branch's own, and those of the county above: a township's cards are taken there."""
        branch = super().branch_of(officer)
        if reads_assistance(officer) and officer.county_id:
            branch |= Q(county=officer.county_id, township=None)
        return branch

    def on(self, day: object) -> Self:
        """Partners whose agreement runs on a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Partner(UnionOwned):
    """A pharmacy or hospital that takes the card by agreement."""

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=8, choices=PartnerKind.choices)
    branches = models.PositiveSmallIntegerField(_("branches"), default=1)
    valid_from = models.DateField(_("agreement from"))
    valid_to = models.DateField(_("agreement to"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["union", "name"],
                name="partner_once_in_a_union",
                violation_error_message=_("This partner is already in the register."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="partner_ends_after_it_begins",
                violation_error_message=_("The agreement would end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes(self) -> list[str]:
        """The services of the card this kind of partner can bill."""
        pharmacy = self.kind == PartnerKind.PHARMACY
        return [s for s in Service if (s == Service.PHARMACY) == pharmacy]


class CardState(models.TextChoices):
    VALID = "valid", _("Valid")
    LOST = "lost", _("Reported lost")
    WITHDRAWN = "withdrawn", _("Card withdrawn")


class BenefitCardQuerySet(AssistanceQuerySet["BenefitCard"]):
    def named(self, words: str) -> Self:
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(holder__icontains=word)
                | Q(pinyin__icontains=word.lower())
                | Q(number__icontains=word)
            )
        return found

    def usable(self) -> Self:
        return self.filter(state=CardState.VALID, valid_until__gte=today())

    def valid_on(self, day: date) -> Self:
        """Issued by the end of a day, and neither ended nor run out by then."""
        ended = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(ended, issued_on__lte=day, valid_until__gte=day)

    def run_out(self) -> Self:
        return self.filter(state=CardState.VALID, valid_until__lt=today())


class BenefitCard(UnionOwned):
    """A card for one person of a household on file, good at every partner until a day."""

    file = models.ForeignKey(HouseholdFile, models.PROTECT, related_name="cards")
    member = models.ForeignKey(HouseholdMember, models.PROTECT, related_name="cards")
    number = models.CharField(_("card number"), max_length=20)
    holder = models.CharField(_("holder"), max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"))
    state = models.CharField(
        _("state"), max_length=10, choices=CardState.choices, default=CardState.VALID
    )
    ended_on = models.DateField(_("ended on"), null=True)
    ended_why = models.CharField(_("why it ended"), max_length=120, blank=True)
    issued_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")

    objects = BenefitCardQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "number"],
                name="benefitcard_number",
                violation_error_message=_("This card number is already taken."),
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="valid"), name="benefitcard_one_valid",
                violation_error_message=_("This person already holds a card."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="benefitcard_ends_after_issue",
                violation_error_message=_("The card would end before it is issued."),
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_on=None)
                | ~Q(state="valid") & Q(ended_on__isnull=False),
                name="benefitcard_ended_on_a_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("assistance:card-detail", args=[self.pk])

    @property
    def is_usable(self) -> bool:
        return self.state == CardState.VALID and self.valid_until >= today()

    @property
    def standing(self) -> str:
        run_out = self.state == CardState.VALID and not self.is_usable
        return gettext("Run out") if run_out else self.get_state_display()

    @property
    def tone(self) -> str:
        return "green" if self.is_usable else "amber"


class CardUse(UnionOwned):
    """One bill on which the card was shown. What it took off, and by which rule, stays as it was.

    Amounts in yuan; `rate` is the pharmacy's own, in percent; `rule` the words of the rule applied.
    """

    card = models.ForeignKey(BenefitCard, models.CASCADE, related_name="uses")
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="uses", verbose_name=_("pharmacy or hospital")
    )
    used_on = models.DateField(_("day"))
    service = models.CharField(_("service"), max_length=12, choices=Service.choices)
    receipt = models.CharField(_("receipt number"), max_length=40)
    total = models.DecimalField(
        _("total of the bill"), max_digits=12, decimal_places=2, validators=YUAN
    )
    reducible = models.DecimalField(
        _("part the card works on"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=YUAN,
    )  # fmt: skip
    rate = models.DecimalField(
        _("rate of the pharmacy, percent"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[*YUAN, MaxValueValidator(Decimal(100))],
    )  # fmt: skip
    charged = models.DecimalField(_("charged"), max_digits=12, decimal_places=2)
    saved = models.DecimalField(_("saved"), max_digits=12, decimal_places=2)
    rule = models.CharField(_("rule"), max_length=200)
    recorded_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")

    objects = AssistanceQuerySet["CardUse"].as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["federation", "used_on"], name="carduse_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "receipt", "service"],
                name="carduse_receipt_once",
                violation_error_message=_("This receipt is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(
                    saved__gte=0, charged__gte=0, total__gt=0, total=F("charged") + F("saved")
                ),
                name="carduse_parts_make_the_total",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()} {self.used_on}"

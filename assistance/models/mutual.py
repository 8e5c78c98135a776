"""Mutual aid schemes (互助保障): who takes part, for how long, and who pays the premium."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assistance.models.circumstances import HouseholdMember
from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from kernel.days import today
from unions.scoping import UnionOwned


class PremiumPaidBy(models.TextChoices):
    SELF = "self", _("The person")
    UNION = "union", _("The union")
    EMPLOYER = "employer", _("The employer")
    FUND = "fund", _("A relief fund")


class MutualCoverQuerySet(AssistanceQuerySet["MutualCover"]):
    def named(self, words: str) -> Self:
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(member__name__icontains=word)
                | Q(file__pinyin__icontains=word.lower())
                | Q(scheme__icontains=word)
            )
        return found

    def running(self) -> Self:
        return self.filter(begins_on__lte=today(), ends_on__gte=today())


class MutualCover(UnionOwned):
    """A person of a household on file, covered by a mutual aid scheme from a day to a day.

    What the scheme pays out is an Aid of the kind "mutual".
    """

    file = models.ForeignKey(HouseholdFile, models.PROTECT, related_name="covers")
    member = models.ForeignKey(
        HouseholdMember, models.PROTECT, related_name="covers", verbose_name=_("person")
    )
    scheme = models.CharField(_("scheme"), max_length=60)
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    premium = models.DecimalField(
        _("premium, yuan"), max_digits=10, decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    paid_by = models.CharField(_("premium paid by"), max_length=8, choices=PremiumPaidBy.choices)
    enrolled_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")

    objects = MutualCoverQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="mutualcover_ends_after_it_begins",
                violation_error_message=_("The cover would end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["member", "scheme", "begins_on"], name="mutualcover_once",
                violation_error_message=_("This person is already in the scheme from that day."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.scheme} {self.begins_on}"

    @property
    def is_running(self) -> bool:
        return self.begins_on <= today() <= self.ends_on

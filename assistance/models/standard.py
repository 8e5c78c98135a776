from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unions.models import Union
from unions.scoping import SharedQuerySet, UnionOwned


class LivingStandardQuerySet(SharedQuerySet["LivingStandard"]):
    def in_force(self, day: date, place: Union | None) -> Self:
        """The rows that hold for a county on a day, its own before the city's, the newest first."""
        return (
            self.filter(Q(union_id=place.pk if place else None) | Q(union__level="federation"))
            .filter(valid_from__lte=day)
            .order_by(models.F("county").asc(nulls_last=True), "-valid_from")
        )


class LivingStandard(UnionOwned):
    """The subsistence allowance (城市低保) per person and month in one county, from a day on.

    It belongs to the county it holds for, or to the root for every county without its own.
    """

    monthly = models.DecimalField(
        _("yuan a person and month"), max_digits=14, decimal_places=2,
        validators=[MinValueValidator(Decimal(1))],
    )  # fmt: skip
    valid_from = models.DateField(_("valid from"))
    basis = models.CharField(_("basis document"), max_length=120)

    objects = LivingStandardQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "union", "valid_from"],
                name="livingstandard_once_a_day",
                violation_error_message=_("The standard already changes on that day."),
            ),
            models.CheckConstraint(condition=Q(monthly__gt=0), name="livingstandard_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.monthly}"


def standard_of(place: Union | None, day: date) -> LivingStandard | None:
    """What holds in a county on a day; None where the federation has set nothing yet."""
    found = LivingStandard.objects.unscoped("figures of the federation, everyone's to read")
    return found.in_force(day, place).first()

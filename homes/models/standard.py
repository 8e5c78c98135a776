from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homes.scoring import Rule, points_for
from unions.models import Employer
from unions.models.employers import Ownership, UnitKind
from unions.scoping import SharedQuerySet, UnionOwned

LARGE = 100  # workers, seed 000: 百人以上非公企业


class UnitType(models.TextChoices):
    """The profiles of a standard: one measure does not fit all (seed 000 forbids 一刀切)."""

    SMALL_PRIVATE = "A", _("Non-public, under 100 workers")
    LARGE_PRIVATE = "B", _("Non-public, 100 workers or more")
    PUBLIC = "C", _("State, collective and held by them")
    INSTITUTION = "D", _("Public institutions and agencies")

    @classmethod
    def of(cls, employer: Employer) -> UnitType:
        if employer.kind in {UnitKind.INSTITUTION, UnitKind.AGENCY}:
            return cls.INSTITUTION
        if employer.ownership == Ownership.PUBLIC:
            return cls.PUBLIC
        return cls.LARGE_PRIVATE if employer.headcount >= LARGE else cls.SMALL_PRIVATE


class Standard(UnionOwned):
    """A federation's scored criteria for one type of unit, from a year on; 100 points in all."""

    version = models.CharField(_("version"), max_length=20)
    unit_type = models.CharField(_("type of unit"), max_length=1, choices=UnitType.choices)
    from_year = models.PositiveSmallIntegerField(_("from year"))

    objects = SharedQuerySet["Standard"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "unit_type", "from_year"], name="standard_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_unit_type_display()} · {self.version}"


class Criterion(UnionOwned):
    """One line of a standard. `threshold` is a share (0.9) for a ratio, a number for a count."""

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    chapter = models.CharField(max_length=2)  # G1 to G5
    chapter_title = models.CharField(max_length=30)
    code = models.CharField(max_length=5)
    title = models.CharField(max_length=80)
    points = models.DecimalField(max_digits=4, decimal_places=1)
    must = models.BooleanField(default=False)  # ★: nothing here, no level
    rule = models.CharField(max_length=6, choices=Rule.choices)
    threshold = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(1))
    evidence = models.CharField(max_length=80, blank=True)
    # The code of a figure another app keeps of the employer, shown to whoever answers.
    indicator = models.CharField(max_length=40, blank=True)

    objects = SharedQuerySet["Criterion"].as_manager()

    class Meta(UnionOwned.Meta):
        ordering = ["standard", "position"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "code"], name="criterion_once"),
            models.CheckConstraint(
                condition=Q(points__gt=0, threshold__gt=0), name="criterion_counts_for_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def points_for(self, answer: Decimal) -> Decimal:
        return points_for(self.rule, self.points, self.threshold, answer)

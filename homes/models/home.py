from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from homes.models.plan import HomePlan
from homes.scoring import Level
from kernel.days import today
from unions.models import Employer
from unions.scoping import ScopedQuerySet, UnionOwned


class HomeQuerySet(ScopedQuerySet["Home"]):
    def that_count(self) -> Self:
        return self.filter(revoked_on=None)

    def advanced_for_a_year(self, employer_id: int) -> bool:
        """Whether the employer has held the advanced level, or a higher, for a year by today."""
        day = today()
        leap = (day.month, day.day) == (2, 29)
        a_year_ago = day.replace(year=day.year - 1, day=28 if leap else day.day)
        held = self.that_count().filter(employer=employer_id, accepted_on__lte=a_year_ago)
        return held.filter(level__in=[Level.ADVANCED, Level.MODEL]).exists()

    def as_of(self, day: date) -> Self:
        """Homes that counted at the end of `day`."""
        return self.filter(Q(revoked_on=None) | Q(revoked_on__gt=day), accepted_on__lte=day)


class Home(UnionOwned):
    """A home that was accepted, from that day until it is revoked.

    `plan` is empty for homes accepted before the portal.
    """

    plan = models.OneToOneField(HomePlan, models.PROTECT, null=True, related_name="home")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="homes")
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    accepted_on = models.DateField(_("accepted on"))
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    objects = HomeQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(revoked_on=None), name="home_one_that_counts"
            ),
            models.CheckConstraint(condition=~Q(level="none"), name="home_has_a_level"),
        ]

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.figures import plain
from targets.indicators import REACHED
from targets.models.sheets import TargetLine, TargetSheet
from targets.workflow import TAKEN_ON, ShareStage
from unions.models import Lifecycle
from unions.models.lifecycle import LifecycleQuerySet
from unions.offices import CITY_STAFF
from unions.scoping import ScopedQuerySet, UnionOwned

if TYPE_CHECKING:
    from unions.models import Officer

SIGNATURES = ("county_signed_by", "county_signed_at", "city_signed_by", "city_signed_at")


class ShareQuerySet(LifecycleQuerySet["Share"]):
    def branch_of(self, officer: Officer) -> Q:
        """A share is its county's from the day it is issued; before, the city is still at it."""
        branch = super().branch_of(officer)
        return branch if CITY_STAFF.held_by(officer) else branch & ~Q(stage=ShareStage.DRAFT)

    def in_force(self, year: int) -> Self:
        """Of the version of the year that counts, whether or not they were answered."""
        unissued = (ShareStage.DRAFT, ShareStage.REPLACED)
        return self.filter(sheet__year=year).exclude(stage__in=unissued)

    def taken_on(self, year: int) -> Self:
        return self.filter(sheet__year=year, stage__in=TAKEN_ON)


class Share(Lifecycle):
    """A county's part of the year's targets, answered and signed as a whole; the county owns it.

    `previous`: its share in the version before; where it asks the same, the answer and the
    signatures given there stand.
    """

    sheet = models.ForeignKey(TargetSheet, models.PROTECT, related_name="shares")
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later"
    )
    stage = models.CharField(
        _("stage"), max_length=16, choices=ShareStage.choices, default=ShareStage.DRAFT
    )
    county_signed_by = models.ForeignKey(
        "unions.Officer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    county_signed_at = models.DateTimeField(null=True, blank=True)
    city_signed_by = models.ForeignKey(
        "unions.Officer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    city_signed_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.UniqueConstraint(fields=["sheet", "union"], name="share_once_a_county"),
            models.CheckConstraint(condition=Q(stage__in=ShareStage.values), name="share_stage"),
            models.CheckConstraint(
                condition=~Q(stage=ShareStage.SIGNED)
                | Q(county_signed_at__isnull=False, city_signed_at__isnull=False),
                name="share_signed_by_both",
            ),
        ]

    def __str__(self) -> str:
        known = {
            "county": self.union.short_name,
            "year": self.sheet.year,
            "version": self.sheet.version,
        }
        if self.sheet.version == 1:
            return gettext("%(county)s: share of %(year)s") % known
        return gettext("%(county)s: share of %(year)s, version %(version)s") % known

    def get_absolute_url(self) -> str:
        return reverse("targets:share-detail", args=[self.pk])

    @property
    def quota(self) -> int:
        """The units the county is to bring up to standard this year."""
        part = self.parts.filter(line__indicator=REACHED).first()
        return int(part.value) if part else 0

    def signatures(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SIGNATURES}

    def asks_the_same_as(self, other: Share) -> bool:
        return self._asked() == other._asked()

    def _asked(self) -> set[tuple[Any, ...]]:
        terms = ("line__indicator", "value", "line__operator", "line__deadline", "line__measure")
        return set(self.parts.values_list(*terms))

    def settle_on_the_counter(self) -> None:
        """The county's figures become what it is asked for."""
        self.parts.exclude(counter=None).update(value=F("counter"))
        self.close_the_round()

    def close_the_round(self) -> None:
        """Nothing is proposed any more; what was stands in the log."""
        self.parts.update(counter=None, reason="")


class SharePartQuerySet(ScopedQuerySet["SharePart"]):
    def branch_of(self, officer: Officer) -> Q:
        branch = super().branch_of(officer)
        unread = Q(share__stage=ShareStage.DRAFT)
        return branch if CITY_STAFF.held_by(officer) else branch & ~unread


class SharePart(UnionOwned):
    """A county's figure of one line.

    `base`: its weight when the line was split; `most`: the most it can be asked for, as of then.
    `base_value`: what it starts from, as of the line. `counter` and `reason`: what the county
    proposes instead, until the city answers.
    """

    share = models.ForeignKey(Share, models.CASCADE, related_name="parts")
    line = models.ForeignKey(TargetLine, models.CASCADE, related_name="parts")
    value = models.DecimalField(_("share"), max_digits=10, decimal_places=1)
    base = models.BigIntegerField(_("split by"), null=True, blank=True)
    most = models.DecimalField(_("at most"), max_digits=12, decimal_places=1, null=True, blank=True)
    base_value = models.DecimalField(max_digits=12, decimal_places=1, null=True, blank=True)
    counter = models.DecimalField(
        _("counter-proposal"), max_digits=10, decimal_places=1, null=True, blank=True
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = SharePartQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        ordering = ["line_id"]
        constraints = [
            models.UniqueConstraint(fields=["share", "line"], name="sharepart_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="sharepart_not_negative"),
            models.CheckConstraint(
                condition=Q(most=None) | Q(value__lte=F("most")), name="sharepart_within_limit"
            ),
            models.CheckConstraint(
                condition=Q(most=None) | Q(counter=None) | Q(counter__lte=F("most")),
                name="sharepart_counter_within_limit",
            ),
            models.CheckConstraint(
                condition=Q(counter=None) | Q(counter__gte=0) & ~Q(reason=""),
                name="sharepart_counter_says_why",
            ),
        ]

    @property
    def value_text(self) -> str:
        return plain(self.value)

    @property
    def counter_text(self) -> str:
        return "" if self.counter is None else plain(self.counter)

    @property
    def most_text(self) -> str:
        return "" if self.most is None else plain(self.most)

    @property
    def room(self) -> Decimal | None:
        """How much more it can be asked for; None: there is no limit."""
        return None if self.most is None else self.most - self.value

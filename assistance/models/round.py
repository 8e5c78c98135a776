from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Max, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.amounts import spelled_short
from assistance.candidates import Against, unfit
from assistance.ledger import Entry, book_all
from assistance.models.circumstances import Schooling
from assistance.models.funds import AidKind, FundBatch, TransferKind
from assistance.models.household import HouseholdFile
from assistance.models.limits import hold_to_limit
from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.workflows.aid import AID, AidStage, AidStep, RoundStage
from kernel.days import today
from unions.models import Lifecycle, Officer
from unions.parameters import parameter
from unions.refusals import MoveRefused
from unions.scoping import UnionOwned

if TYPE_CHECKING:
    from assistance.models.aid import Aid


class Form(models.TextChoices):
    MONEY = "money", _("Money to a card")
    GOODS = "goods", _("Goods against signature")


class Festival(models.TextChoices):
    NEW_YEAR = "new_year", _("New Year")
    SPRING = "spring", _("Spring Festival")
    MAY_DAY = "may_day", _("Labour Day")
    MID_AUTUMN = "mid_autumn", _("Mid-autumn")
    NATIONAL = "national", _("National Day")


class AidRound(Lifecycle):
    """Aid to many households at once, from a list made by rules (两节送温暖, 金秋助学).

    `amounts`: category → yuan, as text; a category that is not there gets nothing. `schooling`:
    which students of a household a tuition round helps.
    """

    stage = models.CharField(
        _("stage"), max_length=10, choices=RoundStage.choices, default=RoundStage.DRAFT
    )
    title = models.CharField(_("title"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=AidKind.choices)
    festival = models.CharField(_("festival"), max_length=10, choices=Festival.choices, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    form = models.CharField(_("form"), max_length=5, choices=Form.choices, default=Form.MONEY)
    goods = models.CharField(_("goods"), max_length=120, blank=True)
    fund = models.ForeignKey(
        FundBatch, models.PROTECT, related_name="rounds", verbose_name=_("fund")
    )
    amounts = models.JSONField(_("amounts"), default=dict)
    schooling = ArrayField(
        models.CharField(max_length=10, choices=Schooling.choices),
        verbose_name=_("students at"), default=list, blank=True,
    )  # fmt: skip
    minutes = models.CharField(_("minutes of the chair's meeting"), max_length=60, blank=True)
    approved_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceLifecycleQuerySet["AidRound"].as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=RoundStage.values), name="aidround_stage"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assistance:round-detail", args=[self.pk])

    @property
    def is_money(self) -> bool:
        return self.form == Form.MONEY

    @property
    def amounts_as_json(self) -> str:
        return json.dumps(self.amounts)

    @property
    def listed(self) -> Any:
        """The aids that are decided with the round."""
        return self.aids.filter(stage=AidStage.CHECKED)

    # What the table of moves asks and changes (assistance/workflows/aid.py)

    def missing_to_prepare(self) -> list[str]:
        if any(Decimal(amount) > 0 for amount in self.amounts.values()):
            return []
        return [gettext("Enter an amount for at least one category.")]

    def missing_to_propose(self) -> list[str]:
        if not self.listed.exists():
            return [gettext("The list is empty.")]
        return self.no_longer_fitting()

    def missing_to_approve(self) -> list[str]:
        return self.missing_to_propose()

    def no_longer_fitting(self) -> list[str]:
        """What has changed for households on the list since it was made, a line each."""
        words = gettext("%(why)s: %(n)d on the list (aid %(first)s). Take them out, or send back.")
        return [
            words
            % {
                "why": Against(found.against).label,
                "n": found.count,
                "first": ", ".join(f"{pk:06d}" for pk in found.first),
            }
            for found in unfit(self)
        ]

    def decided_by(self, by: Officer | None) -> dict[str, Any]:
        """Raises MoveRefused where the largest aid or the sum is above this officer's limit."""
        assert by is not None  # noqa: S101 - the table gives it to an office
        sums = self.listed.aggregate(largest=Max("asked"), total=Sum("asked"))
        hold_to_limit(by, sums["largest"], self.minutes)
        limit = Decimal(parameter("assistance.round_minutes_above"))
        if sums["total"] > limit and not self.minutes:
            words = gettext(
                "Above %(limit)s yuan in all, the minutes of the chair's meeting are needed."
            )
            raise MoveRefused(words % {"limit": spelled_short(limit)})
        return {"approved_by": by, "minutes": self.minutes}

    def to_hand_over(self) -> Any:
        """What nobody has signed for yet.

        An aid decided singly may be another fund's, and is handed over singly.
        """
        return self.aids.filter(form=Form.GOODS, stage=AidStage.READY, fund=self.fund)

    @property
    def has_goods_left(self) -> bool:
        given = not self.is_money and self.stage == RoundStage.APPROVED
        return given and self.to_hand_over().exists()

    def grant_listed(self, by: Officer | None) -> None:
        """Grant to each on the list what it was listed with, and reserve it: for all or nobody."""
        granted = AID.take_together(
            AidStep.APPROVE, self.listed, whole=self, by=by,
            granted=F("asked"), fund=self.fund, minutes=self.minutes,
            approved_by=by, approved_on=today(),
        )  # fmt: skip
        self._book(TransferKind.RESERVE, granted, by)

    def hand_over(self, aids: models.QuerySet[Aid], receipt: Any, by: Officer) -> int:
        """Goods of these aids of the round were signed for on one sheet; gives how many."""
        handed = AID.take_together(
            AidStep.HAND_OVER, aids, whole=self, by=by, receipt=receipt, paid_on=today()
        )
        self._book(TransferKind.HAND_OUT, handed, by)
        return len(handed)

    def drop_listed(self, by: Officer | None) -> None:
        AID.take_together(AidStep.DROP, self.listed, whole=self, by=by)

    def _book(self, kind: TransferKind, aid_ids: list[int], by: Officer | None) -> None:
        aids = self.aids.filter(pk__in=aid_ids).only("round", "granted", "moves").order_by("pk")
        entries = [
            Entry(kind, aid.granted or Decimal(0), f"{kind.value}:{aid.pk}:{aid.moves}", aid)
            for aid in aids
        ]
        book_all(self.fund, entries, by=by)


class RoundExclusion(UnionOwned):
    """A household, or a student of it, that the rules kept off a round's list, and why."""

    round = models.ForeignKey(AidRound, models.CASCADE, related_name="exclusions")
    file = models.ForeignKey(HouseholdFile, models.CASCADE, related_name="+")
    member = models.ForeignKey(
        "assistance.HouseholdMember", models.CASCADE, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Against.choices)

    objects = AssistanceQuerySet["RoundExclusion"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["round", "file", "member"],
                nulls_distinct=False,
                name="roundexclusion_once",
            ),
        ]

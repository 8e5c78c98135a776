from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.models.casework import ServiceCase
from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.workflows.hotline import OPEN, Difficulty, HotlineStage
from kernel.columns import never_below_nought, yuan
from kernel.days import today
from unions.casework.guards import lines
from unions.models import Union
from unions.offices import Level
from unions.scoping import UnionOwned, owned_by, same_owner


class Channel(models.TextChoices):
    PHONE = "phone", _("Phone")
    WEB = "web", _("Web")
    APP = "app", _("App")


class Matter(models.TextChoices):
    """The five classes of the hotline."""

    ADVICE = "advice", _("Advice")
    SERVICE = "service", _("Help and services")
    COMPLAINT = "complaint", _("Complaint")
    LEGAL = "legal", _("Legal aid")
    OPINION = "opinion", _("Opinion or suggestion")


class Satisfaction(models.TextChoices):
    SATISFIED = "satisfied", _("Satisfied")
    FAIRLY = "fairly", _("Fairly satisfied")
    NOT = "not", _("Not satisfied")


class HotlineTicketQuerySet(AssistanceLifecycleQuerySet["HotlineTicket"]):
    def unanswered(self) -> Self:
        return self.filter(stage__in=OPEN)

    def past_promise(self) -> Self:
        """Callers who still wait, past the day they were promised."""
        return self.unanswered().filter(promised_on__lt=today())

    def as_of(self, day: date) -> Self:
        """Each with how it stood at the end of the day: `holder`, the id of the union that had it,
        and what was `told_on` and `regained`, of an answer that may have been taken back since."""
        pasts = HotlinePast.objects.unscoped("of the row itself")
        then = pasts.filter(ticket=OuterRef("pk"), until__gt=day).order_by("until")
        return self.annotate(
            past=Subquery(then.values("pk")[:1]),
            holder=Coalesce(
                Subquery(then.values("union_id")[:1]), F("union_id"),
                output_field=models.BigIntegerField(),
            ),
            told_on=_then(then, "answered_on"),
            regained=_then(then, "recovered"),
        )  # fmt: skip

    def due_by(self, day: date, year: int) -> Self:
        """Calls of a year whose answer had come, or was due, by a day."""
        calls = self.as_of(day).filter(received_on__year=year, received_on__lte=day)
        return calls.filter(Q(told_on__lte=day) | Q(promised_on__lt=day))


def _then(pasts: Any, column: str) -> Case:
    return Case(When(past=None, then=F(column)), default=Subquery(pasts.values(column)[:1]))


class HotlineTicket(ServiceCase):
    """A call to 12351, a message or a letter: what was asked, of whom, and how it ended.

    It belongs to the union that has it in hand; `taken_by` is where the call came in.
    """

    numbered = _("Call %(number)06d")

    stage = models.CharField(
        _("stage"), max_length=20, choices=HotlineStage.choices, default=HotlineStage.RECEIVED
    )
    name = models.CharField(_("caller"), max_length=40, blank=True)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    matter = models.CharField(_("class"), max_length=10, choices=Matter.choices)
    difficulty = models.CharField(
        _("difficulty"), max_length=10, choices=Difficulty.choices, default=Difficulty.ORDINARY
    )
    workplace = models.CharField(_("unit"), max_length=80, blank=True)
    request = models.TextField(_("what is asked"), max_length=4000)
    received_on = models.DateField(_("received on"), default=today)
    promised_on = models.DateField(_("answer promised by"))
    extended = models.BooleanField(_("extended"), default=False)
    taken_by = models.ForeignKey("unions.Union", models.PROTECT, related_name="+")
    handler = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("union asked"),
    )  # fmt: skip
    outcome = models.TextField(_("answer given"), max_length=4000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    recovered = yuan(_("wages recovered, yuan"), null=True, blank=True)
    persons = models.PositiveIntegerField(_("Persons"), null=True, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=10, choices=Satisfaction.choices, blank=True
    )
    quality = models.PositiveSmallIntegerField(
        _("quality score, of 100"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    file = models.ForeignKey(
        HouseholdFile, models.SET_NULL, null=True, blank=True, related_name="tickets"
    )

    objects = HotlineTicketQuerySet.as_manager()

    class Meta(ServiceCase.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=HotlineStage.values), name="hotlineticket_stage"
            ),
            models.CheckConstraint(
                condition=Q(quality=None) | Q(quality__lte=100), name="hotlineticket_quality"
            ),
            models.CheckConstraint(
                condition=never_below_nought("recovered"), name="hotlineticket_recovered"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=OPEN) | Q(answered_on__isnull=False),
                name="hotlineticket_answered_on_a_day",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assistance:hotline-detail", args=[self.pk])

    @property
    def caller(self) -> str:
        return gettext("anonymous") if self.anonymous else self.name

    @property
    def past_promise(self) -> bool:
        return (self.answered_on or today()) > self.promised_on

    # What the table of moves asks and changes (assistance/workflows/hotline.py)

    def missing_to_dispatch(self) -> list[str]:
        return lines((bool(self.handler_id), _("Name the union that is asked.")))

    def missing_to_answer(self) -> list[str]:
        return lines((bool(self.outcome.strip()), _("Write down the answer given.")))

    def against_more_time(self) -> list[str]:
        return lines(
            (not self.extended, _("The time was extended once already.")),
            (self.promised_on >= today(), _("The day promised has passed.")),
        )

    def missing_to_escalate(self) -> list[str]:
        return lines((self.level_above is not None, _("There is no level above.")))

    def missing_to_call_back(self) -> list[str]:
        return lines((bool(self.satisfaction), _("Ask how satisfied the caller is.")))

    def missing_to_check(self) -> list[str]:
        return lines((self.quality is not None, _("Give the quality a score.")))

    @property
    def level_above(self) -> Union | None:
        """The union over the one that has the matter; None for the root."""
        if self.union.level == Level.FEDERATION:
            return None
        for column in ("township", "county"):
            above: Union | None = getattr(self, column)
            if above is not None and above.pk != self.union_id:
                return above
        roots = Union.objects.unscoped("the level above, whoever asks")
        return roots.filter(level=Level.FEDERATION).first()

    def keep_past(self) -> None:
        """Keep how it stood until today, before another union has it or its answer is taken back.

        What changes again within a day was never how a day ended.
        """
        if self.received_on >= today():
            return
        past = HotlinePast(
            ticket=self, until=today(), answered_on=self.answered_on, recovered=self.recovered,
            **same_owner(self),
        )  # fmt: skip
        HotlinePast.objects.bulk_create([past], ignore_conflicts=True)

    def to_handler(self) -> dict[str, Any]:
        """The matter goes to the union asked, and with it who sees it."""
        self.keep_past()
        assert self.handler is not None  # noqa: S101 - the guard of the move
        return owned_by(self.handler)

    def to_level_above(self) -> dict[str, Any]:
        self.keep_past()
        above = self.level_above
        assert above is not None  # noqa: S101 - the guard of the move
        return {"handler": above, **owned_by(above)}

    def answered_no_longer(self) -> dict[str, Any]:
        self.keep_past()
        return {"answered_on": None, "satisfaction": "", "due_on": self.promised_on}


class HotlinePast(UnionOwned):
    """How a call stood until a day (not included): the union that had it, and what was answered."""

    ticket = models.ForeignKey(HotlineTicket, models.CASCADE, related_name="pasts")
    until = models.DateField()
    answered_on = models.DateField(null=True)
    recovered = yuan(_("wages recovered, yuan"), null=True)

    objects = AssistanceQuerySet["HotlinePast"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["ticket", "until"], name="hotlinepast_once_a_day"),
        ]

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bargaining.clock import LegalClock
from bargaining.kinds import ContractKind, Scope
from bargaining.models.clause import ContractChange, keep_bands
from bargaining.models.contract import Contract, ListedEmployer
from bargaining.models.readiness import what_stands_against
from bargaining.offices import UNITS
from bargaining.workflows.round import ABOVE, OVER, ROUNDS_OF, RoundStage
from kernel.days import months_after, today
from kernel.search import pinyin_key
from unions.casework.lateness import LateQuerySet
from unions.models import Employer, Lifecycle, Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, TOWNSHIP_STAFF, Level, holds_any
from unions.parameters import parameter
from unions.scoping import same_owner

NOBODY = Q(pk__in=[])


class Purpose(models.TextChoices):
    NEW = "new", _("First contract")
    RENEW = "renew", _("Renewal")
    CHANGE = "change", _("Change of a contract in force")
    END = "end", _("End of a contract before its day")


class Side(models.TextChoices):
    WORKERS = "workers", _("Workers' side")
    EMPLOYER = "employer", _("Employer's side")


class RoundQuerySet(LateQuerySet["Round"]):
    def on_desk_of(self, officer: Officer) -> Self:
        """Rounds that wait for this officer: kept at their level, or coordinated from it."""
        mine = NOBODY
        for level, workflow in ROUNDS_OF.items():
            mine |= Q(union__level=level, stage__in=workflow.waiting_for(officer))
        return self.filter(mine).order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def late_one_level_down(self, officer: Officer) -> Self:
        """Late at the level right under this officer's, which is to see to it."""
        if not holds_any(officer, UNITS):
            return self.none()
        return self.late().filter(_under(officer)).order_by("due_on", "pk")

    def open(self) -> Self:
        return self.exclude(stage__in=OVER)


def _under(officer: Officer) -> Q:
    keepers = Q(stage__in=[stage for stage in RoundStage if stage not in AT_THE_LEVEL_ABOVE])
    under = NOBODY
    if TOWNSHIP_STAFF.held_by(officer):
        under |= keepers & Q(union__level=Level.BASE)
    if COUNTY_STAFF.held_by(officer):
        without_township = Q(union__level=Level.BASE, township=None)
        under |= keepers & (Q(union__level=Level.TOWNSHIP) | without_township)
    if CITY_STAFF.held_by(officer) and not officer.federation.root_is_county:
        below = Q(union__level__in=[Level.BASE, Level.TOWNSHIP])
        under |= keepers & Q(union__level=Level.COUNTY) | ~keepers & below
    return under


AT_THE_LEVEL_ABOVE = (RoundStage.COORDINATED, RoundStage.REPORTED)


class Round(Lifecycle):
    """One round of collective bargaining, from the plan to the record at the upper union.

    It belongs to the union that bargains. `contract` is what it ended in; `renews` the contract it
    renews, changes or ends. The days are those on which things happened, not those they were
    written down; `last_vote_on` and `rejections` follow from the ballots.
    """

    stage = models.CharField(
        _("stage"), max_length=20, choices=RoundStage.choices, default=RoundStage.PLANNED
    )
    title = models.CharField(_("contract to be concluded"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(
        pgettext_lazy("bargaining", "kind"), max_length=14, choices=ContractKind.choices
    )
    scope = models.CharField(_("scope"), max_length=10, choices=Scope.choices)
    purpose = models.CharField(
        pgettext_lazy("bargaining", "purpose"),
        max_length=6,
        choices=Purpose.choices,
        default=Purpose.NEW,
    )
    side = models.CharField(
        _("who makes the offer"), max_length=8, choices=Side.choices, default=Side.WORKERS
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="rounds",
        verbose_name=_("employer"),
    )  # fmt: skip
    area = models.CharField(_("region or industry"), max_length=60, blank=True)
    above_size = models.BooleanField(_("enterprise above designated size"), default=False)
    renews = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="next_rounds",
        verbose_name=_("contract it renews, changes or ends"),
    )  # fmt: skip
    contract = models.OneToOneField(
        Contract, models.PROTECT, null=True, blank=True, related_name="round",
        verbose_name=_("contract concluded"),
    )  # fmt: skip
    # The offer and the reply
    offer_number = models.CharField(_("number of the offer"), max_length=40, blank=True)
    offered_on = models.DateField(_("offer handed over on"), null=True, blank=True)
    talks_planned_on = models.DateField(_("talks proposed for"), null=True, blank=True)
    place = models.CharField(_("place of the talks"), max_length=80, blank=True)
    matters = models.TextField(_("matters to bargain about"), max_length=2000, blank=True)
    replied_on = models.DateField(pgettext_lazy("bargaining", "accepted on"), null=True, blank=True)
    reply_number = models.CharField(_("number of the reply"), max_length=40, blank=True)
    coordination = models.TextField(
        _("who coordinated, and with what result"), max_length=1000, blank=True
    )
    # The talks
    shown_on = models.DateField(_("delegates published on"), null=True, blank=True)
    informed_on = models.DateField(_("information given on"), null=True, blank=True)
    information = models.TextField(_("information given"), max_length=2000, blank=True)
    upper_told_on = models.DateField(_("upper union told on"), null=True, blank=True)
    talks_from = models.DateField(_("talks opened on"), null=True, blank=True)
    agreed_on = models.DateField(_("draft agreed on"), null=True, blank=True)
    draft = models.TextField(_("text of the draft"), max_length=60_000, blank=True)
    wage_annex = models.BooleanField(_("has a wage annex"), default=False)
    term_months = models.PositiveSmallIntegerField(
        pgettext_lazy("bargaining", "term, months"), default=12
    )
    last_vote_on = models.DateField(_("last vote on"), null=True, blank=True)
    rejections = models.PositiveSmallIntegerField(_("times rejected"), default=0)
    # The labour authority
    signed_on = models.DateField(_("signed by both chiefs on"), null=True, blank=True)
    filed_on = models.DateField(_("received by the labour authority on"), null=True, blank=True)
    filing_number = models.CharField(_("filing number"), max_length=60, blank=True)
    objection_on = models.DateField(_("objection of"), null=True, blank=True)
    objection = models.TextField(_("what is objected to"), max_length=2000, blank=True)
    approved_on = models.DateField(_("day on the approval"), null=True, blank=True)
    approval_number = models.CharField(_("number of the approval"), max_length=60, blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    published_on = models.DateField(_("contract published on"), null=True, blank=True)
    published_where = models.CharField(_("where it was published"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="round_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=RoundStage.values, purpose__in=Purpose.values)
                & Q(side__in=Side.values, kind__in=ContractKind.values),
                name="round_choices",
            ),
            models.CheckConstraint(
                condition=Q(scope="enterprise", employer__isnull=False)
                | Q(scope__in=["regional", "industry"], employer__isnull=True) & ~Q(area=""),
                name="round_names_whom_it_binds",
                violation_error_message=_(
                    "Name the employer; of a regional or industry round, the region or industry."
                ),
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.NEW, renews__isnull=True)
                | ~Q(purpose=Purpose.NEW) & Q(renews__isnull=False),
                name="round_names_the_contract_before",
                violation_error_message=_(
                    "A renewal, a change or an end names its contract; a first contract has none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("bargaining:round-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return gettext("Round %(number)06d") % {"number": self.pk or 0}

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    @property
    def binds(self) -> str:
        """Whom the contract will bind, in words."""
        return self.employer.name if self.employer else self.area

    # What the table of moves asks and changes (bargaining/workflows/round.py)

    def missing_to(self, step: str) -> list[str]:
        return what_stands_against(step, self)

    @property
    def information_by(self) -> date | None:
        """The last day that leaves the days between information and talks."""
        return self._before_talks("information")

    @property
    def upper_told_by(self) -> date | None:
        return self._before_talks("upper_union")

    def _before_talks(self, span: str) -> date | None:
        days = int(parameter(LegalClock(span).key))
        return self.talks_planned_on - timedelta(days=days) if self.talks_planned_on else None

    @property
    def objection_until(self) -> date | None:
        return LegalClock("objection").after(self.filed_on) if self.filed_on else None

    def bring_into_force(self) -> None:
        """Put on the register what was agreed: a contract, or the change or end of one."""
        assert self.effective_on is not None  # noqa: S101 - the move sets it
        assert self.signed_on is not None  # noqa: S101 - it was signed before it was filed
        if self.renews and self.purpose == Purpose.CHANGE:
            _change(self.renews, self, self.effective_on)
        elif self.renews and self.purpose == Purpose.END:
            self.renews.ended_on = self.effective_on
            self.renews.ended_why = self.number
            self.renews.save(update_fields=["ended_on", "ended_why"])
        else:
            self.contract = _conclude(self, self.signed_on, self.effective_on)
            self.save(update_fields=["contract"])


def _conclude(r: Round, signed_on: date, effective_on: date) -> Contract:
    contract = Contract.objects.create(
        title=r.title, pinyin=pinyin_key(r.title), number=r.approval_number or r.filing_number,
        kind=r.kind, scope=r.scope, employer=r.employer, wage_annex=r.wage_annex,
        signed_on=signed_on, effective_on=effective_on,
        expires_on=months_after(effective_on, r.term_months) - timedelta(days=1), text=r.draft,
        renews=r.renews, **same_owner(r),
    )  # fmt: skip
    keep_bands([contract])
    if r.renews and r.scope != Scope.ENTERPRISE:
        # Whom the old contract bound, the new one binds; each seals a new confirmation.
        bound = r.renews.listed.filter(struck_on=None).values_list("employer_id", flat=True)
        ListedEmployer.objects.bulk_create(
            ListedEmployer(
                contract=contract, employer_id=one, listed_on=effective_on, **same_owner(contract)
            )
            for one in bound
        )
    return contract


def _change(contract: Contract, r: Round, on: date) -> None:
    before = {
        "text": contract.text,
        "wage_annex": contract.wage_annex,
        "expires_on": contract.expires_on.isoformat(),
        "clauses": dict(contract.clauses.values_list("item", "text")),
    }
    ContractChange.objects.create(
        contract=contract, changed_on=on, why=f"{r.number} · {r.title}", before=before,
        **same_owner(contract),
    )  # fmt: skip
    contract.text, contract.wage_annex = r.draft, r.wage_annex
    contract.save(update_fields=["text", "wage_annex"])
    keep_bands([contract])


def coordinators_of(round_: Round) -> str:
    """Who coordinates and records, in words."""
    return " / ".join(office.label for office in ABOVE[round_.union.level])

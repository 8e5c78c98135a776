"""Rounds of aid: set up, listed by a job, changed where a case differs, decided as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from assistance.candidates import make_list
from assistance.models import Aid, AidRound, HouseholdFile, Payee, Visit
from assistance.offices import APPROVERS
from assistance.workflows.aid import (
    AID,
    ROUND,
    AidStage,
    AidStep,
    RoundStage,
    RoundStep,
    is_goods,
)
from evidence.actions import keep_file
from unions.events import log_event
from unions.jobs import Progress, runner, start_job
from unions.models import Job, Officer, Union
from unions.offices import COUNTY_STAFF, holds_any
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

KIND = "assistance.round"
OPEN = (RoundStage.DRAFT, RoundStage.PREPARED)  # the rules may be changed


def may_set_up(officer: Officer) -> bool:
    return COUNTY_STAFF.held_by(officer)


def may_change_rules(a_round: AidRound, officer: Officer) -> bool:
    return may_set_up(officer) and officer.oversees(a_round) and a_round.stage in OPEN


def may_change_list(a_round: AidRound, officer: Officer) -> bool:
    """Staff while the list is checked; whoever decides may still take a household out."""
    if not officer.oversees(a_round):
        return False
    if a_round.stage == RoundStage.PREPARED:
        return may_set_up(officer)
    return a_round.stage == RoundStage.PROPOSED and holds_any(officer, APPROVERS)


@transaction.atomic
def set_up_round(*, by: Officer, **rules: Any) -> AidRound:
    a_round = AidRound.objects.create(drafted_by=by, **rules, **owned_by(by.union))
    log_event(a_round, "set-up", _("Round set up"), by=by, target=a_round.stage)
    return a_round


@transaction.atomic
def change_rules(a_round: AidRound, *, by: Officer, **rules: Any) -> Job | None:
    """Change the rules of a round; a list made by the old ones is made again, by the job given.

    Raises Refused once the list is proposed.
    """
    held = AidRound.objects.select_for_update(no_key=True, of=("self",)).get(pk=a_round.pk)
    if not may_change_rules(held, by):
        raise Refused(_("The rules of this round can no longer be changed."))
    for name, value in rules.items():
        setattr(a_round, name, value)
    a_round.save(update_fields=list(rules))
    _clear_list(a_round)
    log_event(a_round, "rules", _("Rules changed"), by=by)
    return prepare_round(a_round, by=by) if held.stage == RoundStage.PREPARED else None


@transaction.atomic
def prepare_round(a_round: AidRound, *, by: Officer, seen: int | None = None) -> Job:
    """Let a worker make the list. Raises MoveRefused where no rule gives anybody anything."""
    ROUND.take(RoundStep.PREPARE, a_round, by=by, seen=seen)
    return start_job(KIND, str(a_round), {"round_id": a_round.pk}, union=a_round.union, by=by)


@runner(KIND)
def prepare(job: Job) -> Iterator[Progress]:
    """The list of a round, as its rules have it today; exceptions already made stay as they are."""
    yield Progress(0, 2, _("Going through the households"))
    a_round = AidRound.objects.select_related("union").get(pk=job.inputs["round_id"])
    job.result_url = a_round.get_absolute_url()
    if a_round.stage != RoundStage.PREPARING:
        return  # an earlier attempt came to the end, but could not say so
    _clear_list(a_round)
    listed, left_out = make_list(a_round)
    detail = {"listed": listed, "left_out": left_out}
    ROUND.follow_on(RoundStep.LISTED, a_round, by=job.officer, detail=detail)
    yield Progress(2, 2, ngettext("%(n)d household", "%(n)d households", listed) % {"n": listed})


def _clear_list(a_round: AidRound) -> None:
    """Take off what the rules brought and nobody has touched since."""
    mine = a_round.aids.filter(stage=AidStage.CHECKED, excepted_why="", moves=0)
    # Nothing hangs on these rows but what the database itself would refuse to lose.
    mine.exclude(file=None)._raw_delete(mine.db)
    a_round.exclusions.all()._raw_delete(mine.db)


@transaction.atomic
def except_amount(aid: Aid, amount: Decimal, *, why: str, by: Officer) -> None:
    """Give one household of a round another amount than its rules. Raises Refused when decided."""
    _hold_listed(aid, by)
    if not may_set_up(by):
        raise Refused(_("The list is the county's staff's to change."))
    aid.asked, aid.excepted_why = amount, why
    aid.save(update_fields=["asked", "excepted_why"])
    log_event(aid, "except", _("Another amount than the round's"), by=by, note=why)


@transaction.atomic
def take_out(aid: Aid, *, why: str, by: Officer) -> None:
    """Take one household out of a round, with a reason. Raises Refused when decided."""
    _hold_listed(aid, by)
    aid.excepted_why = why
    aid.save(update_fields=["excepted_why"])
    step = AidStep.WITHDRAW if may_set_up(by) else AidStep.REFUSE
    AID.take(step, aid, by=by, note=why)


def _hold_listed(aid: Aid, by: Officer) -> None:
    """Lock the round: what is decided on must be what was on the list."""
    rounds = AidRound.objects.select_for_update(no_key=True, of=("self",))
    a_round = rounds.filter(aids=aid.pk).first()
    aid.refresh_from_db(fields=["stage", "moves"])
    if a_round is None or not may_change_list(a_round, by) or aid.stage != AidStage.CHECKED:
        raise Refused(_("The list of this round can no longer be changed."))


@transaction.atomic
@sensitive_variables("card")
def add_person(
    a_round: AidRound,
    visit: Visit,
    amount: Decimal,
    *,
    why: str,
    card: str = "",
    bank_name: str = "",
    by: Officer,
) -> Aid:
    """Add someone without a file, whom a visit names, to a round: a model worker, say.

    Raises Refused where the fund is for households on file, or the person is in the round already.
    """
    AidRound.objects.select_for_update(no_key=True, of=("self",)).get(pk=a_round.pk)
    if not may_change_list(a_round, by) or not may_set_up(by):
        raise Refused(_("The list of this round can no longer be changed."))
    if a_round.fund.filed_only:
        raise Refused(_("“%(fund)s” is only for households on file.") % {"fund": a_round.fund})
    if a_round.is_money and not card:
        raise Refused(_("There is no bank card in the recipient's own name."))
    if a_round.aids.filter(visit=visit).exists():
        raise Refused(_("This person is already in the round."))
    aid = Aid.objects.create(
        round=a_round, visit=visit, recipient=visit.worker_name, kind=a_round.kind,
        form=a_round.form, goods=a_round.goods, year=a_round.year, asked=amount,
        stage=AidStage.CHECKED, excepted_why=why, drafted_by=by, **same_owner(visit),
    )  # fmt: skip
    if a_round.is_money:
        payee = Payee.objects.create(
            aid=aid, name=aid.recipient, card=card, bank_name=bank_name, **same_owner(aid)
        )
        if a_round.aids.filter(payee__card_index=payee.card_index).exclude(pk=aid.pk).exists():
            raise Refused(_("This person is already in the round."))
    log_event(aid, "add", _("Added to the round"), by=by, note=why)
    return aid


def take_round_step(
    a_round: AidRound,
    step: str,
    *,
    by: Officer,
    seen: int | None = None,
    note: str = "",
    minutes: str = "",
) -> None:
    """One door for every step of a round that is somebody's button.

    Raises MoveRefused, BookingRefused or Overtaken, and changes nothing.
    """
    if step == RoundStep.PREPARE:
        prepare_round(a_round, by=by, seen=seen)
    elif step == RoundStep.APPROVE:
        approve_round(a_round, minutes=minutes, by=by, seen=seen)
    else:
        ROUND.take(step, a_round, by=by, note=note, seen=seen)


@transaction.atomic
def approve_round(
    a_round: AidRound, *, minutes: str = "", by: Officer, seen: int | None = None
) -> None:
    """Approve every aid on the list together: all of them, or none.

    Raises MoveRefused above the officer's limit, without the minutes a large sum needs, or where a
    household no longer fits; BookingRefused where the fund is short.
    """
    hold_households(a_round)
    a_round.minutes = minutes.strip()
    ROUND.take(RoundStep.APPROVE, a_round, by=by, seen=seen)


def hold_households(a_round: AidRound) -> None:
    """Lock the households of the list, in one order, so that no other aid passes a cap with it."""
    listed = a_round.listed.exclude(file=None).values("file")
    households = HouseholdFile.objects.filter(pk__in=listed).order_by("pk")
    list(households.select_for_update(no_key=True, of=("self",)).values_list("pk"))


@transaction.atomic
def hand_over_round(
    a_round: AidRound, receipt: UploadedFile[Any], *, township: Union | None, by: Officer
) -> int:
    """The goods of a round were handed over against one signed sheet, of one township or of all.

    Gives how many signed. Raises Refused where nothing waits to be handed over.
    """
    ready = a_round.to_hand_over()
    if township is not None:
        ready = ready.filter(township=township)
    if not (may_set_up(by) and by.oversees(a_round) and is_goods(a_round) and ready.exists()):
        raise Refused(_("Nothing of this round waits to be handed over."))
    kept = keep_file(receipt, union=a_round.union, by=by, confidential=True)
    return a_round.hand_over(ready, kept, by)

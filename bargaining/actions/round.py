"""Opening a round, naming who bargains, keeping minutes and votes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bargaining.kinds import Scope
from bargaining.models import Ballot, Delegate, Meeting, Round
from bargaining.offices import KEEPERS
from bargaining.workflows.round import BEFORE_NAMING, ROUND, TALKING, RoundStage, RoundStep
from evidence.actions import keep_file
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.offices import Level, holds_any
from unions.parameters import parameter
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

SCOPES: dict[str, tuple[Scope, ...]] = {
    Level.BASE: (Scope.ENTERPRISE,),
    Level.TOWNSHIP: (Scope.REGIONAL, Scope.INDUSTRY),
    Level.COUNTY: (Scope.REGIONAL, Scope.INDUSTRY),
    Level.FEDERATION: (Scope.INDUSTRY,),  # a region is one below the county (劳动合同法 §53)
}


def keeps_rounds(officer: Officer) -> bool:
    """Whether this officer bargains for the own union."""
    return holds_any(officer, KEEPERS[officer.level])


def keeps(officer: Officer, round_: Round) -> bool:
    """Whether this round is the officer's own union's, and theirs to write in."""
    return round_.union_id == officer.union_id and keeps_rounds(officer)


def scopes_of(officer: Officer) -> tuple[Scope, ...]:
    if officer.level == Level.FEDERATION and officer.federation.root_is_county:
        return SCOPES[Level.COUNTY]
    return SCOPES[officer.level]


@transaction.atomic
def open_round(values: Mapping[str, Any], *, by: Officer) -> Round:
    """Raises Refused for an officer whose union keeps no rounds."""
    if not keeps_rounds(by) or values["scope"] not in scopes_of(by):
        raise Refused(_("Your union keeps no rounds of that scope."))
    opened = Round.objects.create(**values, year=today().year, drafted_by=by, **owned_by(by.union))
    log_event(opened, "open", _("Round planned"), by=by, detail={"purpose": opened.purpose})
    return opened


def _hold(round_: Round, stages: Collection[str], by: Officer) -> None:
    """Of two who write at once, the second waits. Raises Refused where it stands elsewhere."""
    rows = Round.objects.unscoped("the caller found it in the officer's branch")
    stage = rows.select_for_update().values_list("stage", flat=True).get(pk=round_.pk)
    if stage not in stages:
        raise Refused(
            _("The round stands at “%(stage)s”: this cannot be written down now.")
            % {"stage": round_.get_stage_display()}
        )
    if not keeps(by, round_):
        raise Refused(_("Only the union that bargains writes this down."))


@transaction.atomic
def name_delegate(round_: Round, values: Mapping[str, Any], *, by: Officer) -> Delegate:
    """Raises Refused once the delegates are published: then a place is filled, not added."""
    _hold(round_, BEFORE_NAMING, by)
    named = Delegate(round=round_, **values, **same_owner(round_))
    _seat(named)
    log_event(round_, "delegate", _("Delegate named"), by=by, detail={"side": named.side})
    return named


def _seat(delegate: Delegate) -> None:
    """Raises Refused for whom the sides cannot have."""
    try:
        delegate.validate_constraints()
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from None
    delegate.save(force_insert=True)


@transaction.atomic
def drop_delegate(delegate: Delegate, *, by: Officer) -> None:
    """Take back a name nobody has read yet. Raises Refused once the delegates are published."""
    _hold(delegate.round, BEFORE_NAMING, by)
    detail = {"side": delegate.side}
    log_event(delegate.round, "delegate-drop", _("Delegate taken back"), by=by, detail=detail)
    delegate.delete()


@transaction.atomic
def replace_delegate(
    delegate: Delegate, values: Mapping[str, Any], *, left_on: date, why: str, by: Officer
) -> Delegate:
    """Fill the place of a delegate who leaves, on the same side (集体合同规定 §31).

    Raises Refused before the delegates are published, for who has left already, and for a day that
    is still to come.
    """
    _hold(delegate.round, TALKING, by)
    if delegate.left_on is not None:
        raise Refused(_("This delegate has left already."))
    if left_on > today():
        raise Refused(_("Record it when they have left."))
    delegate.left_on, delegate.left_why = left_on, why
    delegate.save(update_fields=["left_on", "left_why"])
    chosen = {**values, "side": delegate.side}
    new = Delegate(round=delegate.round, replaces=delegate, **chosen, **same_owner(delegate))
    _seat(new)
    log_event(
        delegate.round, "delegate-replace", _("Delegate replaced"), by=by, note=why,
        detail={"side": delegate.side},
    )  # fmt: skip
    return new


@transaction.atomic
def keep_meeting(
    meeting: Meeting, values: Mapping[str, Any], scan: UploadedFile[Any] | None, *, by: Officer
) -> Meeting:
    """Write down a meeting, or what its minutes say now.

    Raises Refused outside the talks, UploadRefused for a scan that cannot be kept.
    """
    _hold(meeting.round, (RoundStage.TALKS, RoundStage.SUSPENDED), by)
    for name, value in values.items():
        setattr(meeting, name, value)
    if scan is not None:
        meeting.scan = keep_file(scan, union=meeting.round.union, by=by)
    for column, value in same_owner(meeting.round).items():
        setattr(meeting, column, value)
    meeting.save()
    log_event(
        meeting.round, "meeting", _("Minutes kept"), by=by,
        detail={"held_on": meeting.held_on.isoformat(), "signed": meeting.scan_id is not None},
    )  # fmt: skip
    return meeting


@transaction.atomic
def record_ballot(round_: Round, values: Mapping[str, Any], *, by: Officer) -> Ballot:
    """Write down the vote on the draft, and let it take the round on, or back to the talks.

    Raises Refused unless a draft waits for the vote.
    """
    _hold(round_, (RoundStage.DRAFTED,), by)
    ballot = Ballot.objects.create(
        round=round_, **values, **same_owner(round_),
        half_inclusive=bool(parameter("bargaining.half_inclusive", on=values["held_on"])),
    )  # fmt: skip
    round_.last_vote_on = ballot.held_on
    round_.save(update_fields=["last_vote_on"])
    detail = {"total": ballot.total, "present": ballot.present, "yes": ballot.yes}
    if ballot.passed:
        ROUND.take(RoundStep.PASS, round_, by=by, detail=detail)
    else:
        note = " ".join(ballot.shortfalls)
        ROUND.follow_on(RoundStep.REJECT, round_, by=by, note=note, detail=detail)
    return ballot

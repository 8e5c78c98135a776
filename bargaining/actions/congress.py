"""Keeping the register of workers' congresses: sessions, what they voted on, proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bargaining.actions.covering import MOST_CODES, CodeLine, look_up_codes, said_of
from bargaining.actions.registering import signing_union
from bargaining.models import (
    CongressEmployer,
    CongressProposal,
    CongressResolution,
    CongressSession,
)
from bargaining.models.congress import OF_ONE_EMPLOYER, CongressKind
from kernel.days import today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Employer, Officer
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner


def kinds_open_to(officer: Officer) -> list[CongressKind]:
    """A basic union has its enterprise's own congress; a region's is held below the city."""
    root = officer.level == Level.FEDERATION and not officer.federation.root_is_county
    own = root or officer.level == Level.BASE
    return list(OF_ONE_EMPLOYER) if own else list(CongressKind)


@transaction.atomic
def record_session(values: Mapping[str, Any], *, by: Officer) -> CongressSession:
    """Enter a session that was held; it belongs to the union that covers the employer.

    Raises Refused, and enters nothing.
    """
    if values["kind"] not in kinds_open_to(by):
        raise Refused(_("Your union does not hold congresses of this kind."))
    session = CongressSession(**values)
    for column, value in owned_by(signing_union(session.employer, by)).items():
        setattr(session, column, value)
    _keep(session)
    log_event(session, "record", _("Session recorded"), by=by, detail=_told(session))
    return session


@transaction.atomic
def correct_session(
    session: CongressSession, values: Mapping[str, Any], *, why: str, by: Officer
) -> None:
    """What was entered wrongly; its kind and employer stay. Votes count the representatives anew.

    Raises Refused, and changes nothing.
    """
    before = _told(session)
    for name, value in values.items():
        setattr(session, name, value)
    if session.resolutions.filter(present__gt=session.representatives).exists():
        raise Refused(_("At one of the votes more were present than there would be to vote."))
    _keep(session)
    session.resolutions.update(total=session.representatives)
    detail = {"before": before, "now": _told(session)}
    log_event(session, "correct", _("Entry corrected"), by=by, note=why, detail=detail)


def _told(session: CongressSession) -> dict[str, Any]:
    columns = ("employees", "representatives", "present", "women", "managers")
    return {"held_on": session.held_on.isoformat()} | {c: getattr(session, c) for c in columns}


def _keep(session: CongressSession) -> None:
    if session.held_on > today():
        raise Refused(_("Enter the session when it has been held."))
    session.pinyin = pinyin_key(session.area) if session.area else ""
    _hold_together(session)
    session.save()


def _hold_together(row: Any) -> None:
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from None


@transaction.atomic
def remove_session(session: CongressSession, *, why: str, by: Officer) -> None:
    """Take off a session entered by mistake. Raises Refused once it has votes or proposals."""
    if session.resolutions.exists() or session.proposals.exists():
        raise Refused(_("It has votes or proposals: correct the entry instead."))
    log_event(session, "remove", _("Entry taken off"), by=by, note=why, detail=_told(session))
    session.delete()


def look_up_employers(session: CongressSession, codes: Sequence[tuple[int, str]]) -> list[CodeLine]:
    def listed(employers: Iterable[Employer]) -> set[int]:
        rows = session.listed.filter(employer__in=employers)
        return set(rows.values_list("employer_id", flat=True))

    return look_up_codes(session, codes, on=session.held_on, listed=listed)


@transaction.atomic
def list_employers(
    session: CongressSession, codes: Sequence[tuple[int, str]], *, by: Officer
) -> int:
    """Put the employers of the codes on the session's list, all or none; gives their count.

    Raises Refused with a line for each code at fault.
    """
    if session.is_of_one:
        raise Refused(_("An enterprise's own congress stands for nobody else."))
    if not 0 < len(codes) <= MOST_CODES:
        raise Refused(_("Send 1 to %(most)d codes at once.") % {"most": MOST_CODES})
    sessions = CongressSession.objects.unscoped("the caller found it in the officer's branch")
    sessions.select_for_update(of=("self",)).get(pk=session.pk)
    lines = look_up_employers(session, codes)
    if wrong := [line for line in lines if line.fault]:
        raise Refused(_("Nobody was put on the list."), missing=[said_of(line) for line in wrong])
    CongressEmployer.objects.bulk_create(
        CongressEmployer(session=session, employer=line.employer, **same_owner(session))
        for line in lines
    )
    detail = {"employers": len(lines)}
    log_event(session, "list", _("Employers put on the list"), by=by, detail=detail)
    return len(lines)


@transaction.atomic
def drop_employer(row: CongressEmployer, *, by: Officer) -> None:
    """An employer that was put on the list by mistake."""
    detail = {"employer": row.employer.uscc}
    log_event(row.session, "drop", _("Struck off the list"), by=by, detail=detail)
    row.delete()


@transaction.atomic
def record_resolution(
    session: CongressSession, values: Mapping[str, Any], *, by: Officer
) -> CongressResolution:
    """A vote of the session; all its representatives are entitled, present or not."""
    resolution = CongressResolution(
        session=session, total=session.representatives, **values, **same_owner(session)
    )
    _hold_together(resolution)
    resolution.save()
    counts = {name: getattr(resolution, name) for name in ("total", "present", "yes")}
    detail = {**counts, "passed": resolution.passed}
    log_event(session, "vote", _("Vote recorded"), by=by, detail=detail)
    return resolution


@transaction.atomic
def drop_resolution(resolution: CongressResolution, *, by: Officer) -> None:
    detail = {"present": resolution.present, "yes": resolution.yes}
    log_event(resolution.session, "vote-drop", _("Vote taken back"), by=by, detail=detail)
    resolution.delete()


@transaction.atomic
def raise_proposal(
    session: CongressSession, values: Mapping[str, Any], *, by: Officer
) -> CongressProposal:
    proposal = CongressProposal.objects.create(
        session=session, pinyin=pinyin_key(values["title"]), drafted_by=by, **values,
        **same_owner(session),
    )  # fmt: skip
    log_event(proposal, "raise", _("Proposal raised"), by=by)
    return proposal

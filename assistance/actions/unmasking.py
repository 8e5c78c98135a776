"""Looking behind a mask: with a reason, within bounds, and never without a trace."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import HouseholdFile, HouseholdMember, Proof
from assistance.offices import reads_assistance
from unions.events import log_event
from unions.models import Event, Officer
from unions.parameters import parameter
from unions.refusals import Refused

LOOK, OPEN_PROOF = "look", "open-proof"
LOOKS = (LOOK, OPEN_PROOF)
OF_THE_FILE = ("phone", "address", "card")
OF_A_MEMBER = ("id_number", "illness")
SHORTEST_REASON = 4  # characters


class TooManyLooks(Refused):
    """More than anyone needs for the work of an hour."""

    status = 429


@transaction.atomic
@sensitive_variables()
def look_at(
    file: HouseholdFile,
    field: str,
    *,
    member: HouseholdMember | None = None,
    reason: str,
    by: Officer,
) -> str:
    """The text behind one mask; that it was looked at, and why, stays in the log.

    Raises Refused without a reason, for a field that is not hidden, and outside the branch;
    TooManyLooks beyond the hour's bound.
    """
    row = _row(file, field, member)
    if not reads_assistance(by) or not by.oversees(file) or row is None:
        raise Refused(_("There is nothing hidden here for you to see."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a few words what you need it for."))
    count_look(by)
    detail = {"field": field, "member": member.pk if member else None}
    label = _("Looked at: %(field)s") % {"field": getattr(type(row), field).field.verbose_name}
    log_event(file, LOOK, label, by=by, note=reason, detail=detail)
    return str(getattr(row, field).reveal())


def _row(
    file: HouseholdFile, field: str, member: HouseholdMember | None
) -> HouseholdFile | HouseholdMember | None:
    if member is None:
        return file if field in OF_THE_FILE else None
    return member if field in OF_A_MEMBER and member.file_id == file.pk else None


def count_look(by: Officer) -> None:
    # The person's own row is the lock: looks from two browsers are counted one after the other.
    Officer.objects.select_for_update().get(pk=by.pk)
    since = timezone.now() - timedelta(hours=1)
    looks = Event.objects.filter(officer__user=by.user, step=LOOK, at__gte=since).count()
    if looks >= int(parameter("assistance.unmask_per_hour")):
        raise TooManyLooks(_("You have looked at very much in the last hour. Go on later."))


@transaction.atomic
def open_proof(proof: Proof, *, by: Officer) -> None:
    """Log that a paper of the file was opened."""
    label = _("Opened: %(paper)s") % {"paper": proof.get_kind_display()}
    log_event(proof.file, OPEN_PROOF, label, by=by, detail={"proof": proof.pk, "kind": proof.kind})

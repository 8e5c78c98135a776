"""Books on rotation: lent, passed on to the next venue, taken back. No shelf falls below nought."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from campaigns.models import BookRotation, Venue
from campaigns.offices import organises
from campaigns.venue_levels import VenueKind
from kernel.days import months_after
from unions.events import log_event
from unions.models import Officer
from unions.parameters import parameter
from unions.refusals import Refused
from unions.scoping import same_owner


def due_back(lent_on: date) -> date:
    return months_after(lent_on, int(parameter("campaigns.rotation_months")))


def may_end(officer: Officer, rotation: BookRotation) -> bool:
    """Whoever sent the books, or stands above, says that they are back."""
    if not organises(officer) or rotation.returned_on is not None:
        return False
    return rotation.lent_by_id == officer.union_id or officer.oversees(rotation.lent_by)


@transaction.atomic
def lend_books(rotation: BookRotation, *, by: Officer) -> None:
    """Lend books to a venue, from the shelf of another or from a library outside.

    Raises Refused where either is not the officer's, not open, or lends more than it has.
    """
    _place(rotation, by=by)
    _lock(rotation.venue_id, rotation.lender_id)
    # The condition is asked in the same statement: of two who lend the last books, one waits, and
    # finds them gone.
    if rotation.lender:
        free = Venue.objects.filter(
            pk=rotation.lender.pk, closed_on=None, books__gte=F("books_out") + rotation.books
        )
        if not free.update(books_out=F("books_out") + rotation.books):
            raise Refused(_("The lender has fewer books than that to lend."))
    _receive(rotation)
    rotation.lent_by = by.union
    rotation.save(force_insert=True)
    log_event(rotation, "lend", _("Books lent"), by=by, detail={"books": rotation.books})


@transaction.atomic
def take_back(rotation: BookRotation, on: date, missing: int, *, by: Officer) -> None:
    """Books that are missing are struck off the lender's stock. Raises Refused."""
    held = _end(rotation, on, missing, by=by)
    _lock(held.venue_id, held.lender_id)
    _leave(held)
    if held.lender_id:
        Venue.objects.filter(pk=held.lender_id).update(
            books_out=F("books_out") - held.books, books=F("books") - missing
        )
    log_event(held, "return", _("Books returned"), by=by, detail={"missing": missing})


@transaction.atomic
def pass_on(rotation: BookRotation, venue: Venue, on: date, *, by: Officer) -> BookRotation:
    """The same books go on to the next venue. Raises Refused."""
    held = _end(rotation, on, 0, by=by)
    _lock(held.venue_id, held.lender_id, venue.pk)
    _leave(held)
    following = BookRotation(
        venue=venue, lender=held.lender, library=held.library, books=held.books,
        lent_on=on, due_on=due_back(on), came_from=held,
    )  # fmt: skip
    _place(following, by=by)
    if venue.pk in (held.venue_id, held.lender_id):
        raise Refused(_("Books go on to another venue."))
    _receive(following)
    following.lent_by = held.lent_by
    following.save(force_insert=True)
    log_event(following, "pass-on", _("Books passed on"), by=by, detail={"books": held.books})
    return following


def _place(rotation: BookRotation, *, by: Officer) -> None:
    ends = [end for end in (rotation.venue, rotation.lender) if end]
    if not organises(by) or not all(by.oversees(end) for end in ends):
        raise Refused(_("Both venues must lie in your branch."))
    if any(end.kind != VenueKind.READING_ROOM for end in ends):
        raise Refused(_("Books rotate between reading rooms."))
    for name, value in same_owner(rotation.venue).items():
        setattr(rotation, name, value)


def _receive(rotation: BookRotation) -> None:
    room = Venue.objects.filter(pk=rotation.venue_id, closed_on=None)
    if not room.update(books_in=F("books_in") + rotation.books):
        raise Refused(_("That venue is closed."))


def _end(rotation: BookRotation, on: date, missing: int, *, by: Officer) -> BookRotation:
    rows = BookRotation.objects.select_related("venue", "lender", "lent_by")
    held = rows.select_for_update(of=("self",)).get(pk=rotation.pk)
    if not may_end(by, held):
        raise Refused(_("These books are back already, or not yours to take back."))
    if on < held.lent_on or missing > held.books:
        raise Refused(_("Books come back after they were lent, and no more than went out."))
    held.returned_on, held.missing = on, missing
    held.save(update_fields=["returned_on", "missing"])
    return held


def _leave(rotation: BookRotation) -> None:
    venue = Venue.objects.filter(pk=rotation.venue_id)
    venue.update(books_in=F("books_in") - rotation.books)


def _lock(*venues: int | None) -> None:
    """All at once and by id, so that nobody waits in a circle."""
    rows = Venue.objects.filter(pk__in=[pk for pk in venues if pk]).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))

"""What of venues waits on the workbench: books overdue, studios to confirm anew."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import BookRotation, Venue
from campaigns.offices import organises
from campaigns.venue_levels import VenueLevel
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF


def overdue_books(officer: Officer) -> Any:
    """For the union that has them and the union that lent them."""
    rotations = BookRotation.objects.visible_to(officer)
    if not organises(officer):
        return rotations.none()
    mine = Q(union_id=officer.union_id) | Q(lent_by_id=officer.union_id)
    return rotations.overdue().filter(mine).select_related("venue").order_by("due_on", "pk")


def to_confirm(officer: Officer) -> Any:
    """For the owner, and for who gives the level."""
    venues = Venue.objects.visible_to(officer)
    if not organises(officer):
        return venues.none()
    mine = Q(union_id=officer.union_id)
    if COUNTY_STAFF.held_by(officer):
        mine |= Q(level=VenueLevel.COUNTY)
    if CITY_STAFF.held_by(officer):
        mine |= ~Q(level=VenueLevel.COUNTY)
    return venues.to_confirm().filter(mine).order_by("confirm_by", "pk")


def as_overdue(rotation: BookRotation, officer: Officer) -> ToDo:
    told = {"n": rotation.books, "venue": rotation.venue}
    return ToDo(
        tag=_("Book rotation"),
        title=str(rotation.venue),
        sub=_("%(n)d books are due back from %(venue)s.") % told,
        url=f"{reverse('campaigns:rotation-list')}?state=overdue",
        due_on=rotation.due_on,
        tone="amber",
    )


def as_to_confirm(venue: Venue, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Venue"),
        title=str(venue),
        sub=_("%(level)s: to be confirmed anew.") % {"level": venue.get_level_display()},
        url=venue.get_absolute_url(),
        due_on=venue.confirm_by,
        tone="amber",
    )


SOURCES += [
    Source("campaigns:venue-list", overdue_books, as_overdue),
    Source("campaigns:venue-list", to_confirm, as_to_confirm),
]

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Station
from assistance.models.station import new_token
from unions.events import log_event
from unions.models import Officer
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import owned_by


@transaction.atomic
def open_station(said: dict[str, str], *, by: Officer) -> Station:
    """Open the station of the officer's own township or county, and its public page.

    `said`: place, telephone, hours. Raises Refused if it is there already.
    """
    if by.level not in {Level.TOWNSHIP, Level.COUNTY}:
        raise Refused(_("Townships and counties keep help stations."))
    station, opened = Station.objects.get_or_create(
        federation_id=by.federation_id, union=by.union,
        defaults={**said, **owned_by(by.union)},
    )  # fmt: skip
    if not opened:
        raise Refused(_("Your union has its station already."))
    log_event(station, "open", _("Help station opened"), by=by)
    return station


@transaction.atomic
def describe_station(station: Station, said: dict[str, str], *, by: Officer) -> None:
    """`said`: place, telephone, hours, as the public page and the poster show them."""
    for name, value in said.items():
        setattr(station, name, value)
    station.save(update_fields=list(said))
    log_event(station, "describe", _("Help station described"), by=by)


@transaction.atomic
def renew_token(station: Station, *, by: Officer) -> None:
    """Give the public page a new address; posters with the old one lead nowhere from now on."""
    station.token = new_token()
    station.save(update_fields=["token"])
    log_event(station, "renew", _("Address of the public page renewed"), by=by)

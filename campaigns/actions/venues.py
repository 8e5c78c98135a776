"""Venues: kept, counted, used, recognised, closed and opened again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import StudioResult, Venue, VenueStanding, VenueStock, VenueUse
from campaigns.offices import runs
from campaigns.venue_levels import RANKS, VenueKind, VenueLevel
from kernel.days import months_after, today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.parameters import parameter
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

STOCK = ("books", "papers", "recordings")


def levels_given(officer: Officer, venue: Venue) -> list[VenueLevel]:
    """Levels this officer may write down for the venue; none where it is not theirs to say.

    A county recognises below itself; the city recognises at every level, and writes down what the
    province or the nation said of its own.
    """
    own = venue.union_id == officer.union_id and not officer.federation.root_is_county
    if not officer.oversees(venue):
        return []
    if CITY_STAFF.held_by(officer):
        higher = RANKS[VenueLevel.CITY] + 1 if own else 0
        return [lv for lv in VenueLevel if lv == VenueLevel.OWN or RANKS[lv] >= higher]
    if COUNTY_STAFF.held_by(officer) and not own:
        return [VenueLevel.OWN, VenueLevel.COUNTY]
    return []


def may_recognise(officer: Officer, venue: Venue) -> bool:
    """What stands at a higher level is not the county's to change."""
    return venue.is_open and venue.level in levels_given(officer, venue)


@transaction.atomic
def open_venue(venue: Venue, *, by: Officer) -> None:
    """Put a new venue of the officer's union on the register, with what stands in it."""
    for name, value in owned_by(by.union).items():
        setattr(venue, name, value)
    if not runs(by, venue):
        raise Refused(_("A venue is kept by the union that owns it."))
    venue.pinyin, venue.counted_on = pinyin_key(venue.name), venue.opened_on
    venue.save(force_insert=True)
    VenueStanding.objects.create(
        venue=venue, level=VenueLevel.OWN, full_time=venue.full_time, valid_from=venue.opened_on,
        **same_owner(venue),
    )  # fmt: skip
    counts = {name: getattr(venue, name) for name in STOCK}
    VenueStock.objects.create(
        venue=venue, counted_on=venue.opened_on, **counts, **same_owner(venue)
    )
    log_event(venue, "open", _("Venue entered"), by=by)


@transaction.atomic
def change_venue(venue: Venue, fields: list[str], *, by: Officer) -> None:
    """Raises Refused to another union's officer."""
    held = _hold(venue, by=by)
    changed = held.full_time != venue.full_time
    venue.pinyin = pinyin_key(venue.name)
    venue.save(update_fields=[*fields, "pinyin"])
    if changed and held.is_open:
        _stand(held, today(), full_time=venue.full_time)
    log_event(venue, "change", _("Venue changed"), by=by)


@transaction.atomic
def count_stock(stock: VenueStock, *, by: Officer) -> None:
    """Write down a count. Raises Refused where fewer books are counted than are lent out."""
    venue = _hold(stock.venue, by=by)
    if VenueStock.objects.filter(venue=venue, counted_on=stock.counted_on).exists():
        raise Refused(_("It was counted on that day."))
    for name, value in same_owner(venue).items():
        setattr(stock, name, value)
    stock.save(force_insert=True)
    if venue.counted_on is None or stock.counted_on >= venue.counted_on:
        if stock.books < venue.books_out:
            told = {"n": venue.books_out}
            raise Refused(_("%(n)s of its books are lent out: count them in.") % told)
        for name in (*STOCK, "counted_on"):
            setattr(venue, name, getattr(stock, name))
        venue.save(update_fields=[*STOCK, "counted_on"])
    log_event(venue, "count", _("Stock counted"), by=by, detail={"books": stock.books})


@transaction.atomic
def record_use(use: VenueUse, *, by: Officer) -> None:
    """Raises Refused for a day on which the venue was not open, and for what is on record."""
    venue = _hold(use.venue, by=by)
    if not VenueStanding.objects.as_of(use.day).filter(venue=venue, is_open=True).exists():
        raise Refused(_("The venue was not open on that day."))
    for name, value in same_owner(venue).items():
        setattr(use, name, value)
    known = VenueUse.objects.filter(venue=venue, day=use.day, activity=use.activity)
    if known.exists():
        raise Refused(_("This use is written down already."))
    use.save(force_insert=True)
    detail = {"visitors": use.visitors, "loans": use.loans}
    log_event(use, "use", _("Use written down"), by=by, detail=detail, title=str(venue))


@transaction.atomic
def record_result(result: StudioResult, *, by: Officer) -> None:
    """Raises Refused: only a studio has results, and its owner writes them down."""
    venue = _hold(result.venue, by=by)
    if venue.kind != VenueKind.STUDIO:
        raise Refused(_("Only an innovation studio has results."))
    for name, value in same_owner(venue).items():
        setattr(result, name, value)
    result.save(force_insert=True)
    log_event(result, "result", _("Result written down"), by=by)


@transaction.atomic
def close_venue(venue: Venue, on: date, reason: str, *, by: Officer) -> None:
    """Raises Refused while books are lent out or in, and where it is closed."""
    held = _hold(venue, by=by)
    if not held.is_open:
        raise Refused(_("It is closed already."))
    if held.books_in or held.books_out:
        raise Refused(_("Books are still lent out or lent to it: they go back first."))
    _stand(held, on, is_open=False)
    held.closed_on, held.close_reason = on, reason
    held.save(update_fields=["closed_on", "close_reason"])
    log_event(held, "close", _("Venue closed"), by=by, note=reason)


@transaction.atomic
def reopen_venue(venue: Venue, *, by: Officer) -> None:
    """From today, at the level it had. Raises Refused where it is open."""
    held = _hold(venue, by=by)
    if held.is_open:
        raise Refused(_("It is open."))
    _stand(held, today(), is_open=True)
    held.closed_on, held.close_reason = None, ""
    held.save(update_fields=["closed_on", "close_reason"])
    log_event(held, "reopen", _("Venue opened again"), by=by)


@transaction.atomic
def recognise_venue(venue: Venue, level: str, on: date, plate: str, *, by: Officer) -> None:
    """Give a level, confirm it anew, or take it away (`own`). Raises Refused."""
    held = _lock(venue)
    if not may_recognise(by, held) or level not in levels_given(by, held):
        raise Refused(_("This level is not yours to give."))
    given = level != VenueLevel.OWN
    plate = plate if given else ""
    _stand(held, on, level=level, plate=plate)
    held.level, held.plate = level, plate
    held.recognised_on, held.confirm_by = (on if given else None), None
    if given and held.kind == VenueKind.STUDIO:
        held.confirm_by = months_after(on, int(parameter("campaigns.studio_confirm_months")))
    held.save(update_fields=["level", "plate", "recognised_on", "confirm_by"])
    label = _("Level recognised") if given else _("Level withdrawn")
    log_event(held, "recognise", label, by=by, detail={"level": level, "on": f"{on}"})


def _lock(venue: Venue) -> Venue:
    rows = Venue.objects.select_related("union", "federation")
    return rows.select_for_update(of=("self",)).get(pk=venue.pk)


def _hold(venue: Venue, *, by: Officer) -> Venue:
    held = _lock(venue)
    if not runs(by, held):
        raise Refused(_("A venue is kept by the union that owns it."))
    return held


def _stand(venue: Venue, on: date, **changes: Any) -> None:
    """From the day on, what counts of the venue is changed."""
    last = VenueStanding.objects.get(venue=venue, valid_to=None)
    if on < last.valid_from or on > today():
        raise Refused(_("The day lies before the last change, or in the future."))
    last.valid_to = on
    last.save(update_fields=["valid_to"])
    known = {name: getattr(last, name) for name in ("is_open", "level", "plate", "full_time")}
    VenueStanding.objects.create(
        venue=venue, valid_from=on, **{**known, **changes}, **same_owner(venue)
    )

"""How boards say a figure, its change, and a place gained or lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernel.charts import Point
from kernel.figures import NO_FIGURE, percent, plain
from targets.indicators import Count, Indicator, value_of
from targets.sheets import Figure
from unions.models import Union

POINT = Decimal("0.05")  # less is no change of a percentage that is told to one decimal


@dataclass(frozen=True)
class Change:
    """Between two days. `tone`: green where it went the way that was asked for."""

    words: str
    tone: str = ""
    is_told: bool = True


def value_text(count: Count, *, is_rate: bool) -> str:
    if not is_rate:
        return str(count.numerator)
    return percent(count.numerator, count.denominator or 0)


def base_text(count: Count) -> str:
    if count.denominator is None:
        return ""
    return f"{count.numerator} / {count.denominator}" if count.denominator else NO_FIGURE


def change_of(now: Count, then: Count | None, *, is_rate: bool, fewer: bool = False) -> Change:
    """`fewer`: the target is a ceiling."""
    if then is None:
        return Change(_("nothing kept to compare with"), is_told=False)
    new, old = value_of(now, is_rate=is_rate), value_of(then, is_rate=is_rate)
    if new is None or old is None:
        return Change(_("nothing to compare with"))
    by = new - old
    if abs(by) < POINT:
        return Change(_("unchanged"))
    tone = "green" if (by < 0) == fewer else "amber"
    known = {"by": f"{'▲ +' if by > 0 else '▼ −'}{plain(abs(by))}"}
    return Change((_("%(by)s points") if is_rate else "%(by)s") % known, tone)


def moved(now: int | None, then: int | None) -> str:
    """Places gained or lost in a ranking, in words beside the arrow."""
    if now is None or then is None:
        return ""
    if now == then:
        return _("= same place")
    up, places = then > now, abs(then - now)
    words = (
        ngettext("▲ up %(places)s place", "▲ up %(places)s places", places)
        if up
        else ngettext("▼ down %(places)s place", "▼ down %(places)s places", places)
    )
    return words % {"places": places}


def point_of(known: Indicator, count: Count | None, day: date, place: Union, opens: bool) -> Point:
    """A figure as a mark of a chart, which opens its rows as of the day."""
    if count is None:
        return Point(None)
    value = value_of(count, is_rate=known.is_rate)
    href = Figure(known, day.year, place, day).url if opens and value is not None else ""
    return Point(value, value_text(count, is_rate=known.is_rate), href)


def day_words(day: date) -> str:
    """With its weekday, as a date by which something is to be done is said."""
    return date_format(day, _("l j F"))

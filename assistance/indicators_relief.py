"""Figures of hardship, each as of a day: who is on file, who of them was helped, what was paid.

Their rows are files, read by their numbers, which only the offices of assistance may open.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from assistance.models import HouseholdFile, Transfer
from assistance.models.funds import PAID_OUT
from targets.counting import Rows, counted_by, number_of, share_of
from targets.indicators import Count, Indicator, declare
from targets.places import where_stood
from targets.sources import PERCENT, RELIEF

NOBODY = "figures count for no officer; the caller narrows the rows"
STOOD, OF_THE_FILE = where_stood(), where_stood("aid__file__union")


def as_file(row: Any) -> tuple[str, str]:
    return row.number, row.get_absolute_url()


def on_file(day: date, year: int) -> Rows:
    return HouseholdFile.objects.unscoped(NOBODY).filed_by(day)


def paid_in(day: date, year: int) -> QuerySet[Transfer]:
    bookings = Transfer.objects.unscoped(NOBODY).filter(kind__in=PAID_OUT)
    return bookings.filter(made_on__gte=date(year, 1, 1), made_on__lte=day)


def helped(day: date, year: int) -> Exists:
    return Exists(paid_in(day, year).filter(aid__file=OuterRef("pk")))


def paid_by_county(day: date, year: int) -> list[Count]:
    """In whole yuan, for households with a file; each row counts its own yuan and fen."""
    found = counted_by(OF_THE_FILE, paid_in(day, year).exclude(aid__file=None), day)
    return [Count(row["in_county"], int(row["yuan"])) for row in found.annotate(yuan=Sum("amount"))]


def paid_rows(day: date, year: int, part: str) -> Rows:
    mine = paid_in(day, year).filter(aid__file=OuterRef("pk")).order_by()
    yuan = mine.values("aid__file").annotate(sum=Sum("amount")).values("sum")
    rows: Rows = HouseholdFile.objects.unscoped(NOBODY).annotate(counts=Subquery(yuan))
    return rows.filter(counts__gt=0)


FILE: dict[str, Any] = {
    "reads": as_file,
    "row_label": _("File"),
    "employer": "employer",
}

declare(
    Indicator(
        "assistance.helped",
        _("Households on file helped this year"),
        _("households on file"),
        unit=PERCENT,
        formula=_(
            "Households on file on the day to whom aid was paid, handed out or lent in the year "
            "by then ÷ households on file on the day"
        ),
        source=RELIEF,
        target="assistance.target_helped",
        **share_of(on_file, helped, STOOD),
        **FILE,
    ),
    Indicator(
        "assistance.on_file",
        _("Households on file"),
        _("households"),
        unit=_("households"),
        formula=_("Households put on file by the day that had not left by then"),
        source=RELIEF,
        **number_of(on_file, STOOD),
        **FILE,
    ),
    Indicator(
        "assistance.paid",
        _("Aid paid to households on file, yuan"),
        _("yuan paid"),
        is_rate=False,
        unit=_("yuan"),
        formula=_(
            "Aid paid, handed out or lent in the year by the day to households with a file; what "
            "was paid back is not taken off"
        ),
        source=RELIEF,
        by_county=paid_by_county,
        rows=paid_rows,
        place=STOOD,
        **FILE,
    ),
)

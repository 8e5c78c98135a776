"""Figures of aid of every kind, and of what stands beside money: cards, mutual aid, jobs by loans.

Their rows bear numbers, never names, and only the offices of assistance may open them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery, Sum
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.indicators_relief import paid_in
from assistance.models import Aid, BenefitCard, CardUse, JobsCreated, MutualCover, Partner
from assistance.models.funds import AidKind
from targets.counting import ONE, Chosen, Rows, counted_by, number_of, sum_of
from targets.indicators import Count, Indicator, declare
from targets.places import where_stood
from targets.sources import HAILAR, RELIEF, TONGAN
from unions.workflow import Words

NOBODY = "figures count for no officer; the caller narrows the rows"

Reads = Callable[[Any], tuple[str, str]]


def as_itself(row: Any) -> tuple[str, str]:
    return str(row), row.get_absolute_url()


def counted(chosen: Chosen, reads: Reads, row_label: Words) -> dict[str, Any]:
    """`chosen`: rows that each say what they count as `counts`."""
    return sum_of(chosen, where_stood()) | {"reads": reads, "row_label": row_label}


# One aid of a kind: how many were paid in the year, and how much.

AID: dict[str, Any] = {"reads": as_itself, "row_label": _("Aid")}


def aids_of(kind: str) -> dict[str, Any]:
    def aids(day: date, year: int) -> Rows:
        paid = Exists(paid_in(day, year).filter(aid=OuterRef("pk")))
        return Aid.objects.unscoped(NOBODY).filter(paid, kind=kind)

    return number_of(aids, where_stood()) | AID


def yuan_of(kind: str) -> dict[str, Any]:
    def by_county(day: date, year: int) -> list[Count]:
        paid = paid_in(day, year).filter(aid__kind=kind)
        found = counted_by(where_stood("aid__union"), paid, day).annotate(yuan=Sum("amount"))
        return [Count(row["in_county"], int(row["yuan"])) for row in found]

    def aids(day: date, year: int) -> Rows:
        mine = paid_in(day, year).filter(aid=OuterRef("pk")).order_by().values("aid")
        yuan = Subquery(mine.annotate(sum=Sum("amount")).values("sum"))
        found: Rows = Aid.objects.unscoped(NOBODY).filter(kind=kind).annotate(counts=yuan)
        return found.filter(counts__gt=0)

    # From the bookings, not from the aids: few are of the year.
    return sum_of(aids, where_stood()) | {"by_county": by_county} | AID


# What stands beside money.


def cards(day: date, year: int) -> Rows:
    return BenefitCard.objects.unscoped(NOBODY).valid_on(day).annotate(counts=ONE)


def partners(day: date, year: int) -> Rows:
    found: Rows = Partner.objects.unscoped(NOBODY).on(day).annotate(counts=ONE)
    return found


def saved(day: date, year: int) -> Rows:
    uses = CardUse.objects.unscoped(NOBODY).filter(used_on__year=year, used_on__lte=day)
    return uses.select_related("card").annotate(counts=F("saved"))


def covers(day: date, year: int) -> Rows:
    running = MutualCover.objects.unscoped(NOBODY).filter(begins_on__lte=day, ends_on__gte=day)
    return running.select_related("file").annotate(counts=ONE)


def jobs(day: date, year: int) -> Rows:
    found = JobsCreated.objects.unscoped(NOBODY).filter(since__year=year, since__lte=day)
    return found.select_related("loan").annotate(counts=F("persons"))


def as_partner(row: Any) -> tuple[str, str]:
    return row.name, reverse("assistance:partner-list")


def as_use(row: Any) -> tuple[str, str]:
    return f"{row.card.number} · {row.used_on}", row.card.get_absolute_url()


def as_cover(row: Any) -> tuple[str, str]:
    return f"{row.file.number} · {row.scheme}", row.file.get_absolute_url()


def as_job(row: Any) -> tuple[str, str]:
    return str(row.loan), row.loan.get_absolute_url()


OF_A_KIND = pgettext_lazy("a figure and its kind", "{kind}: {what}")
GIVEN, GRANTED = _("aids paid"), _("yuan paid")
# Training and placement are services: no money is booked for them.
MONEY = {
    AidKind.LIVING: RELIEF, AidKind.MEDICAL: RELIEF, AidKind.TUITION: RELIEF,
    AidKind.FESTIVAL: HAILAR, AidKind.TEMPORARY: RELIEF, AidKind.MUTUAL: TONGAN,
    AidKind.LOAN: HAILAR,
}  # fmt: skip
for kind, source in MONEY.items():
    declare(
        Indicator(
            f"assistance.aids_{kind}",
            format_lazy(OF_A_KIND, kind=kind.label, what=GIVEN),
            GIVEN,
            unit=pgettext_lazy("counted", "aids"),
            formula=_("Aids of the kind paid, handed out or lent in the year by the day"),
            source=source,
            **aids_of(kind),
        ),
        Indicator(
            f"assistance.yuan_{kind}",
            format_lazy(OF_A_KIND, kind=kind.label, what=GRANTED),
            GRANTED,
            unit=_("yuan"),
            formula=_(
                "What was paid, handed out or lent in the year by the day for aids of the kind; "
                "what was paid back is not taken off"
            ),
            source=source,
            **yuan_of(kind),
        ),
    )
declare(
    Indicator(
        "assistance.cards",
        _("Medical discount cards"),
        _("valid cards"),
        unit=pgettext_lazy("counted", "cards"),
        formula=_("Cards issued by the day, neither ended nor run out by then"),
        source=HAILAR,
        **counted(cards, as_itself, _("Card")),
    ),
    Indicator(
        "assistance.card_partners",
        _("Pharmacies and hospitals that take the card"),
        _("partners under agreement"),
        unit=pgettext_lazy("counted", "partners"),
        formula=_("Pharmacies and hospitals whose agreement runs on the day"),
        source=HAILAR,
        **counted(partners, as_partner, _("Partner")),
    ),
    Indicator(
        "assistance.cards_saved",
        _("Saved by medical discount cards"),
        _("yuan"),
        unit=_("yuan"),
        formula=_("What the cards took off the bills of the year by the day"),
        source=HAILAR,
        **counted(saved, as_use, _("Card")),
    ),
    Indicator(
        "assistance.mutual_covers",
        _("Covered by mutual aid, of households on file"),
        _("covers that run"),
        unit=_("persons"),
        formula=_("Covers of persons of households on file that run on the day, in any scheme"),
        source=TONGAN,
        **counted(covers, as_cover, _("File")),
    ),
    Indicator(
        "assistance.jobs_created",
        _("Jobs created by small loans"),
        _("persons at work"),
        unit=_("persons"),
        formula=_("Persons at work through a loan since a day of the year, by the day"),
        source=HAILAR,
        **counted(jobs, as_job, pgettext_lazy("figure", "Loan")),
    ),
)

"""Figures of the services, each as of a day: wages recovered, cases closed, calls answered in time.

Their rows are cases, which only the offices of assistance may see.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.models import HotlineTicket, LegalCase, MediationCase
from assistance.models.hotline import Channel
from assistance.workflows.legal import LegalStage
from assistance.workflows.mediation import MediationStage
from targets.counting import Chosen, Rows, number_of, share_of, sum_of
from targets.indicators import Indicator, declare
from targets.places import Place, where_stood
from targets.sources import HOTLINE, OURS, PERCENT, TONGAN

NOBODY = "figures count for no officer; the caller narrows the rows"


def as_case(row: Any) -> tuple[str, str]:
    return row.number, row.get_absolute_url()


STOOD = where_stood()
HELD = where_stood("holder")  # of calls: they go from one union to another
CASE: dict[str, Any] = {"reads": as_case, "row_label": _("Case")}


def legal_closed(day: date, year: int) -> Rows:
    cases = LegalCase.objects.unscoped(NOBODY).filter(stage=LegalStage.CLOSED)
    return cases.filter(closed_on__year=year, closed_on__lte=day)


def mediations_kept(day: date, year: int) -> Rows:
    cases = MediationCase.objects.unscoped(NOBODY).filter(stage=MediationStage.CLOSED)
    return cases.filter(closed_on__year=year, closed_on__lte=day)


def mediations_paid(day: date, year: int) -> Rows:
    """Without those whose call was won by legal aid after all: there it counts already."""
    won = legal_closed(day, year).filter(recovered__gt=0, ticket__isnull=False)
    return mediations_kept(day, year).exclude(ticket__in=won.values("ticket"))


def calls_answered(day: date, year: int) -> Rows:
    """Calls out of which no other case had grown by then: there, what was recovered counts."""
    calls: Rows = HotlineTicket.objects.unscoped(NOBODY).as_of(day)
    for cases in (LegalCase.objects.unscoped(NOBODY), MediationCase.objects.unscoped(NOBODY)):
        grown: Rows = cases.filter(ticket__isnull=False, opened_on__lte=day)
        calls = calls.exclude(pk__in=grown.values("ticket"))
    return calls.filter(told_on__year=year, told_on__lte=day)


def yuan_of(chosen: Chosen, column: str = "recovered", place: Place = STOOD) -> dict[str, Any]:
    """The sum of what was recovered."""

    def with_yuan(day: date, year: int) -> Rows:
        found: Rows = chosen(day, year).annotate(counts=F(column))
        return found.filter(counts__gt=0)

    return sum_of(with_yuan, place) | CASE


def cases_of(chosen: Chosen, place: Place = STOOD) -> dict[str, Any]:
    return number_of(chosen, place) | CASE


def mediations_ended(day: date, year: int) -> Rows:
    """Agreed or failed for good in the year; what was withdrawn was not mediated to an end."""
    cases = MediationCase.objects.unscoped(NOBODY).exclude(stage=MediationStage.WITHDRAWN)
    agreed = Q(agreed_on__year=year, agreed_on__lte=day)
    return cases.filter(agreed | Q(agreed_on=None, closed_on__year=year, closed_on__lte=day))


def agreed_and_kept(day: date, year: int) -> Q:
    """Agreed by the day, and not broken by then."""
    broken = Q(stage=MediationStage.REFERRED, closed_on__lte=day)
    return Q(agreed_on__lte=day) & ~broken


def calls_received(*channels: str) -> Chosen:
    def found(day: date, year: int) -> Rows:
        calls = HotlineTicket.objects.unscoped(NOBODY).as_of(day)
        calls = calls.filter(received_on__year=year, received_on__lte=day)
        return calls.filter(channel__in=channels) if channels else calls

    return found


def calls_due(day: date, year: int) -> Rows:
    return HotlineTicket.objects.unscoped(NOBODY).due_by(day, year)


def in_time(day: date, year: int) -> Q:
    return Q(told_on__lte=day) & Q(told_on__lte=F("promised_on"))


BY_CHANNEL = pgettext_lazy("a figure and its channel", "Hotline cases: {channel}")
declare(
    Indicator(
        "assistance.wages_legal", _("Recovered by legal aid"), _("yuan"), unit=_("yuan"),
        formula=_("What was recovered in cases of legal aid closed in the year by the day"),
        source=OURS, **yuan_of(legal_closed),
    ),
    Indicator(
        "assistance.wages_mediation", _("Wages recovered by mediation"), _("yuan"),
        unit=_("yuan"),
        formula=_(
            "What was recovered in mediations closed in the year by the day, without those whose "
            "call was won by legal aid in the year"
        ),
        source=OURS, **yuan_of(mediations_paid),
    ),
    Indicator(
        "assistance.wages_hotline", _("Wages recovered by the hotline"), _("yuan"),
        unit=_("yuan"),
        formula=_(
            "What was recovered by calls answered in the year by the day, without calls out of "
            "which a case had been opened by then"
        ),
        source=HOTLINE, **yuan_of(calls_answered, "regained", HELD),
    ),
    Indicator(
        "assistance.legal_closed", _("Cases of legal aid closed"), _("cases"),
        unit=_("cases"), formula=_("Cases of legal aid closed in the year by the day"),
        source=OURS, **cases_of(legal_closed),
    ),
    Indicator(
        "assistance.mediations", _("Disputes mediated"), _("disputes that ended in the year"),
        unit=pgettext_lazy("counted", "disputes"),
        formula=_(
            "Disputes agreed in the year by the day, or over without an agreement; without those "
            "withdrawn"
        ),
        source=OURS, **cases_of(mediations_ended),
    ),
    Indicator(
        "assistance.hotline_calls", _("Hotline cases"), _("cases received"), unit=_("cases"),
        formula=_("Hotline cases received in the year by the day, whatever the channel"),
        source=TONGAN, **cases_of(calls_received(), HELD),
    ),
    *(
        Indicator(
            f"assistance.hotline_{channel}",
            format_lazy(BY_CHANNEL, channel=channel.label), _("cases received"),
            unit=_("cases"),
            formula=_("Hotline cases received by this channel in the year by the day"),
            source=HOTLINE, **cases_of(calls_received(channel.value), HELD),
        )
        for channel in Channel
    ),
    Indicator(
        "assistance.mediation_success", _("Disputes mediated with success"),
        _("disputes that ended in the year"), target="assistance.target_mediation",
        unit=PERCENT,
        formula=_(
            "Disputes agreed in the year by the day and not broken by then ÷ disputes agreed in "
            "the year by the day, or over without an agreement; without those withdrawn"
        ),
        source=OURS, **share_of(mediations_ended, agreed_and_kept, STOOD), **CASE,
    ),
    Indicator(
        "assistance.hotline_in_time", _("Calls answered in time"),
        _("calls of the year answered or due"), target="assistance.target_hotline",
        unit=PERCENT,
        formula=_(
            "Calls of the year answered by the day and in time ÷ calls of the year answered by "
            "the day, or whose promised day has passed"
        ),
        source=HOTLINE, **share_of(calls_due, in_time, HELD), **CASE,
    ),
)  # fmt: skip

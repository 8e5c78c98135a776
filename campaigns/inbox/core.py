"""What of campaigns waits on the workbench: a report to write, reports to decide."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign, Participation
from campaigns.offices import ISSUERS, UNITS
from campaigns.workflows.campaign import TO_REPORT, CampaignStage, PartStage
from kernel.days import today
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level, holds_any


def to_report(officer: Officer) -> Any:
    parts = Participation.objects.visible_to(officer).select_related("campaign__union")
    if not holds_any(officer, UNITS):
        return parts.none()
    mine = parts.filter(union_id=officer.union_id, campaign__stage=CampaignStage.ISSUED)
    return mine.awaiting([*TO_REPORT])


def to_accept(officer: Officer) -> Any:
    """Reports of the units below: the county's to decide; a county's own, the city's."""
    parts = Participation.objects.visible_to(officer).select_related("campaign", "union")
    reported = parts.awaiting([PartStage.REPORTED])
    if COUNTY_STAFF.held_by(officer):
        return reported.exclude(union__level=Level.COUNTY)
    if CITY_STAFF.held_by(officer):
        return reported.filter(union__level=Level.COUNTY)
    return parts.none()


def with_late_units(officer: Officer) -> Any:
    """Campaigns one has issued of which units are past their day; a thousand units, one line."""
    campaigns = Campaign.objects.visible_to(officer)
    if not holds_any(officer, ISSUERS):
        return campaigns.none()
    late = Q(parts__stage__in=TO_REPORT, parts__due_on__lt=today())
    mine = campaigns.filter(union_id=officer.union_id).awaiting([CampaignStage.ISSUED])
    return mine.annotate(late_units=Count("parts", filter=late)).filter(late_units__gt=0)


def report_line(part: Participation, officer: Officer) -> ToDo:
    words = [part.get_stage_display()]
    if part.urged_on:
        words.append(_("urged on %(day)s") % {"day": date_format(part.urged_on, "m-d")})
    return ToDo(
        tag=_("Campaign"),
        title=part.campaign.title,
        sub=" · ".join(str(word) for word in words),
        url=part.get_absolute_url(),
        due_on=part.due_on,
        tone="red",
    )


def accept_line(part: Participation, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Campaign"),
        title=part.campaign.title,
        sub=_("Report of %(unit)s to accept or send back") % {"unit": part.union.name},
        url=part.get_absolute_url(),
        due_on=part.due_on,
        tone="red",
    )


def late_units_line(campaign: Campaign, officer: Officer) -> ToDo:
    late = campaign.late_units  # type: ignore[attr-defined]  # counted above
    told = ngettext("%(count)d unit is late to report", "%(count)d units are late to report", late)
    return ToDo(
        tag=_("Late below"),
        title=campaign.title,
        sub=told % {"count": late},
        url=f"{reverse('campaigns:campaign-parts', args=[campaign.pk])}?stage=silent&late=on",
        due_on=campaign.report_by,
        tone="amber",
    )


SOURCES += [
    Source("campaigns:part-list", to_report, report_line),
    Source("campaigns:part-list", to_accept, accept_line),
    Source("campaigns:campaign-list", with_late_units, late_units_line),
]

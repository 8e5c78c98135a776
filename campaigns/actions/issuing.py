"""Issuing a campaign to units in bulk, and urging those who have not reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from campaigns.actions.drafting import may_write
from campaigns.models import Campaign, FormVersion
from campaigns.prefill import known_count
from campaigns.workflows.campaign import CAMPAIGN, TO_REPORT, CampaignStage, CampaignStep, PartStage
from kernel.days import today
from kernel.figures import percent
from unions.events import log_event
from unions.models import Officer, Union
from unions.parameters import parameter
from unions.refusals import Refused

_INVITE = """
INSERT INTO campaigns_participation
    (federation_id, county_id, township_id, union_id, campaign_id, version_id, stage, moves,
     due_on, answers)
SELECT federation_id, county_id, township_id, union_id, %s, %s, %s, 0, %s, '{}'::jsonb
FROM ({units}) AS units (federation_id, county_id, township_id, union_id) ORDER BY union_id
ON CONFLICT (campaign_id, union_id) DO NOTHING
"""


@dataclass(frozen=True)
class Burden:
    """What a form costs those it is sent to, before it is sent."""

    fields: int
    units: int
    minutes: int  # for one field
    known: int  # answers, of fields × units, that the portal fills in

    @property
    def answers(self) -> int:
        return self.fields * self.units

    @property
    def hours(self) -> float:
        """Person-hours if everything had to be typed."""
        return self.answers * self.minutes / 60

    @property
    def share(self) -> str:
        """What share of the answers the portal fills in."""
        return percent(self.known, self.answers)

    @property
    def hours_left(self) -> float:
        return (self.answers - self.known) * self.minutes / 60


def burden_of(campaign: Campaign, units: QuerySet[Union]) -> Burden:
    fields = campaign.questions
    count, known = known_count(campaign, fields, units)
    minutes = int(parameter("campaigns.minutes_a_field"))
    return Burden(len(fields), count, minutes, sum(known.values()))


def units_open_to(campaign: Campaign, officer: Officer) -> QuerySet[Union]:
    """Unions below the issuer that are not asked yet."""
    below = Union.objects.visible_to(officer).open().exclude(pk=campaign.union_id)
    asked = campaign.parts.values("union_id")
    return below.exclude(pk__in=asked)


@transaction.atomic
def issue_campaign(
    campaign: Campaign,
    units: QuerySet[Union],
    *,
    by: Officer,
    seen: int | None = None,
    chosen: dict[str, Any] | None = None,
) -> int:
    """Put the form in force and ask the units, however many, in one statement.

    `chosen`: the filter they were chosen by, for the log. Raises MoveRefused, and asks nobody.
    """
    version = _form_to_ask_by(campaign, by)
    if version.is_open:
        version.in_force_on = today()
        version.save(update_fields=["in_force_on"])
    asked = _invite(campaign, version, units)
    detail = {"asked": asked, "chosen": chosen or {}}
    CAMPAIGN.take(CampaignStep.ISSUE, campaign, by=by, seen=seen, detail=detail)
    return asked


@transaction.atomic
def invite_units(
    campaign: Campaign,
    units: QuerySet[Union],
    *,
    by: Officer,
    chosen: dict[str, Any] | None = None,
) -> int:
    """Ask further units of a campaign under way; who was asked before is not asked twice."""
    version = _form_to_ask_by(campaign, by)
    if campaign.stage != CampaignStage.ISSUED:
        raise Refused(_("Units can be added only while the campaign is under way."))
    asked = _invite(campaign, version, units)
    detail = {"asked": asked, "chosen": chosen or {}}
    log_event(campaign, "invite", _("Units added"), by=by, detail=detail)
    return asked


def _form_to_ask_by(campaign: Campaign, by: Officer) -> FormVersion:
    form = campaign.form
    if form is None or not may_write(campaign, by):
        raise Refused(_("This campaign is not yours to issue."))
    return form


def _invite(campaign: Campaign, version: FormVersion, units: QuerySet[Union]) -> int:
    columns = ("federation_id", "county_id", "township_id", "pk")
    inner, values = units.order_by().values_list(*columns).query.sql_with_params()
    mine: list[Any] = [campaign.pk, version.pk, PartStage.INVITED.value, campaign.report_by]
    with connection.cursor() as cursor:
        cursor.execute(_INVITE.replace("{units}", inner), [*mine, *values])
        return int(cursor.rowcount)


@transaction.atomic
def urge_units(campaign: Campaign, *, by: Officer) -> int:
    """Remind everyone who has not reported; it stands on their workbench.

    Raises Refused on the second time in a day, and where nobody is left to remind.
    """
    if not may_write(campaign, by) or campaign.stage != CampaignStage.ISSUED:
        raise Refused(_("Units are urged by who issued the campaign, while it is under way."))
    day = today()
    mine = Campaign.objects.unscoped("found by the caller").filter(pk=campaign.pk)
    # Two people who press at once: the second finds the day written.
    if not mine.filter(Q(urged_on=None) | Q(urged_on__lt=day)).update(urged_on=day):
        raise Refused(_("The units have been urged today already."))
    urged = campaign.parts.filter(stage__in=TO_REPORT).update(urged_on=day)
    if not urged:
        raise Refused(_("Everyone has reported."))
    campaign.urged_on = day
    log_event(campaign, "urge", _("Units urged"), by=by, detail={"urged": urged})
    return urged

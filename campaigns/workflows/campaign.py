"""The life of a campaign, and of one union's part in it.

A campaign, moved by the union that issues it:
draft --issue--> issued --close--> closed --sum-up--> summed-up
draft --drop--> dropped; closed --reopen--> issued
A part, reported by the union that was asked, accepted by the level above:
invited --report--> reported --accept--> accepted
                    reported --send-back--> returned --report--> reported
invited, returned --excuse--> excused

Who reports and who accepts depends on the level of the union asked: the edges of a part stand in
the table once for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.days import today
from unions.models import Officer
from unions.offices import BASE_CHAIR, CITY_STAFF, COUNTY_STAFF, TOWNSHIP_STAFF, Level, Office
from unions.workflow import Deadline, Move, Workflow


class CampaignStage(TextChoices):
    DRAFT = "draft", _("Being drafted")
    ISSUED = "issued", _("Under way")
    CLOSED = "closed", _("Closed")
    SUMMED_UP = "summed-up", _("Summed up")
    DROPPED = "dropped", _("Dropped")


class CampaignStep(TextChoices):
    ISSUE = "issue", pgettext_lazy("campaign", "Issue")
    CLOSE = "close", pgettext_lazy("campaign", "Close")
    REOPEN = "reopen", _("Open again")
    SUM_UP = "sum-up", _("Sum up")
    DROP = "drop", _("Drop")


class PartStage(TextChoices):
    INVITED = "invited", _("To be reported")
    REPORTED = "reported", pgettext_lazy("report", "Reported")
    RETURNED = "returned", _("Returned for changes")
    ACCEPTED = "accepted", pgettext_lazy("report", "Accepted")
    EXCUSED = "excused", _("Excused")


class PartStep(TextChoices):
    REPORT = "report", pgettext_lazy("step", "Report")
    ACCEPT = "accept", pgettext_lazy("report", "Accept")
    SEND_BACK = "send-back", _("Send back")
    EXCUSE = "excuse", _("Excuse")


TO_REPORT = (PartStage.INVITED, PartStage.RETURNED)
ANSWERED = (PartStage.REPORTED, PartStage.ACCEPTED)  # what a summing-up adds up


def what_issuing_lacks(campaign: Any) -> list[str]:
    return list(campaign.missing_to_issue())


def what_summing_up_lacks(campaign: Any) -> list[str]:
    return list(campaign.missing_to_sum_up())


def of_level(level: Level) -> Callable[[Any], bool]:
    return lambda record: bool(record.union.level == level)


C, D = CampaignStage, CampaignStep


def campaign_moves(level: Level, office: Office) -> list[Move]:
    """A campaign is moved at the level that drafted it, and at no other."""
    own = of_level(level)
    return [
        Move(C.DRAFT, D.ISSUE, C.ISSUED, (office,), when=own, guard=what_issuing_lacks,
             follows=_("The units chosen are asked to report.")),
        Move(C.DRAFT, D.DROP, C.DROPPED, (office,), when=own, needs_note=True, optional=True),
        Move(C.ISSUED, D.CLOSE, C.CLOSED, (office,), when=own, optional=True,
             follows=_("No more reports come in; those that wait are still decided.")),
        Move(C.CLOSED, D.REOPEN, C.ISSUED, (office,), when=own, needs_note=True, optional=True),
        Move(C.CLOSED, D.SUM_UP, C.SUMMED_UP, (office,), when=own, guard=what_summing_up_lacks),
    ]  # fmt: skip


CAMPAIGN = Workflow(
    *campaign_moves(Level.FEDERATION, CITY_STAFF), *campaign_moves(Level.COUNTY, COUNTY_STAFF)
)

# Who reports for a union of each level, and who accepts it.
DESKS: dict[Level, tuple[Office, Office]] = {
    Level.BASE: (BASE_CHAIR, COUNTY_STAFF),
    Level.TOWNSHIP: (TOWNSHIP_STAFF, COUNTY_STAFF),
    Level.COUNTY: (COUNTY_STAFF, CITY_STAFF),
}


def issued_above(level: Level) -> Callable[[Any], bool]:
    """The city may decide on any part of its own campaign, but nobody waits for it."""
    return lambda part: bool(
        part.union.level == level
        and part.campaign.union.level == Level.FEDERATION
        and not part.federation.root_is_county
    )


def what_a_report_lacks(part: Any) -> list[str]:
    return list(part.missing_to_report())


def reported_today(part: Any, by: Officer | None) -> dict[str, Any]:
    return {"reported_on": today()}


def accepted_today(part: Any, by: Officer | None) -> dict[str, Any]:
    return {"accepted_on": today()}


S, T = PartStage, PartStep
ACCEPT = Deadline("campaigns.accept_days")
CORRECT = Deadline("campaigns.correct_days")


def part_moves(level: Level, reporter: Office, decider: Office) -> list[Move]:
    here = of_level(level)
    return [
        *(
            Move(stage, T.REPORT, S.REPORTED, (reporter,), when=here, guard=what_a_report_lacks,
                 due=ACCEPT, sets=reported_today)
            for stage in TO_REPORT
        ),
        *deciding(here, decider),
        *([] if decider == CITY_STAFF else deciding(issued_above(level), CITY_STAFF, waits=False)),
    ]  # fmt: skip


def deciding(when: Callable[[Any], bool], office: Office, *, waits: bool = True) -> list[Move]:
    return [
        Move(S.REPORTED, T.ACCEPT, S.ACCEPTED, (office,), when=when, decision=True,
             optional=not waits, sets=accepted_today),
        Move(S.REPORTED, T.SEND_BACK, S.RETURNED, (office,), when=when, decision=True,
             needs_note=True, optional=True, due=CORRECT),
        *(
            Move(stage, T.EXCUSE, S.EXCUSED, (office,), when=when, decision=True,
                 needs_note=True, optional=True)
            for stage in TO_REPORT
        ),
    ]  # fmt: skip


PART = Workflow(*(move for level, desks in DESKS.items() for move in part_moves(level, *desks)))

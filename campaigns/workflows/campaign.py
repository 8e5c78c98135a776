"""The life of a campaign, and of one union's part in it.

A campaign:
draft --issue--> issued --close--> closed --sum-up--> summed-up
A part:
invited --report--> reported --accept--> accepted
                    reported --send-back--> returned --report--> reported
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CampaignStage(TextChoices):
    DRAFT = "draft", _("Being drafted")
    ISSUED = "issued", _("Under way")
    CLOSED = "closed", _("Closed")
    SUMMED_UP = "summed-up", _("Summed up")
    DROPPED = "dropped", _("Dropped")


class CampaignStep(TextChoices):
    ISSUE = "issue", _("Issue")
    CLOSE = "close", _("Close")
    SUM_UP = "sum-up", _("Sum up")
    DROP = "drop", _("Drop")


class PartStage(TextChoices):
    INVITED = "invited", _("To be reported")
    REPORTED = "reported", _("Reported")
    RETURNED = "returned", _("Returned for changes")
    ACCEPTED = "accepted", _("Accepted")
    EXCUSED = "excused", _("Excused")


class PartStep(TextChoices):
    REPORT = "report", _("Report")
    ACCEPT = "accept", _("Accept")
    SEND_BACK = "send-back", _("Send back")
    EXCUSE = "excuse", _("Excuse")

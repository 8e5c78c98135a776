"""The life of a yearly target: the sheet a city issues, and each county's share of it.

sheet:  draft --issue--> issued
share:  draft --issue--> issued --accept--> accepted
                           |  ^                ^
                        counter  reissue     agree
                           v  |                |
                         countered ------------+
"""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unions.jobs import start_job
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.workflow import Deadline, Move, Workflow


class SheetStage(TextChoices):
    DRAFT = "draft", _("Being drafted")
    ISSUED = "issued", _("Issued")


class ShareStage(TextChoices):
    DRAFT = "draft", _("Not yet issued")
    ISSUED = "issued", _("Waiting for the county's answer")
    COUNTERED = "countered", _("Counter-proposal")
    ACCEPTED = "accepted", _("Taken on")


class Step(TextChoices):
    ISSUE = "issue", _("Issue")
    ACCEPT = "accept", _("Take on the share")
    COUNTER = "counter", _("Counter-propose")
    REISSUE = "reissue", _("Issue again")
    AGREE = "agree", _("Agree to the counter-proposal")


ANSWER = Deadline("targets.answer_days")
NOTICE = "targets.notice"  # the job that prints an issued sheet for the counties


def what_the_sheet_lacks(sheet: Any) -> list[str]:
    return list(sheet.missing_to_issue())


def issue_shares(sheet: Any, by: Officer | None) -> None:
    for share in sheet.shares.select_related("sheet", "union").order_by("pk"):
        SHARE.follow_on(Step.ISSUE, share, by=by)
    title = gettext("Notice of the targets of %(year)s") % {"year": sheet.year}
    start_job(NOTICE, title, {"sheet_id": sheet.pk}, union=sheet.union, by=by)


def take_the_counter(share: Any, by: Officer | None) -> None:
    share.settle_on(share.counter)


SHARE = Workflow(
    Move(ShareStage.DRAFT, Step.ISSUE, ShareStage.ISSUED, (), due=ANSWER),
    Move(
        ShareStage.ISSUED,
        Step.ACCEPT,
        ShareStage.ACCEPTED,
        (COUNTY_STAFF,),
        follows=_("The county can then choose its enterprises."),
    ),
    Move(
        ShareStage.ISSUED,
        Step.COUNTER,
        ShareStage.COUNTERED,
        (COUNTY_STAFF,),
        needs_note=True,
        due=ANSWER,
        follows=_("The city answers with a new figure or agrees."),
    ),
    Move(
        ShareStage.COUNTERED,
        Step.REISSUE,
        ShareStage.ISSUED,
        (CITY_STAFF,),
        needs_note=True,
        due=ANSWER,
        follows=_("The county reads your reason and answers again."),
    ),
    Move(
        ShareStage.COUNTERED,
        Step.AGREE,
        ShareStage.ACCEPTED,
        (CITY_STAFF,),
        then=take_the_counter,
        follows=_("The county's figure becomes its share."),
    ),
)

SHEET = Workflow(
    Move(
        SheetStage.DRAFT,
        Step.ISSUE,
        SheetStage.ISSUED,
        (CITY_STAFF,),
        guard=what_the_sheet_lacks,
        then=issue_shares,
        follows=_("Each county finds its share on its workbench, with the notice as PDF."),
    ),
)

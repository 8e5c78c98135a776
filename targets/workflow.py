"""The life of a yearly target: the sheet a city issues, and each county's share of it.

sheet:  draft --issue--> issued --replace (a later version is issued)--> replaced
share:  draft --issue--> issued --accept--> accepted --sign--> signed by the county --sign--> signed
          |                |  ^                ^
          |             counter  reissue     agree
          |                v  |                |
          |              countered ------------+
          +--carry--> where the same figures stood in the version before, which is replaced
"""

from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unions.jobs import start_job
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level, Office, Role
from unions.workflow import Deadline, Move, Workflow

COUNTY_HEADS = (Office(Level.COUNTY, Role.CHAIR), Office(Level.COUNTY, Role.VICE_CHAIR))
CITY_HEADS = (Office(Level.FEDERATION, Role.CHAIR), Office(Level.FEDERATION, Role.VICE_CHAIR))


class SheetStage(TextChoices):
    DRAFT = "draft", _("Being drafted")
    ISSUED = "issued", _("Issued")
    REPLACED = "replaced", _("Replaced by a later version")


class ShareStage(TextChoices):
    DRAFT = "draft", _("Not yet issued")
    ISSUED = "issued", _("Waiting for the county's answer")
    COUNTERED = "countered", _("Counter-proposal")
    ACCEPTED = "accepted", _("Taken on")
    COUNTY_SIGNED = "county_signed", _("Signed by the county")
    SIGNED = "signed", _("Signed by both")
    REPLACED = "replaced", _("Replaced by a later version")


class Step(TextChoices):
    ISSUE = "issue", _("Issue")
    CARRY = "carry", _("Carry over from the version before")
    ACCEPT = "accept", _("Take on the share")
    COUNTER = "counter", _("Counter-propose")
    REISSUE = "reissue", _("Issue again")
    AGREE = "agree", _("Agree to the counter-proposal")
    RAISE = "raise", _("Hand out what is left")
    SIGN = "sign", _("Sign")
    REPLACE = "replace", _("Replace")


ANSWER = Deadline("targets.answer_days")
SIGNATURE = Deadline("targets.sign_days")
NOTICE = "targets.notice"  # the job that prints an issued sheet, or a share that was signed

# Stages whose figures the county has taken on.
TAKEN_ON = (ShareStage.ACCEPTED, ShareStage.COUNTY_SIGNED, ShareStage.SIGNED)


def what_the_sheet_lacks(sheet: Any) -> list[str]:
    return list(sheet.missing_to_issue())


def issued_today(sheet: Any, by: Officer | None) -> dict[str, Any]:
    return {"issued_at": timezone.now()}


def issue_shares(sheet: Any, by: Officer | None) -> None:
    before = sheet.version_before()
    # No county answers the version before while it is being replaced.
    old = list(before.shares.select_for_update().order_by("pk")) if before else []
    for share in sheet.shares.select_related("sheet", "union", "previous").order_by("pk"):
        stands = share.previous is not None and share.previous.stage in TAKEN_ON
        unchanged = stands and share.asks_the_same_as(share.previous)
        SHARE.follow_on(Step.CARRY if unchanged else Step.ISSUE, share, by=by)
    for share in old:
        SHARE.follow_on(Step.REPLACE, share, by=by)
    if before:
        SHEET.follow_on(Step.REPLACE, before, by=by)
    title = gettext("Notice of the targets of %(year)s") % {"year": sheet.year}
    start_job(NOTICE, title, {"sheet_id": sheet.pk}, union=sheet.union, by=by)


def stood_at(stage: ShareStage) -> Any:
    def stood(share: Any) -> bool:
        return share.previous is not None and share.previous.stage == stage

    return stood


def signatures_before(share: Any, by: Officer | None) -> dict[str, Any]:
    return dict(share.previous.signatures())


def county_signs(share: Any, by: Officer | None) -> dict[str, Any]:
    return {"county_signed_by": by, "county_signed_at": timezone.now()}


def city_signs(share: Any, by: Officer | None) -> dict[str, Any]:
    return {"city_signed_by": by, "city_signed_at": timezone.now()}


def take_the_counter(share: Any, by: Officer | None) -> None:
    share.settle_on_the_counter()


def print_contract(share: Any, by: Officer | None) -> None:
    title = gettext("Target contract of %(county)s, %(year)s")
    known = {"county": share.union.short_name, "year": share.sheet.year}
    start_job(NOTICE, title % known, {"share_id": share.pk}, union=share.union, by=by)


SHARE = Workflow(
    Move(ShareStage.DRAFT, Step.ISSUE, ShareStage.ISSUED, (), due=ANSWER),
    *[
        Move(
            ShareStage.DRAFT,
            Step.CARRY,
            stage,
            (),
            due=None if stage == ShareStage.SIGNED else SIGNATURE,
            when=stood_at(stage),
            sets=signatures_before,
        )
        for stage in TAKEN_ON
    ],
    Move(
        ShareStage.ISSUED,
        Step.ACCEPT,
        ShareStage.ACCEPTED,
        (COUNTY_STAFF,),
        due=SIGNATURE,
        follows=_("The county can then choose its enterprises; its chair signs."),
    ),
    Move(
        ShareStage.ISSUED,
        Step.COUNTER,
        ShareStage.COUNTERED,
        (COUNTY_STAFF,),
        needs_note=True,
        due=ANSWER,
        follows=_("The city answers with new figures or agrees."),
    ),
    Move(
        ShareStage.COUNTERED,
        Step.REISSUE,
        ShareStage.ISSUED,
        (CITY_STAFF,),
        needs_note=True,
        due=ANSWER,
        follows=_("The county reads your reasons and answers again."),
    ),
    Move(
        ShareStage.COUNTERED,
        Step.AGREE,
        ShareStage.ACCEPTED,
        (CITY_STAFF,),
        due=SIGNATURE,
        then=take_the_counter,
        follows=_("The county's figures become its share."),
    ),
    *[
        Move(
            stage,
            Step.RAISE,
            ShareStage.ISSUED,
            (CITY_STAFF,),
            needs_note=True,
            optional=True,
            due=ANSWER,
            follows=_("The county answers to the larger share."),
        )
        for stage in (ShareStage.ISSUED, ShareStage.ACCEPTED)
    ],
    Move(
        ShareStage.ACCEPTED,
        Step.SIGN,
        ShareStage.COUNTY_SIGNED,
        COUNTY_HEADS,
        due=SIGNATURE,
        sets=county_signs,
        follows=_("The city's chair signs after you."),
    ),
    Move(
        ShareStage.COUNTY_SIGNED,
        Step.SIGN,
        ShareStage.SIGNED,
        CITY_HEADS,
        decision=True,
        sets=city_signs,
        then=print_contract,
        follows=_("The share is then fixed, and its contract is printed."),
    ),
    *[
        Move(stage, Step.REPLACE, ShareStage.REPLACED, ())
        for stage in (ShareStage.ISSUED, ShareStage.COUNTERED, *TAKEN_ON)
    ],
)

SHEET = Workflow(
    Move(
        SheetStage.DRAFT,
        Step.ISSUE,
        SheetStage.ISSUED,
        (CITY_STAFF,),
        guard=what_the_sheet_lacks,
        sets=issued_today,
        then=issue_shares,
        follows=_("Each county finds its share on its workbench, with the notice as PDF."),
    ),
    Move(SheetStage.ISSUED, Step.REPLACE, SheetStage.REPLACED, ()),
)

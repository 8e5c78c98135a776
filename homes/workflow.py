"""The life of a home plan. Who may do what, and when, is all here.

listed --notify--> drafting --submit--> submitted --approve--> approved --gather--> gathered
                      ^                     |                      |                   |
                   returned <---- send back +------ send back -----+----- send back ---+
                                                                                       |
   +------------------------------------- confirm -------------------------------------+
   v
building --assess--> assessed --apply--> applied --inspect--> inspecting --pass--> publicity
   ^                    |                   |                     |                  |    |
   +---- send back -----+---- send back ----+                    fail             object accept
                                                                  v                  v    v
          next year's plan <--carry-- carried <--carry-- failed <--uphold-- objection    accepted

A county gathers its approved plans into a county plan, and has them back when the city returns it
(gathered --release--> approved); a panel inspects a plan. Their tables stand below the plan's own.
"""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.events import log_event
from unions.models import Officer
from unions.offices import BASE_CHAIR, CITY_STAFF, COUNTY_STAFF
from unions.workflow import Deadline, Move, Workflow

CHAIR, COUNTY, CITY = (BASE_CHAIR,), (COUNTY_STAFF,), (CITY_STAFF,)
CONSEQUENCE = ()  # nobody's button: what follows from a county plan, a panel, or the calendar


class Stage(TextChoices):
    LISTED = "listed", _("On the list")
    DRAFTING = "drafting", _("Being drafted")
    RETURNED = "returned", _("Returned for changes")
    SUBMITTED = "submitted", _("Waiting for the county")
    APPROVED = "approved", _("Approved by the county")
    GATHERED = "gathered", _("Waiting for the city")
    BUILDING = "building", _("Being built")
    ASSESSED = "assessed", _("Self-assessed")
    APPLIED = "applied", _("Waiting for inspection")
    INSPECTING = "inspecting", _("Under inspection")
    PUBLICITY = "publicity", _("In publicity")
    OBJECTION = "objection", _("Objection raised")
    ACCEPTED = "accepted", _("Accepted")
    FAILED = "failed", _("Not accepted")
    CARRIED = "carried", _("Carried to next year")
    WITHDRAWN = "withdrawn", pgettext_lazy("plan", "Withdrawn")
    REVOKED = "revoked", _("Honour revoked")


class Step(TextChoices):
    NOTIFY = "notify", _("Notify the enterprise")
    SUBMIT = "submit", _("Submit")
    APPROVE = "approve", _("Approve")
    SEND_BACK = "send-back", _("Send back")
    GATHER = "gather", _("Gather into the county's plan")
    RELEASE = "release", _("Give back to the county")
    CONFIRM = "confirm", _("Confirm")
    ASSESS = "assess", _("Hand in the self-assessment")
    REOPEN = "reopen", _("Take back the self-assessment")
    APPLY = "apply", _("Apply for acceptance")
    INSPECT = "inspect", _("Begin the inspection")
    PASS = "pass", _("Pass")
    FAIL = "fail", _("Fail")
    CALL_OFF = "call-off", _("Call off the inspection")
    OBJECT = "object", _("Record an objection")
    DISMISS = "dismiss", _("Dismiss the objection")
    UPHOLD = "uphold", _("Uphold the objection")
    ACCEPT = "accept", _("Accept")
    CARRY = "carry", _("Carry to next year")
    WITHDRAW = "withdraw", _("Take off the list")
    REVOKE = "revoke", _("Revoke the honour")


def what_a_submission_lacks(plan: Any) -> list[str]:
    return list(plan.missing_to_submit())


def what_an_assessment_lacks(plan: Any) -> list[str]:
    return list(plan.missing_to_assess())


def what_an_application_lacks(plan: Any) -> list[str]:
    return list(plan.missing_to_apply())


def what_acceptance_lacks(plan: Any) -> list[str]:
    return list(plan.missing_to_accept())


def keep_self_score(plan: Any, by: Officer | None) -> None:
    plan.keep_self_score()


def settle_findings(plan: Any, by: Officer | None) -> None:
    plan.settle_findings()


def leave_county_plan(plan: Any, by: Officer | None) -> None:
    if plan.county_plan:
        log_event(plan.county_plan, "send-back", str(_("Plan returned")), by=by, note=plan.name)
    plan.leave_county_plan()


def begin_publicity(plan: Any, by: Officer | None) -> None:
    plan.begin_publicity()


def keep_objection(plan: Any, by: Officer | None) -> None:
    plan.keep_objection(by)


def open_home(plan: Any, by: Officer | None) -> None:
    plan.open_home()


def revoke_home(plan: Any, by: Officer | None) -> None:
    plan.revoke_home()


DRAFT = Deadline("homes.draft_days")
REVIEW = Deadline("homes.review_days")
CORRECT = Deadline("homes.correct_days")
BUILD = Deadline("homes.build_days", working=False)
INSPECT = Deadline("homes.inspect_days")
PUBLICITY = Deadline("homes.publicity_days")

PLAN = Workflow(
    # The list and the plan
    Move(
        Stage.LISTED,
        Step.NOTIFY,
        Stage.DRAFTING,
        COUNTY,
        due=DRAFT,
        follows=_("The chair finds the plan to write on the workbench."),
    ),
    Move(
        Stage.DRAFTING,
        Step.SUBMIT,
        Stage.SUBMITTED,
        CHAIR,
        due=REVIEW,
        guard=what_a_submission_lacks,
        follows=_("The county reviews the plan and approves it or sends it back with a reason."),
    ),
    Move(
        Stage.RETURNED,
        Step.SUBMIT,
        Stage.SUBMITTED,
        CHAIR,
        due=REVIEW,
        guard=what_a_submission_lacks,
        then=settle_findings,
        follows=_("The county reviews the changes."),
    ),
    Move(
        Stage.SUBMITTED,
        Step.APPROVE,
        Stage.APPROVED,
        COUNTY,
        decision=True,
        due=REVIEW,
        follows=_("The plan can then be gathered into the county's plan."),
    ),
    Move(
        Stage.SUBMITTED,
        Step.SEND_BACK,
        Stage.RETURNED,
        COUNTY,
        needs_note=True,
        decision=True,
        due=CORRECT,
        follows=_("The chair reads your reason beside each measure it is tied to."),
    ),
    Move(
        Stage.APPROVED,
        Step.SEND_BACK,
        Stage.RETURNED,
        COUNTY,
        needs_note=True,
        optional=True,
        due=CORRECT,
        then=leave_county_plan,
        follows=_("The chair reads your reason beside each measure it is tied to."),
    ),
    Move(Stage.APPROVED, Step.GATHER, Stage.GATHERED, CONSEQUENCE, due=REVIEW),
    Move(Stage.GATHERED, Step.RELEASE, Stage.APPROVED, CONSEQUENCE, due=CORRECT),
    Move(Stage.GATHERED, Step.CONFIRM, Stage.BUILDING, CONSEQUENCE, due=BUILD),
    Move(
        Stage.GATHERED,
        Step.SEND_BACK,
        Stage.RETURNED,
        CITY,
        needs_note=True,
        decision=True,
        optional=True,
        due=CORRECT,
        then=leave_county_plan,
        follows=_("The plan leaves the county's plan and goes back to its chair."),
    ),
    # Building and applying
    Move(
        Stage.BUILDING,
        Step.ASSESS,
        Stage.ASSESSED,
        CHAIR,
        due=REVIEW,
        guard=what_an_assessment_lacks,
        then=keep_self_score,
        follows=_("The county can then apply for acceptance."),
    ),
    Move(Stage.ASSESSED, Step.REOPEN, Stage.BUILDING, CHAIR, optional=True, due=BUILD),
    Move(
        Stage.ASSESSED,
        Step.APPLY,
        Stage.APPLIED,
        COUNTY,
        decision=True,
        due=INSPECT,
        guard=what_an_application_lacks,
        follows=_("The city forms a panel and inspects the home."),
    ),
    Move(
        Stage.ASSESSED,
        Step.SEND_BACK,
        Stage.BUILDING,
        COUNTY,
        needs_note=True,
        decision=True,
        due=CORRECT,
    ),
    Move(
        Stage.APPLIED,
        Step.SEND_BACK,
        Stage.BUILDING,
        CITY,
        needs_note=True,
        optional=True,
        due=CORRECT,
    ),
    # Inspection, publicity, acceptance
    Move(Stage.APPLIED, Step.INSPECT, Stage.INSPECTING, CONSEQUENCE, due=INSPECT),
    Move(Stage.INSPECTING, Step.CALL_OFF, Stage.APPLIED, CONSEQUENCE, due=INSPECT),
    Move(
        Stage.INSPECTING,
        Step.PASS,
        Stage.PUBLICITY,
        CONSEQUENCE,
        due=PUBLICITY,
        then=begin_publicity,
    ),
    Move(Stage.INSPECTING, Step.FAIL, Stage.FAILED, CONSEQUENCE),
    Move(Stage.PUBLICITY, Step.OBJECT, Stage.OBJECTION, CITY, needs_note=True, optional=True),
    Move(
        Stage.OBJECTION,
        Step.DISMISS,
        Stage.PUBLICITY,
        CITY,
        needs_note=True,
        due=PUBLICITY,
        then=begin_publicity,
        follows=_("The publicity begins anew."),
    ),
    Move(
        Stage.OBJECTION,
        Step.UPHOLD,
        Stage.FAILED,
        CITY,
        needs_note=True,
        then=keep_objection,
        follows=_("The objection becomes a finding, and the home is not accepted this year."),
    ),
    Move(
        Stage.PUBLICITY,
        Step.ACCEPT,
        Stage.ACCEPTED,
        CITY,
        optional=True,
        guard=what_acceptance_lacks,
        then=open_home,
        follows=_("The home counts from today, and its record can be printed."),
    ),
    Move(
        Stage.PUBLICITY,
        Step.ACCEPT,
        Stage.ACCEPTED,
        CONSEQUENCE,
        guard=what_acceptance_lacks,
        then=open_home,
    ),
    Move(Stage.FAILED, Step.CARRY, Stage.CARRIED, CONSEQUENCE),
    # Leaving
    Move(Stage.LISTED, Step.WITHDRAW, Stage.WITHDRAWN, COUNTY, optional=True),
    Move(Stage.DRAFTING, Step.WITHDRAW, Stage.WITHDRAWN, COUNTY, needs_note=True, optional=True),
    Move(Stage.RETURNED, Step.WITHDRAW, Stage.WITHDRAWN, COUNTY, needs_note=True, optional=True),
    Move(Stage.BUILDING, Step.WITHDRAW, Stage.WITHDRAWN, COUNTY, needs_note=True, optional=True),
    Move(
        Stage.ACCEPTED,
        Step.REVOKE,
        Stage.REVOKED,
        CITY,
        needs_note=True,
        optional=True,
        then=revoke_home,
    ),
)


class RollUpStage(TextChoices):
    DRAFT = "draft", _("Being gathered")
    SUBMITTED = "submitted", _("Waiting for the city")
    RETURNED = "returned", _("Returned for changes")
    CONFIRMED = "confirmed", _("Confirmed by the city")


def what_a_roll_up_lacks(county_plan: Any) -> list[str]:
    return list(county_plan.missing_to_submit())


def gather_plans(county_plan: Any, by: Officer | None) -> None:
    for plan in county_plan.plans.filter(stage=Stage.APPROVED).order_by("pk"):
        PLAN.follow_on(Step.GATHER, plan, by=by)


def confirm_plans(county_plan: Any, by: Officer | None) -> None:
    for plan in county_plan.plans.filter(stage=Stage.GATHERED).order_by("pk"):
        PLAN.follow_on(Step.CONFIRM, plan, by=by)


def release_plans(county_plan: Any, by: Officer | None) -> None:
    for plan in county_plan.plans.filter(stage=Stage.GATHERED).order_by("pk"):
        PLAN.follow_on(Step.RELEASE, plan, by=by)


COUNTY_PLAN = Workflow(
    Move(
        RollUpStage.DRAFT,
        Step.SUBMIT,
        RollUpStage.SUBMITTED,
        COUNTY,
        due=REVIEW,
        guard=what_a_roll_up_lacks,
        then=gather_plans,
        follows=_("The city confirms the county's plan, wholly or with single plans returned."),
    ),
    Move(
        RollUpStage.RETURNED,
        Step.SUBMIT,
        RollUpStage.SUBMITTED,
        COUNTY,
        due=REVIEW,
        guard=what_a_roll_up_lacks,
        then=gather_plans,
        follows=_("The city looks at the changed plan."),
    ),
    Move(
        RollUpStage.SUBMITTED,
        Step.CONFIRM,
        RollUpStage.CONFIRMED,
        CITY,
        decision=True,
        guard=what_a_roll_up_lacks,
        then=confirm_plans,
        follows=_("Every plan still in it can be built."),
    ),
    Move(
        RollUpStage.SUBMITTED,
        Step.SEND_BACK,
        RollUpStage.RETURNED,
        CITY,
        needs_note=True,
        decision=True,
        due=CORRECT,
        then=release_plans,
        follows=_("The county changes its plan and submits it again."),
    ),
)


class InspectionStage(TextChoices):
    SCORING = "scoring", _("Panel scoring")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Called off")


class PanelStep(TextChoices):
    CLOSE = "close", _("Close the inspection")
    CANCEL = "cancel", _("Call off")


def call_off(inspection: Any, by: Officer | None) -> None:
    inspection.dismiss_panel()
    PLAN.follow_on(Step.CALL_OFF, inspection.plan, by=by)


INSPECTION = Workflow(
    # Closed by the panel's chair, whatever office the chair holds (homes/actions/inspecting.py).
    Move(InspectionStage.SCORING, PanelStep.CLOSE, InspectionStage.CLOSED, CONSEQUENCE),
    Move(
        InspectionStage.SCORING,
        PanelStep.CANCEL,
        InspectionStage.CANCELLED,
        CITY,
        needs_note=True,
        optional=True,
        then=call_off,
    ),
)

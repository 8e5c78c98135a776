"""Working out what a household's figures come to. The portal proposes; a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.eligibility import Category, Finding, classify
from assistance.models import ExclusionAnswer, HouseholdFile
from assistance.models.circumstances import Exclusion, sums_of
from assistance.models.standard import standard_of
from assistance.offices import CITY, COUNTY, REPORTERS
from assistance.workflows.household import FileStage
from kernel.days import today
from kernel.digest import sm3_of
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Overtaken, Refused
from unions.scoping import same_owner
from unions.workflow import drafted

DECIDED_IN = (FileStage.COUNTY_REVIEW, FileStage.ANNUAL_REVIEW)
ANSWERED_IN = (
    FileStage.DRAFT,
    FileStage.RETURNED,
    FileStage.UNIT_REVIEW,
    FileStage.TOWN_REVIEW,
    FileStage.MEANS_CHECK,
    *DECIDED_IN,
)


def work_out(file: HouseholdFile) -> Finding:
    """The category the rule proposes today, with every step of the sum.

    Raises Refused while nobody counts as living in the household, or no standard is in force.
    """
    standard = standard_of(file.county, today())
    if standard is None:
        raise Refused(_("No living standard is set for this county yet; the city enters it."))
    sums = sums_of(file)
    if not sums["members"]:
        raise Refused(_("Enter at least one member who lives with the household."))
    return classify(
        sums["income"],
        sums["rigid_spending"],
        int(sums["members"]),
        standard.monthly,
        loss=sums["loss"],
        ground=file.proved_ground,
    )


def propose_category(file: HouseholdFile) -> None:
    """Keep what the rule says of the figures as they stand; publicity shows it until a decision."""
    try:
        finding = work_out(file)
    except Refused:
        return  # no standard yet: whoever decides is told
    file.proposed_category = finding.category or ""
    file.save(update_fields=["proposed_category"])


def drop_decision(file: HouseholdFile) -> None:
    """A file that went back may change: what was decided of its figures no longer holds."""
    file.category, file.decided_on, file.decided_by = "", None, None
    file.save(update_fields=["category", "decided_on", "decided_by"])


def may_decide(file: HouseholdFile, officer: Officer) -> bool:
    held = holds_any(officer, COUNTY)
    stands = officer.oversees(file) and file.stage in DECIDED_IN
    return held and stands and not drafted(file, officer)


@transaction.atomic
def decide_category(
    file: HouseholdFile, category: str, *, note: str = "", by: Officer, seen: int | None = None
) -> None:
    """Put a person's decision on the file, with the sum as it stood.

    Raises Refused, and changes nothing, if the decision is not the officer's, or differs from what
    the rule proposes and does not say why; Overtaken if the file moved meanwhile.
    """
    _hold(file, seen)
    if not may_decide(file, by):
        raise Refused(_("The county decides, at the file's turn; whoever drafted it does not."))
    finding = work_out(file)
    proposed = finding.category or ""
    if category != proposed and not note.strip():
        raise Refused(_("This differs from what the rule gives: please say why."))
    file.category, file.proposed_category = category, proposed
    file.decided_by, file.decided_on, file.decision_note = by, today(), note.strip()
    file.working = working_of(file, finding)
    file.save(
        update_fields=[
            "category",
            "proposed_category",
            "decided_by",
            "decided_on",
            "decision_note",
            "working",
        ]
    )
    detail = {"category": category, "proposed": proposed, "sm3": file.working["sm3"]}
    log_event(file, "decide", _("Category decided"), by=by, note=note, detail=detail)


def working_of(file: HouseholdFile, finding: Finding) -> dict[str, Any]:
    """The sum as JSON, for later readers.

    {as_of, standard, basis, figures: {income, …}, per_head, proposed, reasons: [labels],
    steps: [{words, sum, holds}], sm3 (of all the rest)}; amounts as texts, in yuan.
    """
    standard = standard_of(file.county, today())
    working: dict[str, Any] = {
        "as_of": str(today()),
        "standard": str(standard.monthly) if standard else "",
        "basis": standard.basis if standard else "",
        "figures": {name: str(value) for name, value in sums_of(file).items()},
        "per_head": finding.printed,
        "proposed": finding.category or "",
        "reasons": [str(Category(reason).label) for reason in finding.reasons],
        "steps": [
            {"words": str(step.words), "sum": step.sum, "holds": step.holds}
            for step in finding.steps
        ],
    }
    return {**working, "sm3": sm3_of(working)}


def may_answer(file: HouseholdFile, officer: Officer) -> bool:
    held = holds_any(officer, (*REPORTERS, *COUNTY))
    return held and officer.oversees(file) and file.stage in ANSWERED_IN


@transaction.atomic
def answer_exclusions(
    file: HouseholdFile, answers: Mapping[str, tuple[bool, str]], *, by: Officer
) -> None:
    """The checklist, each line as (applies, how it is known).

    What the city set aside stays so while the answer does. Raises Refused, and changes nothing,
    when the file is no longer open to answers.
    """
    _hold(file, None)
    if not may_answer(file, by):
        raise Refused(_("The checklist is not yours to answer now."))
    before = {answer.exclusion: answer for answer in file.exclusions.all()}
    for exclusion, (applies, evidence) in answers.items():
        answer = before.get(exclusion) or ExclusionAnswer(
            file=file, exclusion=exclusion, **same_owner(file)
        )
        if (answer.applies, answer.evidence) != (applies, evidence):
            answer.set_aside_by, answer.set_aside_why = None, ""
        answer.applies, answer.evidence = applies, evidence
        answer.save()
    applying = [exclusion for exclusion, (applies, _known) in answers.items() if applies]
    log_event(file, "exclusions", _("Checklist answered"), by=by, detail={"applies": applying})


def may_set_aside(answer: ExclusionAnswer, officer: Officer) -> bool:
    held = holds_any(officer, CITY)
    return held and officer.oversees(answer) and answer.excludes


@transaction.atomic
def set_aside(answer: ExclusionAnswer, *, why: str, by: Officer) -> None:
    """Let a household onto the register in spite of one exclusion.

    Raises Refused for anyone but the city, without a reason, and where nothing excludes.
    """
    still = ExclusionAnswer.objects.select_for_update().filter(pk=answer.pk, set_aside_by=None)
    if not may_set_aside(answer, by) or not still.exists():
        raise Refused(_("Only the city can set an exclusion aside, and only one that applies."))
    if not why.strip():
        raise Refused(_("Please say why this exclusion is set aside."))
    answer.set_aside_by, answer.set_aside_why = by, why.strip()
    answer.save(update_fields=["set_aside_by", "set_aside_why"])
    label = _("Set aside: %(what)s") % {"what": Exclusion(answer.exclusion).label}
    log_event(answer.file, "set-aside", label, by=by, note=why)


def _hold(file: HouseholdFile, seen: int | None) -> None:
    """Keep the file where the page showed it, until this is written."""
    as_shown = HouseholdFile.objects.select_for_update().filter(
        pk=file.pk, stage=file.stage, moves=file.moves if seen is None else seen
    )
    if not as_shown.exists():
        raise Overtaken()

"""Closing a panel: its members' scores become one score, a level, and what is to be mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from evidence.actions import unseal_files
from evidence.models import EvidenceFile
from homes.actions.inspecting import check_all_handed_in, may_close
from homes.models import Criterion, Finding, Home, Inspection, PanelScore
from homes.models.plan import Origin
from homes.scoring import (
    HALF,
    ZERO,
    Level,
    Thresholds,
    Veto,
    level_for,
    must_is_lost,
    panel_mean,
    score_of,
    to_tenth,
)
from homes.workflow import INSPECTION, PLAN, PanelStep, Step
from unions.models import Officer
from unions.parameters import parameter
from unions.refusals import MoveRefused, Overtaken
from unions.scoping import same_owner

LONGEST_REASON = 300


@dataclass(frozen=True)
class Conclusion:
    """What the panel's chair records. `satisfaction` in percent, None where it was not measured."""

    vetoes: Sequence[str]
    satisfaction: Decimal | None
    text: str


@dataclass(frozen=True)
class Verdict:
    """One criterion as the whole panel saw it; `points` holds each member's for whom it applied."""

    criterion: Criterion
    points: tuple[Decimal, ...]
    notes: tuple[str, ...]

    @property
    def mean(self) -> Decimal | None:
        """To a tenth; None where it applied for nobody. The panel's trimming is of whole scores."""
        return to_tenth(sum(self.points, ZERO) / len(self.points)) if self.points else None

    @property
    def is_lost(self) -> bool:
        return self.criterion.must and must_is_lost(self.points)

    def got_below(self, share: Decimal) -> bool:
        return sum(self.points, ZERO) < share * self.criterion.points * len(self.points)


@transaction.atomic
def close_inspection(
    inspection: Inspection, conclusion: Conclusion, *, by: Officer, seen: int | None = None
) -> None:
    """Close the panel: score, level, and on to publicity or to what must be mended.

    A ★ is lost when more than half of the members gave it nothing: one harsh member must not bar a
    home alone, nor one mild member save it.
    Raises MoveRefused, and changes nothing, if `by` is not the panel's chair or a member has not
    handed in; Overtaken if the panel was closed or called off meanwhile.
    """
    if seen is not None and seen != inspection.moves:
        raise Overtaken()
    if not may_close(inspection, by):
        raise MoveRefused(_("Only the panel's chair closes an open inspection."))
    check_all_handed_in(inspection)
    verdicts = verdicts_of(inspection)
    inspection.vetoes = [veto for veto in Veto.values if veto in conclusion.vetoes]
    inspection.satisfaction = conclusion.satisfaction
    inspection.conclusion = conclusion.text.strip()
    inspection.score = panel_mean(list(member_scores(inspection).values()))
    inspection.level = _level(inspection, verdicts)
    INSPECTION.follow_on(PanelStep.CLOSE, inspection, by=by, detail=_detail(inspection))
    inspection.save(update_fields=["vetoes", "satisfaction", "conclusion", "score", "level"])
    _settle(inspection, verdicts, by)
    unseal_files(EvidenceFile.objects.filter(shown_by__score__member__inspection=inspection))
    inspection.dismiss_panel()


def _settle(inspection: Inspection, verdicts: Sequence[Verdict], by: Officer) -> None:
    plan = inspection.plan
    plan.score, plan.level = inspection.score, inspection.level
    plan.save(update_fields=["score", "level"])
    passed = inspection.level != Level.NONE
    PLAN.follow_on(
        Step.PASS if passed else Step.FAIL,
        plan,
        by=by,
        note=inspection.conclusion,
        detail=_detail(inspection),
    )
    if not passed:
        Finding.objects.bulk_create(_findings(inspection, verdicts, by))


def _detail(inspection: Inspection) -> dict[str, object]:
    return {
        "score": str(inspection.score),
        "level": str(inspection.level),
        "vetoes": inspection.vetoes,
    }


def member_scores(inspection: Inspection) -> dict[int, Decimal]:
    """Each member's score out of 100, by member id."""
    sheets: dict[int, list[PanelScore]] = defaultdict(list)
    for score in _scores(inspection):
        sheets[score.member_id].append(score)
    return {member: score_of(score.scored() for score in sheet) for member, sheet in sheets.items()}


def verdicts_of(inspection: Inspection) -> list[Verdict]:
    """What the panel as a whole said to each criterion, in the order of the standard."""
    said: dict[Criterion, list[PanelScore]] = defaultdict(list)
    for score in _scores(inspection):
        said[score.criterion].append(score)
    return [
        Verdict(
            criterion,
            tuple(score.points for score in scores if score.applies),
            tuple(dict.fromkeys(score.note for score in scores if score.note)),
        )
        for criterion, scores in said.items()
    ]


def _scores(inspection: Inspection) -> list[PanelScore]:
    return list(
        PanelScore.objects.filter(member__inspection=inspection)
        .select_related("criterion")
        .order_by("criterion__position", "member")
    )


def _level(inspection: Inspection, verdicts: Sequence[Verdict]) -> Level:
    return level_for(
        inspection.score or ZERO,
        thresholds(),
        musts_met=not any(verdict.is_lost for verdict in verdicts),
        vetoes=inspection.vetoes,
        satisfaction=inspection.satisfaction,
        advanced_for_a_year=Home.objects.advanced_for_a_year(inspection.plan.employer_id),
    )


def thresholds() -> Thresholds:
    """The federation's own, as of today."""
    names = ("qualified_score", "advanced_score", "model_score")
    contents = ("advanced_satisfaction", "model_satisfaction")
    return Thresholds(*(Decimal(parameter(f"homes.{name}")) for name in (*names, *contents)))


def _findings(inspection: Inspection, verdicts: Sequence[Verdict], by: Officer) -> list[Finding]:
    """Each veto, each lost ★ and each criterion below half; if none, all that lost points."""
    low = [v for v in verdicts if v.points and (v.is_lost or v.got_below(HALF))]
    if not low and not inspection.vetoes:
        low = [v for v in verdicts if v.points and v.got_below(Decimal(1))]
    found: list[tuple[Criterion | None, Origin, str]] = [
        (None, Origin.VETO, str(Veto(veto).label)) for veto in inspection.vetoes
    ]
    found += [(v.criterion, Origin.INSPECTION, _reason(v)) for v in low]
    return [
        Finding(
            plan=inspection.plan,
            criterion=criterion,
            origin=origin,
            reason=reason[:LONGEST_REASON],
            raised_by=by,
            **same_owner(inspection.plan),
        )
        for criterion, origin, reason in found
    ]


def _reason(verdict: Verdict) -> str:
    if verdict.notes:
        return _("; ").join(verdict.notes)
    return _("%(got)s of %(full)s points at the inspection") % {
        "got": verdict.mean,
        "full": verdict.criterion.points,
    }

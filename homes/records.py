"""What stands on a home's acceptance record, for the page that is printed and for the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from homes.actions.closing import Verdict, verdicts_of
from homes.models import HomePlan, Inspection
from homes.scoring import TENTH, ZERO, Veto
from homes.workflow import InspectionStage


@dataclass(frozen=True)
class Seat:
    """One member of the panel, as the record names them."""

    name: str
    post: str
    is_chair: bool
    is_worker: bool


@dataclass(frozen=True)
class Line:
    """One criterion: its full points, the panel's mean (None: it did not apply), the notes."""

    code: str
    title: str
    must: bool
    full: Decimal
    mean: Decimal | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    title: str
    lines: tuple[Line, ...]

    @property
    def full(self) -> Decimal:
        """Of what applied."""
        return sum((line.full for line in self.lines if line.mean is not None), ZERO)

    @property
    def got(self) -> Decimal:
        return sum((line.mean for line in self.lines if line.mean is not None), Decimal("0.0"))


@dataclass(frozen=True)
class AcceptanceRecord:
    """A closed inspection and what came of it. Scores in points of 100, satisfaction in percent;
    days are local. `accepted_on` is None while the publicity runs, or when it was not passed."""

    unit: str
    union: str
    federation: str
    year: int
    unit_type: str
    visit_on: date
    place: str
    seats: tuple[Seat, ...]
    chapters: tuple[Chapter, ...]
    score: Decimal
    level: str
    satisfaction: Decimal | None
    vetoes: tuple[str, ...]
    conclusion: str
    self_score: Decimal | None
    publicity_until: date | None
    accepted_on: date | None


def acceptance_record(plan: HomePlan) -> AcceptanceRecord | None:
    """The record of the plan's closed inspection; None while there is none."""
    inspection = (
        plan.inspections.filter(stage=InspectionStage.CLOSED)
        .select_related("plan__standard", "plan__union", "plan__federation")
        .order_by("-pk")
        .first()
    )
    if inspection is None:
        return None
    plan = inspection.plan
    home = getattr(plan, "home", None)
    return AcceptanceRecord(
        unit=plan.name,
        union=plan.union.name,
        federation=plan.federation.name,
        year=plan.year,
        unit_type=plan.standard.get_unit_type_display(),
        visit_on=inspection.visit_on,
        place=inspection.place,
        seats=_seats(inspection),
        chapters=_chapters(verdicts_of(inspection)),
        score=(inspection.score or ZERO).quantize(TENTH),
        level=inspection.get_level_display(),
        satisfaction=inspection.satisfaction,
        vetoes=tuple(str(Veto(veto).label) for veto in inspection.vetoes),
        conclusion=inspection.conclusion,
        self_score=plan.self_score,
        publicity_until=plan.publicity_until,
        accepted_on=home.accepted_on if home else None,
    )


def _seats(inspection: Inspection) -> tuple[Seat, ...]:
    members = inspection.members.select_related("officer__user", "officer__union")
    return tuple(
        Seat(
            member.officer.user.display_name,
            member.officer.title,
            member.is_chair,
            member.is_worker,
        )
        for member in members.order_by("-is_chair", "pk")
    )


def _chapters(verdicts: list[Verdict]) -> tuple[Chapter, ...]:
    titled = groupby(verdicts, key=lambda verdict: verdict.criterion.chapter_title)
    return tuple(Chapter(title, tuple(map(_line, group))) for title, group in titled)


def _line(verdict: Verdict) -> Line:
    criterion = verdict.criterion
    return Line(
        criterion.code,
        criterion.title,
        criterion.must,
        criterion.points,
        verdict.mean,
        verdict.notes,
    )

"""Asking many unions for their offers: the list in one statement, urging, opening the rounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from bargaining.actions.round import open_round
from bargaining.coverage import in_base, marked
from bargaining.kinds import ContractKind, Measure, Scope
from bargaining.models import Round, Season, SeasonUnit
from bargaining.workflows.season import SeasonStage
from kernel.days import today
from unions.events import log_event
from unions.models import Coverage, Officer, Union
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import owned_by

MEASURE_OF = {kind.value: kind.value for kind in ContractKind if kind.value in Measure.values}


@transaction.atomic
def draft_season(values: Mapping[str, Any], *, by: Officer) -> Season:
    season = Season.objects.create(**values, drafted_by=by, **owned_by(by.union))
    log_event(season, "draft", _("Season drafted"), by=by)
    return season


def to_ask(season: Season, *, by: Officer, uncovered: bool, at_least: int = 0) -> QuerySet[Any]:
    """Enterprises in the officer's branch that a basic union covers; `uncovered`: without a
    contract of the season's kind in force today."""
    if uncovered:
        measure = MEASURE_OF.get(season.kind, Measure.ANY.value)
        employers = marked(today(), measure).filter(own=False, regional=False)
    else:
        employers = in_base(today())
    covering = Coverage.objects.current().filter(
        employer=OuterRef("pk"), covering__level=Level.BASE, covering__closed_on=None
    )
    asked = SeasonUnit.objects.unscoped("of this season").filter(season=season)
    found = employers.visible_to(by).annotate(asked=Subquery(covering.values("covering")[:1]))
    found = found.filter(asked__isnull=False, headcount__gte=at_least)
    rest: QuerySet[Any] = found.exclude(pk__in=asked.values("employer"))
    return rest


@transaction.atomic
def ask_units(season: Season, employers: QuerySet[Any], *, by: Officer) -> int:
    """Put the employers of `to_ask` on the list, those on it already left out; how many are new.

    Raises Refused once the season is over, and to another union's officer.
    """
    _hold(season, (SeasonStage.DRAFT, SeasonStage.ISSUED), by)
    pairs = dict(employers.values_list("pk", "asked"))
    unions = Union.objects.unscoped("the unions of the list").in_bulk(set(pairs.values()))
    rows = [
        SeasonUnit(season=season, employer_id=pk, **owned_by(unions[union]))
        for pk, union in pairs.items()
    ]
    SeasonUnit.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    log_event(season, "ask", _("Unions asked"), by=by, detail={"units": len(rows)})
    return len(rows)


@transaction.atomic
def urge(season: Season, *, by: Officer) -> int:
    """Remind all who have made no offer, once a day at most; gives how many.

    Raises Refused where nobody is left to be urged today.
    """
    _hold(season, (SeasonStage.ISSUED,), by)
    silent = season.asked.silent().exclude(urged_on=today())
    ids = list(silent.values_list("pk", flat=True))
    if not ids:
        raise Refused(_("Nobody is left to be urged today."))
    SeasonUnit.objects.unscoped("of this season").filter(pk__in=ids).update(urged_on=today())
    log_event(season, "urge", _("Urged"), by=by, detail={"units": len(ids)})
    return len(ids)


@transaction.atomic
def answer_season(unit: SeasonUnit, *, by: Officer) -> Round:
    """The round in which the union makes its offer; opened on the first call, prefilled.

    Raises Refused where the season is over or the union is another's.
    """
    rows = SeasonUnit.objects.unscoped("the caller found it in the officer's branch")
    unit = rows.select_for_update(of=("self",)).select_related("season", "employer").get(pk=unit.pk)
    if unit.round_id:
        return Round.objects.unscoped("of the unit").get(pk=unit.round_id)
    if unit.union_id != by.union_id or unit.season.stage != SeasonStage.ISSUED:
        raise Refused(_("The season asks nothing of your union now."))
    season = unit.season
    values = {
        "title": f"{unit.employer.name}{season.get_kind_display()}"[:120],
        "kind": season.kind, "scope": Scope.ENTERPRISE, "employer": unit.employer,
        "matters": season.matters,
    }  # fmt: skip
    unit.round = open_round(values, by=by)
    unit.save(update_fields=["round"])
    return unit.round


def _hold(season: Season, stages: tuple[SeasonStage, ...], by: Officer) -> None:
    rows = Season.objects.unscoped("the caller found it in the officer's branch")
    stage = rows.select_for_update().values_list("stage", flat=True).get(pk=season.pk)
    if stage not in stages or season.union_id != by.union_id:
        raise Refused(_("The season is not open for that now."))

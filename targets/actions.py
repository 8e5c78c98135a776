"""Deeds on a year's targets that are not moves, and the moves that carry a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kernel.days import today
from kernel.figures import share_out
from targets.indicators import ELIGIBLE, GROWTH, INDICATORS, day_of, indicator, total
from targets.models import FIRST_YEAR, Share, TargetLine, TargetSheet
from targets.planning import asked_by_plans
from targets.workflow import SHARE, SheetStage, Step
from unions.events import log_event
from unions.models import Officer, Union
from unions.offices import Level
from unions.parameters import figures_in_force, parameter
from unions.refusals import Overtaken, Refused
from unions.scoping import owned_by

MOST = 99_999  # units; more is a slip of the keyboard


@dataclass(frozen=True)
class Proposal:
    """What a county would get of the count, by how many employers could build a home there."""

    county: Union
    eligible: int
    quota: int


@transaction.atomic
def draft_sheet(year: int, *, by: Officer) -> TargetSheet:
    """The sheet of a year, with the figures in force as its lines and a proposed split.

    Raises Refused, and drafts nothing, for a year too far off or one that has a sheet.
    """
    if not FIRST_YEAR <= year <= today().year + 1:
        raise Refused(
            _("Targets can be set for %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": today().year + 1}
        )
    sheet = TargetSheet(year=year, quota=proposed_quota(year), drafted_by=by, **owned_by(by.union))
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError:
        taken = _("There already is a target sheet for %(year)s.") % {"year": year}
        raise Refused(taken) from None
    for code, (value, basis) in _asked_of(year).items():
        TargetLine.objects.create(
            sheet=sheet, indicator=code, value=value, basis=basis, **owned_by(by.union)
        )
    log_event(sheet, "draft", _("Drafted"), by=by, target=sheet.stage)
    save_split(sheet, {p.county.pk: p.quota for p in propose_split(sheet)}, by=by)
    return sheet


def _asked_of(year: int) -> dict[str, tuple[Any, str]]:
    """Indicator → what a year asks for and on what basis: of the parameters, or of a plan."""
    in_force = {figure.declared.key: figure for figure in figures_in_force()}
    usual = {
        code: (in_force[figure.target].value, in_force[figure.target].source)
        for code, figure in INDICATORS.items()
        if figure.target
    }
    return {**usual, **asked_by_plans(year)}


def proposed_quota(year: int) -> int:
    """The year's growth on the units that counted at the end of last year, rounded up; at least 1.

    Source: seed 000, four (1): units up to standard grow by 30 % a year.
    """
    day = min(today(), date(year - 1, 12, 31))
    counted = total(indicator(GROWTH).by_county(day, year)).denominator or 0
    return max(1, ceil(counted * Decimal(parameter("targets.growth_percent")) / 100))


def propose_split(sheet: TargetSheet) -> list[Proposal]:
    """The sheet's count by eligible employers, with the largest remainder; the sum is exact.

    A county that is a federation of its own has nobody to split to, and takes it all.
    """
    found = indicator(ELIGIBLE).by_county(day_of(sheet.year), sheet.year)
    counties = list(Union.objects.unscoped("the sheet is split to all").counties())
    counties = counties or [sheet.union]
    eligible = [
        total(found, county=c if c.level == Level.COUNTY else None).numerator for c in counties
    ]
    quotas = share_out(sheet.quota, eligible)
    return [Proposal(*row) for row in zip(counties, eligible, quotas, strict=True)]


@transaction.atomic
def save_split(
    sheet: TargetSheet, shares: Mapping[int, int], *, by: Officer, seen: int | None = None
) -> None:
    """Keep a draft's shares: county id → units. They need not add up before the sheet is issued.

    Raises Refused, and keeps nothing, for an issued sheet or a county that is not the city's;
    Overtaken for one that was issued since the page was made.
    """
    _hold_draft(sheet, seen)
    proposals = {p.county.pk: p for p in propose_split(sheet)}
    if unknown := set(shares) - set(proposals):
        raise Refused(_("This is no county of the city: %(ids)s") % {"ids": sorted(unknown)})
    sheet.shares.exclude(union_id__in=shares).delete()
    for county_id, quota in shares.items():
        proposal = proposals[county_id]
        Share.objects.update_or_create(
            sheet=sheet,
            union_id=county_id,
            defaults={"quota": quota, "eligible": proposal.eligible},
            create_defaults={
                "quota": quota,
                "eligible": proposal.eligible,
                "drafted_by": by,
                **owned_by(proposal.county),
            },
        )
    by_name = {proposals[pk].county.short_name: quota for pk, quota in shares.items()}
    log_event(sheet, "split", _("Split saved"), by=by, detail={"shares": by_name})


@transaction.atomic
def set_targets(
    sheet: TargetSheet,
    quota: int,
    values: Mapping[int, Decimal],
    *,
    by: Officer,
    seen: int | None = None,
) -> None:
    """Change a draft's count to split and its lines: line id → value.

    Raises Refused or Overtaken, and changes nothing, for an issued sheet.
    """
    _hold_draft(sheet, seen)
    sheet.quota = quota
    sheet.save(update_fields=["quota"])
    for line in sheet.lines.filter(pk__in=values):
        line.value = values[line.pk]
        line.save(update_fields=["value"])
    log_event(
        sheet,
        "set",
        _("Targets set"),
        by=by,
        detail={"quota": quota, "lines": {str(pk): str(v) for pk, v in values.items()}},
    )


@transaction.atomic
def counter_share(
    share: Share, quota: int, *, by: Officer, note: str, seen: int | None = None
) -> None:
    """The county answers its share with another figure and says why.

    Raises Refused for the figure it already has, MoveRefused as every move does.
    """
    _check_quota(quota)
    if quota == share.quota:
        raise Refused(_("That is the share you were given; accept it, or name another figure."))
    SHARE.take(
        Step.COUNTER,
        share,
        by=by,
        note=note,
        seen=seen,
        detail={"share": share.quota, "counter": quota},
    )
    share.counter = quota
    share.save(update_fields=["counter"])


@transaction.atomic
def reissue_share(
    share: Share, quota: int, *, by: Officer, note: str, seen: int | None = None
) -> None:
    """The city answers a counter-proposal with a figure of its own and says why."""
    _check_quota(quota)
    before = {"share": share.quota, "counter": share.counter, "reissued": quota}
    SHARE.take(Step.REISSUE, share, by=by, note=note, seen=seen, detail=before)
    share.settle_on(quota)


def _check_quota(quota: int) -> None:
    if not 0 <= quota <= MOST:
        raise Refused(_("A share is a number from 0 to %(most)s.") % {"most": MOST})


def _hold_draft(sheet: TargetSheet, seen: int | None) -> None:
    """Lock the sheet against being issued in between."""
    held = TargetSheet.objects.select_for_update().get(pk=sheet.pk)
    if seen is not None and seen != held.moves:
        raise Overtaken()
    if held.stage != SheetStage.DRAFT:
        raise Refused(_("The sheet has been issued; a share changes by answer and counter-offer."))

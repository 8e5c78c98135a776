"""The versions of a year's targets, and what one asks otherwise than the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kernel.figures import plain
from targets.indicators import indicator
from targets.models import Operator, TargetSheet, unit_of
from targets.workflow import SheetStage
from unions.models import Officer, Union
from unions.offices import CITY_STAFF


@dataclass(frozen=True)
class Change:
    """What a version asks otherwise than the one before; `place` None: of all."""

    line: str
    place: str
    was: str
    now: str


def changes_of(sheet: TargetSheet, mine: Union | None) -> list[Change]:
    """Against the version before; of the counties' figures those of all, or of one county alone."""
    before = sheet.version_before()
    if before is None:
        return []
    was, now = before.asks(), sheet.asks()
    names = _names_of(key[1] for key in {*was, *now})
    changed = [
        key
        for key in sorted({*was, *now}, key=lambda key: (key[0], key[1] or 0))
        if was.get(key) != now.get(key) and (mine is None or key[1] in (None, mine.pk))
    ]
    return [
        Change(
            str(indicator(code).label),
            names.get(county or 0, ""),
            _terms_text(was.get((code, county))),
            _terms_text(now.get((code, county))),
        )
        for code, county in changed
    ]


def _names_of(counties: Iterable[int | None]) -> dict[int, str]:
    unions = Union.objects.unscoped("the counties of a sheet are named to who sees it")
    found = unions.filter(pk__in={pk for pk in counties if pk})
    return dict(found.values_list("pk", "short_name"))


def _terms_text(terms: tuple[Any, ...] | None) -> str:
    """A figure, or a line's figure with its operator and deadline; "—" where nothing is asked."""
    if terms is None:
        return "—"
    value, measure, *more = terms
    operator, deadline = more or ("", None)
    sign = f"{Operator(operator).label} " if operator else ""
    figure = f"{sign}{plain(value)}{unit_of(measure)}"
    if not deadline:
        return figure
    return _("%(figure)s, until %(day)s") % {"figure": figure, "day": f"{deadline:%Y-%m-%d}"}


def versions_of(sheet: TargetSheet, officer: Officer) -> list[TargetSheet]:
    """All that the officer may see of the year, the newest first."""
    sheets = TargetSheet.objects.visible_to(officer).filter(year=sheet.year)
    return list(sheets.order_by("-version"))


def draft_of(versions: Sequence[TargetSheet]) -> TargetSheet | None:
    """The version that is being drafted, of those the officer may see."""
    return next((v for v in versions if v.stage == SheetStage.DRAFT), None)


def may_follow(sheet: TargetSheet, versions: Sequence[TargetSheet], officer: Officer) -> bool:
    """Whether the officer may begin a new version now."""
    drafting = any(version.stage == SheetStage.DRAFT for version in versions)
    in_force = sheet.stage == SheetStage.ISSUED
    return in_force and not drafting and CITY_STAFF.held_by(officer)

"""Coverage: the table as of a day, and the employers behind each of its figures."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bargaining.coverage import (
    BAND,
    Band,
    Base,
    By,
    Figures,
    Part,
    by_line,
    cells,
    contracts_by_kind,
    figures,
    marked,
    to_renew,
)
from bargaining.forms.coverage import CoverageFilter, CoverageRowsFilter
from bargaining.kinds import ContractKind, Measure, Scope
from bargaining.models import Contract
from bargaining.offices import READERS
from bargaining.standing import Standing
from kernel.days import today
from kernel.figures import percent
from unions.models import Union
from unions.models.employers import Ownership
from unions.offices import Level
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

PARTS = (Part.BASE, Part.OWN, Part.REGIONAL, Part.BOTH, Part.TOTAL, Part.MISSING)


@for_officers(*READERS)
@require_GET
def coverage(request: OfficerRequest) -> HttpResponse:
    form = CoverageFilter(request.GET, officer=request.officer)
    status = 200 if form.is_valid() else 422
    day, by = form.day, form.choice("by")
    employers = marked(day, form.choice("measure"), form.choice("base"))
    counted = cells(employers.visible_to(request.officer))
    contracts = Contract.objects.visible_to(request.officer)
    named = _names(request, by)
    asked = {name: form.choice(name) for name in ("measure", "base")} | {"on": day.isoformat()}
    lines = [
        _line(named(key), shown, asked | ({by: str(key)} if key else {"at_root": "1"}))
        for key, shown in by_line(counted, by).items()
    ]
    context = {
        "form": form,
        "day": day,
        "measure": Measure(form.choice("measure")).label,
        "base": Base(form.choice("base")).label,
        "by": By(by).label,
        "parts": [part.label for part in PARTS],
        "lines": lines,
        "total": _line(_("In all"), figures(counted), asked),
        "papers": _papers(contracts_by_kind(day, contracts), opens=day == today()),
        "to_renew": to_renew(day, contracts).count(),
    }
    return render(request, "bargaining/coverage.html", context, status=status)


def _names(request: OfficerRequest, by: str) -> Any:
    """How a line is called, from its key."""
    if by == By.COUNTY:
        counties = Union.objects.visible_to(request.officer).filter(level=Level.COUNTY)
        names = {county.pk: county.short_name for county in counties}
        return lambda key: names.get(key) or _("At the root")
    choices = Ownership if by == By.OWNERSHIP else Band
    return lambda key: choices(key).label


def _line(name: str, shown: Figures, asked: dict[str, str]) -> dict[str, Any]:
    counts = {part: getattr(shown, part) for part in PARTS}
    return {
        "name": name,
        "figures": [(part.label, counts[part], _rows_url(asked, part)) for part in PARTS],
        "rate": percent(shown.total, shown.base),
        "workers": shown.workers,
        "workers_url": _rows_url(asked, Part.BASE),
        "workers_covered": shown.workers_covered,
        "workers_covered_url": _rows_url(asked, Part.TOTAL),
        "workers_rate": percent(shown.workers_covered, shown.workers),
    }


def _rows_url(asked: dict[str, str], part: Part) -> str:
    return f"{reverse('bargaining:coverage-rows')}?{urlencode({**asked, 'part': part.value})}"


def _papers(counted: dict[tuple[str, str], int], *, opens: bool) -> list[dict[str, Any]]:
    """A line for each kind: label, count and address of its figures. `opens`: the register can
    show the contracts, which it does as they stand today."""
    return [
        {
            "kind": kind.label,
            "counts": [
                (scope.label, counted.get((kind, scope), 0), _papers_url(opens, kind, scope))
                for scope in Scope
            ],
            "sum": sum(counted.get((kind, scope), 0) for scope in Scope),
            "url": _papers_url(opens, kind),
        }
        for kind in ContractKind
    ]


def _papers_url(opens: bool, kind: str, scope: str = "") -> str:
    asked = {"kind": kind, "scope": scope, "state": Standing.IN_FORCE.value}
    return f"{reverse('bargaining:contract-list')}?{urlencode(asked)}" if opens else ""


@for_officers(*READERS)
@require_GET
def coverage_rows(request: OfficerRequest) -> HttpResponse:
    """The employers a figure counts, as they stood, with what covers them."""
    form = CoverageRowsFilter(request.GET, officer=request.officer)
    status = 200 if form.is_valid() else 422
    employers = marked(form.day, form.choice("measure"), form.choice("base")).annotate(band=BAND)
    rows = form.narrow(employers.visible_to(request.officer)).select_related("county", "township")
    rows = rows.annotate(workers=F("profiles__headcount"))  # of that day
    context = {
        "form": form,
        "page": page_of(rows, request.GET),
        "part": Part(form.choice("part")).label,
        "day": form.day,
        "measure": Measure(form.choice("measure")).label,
        "base": Base(form.choice("base")).label,
        "back": f"{reverse('bargaining:coverage')}?{request.GET.urlencode()}",
    }
    return render(request, "bargaining/coverage_rows.html", context, status=status)

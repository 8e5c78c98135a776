"""The rows behind a figure, wherever it is told."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kernel.days import today
from targets.breakdown import employer_path
from targets.forms.figures import RowsFilter
from targets.indicators import indicator
from targets.models import FIRST_YEAR, LAST_YEAR, TargetSheet
from targets.sheets import Figure, lines_of
from unions.models import Union
from unions.offices import Level
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers


@for_officers()
@require_GET
def figure_rows(request: OfficerRequest, year: int, code: str, union_id: int) -> HttpResponse:
    """The rows a figure counts, in a township, a county or the whole federation."""
    place = get_object_or_404(Union.objects.visible_to(request.officer), pk=union_id)
    if place.level == Level.BASE or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    known = indicator(code)
    form = RowsFilter(request.GET, officer=request.officer) if employer_path(known) else None
    chosen = form.chosen() if form else {}
    figure = Figure(known, year, place, _day_asked(request, year), **chosen)
    part = _part_asked(request, figure)
    rows = figure.rows(part).visible_to(request.officer)
    page = page_of(rows, request.GET)
    context = {
        "figure": figure,
        "form": form,
        "sheet": TargetSheet.objects.visible_to(request.officer)
        .one_a_year()
        .filter(year=year)
        .first(),
        "part": part,
        "page": page,
        "lines": lines_of(known, page.rows),
        "unseen": figure.unseen(part, rows),
    }
    return render(request, "targets/figure_rows.html", context)


def _part_asked(request: OfficerRequest, figure: Figure) -> str:
    asked = request.GET.get("part", "")
    known = {"denominator", "missing"} if figure.has_missing else {"denominator"}
    return asked if asked in known else "numerator"


def _day_asked(request: OfficerRequest, year: int) -> date | None:
    """The day of `?on=`: one of the year's, and not to come; without it there is none."""
    asked = request.GET.get("on", "")
    if not asked:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        raise Http404 from None
    if day.year != year or day > today():
        raise Http404
    return day

"""The records behind a figure that is no indicator: those it named when it was frozen, each found
again in the reader's scope."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.utils.translation import gettext as _

from assistance.offices import reads_assistance
from reports.counted import CountedRows
from reports.models import Document
from reports.sections.relief import FUNDS_OPENED
from unions.models import Officer
from unions.pages import page_of

COUNTED_IN = ("households", "services", "livelihoods")
APP, FILES, FUND = "assistance", "householdfile", "fundbatch"


def recorded_rows(
    document: Document, code: str, query: QueryDict, officer: Officer
) -> CountedRows | None:
    """None for those whose work is not assistance, and where nothing of the kind was frozen."""
    found = _funds(document, query) if code == FUNDS_OPENED else _named(document, query)
    if found is None or not reads_assistance(officer):
        return None
    noun, ids = found
    model: Any = apps.get_model(APP, noun)
    page = page_of(_records(model, officer).filter(pk__in=ids), query)
    lines = [_line(record) for record in page.rows]
    heads = (_("Record"), _("Of"))
    return CountedRows(str(model._meta.verbose_name), "", lines, page, heads)


def _records(model: Any, officer: Officer) -> Any:
    return model.objects.visible_to(officer).select_related("union")


def _funds(document: Document, query: QueryDict) -> tuple[str, list[int]] | None:
    ids = [fund["id"] for fund in document.figures("funds")]
    return FUND, [pk for pk in ids if query.get("fund", str(pk)) == str(pk)]


def _named(document: Document, query: QueryDict) -> tuple[str, list[int]] | None:
    """By the path of the ids in the data: services/3/4, households/left_ids/moved."""
    first, *rest = query.get("of", "").split("/")
    if first not in COUNTED_IN:
        return None
    line: Any = None
    found: Any = document.data.get(first)
    for step in rest:
        line = found
        try:
            found = found[int(step)] if isinstance(found, list) else found[step]
        except (LookupError, TypeError, ValueError):
            return None
    if not isinstance(found, list) or not all(isinstance(pk, int) for pk in found):
        return None
    return (FILES if first == "households" else str(line[3])), found


def _line(record: Any) -> dict[str, Any]:
    address = getattr(record, "get_absolute_url", None)
    return {
        "name": getattr(record, "number", "") or str(record),
        "where": record.union.short_name,
        "url": address() if address else "",
    }

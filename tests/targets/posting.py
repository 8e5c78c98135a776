"""What the pages of targets are posted, and where."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from targets.models import SharePart
from targets.negotiation import Answer, counter_share
from tests.cast import YEAR
from tests.targets.conftest import count_of, part_of

SHEET_URL = reverse("targets:sheet-detail", args=[YEAR])
SAVE_URL = reverse("targets:sheet-save", args=[YEAR])
ISSUE_URL = reverse("targets:sheet-step", args=[YEAR, "issue"])


def filled(town, sheet, **changes):
    """What the draft's form posts when nothing was changed."""
    posted = {"seen": sheet.moves, "add": "", "add_measure": ""}
    for line in sheet.lines.all():
        posted |= {
            f"value_{line.pk}": line.value_text,
            f"operator_{line.pk}": line.operator,
            f"split_by_{line.pk}": line.split_by,
        } | ({f"is_limited_{line.pk}": "on"} if line.is_limited else {})
    for part in SharePart.objects.filter(share__sheet=sheet).select_related("share"):
        posted[f"part_{part.share.union_id}_{part.line_id}"] = part.value_text
    return {**posted, **changes}


def count_to(sheet, county) -> str:
    """The field of a county's part of the count."""
    return f"part_{county.pk}_{count_of(sheet).pk}"


def whole_of(sheet) -> str:
    return f"value_{count_of(sheet).pk}"


def counter(share, value: int, *, by, why: str) -> None:
    counter_share(share, {part_of(share).pk: Answer(Decimal(value), why)}, by=by)


def answered(share, **changes):
    """What the form of an answer posts when nothing was changed."""
    values = {f"value_{part.pk}": part.value_text for part in share.parts.all()}
    return {"seen": share.moves, **values, **changes}


def answer_url(share, step: str) -> str:
    return reverse("targets:share-step", args=[share.pk, step])


def figure_url(code: str, union) -> str:
    return reverse("targets:figure-rows", args=[YEAR, code, union.pk])


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)

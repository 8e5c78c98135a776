"""Writing the log. Every act ends here; the database chains the rows at commit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kernel.digest import sm3_of
from unions.models import Event, Officer
from unions.scoping import UnionOwned


def log_event(
    record: UnionOwned,
    step: str,
    label: str,
    *,
    by: Officer | None,
    note: str = "",
    source: str = "",
    target: str = "",
    detail: dict[str, Any] | None = None,
    title: str = "",
    actor: str = "",
) -> Event:
    """Add one act to the log. `by` is None for the portal's own clock, or for `actor` without post.

    `title` is what the log calls the record, if not by its own name.
    """
    detail = detail or {}
    return Event.objects.create(
        federation_id=record.federation_id,
        county_id=record.county_id,
        township_id=record.township_id,
        union_id=record.union_id,
        subject=record._meta.label_lower,
        subject_id=record.pk,
        title=(title or str(record))[:160],
        step=step,
        label=str(label)[:60],
        source=source,
        target=target,
        officer=by,
        actor=str(by)[:160] if by else actor or _("The portal's clock"),
        note=note.strip(),
        detail=detail,
        digest=sm3_of({"step": step, "source": source, "target": target, "detail": detail}),
    )

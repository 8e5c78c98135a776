"""One door for every step of a service, with what is written down on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from unions.models import Officer
from unions.workflow import Workflow


@transaction.atomic
def take_case_step(
    workflow: Workflow,
    case: Any,
    step: str,
    *,
    by: Officer,
    note: str = "",
    seen: int | None = None,
    said: Mapping[str, Any] | None = None,
) -> None:
    """Take a case one step on; `said` are columns the step fills in.

    Raises MoveRefused or Overtaken, and changes nothing.
    """
    said = dict(said or {})
    for name, value in said.items():
        setattr(case, name, value)
    if said:
        case.save(update_fields=list(said))
    workflow.take(step, case, by=by, note=note, seen=seen, detail={"said": sorted(said)})

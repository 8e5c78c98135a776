"""What a call to 12351 brings along into the matter it becomes."""

from __future__ import annotations

from typing import Any

from assistance.views.found import asked_number
from unions.policy import OfficerRequest


def from_ticket(request: OfficerRequest, tickets: Any) -> dict[str, Any]:
    """First values of a form opened from a call (?ticket=<id>); the number stays sealed there.

    `tickets`: those the officer may see.
    """
    ticket = tickets.filter(pk=asked_number(request, "ticket")).first()
    if ticket is None:
        return {}
    return {
        "ticket_number": ticket.pk,
        "name": ticket.name,
        "workplace": ticket.workplace,
        "respondent": ticket.workplace,
        "opponent": ticket.workplace,
        "facts": ticket.request,
    }

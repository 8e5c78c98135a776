"""Applications from the public page, data requests and files whose time is over."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from assistance.models import DataRequest, Disposal, PublicApplication
from assistance.workflows.application import HELP
from assistance.workflows.privacy import DATA_REQUEST, DISPOSAL
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer


def applications(officer: Officer) -> Any:
    return PublicApplication.objects.visible_to(officer).awaiting(HELP.waiting_for(officer))


def application_todo(application: PublicApplication, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Applied for help"),
        title=str(application),
        sub=_("Call the applicant, then take it up or answer."),
        url=application.get_absolute_url(),
        due_on=application.due_on,
        tone="red",
    )


def requests(officer: Officer) -> Any:
    return DataRequest.objects.visible_to(officer).awaiting(DATA_REQUEST.waiting_for(officer))


def request_todo(request: DataRequest, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Data request"),
        title=f"{request} · {request.get_kind_display()}",
        sub=_("Check who asks, then answer within the deadline."),
        url=request.get_absolute_url(),
        due_on=request.due_on,
        tone="red",
    )


def disposals(officer: Officer) -> Any:
    return Disposal.objects.visible_to(officer).awaiting(DISPOSAL.waiting_for(officer))


def disposal_todo(disposal: Disposal, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Kept long enough"),
        title=str(disposal),
        sub=_("Somebody appraised it; a second person decides."),
        url=disposal.get_absolute_url(),
    )


SOURCES += [
    Source("assistance:help-list", applications, application_todo),
    Source("assistance:request-list", requests, request_todo),
    Source("assistance:retention-list", disposals, disposal_todo),
]

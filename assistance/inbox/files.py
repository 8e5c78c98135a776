"""What of the households' files waits on the workbench."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.actions.closing import CALLERS
from assistance.models import CallBack, HouseholdFile
from assistance.offices import CITY, REPORTERS
from assistance.workflows.household import FILE, SHOWN_IN_PUBLIC, FileStage
from kernel.days import today
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Event, Officer
from unions.offices import holds_any

S = FileStage
SOON = 3  # days of publicity left at which the county looks once more


def files_at(officer: Officer, *stages: str) -> Any:
    """Files in these stages on which the officer is the next to act, the most urgent first."""
    theirs = [stage for stage in FILE.waiting_for(officer) if stage in stages]
    files = HouseholdFile.objects.visible_to(officer).select_related("township", "county")
    return files.awaiting(theirs)


def files_to_write(officer: Officer) -> Any:
    """The drafts of the officer's own union; those of a union below are its own to finish."""
    if not holds_any(officer, REPORTERS):
        return HouseholdFile.objects.none()
    return files_at(officer, S.DRAFT, S.RETURNED).filter(union_id=officer.union_id)


def files_to_check(officer: Officer) -> Any:
    return files_at(officer, S.UNIT_REVIEW, S.TOWN_REVIEW, S.MEANS_CHECK)


def files_to_decide(officer: Officer) -> Any:
    return _not_their_own(files_at(officer, S.COUNTY_REVIEW), officer)


def objections_to_settle(officer: Officer) -> Any:
    return _not_their_own(files_at(officer, S.OBJECTION), officer)


def _not_their_own(files: Any, officer: Officer) -> Any:
    """Without those this person drafted, or took to where they stand: another has to decide."""
    arrivals = Event.objects.filter(
        subject="assistance.householdfile", subject_id=OuterRef("pk"), target=OuterRef("stage")
    ).exclude(source="")
    person = arrivals.order_by("-pk").values("officer__user_id")[:1]
    brought_by = Coalesce(Subquery(person, output_field=BigIntegerField()), 0)
    others = files.annotate(brought_by=brought_by).exclude(brought_by=officer.user_id)
    return others.exclude(drafted_by__user=officer.user_id)


def reviews_due(officer: Officer) -> Any:
    return files_at(officer, S.ANNUAL_REVIEW)


def calls_to_make(officer: Officer) -> Any:
    calls = CallBack.objects.visible_to(officer).select_related("file")
    if not holds_any(officer, CALLERS):
        return calls.none()
    return calls.filter(made_on=None).order_by("due_on", "pk")


def exclusions_to_look_at(officer: Officer) -> Any:
    """For the city: files that wait for the county with an exclusion nobody set aside."""
    files = HouseholdFile.objects.visible_to(officer).select_related("township", "county")
    if not holds_any(officer, CITY):
        return files.none()
    excluded = Q(exclusions__applies=True, exclusions__set_aside_by=None)
    return files.filter(excluded, stage=S.COUNTY_REVIEW).distinct().order_by("due_on", "pk")


def publicities_ending(officer: Officer) -> Any:
    """For the township: publicity about to end, the last days in which people can object."""
    files = HouseholdFile.objects.visible_to(officer).select_related("township", "county")
    if not holds_any(officer, REPORTERS):
        return files.none()
    soon = today() + timedelta(days=SOON)
    ending = files.filter(stage__in=SHOWN_IN_PUBLIC, due_on__lte=soon)
    return ending.filter(union_id=officer.union_id).order_by("due_on", "pk")


def file_todo(file: HouseholdFile, officer: Officer) -> ToDo:
    """The stage says what is to be done; late or not, the day says."""
    return ToDo(
        tag=tag_of(file),
        title=f"{file.applicant_name} · {file.number}",
        sub=f"{file.workplace} · {file.get_main_reason_display()}",
        url=file.get_absolute_url(),
        due_on=file.due_on,
        tone="amber" if file.stage in AMBER else "red",
    )


AMBER = (S.RETURNED, S.OBJECTION, S.ANNUAL_REVIEW)


def tag_of(file: HouseholdFile) -> str:
    tags = {
        S.DRAFT: _("To fill in"),
        S.RETURNED: _("Returned"),
        S.UNIT_REVIEW: _("To check"),
        S.TOWN_REVIEW: _("To review in the township"),
        S.MEANS_CHECK: _("Means check"),
        S.COUNTY_REVIEW: _("To decide"),
        S.OBJECTION: _("Objection"),
        S.ANNUAL_REVIEW: _("Yearly review"),
    }
    return tags[S(file.stage)]


def exclusion_todo(file: HouseholdFile, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Excluded"),
        title=f"{file.applicant_name} · {file.number}",
        sub=_("An exclusion applies; only the city can set it aside."),
        url=reverse("assistance:file-decision", args=[file.pk]),
        due_on=file.due_on,
        tone="neutral",
    )


def publicity_todo(file: HouseholdFile, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Publicity ends"),
        title=f"{file.applicant_name} · {file.number}",
        sub=_("Record an objection now, if there is one; afterwards the file goes on by itself."),
        url=file.get_absolute_url(),
        due_on=file.due_on,
        tone="green",
    )


def call_todo(call: CallBack, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To call"),
        title=f"{call.file.applicant_name} · {call.file.number}",
        sub=call.about,
        url=reverse("assistance:call-back-edit", args=[call.pk]),
        due_on=call.due_on,
        tone="red" if call.due_on < today() else "neutral",
    )


FILES, PUBLICITY = "assistance:file-list", "assistance:in-publicity-list"
SOURCES += [
    Source(FILES, files_to_write, file_todo),
    Source(FILES, files_to_check, file_todo),
    Source(FILES, files_to_decide, file_todo),
    Source(FILES, exclusions_to_look_at, exclusion_todo),
    Source(PUBLICITY, publicities_ending, publicity_todo),
    Source(PUBLICITY, objections_to_settle, file_todo),
    Source("assistance:yearly-review-list", reviews_due, file_todo),
    Source("assistance:call-back-list", calls_to_make, call_todo),
]

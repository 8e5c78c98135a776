"""Visits: entered when something happened, paid in time, corrected in the open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import FiveOccasions, HouseholdFile, Visit
from assistance.models.visit import Occasion
from assistance.offices import REPORTERS
from evidence.actions import keep_file
from kernel.search import pinyin_key
from kernel.workdays import add_working_days
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.parameters import parameter
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

WRITTEN = [
    "occasion", "worker_name", "pinyin", "workplace", "employer", "event_on", "due_on",
    "visited_on", "visitors", "place", "finding", "photo", "recorded_by",
]  # fmt: skip


def may_enter(officer: Officer) -> bool:
    return holds_any(officer, REPORTERS)


def may_write(visit: Visit, officer: Officer) -> bool:
    return may_enter(officer) and officer.oversees(visit)


def photos_allowed() -> bool:
    return bool(int(parameter("assistance.photos_of_people")))


def visitors_wanted(occasion: str) -> int:
    """How many must have gone: a home survey rests on more than one pair of eyes."""
    return int(parameter("assistance.visitors")) if occasion == Occasion.SURVEY else 1


def visit_due_on(event_on: date) -> date:
    return add_working_days(event_on, int(parameter("assistance.visit_days", on=event_on)))


@transaction.atomic
def enter_visit(visit: Visit, *, by: Officer, photo: UploadedFile[Any] | None = None) -> None:
    """Put a visit on record, paid or still to be paid; it belongs where its file does.

    Raises Refused, and keeps nothing, for the same event of the same person a second time.
    """
    owner = same_owner(visit.file) if visit.file else owned_by(by.union)
    for name, value in owner.items():
        setattr(visit, name, value)
    _refuse_twin(visit)
    _fill_in(visit, by, photo)
    visit.save(force_insert=True)
    log_event(visit, "visit", _("Visit entered"), by=by, detail=_standing(visit))


@transaction.atomic
def write_visit(visit: Visit, *, by: Officer, photo: UploadedFile[Any] | None = None) -> None:
    """Record that a visit was paid, or correct what its record says; the log keeps both days.

    Raises Refused if it is not this officer's to write.
    """
    if not may_write(visit, by):
        raise Refused(_("This visit is not yours to write."))
    before = Visit.objects.select_for_update().values("event_on", "visited_on").get(pk=visit.pk)
    if before["visited_on"] and visit.visited_on is None:
        raise Refused(_("A visit that was paid stays paid; correct its day instead."))
    _fill_in(visit, by, photo)
    visit.save(update_fields=WRITTEN)
    label = _("Visit corrected") if before["visited_on"] else _("Visit paid")
    was = {f"{name}_before": str(day or "") for name, day in before.items()}
    log_event(visit, "visit-write", label, by=by, detail={**_standing(visit), **was})


@transaction.atomic
def plan_round(
    title: str, until: date, files: Iterable[HouseholdFile], *, by: Officer
) -> list[Visit]:
    """Festival visits to households on file, to be paid by a day; once a household and round."""
    chosen = HouseholdFile.objects.filter(pk__in=[file.pk for file in files]).order_by("pk")
    # Whoever presses twice waits here, and then finds the visits.
    held = list(chosen.select_for_update(no_key=True, of=("self",)))
    there = set(Visit.objects.filter(round_title=title).values_list("file_id", flat=True))
    visits = []
    for file in held:
        if file.pk in there:
            continue
        visit = Visit.objects.create(
            file=file,
            occasion=Occasion.FESTIVAL,
            round_title=title,
            worker_name=file.applicant_name,
            pinyin=pinyin_key(file.applicant_name),
            workplace=file.workplace,
            employer_id=file.employer_id,
            due_on=until,
            **same_owner(file),
        )
        log_event(visit, "visit", _("Visit entered"), by=by, detail=_standing(visit))
        visits.append(visit)
    return visits


@transaction.atomic
def open_photo(visit: Visit, *, by: Officer) -> None:
    log_event(visit, "photo", _("Photo of a visit opened"), by=by)


@transaction.atomic
def name_five(codes: list[str], valid_from: date, basis: str, *, by: Officer) -> FiveOccasions:
    """Name the federation's five occasions from a day on; what held before stays on record.

    Raises Refused for a day on which they change already.
    """
    if FiveOccasions.objects.filter(valid_from=valid_from).exists():
        raise Refused(_("The five already change on that day."))
    five = FiveOccasions.objects.create(
        codes=codes, valid_from=valid_from, basis=basis, **owned_by(by.union)
    )
    log_event(five, "name", _("Five occasions named"), by=by, detail={"codes": codes})
    return five


def _fill_in(visit: Visit, by: Officer, photo: UploadedFile[Any] | None) -> None:
    visit.pinyin = pinyin_key(visit.worker_name)
    if visit.event_on:
        visit.due_on = visit_due_on(visit.event_on)
    elif not visit.round_title:
        visit.due_on = None
    if visit.visited_on:
        visit.recorded_by = by
    if photo and photos_allowed():
        visit.photo = keep_file(photo, union=visit.union, by=by, confidential=True)


def _refuse_twin(visit: Visit) -> None:
    if visit.event_on is None:
        return
    twin = Visit.objects.filter(
        union_id=visit.union_id,
        occasion=visit.occasion,
        worker_name=visit.worker_name,
        event_on=visit.event_on,
    )
    if twin.exists():
        raise Refused(_("This event is already entered; open its visit instead."))


def _standing(visit: Visit) -> dict[str, Any]:
    return {
        "occasion": visit.occasion,
        "event_on": str(visit.event_on or ""),
        "visited_on": str(visit.visited_on or ""),
        "due_on": str(visit.due_on or ""),
        "visitors": len(visit.visitor_names),
    }

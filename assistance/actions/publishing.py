"""Publicity: what the public may read, objections against it, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import HouseholdFile, Objection
from assistance.models.objection import Outcome
from assistance.workflows.household import FILE, FileStep
from kernel.days import today
from unions.models import Federation, Officer, Union
from unions.offices import Level
from unions.parameters import parameter
from unions.refusals import MoveRefused
from unions.rowsecurity import federation_scope
from unions.scoping import same_owner

ON_A_PAGE = 50


@dataclass(frozen=True)
class Notice:
    """A household in publicity, with all that the public may read of it."""

    unit: str
    name: str
    reason: str
    category: str
    amount: Decimal | None
    contact: str
    until: date | None


@dataclass(frozen=True)
class Board:
    """One page of a federation's notices; townships by name, so that no id is told."""

    federation: str
    notices: list[Notice]
    townships: list[str]
    more: bool


def read_board(division_code: str, *, township: str = "", page: int = 1) -> Board | None:
    """What is in publicity today in the federation of this code; None where there is none."""
    federation = Federation.objects.filter(division_code=division_code).first()
    if federation is None:
        return None
    with federation_scope(federation.pk):
        files = HouseholdFile.objects.shown_in_public(today())
        files = files.select_related("county", "federation")
        if township:
            files = files.filter(township__name=township)
        # Pages are counted, and few: the mark of a keyset page would tell the public a file's id.
        start = (page - 1) * ON_A_PAGE
        found = list(files.order_by("due_on", "pk")[start : start + ON_A_PAGE + 1])
        telephone = str(parameter("assistance.publicity_contact"))
        return Board(
            federation=federation.name,
            notices=[notice_of(file, telephone) for file in found[:ON_A_PAGE]],
            townships=_townships(),
            more=len(found) > ON_A_PAGE,
        )


def notice_of(file: HouseholdFile, telephone: str) -> Notice:
    category = file.get_category_display() or file.get_proposed_category_display()
    return Notice(
        unit=file.workplace,
        name=file.applicant_name,
        reason=file.get_main_reason_display(),
        category=category,
        amount=file.intended_amount,
        contact=f"{(file.county or file.federation).name} {telephone}",
        until=file.due_on,
    )


def _townships() -> list[str]:
    open_ones = Union.objects.open().filter(level=Level.TOWNSHIP)
    return list(open_ones.order_by("code", "name").values_list("name", flat=True))


@transaction.atomic
def object_to(
    file: HouseholdFile, *, ground: str, objector: str = "", by: Officer, seen: int | None = None
) -> Objection:
    """Stop the publicity and its clock. Raises MoveRefused, and changes nothing, if it is over."""
    if not file.due_on or file.due_on < today():
        raise MoveRefused(_("The publicity has ended; it takes no more objections."))
    FILE.take(FileStep.OBJECT, file, by=by, note=ground, seen=seen)
    return Objection.objects.create(
        file=file,
        objector=objector.strip(),
        ground=ground.strip(),
        recorded_by=by,
        recorded_on=today(),
        **same_owner(file),
    )


@transaction.atomic
def settle_objection(
    file: HouseholdFile, step: str, *, why: str, by: Officer, seen: int | None = None
) -> None:
    """Dismiss it, and the clock runs on; or uphold it, and the file is rejected.

    Raises MoveRefused for whoever recorded the objection.
    """
    if file.objections.filter(outcome=Outcome.OPEN, recorded_by__user=by.user).exists():
        raise MoveRefused(_("You recorded this objection yourself; someone else has to settle it."))
    FILE.take(step, file, by=by, note=why, seen=seen)
    outcome = Outcome.DISMISSED if step == FileStep.DISMISS else Outcome.UPHELD
    file.objections.filter(outcome=Outcome.OPEN).update(
        outcome=outcome, settled_by=by, settled_on=today(), why=why.strip()
    )


def end_publicities() -> list[HouseholdFile]:
    """Take every file of the open federation on whose publicity has run without objection.

    One that was moved meanwhile is left as it stands.
    """
    ended = []
    for file in HouseholdFile.objects.publicity_ended().order_by("pk"):
        try:
            FILE.follow_on(FileStep.SHOWN, file, by=None)
            ended.append(file)
        except MoveRefused:
            continue
    return ended

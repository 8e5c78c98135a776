"""Suggestions, one by one or by counts; a unit's year is kept in one way only."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.actions.sheets import RowFault, read_rows, whole
from campaigns.actions.units import employers_by_code, keepers_of
from campaigns.models import Suggestion, SuggestionBook, SuggestionTally
from campaigns.models.suggestion import BookWay
from campaigns.workflows.contest import ANSWER
from kernel.days import today
from kernel.identifiers import clean_uscc
from kernel.tables import BadTable
from unions.events import log_event
from unions.models import Employer, Officer
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

COUNTS = ("proposed", "adopted", "implemented")


@transaction.atomic
def propose(suggestion: Suggestion, employer: Employer, *, by: Officer) -> None:
    """Put one suggestion on record. Raises Refused where the unit's year is kept by counts."""
    year = suggestion.proposed_on.year
    book = _hold_books([employer], year, BookWay.SINGLE)[employer.pk]
    if book.way != BookWay.SINGLE:
        raise Refused(
            _("%(employer)s counts its suggestions of %(year)d: enter a new count instead.")
            % {"employer": employer.name, "year": year}
        )
    suggestion.book, suggestion.drafted_by = book, by
    suggestion.due_on = ANSWER.after(suggestion.proposed_on)
    for name, value in same_owner(book).items():
        setattr(suggestion, name, value)
    suggestion.save(force_insert=True)
    log_event(suggestion, "propose", _("Suggestion recorded"), by=by)


@transaction.atomic
def tally(employer: Employer, year: int, counts: Mapping[str, int], *, by: Officer) -> None:
    """Count a unit's suggestions of a year up to today. Raises Refused, and BadTable as below."""
    _tally_all({employer.pk: (employer, counts)}, year, by=by)


def headers() -> list[str]:
    """The columns, in their order, in the reader's language."""
    return [
        _("Credit code of the employer"), _("Suggestions proposed"), _("Suggestions adopted"),
        _("Suggestions implemented"),
    ]  # fmt: skip


@transaction.atomic
def import_tallies(year: int, content: bytes, *, by: Officer) -> int:
    """The counts of many units, all or none; how many.

    Raises BadTable with a message for each row at fault, Refused for units that list theirs one
    by one.
    """
    rows = read_rows(content, headers(), lambda number, cells: (number, *_clean(cells)))
    employers = employers_by_code((code for _n, code, _counts in rows), by=by)
    said: dict[int, tuple[Employer, Mapping[str, int]]] = {}
    faults = []
    for number, code, counts in rows:
        employer = employers.get(code)
        if employer is None:
            fault = _("Row %(row)s: no employer of your branch has the code %(code)s.")
            faults.append(fault % {"row": number, "code": code})
        elif employer.pk in said:
            faults.append(_("Row %(row)s: this employer stands above already.") % {"row": number})
        else:
            said[employer.pk] = employer, counts
    if faults:
        raise BadTable(faults[:50])
    _tally_all(said, year, by=by)
    return len(said)


def _clean(cells: list[str]) -> tuple[str, dict[str, int]]:
    code, *numbers = cells
    counts = {
        name: whole(cell, label)
        for name, cell, label in zip(COUNTS, numbers, headers()[1:], strict=True)
    }
    if fault := fault_of(counts):
        raise RowFault(fault)
    return clean_uscc(code), counts


def fault_of(counts: Mapping[str, int]) -> str:
    """What the database refuses, said beforehand."""
    if counts["proposed"] >= counts["adopted"] >= counts["implemented"]:
        return ""
    return _("No more can be adopted than were proposed, nor implemented than adopted.")


def _tally_all(
    said: Mapping[int, tuple[Employer, Mapping[str, int]]], year: int, *, by: Officer
) -> None:
    books = _hold_books([employer for employer, _c in said.values()], year, BookWay.COUNTS)
    single = [said[pk][0].name for pk, book in books.items() if book.way != BookWay.COUNTS]
    if single:
        raise Refused(
            _("These units list their suggestions of %(year)d one by one: nothing was counted.")
            % {"year": year},
            missing=single[:50],
        )
    SuggestionTally.objects.bulk_create(
        [
            SuggestionTally(book=books[pk], counted_on=today(), **counts, **same_owner(books[pk]))
            for pk, (_employer, counts) in said.items()
        ],
        update_conflicts=True,
        unique_fields=["book", "counted_on"],
        update_fields=[*COUNTS],
        batch_size=1000,
    )
    whole_branch = {name: sum(counts[name] for _e, counts in said.values()) for name in COUNTS}
    detail = {"year": year, "units": len(said), **whole_branch}
    log_event(by, "tally", _("Suggestions counted"), by=by, detail=detail)


def _hold_books(employers: list[Employer], year: int, way: str) -> dict[int, SuggestionBook]:
    """The year's book of each employer, locked; those not begun yet are kept in `way`."""
    keepers = keepers_of(employers)
    SuggestionBook.objects.bulk_create(
        [
            SuggestionBook(employer=e, year=year, way=way, **owned_by(keepers[e.pk]))
            for e in employers
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    books = SuggestionBook.objects.filter(employer__in=employers, year=year).order_by("pk")
    return {book.employer_id: book for book in books.select_for_update(of=("self",))}

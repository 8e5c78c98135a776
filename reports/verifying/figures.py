"""The figures of a printed document, opened in the scope of whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.codes import read_code
from reports.models import CONFIDENTIAL, Dispatch, Document
from reports.proofs import PaperFigure, figures_of
from targets.indicators import indicator
from targets.sheets import Figure
from unions.models import Officer, Union
from unions.offices import Level
from unions.scoping import of_unions_above


@dataclass(frozen=True)
class OpenedFigure:
    """`url` is empty where the reader's post has no rows of its own."""

    figure: PaperFigure
    url: str


@dataclass(frozen=True)
class OpenedDocument:
    """`whole`: whether the document's own page is the reader's to see."""

    document: Document
    place: Union | None
    figures: list[OpenedFigure]
    whole: bool


def paper_of(code: str, officer: Officer) -> tuple[Any, list[OpenedDocument]] | None:
    """What bears the code, and the documents whose figures it prints; None if it is not theirs.

    A paper of a union above is opened, too, by who holds it: the figures come in their own scope.
    """
    read = read_code(code)
    if read is None or read[0] != officer.federation.division_code:
        return None
    document = _document(read[1], officer)
    if document:
        return document, [_opened(document, officer)]
    dispatch = (
        Dispatch.objects.visible_to(officer)
        .select_related("given", "union")
        .filter(code=read[1], signed_on__isnull=False)
        .first()
    )
    if dispatch is None:
        return None
    annexes = Document.objects.unscoped("annexed to a dispatch the officer reads")
    documents = annexes.filter(annexed_to__dispatch=dispatch).select_related("union").order_by("pk")
    return dispatch, [_opened(document, officer) for document in documents]


def _document(code: str, officer: Officer) -> Document | None:
    own = Document.objects.visible_to(officer).finished().select_related("union")
    above = Document.objects.unscoped("whoever holds a paper of a union above may open it")
    above = above.finished().exclude(kind__in=CONFIDENTIAL).filter(of_unions_above(officer))
    found: Document | None = (
        own.filter(code=code).first() or above.select_related("union").filter(code=code).first()
    )
    return found


def _opened(document: Document, officer: Officer) -> OpenedDocument:
    place = _place_of(document, officer)
    figures = [OpenedFigure(f, _url(f, document, place)) for f in figures_of(document)]
    whole = Document.objects.visible_to(officer).filter(pk=document.pk).exists()
    return OpenedDocument(document, place, figures, whole)


def _place_of(document: Document, officer: Officer) -> Union | None:
    """Whose rows the figures open: the document's, as far as they are the reader's."""
    place = document.union if officer.oversees(document) else officer.union
    return place if place.level in {Level.FEDERATION, Level.COUNTY} else None


def _url(figure: PaperFigure, document: Document, place: Union | None) -> str:
    if place is None:
        return ""
    on = date.fromisoformat(document.data["day"])
    return Figure(indicator(figure.code), document.year, place, on).url

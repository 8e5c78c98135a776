"""The letters of a round: as PDF to print, as Word to edit, both from the same frozen facts."""

from __future__ import annotations

import io

import docx
import pdfplumber
import pytest

from bargaining.letters import letters_of
from bargaining.workflows.round import RoundStep
from reports.actions import request_letter
from reports.models import Document, Kind
from reports.papers.paper import chinese_day
from tests.bargaining.rounds import lead, plan_round
from tests.reports.conftest import finish
from unions.refusals import Refused


@pytest.fixture
def in_force(town):
    return lead(plan_round(town), until=RoundStep.APPROVE, by=town.chair)


def as_text(document: Document) -> tuple[str, str]:
    """What the two files say, without spaces and line breaks."""
    with document.pdf.open() as file, pdfplumber.open(file) as pdf:
        printed = "".join(page.extract_text() for page in pdf.pages)
    with document.docx.open() as file:
        book = docx.Document(io.BytesIO(file.read()))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    edited = "".join([*(p.text for p in book.paragraphs), *cells])
    return "".join(printed.split()), "".join(edited.split())


def test_an_offer_says_what_is_to_be_bargained_about_and_when(town):
    a_round = lead(plan_round(town), until=RoundStep.OFFER, by=town.chair)

    printed, edited = as_text(finish(request_letter(a_round, "offer", by=town.chair)))

    for text in (printed, edited):
        assert a_round.offer_number in text
        assert town.mill.name in text
        assert "".join(a_round.matters.split()) in text
        assert chinese_day(a_round.offered_on) in text


def test_the_form_of_filing_shows_the_vote_and_both_sides(in_force, town):
    printed, edited = as_text(finish(request_letter(in_force, "filing", by=town.chair)))

    vote = in_force.ballots.last()
    for text in (printed, edited):
        assert f"实到人数{vote.present}" in text
        assert f"赞成票{vote.yes}" in text
        assert all(delegate.name in text for delegate in in_force.delegates.all())


def test_what_is_published_is_the_text_that_was_agreed(in_force, town):
    printed, edited = as_text(finish(request_letter(in_force, "publication", by=town.chair)))

    agreed = "".join(in_force.draft.split())
    assert agreed
    assert agreed in printed
    assert agreed in edited


def test_a_letter_whose_day_has_not_come_is_refused(town):
    a_round = plan_round(town)

    assert letters_of(a_round) == []
    with pytest.raises(Refused):
        request_letter(a_round, "publication", by=town.chair)


def test_a_letter_of_no_kind_is_refused_on_the_page(in_force, town, as_officer):
    address = f"/bargaining/rounds/{in_force.pk}/letters/"

    assert as_officer(town.chair).post(f"{address}nonsense/").status_code == 422
    assert as_officer(town.chair).post(f"{address}offer/").status_code == 302
    assert as_officer(town.stranger).post(f"{address}offer/").status_code == 404


def test_only_papers_to_be_edited_have_a_word_file(in_force, town, as_officer):
    letter = finish(request_letter(in_force, "reply", by=town.chair))

    page = as_officer(town.chair).get(f"/documents/{letter.pk}/")
    assert f"/documents/{letter.pk}/docx/" in page.content.decode()
    Document.objects.filter(pk=letter.pk).update(docx="", kind=Kind.RECORD)
    assert as_officer(town.chair).get(f"/documents/{letter.pk}/docx/").status_code == 404

"""创效: a value comes with the finance department's certificate, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from campaigns.actions.suggestions import propose, tally
from campaigns.models import ContestOutcome, Suggestion, SuggestionTally
from campaigns.workflows.contest import SUGGESTION, SuggestionStep
from kernel.days import today
from tests.campaigns.contests import make_contest, make_unit, paper, total_of
from unions.refusals import Refused
from unions.scoping import owned_by


@pytest.fixture
def outcome(town) -> ContestOutcome:
    contest = make_contest(town.linghai)
    unit = make_unit(contest, town.mill, town.mill_union)
    return ContestOutcome.objects.create(
        contest=contest, unit=unit, kind="method", count=2, **owned_by(town.mill_union)
    )


def value_form(**changes):
    said = {"yuan": "2800000.50", "certified_by": "财务科 李", "certified_on": f"{today()}"}
    return {**said, "certificate": paper(), **changes}


@pytest.mark.parametrize("part", [{}, {"certified_by": "李"}, {"certified_on": "2026-05-01"}])
def test_the_database_refuses_a_value_without_its_certificate(outcome, part):
    with pytest.raises(IntegrityError, match="value_certified"), transaction.atomic():
        ContestOutcome.objects.filter(pk=outcome.pk).update(yuan=100, **part)


@pytest.mark.parametrize("missing", ["certificate", "certified_by", "certified_on", "yuan"])
def test_the_form_refuses_a_value_without_its_certificate(as_officer, town, outcome, missing):
    form = value_form()
    del form[missing]
    page = reverse("campaigns:outcome-value", args=[outcome.pk])

    response = as_officer(town.county).post(page, form)

    outcome.refresh_from_db()
    assert (response.status_code, outcome.yuan) == (422, None)


def test_a_certified_value_counts_and_its_paper_is_kept(as_officer, town, outcome):
    page = reverse("campaigns:outcome-value", args=[outcome.pk])

    response = as_officer(town.county).post(page, value_form())

    outcome.refresh_from_db()
    assert response.status_code == 302
    assert (outcome.yuan, outcome.certificate.is_picture) == (Decimal("2800000.50"), True)
    assert total_of("campaigns.contest_value", town).numerator == 2800000


def test_what_is_no_paper_is_refused(as_officer, town, outcome):
    page = reverse("campaigns:outcome-value", args=[outcome.pk])
    fake = SimpleUploadedFile("证明.jpg", b"MZ not a picture", "image/jpeg")

    response = as_officer(town.county).post(page, value_form(certificate=fake))

    outcome.refresh_from_db()
    assert (response.status_code, outcome.yuan) == (422, None)


# Suggestions: one by one or by counts, never both.


def suggest(town, title="换模", **changes):
    suggestion = Suggestion(title=title, proposer="二班", **changes)
    propose(suggestion, town.mill, by=town.chair)
    return suggestion


COUNTS = {"proposed": 320, "adopted": 150, "implemented": 96}


def test_a_unit_that_counts_lists_nothing(town):
    tally(town.mill, today().year, COUNTS, by=town.chair)

    with pytest.raises(Refused):
        suggest(town)
    assert total_of("campaigns.suggestions_proposed", town).numerator == 320


def test_a_unit_that_lists_counts_nothing(town):
    suggest(town)

    with pytest.raises(Refused):
        tally(town.mill, today().year, COUNTS, by=town.chair)
    assert not SuggestionTally.objects.exists()


def test_a_stray_row_of_the_other_way_is_never_added(town):
    book = suggest(town).book
    SuggestionTally.objects.create(book=book, **COUNTS, **owned_by(town.mill_union))

    assert total_of("campaigns.suggestions_proposed", town).numerator == 1


def test_the_latest_count_holds(town):
    tally(town.mill, today().year, {**COUNTS, "proposed": 200}, by=town.chair)
    tally(town.mill, today().year, COUNTS, by=town.chair)

    assert total_of("campaigns.suggestions_proposed", town).numerator == 320
    assert total_of("campaigns.suggestions_implemented", town).numerator == 96


def test_no_more_is_adopted_than_proposed(town):
    book = suggest(town).book
    with pytest.raises(IntegrityError, match="never_more"), transaction.atomic():
        SuggestionTally.objects.create(
            book=book, proposed=3, adopted=4, implemented=0, **owned_by(town.mill_union)
        )


def test_single_ones_and_counts_add_up(town):
    tally(town.far_mill, today().year, COUNTS, by=town.far_chair)
    for step in ((), (SuggestionStep.ADOPT,), (SuggestionStep.ADOPT, SuggestionStep.IMPLEMENT)):
        suggestion = suggest(town, f"建议{len(step)}")
        for each in step:
            SUGGESTION.take(each, suggestion, by=town.chair)

    found = [total_of(f"campaigns.suggestions_{name}", town).numerator for name in COUNTS]
    assert found == [323, 152, 97]


def test_a_suggestion_saves_nothing_before_it_is_implemented(as_officer, town):
    suggestion = suggest(town)
    page = reverse("campaigns:suggestion-value", args=[suggestion.pk])

    assert as_officer(town.chair).post(page, value_form()).status_code == 422


def test_declining_needs_a_reason(as_officer, town):
    suggestion = suggest(town)
    page = reverse("campaigns:suggestion-step", args=[suggestion.pk, "decline"])

    assert as_officer(town.chair).post(page, {"seen": 0, "note": ""}).status_code == 422
    assert as_officer(town.chair).post(page, {"seen": 0, "note": "已有"}).status_code == 302


def test_a_suggestions_value_is_entered_by_its_own_union(as_officer, town):
    suggestion = suggest(town)
    for step in (SuggestionStep.ADOPT, SuggestionStep.IMPLEMENT):
        SUGGESTION.take(step, suggestion, by=town.chair)
    page = reverse("campaigns:suggestion-value", args=[suggestion.pk])

    assert as_officer(town.county).post(page, value_form()).status_code == 422
    assert as_officer(town.chair).post(page, value_form()).status_code == 302

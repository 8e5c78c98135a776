"""Every figure says what it counts and who asks for it, and shows that where its rows are."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from kernel.days import today
from targets.indicators import INDICATORS


def test_every_figure_says_its_unit_formula_and_source():
    for code, known in INDICATORS.items():
        assert all((known.unit, known.formula, known.source)), code


def test_a_rate_says_what_is_divided_by_what():
    for code, known in INDICATORS.items():
        with override("en"):
            assert ("÷" in str(known.formula)) == known.is_rate, code


@pytest.mark.parametrize("code", ["homes.growth", "campaigns.studios"])
def test_the_page_of_a_figures_rows_says_how_it_is_counted(town, as_officer, code):
    known = INDICATORS[code]
    url = reverse("targets:figure-rows", args=[today().year, code, town.root.pk])

    page = as_officer(town.city).get(url).content.decode()

    for words in (known.unit, known.formula, known.source, known.placed_by, code):
        assert str(words) in page

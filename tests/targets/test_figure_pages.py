from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import LONG_AGO, make_employer, make_uscc
from tests.targets.posting import SHEET_URL, figure_url, queries
from unions.actions import cover_employer


def test_a_figure_opens_the_employers_it_counts(town, sheet, as_officer):
    url = figure_url("homes.rate_large_private", town.linghai)
    page = as_officer(town.county).get(f"{url}?part=denominator").content.decode()

    assert town.mill.name in page
    assert town.far_mill.name not in page
    assert town.mill.name not in as_officer(town.county).get(url).content.decode()


def test_a_county_opens_its_own_figures_only(town, sheet, as_officer):
    client = as_officer(town.county)

    for place in (town.heishan, town.root, town.mill_union):
        assert client.get(figure_url("homes.growth", place)).status_code == 404


def test_a_figure_nobody_declared_is_not_there(town, as_officer):
    assert as_officer(town.city).get(figure_url("homes.luck", town.root)).status_code == 404


def test_a_figure_of_a_year_without_targets_leads_to_the_list_of_years(town, as_officer):
    page = as_officer(town.city).get(figure_url("homes.growth", town.root)).content.decode()

    assert f'href="{SHEET_URL}"' not in page
    assert reverse("targets:sheet-list") in page


@pytest.mark.parametrize("year", [1, 1999, 2101, 99_999_999_999])
def test_a_year_no_calendar_has_is_not_there(town, as_officer, year):
    client = as_officer(town.city)

    assert client.get(reverse("targets:sheet-detail", args=[year])).status_code == 404
    url = reverse("targets:figure-rows", args=[year, "homes.growth", town.root.pk])
    assert client.get(url).status_code == 404


def test_a_sheet_leads_to_the_figures_no_target_asks_for(town, share, as_officer):
    further = [f.url for f in as_officer(town.county).get(SHEET_URL).context["further"]]

    assert figure_url("assistance.wages_recovered", town.linghai) in further
    assert figure_url("assistance.helped", town.linghai) not in further


def test_a_figures_rows_cost_the_same_for_many(town, as_officer):
    client = as_officer(town.city)
    url = figure_url("homes.eligible", town.root)
    few = queries(client, url)
    for number in range(18):
        made = make_employer(f"第{number}厂", town.linghai, uscc=make_uscc(300 + number))
        cover_employer(made, town.mill_union, on=LONG_AGO)

    assert queries(client, url) == few

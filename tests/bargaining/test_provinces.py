"""A province's own rule stands before the national default, and the federation's before both."""

from __future__ import annotations

from datetime import date

import pytest

import bargaining.parameters  # noqa: F401 - declares what is asked for
from unions.actions import set_parameter
from unions.models import Federation
from unions.parameters import figure_in_force, figures_in_force, parameter

DAY = date(2026, 3, 2)


def move_to(town, code: str) -> None:
    Federation.objects.filter(pk=town.federation.pk).update(division_code=code)


@pytest.mark.parametrize(
    ("code", "days", "working"),
    [("330400", 10, 1), ("370600", 10, 0), ("350212", 15, 0), ("360100", 20, 0)],
)
def test_the_reply_to_an_offer_has_the_days_of_the_province(town, code, days, working):
    move_to(town, code)

    assert parameter("bargaining.reply_days", on=DAY) == days
    assert parameter("bargaining.reply_working", on=DAY) == working


def test_a_province_whose_rule_is_not_entered_stands_on_the_default_and_is_marked(town):
    figure = figure_in_force("bargaining.reply_days", on=DAY)  # 锦州 lies in Liaoning

    assert figure.value == 20
    assert "2015" in figure.source


def test_a_rule_holds_from_its_day_on(town):
    move_to(town, "320600")

    assert "2023" in figure_in_force("bargaining.reply_days", on=date(2023, 5, 1)).source
    assert "2023" not in figure_in_force("bargaining.reply_days", on=date(2023, 4, 30)).source


def test_the_federations_own_figure_comes_first(town):
    move_to(town, "350212")
    told = {"value": 12, "valid_from": DAY, "basis": "同工发〔2026〕3号"}
    set_parameter("bargaining.reply_days", **told, union=town.root, by=town.city)

    assert parameter("bargaining.reply_days", on=DAY) == 12
    assert figure_in_force("bargaining.reply_days", on=DAY).source == "同工发〔2026〕3号"


def test_all_figures_together_cost_as_many_questions_as_one(town, django_assert_num_queries):
    with django_assert_num_queries(2):
        figures_in_force(DAY)

"""A contract that runs out is one line of its keeper's workbench, until it is renewed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bargaining.inbox.contracts import as_todo, contracts_to_renew
from bargaining.models import Round
from kernel.days import today
from tests.bargaining.papers import ending_in, make_contract
from unions.models import Parameter
from unions.scoping import owned_by

pytestmark = pytest.mark.usefixtures("standing_worlds")


def lines(town) -> list:
    """The reminders of the mill's chair; of the worlds' own contract there is none yet."""
    rows = contracts_to_renew(town.chair).filter(title="工资专项集体合同")
    return [as_todo(contract, town.chair) for contract in rows]


@pytest.mark.parametrize(
    ("days", "tones"),
    [
        (91, []),
        (90, ["neutral"]),
        (61, ["neutral"]),
        (60, ["amber"]),
        (31, ["amber"]),
        (30, ["red"]),
        (0, ["red"]),
        (-1, ["red"]),
        (-90, ["red"]),
        (-91, []),
    ],
)
def test_each_reminder_takes_the_place_of_the_one_before(town, days, tones):
    make_contract(town, **ending_in(days))

    assert [line.tone for line in lines(town)] == tones


def test_the_federations_own_days_hold(town):
    Parameter.objects.create(
        key="bargaining.remind_first_days", value=120, valid_from=today(), basis="锦工发1号",
        **owned_by(town.root),
    )  # fmt: skip
    make_contract(town, **ending_in(120))

    assert len(lines(town)) == 1


def test_a_renewal_ends_the_reminder(town):
    old = make_contract(town, **ending_in(20))
    make_contract(town, renews=old, title="续签", **ending_in(385))

    assert lines(town) == []


@pytest.mark.parametrize(("stage", "count"), [("talks", 0), ("dropped", 1)])
def test_a_round_ends_the_reminder_while_it_goes_on(town, stage, count):
    old = make_contract(town, **ending_in(20))
    Round.objects.create(
        title="续签", year=2026, kind="wage", scope="enterprise", purpose="renew", stage=stage,
        employer=town.mill, renews=old, **owned_by(town.mill_union),
    )  # fmt: skip

    assert len(lines(town)) == count


def test_only_the_union_that_keeps_it_is_reminded(town):
    old = make_contract(town, **ending_in(20))

    assert old in contracts_to_renew(town.chair)
    assert old not in contracts_to_renew(town.county)
    assert old not in contracts_to_renew(town.worker)


def test_the_list_of_what_is_due_shows_both_ends_of_the_window(as_officer, town):
    soon, over = make_contract(town, **ending_in(90)), make_contract(town, **ending_in(-90))
    page = as_officer(town.county).get(reverse("bargaining:contract-renewals"))
    shown = [row["contract"] for row in page.context["rows"]]

    assert shown.index(over) < shown.index(soon)

"""A contract is entered, corrected, changed and ended; where it stands follows from its days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bargaining.actions.checking import record_check
from bargaining.actions.registering import (
    ContractRefused,
    change_contract,
    correct_contract,
    end_contract,
    remove_contract,
)
from bargaining.clauses import CODES, ITEMS, WAGE_CODES, left_blank
from bargaining.figures import figures_of
from bargaining.models import Contract
from bargaining.standing import Calendar, Standing, in_state, with_renewal
from bargaining.substance import hints_on
from kernel.days import today
from tests.bargaining.papers import ending_in, enter, make_contract, make_regional
from unions.models import Event
from unions.refusals import Refused

pytestmark = pytest.mark.usefixtures("standing_worlds")
FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)


def in_force(contract, day: date) -> bool:
    return Contract.objects.filter(pk=contract.pk).in_force(day).exists()


def test_the_first_and_the_last_day_of_a_term_are_in_force(town):
    contract = make_contract(town)

    assert in_force(contract, FIRST)
    assert in_force(contract, LAST)
    assert not in_force(contract, FIRST - timedelta(days=1))
    assert not in_force(contract, LAST + timedelta(days=1))


def test_the_day_it_was_ended_is_in_force_no_more(town):
    contract = make_contract(town)
    end_contract(contract, on=date(2026, 9, 1), why="企业注销", by=town.chair)

    assert in_force(contract, date(2026, 8, 31))
    assert not in_force(contract, date(2026, 9, 1))


@pytest.mark.parametrize("days", [-1, -90])
def test_within_the_window_after_its_end_it_is_to_renew(town, days):
    assert standing(make_contract(town, **ending_in(days))) == Standing.TO_RENEW


@pytest.mark.parametrize(
    ("days", "where"),
    [
        (-91, Standing.RUN_OUT),
        (0, Standing.EXPIRING),
        (90, Standing.EXPIRING),
        (91, Standing.IN_FORCE),
    ],
)
def test_outside_that_window_it_is_not(town, days, where):
    assert standing(make_contract(town, **ending_in(days))) == where


def test_what_was_renewed_is_not_to_renew(town):
    old = make_contract(town, **ending_in(-10))
    make_contract(town, renews=old, **ending_in(355))

    assert standing(old) == Standing.RUN_OUT


def standing(contract) -> Standing:
    """As the page tells it, and as the filter of the list finds it."""
    told = Calendar.of(today(), figures_of(today())).standing_of(
        with_renewal(Contract.objects.filter(pk=contract.pk)).get()
    )
    state = "expiring-90" if told == Standing.EXPIRING else told.value
    found = in_state(Contract.objects.filter(pk=contract.pk), state, today())
    assert found.exists()
    return told


def test_the_county_enters_it_for_the_union_that_signed(town):
    contract = enter(town, clauses={"wage_level": "年增长不低于百分之五", "overtime_pay": " "})

    assert contract.union == town.mill_union
    assert list(contract.clauses.values_list("item", flat=True)) == ["wage_level"]
    assert Event.objects.about(contract).get().step == "register"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"signed_on": date(2026, 4, 2)}, "effective_on"),
        ({"expires_on": FIRST}, "expires_on"),
        ({"employer": None}, "employer"),
        ({"scope": "regional"}, "employer"),
        ({"signed_on": date(2030, 1, 1), "effective_on": date(2030, 1, 1)}, "signed_on"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_at_its_field(town, changes, field):
    with pytest.raises(ContractRefused) as refused:
        enter(town, **changes)

    assert field in [name for name, _words in refused.value.faults]


def test_the_same_contract_is_entered_once(town):
    enter(town)

    with pytest.raises(ContractRefused):
        enter(town)


def test_a_basic_union_keeps_no_regional_contract(town):
    with pytest.raises(ContractRefused):
        enter(town, by=town.chair, scope="regional", employer=None)


def test_an_entry_is_corrected_with_a_reason(town):
    contract = enter(town)
    told = {"title": "工资协议"}, {"women": "五期保护"}
    correct_contract(contract, *told, why="名称有误", by=town.county)

    contract.refresh_from_db()
    assert contract.title == "工资协议"
    assert [clause.item for clause in contract.clauses.all()] == ["women"]
    assert Event.objects.about(contract).get(step="correct").note == "名称有误"


def test_once_checked_it_is_corrected_no_more(town):
    contract = enter(town, clauses={"wage_level": "年增长不低于百分之五"})
    record_check(contract, check_values(), {"wage_level": (True, "")}, by=town.chair)

    with pytest.raises(Refused):
        correct_contract(contract, {"title": "另"}, {}, why="名称有误", by=town.county)


def check_values() -> dict[str, object]:
    return {
        "checked_on": date(2026, 9, 1), "reported_on": None, "asked": 10, "satisfied": 9,
        "note": "",
    }  # fmt: skip


def test_a_change_keeps_what_stood_before(town):
    contract = enter(town, text="旧条款", clauses={"wage_level": "百分之五"})
    told = {"text": "新条款", "wage_annex": False, "expires_on": LAST}
    change = change_contract(
        contract, told, {"wage_level": "百分之八"}, changed_on=date(2026, 8, 1), why="效益增长",
        by=town.chair,
    )  # fmt: skip

    assert change.before["text"] == "旧条款"
    assert change.before["clauses"] == {"wage_level": "百分之五"}
    assert contract.clauses.get().text == "百分之八"


def test_an_entry_made_by_mistake_leaves_nothing_but_its_line_in_the_log(town):
    contract = enter(town, clauses={"wage_level": "百分之五"})
    pk = contract.pk
    remove_contract(contract, why="录错企业", by=town.county)

    assert not Contract.objects.filter(pk=pk).exists()
    assert Event.objects.filter(subject_id=pk, step="remove").get().note == "录错企业"


def test_a_contract_that_was_renewed_cannot_be_taken_off(town):
    old = make_contract(town, **ending_in(-10))
    make_contract(town, renews=old, **ending_in(355))

    with pytest.raises(Refused):
        remove_contract(old, why="录错", by=town.county)


def test_wages_come_first_on_the_checklist():
    wages = [item.wage for item in ITEMS]

    assert wages == sorted(wages, reverse=True)
    assert len(CODES) - len(WAGE_CODES) == 9


def test_what_a_kind_should_speak_of_is_missed_by_kind():
    assert "wage_level" in [item.code for item in left_blank("wage", set())]
    assert "wage_level" not in [item.code for item in left_blank("women", set())]
    assert left_blank("comprehensive", set(CODES)) == []


@pytest.mark.parametrize(
    ("kind", "last", "hints"),
    [
        ("women", date(2029, 3, 31), 0),
        ("women", date(2029, 4, 1), 1),
        ("wage", date(2027, 3, 31), 0),
        ("wage", date(2027, 4, 1), 1),
    ],
)
def test_a_term_beyond_the_usual_is_hinted_at(town, kind, last, hints):
    contract = make_contract(town, kind=kind, expires_on=last)

    assert len(hints_on(contract, set(CODES), figures_of(today()))) == hints


def test_the_hint_names_blank_items_and_missing_wages(town):
    contract = make_contract(town)
    agreed = {"disputes", "fulfilment"}

    assert len(hints_on(contract, agreed, figures_of(today()))) == 2


def test_the_list_finds_a_contract_by_pinyin_of_its_employer(as_officer, town):
    contract = make_contract(town, title="第一份")
    page = as_officer(town.county).get(reverse("bargaining:contract-list"), {"q": "huaxing"})
    nothing = as_officer(town.county).get(reverse("bargaining:contract-list"), {"q": "beishan"})

    assert contract in [row["contract"] for row in page.context["rows"]]
    assert contract not in [row["contract"] for row in nothing.context["rows"]]


def test_a_contract_is_entered_on_the_page(as_officer, town):
    body = {
        "title": "工资协议", "kind": "wage", "scope": "enterprise", "code": town.mill.uscc,
        "signed_on": "2026-03-01", "effective_on": "2026-04-01", "expires_on": "2027-03-31",
        "clause_pay_day": "每月十日",
    }  # fmt: skip
    answer = as_officer(town.chair).post(reverse("bargaining:contract-new"), body)

    contract = Contract.objects.get(title="工资协议")
    assert answer.url == contract.get_absolute_url()
    assert contract.clauses.get().item == "pay_day"


def test_a_wrong_day_is_told_beside_it_and_nothing_is_kept(as_officer, town):
    body = {
        "title": "工资协议", "kind": "wage", "scope": "enterprise", "code": town.mill.uscc,
        "signed_on": "2026-03-01", "effective_on": "2026-04-01", "expires_on": "2026-03-19",
    }  # fmt: skip
    answer = as_officer(town.chair).post(reverse("bargaining:contract-new"), body)

    assert answer.status_code == 422
    assert "expires_on" in answer.context["form"].errors
    assert not Contract.objects.filter(title="工资协议").exists()


def test_the_renewal_of_a_contract_begins_with_what_is_known(as_officer, town):
    old = make_contract(town, **ending_in(-10))
    page = as_officer(town.chair).get(reverse("bargaining:contract-new"), {"renews": old.pk})

    assert page.context["form"].initial["renews_number"] == old.pk
    assert page.context["form"].initial["code"] == town.mill.uscc


def test_a_regional_contract_says_how_many_it_lists(as_officer, town):
    contract = make_regional(town)
    page = as_officer(town.county).get(contract.get_absolute_url())

    assert page.context["listed"] == {"all": 0, "sealed": 0}

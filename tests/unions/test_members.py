"""Returns of members: who enters them, what they refuse, from when to when they count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kernel.days import today
from kernel.tables import read_workbook
from targets.indicators import INDICATORS
from targets.sheets import Figure
from tests.cast import make_return
from tests.unions.conftest import a_year_ago, returns_of
from unions.actions import set_parameter
from unions.inbox import todos
from unions.membership.importing import headers
from unions.membership.registering import correct_return, enter_return, remove_return
from unions.membership.standing import below_target, missing, with_returns
from unions.models import Employer, Event, MemberReturn
from unions.refusals import Overtaken

pytestmark = pytest.mark.usefixtures("standing_worlds")

TOLD = {
    "employees": 100, "members": 90, "women_members": 30, "migrant_members": 10,
    "one_shoulder": "no", "has_women_organisation": False,
}  # fmt: skip


def said(day: date, **changes):
    return {**TOLD, "counted_on": day, **changes}


def posted(day: date, **changes):
    return {**said(day), "counted_on": day.isoformat(), **changes}


# The table


@pytest.mark.parametrize(
    "wrong",
    [
        {"members": 287}, {"women_members": 281}, {"migrant_members": 281},
        {"counted_on": today() + timedelta(days=1)}, {"one_shoulder": "maybe"},
    ],
)  # fmt: skip
def test_the_table_takes_no_return_that_cannot_be(mill, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_return(mill, **{"counted_on": today(), **wrong})


def test_an_employer_has_one_return_of_a_day(mill):
    make_return(mill, today())

    with pytest.raises(IntegrityError), transaction.atomic():
        make_return(mill, today())


# Entering, correcting, taking off


def test_a_return_counts_until_the_next_in_whatever_order_they_come(mill, town):
    days = [date(2026, 1, 5), date(2024, 6, 1), date(2025, 3, 1)]

    for day in days:
        enter_return(mill, said(day), by=town.chair)

    first, second, last = sorted(days)
    assert returns_of(mill) == [(first, second), (second, last), (last, None)]


def test_a_return_moved_to_another_day_leaves_no_gap(mill, town):
    one, two = date(2025, 1, 1), date(2026, 1, 1)
    moved, _stays = (enter_return(mill, said(day), by=town.chair) for day in (one, two))

    correct_return(moved, said(date(2026, 2, 1)), why="日期填错", by=town.chair)

    assert returns_of(mill) == [(two, date(2026, 2, 1)), (date(2026, 2, 1), None)]


def test_the_log_keeps_what_a_correction_replaced(mill, town):
    row = enter_return(mill, said(today()), by=town.chair)

    correct_return(row, said(today(), members=95), why="漏报5人", by=town.chair)

    event = Event.objects.filter(step="correct", subject="unions.memberreturn").get()
    assert (event.detail["before"]["members"], event.detail["after"]["members"]) == (90, 95)
    assert (event.note, event.title) == ("漏报5人", f"{mill.name} {today():%Y-%m-%d}")


def test_what_was_entered_by_mistake_goes_and_the_one_before_counts_on(mill, town):
    enter_return(mill, said(a_year_ago()), by=town.chair)
    wrong = enter_return(mill, said(today()), by=town.chair)

    remove_return(wrong, why="应为另一家企业", by=town.chair)

    assert returns_of(mill) == [(a_year_ago(), None)]
    assert Event.objects.get(step="remove").detail["members"] == 90


def test_the_chair_enters_the_return_of_the_own_employer(mill, town, as_officer):
    url = reverse("unions:return-new", args=[mill.pk])
    page = as_officer(town.chair).get(url).content.decode()
    assert 'value="286"' in page  # the roll's headcount, to begin with

    response = as_officer(town.chair).post(url, posted(today(), has_women_organisation="on"))

    assert response.headers["Location"] == reverse("unions:employer-detail", args=[mill.pk])
    row = mill.member_returns.get()
    assert (row.members, row.has_women_organisation, row.union) == (90, True, town.street)


@pytest.mark.parametrize("who", ["county", "city"])
def test_staff_above_enter_it_too(mill, town, as_officer, who):
    url = reverse("unions:return-new", args=[mill.pk])

    as_officer(getattr(town, who)).post(url, posted(today()))

    assert mill.member_returns.get().members == 90


def test_an_inspector_enters_nothing(mill, town, as_officer):
    url = reverse("unions:return-new", args=[mill.pk])

    assert as_officer(town.city_inspector).post(url, posted(today())).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"members": "101"}, "会员数不能多于职工数"),
        ({"women_members": "91"}, "不能多于会员总数"),
        ({"counted_on": (today() + timedelta(days=1)).isoformat()}, "不能晚于今天"),
        ({"counted_on": "1999-01-01"}, "当天没有工会涵盖"),
        ({"members": "-1"}, "id_members_error"),
        ({"employees": "9" * 11}, "id_employees_error"),
    ],
)
def test_a_return_that_cannot_be_names_its_field(mill, town, as_officer, wrong, words):
    url = reverse("unions:return-new", args=[mill.pk])

    response = as_officer(town.chair).post(url, posted(today(), **wrong))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not mill.member_returns.exists()


def test_a_day_has_one_return_and_the_form_says_so(town, as_officer):
    url = reverse("unions:return-new", args=[town.mill.pk])

    response = as_officer(town.chair).post(url, posted(today()))

    assert response.status_code == 422
    assert "这一天已经有会员情况" in response.content.decode()


def test_a_correction_says_why(town, as_officer):
    row = town.mill.member_returns.get()
    url = reverse("unions:return-edit", args=[row.pk])
    client = as_officer(town.chair)

    assert client.post(url, posted(today())).status_code == 422
    assert client.post(url, posted(today(), why="笔误")).status_code == 302
    assert town.mill.member_returns.get().members == 90


def test_it_is_taken_off_with_a_reason(town, as_officer):
    url = reverse("unions:return-remove", args=[town.mill.member_returns.get().pk])
    client = as_officer(town.county)

    assert client.post(url).status_code == 422
    assert client.post(url, {"why": "重复"}).status_code == 302
    assert not town.mill.member_returns.exists()


@pytest.mark.parametrize("route", ["unions:return-edit", "unions:return-remove"])
def test_what_somebody_else_corrected_meanwhile_stays(town, as_officer, route):
    row = town.mill.member_returns.get()
    url, client = reverse(route, args=[row.pk]), as_officer(town.chair)
    seen = client.get(url).context["form"]["seen"].value()
    correct_return(row, said(today(), members=95), why="漏报", by=town.county)

    response = client.post(url, posted(today(), women_members=31, why="笔误", seen=seen))

    assert response.status_code == 409
    assert town.mill.member_returns.get().members == 95


def test_what_is_gone_by_now_is_neither_corrected_nor_taken_off_again(mill, town):
    row = enter_return(mill, said(today()), by=town.chair)
    gone = MemberReturn.objects.get(pk=row.pk)
    remove_return(row, why="重复", by=town.chair)

    with pytest.raises(Overtaken):
        correct_return(gone, said(today()), why="笔误", by=town.county)
    with pytest.raises(Overtaken):
        remove_return(gone, why="重复", by=town.county)


# Who has returned, and who has not


def test_a_return_counts_for_the_months_set(mill, town):
    enter_return(mill, said(a_year_ago()), by=town.chair)
    assert mill not in missing(town.chair)

    set_parameter("unions.return_months", 11, valid_from=today(), basis="会员统计办法",
                  union=town.root, by=town.city)  # fmt: skip
    assert mill in missing(town.chair)


def test_whoever_must_count_and_the_desk_above_find_what_is_missing(mill, town, rail_counted):
    url = reverse("unions:return-new", args=[mill.pk])
    (own,) = [todo for todo in todos(town.chair) if todo.url == url]
    (desk,) = [todo for todo in todos(town.county) if todo.title == "会员情况报送"]

    assert own.title == mill.name
    assert "未报送" in desk.sub
    assert not [todo for todo in todos(town.stranger) if todo.title == "会员情况报送"]


def test_nothing_is_missing_once_it_is_entered(mill, town):
    enter_return(mill, said(today()), by=town.chair)

    for who in (town.chair, town.county):
        assert reverse("unions:return-new", args=[mill.pk]) not in [t.url for t in todos(who)]
        assert "会员情况报送" not in [t.title for t in todos(who)]


def test_the_list_tells_who_is_missing_and_who_is_below_the_target(town, shop, as_officer):
    def listed(state):
        url = f"{reverse('unions:return-list')}?state={state}"
        return as_officer(town.county).get(url).content.decode()

    make_return(shop, today(), employees=40, members=35, women_members=0, migrant_members=0)
    town.mill.member_returns.all().delete()

    assert town.mill.name in listed("missing")
    assert shop.name not in listed("missing")
    assert shop.name in listed("low")
    assert "87.5%" in listed("low")
    assert town.mill.name not in listed("there")


def test_a_target_is_missed_by_less_than_one_employee(mill):
    make_return(mill, today(), employees=11, members=9, women_members=0, migrant_members=0)
    told = with_returns(Employer.objects.filter(pk=mill.pk), today())

    assert told.filter(below_target()).exists(), "nine of eleven are 82 %, not 90"


def test_a_chair_sees_the_own_employers_alone(town, shop, as_officer):
    page = as_officer(town.chair).get(reverse("unions:return-list")).content.decode()

    assert town.mill.name in page
    assert shop.name in page
    assert town.far_mill.name not in page


def test_the_list_comes_as_a_workbook(town, shop, as_officer):
    url = reverse("unions:return-export")

    heads, *rows = read_workbook(as_officer(town.county).get(url).content)

    assert heads[4:7] == headers()[2:5]
    by_name = {row[1]: row for row in rows}
    assert by_name[town.mill.name][6] == 280
    assert by_name[town.mill.name][-1] == "97.9%"
    assert by_name[shop.name][4:] == [""] * 8


# What the figures make of it


def test_the_rows_of_what_is_missing_add_up_to_it(town, shop, as_officer):
    figure = Figure(INDICATORS["targets.joined"], today().year, town.linghai)

    rows = {row.name: row.counts for row in figure.rows("missing")}

    assert rows == {town.mill.name: 6, shop.name: 40}
    assert figure.missing_count == figure.sum_of("missing") == 46


def test_a_row_says_that_nothing_was_returned(town, shop, as_officer):
    args = [today().year, "targets.joined", town.linghai.pk]
    url = reverse("targets:figure-rows", args=args)

    page = as_officer(town.county).get(f"{url}?part=missing").content.decode()

    assert f"{shop.name}（未报送会员情况）" in page
    assert f"{town.mill.name}（" not in page

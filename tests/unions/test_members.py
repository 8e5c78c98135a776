"""Returns of members: who enters them, what they refuse, from when to when they count."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from kernel.days import months_after, today
from kernel.spreadsheet import Column, Sheet, write_workbook
from kernel.tables import read_workbook
from targets.indicators import INDICATORS
from targets.sheets import Figure
from tests.cast import LONG_AGO, make_employer, make_return, make_uscc
from unions.actions import cover_employer, set_parameter
from unions.inbox import todos
from unions.membership.importing import MOST_NAMED, MOST_RETURNS, headers, import_returns
from unions.membership.registering import correct_return, enter_return, remove_return
from unions.membership.standing import missing
from unions.models import Event, MemberReturn
from unions.refusals import Overtaken

pytestmark = pytest.mark.usefixtures("standing_worlds")

A_YEAR_AGO = months_after(today(), -12)
TOLD = {
    "employees": 100, "members": 90, "women_members": 30, "migrant_members": 10,
    "one_shoulder": "no", "has_women_organisation": False,
}  # fmt: skip


def said(day: date, **changes):
    return {**TOLD, "counted_on": day, **changes}


def posted(day: date, **changes):
    return {**said(day), "counted_on": day.isoformat(), **changes}


def returns_of(employer):
    rows = employer.member_returns.order_by("counted_on")
    return list(rows.values_list("counted_on", "next_on"))


@pytest.fixture
def mill(town):
    """The mill before it returned anything."""
    town.mill.member_returns.all().delete()
    return town.mill


@pytest.fixture
def shop(town):
    """A second employer of the mill's union, a joint one by now."""
    shop = make_employer("凌海鑫盛商贸有限公司", town.street, uscc=make_uscc(77), headcount=40)
    cover_employer(shop, town.mill_union, on=LONG_AGO)
    return shop


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
    enter_return(mill, said(A_YEAR_AGO), by=town.chair)
    wrong = enter_return(mill, said(today()), by=town.chair)

    remove_return(wrong, why="应为另一家企业", by=town.chair)

    assert returns_of(mill) == [(A_YEAR_AGO, None)]
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
    enter_return(mill, said(A_YEAR_AGO), by=town.chair)
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


# From a workbook


def workbook(*rows) -> bytes:
    book = BytesIO()
    write_workbook(book, [Sheet("会员", [Column(name) for name in headers()], rows)])
    return book.getvalue()


def line(employer, day=None, **changes):
    cells = {
        "uscc": employer.uscc, "name": employer.name, "day": day or today(), "employees": 100,
        "members": 90, "women": 30, "migrants": 10, "party": "一人担任（一肩挑）",
        "organisation": "是",
        **changes,
    }  # fmt: skip
    return list(cells.values())


def test_a_workbook_enters_many_at_once(town, mill, shop, django_assert_max_num_queries):
    content = workbook(line(mill), line(shop, members=100), line(mill, A_YEAR_AGO))

    with django_assert_max_num_queries(14):
        assert import_returns(content, by=town.county) == 3

    assert returns_of(mill) == [(A_YEAR_AGO, today()), (today(), None)]
    assert shop.member_returns.get().one_shoulder == "yes"


def test_a_row_of_a_day_that_stands_replaces_it_and_the_log_keeps_it(town):
    import_returns(workbook(line(town.mill, members=99)), by=town.county)

    assert town.mill.member_returns.get().members == 99
    (replaced,) = Event.objects.get(step="import").detail["replaced"].values()
    assert (replaced["before"]["members"], replaced["after"]["members"]) == (280, 99)


def test_the_same_workbook_again_replaces_nothing(town):
    content = workbook(line(town.mill))
    for _turn in range(2):
        import_returns(content, by=town.county)

    assert town.mill.member_returns.count() == 1
    assert Event.objects.filter(step="import").latest("pk").detail["replaced"] == {}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"uscc": "912107810000000000"}, "第3行，统一社会信用代码"),
        ({"members": 101}, "第3行，会员数：会员数不能多于职工数"),
        ({"members": "很多"}, "第3行，会员数：“很多”不是整数"),
        ({"members": 2.5}, "第3行，会员数：“2.5”不是整数"),
        ({"women": None}, "第3行，女会员数：未填写"),
        ({"organisation": None}, "第3行，女职工组织：未填写"),
        ({"day": date(1999, 5, 1)}, "第3行，统计日期：当天没有工会涵盖"),
        ({"day": "去年"}, "第3行，统计日期：日期应写作"),
        ({"party": "是"}, "第3行，党组织负责人与工会主席：“是”不在可选范围"),
    ],
)
def test_each_fault_names_its_row_and_nothing_is_entered(town, mill, shop, wrong, words):
    with pytest.raises(ValidationError) as refused:
        import_returns(workbook(line(mill), line(shop, **wrong)), by=town.county)

    (message,) = refused.value.messages
    assert words in message
    assert not MemberReturn.objects.filter(employer__in=[mill, shop]).exists()


def test_the_same_employer_and_day_twice_is_a_fault(town, mill):
    with pytest.raises(ValidationError, match="与第2行是同一单位、同一天"):
        import_returns(workbook(line(mill), line(mill)), by=town.county)


def test_an_employer_of_another_county_is_not_found(town):
    with pytest.raises(ValidationError, match="没有代码为"):
        import_returns(workbook(line(town.far_mill)), by=town.county)


def test_a_row_tells_all_that_is_wrong_with_it(town, mill):
    content = workbook(line(mill, day="去年", women="许多", party="有"))

    with pytest.raises(ValidationError) as refused:
        import_returns(content, by=town.county)

    columns = [message.split("：")[0] for message in refused.value.messages]
    assert columns == ["第2行，统计日期", "第2行，女会员数", "第2行，党组织负责人与工会主席"]


def test_faults_that_are_not_told_are_counted(town, mill):
    lines = [line(mill, members="许多")] * (MOST_NAMED + 3)

    with pytest.raises(ValidationError) as refused:
        import_returns(workbook(*lines), by=town.county)

    assert len(refused.value.messages) == MOST_NAMED + 1
    assert refused.value.messages[-1] == "另有3处错误未列出。"


def test_a_workbook_holds_not_too_many_returns(town, mill):
    with pytest.raises(ValidationError, match="1至5000"):
        import_returns(workbook(*([line(mill)] * (MOST_RETURNS + 1))), by=town.county)


def test_a_form_handed_up_as_it_came_says_that_nothing_is_filled_in(town, mill):
    untouched = [mill.uscc, mill.name, today(), 286, None, None, None, None, None]

    with pytest.raises(ValidationError, match="尚未填写"):
        import_returns(workbook(untouched), by=town.county)


def test_the_workbook_to_fill_in_names_who_is_missing(town, mill, as_officer):
    client = as_officer(town.county)
    form = client.get(reverse("unions:return-import-form")).content
    heads, own = read_workbook(form)
    assert (heads, own[:2], own[4:]) == (headers(), [mill.uscc, mill.name], [""] * 5)

    filled = SimpleUploadedFile("a.xlsx", workbook([*own[:4], 280, 90, 40, "无党组织", "否"]))
    client.post(reverse("unions:return-import"), {"workbook": filled})

    assert mill.member_returns.get().members == 280


def test_a_workbook_at_fault_is_told_on_the_page(town, mill, as_officer):
    wrong = SimpleUploadedFile("a.xlsx", workbook(line(mill, members=101)))

    response = as_officer(town.county).post(reverse("unions:return-import"), {"workbook": wrong})

    assert response.status_code == 422
    assert "第2行" in response.content.decode()

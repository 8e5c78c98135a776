"""Returns of members from a workbook: many at once, or none and every fault by its row."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel.days import today
from kernel.spreadsheet import Column, Sheet, write_workbook
from kernel.tables import read_workbook
from tests.unions.conftest import a_year_ago, returns_of
from unions.membership.importing import MOST_NAMED, MOST_RETURNS, headers, import_returns
from unions.models import Event, MemberReturn

pytestmark = pytest.mark.usefixtures("standing_worlds")


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
    content = workbook(line(mill), line(shop, members=100), line(mill, a_year_ago()))

    with django_assert_max_num_queries(14):
        assert import_returns(content, by=town.county) == 3

    assert returns_of(mill) == [(a_year_ago(), today()), (today(), None)]
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

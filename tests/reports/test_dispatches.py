"""A dispatch from the draft to the archive: who may, what it is numbered, what becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connection, transaction

from kernel import typesetting
from kernel.workdays import add_working_days
from reports.dispatches.body import as_text, lines_of, parse
from reports.dispatches.drafting import change_dispatch, draft_dispatch
from reports.dispatches.inbox import dispatches
from reports.dispatches.making import set_dispatch
from reports.models import Dispatch, GivenNumber, NumberRegister, give_number
from reports.workflows.dispatch import DISPATCH, JOB
from tests.cast import LONG_AGO, City, make_person
from unions.actions import appoint
from unions.casework.stepping import take_case_step
from unions.jobs import carry_out
from unions.models import Job, Officer
from unions.offices import Role
from unions.refusals import MoveRefused, Overtaken, Refused

pytestmark = pytest.mark.django_db

OFFICIAL_NUMBER = r"[一-龥]{1,8}〔(19|20)\d{2}〕[1-9]\d*号"
WORDS = {
    "kind": "notice", "title": "关于做好建家工作的通知", "addressees": "各县（市）区总工会",
    "body": "一、总体要求\n（一）加强领导。各县区要高度重视。\n1.按时答复", "copy_to": "市委办公室",
    "basis": "", "countersigned": False, "replaces": None,
}  # fmt: skip


@dataclass
class Desk:
    city: City
    staff: Officer
    second: Officer
    director: Officer
    chair: Officer


def desk_of(city: City) -> Desk:
    director = make_person("headoffice", city.root, Role.DIRECTOR)
    chair = make_person("citychair", city.root, Role.CHAIR)
    return Desk(city, city.city, city.city_leader, director, chair)


@pytest.fixture
def desk(town: City) -> Desk:
    return desk_of(town)


@pytest.fixture(autouse=True)
def _unset(monkeypatch, settings, tmp_path):
    """Pages are looked at in test_dispatch_pages.py."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")


def draft(desk: Desk, **changes) -> Dispatch:
    return draft_dispatch({**WORDS, **changes}, changes.pop("annexes", []), by=desk.staff)


def signed(desk: Desk, **changes) -> Dispatch:
    dispatch = draft(desk, **changes)
    DISPATCH.take("submit", dispatch, by=desk.staff)
    DISPATCH.take("pass", dispatch, by=desk.second)
    DISPATCH.take("sign", dispatch, by=desk.chair)
    return dispatch


def issued(desk: Desk, **changes) -> Dispatch:
    dispatch = signed(desk, **changes)
    carry_out(Job.objects.filter(kind=JOB).latest("pk").pk, dispatch.federation_id)
    dispatch.refresh_from_db()
    DISPATCH.take("issue", dispatch, by=desk.staff)
    return dispatch


def void(dispatch: Dispatch, desk: Desk, why: str = "内容有误") -> None:
    take_case_step(DISPATCH, dispatch, "void", by=desk.chair, said={"void_reason": why})


def test_a_dispatch_goes_from_the_draft_to_the_archive(desk):
    dispatch = issued(desk)
    DISPATCH.take("archive", dispatch, by=desk.staff)

    year = dispatch.signed_on.year
    assert (dispatch.stage, dispatch.official_number) == ("archived", f"锦工发〔{year}〕1号")
    assert dispatch.signed_by == desk.chair
    assert (dispatch.pdf_sm3, bool(dispatch.docx)) != ("", False)


def test_who_drafted_neither_checks_nor_signs(desk):
    dispatch = draft(desk)
    DISPATCH.take("submit", dispatch, by=desk.staff)
    with pytest.raises(MoveRefused):
        DISPATCH.take("pass", dispatch, by=desk.staff)
    DISPATCH.take("pass", dispatch, by=desk.director)
    also_chair = make_person("twohats", desk.city.root, Role.CHAIR)
    Dispatch.objects.filter(pk=dispatch.pk).update(drafted_by=also_chair)
    dispatch.refresh_from_db()

    with pytest.raises(MoveRefused, match="本人拟定"):
        DISPATCH.take("sign", dispatch, by=also_chair)


def test_who_checked_does_not_sign(desk):
    dispatch = draft(desk)
    DISPATCH.take("submit", dispatch, by=desk.staff)
    DISPATCH.take("pass", dispatch, by=desk.second)
    other_post = appoint(desk.second.user, desk.city.root, Role.CHAIR, on=LONG_AGO)

    with pytest.raises(MoveRefused):
        DISPATCH.take("sign", dispatch, by=other_post)


def test_a_countersignature_stands_between_check_and_signature_where_it_is_asked_for(desk):
    dispatch = draft(desk, countersigned=True)
    DISPATCH.take("submit", dispatch, by=desk.staff)
    DISPATCH.take("pass", dispatch, by=desk.second)
    assert dispatch.stage == "countersigning"

    DISPATCH.take("agree", dispatch, by=desk.director)
    assert dispatch.stage == "signing"


def test_a_citys_chair_does_not_sign_for_a_county(desk):
    county = desk.city.county
    dispatch = draft_dispatch(WORDS, [], by=county)
    DISPATCH.take("submit", dispatch, by=county)
    DISPATCH.take("pass", dispatch, by=desk.city.county_deputy)

    assert DISPATCH.open_to(desk.chair, dispatch) == []


def test_a_returned_draft_may_be_changed_and_one_handed_in_may_not(desk):
    dispatch = draft(desk)
    DISPATCH.take("submit", dispatch, by=desk.staff)
    with pytest.raises(Refused):
        change_dispatch(dispatch, {"title": "改"}, [], by=desk.staff)
    DISPATCH.take("return", dispatch, by=desk.second, note="标题不妥")
    change_dispatch(dispatch, {"title": "改"}, [], by=desk.staff)

    dispatch.refresh_from_db()
    assert (dispatch.stage, dispatch.title) == ("draft", "改")


def test_of_two_who_change_a_draft_the_second_is_told(desk):
    dispatch = draft(desk)
    for_both = dispatch.moves
    change_dispatch(dispatch, {"title": "甲改"}, [], by=desk.staff, seen=for_both)
    with pytest.raises(Overtaken):
        change_dispatch(dispatch, {"title": "乙改"}, [], by=desk.staff, seen=for_both)

    dispatch.refresh_from_db()
    assert dispatch.title == "甲改"


def test_an_empty_draft_is_not_handed_in(desk):
    dispatch = draft(desk, body=" ", addressees="")
    with pytest.raises(MoveRefused) as refused:
        DISPATCH.take("submit", dispatch, by=desk.staff)

    assert len(refused.value.missing) == 2


def test_it_is_not_issued_before_its_pages_are_set(desk):
    with pytest.raises(MoveRefused):
        DISPATCH.take("issue", signed(desk), by=desk.staff)


def test_a_job_taken_up_again_keeps_the_files_it_finds(desk, monkeypatch):
    dispatch = issued(desk)
    job = Job.objects.get(kind=JOB)
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7 another")
    list(set_dispatch(job))

    again = Dispatch.objects.get(pk=dispatch.pk)
    assert (again.pdf.name, again.pdf_sm3) == (dispatch.pdf.name, dispatch.pdf_sm3)
    assert again.docx.name == dispatch.docx.name


def test_after_the_signature_nothing_is_withdrawn(desk):
    with pytest.raises(MoveRefused):
        DISPATCH.take("withdraw", signed(desk), by=desk.staff, note="不发了")


def test_a_void_number_stays_and_the_next_goes_on(desk):
    first = issued(desk)
    void(first, desk)
    second = signed(desk)

    given = GivenNumber.objects.get(dispatch=first)
    assert (given.void_reason, given.voided_by) == ("内容有误", desk.chair)
    assert [given.serial, second.given.serial] == [1, 2]
    with pytest.raises(Refused):
        given.void("再次", by=desk.chair)


def test_it_is_void_only_with_a_reason(desk):
    dispatch = issued(desk)
    with pytest.raises(DatabaseError, match="void_with_reason"), transaction.atomic():
        void(dispatch, desk, why="")


def test_a_letter_and_minutes_have_marks_of_their_own(desk):
    numbers = [signed(desk, kind=kind).official_number for kind in ("letter", "minutes", "notice")]

    assert [number[:3] for number in numbers] == ["锦工函", "锦工纪", "锦工发"]
    assert all(re.fullmatch(OFFICIAL_NUMBER, number) for number in numbers)


def test_numbers_have_no_gap_and_begin_anew_each_year(desk):
    years = [2026, 2026, 2027, 2026]
    given = [give_number(draft(desk), "测发", year, by=None) for year in years]

    assert [number.serial for number in given] == [1, 2, 1, 3]
    assert str(given[3]) == "测发〔2026〕3号"
    assert NumberRegister.objects.get(mark="测发", year=2026).last == 3


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM reports_givennumber", "number_kept"),
        ("UPDATE reports_givennumber SET serial = 9", "number_kept"),
        ("UPDATE reports_numberregister SET last = last + 1", "register_without_number"),
    ],
)
def test_the_database_itself_leaves_no_gap(desk, statement, why):
    signed(desk)
    with pytest.raises(DatabaseError, match=why), transaction.atomic():
        connection.cursor().execute(f"{statement}; SET CONSTRAINTS ALL IMMEDIATE")


def test_a_number_out_of_turn_is_refused(desk):
    first = signed(desk)
    other = draft(desk)
    row = {"mark": first.given.mark, "year": first.given.year, "serial": 7, "title": "空"}
    with pytest.raises(DatabaseError, match="number_out_of_turn"), transaction.atomic():
        GivenNumber.objects.create(
            dispatch=other, union=other.union, federation_id=other.federation_id, **row
        )


@pytest.mark.parametrize("mark", ["gongfa", "", "一二三四五六七八九"])
def test_a_mark_is_of_one_to_eight_chinese_characters(desk, mark):
    with pytest.raises(DatabaseError), transaction.atomic():
        give_number(draft(desk), mark, 2026, by=None)


def test_only_what_waits_for_a_person_is_on_their_desk(desk):
    dispatch = draft(desk)
    DISPATCH.take("submit", dispatch, by=desk.staff)

    assert dispatch.due_on == add_working_days(dispatch.created_at.date(), 3)
    assert not dispatches(desk.staff).exists()
    assert list(dispatches(desk.second)) == [dispatch] == list(dispatches(desk.director))
    assert not dispatches(desk.city.county).exists()


def test_a_draft_is_its_own_unions_and_what_is_issued_is_read_below(desk):
    dispatch = draft(desk)
    readers = [desk.second, desk.city.county, desk.city.chair]
    assert [Dispatch.objects.visible_to(who).exists() for who in readers] == [True, False, False]

    Dispatch.objects.filter(pk=dispatch.pk).update(issued_on="2026-05-01")
    assert all(Dispatch.objects.visible_to(who).exists() for who in readers)


@pytest.mark.parametrize(
    ("kind", "to", "read"),
    [("report", "省总工会", False), ("minutes", "", False), ("letter", "凌海市总工会", True),
     ("letter", "市统计局", False), ("publicity", "", True)],
)  # fmt: skip
def test_what_was_not_sent_down_is_not_read_below(desk, kind, to, read):
    dispatch = draft(desk, kind=kind, addressees=to)
    Dispatch.objects.filter(pk=dispatch.pk).update(issued_on="2026-05-01")

    assert Dispatch.objects.visible_to(desk.second).exists()
    assert Dispatch.objects.visible_to(desk.city.county).exists() == read


def test_the_marks_of_four_levels_are_read_and_numbered_anew():
    text = "引言\n一、甲\n(一）乙。正文。\n2．丙\n（３）丁".replace("３", "3")
    lines = [(line.number, line.typed) for line in lines_of(f"{text}\n三、戊\n2026年末")]

    assert lines == [
        ("", ""), ("一、", ""), ("（一）", ""), ("1.", "2."), ("（1）", "（3）"), ("二、", "三、"),
        ("", ""),
    ]  # fmt: skip


def test_text_survives_the_way_there_and_back():
    text = "引言\n一、甲\n（一）乙。正文。\n1.丙\n（1）丁\n出席：张喆、李堃"

    assert as_text(parse(text)) == text

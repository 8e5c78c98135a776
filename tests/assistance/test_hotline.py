from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from assistance.actions.hotline import open_file_for
from assistance.hotline_month import figures_of
from assistance.inbox.services import tickets, tickets_late_below
from assistance.models import HotlineTicket, HouseholdFile
from assistance.workflows.hotline import HOTLINE, HotlineStage, HotlineStep
from kernel.days import today
from targets.indicators import INDICATORS
from tests.assistance import services, story
from unions.casework.stepping import take_case_step
from unions.offices import holds_any
from unions.refusals import MoveRefused, Refused

S, T = HotlineStage, HotlineStep


@pytest.fixture
def call(centre):
    """A call the county's operator has just taken."""
    return services.make_call(centre.staff)


def dispatch(call, union, by):
    take_case_step(HOTLINE, call, T.DISPATCH, by=by, said={"handler": union})


def answer(call, by, **said):
    take_case_step(HOTLINE, call, T.ANSWER, by=by, said={"outcome": "已督促付清", **said})


def test_a_call_goes_all_the_way_round(call, town, centre):
    dispatch(call, town.street, centre.staff)
    HOTLINE.take(T.ACCEPT, call, by=centre.township)
    answer(call, centre.township, recovered=Decimal(9000), persons=3)
    take_case_step(HOTLINE, call, T.CALL_BACK, by=centre.staff, said={"satisfaction": "satisfied"})
    take_case_step(HOTLINE, call, T.CHECK, by=centre.director, said={"quality": 95})
    HOTLINE.take(T.CLOSE, call, by=centre.staff)

    call.refresh_from_db()
    assert (call.stage, call.union, call.closed_on) == (S.CLOSED, town.street, today())


@pytest.mark.parametrize(
    ("difficulty", "promised"),
    [
        ("ordinary", date(2026, 10, 12)),
        ("difficult", date(2026, 10, 26)),
        ("complex", date(2026, 11, 16)),
    ],
)
def test_the_clock_runs_in_working_days_over_the_october_holiday(centre, difficulty, promised):
    """From Tuesday 29 September: the 1st to the 7th are off, Saturday the 10th is worked."""
    with time_machine.travel(date(2026, 9, 29), tick=False):
        call = services.make_call(centre.staff, difficulty=difficulty)

    assert call.promised_on == promised


def test_the_promise_is_kept_by_whoever_has_the_call(call, town, centre):
    promised = call.promised_on
    dispatch(call, town.street, centre.staff)
    HOTLINE.take(T.ACCEPT, call, by=centre.township)

    assert (call.promised_on, call.due_on) == (promised, promised)


def test_what_is_not_theirs_comes_back_and_goes_elsewhere(call, town, centre):
    dispatch(call, town.street, centre.staff)
    HOTLINE.take(T.RETURN, call, by=centre.township, note="不属本街道")
    assert call in tickets(centre.staff)

    dispatch(call, town.linghai, centre.staff)

    call.refresh_from_db()
    assert (call.stage, call.union) == (S.DISPATCHED, town.linghai)
    assert not HotlineTicket.objects.visible_to(centre.township).filter(pk=call.pk).exists()


def test_passing_it_up_moves_it_one_level(call, town, centre):
    dispatch(call, town.street, centre.staff)
    HOTLINE.take(T.ACCEPT, call, by=centre.township)
    HOTLINE.take(T.ESCALATE, call, by=centre.township, note="涉及多家企业")
    call.refresh_from_db()
    assert (call.union, call.stage) == (town.linghai, S.DISPATCHED)

    HOTLINE.take(T.ACCEPT, call, by=centre.staff)
    HOTLINE.take(T.ESCALATE, call, by=centre.staff, note="跨县区")

    call.refresh_from_db()
    assert (call.union, call.county) == (town.root, None)


def test_time_is_extended_once_by_the_head_alone(call, centre):
    story.stand_at(call, S.HANDLING)
    promised = call.promised_on
    with pytest.raises(MoveRefused):
        HOTLINE.take(T.EXTEND, call, by=centre.staff, note="需要核实")
    HOTLINE.take(T.EXTEND, call, by=centre.director, note="需要核实")
    assert call.promised_on > promised

    with pytest.raises(MoveRefused) as refused:
        HOTLINE.take(T.EXTEND, call, by=centre.director, note="再延")

    assert refused.value.missing


def test_an_unhappy_caller_is_taken_up_again(call, centre):
    story.stand_at(call, S.CALLED_BACK, answered_on=today(), satisfaction="not")

    HOTLINE.take(T.REWORK, call, by=centre.staff, note="工资仍未到账")

    call.refresh_from_db()
    assert (call.stage, call.answered_on, call.satisfaction) == (S.HANDLING, None, "")


def test_of_an_anonymous_caller_nothing_is_kept_and_nobody_calls_back(centre):
    call = services.make_call(centre.staff, anonymous=True)
    answer(call, centre.staff)

    assert (call.name, bool(call.phone)) == ("", False)
    assert [m.step for m in HOTLINE.open_to(centre.staff, call)] == [T.NO_CALL]


def test_a_call_waits_where_it_lies_and_late_ones_where_it_came_in(call, town, centre):
    dispatch(call, town.street, centre.staff)
    assert call in tickets(centre.township)
    assert call not in tickets(centre.staff)

    HotlineTicket.objects.filter(pk=call.pk).update(promised_on=date(2026, 1, 5))

    assert call in tickets_late_below(centre.staff)
    assert call not in tickets_late_below(centre.city)


EDGES = [move for move in HOTLINE.moves if move.offices]


@pytest.mark.parametrize("move", EDGES, ids=lambda m: f"{m.source}-{m.step}")
def test_an_edge_is_closed_to_every_other_office(call, centre, town, move):
    story.stand_at(call, move.source, answered_on=today())
    people = [centre.finance, centre.chair, town.city_inspector, centre.township, centre.staff]

    for officer in people:
        if not holds_any(officer, move.offices):
            with pytest.raises(MoveRefused):
                HOTLINE.take(move.step, call, by=officer, note="试")


def test_a_hardship_file_grows_out_of_a_call_once(call, centre, town):
    values = {"id_number": story.citizen_id(991), "worker_kind": "employed",
              "workplace": "远大", "main_reason": "low_income"}  # fmt: skip
    file = open_file_for(call, values, by=centre.staff)

    call.refresh_from_db()
    assert call.file == file
    assert HouseholdFile.objects.get(pk=file.pk).applicant_name == call.name
    assert file.members.get().relation == "self"
    with pytest.raises(Refused):
        open_file_for(call, values, by=centre.staff)


def test_the_intake_page_takes_a_call_and_hides_the_number(as_officer, centre):
    data = {"channel": "phone", "name": "郑工友", "phone": "138-4165-0001",
            "matter": "advice", "difficulty": "ordinary", "request": "养老保险怎么办"}  # fmt: skip
    page = as_officer(centre.staff).post(reverse("assistance:hotline-new"), data, follow=True)

    assert page.status_code == 200
    assert story.PHONE not in page.content.decode()
    assert "138****0001" in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value"), [("phone", "12"), ("matter", "gossip"), ("request", ""), ("name", "")]
)
def test_a_wrong_call_names_its_field(as_officer, centre, field, value):
    data = {"channel": "phone", "name": "郑工友", "phone": story.PHONE, "matter": "advice",
            "difficulty": "ordinary", "request": "问", field: value}  # fmt: skip
    page = as_officer(centre.staff).post(reverse("assistance:hotline-new"), data)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not HotlineTicket.objects.exists()


def test_a_score_beyond_a_hundred_names_its_field(as_officer, call, centre):
    story.stand_at(call, S.CALLED_BACK, answered_on=today(), satisfaction="satisfied")
    url = reverse("assistance:hotline-step", args=[call.pk, T.CHECK])
    page = as_officer(centre.staff).post(url, {"quality": "101", "seen": call.moves})

    assert page.status_code == 422
    assert "quality" in page.context["form"].errors


def test_the_months_figures_count_only_what_was_due(centre):
    kept, late, open_ = (services.make_call(centre.staff) for _ in range(3))
    for call in (kept, late):
        answer(call, centre.staff, recovered=Decimal(500), persons=1)
    HotlineTicket.objects.filter(pk=late.pk).update(promised_on=date(2026, 1, 5))
    story.stand_at(kept, S.CALLED_BACK, satisfaction="fairly")
    story.stand_at(late, S.CALLED_BACK, satisfaction="not")

    figures = figures_of(
        HotlineTicket.objects.visible_to(centre.city), today().year, today().month, on=today()
    )

    assert (figures.received, figures.due, figures.in_time) == (3, 2, 1)
    assert (figures.pleased, figures.asked) == (1, 2)
    assert (figures.recovered, figures.persons) == (Decimal(1000), 2)
    assert open_.promised_on > today()


def test_a_call_is_dispatched_from_the_page(call, town, centre, as_officer):
    page = reverse("assistance:hotline-step", args=[call.pk, "dispatch"])
    response = as_officer(centre.staff).post(page, {"handler": town.street.pk, "seen": 0})

    call.refresh_from_db()
    assert response.status_code == 302
    assert (call.stage, call.union) == (S.DISPATCHED, town.street)


def test_the_months_page_says_which_month_it_shows(as_officer, centre):
    page = as_officer(centre.staff).get(reverse("assistance:hotline-month")).content.decode()

    assert f'name="month" value="{today().month}"' in page


def judged_then(day) -> dict[int | None, tuple[int, int | None]]:
    counts = INDICATORS["assistance.hotline_in_time"].by_county(day, day.year)
    return {count.union_id: (count.numerator, count.denominator) for count in counts}


def test_a_call_counts_for_the_union_that_had_it_that_day(call, town, centre):
    dispatch(call, town.street, centre.staff)
    HOTLINE.take(T.ACCEPT, call, by=centre.township)
    with time_machine.travel(call.promised_on + timedelta(days=3)):
        late = today() - timedelta(days=1)
        before = judged_then(late)
        HOTLINE.take(T.ESCALATE, call, by=centre.township, note="需县里协调")
        HOTLINE.take(T.ACCEPT, call, by=centre.staff)
        HOTLINE.take(T.ESCALATE, call, by=centre.staff, note="需市里协调")

        assert before == judged_then(late) == {town.linghai.pk: (0, 1)}
        assert judged_then(today()) == {None: (0, 1)}
        assert call.pasts.get().union == town.street


def test_an_answer_taken_back_counted_until_then(call, town, centre):
    answer(call, centre.staff, recovered=Decimal(900))
    answered = today()
    with time_machine.travel(answered + timedelta(days=2)):
        take_case_step(HOTLINE, call, T.CALL_BACK, by=centre.staff, said={"satisfaction": "not"})
        HOTLINE.take(T.REWORK, call, by=centre.staff, note="未付清")
        wages = INDICATORS["assistance.wages_hotline"]

        assert judged_then(answered) == {town.linghai.pk: (1, 1)}
        assert [count.numerator for count in wages.by_county(answered, answered.year)] == [900]
        assert wages.by_county(today(), today().year) == []

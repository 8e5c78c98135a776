from decimal import Decimal

import pytest

from assistance.actions.rounds import (
    add_person,
    approve_round,
    change_rules,
    except_amount,
    prepare,
    prepare_round,
    take_out,
)
from assistance.models import HouseholdMember, Visit
from assistance.workflows.aid import ROUND, AidStage, RoundStage, RoundStep
from assistance.workflows.household import FileStage
from kernel.days import today
from tests.assistance import rounds, story
from unions.refusals import MoveRefused, Refused
from unions.scoping import owned_by, same_owner


@pytest.fixture
def a_round(town, centre, fund):
    return rounds.set_up(centre, fund)


def visit_to(union, name="劳模孙", **changes):
    known = {
        "occasion": "festival", "worker_name": name, "visited_on": today(),
        "visitors": "钱勇", "place": "家中", "finding": "全国劳模,退休", **changes,
    }  # fmt: skip
    return Visit.objects.create(**known, **owned_by(union))


def test_the_list_gives_each_category_its_amount(a_round, centre, town):
    rounds.households(town.street, 2)
    rounds.households(town.street, 1, category="relative")
    rounds.households(town.street, 1, category="accident")

    rounds.make_list(a_round, centre)

    assert rounds.asked(a_round) == [600, 1000, 1000]
    assert a_round.stage == RoundStage.PREPARED


def test_the_list_ends_at_the_county(a_round, centre, town):
    rounds.households(town.far_union, 2)
    rounds.make_list(a_round, centre)
    assert not a_round.aids.exists()


def test_who_is_suspended_or_has_no_card_stands_beside_the_list(a_round, centre, town):
    suspended, other, none = rounds.households(town.street, 3)
    story.stand_at(suspended, FileStage.SUSPENDED)
    story.stand_at(other, FileStage.ACTIVE, card_holder="别人")
    none.card = ""
    none.save(update_fields=["card", "card_index"])

    rounds.make_list(a_round, centre)

    assert rounds.reasons(a_round) == ["no_card", "no_card", "not_on_file"]
    assert not a_round.aids.exists()


def test_goods_need_no_card(town, centre, fund):
    (file,) = rounds.households(town.street, 1)
    story.stand_at(file, FileStage.ACTIVE, card_holder="别人")
    a_round = rounds.set_up(centre, fund, form="goods", goods="米面油")
    rounds.make_list(a_round, centre)
    assert a_round.aids.get().goods == "米面油"


def test_nobody_is_in_two_rounds_of_one_festival(a_round, town, centre, fund):
    rounds.households(town.street, 2)
    rounds.make_list(a_round, centre)
    again = rounds.set_up(centre, fund)
    rounds.make_list(again, centre)

    assert not again.aids.exists()
    assert rounds.reasons(again) == ["elsewhere", "elsewhere"]


def test_a_dropped_round_holds_nobody(a_round, town, centre, fund):
    rounds.households(town.street, 1)
    rounds.make_list(a_round, centre)
    ROUND.take(RoundStep.DROP, a_round, by=centre.staff, note="文件作废")
    assert a_round.aids.get().stage == AidStage.WITHDRAWN

    again = rounds.set_up(centre, fund)
    rounds.make_list(again, centre)
    assert again.aids.count() == 1


def test_the_cap_of_the_year_keeps_a_household_off(town, centre, fund):
    capped, free = rounds.households(town.street, 2)
    story.make_aid(
        capped, stage="paid", granted=8000, fund=fund, approved_by=centre.director
    )  # of 12 × 700 = 8,400 yuan
    a_round = rounds.set_up(centre, fund, kind="living", festival="", amounts={"deep": "500"})

    rounds.make_list(a_round, centre)

    assert [aid.file for aid in a_round.aids.all()] == [free]
    assert rounds.reasons(a_round) == ["cap"]


def test_tuition_is_for_each_student_of_a_household(town, centre, fund):
    (file,) = rounds.households(town.street, 1)
    for number, schooling in enumerate(("college", "senior", "compulsory"), 70_001):
        HouseholdMember.objects.create(
            file=file, relation="child", name="学生", birth_year=2008, sex="f",
            id_number=story.citizen_id(number), schooling=schooling, **same_owner(file),
        )  # fmt: skip
    rules = {"kind": "tuition", "festival": "", "schooling": ["college", "senior"]}
    a_round = rounds.set_up(centre, fund, **rules)

    rounds.make_list(a_round, centre)

    found = a_round.aids.values_list("member__schooling", flat=True)
    assert sorted(found) == ["college", "senior"]


def test_a_list_made_again_has_nobody_twice(a_round, centre, town):
    rounds.households(town.street, 3)
    rounds.make_list(a_round, centre)
    rounds.households(town.street, 1)
    rounds.make_list(a_round, centre)
    assert a_round.aids.count() == 4


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_worker_cut_off_anywhere_makes_the_list_once(a_round, centre, town, steps):
    rounds.households(town.street, 3)
    job = prepare_round(a_round, by=centre.staff)
    half = prepare(job)
    for _ in range(steps):
        next(half, None)

    for _progress in prepare(job):
        pass

    a_round.refresh_from_db()
    assert (a_round.aids.count(), a_round.stage) == (3, RoundStage.PREPARED)


def test_exceptions_outlast_a_list_made_again(a_round, centre, town):
    rounds.households(town.street, 3)
    rounds.make_list(a_round, centre)
    more, out, _same = a_round.aids.order_by("pk")
    except_amount(more, Decimal(1500), why="重病", by=centre.staff)
    take_out(out, why="已由民政救助", by=centre.staff)

    rounds.finish(change_rules(a_round, amounts={"deep": "800"}, by=centre.staff), a_round)

    listed = sorted(a_round.listed.values_list("asked", flat=True))
    assert listed == [800, 1500]


def test_a_model_worker_is_added_through_a_visit(town, centre):
    dues = story.make_fund(town.linghai, source="dues", filed_only=False, categories=[])
    a_round = rounds.set_up(centre, dues)
    rounds.make_list(a_round, centre)

    aid = add_person(
        a_round, visit_to(town.street), Decimal(2000), why="劳模慰问", card=story.CARD,
        by=centre.staff,
    )  # fmt: skip

    assert (aid.recipient, aid.payee.name, aid.stage) == ("劳模孙", "劳模孙", AidStage.CHECKED)


def test_one_card_is_in_a_round_once(town, centre):
    dues = story.make_fund(town.linghai, source="dues", filed_only=False, categories=[])
    a_round = rounds.set_up(centre, dues)
    rounds.make_list(a_round, centre)
    said = {"why": "劳模慰问", "card": story.CARD, "by": centre.staff}
    add_person(a_round, visit_to(town.street), Decimal(2000), **said)

    with pytest.raises(Refused, match="已在本批次"):
        add_person(a_round, visit_to(town.street, "劳模李"), Decimal(2000), **said)
    assert a_round.aids.count() == 1


def test_an_earmarked_fund_helps_nobody_without_a_file(a_round, town, centre):
    rounds.make_list(a_round, centre)
    with pytest.raises(Refused, match="只能用于在档"):
        add_person(
            a_round, visit_to(town.street), Decimal(2000), why="劳模", card="1", by=centre.staff
        )


def test_a_list_is_not_made_without_an_amount(town, centre, fund):
    with pytest.raises(MoveRefused) as refused:
        prepare_round(rounds.set_up(centre, fund, amounts={}), by=centre.staff)
    assert refused.value.missing == ["请至少填写一个类别的金额。"]


def test_a_decided_list_stays_as_it_is(a_round, town, centre, fund):
    rounds.households(town.street, 1)
    rounds.make_list(a_round, centre)
    ROUND.take(RoundStep.PROPOSE, a_round, by=centre.staff)
    aid = a_round.aids.get()

    with pytest.raises(Refused, match="名单已不能修改"):
        except_amount(aid, Decimal(1), why="改", by=centre.staff)
    approve_round(a_round, by=centre.director)
    with pytest.raises(Refused, match="名单已不能修改"):
        take_out(aid, why="改", by=centre.director)

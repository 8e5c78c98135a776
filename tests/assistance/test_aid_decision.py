from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assistance.actions.aiding import apply_after_visit, apply_for_household, correct_card
from assistance.actions.granting import end_aid_publicities, grant_aid, hand_over_aid
from assistance.ledger import BookingRefused
from assistance.models.funds import AccountKind
from assistance.models.limits import cap_of
from assistance.workflows.aid import AID, AidStage, AidStep
from kernel.days import today
from tests.assistance import story
from tests.assistance.test_round_list import visit_to
from tests.kernel.test_uploads import picture
from unions.actions import set_parameter
from unions.models import Event
from unions.refusals import MoveRefused, Refused

SAID = {"kind": "living", "asked": Decimal(1200), "year": 2026, "why": "生活困难"}
OTHER_CARD = "6217000000000000008"


@pytest.fixture
def checked(aid):
    return story.stand_at(aid, AidStage.CHECKED)


@pytest.mark.parametrize(
    ("amount", "who", "minutes"),
    [(2000, "director", ""), (5000, "vice_chair", ""), (5001, "chair", "纪要〔2026〕1号")],
)
def test_each_rank_approves_up_to_its_limit(checked, fund, centre, amount, who, minutes):
    grant_aid(checked, fund, Decimal(amount), minutes=minutes, by=getattr(centre, who))
    assert checked.stage == AidStage.READY


@pytest.mark.parametrize(
    ("amount", "who"), [(2001, "director"), (5001, "vice_chair"), (5001, "chair")]
)
def test_above_the_limit_nothing_changes(checked, fund, centre, amount, who):
    with pytest.raises(MoveRefused):
        grant_aid(checked, fund, Decimal(amount), by=getattr(centre, who))
    checked.refresh_from_db()
    assert (checked.stage, checked.granted) == (AidStage.CHECKED, None)
    assert fund.balances()[AccountKind.RESERVED] == 0


@pytest.mark.parametrize("who", ["township", "staff", "finance", "city"])
def test_nobody_else_approves(checked, fund, centre, who):
    with pytest.raises(MoveRefused):
        grant_aid(checked, fund, Decimal(1), by=getattr(centre, who))


def test_who_checked_does_not_approve(aid, fund, centre):
    AID.take(AidStep.CHECK, aid, by=centre.director)
    with pytest.raises(MoveRefused, match="本人"):
        grant_aid(aid, fund, Decimal(100), by=centre.director)


def test_who_applied_does_not_approve(checked, fund, centre):
    checked.drafted_by = centre.vice_chair
    checked.save(update_fields=["drafted_by"])
    with pytest.raises(MoveRefused, match="本人拟定"):
        grant_aid(checked, fund, Decimal(100), by=centre.vice_chair)


def test_the_cap_counts_every_aid_of_the_kind_in_the_year(checked, filed, fund, centre):
    given = {"stage": "paid", "fund": fund, "approved_by": centre.director}
    story.make_aid(filed, granted=8000, **given)
    story.make_aid(filed, granted=8000, year=today().year - 1, **given)
    story.make_aid(filed, granted=300, kind="temporary", **given)

    assert cap_of(checked).left == 400  # of 12 × 700
    with pytest.raises(MoveRefused) as refused:
        grant_aid(checked, fund, Decimal(401), by=centre.director)
    assert "400" in refused.value.missing[0]


def test_medical_aid_ends_at_what_was_paid_oneself(filed, fund, centre):
    aid = story.make_aid(filed, kind="medical", basis=Decimal(900), stage="checked")
    with pytest.raises(MoveRefused) as refused:
        grant_aid(aid, fund, Decimal(901), by=centre.director)
    assert "900" in refused.value.missing[0]


def test_tuition_is_capped_for_each_student(filed, fund, centre):
    student = filed.members.get()
    given = {"kind": "tuition", "fund": fund, "approved_by": centre.director, "granted": 7000}
    story.make_aid(filed, stage="paid", member=student, **given)
    same = story.make_aid(filed, kind="tuition", member=student)
    sibling = story.make_aid(filed, kind="tuition")
    assert (cap_of(same).left, cap_of(sibling).left) == (0, 7000)  # 10 × 700


def test_the_living_cap_may_count_the_members(checked, filed, town):
    set_parameter(
        "assistance.life_cap_basis", "member", valid_from=today(), basis="锦工发〔2026〕1号",
        union=town.root, by=town.city,
    )  # fmt: skip
    assert cap_of(checked).allowed == 8400 * filed.members.count()


def test_an_expired_fund_pays_nothing(checked, town, centre):
    old = story.make_fund(town.linghai, valid_to="2021-01-01")
    with pytest.raises(BookingRefused):
        grant_aid(checked, old, Decimal(100), by=centre.director)
    checked.refresh_from_db()
    assert checked.fund is None


def test_a_household_off_the_register_does_not_apply(town, centre):
    file = story.make_file(town.street)
    with pytest.raises(Refused):
        apply_for_household(file, by=centre.township, **SAID)


def test_without_a_file_aid_rests_on_a_visit_and_a_card(town, centre):
    aid = apply_after_visit(
        visit_to(town.street, "钱师傅"), card=story.CARD, bank_name="农商行", by=centre.township,
        **{**SAID, "kind": "temporary"},
    )  # fmt: skip
    assert (aid.recipient, aid.payee.name, aid.card_shown[-4:]) == ("钱师傅", "钱师傅", "8907")
    AID.take(AidStep.CHECK, aid, by=centre.staff)


def test_a_visit_not_yet_made_proves_nothing(town, centre):
    planned = visit_to(town.street, visited_on=None)
    with pytest.raises(Refused):
        apply_after_visit(planned, by=centre.township, **SAID)


def test_cancelling_gives_the_money_back(checked, fund, centre):
    grant_aid(checked, fund, Decimal(1200), by=centre.director)
    AID.take(AidStep.CANCEL, checked, by=centre.director, note="已由民政救助")
    assert fund.balances()[AccountKind.AVAILABLE] == 100_000


def test_approved_aid_is_shown_where_the_federation_asks_for_it(checked, fund, centre, town):
    set_parameter(
        "assistance.aid_publicity_days", 3, valid_from=today(), basis="锦工发〔2026〕1号",
        union=town.root, by=town.city,
    )  # fmt: skip
    grant_aid(checked, fund, Decimal(1200), by=centre.director)
    assert checked.stage == AidStage.PUBLICITY

    end_aid_publicities()
    story.stand_at(checked, AidStage.PUBLICITY, due_on="2026-01-01")
    end_aid_publicities()
    checked.refresh_from_db()
    assert checked.stage == AidStage.READY


def test_goods_are_handed_over_against_a_signature(filed, fund, centre):
    aid = story.make_aid(filed, form="goods", goods="米面油", stage="checked")
    grant_aid(aid, fund, Decimal(300), by=centre.director)
    with pytest.raises(MoveRefused):
        AID.take(AidStep.HAND_OVER, aid, by=centre.staff)

    hand_over_aid(aid, SimpleUploadedFile("签收.jpg", picture()), by=centre.staff)

    assert (aid.stage, aid.paid_on, aid.receipt.confidential) == ("paid", today(), True)
    assert fund.balances()[AccountKind.PAID] == 300


def test_a_refused_payment_is_sent_again_with_the_right_card(aid, fund, centre):
    story.stand_at(aid, "failed", granted=100, fund=fund, approved_by=centre.director)
    correct_card(aid, card=OTHER_CARD, bank_name="建行", by=centre.township)
    AID.take(AidStep.CORRECT, aid, by=centre.staff)

    aid.file.refresh_from_db()
    assert aid.card_shown.endswith("0008")
    logged = str(list(Event.objects.values("title", "label", "note", "detail")))
    assert OTHER_CARD not in logged


def test_a_card_is_not_changed_while_the_bank_has_it(aid, fund, centre):
    story.stand_at(aid, "sent", granted=100, fund=fund, approved_by=centre.director)
    with pytest.raises(Refused):
        correct_card(aid, card=OTHER_CARD, bank_name="建行", by=centre.township)

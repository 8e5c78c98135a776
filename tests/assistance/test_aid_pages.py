from decimal import Decimal

import pytest
from django.urls import reverse

from assistance.models import Aid, AidRound
from assistance.workflows.aid import AidStage, RoundStage
from tests.assistance import rounds, story
from unions.inbox import todos


def step_of(aid, step):
    return reverse("assistance:aid-step", args=[aid.pk, step])


def test_a_township_applies_from_the_file(as_officer, centre, filed):
    client = as_officer(centre.township)
    page = f"{reverse('assistance:aid-new')}?household={filed.pk}"
    said = {"household": filed.pk, "kind": "medical", "form": "money", "asked": "800",
            "year": 2026, "why": "自付负担重"}  # fmt: skip

    assert client.post(page, said).status_code == 422  # no basis
    assert client.post(page, {**said, "basis": "900"}).status_code == 302
    aid = Aid.objects.get()
    assert (aid.file, aid.basis, aid.stage) == (filed, 900, AidStage.APPLIED)


def test_the_cap_and_the_funds_stand_above_the_decision(as_officer, centre, aid, fund):
    story.stand_at(aid, AidStage.CHECKED)
    closed = story.make_fund(fund.union, valid_to="2021-01-01")
    body = as_officer(centre.director).get(step_of(aid, "approve")).content.decode()

    assert "8,400.00" in body
    assert fund.name in body
    assert closed.name not in body


def test_a_grant_above_the_limit_is_said_in_place(as_officer, centre, aid, fund):
    story.stand_at(aid, AidStage.CHECKED)
    client = as_officer(centre.director)
    said = {"fund": fund.pk, "amount": "2500", "minutes": "", "seen": aid.moves}

    answer = client.post(step_of(aid, "approve"), said)

    assert answer.status_code == 422
    assert 'value="2500"' in answer.content.decode()
    assert client.post(step_of(aid, "approve"), {**said, "amount": "1200"}).status_code == 302


def test_a_short_fund_is_said_in_place(as_officer, centre, aid, town):
    story.stand_at(aid, AidStage.CHECKED)
    poor = story.make_fund(town.linghai, arrived=10)
    said = {"fund": poor.pk, "amount": "1200", "seen": aid.moves}

    assert as_officer(centre.director).post(step_of(aid, "approve"), said).status_code == 422
    aid.refresh_from_db()
    assert aid.stage == AidStage.CHECKED


def test_a_stale_page_is_told_so(as_officer, centre, aid, fund):
    story.stand_at(aid, AidStage.CHECKED, moves=3)
    said = {"fund": fund.pk, "amount": "1200", "seen": 2}
    assert as_officer(centre.director).post(step_of(aid, "approve"), said).status_code == 409


def test_what_was_typed_into_a_stale_page_comes_back(as_officer, centre, aid, fund):
    story.stand_at(aid, AidStage.CHECKED, moves=3)
    said = {"fund": fund.pk, "amount": "1230", "minutes": "会议〔2026〕3号", "seen": 2}
    page = step_of(aid, "approve")

    answer = as_officer(centre.director).post(page, said, headers={"referer": f"http://x{page}"})

    assert "会议〔2026〕3号" in answer.content.decode()
    assert "1230" in answer.content.decode()
    assert answer.context["again"] == page


def test_the_banks_reason_stands_above_the_card(as_officer, centre, aid, fund):
    story.stand_at(
        aid, "failed", granted=9, fund=fund, approved_by=centre.director, bank_reason="户名不符"
    )
    client, page = as_officer(centre.township), reverse("assistance:aid-card", args=[aid.pk])
    assert "户名不符" in client.get(page).content.decode()
    wrong = client.post(page, {"card": "6217000012345678900", "bank_name": "建行"})
    assert wrong.status_code == 422
    assert "6217000012345678900" not in wrong.content.decode()


def test_the_list_is_searched_by_pinyin_and_filtered(as_officer, centre, aid, filed):
    filed.pinyin = "zhaoheping zhp"
    filed.save(update_fields=["pinyin"])
    client, page = as_officer(centre.staff), reverse("assistance:aid-list")
    assert "赵和平" in client.get(page, {"q": "zhp", "kind": "living"}).content.decode()
    assert "赵和平" not in client.get(page, {"kind": "medical"}).content.decode()


@pytest.mark.parametrize(("who", "waits"), [("staff", 1), ("director", 1), ("finance", 0)])
def test_an_application_waits_for_the_county(centre, aid, who, waits):
    mine = [t for t in todos(getattr(centre, who)) if t.url == aid.get_absolute_url()]
    assert len(mine) == waits


def test_an_aid_above_the_directors_limit_waits_for_the_vice_chair(centre, aid):
    story.stand_at(aid, AidStage.CHECKED, asked=Decimal(3000))
    urls = {who: [t.url for t in todos(getattr(centre, who))] for who in ("director", "vice_chair")}
    assert aid.get_absolute_url() not in urls["director"]
    assert aid.get_absolute_url() in urls["vice_chair"]


def test_a_round_is_set_up_listed_and_approved_by_its_pages(as_officer, centre, town, fund):
    rounds.households(town.street, 2)
    said = {"title": "春节送温暖", "kind": "festival", "festival": "spring", "year": 2026,
            "form": "money", "fund": fund.pk, "amount_deep": "800"}  # fmt: skip
    client = as_officer(centre.staff)
    assert client.post(reverse("assistance:round-new"), said).status_code == 302
    a_round = AidRound.objects.get()
    rounds.make_list(a_round, centre)
    step = reverse("assistance:round-step", args=[a_round.pk, "propose"])
    assert client.post(step, {"seen": a_round.moves}).status_code == 302
    for page in ("round-detail", "round-sheet", "round-exclusion-list"):
        assert client.get(reverse(f"assistance:{page}", args=[a_round.pk])).status_code == 200

    approve = reverse("assistance:round-step", args=[a_round.pk, "approve"])
    boss = as_officer(centre.director)
    assert "1,600.00" in boss.get(approve).content.decode()
    assert boss.post(approve, {"minutes": ""}).status_code == 302
    a_round.refresh_from_db()
    assert a_round.stage == RoundStage.APPROVED


def test_a_round_promises_nothing_its_fund_may_not_pay(as_officer, centre, town):
    narrow = story.make_fund(town.linghai, categories=["deep"], kinds=["living"])
    said = {"title": "春节", "kind": "festival", "festival": "spring", "year": 2026,
            "form": "money", "fund": narrow.pk, "amount_relative": "800"}  # fmt: skip
    answer = as_officer(centre.staff).post(reverse("assistance:round-new"), said)
    assert answer.status_code == 422
    assert not AidRound.objects.exists()

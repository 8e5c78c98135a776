"""A round of bargaining in a browser: the enterprise's chair leads it, its county records it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from bargaining.actions.round import name_delegate
from bargaining.models import Round
from bargaining.workflows.round import RoundStage
from kernel.days import today
from tests.browser.people import PHONE, Person, at_work, photo
from tests.portal import Portal
from unions.models import Federation, Officer
from unions.rowsecurity import federation_scope

ROUNDS = "/bargaining/rounds/"


def ago(days: int) -> str:
    return (today() - timedelta(days=days)).isoformat()


@pytest.mark.browser
def test_a_chair_leads_a_round_from_the_offer_to_the_filing_and_the_county_records_it(
    portal: Portal, browser: Browser
):
    talks = Talks(Federation.objects.get(division_code="210700"))
    with at_work(browser, portal.url, "chair") as chair:
        talks.plan_and_offer(chair)
        talks.name_who_bargains(chair)
        talks.bargain(chair)
        talks.vote(chair)
        talks.sign_and_file(chair)
    assert talks.round().stage == RoundStage.REPORTED
    with at_work(browser, portal.url, "linghai", viewport=PHONE) as county:
        county.go(ROUNDS)
        county.sees(talks.round().title)
        talks.step(county, "record")
        county.picture("bargaining-08-recorded")
    assert talks.round().stage == RoundStage.CLOSED
    assert talks.contract().expires_on > today()


class Talks:
    """The steps, one method each."""

    def __init__(self, federation: Federation) -> None:
        self.federation = federation

    def round(self) -> Round:
        with federation_scope(self.federation.pk):
            found: Round = Round.objects.latest("pk")
            return found

    def contract(self) -> Any:
        with federation_scope(self.federation.pk):
            return Round.objects.select_related("contract").latest("pk").contract

    def step(self, person: Person, step: str, **said: str) -> None:
        self.write(person, f"steps/{step}/", **said)

    def write(self, person: Person, path: str, **said: str) -> None:
        person.go(f"{ROUNDS}{self.round().pk}/{path}")
        for name, text in said.items():
            field = person.page.locator(f"[name={name}]")
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(text)
            elif field.get_attribute("type") == "checkbox":
                field.check()
            else:
                field.fill(text)
        person.click(".actionbar button.button--primary")

    def plan_and_offer(self, chair: Person) -> None:
        chair.go(f"{ROUNDS}new/")
        chair.page.fill("[name=title]", "华兴机械2026年工资专项集体合同")
        chair.page.locator("[name=kind]").select_option("wage")
        chair.picture("bargaining-01-plan")
        chair.click(".actionbar button.button--primary")
        offer = {
            "offer_number": "华兴工要约〔2026〕1号", "offered_on": ago(30), "place": "三楼会议室",
            "talks_planned_on": ago(10), "matters": "工资水平、津贴补贴",
        }  # fmt: skip
        self.step(chair, "offer", **offer)
        chair.picture("bargaining-02-offered")
        self.step(chair, "reply", reply_number="华兴应约〔2026〕1号", replied_on=ago(25))

    def name_who_bargains(self, chair: Person) -> None:
        leaders = {"workers": "李强", "employer": "何建国"}
        for side, name in leaders.items():
            self.write(
                chair,
                "delegates/new/",
                side=side,
                name=name,
                post="负责人",
                is_chief="",
                is_head="",
            )
        self.step(chair, "name", shown_on=ago(24))
        chair.sees("不少于3人")
        with federation_scope(self.federation.pk):
            officer = Officer.objects.complete().get(user__username="chair")
            for side in leaders:
                for number in (1, 2):
                    values = {"side": side, "name": f"{side}{number}", "post": "代表"}
                    name_delegate(self.round(), values, by=officer)
        self.step(chair, "name", shown_on=ago(24))
        chair.picture("bargaining-03-delegates")

    def bargain(self, chair: Person) -> None:
        self.step(chair, "inform", informed_on=ago(23), information="上年度利润、工资总额")
        self.step(chair, "open", talks_from=ago(10))
        chair.go(f"{ROUNDS}{self.round().pk}/meetings/new/")
        minutes = {
            "held_on": ago(10), "place": "三楼会议室", "minutes_taker": "赵文",
            "minutes": "双方就工资水平达成一致。",
        }  # fmt: skip
        for name, text in minutes.items():
            chair.page.fill(f"[name={name}]", text)
        chair.page.locator("[name=chaired_by]").select_option("workers")
        chair.page.set_input_files("[name=scan]", photo())  # type: ignore[arg-type]
        chair.click(".actionbar button.button--primary")
        chair.picture("bargaining-04-talks")
        draft = {"agreed_on": ago(8), "draft": "最低工资每月二千元。", "term_months": "12"}
        self.step(chair, "agree", **draft)

    def vote(self, chair: Person) -> None:
        votes = {"body": "congress", "held_on": ago(6), "total": "180", "present": "120"}
        self.write(chair, "ballots/new/", **votes, yes="91")
        chair.picture("bargaining-05-vote")

    def sign_and_file(self, chair: Person) -> None:
        self.step(chair, "sign", signed_on=ago(5))
        self.step(chair, "file", filed_on=ago(3), filing_number="凌人社备〔2026〕8号")
        chair.picture("bargaining-06-filed")
        approval = {"approved_on": ago(1), "approval_number": "凌人社集〔2026〕8号"}
        self.step(chair, "approve", **approval)
        self.step(chair, "publish", published_on=ago(0), published_where="厂区公示栏")
        self.step(chair, "report")
        chair.picture("bargaining-07-reported")

"""A home-building year, walked in a browser by the people who would walk it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from homes.models import HomePlan
from kernel.days import today
from tests.browser.people import PHONE, Person, at_work, photo
from tests.portal import Portal
from unions.models import Federation
from unions.rowsecurity import federation_scope

MILL = "凌海市华兴机械有限公司"
YEAR = today().year


@pytest.mark.browser
def test_a_year_is_walked_from_the_target_to_the_reports(portal: Portal, browser: Browser):
    walk = Walk(portal, browser)

    walk.city_issues_the_target()
    walk.county_accepts_and_chooses()
    walk.chair_writes_the_plan()
    walk.county_reviews_and_gathers()
    walk.city_confirms()
    walk.enterprise_builds()


class Walk:
    """The ten steps, one method each; every method signs its people in and out."""

    def __init__(self, portal: Portal, browser: Browser) -> None:
        self.portal, self.browser = portal, browser

    def person(self, username: str, **changes: object):
        return at_work(self.browser, self.portal.url, username, **changes)

    def plan(self) -> HomePlan:
        federation = Federation.objects.get(division_code="210700")
        with federation_scope(federation.pk):
            return HomePlan.objects.get(name=MILL, year=YEAR)

    def city_issues_the_target(self) -> None:
        with self.person("city") as city:
            city.go(f"/targets/{YEAR}/")
            city.picture("step-01a")
            city.press("下达")
            city.sees("已下达")
            city.picture("step-01")

    def county_accepts_and_chooses(self) -> None:
        with self.person("linghai") as county:
            county.go(f"/targets/{YEAR}/")
            county.page.click('a[href^="/targets/shares/"]')
            county.press("接受")
            county.go("/eligible/")
            row = county.page.locator("tr", has_text=MILL)
            row.locator("input[name=employers]").check()
            county.picture("step-02")
            county.press("列入名单")
            county.sees("通知企业工会主席")

    def chair_writes_the_plan(self) -> None:
        plan = self.plan()
        with self.person("chair") as chair:
            chair.go(f"/plans/{plan.pk}/draft/")
            write_measures(chair)
            chair.press("保存并报送")
            chair.picture("step-03")
            chair.page.click("button[form=step]")
            chair.page.wait_for_load_state("networkidle")
        assert self.plan().stage == "submitted"

    def county_reviews_and_gathers(self) -> None:
        with self.person("linghai") as county:
            county.go("/reviews/")
            card = county.page.locator("article", has_text=MILL)
            card.locator("input[value=approve]").check()
            county.picture("step-04a")
            county.page.click("button[form=reviews]")
            county.go("/county-plans/")
            county.press("汇入")
            county.press("报送", within=".actionbar")
            county.picture("step-04")
        assert self.plan().stage == "gathered"

    def city_confirms(self) -> None:
        with self.person("city") as city:
            city.go("/county-plans/")
            city.page.click("th a[href^='/county-plans/']")
            city.picture("step-05")
            city.press("确定", within=".actionbar")
        assert self.plan().stage == "building"

    def enterprise_builds(self) -> None:
        plan = self.plan()
        with self.person("chair") as chair:
            chair.go(f"/plans/{plan.pk}/")
            links = chair.page.locator("a.button[href*='/measures/']")
            addresses = [links.nth(i).get_attribute("href") for i in range(links.count())]
            for address in addresses:
                chair.go(str(address))
                chair.page.fill("input[name$=done_on]", today().isoformat())
                if not chair.page.locator("ul.files").count():
                    chair.page.set_input_files("input[type=file]", photo())
                chair.page.click("main button[type=submit].button--primary")
                chair.page.wait_for_load_state("networkidle")
            chair.picture("step-06")


def write_measures(chair: Person) -> None:
    """Every measure gets its words; one person and one date for all."""
    texts = chair.page.locator("textarea[name$=text]")
    for index in range(texts.count()):
        texts.nth(index).fill(f"第{index + 1}项:按标准逐条落实,留存资料")
    fill = "section[aria-labelledby=fill] input"
    chair.page.fill(f"{fill}[name$=responsible]", "李强")
    chair.page.fill(f"{fill}[type=date]", (today() + timedelta(days=60)).isoformat())
    chair.press("填入并保存")
    chair.page.locator(".messages .message").first.wait_for()


def number_in(text: str) -> int:
    return int(re.sub(r"\D", "", text))

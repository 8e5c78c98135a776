"""A home-building year, walked in a browser by the people who would walk it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from homes.actions.building import finish_measure
from homes.actions.inspecting import score_criteria
from homes.actions.planning import Draft
from homes.models import HomePlan
from kernel.days import today
from reports.demo.calendar import let_publicity_pass
from tests.browser.people import DESKTOP, PHONE, Person, at_work, photo
from tests.homes.plans import photo as a_photo
from tests.homes.story import full_answers, seat
from tests.portal import Portal
from unions.models import Federation, Officer
from unions.rowsecurity import federation_scope

MILL = "凌海市华兴机械有限公司"
CHAPTERS = ("G1", "G2", "G3", "G4", "G5")
BY_HAND = 4  # measures ticked off in the browser
PANEL = {"inspector": "赵静", "worker": "陈芳", "expert": "孙浩"}
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
    walk.enterprise_assesses_and_county_applies()
    walk.panel_inspects()
    walk.home_is_accepted()
    walk.reports_are_made()


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
            self.rate_is_kept_at_the_first_press(city)
            self.split_prints_as_a_table(city)
            city.picture("step-01a")
            city.press("下达")
            city.sees("已下达")
            city.picture("step-01")

    def rate_is_kept_at_the_first_press(self, city: Person) -> None:
        """Typing asks for the sums; that must not swallow the press that follows at once."""
        city.page.locator("input[name^=value_]").last.fill("91")
        city.click(".actionbar button:not(.button--primary)")
        city.sees("草稿已保存")

    def split_prints_as_a_table(self, city: Person) -> None:
        """A sheet of paper is as narrow as a phone; its tables are none of a phone's cards."""
        city.page.set_viewport_size({"width": 700, "height": 990})
        city.page.emulate_media(media="print")
        cell = city.page.locator(".table--cards td").first
        assert cell.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
        city.page.emulate_media(media="screen")
        city.page.set_viewport_size(DESKTOP)

    def county_accepts_and_chooses(self) -> None:
        with self.person("linghai") as county:
            county.go(f"/targets/{YEAR}/")
            county.click('a[href^="/targets/shares/"]')
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
            chair.click("button[form=step]")
        assert self.plan().stage == "submitted"

    def county_reviews_and_gathers(self) -> None:
        with self.person("linghai") as county:
            county.go("/")
            county.picture("workbench")
            county.go("/reviews/")
            card = county.page.locator("article", has_text=MILL)
            card.locator("input[value=approve]").check()
            county.picture("step-04a")
            county.click("button[form=reviews]")
            county.go("/county-plans/")
            county.press("汇入")
            county.main_action()
            county.picture("step-04")
        assert self.plan().stage == "gathered"

    def city_confirms(self) -> None:
        with self.person("city") as city:
            city.go("/county-plans/")
            city.click("th a[href^='/county-plans/']")
            city.picture("step-05")
            city.main_action()
        assert self.plan().stage == "building"

    def enterprise_builds(self) -> None:
        plan = self.plan()
        with self.person("chair") as chair:
            chair.go(f"/plans/{plan.pk}/")
            links = chair.page.locator("a.button[href*='/measures/']")
            addresses = [links.nth(i).get_attribute("href") for i in range(BY_HAND)]
            for address in addresses:
                chair.go(str(address))
                chair.page.fill("input[name$=done_on]", today().isoformat())
                if not chair.page.locator("ul.files").count():
                    chair.page.set_input_files("input[type=file]", photo())
                chair.click("main button[type=submit].button--primary")
            self.finish_the_other_measures(plan)
            chair.go(f"/plans/{plan.pk}/")
            chair.picture("step-06")

    def finish_the_other_measures(self, plan: HomePlan) -> None:
        """As by hand, but in no browser: each page is like the one before."""
        with federation_scope(plan.federation_id):
            by = Officer.objects.get(user__username="chair")
            for measure in plan.measures.filter(done_on=None):
                lacks = not measure.attachments.exists()
                draft = Draft(measure, uploads=[a_photo()] if lacks else [])
                finish_measure(plan, draft, today(), by=by)

    def enterprise_assesses_and_county_applies(self) -> None:
        plan = self.plan()
        with self.person("chair") as chair:
            for chapter in CHAPTERS:
                chair.go(f"/plans/{plan.pk}/self-assessment/?chapter={chapter}")
                answer_all(chair)
                chair.click("button[form=sheet]")
            chair.go(f"/plans/{plan.pk}/self-assessment/")
            chair.picture("step-07a")
            chair.main_action()
        with self.person("linghai") as county:
            county.go("/applications/")
            county.page.locator("tr", has_text=MILL).locator("input[name=plan]").check()
            county.picture("step-07")
            county.click(".bulk button[type=submit]")
        assert self.plan().stage == "applied"

    def panel_inspects(self) -> None:
        with self.person("city") as city:
            city.go("/applications/")
            city.page.locator("tr", has_text=MILL).locator("input[name=plan]").check()
            city.click(".bulk button[type=submit]")
            self.form_panel(city)
        for username in PANEL:
            with self.person(username, viewport=PHONE) as member:
                member.go("/inspections/")
                member.click("a[href^='/inspections/']:has-text('华兴')")
                if username != "inspector":
                    self.score_the_other_chapters(username)
                self.score(member, CHAPTERS if username == "inspector" else CHAPTERS[-1:])
        with self.person("inspector") as chair:
            chair.go("/inspections/")
            chair.click("a[href^='/inspections/']:has-text('华兴')")
            chair.click("a[href$='/closing/']")
            chair.page.fill("input[name=satisfaction]", "93")
            chair.page.fill("textarea[name=conclusion]", "组织健全,制度落实,职工认可。")
            chair.picture("step-08b")
            chair.main_action()
            chair.picture("step-08")
        assert self.plan().stage == "publicity"

    def form_panel(self, city: Person) -> None:
        for name in PANEL.values():
            city.page.fill("input[name=q]", name)
            city.click("button[name=search]")
            row = city.page.locator("tr", has_text=name)
            row.locator("input[name=members]").check()
            if name == PANEL["inspector"]:
                row.locator("input[name=chair]").check()
        city.page.fill("input[name=visit_on]", today().isoformat())
        city.page.fill("input[name=place]", "企业会议室")
        city.picture("step-08a")
        city.main_action()
        assert self.plan().stage == "inspecting"

    def score_the_other_chapters(self, username: str) -> None:
        """As the chair of the panel does by hand; the last chapter is left for the phone."""
        plan = self.plan()
        with federation_scope(plan.federation_id):
            by = Officer.objects.get(user__username=username)
            given = [a for a in full_answers(plan) if a.criterion.chapter != CHAPTERS[-1]]
            score_criteria(seat(plan.inspections.get(), by), given, by=by)

    def score(self, member: Person, chapters: Sequence[str]) -> None:
        sheet = member.page.url.rstrip("/") + "/scores/"
        for chapter in chapters:
            member.page.goto(f"{sheet}?chapter={chapter}")
            answer_all(member)
            if chapter == "G2":
                member.page.set_input_files("input[type=file] >> nth=0", photo())
                member.page.wait_for_load_state("networkidle")
                member.picture("inspection-phone")
            member.click(".visit__foot button[form=sheet]")
        member.page.goto(f"{sheet}?chapter={CHAPTERS[-1]}")
        member.click("form[action$='/handing-in/'] button")

    def home_is_accepted(self) -> None:
        with self.person("city") as city:
            city.go("/publicity/")
            city.sees(MILL)
            city.picture("step-09a")
        let_publicity_pass()
        with self.person("city") as city:
            city.go("/publicity/")
            city.click("a[href*='/steps/accept/']")
            city.main_action()
            city.go(f"/plans/{self.plan().pk}/acceptance-record/")
            city.picture("step-09")
        assert self.plan().stage == "accepted"

    def reports_are_made(self) -> None:
        for username in ("city", "linghai"):
            with self.person(username) as reader:
                for kind in ("reports.targets", "reports.acceptance"):
                    self.make_report(reader, kind)
                reader.picture(f"step-10-{username}")
        with self.person("city") as city:
            city.go("/reports/")
            city.click("a[href^='/documents/']")
            city.picture("step-10")
            for sort, start in (("pdf", b"%PDF-"), ("xlsx", b"PK")):
                address = city.page.locator(f"a[href$='/{sort}/']").first.get_attribute("href")
                assert (
                    city.page.request.get(f"{self.portal.url}{address}")
                    .body()[:5]
                    .startswith(start)
                )
            city.go("/")
            city.picture("workbench-city")

    def make_report(self, reader: Person, kind: str) -> None:
        reader.go("/reports/")
        documents = reader.page.locator("a[href^='/documents/']").count()
        reader.page.select_option("select[name=kind]", kind)
        reader.click("main form button.button--primary")
        reader.go("/")  # leaving the page loses nothing
        for _second in range(60):
            reader.go("/reports/")
            if reader.page.locator("a[href^='/documents/']").count() > documents:
                return
            reader.page.wait_for_timeout(1000)
        pytest.fail(f"{kind} was not made within a minute")


def write_measures(chair: Person) -> None:
    """Every measure gets its words; one person and one date for all."""
    texts = chair.page.locator("textarea[name$=text]")
    for index in range(texts.count()):
        texts.nth(index).fill(f"第{index + 1}项:按标准逐条落实,留存资料")
    fill = "section[aria-labelledby=fill] input"
    chair.page.fill(f"{fill}[name$=responsible]", "李强")
    chair.page.fill(f"{fill}[type=date]", (today() + timedelta(days=60)).isoformat())
    chair.press("填入并保存")


def answer_all(person: Person) -> None:
    """The best answer to every criterion on the page, as fast as a thumb goes."""
    marks = person.page.locator("section.mark")
    for index in range(marks.count()):
        mark = marks.nth(index)
        buttons = mark.locator("input[type=radio]")
        if buttons.count():
            values = [float(str(b.get_attribute("value"))) for b in buttons.all()]
            best = buttons.nth(values.index(max(values)))
            mark.locator(f"label:has(#{best.get_attribute('id')})").click()
        else:
            figure = mark.locator(".mark__figure input")
            figure.fill("96" if mark.locator(".mark__figure span[aria-hidden]").count() else "6")
            figure.press("Tab")
    person.settle()

"""A programme nobody has coded: its form written, filled in by three unions, and summed up."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from campaigns.models import Campaign, FormVersion, Participation, Programme
from reports.models import Document, Kind
from tests.browser.people import PHONE, Person, at_work
from tests.portal import Portal
from unions.models import Federation, Officer
from unions.rowsecurity import federation_scope

CITY = "210700"
TITLE = "职工骑行月"
CHAIRS = {"chair": 30, "linghai-02": 12, "linghai-03": 8}  # who reports how many riders


@pytest.mark.browser
def test_a_programme_with_a_form_of_its_own_is_run_without_touching_code(
    portal: Portal, browser: Browser
):
    year = RidingMonth(portal, browser)

    year.county_adds_the_programme_and_writes_its_form()
    year.county_issues_it()
    for username, riders in CHAIRS.items():
        year.a_union_reports(username, riders)
    year.county_accepts_and_sums_up()


class RidingMonth:
    """The steps, one method each; every method signs its people in and out."""

    def __init__(self, portal: Portal, browser: Browser) -> None:
        self.portal, self.browser = portal, browser
        self.federation = Federation.objects.get(division_code=CITY)

    def person(self, username: str, **changes: Any):
        return at_work(self.browser, self.portal.url, username, **changes)

    def of(self, model: Any, **wanted: Any) -> Any:
        with federation_scope(self.federation.pk):
            return model.objects.filter(**wanted).latest("pk")

    def campaign(self) -> Campaign:
        return self.of(Campaign, title=TITLE)

    def county_adds_the_programme_and_writes_its_form(self) -> None:
        with self.person("linghai") as staff:
            staff.go("/campaigns/programmes/new/")
            staff.page.fill("input[name=title]", TITLE)
            staff.page.select_option("select[name=family]", "culture")
            staff.main_action()
            programme = self.of(Programme, title=TITLE)
            staff.go(f"/campaigns/runs/new/?programme={programme.pk}")
            staff.page.fill("input[name=title]", TITLE)
            for name, day in {
                "starts_on": "2026-01-01",
                "ends_on": "2099-01-31",
                "report_by": "2099-02-20",
            }.items():
                staff.page.fill(f"input[name={name}]", day)
            staff.main_action()
            self.ask(staff, "骑行人数", "whole", "sum", unit="人")
            self.ask(staff, "已设停车棚", "yesno", "yes")
            self.ask(staff, "职工总数", "whole", "sum", prefill="headcount")
            staff.click("button[value=up]:enabled")
            staff.sees("骑行人数")
            staff.picture("campaign-form")

    def ask(self, staff: Person, label: str, kind: str, total: str, **more: str) -> None:
        form = self.of(FormVersion, campaign__title=TITLE)
        staff.go(f"/campaigns/forms/{form.pk}/fields/new/")
        staff.page.fill("input[name=label]", label)
        staff.page.select_option("select[name=kind]", kind)
        staff.page.select_option("select[name=total]", total)
        if "unit" in more:
            staff.page.fill("input[name=unit]", more["unit"])
        if "prefill" in more:
            staff.page.select_option("select[name=prefill]", more["prefill"])
        staff.main_action()

    def county_issues_it(self) -> None:
        with self.person("linghai") as staff:
            staff.go(f"/campaigns/runs/{self.campaign().pk}/issue/?level=union")
            staff.picture("campaign-issue")
            staff.main_action()
        with federation_scope(self.federation.pk):
            assert self.campaign().parts.count() > len(CHAIRS)

    def a_union_reports(self, username: str, riders: int) -> None:
        part = self.part_of(username)
        with self.person(username, viewport=PHONE) as chair:
            chair.go(f"/campaigns/parts/{part.pk}/edit/")
            fields = chair.page.locator("main form#answers")
            fields.get_by_label("骑行人数").fill(str(riders))
            fields.get_by_label("是", exact=True).check()
            if username == "chair":
                chair.picture("campaign-part-phone")
            chair.click("button[value=report]")
            chair.sees(str(riders))

    def part_of(self, username: str) -> Participation:
        post = self.of(Officer, user__username=username)
        return self.of(Participation, campaign__title=TITLE, union_id=post.union_id)

    def county_accepts_and_sums_up(self) -> None:
        campaign = self.campaign()
        with self.person("linghai") as staff:
            staff.go(f"/campaigns/runs/{campaign.pk}/units/?stage=reported")
            for box in staff.page.locator("input.bulk__box").all():
                box.check()
            staff.click(".bulk button.button--primary")
            staff.go(f"/campaigns/runs/{campaign.pk}/totals/")
            staff.sees(str(sum(CHAIRS.values())))
            staff.picture("campaign-totals")
            staff.click(f'form[action="/campaigns/{campaign.pk}/report/"] button')
            staff.page.wait_for_selector('a[href*="/documents/"]')
        document = self.of(Document, kind=Kind.CAMPAIGN)
        assert document.data["total"]["values"]["qxrs"] == str(sum(CHAIRS.values()))
        assert document.pdf
        assert document.xlsx

"""A household's case, walked in a browser from the township's desk to the bank's answer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser

from assistance.banks import layouts
from assistance.models import Aid, HouseholdFile, PaymentBatch, Station
from assistance.workflows.household import FileStage
from kernel.days import today
from reports.demo.calendar import let_publicity_pass
from tests.assistance.bank import answer_rows, as_file
from tests.browser.people import PHONE, Person, at_work
from tests.portal import Portal
from unions.models import Federation
from unions.rowsecurity import federation_scope

CITY = "210700"
NAME = "沈立春"  # the demo's household whose file is written and not yet handed in
SAVE = "main .form__buttons button[type=submit]"
BOARD = f"/assistance/publicity/{CITY}/"


@pytest.mark.browser
def test_a_household_is_helped_from_the_first_visit_to_the_banks_answer(
    portal: Portal, browser: Browser
):
    case = Case(portal, browser)

    case.worker_asks_on_the_phone()
    case.township_hands_the_file_in()
    case.anyone_reads_the_publicity()
    case.county_checks_the_means()
    case.head_decides()
    case.township_asks_for_aid_and_the_head_grants_it()
    case.three_persons_pay_it()
    case.bank_answers()
    case.township_visits()


class Case:
    """The steps, one method each; every method signs its people in and out."""

    def __init__(self, portal: Portal, browser: Browser) -> None:
        self.portal, self.browser = portal, browser
        self.federation = Federation.objects.get(division_code=CITY)

    def person(self, username: str, **changes: Any):
        return at_work(self.browser, self.portal.url, username, **changes)

    def of(self, model: Any, **wanted: Any) -> Any:
        with federation_scope(self.federation.pk):
            return model.objects.filter(**wanted).latest("pk")

    def file(self) -> HouseholdFile:
        return self.of(HouseholdFile, applicant_name=NAME)

    def step(self, person: Person, step: str) -> None:
        person.go(f"/assistance/files/{self.file().pk}/steps/{step}/")
        person.main_action()

    def worker_asks_on_the_phone(self) -> None:
        station = self.of(Station)
        context = self.browser.new_context(viewport=PHONE, locale="zh-CN")  # type: ignore[arg-type]
        worker = Person(context.new_page(), self.portal.url)
        worker.go(f"/assistance/help/{CITY}/{station.token}/")
        for box in ("notice", "sensitive"):
            worker.page.check(f"input[name={box}]")
        worker.click("main button[type=submit]")
        for field, text in {
            "name": "林晓光",
            "phone": "13941600001",
            "workplace": "某餐馆",
        }.items():
            worker.page.fill(f"input[name={field}]", text)
        worker.page.fill("textarea[name=words]", "孩子上学有困难")
        worker.page.locator("select[name=reason]").select_option("schooling")
        worker.page.locator("input[name=wanted]").first.check()
        worker.page.wait_for_timeout(3_500)  # the form refuses whoever writes faster than a person
        worker.picture("assistance-01-form")
        worker.click("main button[type=submit]")
        worker.picture("assistance-02-receipt")
        receipt = worker.page.inner_text("p.receipt").strip()
        worker.go(f"/assistance/help/{CITY}/progress/")
        worker.page.fill("input[name=receipt]", receipt)
        worker.page.fill("input[name=tail]", "0001")
        worker.click("main button[type=submit]")
        worker.sees("您的申请已收到")
        assert "林晓光" not in worker.page.inner_text("body")
        worker.picture("assistance-03-progress")
        context.close()

    def township_hands_the_file_in(self) -> None:
        with self.person("town") as town:
            town.go("/assistance/files/")
            town.sees(NAME)
            town.picture("assistance-04-files")
            self.step(town, "submit")
            self.step(town, "endorse")
            town.picture("assistance-05-publicity")
        assert self.file().stage == FileStage.UNIT_PUBLICITY

    def anyone_reads_the_publicity(self) -> None:
        context = self.browser.new_context(viewport=PHONE, locale="zh-CN")  # type: ignore[arg-type]
        anyone = Person(context.new_page(), self.portal.url)
        anyone.go(BOARD)
        anyone.sees(NAME)
        anyone.picture("assistance-06-board")
        let_publicity_pass()
        anyone.go(BOARD)
        assert NAME not in anyone.page.inner_text("body")
        context.close()

    def county_checks_the_means(self) -> None:
        file = self.file()
        with self.person("town") as town:
            self.step(town, "forward")
        with self.person("linghai") as county:
            county.go(f"/assistance/files/{file.pk}/means-checks/new/")
            county.page.fill("input[name=receiver]", "凌海市民政局")
            county.page.fill("input[name=sent_on]", (today() - timedelta(days=2)).isoformat())
            county.click(SAVE)
            with federation_scope(self.federation.pk):
                check = file.means_checks.latest("pk")
            county.go(f"/assistance/means-checks/{check.pk}/")
            county.page.check("input[name=result][value=agrees]")
            county.page.fill("input[name=answered_on]", today().isoformat())
            county.click(SAVE)
            self.step(county, "checked")

    def head_decides(self) -> None:
        file = self.file()
        with self.person("director") as head:
            head.go(f"/assistance/files/{file.pk}/exclusions/")
            for exclusion in ("homes", "business", "school", "vehicle"):
                head.page.check(f"input[name={exclusion}_applies][value=no]")
                head.page.fill(f"[name={exclusion}_evidence]", "入户核实")
            head.main_action()
            head.go(f"/assistance/files/{file.pk}/decision/")
            head.picture("assistance-07-decision")
            head.page.check("input[name=category][value=deep]")
            head.click(SAVE)
            self.step(head, "approve")
            head.picture("assistance-08-on-file")
        assert self.file().stage == FileStage.ACTIVE

    def township_asks_for_aid_and_the_head_grants_it(self) -> None:
        with self.person("town") as town:
            town.go(f"/assistance/aid/new/?household={self.file().pk}")
            town.page.locator("select[name=kind]").select_option("living")
            town.page.fill("input[name=asked]", "1500")
            town.page.fill("textarea[name=why]", "基本生活困难")
            town.main_action()
        aid = self.of(Aid, recipient=NAME)
        with self.person("linghai") as county:
            county.go(f"/assistance/aid/{aid.pk}/steps/check/")
            county.main_action()
        with self.person("director") as head:
            head.go(f"/assistance/aid/{aid.pk}/steps/approve/")
            head.page.locator("[name=fund]").select_option(index=1)
            head.picture("assistance-09-grant")
            head.main_action()
        assert self.of(Aid, recipient=NAME).granted == Decimal(1500)

    def three_persons_pay_it(self) -> None:
        with self.person("linghai") as county:
            county.go("/assistance/batches/new/")
            county.page.fill("input[name=title]", "第一批生活救助")
            county.main_action()
            batch = self.of(PaymentBatch)
            county.go(f"/assistance/batches/{batch.pk}/steps/submit/")
            county.main_action()
        with self.person("vicechair") as leader:
            leader.go(f"/assistance/batches/{batch.pk}/steps/approve/")
            leader.main_action()
        with self.person("finance") as finance:
            finance.go(f"/assistance/batches/{batch.pk}/steps/send/")
            finance.main_action()
            finance.picture("assistance-10-sent")
            finance.go(f"/assistance/batches/{batch.pk}/file/")
            finance.page.fill("input[name=receiver]", "凌海农商银行")
            finance.page.check("input[name=sure]")
            # The answer opens in a page of its own, which is gone when the file has come.
            finance.page.evaluate("document.getElementById('file').removeAttribute('target')")
            with finance.page.expect_download() as handed:
                finance.page.click(".actionbar button.button--primary")
            assert handed.value.suggested_filename

    def bank_answers(self) -> None:
        batch = self.of(PaymentBatch)
        with federation_scope(self.federation.pk):
            lines = [(line.reference, line.amount, True, "") for line in batch.lines.all()]
        layout = layouts()[batch.layout]
        answer = as_file(layout, answer_rows(layout, batch.reference, lines))
        file = {"name": "回盘.csv", "mimeType": "text/csv", "buffer": answer}
        with self.person("finance") as finance:
            finance.go(f"/assistance/batches/{batch.pk}/answer/")
            finance.page.set_input_files("input[name=file]", file)
            finance.main_action()
            finance.picture("assistance-11-closed")
        assert self.of(PaymentBatch).stage == "closed"
        assert self.of(Aid, recipient=NAME).stage == "paid"

    def township_visits(self) -> None:
        file = self.file()
        with self.person("town", viewport=PHONE) as town:
            town.go(f"/assistance/visits/new/?household={file.pk}")
            town.page.fill("input[name=visited_on]", today().isoformat())
            town.page.fill("textarea[name=visitors]", "刘芸\n张勇")
            town.page.fill("input[name=place]", "家中")
            town.page.fill("textarea[name=finding]", "救助金已收到")
            town.picture("assistance-12-visit")
            town.click(SAVE)
            town.sees("救助金已收到")
        with federation_scope(self.federation.pk):
            assert file.visits.filter(visited_on=today()).exists()

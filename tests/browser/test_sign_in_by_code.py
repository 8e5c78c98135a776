"""A worker scans the code on the classroom's wall and signs in on a phone, without an account."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from campaigns.models import Course, Lesson, SignIn
from kernel.days import today
from tests.browser.people import PHONE, Person, at_work
from tests.portal import Portal
from unions.models import Federation
from unions.rowsecurity import federation_scope

CITY = "210700"


def todays_lesson(federation: Federation) -> tuple[Lesson, str, str]:
    """The demo's lesson of today; the name and four digits of one of its learners."""
    with federation_scope(federation.pk):
        course = Course.objects.get(title="电工技能提升班")
        lesson, learner = course.lessons.get(day=today()), course.learners.order_by("pk")[0]
        return lesson, learner.name, learner.id_number.reveal()[-4:]


@pytest.mark.browser
def test_a_worker_signs_in_by_the_code_on_the_wall(portal: Portal, browser: Browser):
    federation = Federation.objects.get(division_code=CITY)
    lesson, name, tail = todays_lesson(federation)

    with at_work(browser, portal.url, "linghai") as teacher:
        teacher.go(f"/campaigns/lessons/{lesson.pk}/wall/")
        teacher.picture("sign-in-wall")
        address = teacher.page.get_attribute("a.qr", "href")
        teacher.go(f"/campaigns/lessons/{lesson.pk}/")
        assert name not in teacher.page.inner_text("#signed-in")

        context = browser.new_context(viewport=PHONE, locale="zh-CN")  # type: ignore[arg-type]
        worker = Person(context.new_page(), portal.url)
        worker.page.goto(str(address))
        wide = worker.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"]
        worker.page.fill("input[name=name]", name)
        worker.page.fill("input[name=tail]", "0000")
        worker.press("签到")
        worker.sees("请老师代签")
        worker.page.fill("input[name=tail]", tail)
        worker.picture("sign-in-phone")
        worker.press("签到")
        worker.sees("签到成功")
        worker.picture("sign-in-phone-done")
        context.close()

        teacher.page.wait_for_selector(f"#signed-in >> text={name}")
        teacher.picture("sign-in-list")
    with federation_scope(federation.pk):
        assert SignIn.objects.get(lesson=lesson).way == "phone"
    assert not worker.violations

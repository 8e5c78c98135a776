"""People at a browser: they sign in, press, write, and a picture is taken of every step."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from reports.demo.loading import PASSWORD

DESKTOP = {"width": 1360, "height": 860}
PHONE = {"width": 390, "height": 844}
PICTURES = Path(os.environ.get("HEJIA_SCREENSHOTS") or settings.VAR_DIR / "screenshots")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    # Playwright's loop would make Django refuse the test's own queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


class Person:
    """Someone at a page of the portal."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.violations: list[str] = []
        page.on("console", self._hear)

    def _hear(self, message: object) -> None:
        text = str(getattr(message, "text", ""))
        if "Content Security Policy" in text:
            self.violations.append(f"{getattr(message, 'location', '')}: {text[:90]}")

    def go(self, path: str) -> None:
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status < 400, f"{path} answered {answer.status}"

    def press(self, label: str) -> None:
        """Press the button or link of that label; the page that follows is there afterwards."""
        self.click(f'button:has-text("{label}"), a.button:has-text("{label}")')

    def main_action(self) -> None:
        """Press the one red button of the action bar."""
        self.click(".actionbar button.button--primary")

    def click(self, selector: str) -> None:
        """Press what leads to another page, answer the dialog if one asks, and be there."""
        with self.page.expect_navigation(wait_until="networkidle"):
            self.page.locator(selector).first.click()
            asked = self.page.locator("dialog[open] .button--primary, dialog[open] .button--danger")
            if asked.count():
                asked.first.click()

    def sees(self, text: str) -> None:
        assert text in self.page.inner_text("body"), f"{text!r} is not on {self.page.url}"

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        # The camera hides the caret by an inline style; htmx would carry it into a part it swaps.
        self.settle()
        heard = len(self.violations)
        self.page.screenshot(path=PICTURES / f"{name}.png")
        del self.violations[heard:]

    def settle(self) -> None:
        """Wait until no part of the page is under way."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_selector(".htmx-request", state="detached")


@contextmanager
def at_work(
    browser: Browser, url: str, username: str, *, viewport: dict[str, int] = DESKTOP
) -> Iterator[Person]:
    """Signed in with the demo's password, and out again."""
    context = browser.new_context(viewport=viewport, locale="zh-CN", timezone_id="Asia/Shanghai")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(45_000)  # a busy machine is no fault of ours
    person = Person(page, url)
    person.go("/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/sign-in" not in address)
    try:
        yield person
        page.evaluate("document.querySelector('form[action=\"/sign-out/\"]').submit()")
        page.wait_for_url("**/sign-in/**")
    except Exception:
        person.picture(f"failed-{username}")
        raise
    finally:
        context.close()
    assert not person.violations, person.violations


def photo(colour: tuple[int, int, int] = (120, 90, 60)) -> dict[str, object]:
    """A small picture as a file input takes it."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return {"name": "现场照片.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}

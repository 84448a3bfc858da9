"""Every page, for every role that may see it, in both languages, wide and narrow: sound, readable, reachable."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Request
from playwright.sync_api import Page as Tab

from browser.conftest import OpenContext
from browser.moving import follow
from browser.pages import CASE_PAGES, EVERYBODY, PAGES, Page
from browser.server import Served

pytestmark = pytest.mark.browser
WCAG: dict[str, object] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": [
        "violations"
    ],  # all rules run; of the others only the first element is told, which takes half the time
}
CONTRAST: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
axe = Axe()

EVERY_WAY = (("vi", 1400), ("vi", 390), ("en", 1400), ("en", 390))
CROSSED = (("vi", 390), ("en", 1400))  # both languages and both widths; with LIEM_EVERY_VIEW the first role sees all
WIDE_AND_NARROW = (("vi", 1400), ("en", 390))


@dataclass(frozen=True, slots=True)
class View:
    """One page as one role sees it in one language at one width."""

    page: Page
    role: str
    language: str
    width: int

    def __str__(self) -> str:
        return f"{self.page.name}-{self.role}-{self.language}-{self.width}"


def ways(page: Page, place: int) -> tuple[tuple[str, int], ...]:
    """How the role in that place of a page sees it: the first in both crossed ways, the others by turns in one. An
    auditor sees what others of the province see, so not again."""
    if "LIEM_EVERY_VIEW" in os.environ:
        return EVERY_WAY if place == 0 else CROSSED
    if place == 0:
        return CROSSED
    return () if page.roles[place] == "giamsat" else (CROSSED[place % 2],)


def fewer_ways(place: int) -> tuple[tuple[str, int], ...]:
    """How the role in that place of a page about cases sees it: wide in Vietnamese, narrow in English."""
    return WIDE_AND_NARROW if place == 0 else (WIDE_AND_NARROW[place % 2],)


VIEWS = [View(page, role, *way) for page in PAGES for place, role in enumerate(page.roles) for way in ways(page, place)]
VIEWS += [
    View(page, role, *way) for page in CASE_PAGES for place, role in enumerate(page.roles) for way in fewer_ways(place)
]
# What tells most of the colours in the dark: every component, and pages with figures, drawings and marks of their own.
IN_THE_DARK = {"design", "home", "findings", "dossier", "organisation", "case", "meeting-confidence", "annulment-graph"}


def in_the_dark() -> list[Page]:
    pages = [page for page in (*PAGES, *CASE_PAGES) if "tochuc" in page.roles]
    return [page for page in pages if "LIEM_EVERY_VIEW" in os.environ or page.name in IN_THE_DARK]


def is_searched(view: View) -> bool:
    """Whether axe goes through the view: of those of one page and role the narrowest, where most is wrong."""
    alike = [one for one in VIEWS if (one.page, one.role) == (view.page, view.role)]
    return "LIEM_EVERY_VIEW" in os.environ or view == min(alike, key=lambda one: one.width)


class Watched:
    """A tab that remembers what a browser complains of."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.complaints: list[str] = []
        tab.on("console", self._console)
        tab.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        tab.on("requestfailed", self._failed)
        tab.on(
            "response", lambda answer: answer.status >= 400 and self.complaints.append(f"{answer.status} {answer.url}")
        )

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # Leaving a page breaks off what it was still loading: that is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure} {request.url}")


def open_page(tab: Tab, page: Page) -> None:
    tab.goto(page.address)
    for link in filter(None, (page.link, page.then)):
        found = tab.locator(link).first
        unfold(found)
        follow(tab, found)


def unfold(link: Locator) -> None:
    """Opens what is folded around it, as on a phone, by pressing the line that stays."""
    folded = link.locator("xpath=ancestor::details[not(@open)]/summary")
    while folded.count():
        folded.first.click()


def violations(tab: Tab, options: dict[str, object] = WCAG) -> list[str]:
    """What axe finds wrong: rule, and the first element each."""
    found = axe.run(tab, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_page_is_sound(view: View, signed_in_context: OpenContext, screenshots: Path) -> None:
    tab = signed_in_context(view.role, view.language, view.width).new_page()
    watched = Watched(tab)
    open_page(tab, view.page)
    heading = " ".join(tab.locator("h1").inner_text().split())
    tab.screenshot(path=screenshots / f"{view}.png")
    expected = view.page.vi if view.language == "vi" else view.page.en
    found = {
        "heading": re.match(expected, heading) is not None,
        "title": tab.title() == f"{heading} · Liêm",
        "language": tab.locator("html").get_attribute("lang"),
        "scrolls sideways": tab.evaluate("document.documentElement.scrollWidth > window.innerWidth"),
        "violations": violations(tab) if is_searched(view) else [],
        "complaints": watched.complaints,
    }
    tab.close()
    assert (heading, found) == (
        heading,
        {
            "heading": True,
            "title": True,
            "language": view.language,
            "scrolls sideways": False,
            "violations": [],
            "complaints": [],
        },
    )


@pytest.mark.parametrize("page", in_the_dark(), ids=lambda page: page.name)
def test_a_page_can_be_read_in_the_dark(page: Page, signed_in_context: OpenContext, screenshots: Path) -> None:
    tab = signed_in_context("tochuc", "vi", 1400, scheme="dark").new_page()
    open_page(tab, page)
    tab.screenshot(path=screenshots / f"{page.name}-tochuc-vi-1400-dark.png")
    found = violations(tab, CONTRAST)  # nothing else changes in the dark
    tab.close()
    assert found == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [1400, 390])
def test_the_sign_in_page_is_sound(
    language: str, width: int, chromium: Browser, served: Served, screenshots: Path
) -> None:
    context = chromium.new_context(base_url=served.address, viewport={"width": width, "height": 844})
    context.add_cookies([{"name": "django_language", "value": language, "url": served.address}])
    tab = context.new_page()
    watched = Watched(tab)
    tab.goto("/sign-in/")
    tab.screenshot(path=screenshots / f"sign-in-{language}-{width}.png")
    heading = {"vi": "Đăng nhập Liêm", "en": "Sign in to Liêm"}[language]
    assert (tab.locator("h1").inner_text(), violations(tab), watched.complaints) == (heading, [], [])
    tab.fill("[name=username]", "khong-co")
    tab.fill("[name=password]", "sai-mat-khau")
    follow(tab, tab.locator("main button"))
    assert tab.get_by_role("alert").count() == 1
    assert violations(tab) == []
    context.close()


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_page_that_is_not_there_is_readable(role: str, signed_in_context: OpenContext) -> None:
    tab = signed_in_context(role, "vi", 390).new_page()
    answer = tab.goto("/khong-co/")
    assert answer is not None
    assert answer.status == 404
    assert violations(tab) == []
    tab.close()


@pytest.mark.parametrize("address", ["/people/", "/people/p0001/", "/organisation/", "/ledger/", "/findings/1/"])
def test_an_official_is_kept_from_pages_about_others(address: str, signed_in_context: OpenContext) -> None:
    tab = signed_in_context("canbo", "vi", 1400).new_page()
    answer = tab.goto(address)
    assert answer is not None
    assert answer.status in {403, 404}
    assert violations(tab) == []
    tab.close()

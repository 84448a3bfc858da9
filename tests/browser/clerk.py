"""Somebody at a desk: signed in to an office, in one language, doing on the pages what a case needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator
from playwright.sync_api import Page as Tab

from browser.moving import follow

PATIENCE = 30_000  # milliseconds: a case is brought on its way in the other office meanwhile
CHOSEN = {"radio", "checkbox"}


@dataclass(frozen=True, slots=True)
class Visit:
    """An office as it answered (`Office.answer`), and how its pages are looked at."""

    chromium: Browser
    address: str
    told: Mapping[str, Any]
    language: str
    scheme: str = "light"

    def context(self, username: str, *, width: int = 1400) -> BrowserContext:
        """Signed in to the account; the caller closes it."""
        context = self.chromium.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 1000},
            color_scheme=self.scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies(
            [
                {"name": "sessionid", "value": self.told["sessions"][username], "url": self.address},
                {"name": "django_language", "value": self.language, "url": self.address},
            ]
        )
        return context

    def tab(self, username: str, *, width: int = 1400) -> Tab:
        return self.context(username, width=width).new_page()


def words_of(found: Locator) -> str:
    """Its text on one line."""
    return " ".join(found.inner_text().split())


def fill(form: Locator, typed: Mapping[str, str]) -> None:
    """Types into the fields of the form, chooses from its lists, and ticks; a field that is not there is a fault."""
    for name, value in typed.items():
        field = form.locator(f"[name='{name}']")
        if field.first.get_attribute("type") in CHOSEN:
            form.locator(f"[name='{name}'][value='{value}']").check()
        elif field.first.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def take(tab: Tab, step: str, typed: Mapping[str, str]) -> None:
    """Presses the button of a step on the page of its case, with what was typed; where a count tells what came of it,
    no outcome is asked."""
    form = tab.locator(f"#open-{step} form.take")
    asks_outcome = form.locator("[name=outcome]").count() > 0
    fill(form, {name: value for name, value in typed.items() if name != "outcome" or asks_outcome})
    follow(tab, form.locator("button.main"))


def name_in(told: Mapping[str, Any], username: str) -> str:
    """Whose account it is."""
    return next(str(told["names"][person]) for person, account in told["people"].items() if account == username)


def alert_of(tab: Tab) -> str:
    """What the page refuses, in words."""
    return words_of(tab.locator("[role=alert]").first)

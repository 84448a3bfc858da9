"""Going from page to page: a click returns before the next page is there, so whoever looks must wait for it."""

from __future__ import annotations

from playwright.sync_api import Locator
from playwright.sync_api import Page as Tab


def follow(tab: Tab, link: Locator) -> None:
    """Presses the link or button and waits until the page that it leads to has come."""
    with tab.expect_navigation():
        link.click()

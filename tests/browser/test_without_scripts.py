"""The main job without JavaScript: from signing in to the clause of a finding in its directive."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.server import PASSWORD, Served

pytestmark = pytest.mark.browser


def test_from_sign_in_to_the_clause_of_a_finding(chromium: Browser, served: Served, screenshots: Path) -> None:
    context = chromium.new_context(
        base_url=served.address, java_script_enabled=False, viewport={"width": 1400, "height": 1000}
    )
    tab = context.new_page()
    tab.goto("/findings/?verdict=not_met")
    assert tab.url == f"{served.address}/sign-in/?next=/findings/%3Fverdict%3Dnot_met"
    tab.fill("[name=username]", "kiemtra")
    tab.fill("[name=password]", PASSWORD)
    tab.click("main button")
    assert tab.url == f"{served.address}/findings/?verdict=not_met"

    tab.locator("table a[href^='/findings/']").first.click()
    clause = tab.locator("main a.clause[href^='/clauses/']").first
    path = (clause.get_attribute("href") or "").partition("%23")[2]
    clause.click()
    assert tab.url.endswith(f"/?at={path}#{path}")
    selected = tab.locator(".passage.selected")
    assert selected.get_attribute("id") == path
    assert selected.is_visible()
    assert tab.locator("#obligation h3").count() >= 1
    tab.screenshot(path=screenshots / "clause-without-scripts.png")

    tab.locator(".passage:not(.selected) > a.select").first.click()
    assert tab.locator(".passage.selected").get_attribute("id") != path

    tab.get_by_role("button", name="English").click()
    assert tab.locator("html").get_attribute("lang") == "en"
    tab.get_by_role("button", name="Sign out").click()
    assert tab.url == f"{served.address}/sign-in/"
    context.close()

"""The main job without JavaScript: from signing in to the clause of a finding in its directive."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.moving import follow
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
    follow(tab, tab.locator("main button"))
    assert tab.url == f"{served.address}/findings/?verdict=not_met"

    follow(tab, tab.locator("table a[href^='/findings/']").first)
    clause = tab.locator("main a.clause[href^='/clauses/']").first
    path = (clause.get_attribute("href") or "").partition("%23")[2]
    follow(tab, clause)
    assert tab.url.endswith(f"/?at={path}#{path}")
    selected = tab.locator(".passage.selected")
    assert selected.get_attribute("id") == path
    assert selected.is_visible()
    assert tab.locator("#obligation h3").count() >= 1
    tab.screenshot(path=screenshots / "clause-without-scripts.png")

    follow(tab, tab.locator(".passage:not(.selected) > a.select").first)
    assert tab.locator(".passage.selected").get_attribute("id") != path

    follow(tab, tab.get_by_role("button", name="English"))
    assert tab.locator("html").get_attribute("lang") == "en"
    follow(tab, tab.get_by_role("button", name="Sign out"))
    assert tab.url == f"{served.address}/sign-in/"
    context.close()


def test_from_a_finding_to_its_rule_and_a_drafted_one(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(
        base_url=served.address, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    tab = context.new_page()
    tab.goto("/rules/")
    tab.fill("[name=username]", "tochuc")
    tab.fill("[name=password]", PASSWORD)
    follow(tab, tab.locator("main button"))
    tab.fill("#q", "nguoi than khong tham gia quy trinh")
    follow(tab, tab.locator("form.filters button"))
    assert "q=nguoi" in tab.url
    follow(tab, tab.locator("table a[href^='/rules/no_kin_in_procedure/']"))
    tab.locator("details.written summary").click()
    assert tab.locator("details.written pre").is_visible()

    tab.goto("/rules/draft/")
    text = tab.locator("#text").input_value()
    tab.fill("#text", text.replace("products >= 1", "prodcts >= 1"))
    follow(tab, tab.locator("button[value=check]"))
    assert tab.locator(".problems li").count() == 1
    assert "prodcts >= 1" in tab.locator("#text").input_value()
    tab.fill("#text", text)
    follow(tab, tab.locator("button[value=check]"))
    assert tab.locator("#trial").is_visible()
    context.close()

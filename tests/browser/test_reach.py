"""By keyboard and with scripts: what they spare, and that nothing is lost on the way back."""

from __future__ import annotations

import pytest

from browser.conftest import OpenContext

pytestmark = pytest.mark.browser


def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(signed_in_context: OpenContext) -> None:
    tab = signed_in_context("tochuc", "en", 1400).new_page()
    tab.goto("/directives/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('#page').contains(document.activeElement)")
    tab.close()


def test_every_stop_of_the_keyboard_can_be_seen(signed_in_context: OpenContext) -> None:
    tab = signed_in_context("tochuc", "en", 1400).new_page()
    tab.goto("/findings/")
    unseen = []
    for _ in range(25):
        tab.keyboard.press("Tab")
        seen, where = tab.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
                const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return [ring && box.width > 0 && box.bottom > 0 && box.top < innerHeight, one.outerHTML.slice(0, 120)];
            }"""
        )
        if not seen:
            unseen.append(where)
    tab.close()
    assert unseen == []


def test_the_slash_key_begins_a_search_for_an_official(signed_in_context: OpenContext) -> None:
    tab = signed_in_context("tochuc", "en", 1400).new_page()
    tab.goto("/")
    tab.keyboard.press("/")
    tab.keyboard.type("nguyen")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/people/?q=nguyen")
    tab.close()


def test_choosing_a_clause_spares_the_reload_and_the_back_button_works(signed_in_context: OpenContext) -> None:
    tab = signed_in_context("tochuc", "en", 1400).new_page()
    tab.goto("/directives/tra_vinh/?at=II.2/b1")
    tab.evaluate("window.still = 'here'")
    tab.locator("[data-select='II.2/b4']").focus()
    tab.keyboard.press("Enter")
    tab.locator("#obligation").get_by_text("item II.2, bullet 4").locator("visible=true").first.wait_for()
    assert tab.url.endswith("?at=II.2/b4")
    assert tab.evaluate("window.still") == "here"
    assert tab.locator(".passage.selected").get_attribute("id") == "II.2/b4"
    tab.go_back()
    tab.locator("#obligation").get_by_text("item II.2, bullet 1").locator("visible=true").first.wait_for()
    assert tab.url.endswith("?at=II.2/b1")
    tab.close()


def test_filters_live_in_the_address_and_spare_the_reload(signed_in_context: OpenContext) -> None:
    tab = signed_in_context("tochuc", "en", 1400).new_page()
    tab.goto("/directives/")
    tab.evaluate("window.still = 'here'")
    tab.select_option("#text", "loaded")
    tab.wait_for_url("**/directives/?**text=loaded**")
    assert tab.evaluate("window.still") == "here"
    tab.reload()
    assert tab.locator("#text").input_value() == "loaded"
    tab.close()

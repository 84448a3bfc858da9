"""What the pages of cases keep from whom, and what they refuse in words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as Tab

from browser.clerk import words_of
from browser.conftest import OpenContext
from browser.moving import follow
from browser.settling import type_count

pytestmark = pytest.mark.browser
FORMS = "main form[method=post]"


def opened(context: OpenContext, role: str, kind: str, *, language: str = "vi") -> Tab:
    """The page of the one case of that kind that runs in the demo."""
    tab = context(role, language, 1400).new_page()
    tab.goto(f"/cases/?kind={kind}")
    follow(tab, tab.locator("main table a[href^='/cases/']").first)
    return tab


@pytest.mark.parametrize("role", ["donvi", "tochuc", "kiemtra"])
def test_only_the_desk_of_a_step_can_press(role: str, signed_in_context: OpenContext) -> None:
    """Everybody sees what is missing; to others it is told whose desk it is."""
    tab = opened(signed_in_context, role, "appointment_inside")
    assert tab.locator(".open-step .stops li").count() >= 1
    assert tab.locator(".open-step form.take").count() == (1 if role == "donvi" else 0)
    assert tab.locator(".open-step .stops a[href^='/cases/']").count() == 0 or role == "donvi"
    tab.close()


def test_a_step_of_another_desk_is_refused_to_whoever_sends_it_all_the_same(signed_in_context: OpenContext) -> None:
    tab = opened(signed_in_context, "donvi", "appointment_inside")
    action = tab.locator(".open-step form.take").get_attribute("action") or ""
    tab.close()
    other = opened(signed_in_context, "tochuc", "appointment_inside")
    entries = other.locator("ol.stepper .entry").count()
    token = other.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    sent = other.request.post(
        action.partition("#")[0],
        form={"csrfmiddlewaretoken": token, "on": "01/01/2026", "outcome": "passed"},
        headers={"Referer": other.url},
    )
    assert sent.status == 400
    assert 'role="alert"' in sent.text()
    other.reload()
    assert other.locator("ol.stepper .entry").count() == entries
    other.close()


def test_the_officer_of_a_unit_sees_no_case_of_another(signed_in_context: OpenContext) -> None:
    """The evaluation in a commune stands on the board of the province alone, and its address opens for nobody else."""
    tab = opened(signed_in_context, "tochuc", "evaluation")
    address = tab.url
    tab.close()
    unit = signed_in_context("donvi", "vi", 1400).new_page()
    unit.goto("/cases/")
    assert unit.locator(f"main a[href='{address.partition('/cases')[1]}{address.partition('/cases')[2]}']").count() == 0
    answer = unit.goto(address)
    assert answer is not None
    assert answer.status in {403, 404}
    unit.close()


@pytest.mark.parametrize("kind", ["appointment_inside", "periodic_transfer", "annulment", "evaluation"])
def test_an_auditor_has_nothing_to_press(kind: str, signed_in_context: OpenContext) -> None:
    tab = opened(signed_in_context, "giamsat", kind)
    for address in ("", *_meetings(tab)):
        if address:
            tab.goto(address)
        assert tab.locator(FORMS).count() == 0
    tab.goto("/cases/new/")
    assert tab.locator(FORMS).count() == 0
    tab.close()


def _meetings(tab: Tab) -> list[str]:
    return [one.get_attribute("href") or "" for one in tab.locator("ol.stepper a[href^='/meetings/']").all()]


def test_an_official_sees_the_own_case_alone(signed_in_context: OpenContext) -> None:
    other = opened(signed_in_context, "tochuc", "appointment_inside")
    foreign = other.url
    other.close()
    tab = signed_in_context("canbo", "en", 390).new_page()
    tab.goto("/mine/cases/")
    assert tab.locator("main h2 a").count() == 1
    follow(tab, tab.locator("main h2 a"))
    assert tab.locator("main a[href^='/people/']").count() == 0
    assert tab.locator("main a[href^='/ledger/']").count() == 0
    for address in (foreign, "/cases/"):
        answer = tab.goto(address)
        assert answer is not None
        assert answer.status in {403, 404}
    tab.close()


def test_whoever_keeps_out_is_not_among_those_who_sign(signed_in_context: OpenContext) -> None:
    """Those who keep out of the appointment are named at its meetings, and take no seat there."""
    tab = opened(signed_in_context, "donvi", "appointment_inside")
    held = _meetings(tab)
    assert held
    for address in held:
        tab.goto(address)
        called = {words_of(one) for one in tab.locator("section[aria-labelledby=convened] tbody td:first-child").all()}
        out = tab.locator("section[aria-labelledby=not_there] p").all()
        assert called
        for one in out:
            names = words_of(one).partition(":")[2].split(", ")
            assert not called & {name.strip() for name in names}
    tab.close()


def test_a_count_that_does_not_add_up_is_told_before_it_is_handed_in(signed_in_context: OpenContext) -> None:
    tab = signed_in_context("kiemphieu", "vi", 390).new_page()
    tab.goto("/mine/counts/")
    follow(tab, tab.locator("main a[href^='/mine/counts/']").first)
    type_count(tab, 6, 5, returned=5)
    follow(tab, tab.locator("button[value=add_up]"))
    assert tab.locator("[role=alert] p").count() >= 1
    assert tab.locator("button[value=hand_in]").count() == 0
    assert tab.locator("[name=issued]").input_value() == "6"
    tab.goto("/mine/counts/")
    assert tab.locator("main a[href^='/mine/counts/']").count() == 1
    tab.close()


def test_a_teller_sees_nothing_of_what_the_other_handed_in(signed_in_context: OpenContext) -> None:
    """The other's numbers are in; the page of this one, to its source, holds no number in any field."""
    tab = signed_in_context("kiemphieu", "vi", 390).new_page()
    tab.goto("/mine/counts/")
    follow(tab, tab.locator("main a[href^='/mine/counts/']").first)
    fields = tab.locator(".counting input[type=text]")
    assert fields.count() >= 6
    assert {one.get_attribute("value") for one in fields.all()} == {""}
    assert tab.locator(".counting input[type=hidden]:not([name=csrfmiddlewaretoken])").count() == 0
    before = tab.locator("main").inner_text()
    assert re.findall(r"\d+ phiếu", before) == []
    tab.close()


def test_the_desk_sees_that_one_teller_counted_but_no_number(signed_in_context: OpenContext) -> None:
    tab = opened(signed_in_context, "donvi", "appointment_inside")
    follow(tab, tab.locator(".open-step a[href^='/meetings/']").first)
    counting = tab.locator("section[aria-labelledby=counting]")
    assert counting.count() == 1
    assert tab.locator("section[aria-labelledby=result]").count() == 0
    assert tab.locator("input[name^=votes], input[name=issued]").count() == 0
    tab.close()


@pytest.mark.parametrize("role", ["tochuc", "donvi", "kiemtra", "giamsat"])
def test_no_link_on_the_page_of_a_case_leads_nowhere(role: str, signed_in_context: OpenContext) -> None:
    tab = opened(signed_in_context, role, "appointment_inside")
    found = {one.get_attribute("href") or "" for one in tab.locator("main a[href^='/']").all()}
    assert len(found) > 5
    fetched = {href: tab.request.get(href).status for href in sorted(found) if "/print/" not in href}
    assert {href: status for href, status in fetched.items() if status >= 400} == {}
    tab.close()

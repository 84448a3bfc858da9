"""Every procedure that ships, on the pages: its last step is taken, and case, meetings and decision are looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from browser.clerk import Visit, take, words_of
from browser.moving import follow
from browser.server import Office
from browser.test_pages import CONTRAST, WCAG, Watched, violations
from liem.kernel.errors import Message
from liem.law.procedures.course import End, Outcome
from liem.law.procedures.in_words import KINDS
from liem.law.procedures.steps import Effect, Procedure
from liem.rulebook.book import known_law

pytestmark = pytest.mark.browser
IDS = sorted(procedure.id for procedure in known_law().procedures)
LANGUAGES = ("vi", "en")
OPENING = Message("Mở vụ việc", "Open the case")
ENDED = {End.COMPLETED: Message("Đã hoàn thành", "Completed")}
WITHOUT_NUMBER = {None, Effect.CONFIDENCE_RESULT, Effect.CORRECTION_PLAN}
AXE = {"party_release": WCAG, "state_appointment_inside": CONTRAST}  # each kind of page once in the light, once dark
Turn = Callable[[str], tuple[Office, dict[str, Any]]]


def named(name: str) -> Procedure:
    found = known_law().procedure(name)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def turn(request: pytest.FixtureRequest, offices: tuple[Office, Office]) -> Turn:
    """The office where the case stands, with the next case on its way in the other one."""
    here = [item for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
    names = [str(item.callspec.params["name"]) for item in here]

    def take_turn(name: str) -> tuple[Office, dict[str, Any]]:
        place = names.index(name)
        told = offices[place % 2].answer(name)
        for coming in names[place + 1 : place + 2]:
            offices[(place + 1) % 2].ask(coming)
        return offices[place % 2], told

    return take_turn


@pytest.mark.parametrize("name", IDS)
def test_its_last_step_is_taken_and_all_of_it_can_be_read(name: str, chromium: Browser, turn: Turn) -> None:
    procedure = named(name)
    here, told = turn(name)
    assert "fault" not in told
    language = LANGUAGES[IDS.index(name) % 2]
    scheme = "dark" if AXE.get(name) is CONTRAST else "light"
    visit = Visit(chromium, here.address, told, language, scheme)
    tab = visit.tab(str(told["by"]))
    watched = Watched(tab)

    tab.goto(f"/cases/{told['case']}/")
    typed = dict(told["typed"])
    stopped = tab.locator(f"#open-{told['step']} .stops").count()
    assert stopped == 0 or typed["outcome"] == Outcome.LEFT_OUT
    take(tab, str(told["step"]), typed)

    read = [_read_case(tab, procedure, language)]
    read += [_read_meeting(tab, href) for href in _links(tab, "/meetings/")[:1]]
    decisions = _links(tab, "/decisions/")
    read += [_read_decision(tab, href) for href in decisions[-1:]]
    assert watched.complaints == []
    assert bool(decisions) or procedure.effect in WITHOUT_NUMBER
    if name in AXE:
        assert [_faults(tab, address, AXE[name]) for address in read] == [[]] * 3
    tab.context.close()


def _read_case(tab: Tab, procedure: Procedure, language: str) -> str:
    """The case has ended, and each of its steps stands there in the language, done or left out."""
    kind = KINDS[procedure.kind].in_language(language)
    assert tab.locator("html").get_attribute("lang") == language
    assert words_of(tab.locator("h1")).startswith(kind[:1].upper() + kind[1:])
    assert ENDED[End.COMPLETED].in_language(language) in words_of(tab.locator("main .lead, .lead").first)
    lines = tab.locator("ol.stepper > li")
    titles = [OPENING, *(step.title for step in procedure.steps)]
    assert [words_of(one) for one in lines.locator("h3").all()] == [title.in_language(language) for title in titles]
    optional = {step.id for step in procedure.steps if step.optional}
    waiting = [one.get_attribute("id") for one in tab.locator("ol.stepper > li:not(.met)").all()]
    assert {str(one).removeprefix("step-") for one in waiting} <= optional
    assert tab.locator("ol.stepper [aria-current]").count() == 0
    return tab.url


def _read_meeting(tab: Tab, href: str) -> str:
    case = tab.url.partition("#")[0]
    follow(tab, tab.locator(f"ol.stepper a[href='{href}']"))
    assert tab.locator("table tbody tr").count() > 0
    address = tab.url
    follow(tab, tab.locator(".trail a"))
    assert tab.url.partition("#")[0] == case
    return address


def _read_decision(tab: Tab, href: str) -> str:
    link = tab.locator(f"ol.stepper a[href='{href}']").first
    number = words_of(link)
    follow(tab, link)
    assert number in words_of(tab.locator("h1"))
    assert words_of(tab.locator("dl.facts dd").first) == number
    assert tab.locator(".qr svg").count() == 1
    assert tab.locator("a[href*='/receipt']").count() == 1
    return tab.url


def _links(tab: Tab, prefix: str) -> list[str]:
    found = (one.get_attribute("href") for one in tab.locator(f"ol.stepper a[href^='{prefix}']").all())
    return list(dict.fromkeys(one for one in found if one))


def _faults(tab: Tab, address: str, options: dict[str, object]) -> list[str]:
    tab.goto(address)
    return violations(tab, options)

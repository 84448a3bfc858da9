"""A case from its preparing to its decision and what follows from it, by those whose turn it is, on the pages alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from browser.clerk import Visit, alert_of, take, words_of
from browser.moving import follow
from browser.server import Office
from browser.settling import Clerk, attend, call, convene, count, stand_aside
from liem.demo.accounts import UNIT
from liem.demo.running.ground import CANDIDATES, OFFICIAL, VACANCY

pytestmark = pytest.mark.browser


class Room:
    """Everybody who has to do with a case, each in a tab of their own."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._tabs: dict[str, Tab] = {}

    def tab(self, username: str) -> Tab:
        if username not in self._tabs:
            self._tabs[username] = self.visit.tab(username)
        return self._tabs[username]

    def clerk(self, username: str) -> Clerk:
        return Clerk(self.visit, self.tab(username))

    def close(self) -> None:
        for tab in self._tabs.values():
            tab.context.close()


def test_an_appointment_from_the_vacancy_to_what_became_of_a_promise(
    chromium: Browser, offices: tuple[Office, Office]
) -> None:
    room = Room(Visit(chromium, offices[0].address, offices[0].answer(""), "vi"))
    unit, committee = room.clerk("donvi"), room.clerk("tochuc")
    case = _prepare(unit, "appointment_with_action_programme", post=VACANCY, planned_on=unit.before(-60))
    _name_somebody(unit, case)
    _open(unit, case)

    for step in ("policy_request", "head_proposal"):
        _step(unit, case, step)
        if step == "policy_request":
            _step(committee, case, "policy_answer")
    _meet(room, unit, case, "first_leadership")
    _meet(room, unit, case, "enlarged_leadership", differ=True)
    for step in ("second_leadership", "key_officials", "third_leadership"):
        if step == "third_leadership":
            unit.open(case)
            unit.sign("verified_reports", outcome="left_out", reason="Không có việc mới phát sinh")
        _meet(room, unit, case, step)
    _own_step(room, case, CANDIDATES[0], "action_programme")
    _step(committee, case, "appraisal")
    _decide(committee, case)
    _step(committee, case, "publication")
    _step(committee, case, "promises")

    assert "Đã hoàn thành" in words_of(committee.tab.locator("#head .lead"))
    _read_decision(committee.tab, "31-QĐ/TU")
    room.close()


def test_an_evaluation_with_the_steps_of_the_official_in_english(
    chromium: Browser, offices: tuple[Office, Office]
) -> None:
    room = Room(Visit(chromium, offices[1].address, offices[1].answer(""), "en"))
    unit, committee = room.clerk("donvi"), room.clerk("tochuc")
    case = _prepare(unit, "party_evaluation", person=OFFICIAL, planned_on=unit.before(-60))
    _open(unit, case)

    _own_step(room, case, OFFICIAL, "own_review")
    _meet(room, unit, case, "collective")
    _step(unit, case, "proposal")
    year = unit.day[-4:]
    _step(committee, case, "grade", number="8-QĐ/TU", effective_on=unit.day, grade="good", year=year)
    _own_step(room, case, OFFICIAL, "notice")

    committee.open(case)
    assert "Completed" in words_of(committee.tab.locator("#head .lead"))
    _read_decision(committee.tab, "8-QĐ/TU")
    room.close()


def test_whoever_stands_aside_can_no_longer_sign(chromium: Browser, offices: tuple[Office, Office]) -> None:
    room = Room(Visit(chromium, offices[0].address, offices[0].answer(""), "vi"))
    unit = room.clerk("donvi")
    case = _prepare(unit, "party_evaluation", person=OFFICIAL, planned_on=unit.before(-60))
    _open(unit, case)
    _own_step(room, case, OFFICIAL, "own_review")
    unit.open(case)
    head = unit.tab.locator("#by-collective option:not([value=''])").first.get_attribute("value") or ""
    call(unit, "collective", chair=2)
    stand_aside(unit.tab, head)
    attend(unit.tab)

    unit.open(case)
    unit.settle("collective", case)
    take(unit.tab, "collective", {"by_person": head})
    refused = words_of(unit.tab.locator("#open-collective [role=alert]"))
    assert "phải tránh vụ việc" in refused
    assert unit.tab.locator("#step-collective .entry").count() == 0
    room.close()


def _prepare(clerk: Clerk, procedure: str, **typed: str) -> str:
    """On the pages that lead from the board to a prepared case; gives its address."""
    tab = clerk.tab
    tab.goto("/cases/")
    follow(tab, tab.locator("main a[href='/cases/new/']").first)
    follow(tab, tab.locator(f"main a[href='?body={UNIT}']"))
    follow(tab, tab.locator(f"main a[href$='procedure={procedure}']"))
    clerk.submit(**typed)
    return tab.url


def _name_somebody(clerk: Clerk, case: str) -> None:
    """What the post needs comes first, then a name, with whoever answers for it."""
    tab = clerk.tab
    stops = clerk.stops("opening")
    assert len(stops) >= 2
    follow(tab, tab.locator("#open-opening form.take button.main"))
    assert "Chưa ghi được" in alert_of(tab)
    assert stops[0] in alert_of(tab)
    follow(tab, tab.locator("#open-opening .stops a[href$='/vacancy/']"))
    clerk.submit(fixed_on=clerk.before(3), requirements="Có kinh nghiệm quản lý\nAm hiểu ngân sách")
    follow(tab, tab.locator("main a.button[href$='/people/']"))
    tab.fill("#q", str(clerk.visit.told["names"][CANDIDATES[0]]))
    follow(tab, tab.locator("form.filters button"))
    proposer = tab.locator(f"#proposer option[value$='|{UNIT}']").first.get_attribute("value") or ""
    clerk.submit(person=CANDIDATES[0], proposer=proposer)
    assert tab.url.partition("#")[0] == case


def _open(clerk: Clerk, case: str) -> None:
    clerk.settle("opening", case)
    follow(clerk.tab, clerk.tab.locator("#open-opening form.take button.main"))
    assert clerk.tab.locator("#open-opening").count() == 0


def _step(clerk: Clerk, case: str, step: str, **typed: str) -> list[str]:
    clerk.open(case)
    clerk.settle(step, case)
    return clerk.sign(step, **typed)


def _meet(room: Room, clerk: Clerk, case: str, step: str, *, differ: bool = False) -> None:
    """Called, attended, counted by two tellers; `differ`: they agree the second time only."""
    clerk.open(case)
    meeting, tellers, present = convene(clerk, step)
    if differ:
        one, other = (room.tab(teller) for teller in tellers)
        count(one, meeting, present, present - 1)
        count(other, meeting, present, present - 2)
        assert "lệch" in words_of(other.locator(".flashes")) or "khác" in words_of(other.locator(".flashes"))
    for teller in tellers:
        count(room.tab(teller), meeting, present, present - 1)
    _step(clerk, case, step)


def _own_step(room: Room, case: str, person: str, step: str) -> None:
    """A step of the official's own, found among the own cases."""
    own = room.clerk(room.visit.told["people"][person])
    own.open("/mine/cases/")
    follow(own.tab, own.tab.locator("main a.button.main"))
    assert own.tab.url.partition("#")[0] == case
    own.settle(step, case)
    own.sign(step)


def _decide(clerk: Clerk, case: str) -> None:
    """Without a number it is refused in words; then it stands."""
    clerk.open(case)
    clerk.settle("decision", case)
    signer = clerk.tab.locator("#by-decision option:not([value=''])").first.get_attribute("value") or ""
    take(clerk.tab, "decision", {"by_person": signer})
    assert "hãy ghi số và ngày có hiệu lực" in words_of(clerk.tab.locator("#open-decision [role=alert]"))
    clerk.sign("decision", number="31-QĐ/TU", effective_on=clerk.day)


def _read_decision(tab: Tab, number: str) -> None:
    """Its page, then its receipt."""
    follow(tab, tab.locator("ol.stepper a[href^='/decisions/']").first)
    assert number in words_of(tab.locator("h1"))
    follow(tab, tab.locator("main a[href^='/ledger/']"))
    assert tab.locator("main svg").count() >= 1

"""What stands against a step, settled one thing after the other by the links that the page of the case gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from playwright.sync_api import Page as Tab

from browser.clerk import Visit, fill, words_of
from browser.moving import follow
from liem.demo.running import answers

PAPER = {"name": "tai-lieu.txt", "mimeType": "text/plain", "buffer": "Tài liệu thử nghiệm.\n".encode()}
OTHERS = "30"
MOST = 30  # things that can stand against one step


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody at a desk with one case open."""

    visit: Visit
    tab: Tab

    @property
    def day(self) -> str:
        return str(self.visit.told["day"])

    def before(self, days: int) -> str:
        """So many days ago, as it is typed."""
        return f"{datetime.strptime(self.day, '%d/%m/%Y') - timedelta(days=days):%d/%m/%Y}"

    def open(self, case: str) -> None:
        self.tab.goto(case)

    def stops(self, step: str) -> list[str]:
        """What stands against the step, in words."""
        return [words_of(one) for one in self.tab.locator(f"#open-{step} .stops li > span").all()]

    def may_take(self, step: str) -> bool:
        return self.tab.locator(f"#open-{step} form.take").count() == 1

    def settle(self, step: str, case: str) -> None:
        """Everything but meetings: files papers and states facts, until nothing of that kind stands against it."""
        for _ in range(MOST):
            links = self.tab.locator(f"#open-{step} .stops a.button:not([href*='/meeting'])")
            if not links.count():
                return
            self._settle(links.first.get_attribute("href") or "", step, case)
        raise AssertionError(self.stops(step))

    def _settle(self, href: str, step: str, case: str) -> None:
        if href.startswith("#gates-"):
            self.state(step)
            return
        self.open(href)
        if "/papers/" in href:
            self.file_paper()
        elif href.endswith("/programme/"):
            self._submit({"text-1": "Rút ngắn thời gian giải quyết hồ sơ", "due-1": self.day})
        elif href.endswith("/followed/"):
            self._submit_promise()
            self.open(case)
        else:
            raise AssertionError(href)

    def file_paper(self) -> None:
        """On the page of a paper."""
        self._submit({"number": "12-TL", "dated_on": self.day, "authority": "Sở Tài chính"})

    def state(self, step: str) -> None:
        """States the first fact that the rules before the step miss, from the first paper of the case."""
        link = self.tab.locator(f"#gates-{step} a[href*='/facts/']").first
        assert link.count(), self.stops(step)
        about, fact = (link.get_attribute("href") or "").split("/facts/")[1].split("/")[:2]
        value = answers.answer(about, fact)
        assert value is not None, (about, fact)
        follow(self.tab, link)
        paper = self.tab.locator("[name=paper] option:not([value=''])").first.get_attribute("value") or ""
        self._submit({"value": value, "paper": paper})

    def _submit_promise(self) -> None:
        self.tab.locator("ul.followed details summary").first.click()
        form = self.tab.locator("ul.followed details[open] form")
        fill(form, {"outcome": "kept", "proof": "Báo cáo số 9-BC"})
        follow(self.tab, form.locator("button"))

    def _submit(self, typed: Mapping[str, str]) -> None:
        """Types, hands in a file where one may be, and sends the one form that enters something."""
        form = self.tab.locator("main form[method=post]")
        fill(form, typed)
        if form.locator("[name=file]").count():
            form.locator("[name=file]").set_input_files(PAPER)  # type: ignore[arg-type]
        follow(self.tab, form.locator("button.main"))

    def submit(self, **typed: str) -> None:
        self._submit(typed)

    def sign(self, step: str, **typed: str) -> list[str]:
        """Takes the step, signed by the first of those with the power who may; gives what each other was refused."""
        signers = self.tab.locator(f"#by-{step} option:not([value=''])")
        keys = [one.get_attribute("value") or "" for one in signers.all()] or [""]
        refused = []
        for key in keys:
            form = self.tab.locator(f"#open-{step} form.take")
            fill(form, typed | ({"by_person": key} if key else {}))
            follow(self.tab, form.locator("button.main"))
            alert = self.tab.locator(f"#open-{step} [role=alert]")
            if not alert.count():
                return refused
            refused.append(words_of(alert))
        raise AssertionError(refused)


def convene(clerk: Clerk, step: str) -> tuple[str, tuple[str, ...], int]:
    """Calls the meeting as the record proposes it, and enters that everybody came: its address, the usernames of its
    tellers and how many were present."""
    tellers = call(clerk, step)
    return clerk.tab.url, tellers, attend(clerk.tab)


def call(clerk: Clerk, step: str, *, chair: int = 1) -> tuple[str, ...]:
    """Fixes the list, with the so-manieth of those who may in the chair; gives the usernames of the tellers."""
    tab, people = clerk.tab, clerk.visit.told["people"]
    follow(tab, tab.locator(f"#open-{step} .stops a.button[href$='/meeting/']"))
    tab.select_option("#chair", index=chair)
    tellers: tuple[str, ...] = ()
    if tab.locator("#teller_1").count():
        seats = [one.get_attribute("value") or "" for one in tab.locator("#teller_1 option:not([value=''])").all()]
        tellers = tuple(person for person in seats if person in people)[-2:]
        fill(tab.locator("main form.two"), {"teller_1": tellers[0], "teller_2": tellers[1]})
    if tab.locator("#others").count():
        tab.fill("#others", OTHERS)
    follow(tab, tab.locator("button[value=convene]"))
    assert tab.locator("[role=alert]").count() == 0, words_of(tab.locator("[role=alert]").first)
    return tuple(people[person] for person in tellers)


def attend(tab: Tab) -> int:
    """Everybody came; so many. Nobody is ticked before the button says so."""
    assert tab.locator("input[name=present]:checked").count() == 0
    tab.click("button[data-ticks=present]")
    present = tab.locator("input[name=present]:checked").count()
    if tab.locator("#others").count():
        tab.fill("#others", OTHERS)
        present += int(OTHERS)
    follow(tab, tab.locator("form[action$='/present/'] button:not([type])"))
    return present


def stand_aside(tab: Tab, person: str) -> None:
    """On the page of a meeting that was called."""
    form = tab.locator("form[action$='/aside/']")
    tab.locator("details:has(form[action$='/aside/']) summary").click()
    fill(form, {"person": person, "reason": "Có quan hệ gần gũi với người trong vụ việc"})
    follow(tab, form.locator("button"))


def count(tab: Tab, meeting: str, voters: int, votes: int) -> None:
    """One teller enters a count by the own account: adds up, looks, hands in."""
    key = meeting.rstrip("/").rpartition("/")[2]
    tab.goto("/mine/counts/")
    follow(tab, tab.locator(f"a[href='/mine/counts/{key}/']"))
    type_count(tab, voters, votes)
    follow(tab, tab.locator("button[value=add_up]"))
    follow(tab, tab.locator("button[value=hand_in]"))


def type_count(tab: Tab, voters: int, votes: int, *, returned: int | None = None) -> None:
    """So many votes for the first name, none for the others."""
    back = voters if returned is None else returned
    form = tab.locator(".counting form")
    sheets = {"issued": voters, "returned": back, "not_returned": 0, "valid": back, "invalid": 0}
    fill(form, {name: str(number) for name, number in sheets.items()})
    for place, field in enumerate(form.locator("[name^='votes-']").all()):
        field.fill("0" if place else str(votes))

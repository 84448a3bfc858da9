"""The papers of a case on paper: which can be printed now, and how what they say comes into the forms.

Papers are written in Vietnamese, whatever the language of the page. What the record does not know stays open, to be
written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.urls import reverse
from django.utils import translation

from liem.kernel.errors import Message
from liem.procedures.cases.entered import Entered
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import Decision
from liem.procedures.printing.decisions import decision_in_words, draft_in_words, due_decision
from liem.procedures.printing.letterheads import heading_of
from liem.procedures.printing.matters import matter_of
from liem.procedures.printing.people import people_lines
from liem.procedures.printing.printed import DecisionInWords, Heading, SignedBy
from liem.procedures.printing.submissions import submission_in_words
from liem.reports.papers_of_a_case import (
    DecisionPaper,
    Letterhead,
    ShortList,
    Signature,
    Submission,
    decision,
    short_list,
    submission,
)

TITLES: Mapping[str, Message] = {
    "submission": Message("Tờ trình", "Submission"),
    "short_list": Message("Danh sách trích ngang", "Short list"),
    "decision": Message("Quyết định", "Decision"),
    "draft": Message("Dự thảo quyết định", "Draft of the decision"),
}
_ON_FILE = "Lưu hồ sơ."


@dataclass(frozen=True, slots=True)
class Print:
    """A paper that can be printed: its word in the address, and what it is called."""

    what: str
    title: Message


def prints_of(now: CaseNow, told: Entered) -> tuple[Print, ...]:
    """What there is enough for: a list needs people, a decision one that is entered, a draft one that is due."""
    there = {
        "submission": True,
        "short_list": bool(now.people),
        "decision": _newest(now, told) is not None,
        "draft": due_decision(now) is not None,
    }
    return tuple(Print(what, TITLES[what]) for what, is_there in there.items() if is_there)


def printed_paper(what: str, now: CaseNow, told: Entered, *, address: str) -> bytes | None:
    """The paper as a .docx; None where there is not enough for it. `address` is that of these pages, for the code to
    scan. Raises those of `reports.forms`."""
    if what not in {one.what for one in prints_of(now, told)}:
        return None
    with translation.override("vi"):
        match what:
            case "submission":
                return submission(_submission(now, told))
            case "short_list":
                return short_list(_short_list(now))
            case _:
                return decision(_decision(what, now, told, address))


def named_besides(what: str, now: CaseNow, told: Entered) -> frozenset[str]:
    """Who is named in the paper besides the people of the case: whom an annulment concerns."""
    row = _newest(now, told) if what == "decision" else None
    people = row.effects.exclude(person=None).values_list("person_id", flat=True) if row else ()
    return frozenset(people)


def _submission(now: CaseNow, told: Entered) -> Submission:
    said = submission_in_words(now, told)
    return Submission(
        letterhead=_letterhead(said.heading),
        to=said.to,
        about=said.about,
        grounds=said.grounds,
        considering=said.considering,
        people=said.people,
        opening=said.opening,
        proposal=said.proposal,
        course=said.course,
        conditions=said.conditions,
        conclusion=said.conclusion,
        signature=_signature(said.signed_by),
        recipients=("Như trên;", _ON_FILE),
    )


def _short_list(now: CaseNow) -> ShortList:
    heading = heading_of(now.case.body_id, on=now.day, case=now.case)
    matter = matter_of(now, style=heading.style)
    return ShortList(
        letterhead=_letterhead(heading),
        title=f"về việc {matter.about}",
        people=people_lines([one.person_id for one in now.people], on=now.day),
    )


def _decision(what: str, now: CaseNow, told: Entered, address: str) -> DecisionPaper:
    """The newest decision of the case, or a draft of the next one with room for number and days."""
    row, step = _newest(now, told), due_decision(now)
    if what == "draft" and step is not None:
        return _decision_paper(draft_in_words(now, step), "")
    if row is None:
        raise ValueError("there is no decision to print")
    receipt = f"{address.rstrip('/')}{reverse('receipt', args=[row.entry])}"
    return _decision_paper(decision_in_words(row, now=now), receipt)


def _decision_paper(said: DecisionInWords, receipt_url: str) -> DecisionPaper:
    return DecisionPaper(
        letterhead=_letterhead(said.heading),
        about=said.about,
        grounds=said.grounds,
        considering=said.considering,
        articles=said.articles,
        signature=_signature(said.signed_by),
        recipients=(f"Như Điều {len(said.articles)};", _ON_FILE),
        receipt_url=receipt_url,
    )


def _newest(now: CaseNow, told: Entered) -> Decision | None:
    """Of the steps as they count: a decision that a correction put aside is none any more."""
    counting = {event.pk for step in now.procedure.steps if (event := now.event_of(step.id))} if now.course else set()
    return next((one for event, one in reversed([*told.decisions.items()]) if event in counting), None)


def _letterhead(heading: Heading) -> Letterhead:
    return Letterhead(**asdict(heading))


def _signature(signed_by: SignedBy) -> Signature:
    return Signature(**asdict(signed_by))

"""The papers of a case on paper: which can be printed now, and what they say, from the record and the case.

Papers are written in Vietnamese, whatever the language of the page. What the record does not know stays open, to be
written by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import translation

from liem.kernel.errors import Message
from liem.law.instruments import Jurisdiction
from liem.law.procedures.steps import Act, Step
from liem.procedures.cases.entered import Entered
from liem.procedures.cases.holders import holder_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import Decision
from liem.record.choices import Grade, QualificationKind, QualificationLevel, Sex
from liem.record.models import EvaluationForm, PersonDetails, Qualification
from liem.record.people import posts_on
from liem.reports.papers_of_a_case import (
    DecisionPaper,
    Letterhead,
    PersonLine,
    ShortList,
    Signature,
    Submission,
    decision,
    short_list,
    submission,
)
from liem.web.case_names import Names, case_words, names
from liem.web.directive_names import full_name

TITLES: Mapping[str, Message] = {
    "submission": Message("Tờ trình", "Submission"),
    "short_list": Message("Danh sách trích ngang", "Short list"),
    "decision": Message("Quyết định", "Decision"),
}


@dataclass(frozen=True, slots=True)
class Print:
    """A paper that can be printed: its word in the address, and what it is called."""

    what: str
    title: Message


def prints_of(now: CaseNow, told: Entered) -> tuple[Print, ...]:
    """What there is enough for: a list needs people, a decision one that is entered or a step that decides."""
    has_decision = bool(told.decisions) or _deciding(now) is not None
    found = ["submission", *(["short_list"] if now.people else []), *(["decision"] if has_decision else [])]
    return tuple(Print(what, TITLES[what]) for what in found)


def printed_paper(what: str, now: CaseNow, told: Entered, *, address: str) -> bytes:
    """The paper as a .docx. `address` is that of these pages, for the code to scan. Raises those of `reports.forms`."""
    with translation.override("vi"):
        match what:
            case "submission":
                return submission(_submission(now))
            case "short_list":
                return short_list(_short_list(now))
            case _:
                return decision(_decision(now, told, address))


def people_lines(people: Collection[str], *, on: date) -> tuple[PersonLine, ...]:
    """What a short list says of these people, in their order. Eight queries."""
    keys = list(people)
    details = {
        one.person_id: one
        for one in PersonDetails.objects.current().filter(person_id__in=keys).select_related("home_place")
    }
    degrees, theories = (
        _highest(keys, kind) for kind in (QualificationKind.DEGREE, QualificationKind.POLITICAL_THEORY)
    )
    posts, grades = posts_on(keys, on=on), _grades(keys)
    return tuple(
        PersonLine(
            name=one.name,
            born_on=one.born_on,
            sex=str(Sex(one.sex).label) if one.sex else "",
            ethnicity=one.ethnicity,
            home=one.home_place.name if one.home_place else "",
            party_on=one.joined_party_on,
            degree=degrees.get(key, ""),
            theory=theories.get(key, ""),
            post="; ".join(f"{post.title}, {post.body_name}" for post in posts.get(key, ())),
            grade=grades.get(key, ""),
        )
        for key in keys
        if (one := details.get(key)) is not None
    )


def _highest(people: Collection[str], kind: QualificationKind) -> dict[str, str]:
    """The highest level of the kind that each has, in words."""
    order = list(QualificationLevel)
    rows = Qualification.objects.current().filter(person_id__in=people, kind=kind).values_list("person_id", "level")
    found: dict[str, QualificationLevel] = {}
    for person, text in rows:
        level = QualificationLevel(text)
        if person not in found or order.index(level) > order.index(found[person]):
            found[person] = level
    return {person: str(level.label) for person, level in found.items()}


def _grades(people: Collection[str]) -> dict[str, str]:
    """The grade of the newest year evaluated, with the year."""
    rows = EvaluationForm.objects.current().filter(evaluation__person_id__in=people).exclude(grade="")
    ordered = rows.order_by("evaluation__year").values_list("evaluation__person_id", "grade", "evaluation__year")
    return {person: f"{Grade(grade).label} ({year})" for person, grade, year in ordered}


def _submission(now: CaseNow) -> Submission:
    proposing = next((step for step in now.procedure.steps if step.act is Act.PROPOSE), now.procedure.steps[0])
    deciding = _deciding(now)
    issuer, to = _body(now, proposing) or now.case.body_id, _body(now, deciding) if deciding else ""
    called = _called(now, issuer, to)
    return Submission(
        letterhead=_letterhead(now, called.body(issuer)),
        to=called.body(to),
        about=case_words(now.case, called),
        grounds=_grounds(now),
        people=people_lines([one.person_id for one in now.people], on=now.day),
        text="",
        signature=Signature(title="", name="", on_behalf=""),
        recipients=(),
    )


def _short_list(now: CaseNow) -> ShortList:
    called = _called(now)
    return ShortList(
        letterhead=_letterhead(now, called.body(now.case.body_id)),
        title=case_words(now.case, called),
        people=people_lines([one.person_id for one in now.people], on=now.day),
    )


def _decision(now: CaseNow, told: Entered, address: str) -> DecisionPaper:
    """The newest decision of the case; before it is entered, a draft with room for number and day."""
    row: Decision | None = next(reversed([*told.decisions.values()]), None)
    deciding = _deciding(now)
    body = row.body_id if row else _body(now, deciding) if deciding else now.case.body_id
    called = _called(now, body, row.signatory_id if row else None)
    people = [called.person(one.person_id) for one in now.people] or [called.person(now.case.person_id)]
    about = row.subject if row and row.subject else case_words(now.case, called)
    receipt = f"{address.rstrip('/')}{reverse('receipt', args=[row.entry])}" if row else ""
    return DecisionPaper(
        letterhead=_letterhead(now, called.body(body), row),
        about=about,
        grounds=_grounds(now),
        articles=(
            f"{about}: {', '.join(one for one in people if one)}.",
            f"Quyết định này có hiệu lực từ ngày {f'{row.effective_on:%d/%m/%Y}' if row else '……'}.",
            "Các cơ quan, đơn vị có liên quan và những người có tên ở Điều 1 chịu trách nhiệm thi hành.",
        ),
        signature=Signature(title="", name=called.person(row.signatory_id) if row else ""),
        recipients=("Như Điều 3",),
        receipt_url=receipt,
    )


def _letterhead(now: CaseNow, issuer: str, row: Decision | None = None) -> Letterhead:
    return Letterhead(
        style="state" if now.procedure.jurisdiction is Jurisdiction.STATE else "party",
        issuer=issuer,
        number=row.number if row else "",
        dated_on=row.decided_on if row else None,
    )


def _grounds(now: CaseNow) -> tuple[str, ...]:
    """The texts that the procedure rests on."""
    return tuple(dict.fromkeys(full_name(clause.directive, "vi") for clause in now.procedure.clauses))


def _deciding(now: CaseNow) -> Step | None:
    return next((step for step in reversed(now.procedure.steps) if "decision" in step.papers), None)


def _body(now: CaseNow, step: Step) -> str:
    return holder_of(now, step, on=now.day).body


def _called(now: CaseNow, *more: str | None) -> Names:
    people = {now.case.person_id, *(one.person_id for one in now.people), *more}
    return names(people, posts=[now.case.post_id], bodies=[now.case.body_id, *more], on=now.day)

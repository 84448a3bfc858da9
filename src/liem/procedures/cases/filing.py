"""Filing the papers of a case, each by its digest; a later one takes the place of a former with a reason.

file_paper(key, NewPaper(step, name, dated_on, upload=file), by=acting)
replace_paper(key, identity, NewPaper(…), reason, by=acting)
fix_vacancy(key, fixed_on, requirements, by=acting)             the dated statement of what the post needs
file_programme(key, case_person, filed_on, promises, by=acting) what a candidate promises, point by point
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import uuid4

from django.utils import timezone

from liem.actions.models import Role
from liem.actions.papers import Kept, Upload, keep
from liem.actions.perform import perform
from liem.actions.permissions import Acting, rule_of
from liem.actions.write import Write
from liem.law.procedures.steps import OPENING
from liem.procedures.cases import filing_refusals as refusals
from liem.procedures.cases.filing_desks import body_filing, refuse_other_desk
from liem.procedures.cases.holders import refuse_own_case, step_of
from liem.procedures.cases.papers import NUMBER_ONLY, WAIVER, is_own, is_personal, papers_of
from liem.procedures.cases.standing import CaseNow, case_now, refuse_over
from liem.procedures.gates.waivers import WAIVE, deciding_bodies
from liem.procedures.meetings.recusals import refuse_recused
from liem.procedures.models import ActionProgramme, CasePaper, Promise, Vacancy
from liem.record.scope import reach
from liem.record.secrecy import LEVELS, may_hold

FILE = "procedures.file_paper"
VACANCY_NOTICE, ACTION_PROGRAMME = "vacancy_notice", "action_programme"
MOST_CHARACTERS, LONGEST_NUMBER = 300, 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper to be filed for a step (“opening” before it). `person` where it is about one of several; `upload` is its
    file, which a political conclusion and what is too secret never have."""

    step: str
    name: str
    dated_on: date
    number: str = ""
    authority: str = ""
    person: str | None = None
    secrecy: str = ""
    upload: Upload | None = None


def file_paper(key: str, new: NewPaper, *, by: Acting) -> CasePaper:
    """Files a paper in one action. Raises `procedures.no_case`, `procedures.over`, `procedures.no_step`,
    `papers.unknown`, `papers.future`, `papers.whose`, `papers.no_file`, `papers.file_missing`, `papers.no_number`,
    `papers.not_yours`, `papers.words`, `procedures.own_case`, `procedures.recused`, `procedures.foreign`, what
    `actions.papers.keep` raises, and the refusals of permission."""
    return _file(key, new, uuid4().hex, None, by=by)


def replace_paper(key: str, identity: str, new: NewPaper, reason: str, *, by: Acting) -> CasePaper:
    """Puts another paper in the place of one that was filed wrongly; the former stays in the ledger with the reason.
    Raises the refusals of `file_paper`, `papers.gone` and `actions.no_reason`."""
    return _file(key, new, identity, reason, by=by)


def fix_vacancy(key: str, fixed_on: date, requirements: Sequence[str], *, by: Acting) -> Vacancy:
    """Fixes what the post to be filled needs, which is the statement of the vacancy that the procedure asks for.
    Raises `papers.requirements`, `papers.fixed` and the refusals of `file_paper`."""
    asked = tuple(dict.fromkeys(text.strip() for text in requirements if text.strip()))

    def more(now: CaseNow, paper: CasePaper, w: Write) -> Vacancy:
        if not asked or any(len(text) > MOST_CHARACTERS for text in asked):
            raise refusals.requirements(MOST_CHARACTERS)
        if Vacancy.objects.current().filter(case=now.case).exists():
            raise refusals.fixed()
        return w.add(
            [
                Vacancy(
                    identity=uuid4().hex,
                    case=now.case,
                    fixed_on=fixed_on,
                    requirements=list(asked),
                    paper=paper.identity,
                )
            ]
        )[0]

    return _file_with(key, VACANCY_NOTICE, fixed_on, None, more, by=by)


def file_programme(  # noqa: PLR0913 — all of a programme, by its name
    key: str,
    case_person: str,
    filed_on: date,
    promises: Sequence[tuple[str, date]],
    *,
    by: Acting,
    upload: Upload | None = None,
) -> ActionProgramme:
    """Files an action programme with its points, each with the day for which it is promised. Raises `papers.promises`,
    `papers.whose` and the refusals of `file_paper`."""
    points = tuple((text.strip(), due_on) for text, due_on in promises)

    def more(now: CaseNow, paper: CasePaper, w: Write) -> ActionProgramme:
        row = next((one for one in now.people if one.identity == case_person), None)
        if row is None or row.candidacy_id is None:
            raise refusals.whose()
        if not points or any(not text or len(text) > MOST_CHARACTERS or due < filed_on for text, due in points):
            raise refusals.promises(MOST_CHARACTERS)
        w.add(
            Promise(identity=uuid4().hex, case=now.case, person_id=row.person_id, text=text, due_on=due)
            for text, due in points
        )
        return w.add([ActionProgramme(identity=uuid4().hex, candidacy_id=row.candidacy_id, filed_on=filed_on)])[0]

    return _file_with(key, ACTION_PROGRAMME, filed_on, case_person, more, by=by, upload=upload)


def _file(key: str, new: NewPaper, identity: str, reason: str | None, *, by: Acting) -> CasePaper:
    """`reason` says why it takes the place of the paper of that identity; None where it takes no place."""
    before = case_now(key, on=timezone.localdate())
    _refuse_filer(before, new, by)  # before the file is kept: what is refused leaves nothing behind
    _refuse_paper(before, new)
    if reason is not None:
        _refuse_other(before, new, identity)
    kept = keep(new.upload) if new.upload is not None else None

    def write(now: CaseNow, w: Write) -> CasePaper:
        _refuse_paper(now, new)
        if reason is not None:
            _refuse_other(now, new, identity)
            w.supersede(CasePaper, [identity], reason=reason)
        return w.add([_paper(now, new, identity, kept)])[0]

    return _perform(before, new, write, by=by)


def _file_with(  # noqa: PLR0913 — all of a paper that is entered point by point, by its name
    key: str,
    name: str,
    on: date,
    case_person: str | None,
    more: Callable[[CaseNow, CasePaper, Write], T],
    *,
    by: Acting,
    upload: Upload | None = None,
) -> T:
    """Files a paper whose content is entered here, point by point; a file of it may stand beside it."""
    before = case_now(key, on=timezone.localdate())
    person = next((one.person_id for one in before.people if one.identity == case_person), None)
    new = NewPaper(_step_asking(before, name), name, on, person=person, upload=upload)
    _refuse_filer(before, new, by)
    _refuse_day(before, new)
    kept = keep(upload) if upload is not None else None

    def write(now: CaseNow, w: Write) -> T:
        _refuse_day(now, new)
        paper = w.add([_paper(now, new, uuid4().hex, kept)])[0]
        return more(now, paper, w)

    return _perform(before, new, write, by=by)


def _perform(before: CaseNow, new: NewPaper, write: Callable[[CaseNow, Write], T], *, by: Acting) -> T:
    """One action over the case, which is read again once nobody else can write."""
    person = _person(before, new)

    def checked(w: Write) -> T:
        now = case_now(before.case.pk, on=before.day)
        refuse_over(now)
        _refuse_filer(now, new, by)
        return write(now, w)

    own = by.mandate.role == Role.OFFICIAL
    return perform(
        FILE,
        by=by,
        body=_letting_go(before, new, by) or body_filing(before, new.step, by),
        subjects=[person or ""] if own else [one for one in (before.case.body_id, person) if one],
        content={"case": before.case.pk, "step": new.step, "paper": new.name, "dated": new.dated_on.isoformat()},
        write=checked,
    )


def _paper(now: CaseNow, new: NewPaper, identity: str, kept: Kept | None) -> CasePaper:
    return CasePaper(
        identity=identity,
        case=now.case,
        step=new.step,
        person_id=_person(now, new),
        name=new.name,
        number=new.number.strip(),
        dated_on=new.dated_on,
        authority=new.authority.strip(),
        digest=kept.digest if kept else "",
        size=kept.size if kept else 0,
        media_type=kept.media_type if kept else "",
        secrecy=new.secrecy,
    )


def _person(now: CaseNow, new: NewPaper) -> str | None:
    """Whose paper it is: of a personal one in a case about one official, theirs."""
    if new.person is None and len(now.people) == 1 and is_personal(now, new.step, new.name):
        return now.people[0].person_id
    return new.person


def _step_asking(now: CaseNow, name: str) -> str:
    """The first step that asks for the paper; the opening where none does."""
    steps = (OPENING, *(step.id for step in now.procedure.steps))
    return next((step for step in steps if name in papers_of(now.procedure, step)), OPENING)


def _refuse_paper(now: CaseNow, new: NewPaper) -> None:
    _refuse_day(now, new)
    _refuse_words(new)
    person = _person(now, new)
    if is_personal(now, new.step, new.name) and now.people and person is None:
        raise refusals.whose()
    outside = not may_hold(new.secrecy)
    if new.name in NUMBER_ONLY or outside:
        if new.upload is not None:
            raise refusals.no_file(outside=outside)
        if not new.number.strip() or (new.name in NUMBER_ONLY and not new.authority.strip()):
            raise refusals.no_number()
    elif new.upload is None:
        raise refusals.file_missing()
    if new.name == WAIVER and not new.number.strip():
        raise refusals.waiver_without_number()


def _refuse_other(now: CaseNow, new: NewPaper, identity: str) -> None:
    """A paper takes the place of one of its own kind, for the same step and person, and of no other."""
    former = next((paper for paper in now.papers if paper.identity == identity), None)
    if former is None or (former.step, former.name, former.person_id) != (new.step, new.name, _person(now, new)):
        raise refusals.gone()


def _refuse_words(new: NewPaper) -> None:
    """A level that is none of those known would be held as if nobody had said how secret the paper is."""
    too_long = len(new.number.strip()) > LONGEST_NUMBER or len(new.authority.strip()) > MOST_CHARACTERS
    if too_long or new.secrecy not in ("", *LEVELS):
        raise refusals.words(LONGEST_NUMBER, MOST_CHARACTERS)


def _refuse_day(now: CaseNow, new: NewPaper) -> None:
    step_of(now, new.step)
    if not refusals.is_known(new.name):
        raise refusals.unknown()
    if new.dated_on > now.day:
        raise refusals.future()
    if new.person is not None and new.person not in {one.person_id for one in now.people}:
        raise refusals.whose()


def _refuse_filer(now: CaseNow, new: NewPaper, by: Acting) -> None:
    """An official files what is their own; a desk what its steps ask, what the case does that it prepares, and by what
    its body lets a rule go; nobody anything else in an own case."""
    if by.mandate.role == Role.OFFICIAL:
        is_theirs = is_own(now, new.step) and bool(by.account.person) and _person(now, new) == by.account.person
        if not is_theirs or new.name == WAIVER:
            raise refusals.not_yours()
        return
    refuse_own_case(now, [by.account.person])
    refuse_recused(now, [by.account.person])
    if _letting_go(now, new, by) is None:
        refuse_other_desk(now, new.step, by)


def _letting_go(now: CaseNow, new: NewPaper, by: Acting) -> str | None:
    """The body within the mandate that may let a rule go in the case, where the paper says that it did."""
    if new.name != WAIVER or by.mandate.role not in rule_of(WAIVE).roles:
        return None
    within = reach(by, now.day)
    bodies = deciding_bodies(now, {now.case.pk, *(one.identity for one in now.people)}, on=now.day).values()
    return next((body for body in sorted(bodies) if within.has_body(body)), None)

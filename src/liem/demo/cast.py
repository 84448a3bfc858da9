"""The officials of the planted cases, and the rows of their cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.cases import (
    candidacies,
    candidacy_cases,
    careers,
    declarations,
    evaluations,
    flags,
    gaps,
    meetings,
    personnel_work,
    relatives,
    standards,
    succession,
)
from liem.demo.families import kinship_row
from liem.demo.languages import unattested_languages
from liem.demo.people import Official, Stint
from liem.demo.places_of_work import body_of
from liem.demo.realm import Realm
from liem.demo.sections import Left
from liem.record.choices import Section

DESKS = (
    "so-tu-phap/van-phong/chuyen-vien",
    "so-cong-thuong/phong-thuong-mai/chuyen-vien",
    "so-y-te/van-phong/chuyen-vien",
    "so-xay-dung/phong-quy-hoach/chuyen-vien",
    "so-tai-chinh/phong-ngan-sach/chuyen-vien",
    "so-giao-duc/phong-khao-thi/chuyen-vien",
)
CANDIDACIES = (*candidacy_cases.CASES, *standards.CASES)
SEATS = tuple(desk.replace("/chuyen-vien", "/pho") for desk in DESKS)


def add_cast(realm: Realm) -> None:
    """Officials of their own for all cases but the leaders, who stand in the realm already: specialists at a desk."""
    posts = {case.person: case.stints for case in personnel_work.CASES} | dict(succession.STINTS) | dict(gaps.STINTS)
    for number, person in enumerate(_persons()):
        official = realm.population.new(born=(1976, 1990), key=person)
        stints = posts.get(person, (Stint(DESKS[number % len(DESKS)], official.hired_on),))
        if stints:
            official.hired_on = stints[0].start or official.hired_on
            official.stints += stints
        gaps.spoil(official)


def left_to_cases(realm: Realm) -> Left:
    """The evaluations that the cases write themselves, and what they leave unattested or attested to another day."""
    attested: dict[tuple[str, Section], date | None] = {}
    for person, day in candidacies.KIN_DECLARED.items():
        attested[person, Section.KINSHIP] = day
    for candidacy in CANDIDACIES:
        attested |= candidacy.attested
    for declaration in declarations.CASES:
        attested |= declaration.attested
    # One member of the provincial standing committee has gaps in the past.
    for person in (realm.provincial_heads["uy-ban-kiem-tra-tinh-uy"].key, *careers.unattested()):
        attested[person, Section.TENURES] = None
    for person, day in standards.QUALIFICATIONS_TO.items():
        attested[person, Section.QUALIFICATIONS] = day
    attested[succession.DISCIPLINE_UNATTESTED, Section.DISCIPLINE] = None
    attested[succession.POSTS_UNATTESTED, Section.SUCCESSION] = None
    for person in unattested_languages(realm):
        attested[person, Section.LANGUAGES] = None
    attested |= gaps.ATTESTED
    keys = {case.key for case in evaluations.CASES} | gaps.NOT_EVALUATED | set(gaps.EVALUATED_ELSEWHERE)
    return Left(frozenset(keys), attested)


def case_rows(realm: Realm) -> Iterator[models.Model]:
    """All rows of the cases, identities before what hangs on them."""
    officials = {official.key: official for official in realm.population.officials}
    names = [official.key for official in realm.provincial_staff]
    for number, candidacy in enumerate(CANDIDACIES):
        seat = candidacy.seat or SEATS[number % len(SEATS)]
        yield candidacy.identity(body_of(seat), seat)
    for meeting in meetings.CASES:
        yield meeting.identity()
    for key, body in gaps.EVALUATED_ELSEWHERE.items():
        yield from evaluations.plain_form(key, body)
    for evaluation in evaluations.CASES:
        yield from evaluation.rows(_body(officials[evaluation.person]))
    for declaration in declarations.CASES:
        yield from declaration.rows(_body(officials[declaration.person]))
    for candidacy in CANDIDACIES:
        yield from candidacy.rows()
    for number, meeting in enumerate(meetings.CASES):
        yield from meeting.rows(names[number * 7 :])
    for related in relatives.CASES:
        yield from related.rows()
    yield from succession.rows()
    yield from gaps.rows()
    for (person, relative), relation in flags.IN_LAWS.items():
        yield kinship_row(person, relative, relation)


def kin_apart() -> set[frozenset[str]]:
    """Pairs between whom no further kinship may be drawn: everybody in a planted case with everybody else there."""
    related = {frozenset(case.persons) for case in relatives.CASES} | {frozenset(pair) for pair in flags.IN_LAWS}
    return related | {
        frozenset({case.person, participant.person})
        for case in CANDIDACIES
        for participant in case.participants
        if participant.person != case.person
    }


def _persons() -> list[str]:
    return sorted(
        {case.person for case in personnel_work.CASES}
        | {case.person for case in evaluations.CASES}
        | {case.person for case in CANDIDACIES}
        | set(succession.people())
        | gaps.people()
        | {case.person for case in declarations.CASES}
        | {participant.person for participant in candidacies.PARTICIPANTS}
    )


def _body(official: Official) -> str:
    return body_of(official.main_post(CLOSING_DAY) or official.stints[-1].post)

"""The officials of the planted cases, and the rows of their cases."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.cases import candidacies, candidacy_cases, declarations, evaluations, meetings, personnel_work
from liem.demo.people import Official, Stint
from liem.demo.realm import Realm
from liem.demo.sections import body_of

DESKS = (
    "so-tu-phap/van-phong/chuyen-vien",
    "so-cong-thuong/phong-thuong-mai/chuyen-vien",
    "so-y-te/van-phong/chuyen-vien",
    "so-xay-dung/phong-quy-hoach/chuyen-vien",
    "so-tai-chinh/phong-ngan-sach/chuyen-vien",
    "so-giao-duc/phong-khao-thi/chuyen-vien",
)
SEATS = tuple(desk.replace("/chuyen-vien", "/pho") for desk in DESKS)


def add_cast(realm: Realm) -> None:
    """Officials of their own for all cases but the leaders, who stand in the realm already: specialists at a desk."""
    posts = {case.person: case.stints for case in personnel_work.CASES}
    for number, person in enumerate(_persons()):
        official = realm.population.new(born=(1976, 1990), key=person)
        stints = posts.get(person)
        if stints:
            official.hired_on = stints[0].start or official.hired_on
            official.stints += stints
        else:
            official.stints.append(Stint(DESKS[number % len(DESKS)], official.hired_on))


def planted_keys() -> frozenset[str]:
    """Keys of evaluations that the cases write themselves."""
    return frozenset(case.key for case in evaluations.CASES)


def case_rows(realm: Realm) -> Iterator[models.Model]:
    """All rows of the cases, identities before what hangs on them."""
    officials = {official.key: official for official in realm.population.officials}
    names = [official.key for official in realm.provincial_staff]
    for number, candidacy in enumerate(candidacy_cases.CASES):
        seat = SEATS[number % len(SEATS)]
        yield candidacy.identity(body_of(seat), seat)
    for meeting in meetings.CASES:
        yield meeting.identity()
    for evaluation in evaluations.CASES:
        yield from evaluation.rows(_body(officials[evaluation.person]))
    for declaration in declarations.CASES:
        yield from declaration.rows(_body(officials[declaration.person]))
    for candidacy in candidacy_cases.CASES:
        yield from candidacy.rows()
    for number, meeting in enumerate(meetings.CASES):
        yield from meeting.rows(names[number * 7 :])


def kin_apart() -> set[frozenset[str]]:
    """Pairs between whom no further kinship may be drawn: everybody in a planted case with everybody else there."""
    return {
        frozenset({case.person, participant.person})
        for case in candidacy_cases.CASES
        for participant in case.participants
        if participant.person != case.person
    }


def _persons() -> list[str]:
    return sorted(
        {case.person for case in personnel_work.CASES}
        | {case.person for case in evaluations.CASES}
        | {case.person for case in candidacy_cases.CASES}
        | {case.person for case in declarations.CASES}
        | {participant.person for participant in candidacies.PARTICIPANTS}
    )


def _body(official: Official) -> str:
    return body_of(official.main_post(CLOSING_DAY) or official.stints[-1].post)

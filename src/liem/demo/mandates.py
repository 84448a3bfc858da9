"""What is laid down for bodies and posts: terms of office, headcounts, standards, and who answers for which body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product

from django.db import models

from liem.demo import CLOSING_DAY, DISTRICTS_ENDED
from liem.demo.agencies import AGENCIES, COMMISSIONS, FRONT_AND_UNIONS, SERVICES
from liem.demo.cases.standards import SEAT
from liem.demo.localities import administration, council, standing_committee
from liem.demo.neighbour import NEIGHBOUR_COMMITTEE, NEIGHBOUR_COUNCIL
from liem.demo.people import Official
from liem.demo.places import ALL_COMMUNES, ALL_DISTRICTS
from liem.demo.province import COMMITTEE, COUNCIL, STANDING_COMMITTEE
from liem.demo.realm import Realm
from liem.record.choices import HeadcountKind, QualificationKind, QualificationLevel
from liem.record.models import Headcount, PostStandard, Responsibility, Term, TermState

CONGRESSES, COUNCILS = ((2020, 2025), (2025, 2030)), ((2021, 2026), (2026, 2031))
_CONGRESS_DAYS = {2020: date(2020, 10, 15), 2025: date(2025, 10, 12), 2030: date(2030, 10, 15)}
_ELECTION_DAYS = {2021: date(2021, 5, 23), 2026: date(2026, 3, 15), 2031: date(2031, 3, 16)}
_STANDARDS = {
    QualificationKind.DEGREE: QualificationLevel.UNIVERSITY,
    QualificationKind.POLITICAL_THEORY: QualificationLevel.ADVANCED_THEORY,
}
STANDARDS_SINCE, COMMUNE_STANDARDS_SINCE = date(2021, 9, 1), date(2025, 6, 1)
RESPONSIBLE_SINCE = date(2025, 7, 15)


def mandate_rows(realm: Realm) -> Iterator[models.Model]:
    """Terms first, since other rows point at them."""
    yield from _terms()
    yield from _headcounts()
    yield from _standards()
    yield from _responsibilities(realm)


def term_key(body: str, first_year: int) -> str:
    return f"{body}:{first_year}"


def _terms() -> Iterator[models.Model]:
    """The terms of committees from congress to congress, of councils from election to election; some ended early."""
    districts, communes = [district.key for district in ALL_DISTRICTS], [commune.key for commune in ALL_COMMUNES]
    ended = [NEIGHBOUR_COUNCIL, *(council(place) for place in districts)]
    yield from _terms_of([COMMITTEE], CONGRESSES, _CONGRESS_DAYS)
    yield from _terms_of([NEIGHBOUR_COMMITTEE, *districts], CONGRESSES[:1], _CONGRESS_DAYS, until=DISTRICTS_ENDED)
    yield from _terms_of(communes, CONGRESSES[1:], _CONGRESS_DAYS)
    yield from _terms_of([COUNCIL], COUNCILS, _ELECTION_DAYS)
    yield from _terms_of(ended, COUNCILS[:1], _ELECTION_DAYS, until=DISTRICTS_ENDED)


def _terms_of(
    bodies: Iterable[str], terms: Iterable[tuple[int, int]], days: Mapping[int, date], *, until: date = date.max
) -> Iterator[models.Model]:
    for body, (first, last) in product(bodies, terms):
        key = term_key(body, first)
        yield Term(key=key, body_id=body)
        yield TermState(
            identity=key,
            term_id=key,
            name=f"{first}–{last}",
            valid_from=days[first],
            valid_to=min(days[last], until),
        )


def _headcounts() -> Iterator[Headcount]:
    """What agencies and communes were assigned for 2025 and 2026."""
    for number, agency in enumerate((*COMMISSIONS, *AGENCIES, *FRONT_AND_UNIONS, *SERVICES)):
        kind = HeadcountKind.EMPLOYEES if agency in SERVICES else HeadcountKind.OFFICIALS
        for year in (2025, 2026):
            yield _headcount(agency.body, year, kind, 24 + 2 * (number % 14) - 2 * (year - 2025))
    for number, commune in enumerate(ALL_COMMUNES):
        yield _headcount(administration(commune.key), 2026, HeadcountKind.OFFICIALS, 32 + number % 9)


def _headcount(body: str, year: int, kind: HeadcountKind, assigned: int) -> Headcount:
    return Headcount(
        identity=f"{body}:{year}",
        body_id=body,
        year=year,
        kind=kind,
        assigned=assigned,
        decision=f"Quyết định số {11 + year - 2025}-QĐ/TU về giao biên chế năm {year}",
    )


def _standards() -> Iterator[PostStandard]:
    """Heads of departments need a degree and advanced political theory; secretaries of communes a degree."""
    for agency in AGENCIES:
        for kind, level in _STANDARDS.items():
            yield standard(f"{agency.body}/giam-doc", kind, level)
        yield standard(f"{agency.body}/pho-giam-doc", QualificationKind.DEGREE, QualificationLevel.UNIVERSITY)
    yield standard(SEAT, QualificationKind.DEGREE, QualificationLevel.UNIVERSITY)
    for commune in ALL_COMMUNES:
        post = f"{standing_committee(commune.key)}/bi-thu"
        yield standard(post, QualificationKind.DEGREE, QualificationLevel.UNIVERSITY, COMMUNE_STANDARDS_SINCE)


def standard(
    post: str, kind: QualificationKind, level: QualificationLevel, since: date = STANDARDS_SINCE
) -> PostStandard:
    return PostStandard(
        identity=standard_key(post, kind),
        post_id=post,
        kind=kind,
        level=level,
        paper="Quy định tiêu chuẩn chức danh của Ban Thường vụ Tỉnh ủy",
        valid_from=since,
    )


def standard_key(post: str, kind: QualificationKind) -> str:
    return f"{post}:{kind}"


def _responsibilities(realm: Realm) -> Iterator[Responsibility]:
    """Each member of the standing committee answers for some communes, and for an agency or two."""
    members = sitting(realm)
    bodies = [commune.key for commune in ALL_COMMUNES] + [agency.body for agency in AGENCIES]
    for number, body in enumerate(bodies):
        member = members[number % len(members)]
        yield Responsibility(
            identity=f"pt-{body}",
            person_id=member.key,
            body_id=body,
            decision="Quyết định số 21-QĐ/TU phân công Ủy viên Ban Thường vụ phụ trách",
            valid_from=max(RESPONSIBLE_SINCE, _since(member)),
        )


def sitting(realm: Realm) -> list[Official]:
    """Who sits on the standing committee of the province as a member."""
    post = f"{STANDING_COMMITTEE}/uy-vien"
    return [official for official in realm.population.officials if official.beside(post, CLOSING_DAY)]


def _since(member: Official) -> date:
    seat = member.beside(f"{STANDING_COMMITTEE}/uy-vien", CLOSING_DAY)
    return (seat.start if seat else None) or RESPONSIBLE_SINCE

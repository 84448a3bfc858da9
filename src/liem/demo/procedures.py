"""Candidacies and nomination meetings of the last years, all in order; what is not is planted by `cases`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from liem.demo import CLOSING_DAY, DISTRICTS_ENDED
from liem.demo.agencies import ORGANISATION_COMMISSION
from liem.demo.attested import PROCEDURE
from liem.demo.cases.flags import RECOGNISED_BY_OWN_BODY
from liem.demo.chance import seeded
from liem.demo.evaluations import PRODUCTS
from liem.demo.people import Official
from liem.demo.places_of_work import body_of
from liem.demo.province import COMMITTEE
from liem.demo.realm import Realm
from liem.procedures.models import (
    ActionProgramme,
    Candidacy,
    CandidacyKind,
    CandidacyState,
    NominationMeeting,
    Nominee,
    Part,
    Participation,
)
from liem.record.choices import Section
from liem.record.models import PoliticalConclusion, RecognisedResult

MEETINGS = 80
SUCCESSION_EVERY, TRAINING_EVERY = 9, 13
AUTHORITY = "Ban Thường vụ Tỉnh ủy"
RECOGNISED_BY = ("Ủy ban nhân dân tỉnh", "Ban Tổ chức Tỉnh ủy", "Hội đồng sáng kiến tỉnh")


@dataclass(frozen=True, slots=True)
class Step:
    """One candidacy in order: everything that the rules ask for is there."""

    key: str
    person: str
    body: str
    post: str | None
    kind: CandidacyKind
    opened_on: date
    planned_on: date
    decided_on: date | None
    participants: tuple[tuple[Part, str], ...]


def needs_programme(kind: CandidacyKind) -> bool:
    return kind in (CandidacyKind.APPOINTMENT, CandidacyKind.NOMINATION)


def steps(realm: Realm) -> list[Step]:
    """Appointments of leaders since 2022, reappointments, nominations, succession and training."""
    deciders = Deciders.of(realm)
    found = [step for official in realm.population.officials for step in _appointments(official, deciders)]
    staff = [official for official in realm.provincial_staff if official.main_post(CLOSING_DAY)]
    for number, official in enumerate(staff[::SUCCESSION_EVERY]):
        found.append(
            _later(official, CandidacyKind.SUCCESSION, date(2025, 9, 1) + timedelta(days=5 * number), deciders)
        )
    for number, official in enumerate(staff[4::TRAINING_EVERY]):
        found.append(_later(official, CandidacyKind.TRAINING, date(2026, 2, 2) + timedelta(days=4 * number), deciders))
    for number, official in enumerate(realm.commission_leaders):
        found.append(
            _later(official, CandidacyKind.REAPPOINTMENT, date(2026, 4, 6) + timedelta(days=3 * number), deciders)
        )
    for number, leaders in enumerate(realm.commune_leaders.values()):
        opened = date(2026, 1, 5) + timedelta(days=number % 20)
        found.append(_later(leaders[1], CandidacyKind.NOMINATION, opened, deciders))
    return found


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who proposes, assesses and decides; nobody takes part in the own case."""

    proposers: tuple[str, ...]
    assessors: tuple[str, ...]
    deciders: tuple[str, ...]

    @classmethod
    def of(cls, realm: Realm) -> Deciders:
        heads = realm.provincial_heads
        personnel = f"{ORGANISATION_COMMISSION}/phong-to-chuc-can-bo/"
        assessors = [o.key for o in realm.provincial_staff if (o.main_post(CLOSING_DAY) or "").startswith(personnel)]
        return cls(
            proposers=tuple(official.key for official in realm.agency_leaders[::4]),
            assessors=tuple(assessors),
            deciders=tuple(heads[name].key for name in ("secretary", "standing-deputy", "chair")),
        )

    def for_case(self, person: str, number: int) -> tuple[tuple[Part, str], ...]:
        """Three people, drawn in turn, for the `number`-th case."""
        groups = ((Part.PROPOSER, self.proposers), (Part.ASSESSOR, self.assessors), (Part.DECIDER, self.deciders))
        return tuple((part, _other(people, number, person)) for part, people in groups)


def _other(people: Sequence[str], number: int, person: str) -> str:
    chosen = people[number % len(people)]
    return chosen if chosen != person else people[(number + 1) % len(people)]


_LEADING = ("/giam-doc", "/pho-giam-doc", "/bi-thu", "/chu-tich")


def _appointments(official: Official, deciders: Deciders) -> Iterator[Step]:
    """The appointment to the present post, where it is a leading one taken up since 2022."""
    if not official.stints:
        return
    stint = official.stints[-1]
    if not stint.post.endswith(_LEADING) or stint.start is None or stint.start < date(2022, 6, 1) or stint.end:
        return
    number = int(official.key[1:])
    planned = stint.start
    yield Step(
        key=f"bn-{official.key}",
        person=official.key,
        body=body_of(stint.post),
        post=stint.post,
        kind=CandidacyKind.APPOINTMENT,
        opened_on=planned - timedelta(days=_days_before(planned, number)),
        planned_on=planned,
        decided_on=planned - timedelta(days=number % 9),
        participants=deciders.for_case(official.key, number),
    )


def _days_before(planned: date, number: int) -> int:
    """How many days before it a procedure was opened; those of the reorganisation were all opened in its last month."""
    return 20 + number % 8 if planned == DISTRICTS_ENDED else 60 + number % 40


_PREFIX = {
    CandidacyKind.SUCCESSION: "qh",
    CandidacyKind.TRAINING: "dt",
    CandidacyKind.REAPPOINTMENT: "bnl",
    CandidacyKind.NOMINATION: "gt",
    CandidacyKind.APPOINTMENT: "bn",
}


def candidacy_key(kind: CandidacyKind, person: str) -> str:
    return f"{_PREFIX[kind]}-{person}"


def _later(official: Official, kind: CandidacyKind, opened: date, deciders: Deciders) -> Step:
    number = int(official.key[1:])
    planned = opened + timedelta(days=45 + number % 30)
    decided = planned - timedelta(days=number % 7)
    post = official.main_post(CLOSING_DAY)
    return Step(
        key=candidacy_key(kind, official.key),
        person=official.key,
        body=body_of(post) if post else COMMITTEE,
        post=post if kind != CandidacyKind.TRAINING else None,
        kind=kind,
        opened_on=opened,
        planned_on=planned,
        decided_on=decided if decided <= CLOSING_DAY else None,
        participants=deciders.for_case(official.key, number),
    )


def step_rows(found: list[Step]) -> Iterator[models.Model]:
    """The candidacies as identities, then what is said of each, papers and attestations."""
    for step in found:
        yield Candidacy(key=step.key, person_id=step.person, body_id=step.body, post_id=step.post, kind=step.kind)
    for number, step in enumerate(found):
        yield state_row(step)
        yield from participation_rows(step.key, step.participants)
        yield conclusion_row(step.key, step.person, step.opened_on - timedelta(days=20 + number % 200))
        if needs_programme(step.kind):
            recognised_on = step.planned_on - timedelta(days=60 + number % 900)
            yield result_row(step.key, step.person, recognised_on, _recogniser(step, number))
            yield ActionProgramme(
                identity=step.key,
                candidacy_id=step.key,
                filed_on=(step.decided_on or step.planned_on) - timedelta(days=10),
            )
            yield PROCEDURE.row(step.key, Section.PAPERS)


def _recogniser(step: Step, number: int) -> int:
    """Who recognised the result, in turn; the body that puts the person forward only where that is planted."""
    is_own = step.body == ORGANISATION_COMMISSION
    if step.person in RECOGNISED_BY_OWN_BODY:
        return RECOGNISED_BY.index("Ban Tổ chức Tỉnh ủy")
    return RECOGNISED_BY.index("Hội đồng sáng kiến tỉnh") if is_own else number


def state_row(step: Step) -> CandidacyState:
    return CandidacyState(
        identity=step.key,
        candidacy_id=step.key,
        opened_on=step.opened_on,
        planned_on=step.planned_on,
        decided_on=step.decided_on,
        decision=f"Quyết định ngày {step.decided_on:%d/%m/%Y}" if step.decided_on else "",
    )


def participation_rows(candidacy: str, participants: Sequence[tuple[Part, str]]) -> Iterator[Participation]:
    for number, (part, person) in enumerate(participants, start=1):
        yield Participation(
            identity=f"{candidacy}-{number}", candidacy_id=candidacy, person_id=person, part=part, recused=False
        )


def conclusion_row(candidacy: str, person: str, day: date) -> PoliticalConclusion:
    number = f"{100 + int(person[1:]) % 800}-KL/BTCTU"
    return PoliticalConclusion(
        identity=f"kl-{candidacy}", person_id=person, number=number, concluded_on=day, authority=AUTHORITY
    )


def result_row(candidacy: str, person: str, day: date, number: int) -> RecognisedResult:
    return RecognisedResult(
        identity=f"kq-{candidacy}",
        person_id=person,
        title=f"{PRODUCTS[number % len(PRODUCTS)]} ({day.year})",
        recognised_on=day,
        recognised_by=RECOGNISED_BY[number % len(RECOGNISED_BY)],
    )


def meeting_rows(realm: Realm) -> Iterator[models.Model]:
    """Meetings of bodies all over the province, each with more names than places, most by one."""
    random = seeded("meetings")
    bodies = [*realm.commune_leaders]
    names: list[models.Model] = []
    for number in range(1, MEETINGS + 1):
        key, places = f"hn-{number:03d}", random.choice((1, 1, 1, 2, 3))
        held = date(2025, 7, 15) + timedelta(days=random.randrange(460))
        body = bodies[number % len(bodies)] if number % 4 else COMMITTEE
        yield meeting(key, body, places, held)
        people = random.sample(realm.provincial_staff, places + random.choice((1, 1, 2)))
        names += nominee_rows(key, [official.key for official in people])
        names.append(PROCEDURE.row(key, Section.NAMES, held))
    yield from names


def meeting(key: str, body: str, places: int, held: date) -> NominationMeeting:
    subject = f"Giới thiệu nhân sự cho {places:02d} vị trí lãnh đạo"
    return NominationMeeting(key=key, body_id=body, subject=subject, held_on=held, places=places)


def nominee_rows(key: str, people: Sequence[str]) -> Iterator[Nominee]:
    for number, person in enumerate(people, start=1):
        yield Nominee(identity=f"{key}-{number}", meeting_id=key, person_id=person)

"""What a dossier holds beside posts and evaluations: degrees, courses, numbers, homes, stays abroad, discipline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.cases.standards import DEGREES, UNIVERSITY
from liem.demo.chance import seeded
from liem.demo.people import Official, Stint
from liem.demo.places import NEIGHBOUR, PROVINCE
from liem.demo.places_of_work import body_of
from liem.demo.realm import Realm
from liem.record.choices import (
    DisciplineForm,
    DisciplineSide,
    IdentifierKind,
    QualificationKind,
    QualificationLevel,
    RecruitmentWay,
    StayPurpose,
)
from liem.record.identifiers import kept
from liem.record.models import (
    Discipline,
    Identifier,
    Qualification,
    Recruitment,
    Residence,
    StayAbroad,
    Training,
)

LEADING = (
    "/giam-doc",
    "/pho-giam-doc",
    "/bi-thu",
    "/pho-bi-thu-thuong-truc",
    "/chu-tich",
    "/pho-chu-tich",
    "/truong",
)
FIELDS_OF_STUDY = ("Luật", "Quản lý nhà nước", "Kinh tế", "Kế toán", "Xây dựng", "Nông học", "Sư phạm", "Y khoa")
SCHOOLS = ("Đại học Vân Hải", "Đại học Đông Thạch", "Đại học Trường Khê")
COURSES = (
    "Bồi dưỡng kỹ năng lãnh đạo, quản lý cấp phòng",
    "Cập nhật kiến thức về chính quyền địa phương hai cấp",
    "Bồi dưỡng nghiệp vụ công tác cán bộ",
    "Chuyển đổi số trong cơ quan nhà nước",
)
COUNTRIES = ("Nhật Bản", "Hàn Quốc", "Pháp", "Lào")
NO_PROVINCE = "000"
"""No province has this code, so that no number here can be anybody's."""
_COUNTED_BY = date(2024, 6, 1)


def dossier_rows(realm: Realm) -> Iterator[models.Model]:
    """Qualifications, trainings and numbers of everybody; the rest of some."""
    officials = realm.population.officials
    for official in officials:
        yield from qualification_rows(official)
        yield from _trainings(official)
        yield from _identifiers(official)
    yield from _residences(realm)
    yield from _stays_abroad(realm.provincial_staff)
    yield from _recruitments(realm.provincial_staff)
    yield from _disciplines(realm)


def qualification_rows(official: Official) -> Iterator[Qualification]:
    """A degree; political theory; leaders and every fourth of the others more."""
    number, first = official.number, official.hired_on
    leads = any(stint.post.endswith(LEADING) for stint in official.stints)
    theory_on = min(first + timedelta(days=1100 + number % 400), _COUNTED_BY)
    degree = DEGREES.get(official.key, (UNIVERSITY, first - timedelta(days=60 + number % 90)))
    if degree:
        yield qualification(official.key, QualificationKind.DEGREE, *degree)
    if leads or number % 4 == 0:
        level = QualificationLevel.ADVANCED_THEORY if leads else QualificationLevel.INTERMEDIATE_THEORY
        yield qualification(official.key, QualificationKind.POLITICAL_THEORY, level, theory_on)
    if leads and number % 2:
        level = QualificationLevel.PRINCIPAL_GRADE if number % 3 else QualificationLevel.SPECIALIST_GRADE
        yield qualification(official.key, QualificationKind.STATE_MANAGEMENT, level, theory_on + timedelta(days=90))
    if number % 7 == 0:
        yield qualification(official.key, QualificationKind.COMPUTING, QualificationLevel.BASIC_COMPUTING, theory_on)


def qualification(person: str, kind: QualificationKind, level: QualificationLevel, obtained: date) -> Qualification:
    """One proof, with a school and a field that follow from the number of the person."""
    number = int(person[1:])
    is_degree = kind == QualificationKind.DEGREE
    return Qualification(
        identity=f"{person}-{kind}",
        person_id=person,
        kind=kind,
        level=level,
        field=FIELDS_OF_STUDY[number % len(FIELDS_OF_STUDY)] if is_degree else "",
        school=SCHOOLS[number % len(SCHOOLS)] if is_degree else "Trường Chính trị tỉnh",
        obtained_on=obtained,
        certificate=f"{1000 + number % 9000}/{obtained.year}",
    )


def _trainings(official: Official) -> Iterator[Training]:
    """A course for every third, and a refresher for those who lead."""
    number = official.number
    if number % 3 == 0:
        starts = date(2024, 3, 4) + timedelta(days=number % 300)
        yield _training(official, 1, starts, 40, is_refresher=False)
    last = official.main_post(CLOSING_DAY)
    if last and last.endswith(LEADING):
        starts = date(2025, 10, 6) + timedelta(days=number % 200)
        yield _training(official, 2, starts, 5, is_refresher=True)


def _training(official: Official, number: int, starts: date, days: int, *, is_refresher: bool) -> Training:
    return Training(
        identity=f"{official.key}-dt{number}",
        person_id=official.key,
        course=COURSES[(official.number + number) % len(COURSES)],
        place="Trường Chính trị tỉnh",
        is_refresher=is_refresher,
        valid_from=starts,
        valid_to=starts + timedelta(days=days),
    )


def _identifiers(official: Official) -> Iterator[Identifier]:
    """A personal number under no province's code, and the number of a Party card."""
    numbers = {
        IdentifierKind.PERSONAL_NUMBER: f"{NO_PROVINCE}{official.number:09d}",
        IdentifierKind.PARTY_CARD: f"LG-{official.number:06d}",
    }
    if official.number % 5 and not official.main_post(CLOSING_DAY):
        return
    for kind, number in numbers.items():
        if kind == IdentifierKind.PARTY_CARD and official.number % 4:
            continue
        yield Identifier(identity=f"{official.key}-{kind}", person_id=official.key, kind=kind, **kept(kind, number))


def _residences(realm: Realm) -> Iterator[Residence]:
    """Leaders of communes live in the commune they lead since they lead it, before that in their home."""
    for commune, leaders in realm.commune_leaders.items():
        for official in leaders[:3]:
            moved = official.stints[-1].start
            home = official.home or PROVINCE
            yield _residence(official, 1, home, Stint("", official.hired_on, moved))
            yield _residence(official, 2, commune, Stint("", moved))
    for name in ("former-chair", "former-vice-chair"):
        official = realm.provincial_heads[name]
        yield _residence(official, 1, NEIGHBOUR, Stint("", official.hired_on))


def _residence(official: Official, number: int, place: str, time: Stint) -> Residence:
    return Residence(
        identity=f"{official.key}-ct{number}",
        person_id=official.key,
        place_id=place,
        valid_from=time.start,
        valid_to=time.end,
    )


def _stays_abroad(staff: list[Official]) -> Iterator[StayAbroad]:
    random = seeded("stays-abroad")
    for number, official in enumerate(staff[5::23]):
        starts = max(date(2018, 9, 3), official.hired_on) + timedelta(days=random.randrange(900))
        yield StayAbroad(
            identity=f"{official.key}-nn1",
            person_id=official.key,
            purpose=random.choice((StayPurpose.STUDY, StayPurpose.WORK)),
            country=random.choice(COUNTRIES),
            permission=f"Văn bản số {200 + number}-CV/BTCTU",
            valid_from=starts,
            valid_to=starts + timedelta(days=random.choice((30, 90, 365))),
        )


def _recruitments(staff: Iterable[Official]) -> Iterator[Recruitment]:
    """How those who came since 2018 came into service."""
    for official in staff:
        first = official.stints[0]
        if first.start is None or first.start < date(2018, 1, 1):
            continue
        is_examined = official.number % 3 != 0
        yield Recruitment(
            identity=f"{official.key}-td",
            person_id=official.key,
            body_id=body_of(first.post),
            way=RecruitmentWay.EXAMINATION if is_examined else RecruitmentWay.SELECTION,
            is_open=True,
            decided_on=first.start - timedelta(days=20),
            decision=f"Quyết định số {300 + official.number % 600}/QĐ-SNV",
        )


def _disciplines(realm: Realm) -> Iterator[Discipline]:
    """A few of the former district staff were reprimanded or warned years ago; all of it has lapsed."""
    for district in realm.districts:
        official = realm.district_staff[district.key][30]
        decided = date(2019, 5, 6) + timedelta(days=official.number % 700)
        yield Discipline(
            identity=f"{official.key}-kl1",
            person_id=official.key,
            side=DisciplineSide.PARTY,
            form=DisciplineForm.REPRIMAND if official.number % 2 else DisciplineForm.WARNING,
            decided_on=decided,
            published_on=decided + timedelta(days=10),
            ends_on=decided + timedelta(days=375),
            decision=f"Quyết định số {60 + official.number % 40}-QĐ/UBKT",
            authority="Ủy ban Kiểm tra Huyện ủy, Thành ủy, Thị ủy",
        )

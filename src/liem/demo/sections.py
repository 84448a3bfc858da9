"""What hangs on every official: evaluations, declarations, languages, kin, and who attested which section complete.

All of it is in order; what is not is planted by `cases`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from random import Random

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.chance import seeded
from liem.demo.people import Official
from liem.demo.realm import Realm
from liem.record.choices import DeclarationStep, Grade, Relation, Section, Sex
from liem.record.models import (
    Attestation,
    Declaration,
    DeclarationDuty,
    Evaluation,
    EvaluationForm,
    EvaluationProduct,
    Kinship,
    LanguageSkill,
)

EVALUATED = {2023: date(2023, 12, 15), 2024: date(2024, 12, 16), 2025: date(2025, 12, 15)}
DECLARED = 2025
DUE_ON = date(2025, 12, 31)
KIN_PAIRS = 260
LANGUAGES = ("tiếng Anh", "tiếng Trung", "tiếng Lào", "tiếng Hàn", "tiếng Pháp")
PRODUCTS = (
    "Sáng kiến rút ngắn thời gian trả kết quả một cửa",
    "Phần mềm theo dõi nhiệm vụ được giao",
    "Đề án sắp xếp vị trí việc làm",
    "Mô hình tổ tư vấn pháp lý lưu động",
    "Quy trình số hóa hồ sơ lưu trữ",
    "Bộ tài liệu bồi dưỡng cán bộ thôn, bản",
)
BODY_RESULTS = (
    "Hoàn thành 96% chỉ tiêu được giao",
    "Vượt kế hoạch thu ngân sách 4%",
    "Hoàn thành đúng hạn 98% nhiệm vụ",
)
GRADES, WEIGHTS = (Grade.EXCELLENT, Grade.GOOD, Grade.COMPLETED, Grade.NOT_COMPLETED), (17, 66, 16, 1)


@dataclass(frozen=True, slots=True)
class Attested:
    """Who answers for what: the unit that keeps the file, or the body that held the procedure."""

    by: str = "Đơn vị quản lý hồ sơ"

    def row(self, subject: str, section: Section, complete_to: date = CLOSING_DAY) -> Attestation:
        return Attestation(
            identity=f"{section}:{subject}",
            subject=subject,
            section=section,
            complete_to=complete_to,
            attested_by=self.by,
            attested_on=complete_to,
        )


FILES = Attested()
PROCEDURE = Attested("Thư ký hội đồng, hội nghị")


def body_of(post: str) -> str:
    """The key of the body that a post of this province belongs to."""
    return post.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to the planted cases: keys of evaluations, and to which day some people declared their kin."""

    evaluations: frozenset[str]
    kin_declared: Mapping[str, date | None]


def section_rows(realm: Realm, left: Left) -> Iterator[models.Model]:
    """Everything that hangs on the officials, but what is left to the planted cases."""
    officials = realm.population.officials
    yield from _evaluations(officials, left.evaluations)
    yield from _declarations(officials)
    yield from _languages(realm)
    yield from _attestations(realm, left.kin_declared)


def _evaluations(officials: Iterable[Official], left: frozenset[str]) -> Iterator[models.Model]:
    """One a year for everybody in post; those of the old commune staff stayed on paper."""
    random = seeded("evaluations")
    forms: list[models.Model] = []
    for official in officials:
        for year, day in EVALUATED.items():
            post = official.main_post(day)
            if post is None or post.endswith("/cong-chuc"):
                continue
            key = evaluation_key(official.key, year)
            if key in left:
                continue
            yield Evaluation(key=key, person_id=official.key, body_id=body_of(post), year=year)
            forms += _form(random, key, day)
    yield from forms


def _form(random: Random, key: str, day: date) -> list[models.Model]:
    grade = random.choices(GRADES, WEIGHTS)[0]
    reference = random.randrange(3)
    form = EvaluationForm(
        identity=key,
        evaluation_id=key,
        grade=grade,
        collective_grade="" if reference == 0 else Grade.GOOD,
        body_result="" if reference == 1 else random.choice(BODY_RESULTS),
        evaluated_on=day,
    )
    rows: list[models.Model] = [form, FILES.row(key, Section.EVALUATION_FORM, date(day.year, 12, 31))]
    if grade == Grade.EXCELLENT:
        rows += [product_row(key, number, random.choice(PRODUCTS)) for number in range(1, random.choice((2, 2, 3)))]
    return rows


def evaluation_key(person: str, year: int) -> str:
    return f"{person}-{year}"


def product_row(evaluation: str, number: int, title: str) -> EvaluationProduct:
    return EvaluationProduct(identity=f"{evaluation}-{number}", evaluation_id=evaluation, title=title)


def _declarations(officials: Iterable[Official]) -> Iterator[models.Model]:
    """Leaders, and those who do personnel work, declare every year; all did so in time and all was published."""
    random = seeded("declarations")
    steps: list[models.Model] = []
    for official in officials:
        post = official.main_post(DUE_ON)
        if post is None or post.endswith(("/chuyen-vien", "/pho")):
            continue
        key = duty_key(official.key)
        yield DeclarationDuty(key=key, person_id=official.key, body_id=body_of(post), year=DECLARED, due_on=DUE_ON)
        filed = DUE_ON - timedelta(days=random.randrange(0, 26))
        published = filed + timedelta(days=random.randrange(12, 60))
        steps += [step_row(key, DeclarationStep.FILED, filed), step_row(key, DeclarationStep.PUBLISHED, published)]
        if random.random() < 0.1:
            steps.append(step_row(key, DeclarationStep.VERIFIED, published + timedelta(days=120)))
        steps.append(FILES.row(official.key, Section.DECLARATIONS))
    yield from steps


def duty_key(person: str, year: int = DECLARED) -> str:
    return f"{person}-kk-{year}"


def step_row(duty: str, step: DeclarationStep, day: date) -> Declaration:
    return Declaration(identity=f"{duty}-{step}", duty_id=duty, step=step, taken_on=day)


# Leaders by their place in the list: who uses a foreign language, and whose section on languages nobody attested.
_SPEAKING = frozenset({0, 3, 6})
_AGENCY_OPEN, _DISTRICT_OPEN = frozenset({1, 11}), frozenset({4, 9})
_DISTRICT_SPEAKING = frozenset({2, 7, 12})


def _languages(realm: Realm) -> Iterator[models.Model]:
    """Agency leaders and key district officials as the target on languages tries them, and a few others."""
    random = seeded("languages")
    for place, official in enumerate(realm.agency_leaders):
        yield from _language(random, official, speaks=place % 10 in _SPEAKING, attested=place not in _AGENCY_OPEN)
    for place, official in enumerate(key_district_leaders(realm)):
        yield from _language(random, official, speaks=place in _DISTRICT_SPEAKING, attested=place not in _DISTRICT_OPEN)
    for official in realm.commission_leaders:
        yield from _language(random, official, speaks=random.random() < 0.3, attested=True)
    for official in realm.provincial_staff[::2]:
        yield from _language(random, official, speaks=random.random() < 0.5, attested=True)


def key_district_leaders(realm: Realm) -> list[Official]:
    """Secretaries and chairs of the former districts, district by district."""
    return list(chain.from_iterable((leaders[0], leaders[2]) for leaders in realm.district_leaders.values()))


def _language(random: Random, official: Official, *, speaks: bool, attested: bool) -> Iterator[models.Model]:
    language, level = random.choice(LANGUAGES), random.choice(("B1", "B2", "C1"))
    certified = date(random.randint(2014, 2023), random.randint(1, 12), random.randint(1, 28))
    if speaks:
        yield LanguageSkill(
            identity=f"{official.key}-1", person_id=official.key, language=language, level=level, certified_on=certified
        )
    if attested:
        yield FILES.row(official.key, Section.LANGUAGES)


def _attestations(realm: Realm, kin_declared: Mapping[str, date | None]) -> Iterator[models.Model]:
    """Past tenures and kin of everybody; but one member of the provincial standing committee has gaps in the past."""
    with_gaps = realm.provincial_heads["uy-ban-kiem-tra-tinh-uy"].key
    for official in realm.population.officials:
        if official.key != with_gaps:
            yield FILES.row(official.key, Section.TENURES)
        declared_to = kin_declared.get(official.key, CLOSING_DAY)
        if declared_to is not None:
            yield FILES.row(official.key, Section.KINSHIP, declared_to)


def kinship_rows(officials: list[Official], apart: set[frozenset[str]]) -> Iterator[Kinship]:
    """Kin among the officials, but none between the two people of any pair in `apart`."""
    random = seeded("kinship")
    seen = set(apart)
    while len(seen) < len(apart) + KIN_PAIRS:
        person, relative = random.sample(officials, 2)
        pair = frozenset({person.key, relative.key})
        if pair not in seen:
            seen.add(pair)
            yield kinship_row(person.key, relative.key, _relation(person, relative))


def kinship_row(person: str, relative: str, relation: Relation) -> Kinship:
    return Kinship(identity=f"{person}-{relative}", person_id=person, relative_id=relative, relation=relation)


def _relation(person: Official, relative: Official) -> Relation:
    """A relation that the two ages and sexes allow."""
    years = (person.born_on or date(1975, 1, 1)).year - (relative.born_on or date(1975, 1, 1)).year
    if years > 20:
        return Relation.PARENT
    if years < -20:
        return Relation.CHILD
    if {person.sex, relative.sex} == {Sex.WOMAN, Sex.MAN} and abs(years) < 8:
        return Relation.SPOUSE
    return Relation.SIBLING if abs(years) < 12 else Relation.SIBLING_IN_LAW

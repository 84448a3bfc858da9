"""The yearly evaluations of everybody, 2021 to 2025: all in order; what is not is planted by `cases`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from random import Random

from django.db import models

from liem.demo.attested import FILES
from liem.demo.cases.flags import GRADE_JUMPS
from liem.demo.chance import seeded
from liem.demo.people import Official
from liem.demo.places_of_work import body_of
from liem.record.choices import Assessor, Grade, Section
from liem.record.models import Evaluation, EvaluationCriterion, EvaluationForm, EvaluationProduct

EVALUATED = {
    2021: date(2021, 12, 15),
    2022: date(2022, 12, 15),
    2023: date(2023, 12, 15),
    2024: date(2024, 12, 16),
    2025: date(2025, 12, 15),
}
ON_PAPER_UNTIL = 2022
"""To this year the evaluations of the old commune staff stayed on paper."""
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
CRITERIA = ("Phẩm chất, kỷ luật", "Kết quả nhiệm vụ được giao", "Đổi mới, sáng tạo")
ASSESSORS = (Assessor.SELF, Assessor.COLLECTIVE, Assessor.HEAD)
ASSESSED_BY = "Tập thể lãnh đạo và người đứng đầu"
GRADES, WEIGHTS = (Grade.EXCELLENT, Grade.GOOD, Grade.COMPLETED, Grade.NOT_COMPLETED), (17, 66, 16, 1)


def evaluation_rows(officials: Iterable[Official], left: frozenset[str]) -> Iterator[models.Model]:
    """Grades of most years on record, but for the keys in `left`; excellent ones with the products they rest on."""
    random, products = seeded("evaluations"), Products()
    forms: list[models.Model] = []
    for official in officials:
        before: Grade | None = None
        for year, day in EVALUATED.items():
            post = official.any_post(day)
            if post is None or (year <= ON_PAPER_UNTIL and post.endswith("/cong-chuc")):
                continue
            key = evaluation_key(official.key, year)
            if key in left:
                continue
            yield Evaluation(key=key, person_id=official.key, body_id=body_of(post), year=year)
            before = _grade(random, official.key, year, before)
            forms += _form(random, products, key, day, before)
    yield from forms


def criterion_rows(officials: Iterable[Official]) -> Iterator[EvaluationCriterion]:
    """What the evaluation of 2025 says criterion by criterion, of each who assessed."""
    random = seeded("criteria")
    for official in officials:
        if official.main_post(EVALUATED[2025]) is None:
            continue
        key = evaluation_key(official.key, 2025)
        for number, (title, assessor) in enumerate(((t, a) for t in CRITERIA for a in ASSESSORS), start=1):
            yield EvaluationCriterion(
                identity=f"{key}-tc{number}",
                evaluation_id=key,
                title=title,
                assessor=assessor,
                grade=random.choice((Grade.EXCELLENT, Grade.GOOD, Grade.GOOD)),
            )


class Products:
    """Hands out titles, each with a number of its own in the register of its year."""

    def __init__(self) -> None:
        self._random = seeded("products")
        self._numbers: Counter[int] = Counter()

    def how_many(self) -> int:
        return self._random.choice((1, 1, 2))

    def title(self, year: int) -> str:
        self._numbers[year] += 1
        return f"{self._random.choice(PRODUCTS)} (số {self._numbers[year]}/{year})"


def _grade(random: Random, person: str, year: int, before: Grade | None) -> Grade:
    """A grade at most one step above that of the year before: jumps are planted."""
    grade = random.choices(GRADES, WEIGHTS)[0]
    jump = GRADE_JUMPS.get(person)
    if jump is not None and year in (jump - 1, jump):
        return Grade.COMPLETED if year < jump else Grade.EXCELLENT
    highest = 0 if before is None else max(0, GRADES.index(before) - 1)
    return GRADES[max(GRADES.index(grade), highest)]


def _form(random: Random, products: Products, key: str, day: date, grade: Grade) -> Iterator[models.Model]:
    reference = random.randrange(3)
    yield EvaluationForm(
        identity=key,
        evaluation_id=key,
        grade=grade,
        collective_grade="" if reference == 0 else Grade.GOOD,
        body_result="" if reference == 1 else random.choice(BODY_RESULTS),
        evaluated_on=day,
        assessed_by=ASSESSED_BY,
    )
    if day.year > ON_PAPER_UNTIL:
        yield FILES.row(key, Section.EVALUATION_FORM, date(day.year, 12, 31))
    if grade == Grade.EXCELLENT:
        for number in range(1, products.how_many() + 1):
            yield product_row(key, number, products.title(day.year))


def evaluation_key(person: str, year: int) -> str:
    return f"{person}-{year}"


def product_row(evaluation: str, number: int, title: str) -> EvaluationProduct:
    return EvaluationProduct(identity=f"{evaluation}-{number}", evaluation_id=evaluation, title=title)

"""Evaluations: rules `excellent_needs_product` and `grade_beside_collective`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from liem.demo.attested import FILES
from liem.demo.cases.planted import BOTH, Kind, Planted
from liem.demo.evaluations import EVALUATED, PRODUCTS, evaluation_key, product_row
from liem.kernel.errors import Message
from liem.record.choices import Grade, Section
from liem.record.models import Evaluation, EvaluationForm

PRODUCT, REFERENCE = "excellent_needs_product", "grade_beside_collective"
RESULT = "Hoàn thành 97% kế hoạch công tác"
EVALUATED_ON, DAY_BEFORE = EVALUATED[2025], EVALUATED[2025] - timedelta(days=1)
YEAR_END = date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class EvaluationCase:
    """One form: what is on it, and to which day it was attested complete (None: not at all)."""

    person: str
    planted: tuple[Planted, ...]
    grade: Grade | None = Grade.GOOD
    products: int = 0
    collective_grade: Grade | None = Grade.GOOD
    body_result: str = RESULT
    complete_to: date | None = YEAR_END
    year: int = 2025

    @property
    def key(self) -> str:
        return evaluation_key(self.person, self.year)

    def rows(self, body: str) -> Iterator[models.Model]:
        """The form with its products and its attestation."""
        yield Evaluation(key=self.key, person_id=self.person, body_id=body, year=self.year)
        yield EvaluationForm(
            identity=self.key,
            evaluation_id=self.key,
            grade=self.grade or "",
            collective_grade=self.collective_grade or "",
            body_result=self.body_result,
            evaluated_on=EVALUATED[self.year],
        )
        for number in range(1, self.products + 1):
            yield product_row(self.key, number, f"{PRODUCTS[number]} (số {self._paper}.{number}/{self.year})")
        if self.complete_to:
            yield FILES.row(self.key, Section.EVALUATION_FORM, min(self.complete_to, date(self.year, 12, 31)))

    @property
    def _paper(self) -> int:
        """A number of the official's own, so that no two products bear one title."""
        return int(self.person.rpartition("p")[2])


def plain_form(key: str, body: str) -> Iterator[models.Model]:
    """A form in order, at that body."""
    person, _, year = key.rpartition("-")
    yield from EvaluationCase(person, (), year=int(year)).rows(body)


def _product(person: str, kind: Kind, why: Message, *, applies: bool = True) -> Planted:
    return Planted(PRODUCT, evaluation_key(person, 2025), kind, why, applies=applies)


def _reference(person: str, kind: Kind, why: Message) -> Planted:
    return Planted(REFERENCE, evaluation_key(person, 2025), kind, why)


_NO_PRODUCT = Message("xuất sắc nhưng không có sáng kiến, sản phẩm nào", "excellent without any initiative or product")
_NO_REFERENCE = Message(
    "không ghi mức xếp loại tập thể lẫn kết quả đơn vị",
    "neither the collective's grade nor the body's result beside it",
)

CASES: tuple[EvaluationCase, ...] = (
    EvaluationCase("p0051", (_product("p0051", Kind.BREACH, _NO_PRODUCT),), Grade.EXCELLENT),
    EvaluationCase("p0052", (_product("p0052", Kind.BREACH, _NO_PRODUCT),), Grade.EXCELLENT, body_result=""),
    EvaluationCase(
        "p0053",
        (Planted(PRODUCT, evaluation_key("p0053", 2024), Kind.BREACH, _NO_PRODUCT, BOTH),),
        Grade.EXCELLENT,
        year=2024,
    ),
    EvaluationCase(
        "p0054",
        (
            _product(
                "p0054", Kind.NEAR_MISS, Message("xuất sắc, đúng một sản phẩm", "excellent with exactly one product")
            ),
        ),
        Grade.EXCELLENT,
        products=1,
    ),
    EvaluationCase(
        "p0055",
        (
            _product(
                "p0055",
                Kind.NEAR_MISS,
                Message("không có sản phẩm nhưng chỉ xếp loại tốt", "no product, but the grade is only good"),
                applies=False,
            ),
        ),
    ),
    EvaluationCase(
        "p0056",
        (
            _product(
                "p0056",
                Kind.UNATTESTED,
                Message(
                    "xuất sắc, chưa ghi sản phẩm, phiếu chưa được xác nhận đã nhập đủ",
                    "excellent, no product entered, and nobody attested the form complete",
                ),
            ),
        ),
        Grade.EXCELLENT,
        complete_to=None,
    ),
    EvaluationCase(
        "p0057",
        (
            _product(
                "p0057",
                Kind.UNATTESTED,
                Message(
                    "xác nhận chỉ đến trước ngày đánh giá một ngày", "attested only to the day before the evaluation"
                ),
            ),
        ),
        Grade.EXCELLENT,
        complete_to=DAY_BEFORE,
    ),
    EvaluationCase(
        "p0058",
        (_product("p0058", Kind.UNATTESTED, Message("phiếu chưa ghi mức xếp loại", "the form gives no grade")),),
        None,
    ),
    EvaluationCase(
        "p0059",
        (
            _product(
                "p0059",
                Kind.NEAR_MISS,
                Message(
                    "phiếu chưa được xác nhận nhưng đã ghi một sản phẩm",
                    "the form is not attested, but one product is on it",
                ),
            ),
        ),
        Grade.EXCELLENT,
        products=1,
        complete_to=None,
    ),
    EvaluationCase(
        "p0060",
        (
            _product(
                "p0060",
                Kind.BREACH,
                Message(
                    "xác nhận đến đúng ngày đánh giá: chắc chắn không có sản phẩm",
                    "attested to the very day of the evaluation: there certainly is no product",
                ),
            ),
        ),
        Grade.EXCELLENT,
        complete_to=EVALUATED_ON,
    ),
    EvaluationCase(
        "p0061",
        (_reference("p0061", Kind.BREACH, _NO_REFERENCE),),
        collective_grade=None,
        body_result="",
    ),
    EvaluationCase(
        "p0062",
        (Planted(REFERENCE, evaluation_key("p0062", 2023), Kind.BREACH, _NO_REFERENCE, BOTH),),
        collective_grade=None,
        body_result="",
        year=2023,
    ),
    EvaluationCase(
        "p0063",
        (_reference("p0063", Kind.NEAR_MISS, Message("chỉ có mức xếp loại tập thể", "only the collective's grade")),),
        body_result="",
    ),
    EvaluationCase(
        "p0064",
        (_reference("p0064", Kind.NEAR_MISS, Message("chỉ có kết quả của đơn vị", "only the body's result")),),
        collective_grade=None,
    ),
    EvaluationCase(
        "p0065",
        (
            _reference(
                "p0065",
                Kind.UNATTESTED,
                Message(
                    "chưa ghi gì kèm theo, phiếu chưa được xác nhận",
                    "nothing beside the grade, and the form is not attested",
                ),
            ),
        ),
        collective_grade=None,
        body_result="",
        complete_to=None,
    ),
    EvaluationCase(
        "p0066",
        (
            _product(
                "p0066", Kind.UNATTESTED, Message("phiếu xuất sắc mới nhập một nửa", "an excellent form, half entered")
            ),
            _reference(
                "p0066", Kind.UNATTESTED, Message("phiếu xuất sắc mới nhập một nửa", "an excellent form, half entered")
            ),
        ),
        Grade.EXCELLENT,
        collective_grade=None,
        body_result="",
        complete_to=None,
    ),
)

"""What is looked for in every dossier. One row a check; the limits are the system's own, no law lays them down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import CharField, DateField, Model, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from liem.kernel.errors import Message
from liem.record.choices import Section
from liem.record.dossier.parts import SECTIONS
from liem.record.importing import labels

M = TypeVar("M", bound=Model)

ATTESTED_MONTHS = 12
"""An attestation that reaches no further than so long ago is stale."""
REVIEWED_MONTHS = 12
"""A dossier is gone through once in so long."""
LANGUAGE_MONTHS = 60
"""After so long the certificate of a foreign language is looked at again."""
YEARS_EVALUATED = 3
"""So many finished years are asked for: what a file of appointment looks back on."""
EVALUATED_BY_MONTH = 4
"""The evaluation of a year is looked for from this month of the next year on."""
PROBATION_MONTHS = 24
"""Joined longer ago than this, a member is a full member, or the record lacks the day."""
GROWN_UP = 18
"""Years of age for a first post and for the Party."""

DETAILS, EVALUATIONS, REVIEW = "details", "evaluations", "review"
"""Parts of a dossier that are no section of their own to attest."""
TWO_HOLDERS = "two_holders"
"""The check whose detail is a post: who reads of it is told by their mandate."""


class Kind(StrEnum):
    """How an item falls short."""

    MISSING = "missing"
    STALE = "stale"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for, and what is said where it is found."""

    name: str
    section: str
    kind: Kind
    message: Message


@dataclass(frozen=True, slots=True)
class Found:
    """That a check found something with a person; `detail` says more exactly what: a year, the key of a post."""

    check: str
    person: str
    since: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose dossiers are looked at, None for everybody's, and as of which day."""

    on: date
    people: tuple[str, ...] | None = None

    def of(self, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows about these people; the current versions where the rows are versions."""
        if any(field.name == "known_to" for field in rows.model._meta.fields):
            rows = rows.filter(known_to__isnull=True)
        return rows if self.people is None else rows.filter(person_id__in=self.people)


def finished_years(on: date) -> tuple[int, ...]:
    """The years whose evaluations are looked for on the day, the earliest first."""
    last = on.year - 1 if on.month >= EVALUATED_BY_MONTH else on.year - 2
    return tuple(range(last - YEARS_EVALUATED + 1, last + 1))


def found(
    name: str, rows: QuerySet[Any], *, since: Combinable | date | None = None, detail: Combinable | str = ""
) -> QuerySet[Any, Any]:
    """The rows in the columns of `Found`, so that all checks are one question."""
    day = since if isinstance(since, Combinable) else Value(since, output_field=DateField())
    columns: QuerySet[Any, Any] = rows.order_by().annotate(
        check_name=Value(name, output_field=CharField()),
        since_day=Cast(day, DateField()),
        said=Cast(detail if isinstance(detail, Combinable) else Value(detail), CharField()),
    )
    return columns.values_list("check_name", "person_id", "since_day", "said")


def _check(name: str, section: str, kind: Kind, vi: str, en: str) -> Check:
    return Check(name, section, kind, Message(vi, en))


def _missing(name: str, section: str, vi: str, en: str) -> Check:
    return _check(name, section, Kind.MISSING, vi, en)


def _contradictory(name: str, section: str, vi: str, en: str) -> Check:
    return _check(name, section, Kind.CONTRADICTORY, vi, en)


def unattested(section: str) -> str:
    """The name of the check that somebody attested the section."""
    return f"{section}_unattested"


def attested_long_ago(section: str) -> str:
    """The name of the check that the attestation of the section is recent."""
    return f"{section}_stale"


def _of_sections() -> Iterable[Check]:
    words = {choice.value: choice.name for choice in labels.SECTIONS}
    for section in SECTIONS:
        vi, en = words[section].vi, words[section].en
        yield _missing(
            unattested(section),
            section,
            f"Chưa ai xác nhận phần “{vi}” đã đầy đủ",
            f"Nobody has attested that “{en}” is complete",
        )
        yield _check(
            attested_long_ago(section),
            section,
            Kind.STALE,
            f"Phần “{vi}” chỉ được xác nhận đầy đủ đến một ngày đã quá {ATTESTED_MONTHS} tháng",
            f"“{en}” is attested complete only to a day more than {ATTESTED_MONTHS} months ago",
        )


CHECKS: tuple[Check, ...] = (
    _missing("birth", DETAILS, "Thiếu ngày sinh", "The date of birth is missing"),
    _missing("sex", DETAILS, "Thiếu giới tính", "The sex is missing"),
    _missing("ethnicity", DETAILS, "Thiếu dân tộc", "The ethnicity is missing"),
    _missing("home_place", DETAILS, "Thiếu quê quán", "The home place is missing"),
    _missing(
        "party_joined",
        DETAILS,
        "Giữ chức danh lãnh đạo hoặc chức danh của Đảng nhưng thiếu ngày vào Đảng",
        "Holds a leading post or a post of the Party, and the day of joining the Party is missing",
    ),
    _missing(
        "party_official", DETAILS, "Thiếu ngày chính thức vào Đảng", "The day of full Party membership is missing"
    ),
    _missing("tenure", Section.TENURES, "Chưa có quá trình công tác nào", "No tenure is on record"),
    _missing(
        "decision",
        Section.TENURES,
        "Chức danh đang giữ chưa có số quyết định",
        "A post held now has no decision number",
    ),
    _missing("start", Section.TENURES, "Chức danh đang giữ chưa có ngày bắt đầu", "A post held now has no first day"),
    _missing(
        "evaluation",
        EVALUATIONS,
        "Thiếu đánh giá, xếp loại hằng năm",
        "A yearly evaluation is missing",
    ),
    _missing("degree", Section.QUALIFICATIONS, "Chưa có trình độ chuyên môn", "No professional degree is on record"),
    *_of_sections(),
    _check(
        "language",
        Section.LANGUAGES,
        Kind.STALE,
        f"Chứng chỉ ngoại ngữ cấp đã quá {LANGUAGE_MONTHS} tháng",
        f"A certificate of a foreign language is older than {LANGUAGE_MONTHS} months",
    ),
    _check(
        "review",
        REVIEW,
        Kind.STALE,
        f"Hồ sơ chưa được rà soát trong {REVIEWED_MONTHS} tháng qua",
        f"Nobody has gone through the dossier within {REVIEWED_MONTHS} months",
    ),
    _contradictory(
        "held_before_birth",
        Section.TENURES,
        "Giữ chức danh từ trước ngày sinh",
        "Held a post before the date of birth",
    ),
    _contradictory(
        "held_as_child",
        Section.TENURES,
        f"Giữ chức danh khi chưa đủ {GROWN_UP} tuổi",
        f"Held a post before the age of {GROWN_UP}",
    ),
    _contradictory(
        TWO_HOLDERS,
        Section.TENURES,
        "Chức danh chỉ có một người giữ, nhưng cùng lúc ghi cho hai người",
        "A post for one holder is on record with two at once",
    ),
    _contradictory(
        "body_ended",
        Section.TENURES,
        "Đang giữ chức danh ở tổ chức đã kết thúc hoạt động",
        "Holds a post at a body that has ended",
    ),
    _contradictory(
        "party_as_child",
        DETAILS,
        f"Vào Đảng khi chưa đủ {GROWN_UP} tuổi",
        f"Joined the Party before the age of {GROWN_UP}",
    ),
    _contradictory(
        "party_order",
        DETAILS,
        "Ngày chính thức trước ngày vào Đảng",
        "Full Party membership comes before joining",
    ),
    _contradictory(
        "tenure_order",
        Section.TENURES,
        "Quá trình công tác kết thúc trước khi bắt đầu",
        "A tenure ends before it starts",
    ),
    _contradictory(
        "training_order",
        Section.TRAININGS,
        "Khóa đào tạo kết thúc trước khi bắt đầu",
        "A training ends before it starts",
    ),
    _contradictory(
        "evaluated_elsewhere",
        EVALUATIONS,
        "Đánh giá ghi ở tổ chức mà năm đó không giữ chức danh nào",
        "An evaluation is of a body at which no post was held that year",
    ),
)

BY_NAME = {check.name: check for check in CHECKS}

"""Asset and income declarations: rules `declaration_filed_in_time` and `declaration_published`. No amounts anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.attested import Until
from liem.demo.cases.planted import Kind, Planted
from liem.demo.declarations import DUE_ON, duty_key, step_row
from liem.kernel.errors import Message
from liem.record.choices import DeclarationStep, Section
from liem.record.models import DeclarationDuty

FILED_RULE, PUBLISHED_RULE = "declaration_filed_in_time", "declaration_published"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DeclarationCase:
    """One declaration owed: when it was filed and published, and to which day the register was attested complete."""

    person: str
    planted: tuple[Planted, ...]
    filed: date | None
    published: date | None
    complete_to: date | None = CLOSING_DAY
    due_on: date = DUE_ON

    @property
    def key(self) -> str:
        return duty_key(self.person, self.due_on.year)

    def rows(self, body: str) -> Iterator[models.Model]:
        """The duty and its steps."""
        yield DeclarationDuty(
            key=self.key, person_id=self.person, body_id=body, year=self.due_on.year, due_on=self.due_on
        )
        if self.filed:
            yield step_row(self.key, DeclarationStep.FILED, self.filed)
        if self.published:
            yield step_row(self.key, DeclarationStep.PUBLISHED, self.published)

    @property
    def attested(self) -> Until:
        return {(self.person, Section.DECLARATIONS): self.complete_to}


def _filed(person: str, kind: Kind, why: Message, *, year: int = DUE_ON.year, **fields: Any) -> Planted:
    return Planted(FILED_RULE, duty_key(person, year), kind, why, **fields)


def _published(person: str, kind: Kind, why: Message, **fields: Any) -> Planted:
    return Planted(PUBLISHED_RULE, duty_key(person), kind, why, **fields)


_UNFILED = Message("chưa nộp, sổ theo dõi đã được xác nhận", "not filed, and the register is attested complete")
_NOTHING = Message(
    "sổ theo dõi chưa ai xác nhận, chưa thấy ghi gì", "nobody attested the register, and nothing is in it"
)
_UNPUBLISHED = Message("đã nộp đúng hạn nhưng không công khai", "filed in time but not published")

CASES: tuple[DeclarationCase, ...] = (
    DeclarationCase(
        "p0131",
        (
            _filed("p0131", Kind.BREACH, Message("nộp muộn một ngày", "filed one day late")),
            _published("p0131", Kind.NEAR_MISS, Message("muộn nhưng đã công khai", "late, but published")),
        ),
        DUE_ON + ONE_DAY,
        date(2026, 2, 10),
    ),
    DeclarationCase(
        "p0132",
        (
            _filed("p0132", Kind.BREACH, _UNFILED),
            _published(
                "p0132",
                Kind.NEAR_MISS,
                Message("chưa nộp thì chưa phải công khai", "not filed, so there is nothing to publish"),
                applies=False,
            ),
        ),
        None,
        None,
    ),
    DeclarationCase(
        "p0133",
        (
            _filed("p0133", Kind.NEAR_MISS, Message("nộp đúng ngày đến hạn", "filed on the due day")),
            _published(
                "p0133",
                Kind.NEAR_MISS,
                Message("công khai đúng ngày rà soát", "published on the very day of the audit"),
            ),
        ),
        DUE_ON,
        CLOSING_DAY,
    ),
    DeclarationCase(
        "p0134",
        (
            _filed("p0134", Kind.UNATTESTED, _NOTHING),
            _published("p0134", Kind.UNATTESTED, _NOTHING),
        ),
        None,
        None,
        complete_to=None,
    ),
    DeclarationCase(
        "p0135",
        (_published("p0135", Kind.BREACH, _UNPUBLISHED),),
        date(2025, 12, 18),
        None,
    ),
    DeclarationCase(
        "p0136",
        (
            _published(
                "p0136",
                Kind.UNATTESTED,
                Message("đã nộp; chưa ai xác nhận phần công khai", "filed; nobody attested whether it was published"),
            ),
        ),
        date(2025, 12, 22),
        None,
        complete_to=None,
    ),
    DeclarationCase(
        "p0137",
        (
            _filed(
                "p0137",
                Kind.NEAR_MISS,
                Message("hạn nộp đúng là ngày rà soát: còn kịp", "due on the very day of the audit: still in time"),
                applies=False,
                year=2026,
            ),
        ),
        None,
        None,
        due_on=CLOSING_DAY,
    ),
    DeclarationCase(
        "p0138",
        (
            _filed(
                "p0138",
                Kind.BREACH,
                Message("hạn nộp là hôm trước, chưa nộp", "was due the day before, not filed"),
                year=2026,
            ),
        ),
        None,
        None,
        due_on=CLOSING_DAY - ONE_DAY,
    ),
    DeclarationCase(
        "p0139",
        (
            _filed(
                "p0139",
                Kind.BREACH,
                Message(
                    "sổ được xác nhận đến đúng hạn: không nộp đúng hạn", "attested to the due day: not filed in time"
                ),
            ),
            _published(
                "p0139",
                Kind.UNATTESTED,
                Message("sau hạn có nộp hay không thì chưa ai xác nhận", "whether it was filed later nobody attested"),
            ),
        ),
        None,
        None,
        complete_to=DUE_ON,
    ),
    DeclarationCase(
        "p0140",
        (
            _filed(
                "p0140",
                Kind.UNATTESTED,
                Message("sổ chỉ được xác nhận đến trước hạn một ngày", "attested only to the day before it was due"),
            ),
            _published(
                "p0140",
                Kind.UNATTESTED,
                Message("sổ chỉ được xác nhận đến trước hạn một ngày", "attested only to the day before it was due"),
            ),
        ),
        None,
        None,
        complete_to=DUE_ON - ONE_DAY,
    ),
)

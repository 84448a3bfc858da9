"""How days, shares and names are written on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from liem.reports.case_data import PersonLine

ROOM = "……"
ROOM_FOR_A_NAME = "…" * 20
PEOPLE_COLUMNS = (
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Quê quán",
    "Ngày vào Đảng",
    "Trình độ chuyên môn",
    "Lý luận chính trị",
    "Chức vụ",
    "Từ ngày",
    "Xếp loại",
    "Ghi chú",
)


def one_line(text: str) -> str:
    """The text without breaks: a name on two lines would read as two names."""
    return " ".join(text.split())


def paragraphs(text: str) -> list[str]:
    """Its lines that say something."""
    return [one_line(line) for line in text.splitlines() if line.strip()]


def short_day(day: date | None) -> str:
    """05/03/2026; nothing where it is not known."""
    return f"{day:%d/%m/%Y}" if day else ""


def long_day(day: date | None) -> str:
    """“ngày 05 tháng 3 năm 2026”: a nought before days under ten and before January and February, as the rules of
    writing papers ask; room to write it where there is no day."""
    if day is None:
        return f"ngày {ROOM} tháng {ROOM} năm {ROOM}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def percent(share: Fraction | None) -> str:
    """85,71%; nothing where there is none."""
    return f"{float(share * 100):.2f}%".replace(".", ",") if share is not None else ""


def people_rows(people: Sequence[PersonLine]) -> list[Mapping[str, str]]:
    """A row for each, with the columns of `PEOPLE_COLUMNS`."""
    return [
        dict(zip(PEOPLE_COLUMNS, _cells(number, person), strict=True)) for number, person in enumerate(people, start=1)
    ]


def _cells(number: int, person: PersonLine) -> tuple[str, ...]:
    told = (
        str(number),
        person.name,
        short_day(person.born_on),
        person.sex,
        person.ethnicity,
        person.home,
        short_day(person.party_on),
        person.degree,
        person.theory,
        person.post,
        short_day(person.since),
        person.grade,
        person.note,
    )
    return tuple(map(one_line, told))

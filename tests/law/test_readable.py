"""Conditions in plain words, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from law.vocabulary import fact
from liem.kernel.dates import Term
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.law.grounds import Status
from liem.law.language.check import check
from liem.law.language.interpret import Value
from liem.law.language.parse import parse
from liem.law.language.tree import Node, ValueType
from liem.law.parameters import DatedValue, Parameter, Unit
from liem.law.readable import Wording, in_words, lines, value_words, wording_of
from liem.law.reading import Checked
from liem.law.vocabulary import FactTable, FactType

TABLE = FactTable(
    "thing",
    Message("Việc", "Thing"),
    (
        replace(fact("names", FactType.COUNT), meaning=Message("Số người được giới thiệu", "Names put forward")),
        replace(
            fact("places", FactType.NUMBER),
            meaning=Message("Số vị trí", "Places"),
            unit=Message("vị trí", "places"),
        ),
        replace(fact("since", FactType.DATE), meaning=Message("Ngày bắt đầu", "First day")),
        replace(fact("local", FactType.BOOLEAN), meaning=Message("Là người địa phương", "Is local")),
        replace(
            fact("secret", FactType.BOOLEAN),
            meaning=Message("Bỏ phiếu kín", "The ballot was secret"),
            opposite=Message("Không bỏ phiếu kín", "The ballot was not secret"),
        ),
        replace(fact("kind", FactType.TEXT, "a", "b"), meaning=Message("Loại việc", "Kind")),
        replace(
            fact("jurisdiction", FactType.TEXT, "a", "b"), phrase=Message("thuộc hệ thống {0}", "it falls under {0}")
        ),
        replace(fact("latest", FactType.LATEST), meaning=Message("UBND xác nhận gần nhất", "Latest proof")),
    ),
)
CHOICES = {"a": Message("bổ nhiệm", "appointment"), "b": Message("đào tạo", "training")}
WORDING = Wording(
    TABLE,
    {"longest": Message("Thời gian tối đa", "Longest time"), "least": Message("Mức tối thiểu", "Least number")},
    {"longest": Term(years=5), "least": None},
    lambda _fact, choice: CHOICES[choice],
)


def node(text: str) -> Node:
    types = {"longest": ValueType.TERM, "least": ValueType.NUMBER}
    return check(parse(text), text=text, table=TABLE, parameters=types)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        (
            "names > places",
            "số người được giới thiệu lớn hơn số vị trí",
            "names put forward is more than places",
        ),
        (
            "not elapsed(since, longest)",
            "từ ngày bắt đầu đến ngày đang xét chưa đủ 5 năm (thời gian tối đa)",
            "from first day to the day in question, less than 5 years (longest time) have passed",
        ),
        (
            "within(latest, 3 years, before since)",
            "UBND xác nhận gần nhất nằm trong 3 năm trước ngày bắt đầu",
            "latest proof lies within 3 years before first day",
        ),
        ("kind in ('a', 'b')", "loại việc là “bổ nhiệm” hoặc “đào tạo”", "kind is “appointment” or “training”"),
        ("kind != 'a'", "loại việc không phải “bổ nhiệm”", "kind is not “appointment”"),
        ("jurisdiction = 'a'", "thuộc hệ thống bổ nhiệm", "it falls under appointment"),
        ("places between 2 and 2.5", "số vị trí từ 2 đến 2,5", "places is between 2 and 2.5"),
        ("since <= 2025-06-30", "ngày bắt đầu không muộn hơn 30/06/2025", "first day is no later than 30/06/2025"),
        (
            "places >= least and (local or since is known)",
            "số vị trí ít nhất là mức tối thiểu (chưa có giá trị được xác minh) và "
            "(là người địa phương hoặc đã biết ngày bắt đầu)",
            "places is at least least number (no verified value) and (is local or first day is known)",
        ),
        ("not local", "không: là người địa phương", "not: is local"),
        ("not secret", "không bỏ phiếu kín", "the ballot was not secret"),
        (
            "places > 2 and not (local or not secret)",
            "số vị trí lớn hơn 2 và không có việc: (là người địa phương hoặc không bỏ phiếu kín)",
            "places is more than 2 and it is not so that (is local or the ballot was not secret)",
        ),
        (
            "names is known",
            "hồ sơ về số người được giới thiệu đã đầy đủ",
            "the record of names put forward is complete",
        ),
    ],
)
def test_a_condition_reads_as_a_phrase(text: str, vi: str, en: str) -> None:
    assert in_words(node(text), WORDING) == Message(vi, en)


def test_brackets_never_stand_within_brackets() -> None:
    wording = replace(WORDING, titles={"longest": Message("Tuổi cao nhất (nam)", "Highest age (men)")})
    assert wording.parameter("longest") == Message(
        "5 năm, tức tuổi cao nhất (nam)", "5 years, that is highest age (men)"
    )


def test_lists_stand_under_the_line_that_heads_them() -> None:
    text = "local and (kind = 'a' or not (names > 1 and names < 9)) and since between 2024-01-01 and 2025-01-01"
    written = lines(node(text), WORDING)
    assert [(one.depth, one.heads, one.words.en, text[one.span.start : one.span.end]) for one in written] == [
        (0, True, "all of these", text),
        (1, False, "is local", "local"),
        (1, True, "one of these", "kind = 'a' or not (names > 1 and names < 9)"),
        (2, False, "kind is “appointment”", "kind = 'a'"),
        (2, True, "this must not hold", "not (names > 1 and names < 9)"),
        (3, True, "all of these", "names > 1 and names < 9"),
        (4, False, "names put forward is more than 1", "names > 1"),
        (4, False, "names put forward is less than 9", "names < 9"),
        (1, False, "first day is between 01/01/2024 and 01/01/2025", "since between 2024-01-01 and 2025-01-01"),
    ]


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (None, "chưa biết", "not known"),
        (True, "có", "yes"),
        (1234.5, "1.234,5", "1,234.5"),
        (3, "3", "3"),
        (date(2025, 6, 3), "03/06/2025", "03/06/2025"),
        (Term(years=1, months=6), "1 năm 6 tháng", "1 year 6 months"),
        ("x", "x", "x"),
    ],
)
def test_a_value_in_words(value: Value, vi: str, en: str) -> None:
    assert value_words(value) == Message(vi, en)


def test_a_number_carries_its_unit_and_a_choice_its_word() -> None:
    assert (WORDING.value_of("places", 2.0), WORDING.value_of("kind", "b"), WORDING.value_of("places", None)) == (
        Message("2 vị trí", "2 places"),
        Message("“đào tạo”", "“training”"),
        Message("chưa biết", "not known"),
    )


def test_a_value_that_ended_says_since_when_and_one_that_was_followed_does_not() -> None:
    checked = Checked("Liêm", date(2026, 11, 21), Message("bản gốc", "the original"))

    def dated(value: float, starts: date, ends: date | None) -> DatedValue:
        return DatedValue(value, InForce(starts, ends), None, None, Status.VERIFIED, checked)

    first, second = dated(2, date(2020, 1, 1), date(2022, 1, 1)), dated(3, date(2023, 1, 1), date(2025, 1, 1))
    parameter = Parameter("least", "sample", Message("Mức tối thiểu", "Least"), Unit.NUMBER, (first, second))

    def said(day: date) -> str:
        return wording_of(TABLE, [parameter], {"least": parameter.on(day)}, day=day).parameter("least").vi

    assert [
        said(date(year, month, 1))
        for year, month in ((2019, 1), (2021, 12), (2022, 1), (2023, 1), (2025, 1), (2026, 1))
    ] == [
        "mức tối thiểu (chưa có giá trị được xác minh)",
        "2 (mức tối thiểu)",
        "mức tối thiểu (hết hiệu lực từ 01/01/2022)",
        "3 (mức tối thiểu)",
        "mức tối thiểu (hết hiệu lực từ 01/01/2025)",
        "mức tối thiểu (hết hiệu lực từ 01/01/2025)",
    ]


def test_a_percentage_of_the_law_says_so() -> None:
    parameter = Parameter("share", "sample", Message("Tỷ lệ tối đa", "Largest share"), Unit.PERCENT, ())
    wording = wording_of(TABLE, [parameter], {"share": 20.0})
    assert wording.parameter("share") == Message("20% (tỷ lệ tối đa)", "20% (largest share)")

from __future__ import annotations

from datetime import date

import pytest

from liem.directives.queries import Listed, ReadDirective, cited, deadlines, next_day, says
from liem.documents.model import Citation, Timing
from liem.documents.reading import read


def listed(short: str, symbol: str, issued_on: date | None = None) -> Listed:
    return Listed(short, "", symbol, "kết luận", "Tỉnh ủy Lạc Giang", "về cán bộ xã Hòa An", issued_on)


def citation(symbol: str | None, day: str | None = None, refers_to: int | None = None) -> Citation:
    return Citation("…", 0, 1, symbol, "kết luận", day, None, refers_to)


def test_a_citation_names_the_directive_with_its_symbol_and_day() -> None:
    known = [
        listed("a", "05-KL/TU", date(2025, 8, 15)),
        listed("b", "05-KL/TU", date(2020, 8, 15)),
        listed("c", "7-QĐ/TU"),
    ]
    mentions = [
        citation("05-KL/TU", "2025-08-15"),
        citation("05-KL/TU", "2020-08-15"),
        citation("7-QĐ/TU", "2024-01-01"),
        citation("9-CT/TU"),
    ]
    assert cited(mentions, known) == {0: "a", 1: "b", 2: "c"}


def test_with_two_candidates_there_is_none() -> None:
    known = [listed("a", "05-KL/TU", date(2025, 8, 15)), listed("b", "05-KL/TU", date(2020, 8, 15))]
    assert cited([citation("05-KL/TU")], known) == {}


def test_another_day_is_another_document() -> None:
    assert cited([citation("05-KL/TU", "2019-01-01")], [listed("a", "05-KL/TU", date(2025, 8, 15))]) == {}


def test_a_repeated_mention_stands_for_the_first_and_the_directive_itself_for_none() -> None:
    known = [listed("a", "05-KL/TU", date(2025, 8, 15)), listed("b", "05-KL/TU", date(2020, 8, 15))]
    mentions = [citation("05-KL/TU", "2020-08-15"), citation("05-KL/TU", None, 0), citation("05-KL/TU", None, -1)]
    assert cited(mentions, known) == {0: "b", 1: "b"}


def test_a_directive_without_a_symbol_is_named_by_no_citation() -> None:
    assert cited([citation(None)], [listed("a", "")]) == {}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("due", "2026-12-31", (date(2026, 12, 31), True)),
        ("due", "2026-11-21", (date(2026, 11, 21), True)),
        ("due", "2026-11-20", None),
        ("due", "2026-10-01/2026-12-31", (date(2026, 12, 31), True)),
        ("due", None, None),
        ("recurring", "R/--12-15/P1Y", (date(2026, 12, 15), True)),
        ("recurring", "R/--11-20/P1Y", (date(2027, 11, 20), True)),
        ("recurring", "R/P6M", (date(2026, 12, 31), False)),
        ("recurring", "R/P1M", (date(2026, 11, 30), False)),
        ("recurring", "R/P1Y", None),
        ("mention", "2026-12-31", None),
        ("ongoing", "ongoing", None),
    ],
)
def test_the_next_day_that_a_timing_sets(kind: str, value: str | None, expected: tuple[date, bool] | None) -> None:
    assert next_day(Timing("…", 0, 1, kind, value), after=date(2026, 11, 21)) == expected


def directive(text: str) -> ReadDirective:
    found = read(text)
    return ReadDirective(
        listed("a", "05-KL/TU"), "a.txt", text, found.blocks, found.outline, found.citations, found.timings,
        found.targets, found.tasks,
    )  # fmt: skip


def test_coming_days_are_told_with_the_phrase_that_sets_them() -> None:
    text = directive(
        "1. Giao **Văn phòng** theo dõi; định kỳ hằng năm báo cáo trước ngày 20/11; sơ kết vào quý II/2028, "
        "tổng kết vào quý III/2030.\n"
        "- Định kỳ 6 tháng gửi số liệu; hằng năm họp mặt.\n"
        "- Rà soát 6 tháng một lần, trước ngày 30/6 và 31/12.\n"
        "- Hằng quý, trước ngày 20 của tháng cuối quý, giao ban.\n"
    )
    found = deadlines([text], after=date(2026, 11, 21))
    assert [(one.on, one.every and one.every.en, one.is_reckoned, one.path, one.passage) for one in found] == [
        (date(2026, 12, 31), "every six months", True, "1/b1", "Định kỳ 6 tháng gửi số liệu"),
        (date(2026, 12, 31), "every year", False, "1/b2", "Rà soát 6 tháng một lần, trước ngày 30/6 và 31/12"),
        (date(2027, 6, 30), "every year", False, "1/b2", "Rà soát 6 tháng một lần, trước ngày 30/6 và 31/12"),
        (date(2027, 11, 20), "every year", False, "1", "định kỳ hằng năm báo cáo trước ngày 20/11"),
        (date(2028, 6, 30), None, False, "1", "sơ kết vào quý II/2028"),
        (date(2030, 9, 30), None, False, "1", "tổng kết vào quý III/2030"),
    ]


def test_the_words_of_a_passage_are_shown_without_marks_of_emphasis() -> None:
    text = directive("1. **Văn phòng**\n*theo dõi* (*), 5 * 3.")
    assert text.words(0, len(text.text)) == "1. Văn phòng theo dõi (*), 5 * 3."


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("hoa an", True), ("Hòa An", True), ("hóa", False), ("05-kl", True), ("ket luan tinh uy", True), ("huyện", False)],
)
def test_search_forgives_missing_tone_marks_and_heeds_typed_ones(wanted: str, found: bool) -> None:
    assert says(listed("a", "05-KL/TU"), wanted) is found

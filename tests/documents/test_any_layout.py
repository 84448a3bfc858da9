"""How a text is laid out does not change what is read in it: line ends, Unicode form, blanks, dashes, numbering."""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liem.documents.model import Reading
from liem.documents.reading import read

CORPUS = Path(__file__).parent / "corpus" / "seen"
UNWRAPPED = ("01_nghi_quyet_tinh_uy", "08_ke_hoach_xa", "09_ket_luan", "12_chuong_trinh_hanh_dong", "18_trich_dan")
Found = dict[str, list[tuple[object, ...]]]
few = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
documents = st.sampled_from(UNWRAPPED).map(lambda name: (CORPUS / f"{name}.txt").read_text(encoding="utf-8"))


def even(words: str) -> str:
    """Words without blanks, of composed letters, with one kind of dash."""
    return "".join(unicodedata.normalize("NFC", words).split()).replace("–", "-")


def found(reading: Reading) -> Found:
    """What was read, each thing with the words of its span, so that spans are compared across layouts."""

    def words(start: int, end: int) -> str:
        return even(reading.text[start:end])

    return {
        "outline": [(item.label.strip("()./-"), item.level, even(item.title)) for item in reading.outline],
        "citations": [(words(c.start, c.end), c.symbol, c.type, c.date, c.refers_to) for c in reading.citations],
        "timings": [(words(t.start, t.end), t.kind, t.value) for t in reading.timings],
        "targets": [(words(t.start, t.end), t.value, t.unit) for t in reading.targets],
        "tasks": [(words(t.start, t.end)[-60:], tuple(map(even, t.responsible)), t.timing) for t in reading.tasks],
        "leftovers": [(words(one.start, one.end), one.reason) for one in reading.leftovers],
        "header": [(reading.header.symbol, reading.header.date, reading.header.type, reading.header.place)],
    }


def wrapped(text: str, width: int, *, blank_lines: bool) -> str:
    """The long paragraphs broken into lines as a converter of printed pages does it."""
    lines: list[str] = []
    for line in text.split("\n"):
        broken = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) if len(line) > 60 else []
        lines += broken or [line]
    return ("\n\n" if blank_lines else "\n").join(lines)


@few
@given(documents, st.integers(70, 110), st.booleans())
def test_line_breaks_within_paragraphs(text: str, width: int, blank_lines: bool) -> None:
    assert found(read(wrapped(text, width, blank_lines=blank_lines))) == found(read(text))


@few
@given(documents, st.sampled_from(("NFC", "NFD")))
def test_normal_forms(text: str, form: str) -> None:
    changed = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert found(read(changed)) == found(read(text))


@few
@given(documents, st.sampled_from(("", " ", "  ", "\t", "\u00a0")))
def test_blanks_after_numbers(text: str, blank: str) -> None:
    changed = re.sub(r"(?m)^(\d{1,2}(?:\.\d+)?\.|[a-z]\)|-) (?=[^\W\d])", lambda label: label[1] + blank, text)
    assert found(read(changed)) == found(read(text))


@few
@given(documents, st.sampled_from("-–"))
def test_kinds_of_dash(text: str, dash: str) -> None:
    assert found(read(re.sub(r"(?m)^- |(?<=\d )-(?= \d)", lambda old: old[0].replace("-", dash), text))) == found(
        read(text)
    )


@few
@given(documents, st.sampled_from(("I. ", "I- ", "I – ", "I/ ")))
def test_styles_of_numbering(text: str, style: str) -> None:
    changed = re.sub(r"(?m)^([IVX]+)[.–/-] ?(?=\w)", lambda label: label[1] + style[1:], text)
    assert found(read(changed)) == found(read(text))


@few
@given(documents, st.sampled_from(("\r\n", "\n\n", " \n", "\n \n")))
def test_kinds_of_line_end(text: str, end: str) -> None:
    assert found(read(text.replace("\n", end))) == found(read(text))


PIECES = (
    "Điều 1. ", "I. ", "1.1. ", "a) ", "- ", "+ ", "(1) ", "Nơi nhận:", "T/M BAN THƯỜNG VỤ", "KẾ HOẠCH", "Kính gửi: ",
    "số 18 và 19-NQ/TW", "Luật Cán bộ, công chức năm 2008", "trước ngày 31/2/2026", "hằng năm", "quý IV",
    "từ 10 đến 15%", "Giao Sở Nội vụ chủ trì", "phối hợp với ", "nhiệm kỳ 2025-2030", "chậm nhất 15 ngày",
    "2 lần/năm", "không quá 0 nhiệm kỳ", "năm thứ nhất của nhiệm kỳ", "|", "\t", "\n", "\n\n", "*", "**", "#",
    "\\", "\u0301", "\u200b", "\x00", "𝟙", "İ", "ﬁ", "²", "9" * 20, "năm 0000", "ngày 0/0/0000",
    "tháng 13/2026", "(", ")", "…", "; ", ". ", ": ", ", ",
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map("".join))
def test_every_text_is_read_and_every_span_is_inside(text: str) -> None:
    reading = read(text)
    spans = [*reading.citations, *reading.timings, *reading.targets, *reading.leftovers]
    assert all(text[one.start : one.end] == one.text for one in spans)
    assert all(0 <= one.start <= one.end <= len(text) for one in (*reading.tasks, *reading.outline, *reading.blocks))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("hoàn thành trước ngày 31/02/2026", "no_such_date"),
        ("thực hiện Nghị quyết số 999", "number_without_symbol"),
        (
            "thực hiện Kế hoạch số 5-KH/TU ngày 1/2/2020, Kế hoạch số 5-KH/TU ngày 3/4/2024, Kế hoạch 5",
            "several_candidates",
        ),
    ],
)
def test_what_cannot_be_decided_is_listed(words: str, reason: str) -> None:
    leftovers = read(f"KẾ HOẠCH\nvề cán bộ\n\n1. Rà soát, {words}.\n").leftovers
    assert [one.reason for one in leftovers] == [reason]


def test_shuffled_items_keep_their_findings() -> None:
    """Items whose numbers say nothing are read alike in any order."""
    items = ["Rà soát hồ sơ, hoàn thành trong quý I/2026.", "Báo cáo theo Quy định số 5-QĐ/TU.", "Kiểm tra hằng quý."]
    shuffled = list(items)
    random.Random(7).shuffle(shuffled)
    readings = [
        read("KẾ HOẠCH\nvề cán bộ\n\n" + "\n".join(f"{n}. {item}" for n, item in enumerate(order, 1)))
        for order in (items, shuffled)
    ]
    assert len({tuple(sorted(t.value or "" for t in one.timings)) for one in readings}) == 1
    assert len({tuple(c.symbol for c in one.citations) for one in readings}) == 1

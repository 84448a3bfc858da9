"""What holds of every reading, of any text."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from liem.documents.model import Reading
from liem.documents.reading import read, to_json
from liem.documents.summary import summary

PIECES = (
    "I. ", "II- ", "1. ", "1.1. ", "(1) ", "a) ", "- ", "+ ", "Điều 3. ", "Chương I\n", "\n", "\n\n", "\r\n", " ",
    "\t", "**", "### ", "-----", "KẾ HOẠCH", "TỈNH ỦY BẾN LÂM", "Số 12-KH/TU", "Bến Lâm, ngày 3 tháng 4 năm 2024",
    "Kính gửi: ", "Nơi nhận:", "T/M BAN THƯỜNG VỤ", "Các cấp ủy, tổ chức đảng phải ",
    "Sở Nội vụ chủ trì, phối hợp với Công an tỉnh ", "yêu cầu các chi bộ ",
    "Nghị quyết số 5-NQ/TU, ngày 1/2/2020 của Tỉnh ủy ", "Luật Thanh tra ", "Kế hoạch này ", "Nghị quyết 5 ",
    "hằng năm ", "trước ngày 31/02/2024 ", "đến năm 2030 ", "thường xuyên ", "khoảng 10-15% cán bộ trẻ", "ngày ",
    "quý IV/2024", ". ", "; ", ":", "(", ")", "“", "|", "|\n", "      ", "\ufeff", "\u00a0", "Ð", "uỷ ",
)  # fmt: skip
LETTERS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyÀÁẢÃẠẰẦÈÉÌÒỒỜÙỪỲĐ0123456789 .,;:-–/()%\n"), max_size=30)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), LETTERS), max_size=40).map("".join)


def spanned(reading: Reading) -> list[Any]:
    return [
        *reading.citations, *reading.self_references, *reading.timings, *reading.targets, *reading.leftovers
    ]  # fmt: skip


@given(st.one_of(st.text(max_size=400), TEXTS))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it_and_equals_its_words(text: str) -> None:
    reading = read(text)
    for one in spanned(reading):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
    for part in (*reading.blocks, *reading.outline, *reading.tasks):
        assert 0 <= part.start <= part.end <= len(text)
    json.dumps(to_json(reading))
    assert summary(reading, "vi")
    assert summary(reading, "en")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_blocks_follow_each_other_and_outline_spans_are_nested(text: str) -> None:
    reading = read(text)
    for left, right in zip(reading.blocks, reading.blocks[1:], strict=False):
        assert left.end <= right.start
    assert len({block.address for block in reading.blocks}) == len(reading.blocks)
    open_items: list[tuple[int, int]] = []
    for item in reading.outline:
        while len(open_items) >= item.level:
            open_items.pop()
        if open_items:
            assert open_items[-1][0] <= item.start <= item.end <= open_items[-1][1]
        open_items.append((item.start, item.end))


def without_offsets(reading: Reading) -> dict[str, object]:
    """The reading as composed values, offsets left out."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items() if key not in ("start", "end")}
        if isinstance(value, list | tuple):
            return [plain(inner) for inner in value]
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    result = plain(to_json(reading))
    assert isinstance(result, dict)
    return result


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_composed_and_decomposed_letters_give_the_same_reading(text: str) -> None:
    composed, decomposed = (read(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert without_offsets(composed) == without_offsets(decomposed)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_reading_is_deterministic(text: str) -> None:
    assert read(text) == read(text)


def test_line_endings_change_offsets_and_nothing_else() -> None:
    text = "KẾ HOẠCH\nvề đào tạo\n-----\n1. Họp hằng quý.\n- Theo Kết luận số 2-KL/TW.\n"
    windows = read(text.replace("\n", "\r\n"))
    words = {name: value for name, value in without_offsets(windows).items() if name != "text"}
    assert words == {name: value for name, value in without_offsets(read(text)).items() if name != "text"}


def test_the_json_form_of_a_small_text() -> None:
    text = "1. Sở Y tế báo cáo theo Kế hoạch số 3-KH/TU trước ngày 1/2/2024, đạt 90% trạm có bác sĩ."
    whole = to_json(read(text))
    assert whole == {
        "text": text,
        "header": {
            "symbol": None, "date": None, "type": None, "issuer": None, "place": None, "subject": None,
            "addressees": [], "recipients": [], "inferred": [],
            "signatory": {"authority": None, "title": None, "name": None},
        },
        "outline": [
            {
                "label": "1", "level": 1, "start": 0, "end": 88, "title": text[3:87], "address": "1", "kind": "item",
            }
        ],
        "citations": [
            {
                "text": "Kế hoạch số 3-KH/TU", "start": 24, "end": 43, "symbol": "3-KH/TU", "type": "kế hoạch",
                "date": None, "issuer": None, "refers_to": None,
            }
        ],
        "self_references": [],
        "dates_deadlines": [
            {
                "text": "trước ngày 1/2/2024", "start": 44, "end": 63, "kind": "due", "value": "2024-02-01",
                "relative": None,
            }
        ],
        "targets": [
            {
                "text": "90% trạm có bác sĩ", "start": 69, "end": 87, "population": "trạm", "measure": "có bác sĩ",
                "value": 90, "unit": "%", "approximate": False,
            }
        ],
        "tasks": [
            {
                "start": 0, "end": 88, "address": "1", "responsible": ["Sở Y tế"], "coordinating": [],
                "timing": "2024-02-01", "source": "explicit",
            }
        ],
        "blocks": [{"address": "1", "label": "1", "kind": "item", "level": 1, "start": 0, "end": 88}],
        "leftovers": [],
    }  # fmt: skip

from __future__ import annotations

import re
import time
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from liem.web.marked_text import Mark, mark_text, marks_by_block

TEXT = "Sở Nội vụ báo cáo trước ngày 30/6 theo Kế hoạch 18."


def span(words: str, look: str, **more: str) -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), look, **more)


def whole(*marks: Mark) -> str:
    return mark_text(TEXT, marks, start=0, end=len(TEXT))


def test_text_without_marks_is_escaped_and_nothing_else() -> None:
    text = '<script>alert("x & y")</script>'
    assert mark_text(text, [], start=0, end=len(text)) == '&lt;script&gt;alert("x &amp; y")&lt;/script&gt;'


def test_attributes_are_escaped() -> None:
    mark = Mark(0, 1, 'a"b', target='">')
    assert mark_text("x", [mark], start=0, end=1) == '<mark class="a&quot;b" data-at="&quot;&gt;">x</mark>'


def test_marks_beside_each_other() -> None:
    assert whole(span("Sở Nội vụ", "body"), span("30/6", "timing")) == (
        '<mark class="body">Sở Nội vụ</mark> báo cáo trước ngày <mark class="timing">30/6</mark> theo Kế hoạch 18.'
    )


def test_a_mark_inside_another_nests() -> None:
    assert whole(span("báo cáo trước ngày 30/6", "task", target="1"), span("30/6", "timing")) == (
        'Sở Nội vụ <mark class="task" data-at="1">báo cáo trước ngày <mark class="timing">30/6</mark></mark>'
        " theo Kế hoạch 18."
    )


def test_marks_that_overlap_are_closed_and_opened_anew() -> None:
    assert whole(span("báo cáo trước ngày", "task"), span("ngày 30/6", "timing")) == (
        'Sở Nội vụ <mark class="task">báo cáo trước <mark class="timing">ngày</mark></mark>'
        '<mark class="timing"> 30/6</mark> theo Kế hoạch 18.'
    )


def test_marks_on_the_same_words_nest() -> None:
    assert mark_text("ab", [Mark(0, 2, "one"), Mark(0, 2, "two")], start=0, end=2) == (
        '<mark class="one"><mark class="two">ab</mark></mark>'
    )


def test_a_mark_with_an_address_is_a_link() -> None:
    assert whole(span("Kế hoạch 18", "citation", address="/directives/a/?at=1&b")) == (
        'Sở Nội vụ báo cáo trước ngày 30/6 theo <a class="citation" href="/directives/a/?at=1&amp;b">Kế hoạch 18</a>.'
    )


def test_links_never_nest() -> None:
    marks = [Mark(0, 4, "a", address="/1"), Mark(2, 6, "b", address="/2")]
    assert mark_text("abcdef", marks, start=0, end=6) == (
        '<a class="a" href="/1">abcd</a><a class="b" href="/2">ef</a>'
    )


def test_marks_are_cut_at_the_edges_of_the_passage_and_empty_ones_left_out() -> None:
    marks = [Mark(0, 3, "x"), Mark(5, 9, "y"), Mark(4, 4, "z")]
    assert mark_text("abcdefghi", marks, start=2, end=6) == '<mark class="x">c</mark>de<mark class="y">f</mark>'


def test_each_block_gets_the_marks_that_touch_it() -> None:
    one, two, three = Mark(0, 4, "a"), Mark(3, 12, "b"), Mark(20, 22, "c")
    assert marks_by_block([(0, 5), (6, 10), (11, 15)], [three, two, one]) == [[one, two], [two], [two]]


marks_of_twenty = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["a", "b"]), st.sampled_from(["", "/x"])),
    max_size=8,
)


@given(st.text(min_size=20, max_size=20, alphabet="ab<>&ếộ \n"), marks_of_twenty)
def test_whatever_the_marks_the_html_nests_and_the_words_stay(
    text: str, spans: list[tuple[int, int, str, str]]
) -> None:
    marks = [Mark(start, end, look, address=address) for start, end, look, address in spans]
    html = mark_text(text, marks, start=0, end=20)
    assert unescape(re.sub(r"</?(?:mark|a)\b[^>]*>", "", html)) == text
    opened: list[str] = []
    for closing, name in re.findall(r"<(/?)(mark|a)\b[^>]*>", html):
        if not closing:
            assert name != "a" or "a" not in opened
            opened.append(name)
        else:
            assert opened.pop() == name
    assert opened == []


def test_forty_thousand_letters_with_a_thousand_marks_take_less_than_50_ms() -> None:
    text = "Các sở, ban, ngành báo cáo. " * 1500
    blocks = [(start, start + 400) for start in range(0, 40_000, 400)]
    marks = [Mark(start, start + 30, "task") for start in range(0, 40_000, 40)]
    began = time.perf_counter()
    parts = [
        mark_text(text, own, start=start, end=end)
        for (start, end), own in zip(blocks, marks_by_block(blocks, marks), strict=True)
    ]
    assert len(parts) == 100
    assert time.perf_counter() - began < 0.05

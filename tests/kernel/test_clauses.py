"""Clause addresses: written, read back, nested."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liem.kernel.clauses import ClauseAddress, join_label
from liem.kernel.errors import LiemError

directives = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
labels = st.lists(st.sampled_from(["I", "II", "3", "10", "a", "đ"]), min_size=1, max_size=4).map(".".join)
items = st.sampled_from(["", "(4)", "(4)(a)"])
parts = st.lists(st.sampled_from(["/b1", "/b12", "/p2", "/last"]), max_size=2).map("".join)
paths = st.builds(lambda label, item, part: label + item + part, labels, items, parts)


@given(directives, paths)
def test_an_address_survives_being_written_and_read(directive: str, path: str) -> None:
    address = ClauseAddress(directive, path)
    assert ClauseAddress.parse(str(address)) == address


@pytest.mark.parametrize(
    ("parent", "label", "path"),
    [
        ("", "II-", "II"),
        ("", "1.", "1"),
        ("II", "1.", "II.1"),
        ("II.1", "1.10.", "II.1.10"),
        ("II", "3.2", "II.3.2"),
        ("II.3", "3.2.", "II.3.2"),
        ("2", "(4)", "2(4)"),
        ("", "(1)", "(1)"),
        ("8", "8.1.", "8.1"),
        ("III.1", "a)", "III.1.a"),
        ("1.1", "1.1", "1.1.1"),
    ],
)
def test_a_label_that_repeats_its_parents_is_not_doubled(parent: str, label: str, path: str) -> None:
    assert join_label(parent, label) == path


@given(labels, st.sampled_from(["1.", "(2)", "a)", "3.4", "IV-", "đ)"]))
def test_joining_gives_a_path_that_lies_within_its_parent(parent: str, label: str) -> None:
    child = ClauseAddress("khoi", join_label(parent, label))
    assert child.within(ClauseAddress("khoi", parent))


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("khoi#II.1.10", "khoi#II.1.10", True),
        ("khoi#II.1.10", "khoi#II.1", True),
        ("khoi#II.10", "khoi#II.1", False),
        ("bac_giang#2(4)/p2", "bac_giang#2(4)", True),
        ("bac_giang#2(4)", "bac_giang#2", True),
        ("bac_giang#2", "bac_giang#2(4)", False),
        ("tra_vinh#II.2/b5", "tra_vinh#II.2", True),
        ("tra_vinh#II.2/b51", "tra_vinh#II.2/b5", False),
        ("tra_vinh#II.2", "khoi#II.2", False),
    ],
)
def test_a_clause_lies_within_another(inner: str, outer: str, expected: bool) -> None:
    assert ClauseAddress.parse(inner).within(ClauseAddress.parse(outer)) is expected


@pytest.mark.parametrize(
    "text",
    ["", "khoi", "khoi#", "#II.1", "Khoi#II", "khoi#II 1", "khoi#II.1/b0", "khoi#II.1/x2", "khoi#II.1/", "khoi#(4"],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(LiemError) as refused:
        ClauseAddress.parse(text)
    assert refused.value.code == "clauses.address"

"""Law files from anywhere: text that no honest file holds is refused as a problem with its line, and harms nothing."""

from __future__ import annotations

import pytest

from liem.law.source import Problems, read_documents, read_yaml


def _codes(text: str) -> list[tuple[int, str]]:
    problems = Problems()
    read_yaml(text, "file.yaml", problems)
    return [(problem.line, problem.code) for problem in problems.found]


@pytest.mark.parametrize(
    "text",
    ["[" * 40_000, "{a: " * 5_000, "- " * 15_000, "a:\n" + "\n".join(" " * depth + "b:" for depth in range(1, 300))],
    ids=["lists", "mappings", "dashes", "indents"],
)
def test_a_file_nested_without_end_is_refused_before_a_tree_is_built(text: str) -> None:
    problems = Problems()
    assert (read_yaml(text, "file.yaml", problems), read_documents(text, "file.yaml", problems)) == (None, [])
    assert [problem.code for problem in problems.found] == ["law.yaml"] * 2
    assert "levels of nesting" in problems.found[0].message.en


@pytest.mark.parametrize(
    "value",
    [
        "!!bool maybe",
        "!!int ''",
        "!!float ''",
        "!!float x",
        "0x" + "f" * 5_000,
        "9" * 5_000,
        "1" * 16,
        ".inf",
        ".nan",
        ":".join(["59"] * 9_000) + ".5",
    ],
)
def test_a_value_that_no_engine_can_take_is_refused_with_its_line(value: str) -> None:
    assert _codes(f"a: b\nvalue: {value}\n") == [(2, "law.scalar")]


@pytest.mark.parametrize("value", ["!!timestamp soon", "2022-02-30"])
def test_what_is_no_day_is_refused_with_its_line(value: str) -> None:
    assert _codes(f"a: b\nvalue: {value}\n") == [(2, "law.day")]


def test_the_refusal_of_a_long_value_is_short() -> None:
    problems = Problems()
    read_yaml("value: " + "9" * 30_000, "file.yaml", problems)
    assert len(problems.found[0].message.en) < 150


def test_ordinary_values_are_read() -> None:
    node = read_yaml("{a: 1, b: 2.5, c: 999999999999999, d: [x, true, null]}", "file.yaml", Problems())
    assert node is not None
    assert isinstance(node.content, dict)
    assert [node.content[name].content for name in "abc"] == [1, 2.5, 999_999_999_999_999]

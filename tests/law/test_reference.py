"""Every example of the reference pages on law files and conditions does what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from law.engines import duckdb_engine
from law.vocabulary import VOCABULARY
from liem.kernel.errors import LiemError
from liem.law.language.check import check
from liem.law.language.parse import parse
from liem.law.language.tree import Node
from liem.law.packs import load_law
from liem.law.trials import run_cases

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"


def blocks(page: str, language: str) -> list[tuple[str, str]]:
    """The fenced blocks of that language: what follows its name in the first line, and the text."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    found = re.findall(rf"^```{language}([^\n]*)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    assert found, f"no {language} block in {page}"
    return [(first.strip(), body) for first, body in found]


def checked(text: str, about: str) -> Node:
    table = VOCABULARY.table(about)
    assert table is not None
    return check(parse(text), text=text, table=table, parameters={})


@pytest.mark.parametrize(
    ("about", "condition"),
    [(about, line) for about, body in blocks("condition-language.md", "condition") for line in body.splitlines()],
)
def test_a_condition_on_the_page_is_understood(about: str, condition: str) -> None:
    assert checked(condition, about).span.start == 0


@pytest.mark.parametrize(("about", "body"), blocks("condition-language.md", "refused"))
def test_a_refusal_on_the_page_reads_as_printed(about: str, body: str) -> None:
    condition, printed = body.splitlines()
    with pytest.raises(LiemError) as refused:
        checked(condition, about)
    assert refused.value.message.en.splitlines()[0] == printed


def test_the_pack_on_the_page_loads_and_its_cases_pass(tmp_path: Path) -> None:
    for _, body in blocks("rule-files.md", "yaml"):
        name = body.splitlines()[0].removeprefix("# ").removesuffix(", continued")
        file = tmp_path / "example_pack" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as written:
            written.write(body)
    law = load_law(VOCABULARY, tmp_path)
    results = run_cases(law, VOCABULARY, duckdb_engine())
    assert (
        [rule.id for rule in law.rules],
        [target.id for target in law.targets],
        [flag.id for flag in law.flags],
        [result.case for result in results if not result.passed],
        len(results),
    ) == (["moved_after_longest_stay", "two_years_in_post"], ["women_among_directors"], ["one_name_only"], [], 14)

"""The examples of docs/reference/procedures.md are sound, come out, and it names every word that files may use."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from law.loading import PACK, load, write_pack
from liem.law.packs import Law
from liem.law.procedures.counting import Fault
from liem.law.procedures.course import Refusal
from liem.law.procedures.disclosing import Detail
from liem.law.procedures.reading import READERS
from liem.law.procedures.steps import (
    DAYS_OF_A_CASE,
    Act,
    Base,
    Concern,
    Convened,
    Counted,
    Effect,
    Kind,
    Names,
    Part,
    Seat,
    Undecided,
)
from liem.law.procedures.tellers import Slip
from liem.law.procedures.trials import run_procedure_cases

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "procedures.md"


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Law:
    root = tmp_path_factory.mktemp("page")
    write_pack(root, pack=PACK.replace("short: sample", "short: example"), parameters="[]")
    (root / "sample_pack" / "procedures").mkdir()
    for path, text in re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        (root / "sample_pack" / path).write_text(text, encoding="utf-8")
    return load(root)


def test_the_example_loads_and_its_cases_come_out(law: Law) -> None:
    assert [procedure.id for procedure in law.procedures] == ["example_release"]
    assert [(one.case.name.en, one.what, one.expected, one.found) for one in run_procedure_cases(law)] == []


def test_the_holidays_of_the_example_are_counted(law: Law) -> None:
    calendar = law.workdays
    assert (calendar.after(date(2027, 4, 29), 1), calendar.verified) == (date(2027, 5, 3), frozenset({2027}))


@pytest.mark.parametrize(
    "words",
    [
        Kind,
        Concern,
        Effect,
        Act,
        Seat,
        Part,
        Convened,
        Base,
        Undecided,
        Names,
        Counted,
        Refusal,
        Fault,
        Slip,
        Detail,
        READERS,
        DAYS_OF_A_CASE,
    ],
)
def test_the_page_names_every_word_that_a_file_may_use(words: list[str]) -> None:
    page = set(re.findall(r"[a-z_]+", PAGE.read_text(encoding="utf-8")))
    assert {str(word) for word in words} - page == set()

"""The reference of cases names every paper, fact, effect, duty, action and refusal that there is, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from liem.actions.permissions import ACTIONS
from liem.duties.sources import Source
from liem.law.procedures.course import Refusal
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Effect
from liem.procedures.cases import duties as of_cases
from liem.procedures.cases.papers import PERSONAL
from liem.procedures.decisions import duties as of_decisions
from liem.procedures.gates import duties as of_gates
from liem.procedures.gates.statements import STATABLE
from liem.procedures.meetings import following

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "docs" / "reference" / "cases.md").read_text(encoding="utf-8")
SOURCES: tuple[Source, ...] = (*of_cases.SOURCES, *of_decisions.SOURCES, *of_gates.SOURCES, *following.SOURCES)
_AREAS = "procedures|papers|paper|meetings|recusals|ties|waivers|statements|decisions|violations|follow_ups|form"
_CODE = re.compile(rf'"((?:{_AREAS})\.[a-z_]+)"')
_SHORT = re.compile(r'_refused\(\s*"([a-z_]+)"')


def _section(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def _rows(heading: str) -> list[list[str]]:
    """The cells of the tables in a section, without their heads."""
    lines = [line for line in _section(heading).splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if "`" in row[0]]


def _code_files() -> Iterable[Path]:
    source = REPOSITORY / "src" / "liem"
    folders = (source / "procedures", source / "reports")
    found = (file for folder in folders for file in folder.rglob("*.py") if file.parent.name != "migrations")
    return (*found, source / "actions" / "papers.py", source / "actions" / "paper_kinds.py")


def test_papers_are_those_of_procedures() -> None:
    told = {row[0].strip("`"): (row[1], row[2], row[3] == "✓") for row in _rows("Papers")}
    assert told == {name: (title.vi, title.en, name in PERSONAL) for name, title in PAPERS.items()}


def test_facts_are_those_that_may_be_stated() -> None:
    rows = _rows("Facts that are stated")
    told = {re.findall(r"`(\w+)`", table)[0]: tuple(re.findall(r"`(\w+)`", facts)) for table, facts in rows}
    assert told == dict(STATABLE)


def test_effects_duties_and_actions_are_all_there() -> None:
    assert {row[0].strip("`") for row in _rows("What decisions bring about")} == {effect.value for effect in Effect}
    assert {row[0].strip("`") for row in _rows("What is owed")} == {source.kind for source in SOURCES}
    named = [name for row in _rows("Actions") for name in re.findall(r"`([\w.]+)`", row[0])]
    assert {name.rpartition(".")[2] for name in named} == {
        name.removeprefix("procedures.") for name in ACTIONS if name.startswith("procedures.")
    }


def test_refusals_are_all_there() -> None:
    raised = {f"procedures.{one}" for one in Refusal}
    for file in _code_files():
        text = file.read_text(encoding="utf-8")
        raised |= set(_CODE.findall(text))
        raised |= {f"meetings.{name}" for name in _SHORT.findall(text)}
    told = set(re.findall(rf"`((?:{_AREAS})\.[a-z_]+)`", _section("Refusals")))
    elsewhere = {name for name in told if name not in raised}
    pages = "".join(file.read_text(encoding="utf-8") for file in (REPOSITORY / "src" / "liem" / "web").rglob("*.py"))
    assert raised - ACTIONS.keys() - told == set()
    assert {name for name in elsewhere if f'"{name}"' not in pages} == set()

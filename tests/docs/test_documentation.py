"""The documentation sends nobody astray: its commands exist, its links lead somewhere, its make targets are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from liem.cli import build_parser

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
COMMANDS = "run|serve|install|account|work|read|directives|import|places|export|audit|snapshot|ledger"
COMMAND = re.compile(rf'(?:\.venv/bin/)?liem ((?:{COMMANDS})\b[^`|\n#"]*)')
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _name(page: Path) -> str:
    return str(page.relative_to(REPOSITORY))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_commands_on_the_page_are_understood_by_the_shell(page: Path) -> None:
    for command in COMMAND.findall(page.read_text(encoding="utf-8")):
        words = [word for word in shlex.split(command.rstrip(" ,.;:)")) if word not in {"[--json]", "…"}]
        try:
            build_parser().parse_args(words)
        except SystemExit as refused:
            pytest.fail(f"{_name(page)} says “liem {command}”, which the shell refuses ({refused})")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_on_the_page_lead_to_files(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_make_targets_named_anywhere_exist() -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    defined = set(re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))}
    assert named <= defined
    assert {"run", "test"} <= named

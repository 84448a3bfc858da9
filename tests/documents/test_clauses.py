"""Every clause address that the clause table uses exists in the directive it names, and opens nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from liem.documents.model import Block
from liem.documents.outline import find_block
from liem.documents.reading import read_file
from liem.kernel.clauses import ClauseAddress

FILES = {"guidance": "000", "tra_vinh": "001", "khoi": "003", "bac_giang": "004"}
_MENTION = re.compile(r"(?P<name>guidance|tra_vinh|khoi|bac_giang)#(?P<paths>[^;|`]+)")
_PATH = re.compile(r"[IVX\d][\w.()]*(?:/(?:[bp]\d+|last))*")


def paths(listed: str) -> list[str]:
    """ "II.2/b1, III.3" and "8.1–8.6" as single paths."""
    found = []
    for part in listed.split(","):
        ends = part.strip().split(" ")[0].split("–")
        found.append(ends[0])
        if len(ends) == 2:
            stem, _, first = ends[0].rpartition(".")
            last = int(ends[1].rpartition(".")[2])
            found += [f"{stem}.{number}" for number in range(int(first) + 1, last + 1)]
    return [path for path in found if _PATH.fullmatch(path)]


def addresses(table: str) -> list[tuple[str, str]]:
    return sorted({(found["name"], path) for found in _MENTION.finditer(table) for path in paths(found["paths"])})


@pytest.fixture(scope="module")
def directives(shared_folder: Path) -> dict[str, tuple[Block, ...]]:
    return {
        name: read_file(next((shared_folder / "documents").glob(f"{number}_*.txt"))).blocks
        for name, number in FILES.items()
    }


def test_all_addresses_of_the_clause_table_exist(shared_folder: Path, directives: dict[str, tuple[Block, ...]]) -> None:
    table = (shared_folder / "design" / "clauses.md").read_text(encoding="utf-8")
    wanted = addresses(table)
    assert len(wanted) > 60
    assert [f"{name}#{path}" for name, path in wanted if find_block(directives[name], path) is None] == []


def test_every_address_is_a_clause_address(directives: dict[str, tuple[Block, ...]]) -> None:
    for name, blocks in directives.items():
        for block in blocks:
            assert str(ClauseAddress(name, block.address)) == f"{name}#{block.address}"

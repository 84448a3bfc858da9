"""The two demo directives: read in full by the reader, tied to their pack, and in words of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from liem.demo.fill import build_demo_realm
from liem.demo.setup import DEMO_DIRECTIVES
from liem.documents.reading import read_file
from liem.rulebook.book import rule_book

CONCLUSION, PLAN = DEMO_DIRECTIVES / "ket_luan_05_kl_tu.txt", DEMO_DIRECTIVES / "ke_hoach_18_kh_tu.txt"
OWN_WORDS = 12


def test_the_conclusion_is_the_document_of_its_pack() -> None:
    header = read_file(CONCLUSION).header
    pack = next(pack for pack in rule_book().packs if pack.short == "lac_giang")
    assert (header.symbol, header.issuer) == (pack.document.symbol, pack.document.issuer)
    assert (header.type, header.date, header.place) == ("kết luận", "2025-08-15", "Lạc Giang")


def test_every_clause_that_the_pack_rests_on_is_in_the_conclusion() -> None:
    addresses = {block.address for block in read_file(CONCLUSION).blocks}
    clauses = {
        clause.path
        for target in rule_book().targets
        if target.pack == "lac_giang_05_kl_tu"
        for clause in target.clauses
    }
    assert clauses
    assert clauses - addresses == set()
    assert "2(3)/p2" in addresses


def test_the_plan_shows_every_kind_of_timing() -> None:
    reading = read_file(PLAN)
    assert (reading.header.symbol, reading.header.date) == ("18-KH/TU", "2026-03-14")
    assert {timing.kind for timing in reading.timings} == {"due", "recurring", "ongoing", "period"}
    assert {citation.symbol for citation in reading.citations} == {None, "59/2019/NĐ-CP", "05-KL/TU"}
    owners = {body for task in reading.tasks for body in task.responsible}
    assert {"Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy", "Sở Tài chính", "Thanh tra tỉnh"} <= owners


def test_nothing_in_them_is_left_unread() -> None:
    assert [read_file(path).leftovers for path in (CONCLUSION, PLAN)] == [(), ()]


def test_those_who_sign_hold_that_office_in_the_province() -> None:
    heads = build_demo_realm().provincial_heads
    signatories = [read_file(path).header.signatory for path in (CONCLUSION, PLAN)]
    assert [signatory.name for signatory in signatories if signatory] == [
        heads["secretary"].name,
        heads["standing-deputy"].name,
    ]


@pytest.mark.parametrize("path", [CONCLUSION, PLAN], ids=lambda path: path.stem)
def test_no_run_of_words_is_taken_from_a_real_directive(path: Path, shared_folder: Path) -> None:
    real = {run for file in (shared_folder / "documents").glob("*.txt") for run in runs(file)}
    assert runs(path) & real == set()


def runs(path: Path) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())
    return {tuple(words[start : start + OWN_WORDS]) for start in range(len(words) - OWN_WORDS + 1)}

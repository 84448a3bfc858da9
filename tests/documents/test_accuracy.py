"""The four labelled directives: accuracy must not fall below what docs/accuracy.md reports, by more than noise."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from liem.documents.reading import read_file, to_json

THRESHOLDS = {
    "header": 0.9,
    "cite_dates": 0.95,
    "outline": 0.95,
    "citations": 0.95,
    "timings": 0.95,
    "tasks": 0.95,
    "responsible": 0.9,
    "targets": 0.9,
}


def scorer(shared_folder: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location("score_reading", shared_folder / "tools" / "score_reading.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_the_labelled_directives_are_read_as_well_as_reported(shared_folder: Path) -> None:
    score = scorer(shared_folder)
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    gold_files = sorted((shared_folder / "gold").glob("*.json"))
    for gold_file in gold_files:
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        got = json.loads(json.dumps(to_json(read_file(shared_folder / "documents" / f"{gold_file.stem}.txt"))))
        hit, total = score.score_document(gold, got, None, gold_file.stem)
        hits += hit
        totals += total
    figures = score.summary(hits, totals)
    assert len(gold_files) == 4
    assert {name: figure for name, figure in figures.items() if figure < THRESHOLDS[name]} == {}
    assert set(figures) == set(THRESHOLDS)


@pytest.mark.parametrize(
    ("document", "address", "opening"),
    [
        ("001", "II.2/b5", "Tiếp tục thực hiện việc lấy phiếu"),
        ("001", "II.3.2/b4", "Nâng cao chất lượng công tác đánh giá"),
        ("003", "II.1.10", "Các cấp ủy, tổ chức đảng, lãnh đạo"),
        ("004", "2(4)/p2", "Phấn đấu khoảng 30%"),
        ("004", "5/p2", "Bổ nhiệm, giới thiệu cán bộ"),
        ("000", "2.4", "Về thực hiện quy trình"),
        ("000", "2/last", "Trong quá trình thực hiện, nếu"),
    ],
)
def test_addresses_open_at_the_right_passage(shared_folder: Path, document: str, address: str, opening: str) -> None:
    from liem.documents.outline import find_block

    [file] = (shared_folder / "documents").glob(f"{document}_*.txt")
    reading = read_file(file)
    block = find_block(reading.blocks, address)
    assert block is not None
    words = " ".join(reading.text[block.start : block.end].split()).lstrip("-0123456789.() ")
    assert words.startswith(opening)

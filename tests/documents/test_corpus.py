"""The corpus of invented directives: read as well as docs/accuracy.md says, and well made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from documents.accuracy import (
    COLUMNS,
    CORPUS,
    PAGE,
    Figures,
    collections,
    score,
    scorer,
    table,
    tables,
    unexplained,
)

LEAST = {
    "header": 0.97, "outline": 0.97, "citations": 0.98, "cite_dates": 0.98, "timings": 0.95, "tasks": 0.93,
    "responsible": 0.9, "targets": 0.9,
}  # fmt: skip
GOLD = sorted(CORPUS.glob("*/*.json"))
Scores = dict[str, tuple[dict[str, Figures], list[tuple[str, ...]]]]


@pytest.fixture(scope="module")
def scores(shared_folder: Path) -> Scores:
    tool = scorer(shared_folder)
    return {labelled.name: score(labelled, tool) for labelled in collections(shared_folder)}


@pytest.mark.parametrize("name", ["gold", "seen", "held-out"])
def test_every_layer_reaches_what_is_asked(scores: Scores, name: str) -> None:
    figures = scores[name][0]["ALL"]
    assert {layer: figures[layer] for layer in COLUMNS if (figures[layer] or 0) < LEAST[layer]} == {}


@pytest.mark.parametrize("name", ["gold", "seen", "held-out"])
def test_the_page_prints_these_figures(scores: Scores, name: str) -> None:
    """Rewrite them with `python tests/documents/accuracy.py`."""
    assert tables(PAGE.read_text(encoding="utf-8"))[name] == table(scores[name][0])


@pytest.mark.parametrize("name", ["gold", "seen", "held-out"])
def test_the_page_explains_every_miss(scores: Scores, name: str) -> None:
    assert list(unexplained(PAGE.read_text(encoding="utf-8"), scores[name][1])) == []


def test_the_corpus_is_large_and_a_third_is_held_out() -> None:
    assert len(GOLD) >= 24
    assert len(list((CORPUS / "held_out").glob("*.json"))) * 3 >= len(GOLD)


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_every_label_has_the_words_of_its_span(gold: Path) -> None:
    text = gold.with_suffix(".txt").read_bytes().decode("utf-8")
    labels = json.loads(gold.read_text(encoding="utf-8"))
    assert labels["outline"]
    for layer in ("citations", "dates_deadlines", "targets"):
        for item in labels[layer]:
            assert text[item["start"] : item["end"]] == item["text"]
    for task in labels["tasks"]:
        assert text[task["start"] : task["end"]].strip()

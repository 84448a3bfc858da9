"""How accurately the labelled texts are read, as the tables of docs/accuracy.md print it.

`python tests/documents/accuracy.py` rewrites the tables there; test_corpus.py fails where they no longer hold.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from liem.documents.reading import read_file, to_json

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = REPOSITORY / "docs" / "accuracy.md"
CORPUS = Path(__file__).parent / "corpus"
COLUMNS = ("header", "outline", "citations", "cite_dates", "timings", "tasks", "responsible", "targets")
Figures = dict[str, float | None]


@dataclass(frozen=True)
class Labelled:
    """Texts with their gold readings, and the name of their table on the page."""

    name: str
    texts: Path
    gold: Path


def collections(shared: Path) -> list[Labelled]:
    return [
        Labelled("gold", shared / "documents", shared / "gold"),
        Labelled("seen", CORPUS / "seen", CORPUS / "seen"),
        Labelled("held-out", CORPUS / "held_out", CORPUS / "held_out"),
    ]


def scorer(shared: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location("score_reading", shared / "tools" / "score_reading.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def score(labelled: Labelled, tool: ModuleType) -> tuple[dict[str, Figures], list[tuple[str, ...]]]:
    """The figures of every text and of "ALL", and the misses as (text, layer, kind or field, words)."""
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    misses: list[tuple[object, ...]] = []
    rows: dict[str, Figures] = {}
    for gold in sorted(labelled.gold.glob("*.json")):
        reading = json.loads(json.dumps(to_json(read_file(labelled.texts / f"{gold.stem}.txt"))))
        hit, total = tool.score_document(json.loads(gold.read_text(encoding="utf-8")), reading, misses, gold.stem)
        rows[gold.stem] = tool.summary(hit, total)
        hits += hit
        totals += total
    rows["ALL"] = tool.summary(hits, totals)
    return rows, [tuple(" ".join(str(part).split()) for part in miss[:4]) for miss in misses]


def table(rows: dict[str, Figures]) -> str:
    """The rows as a block of text."""
    lines = [f"{'document':30}" + "".join(f"{name:>12}" for name in COLUMNS)]
    for name, row in rows.items():
        cells = ("-" if (value := row[column]) is None else f"{value:.3f}" for column in COLUMNS)
        lines.append(f"{name:30}" + "".join(f"{cell:>12}" for cell in cells))
    return "```\n" + "\n".join(lines) + "\n```"


def tables(page: str) -> dict[str, str]:
    """The tables that stand on the page, by name."""
    return {found[1]: found[2] for found in _TABLE.finditer(page)}


def unexplained(page: str, misses: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The misses for which the page has no row with the number of the text, the layer and the words."""
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    for miss in misses:
        text, layer, words = miss[0].split("_")[0], miss[1], miss[3 if miss[2] in ("missed", "extra") else 2]
        if not any(f"| {text} " in row and f"| {layer} " in row and words.casefold() in row.casefold() for row in rows):
            yield miss


_TABLE = re.compile(r"<!-- figures: ([\w-]+) -->\n(```\n.*?\n```)", re.DOTALL)


def main() -> None:
    shared = REPOSITORY.parent / "shared"
    tool = scorer(shared)
    page = PAGE.read_text(encoding="utf-8")
    for labelled in collections(shared):
        rows, misses = score(labelled, tool)
        before = f"<!-- figures: {labelled.name} -->\n"
        page = page.replace(before + tables(page)[labelled.name], before + table(rows))
        for miss in unexplained(page, misses):
            print("without a row:", *miss, sep=" | ")
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

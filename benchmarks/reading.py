"""How fast a text is read: megabytes of text per second on one core, for real directives and for hostile input.

    python benchmarks/reading.py [FOLDER]

FOLDER holds .txt directives (default: ../shared/documents beside the repository). Each row is read at two sizes, so
that growth shows: twice the text should take about twice the time.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from liem.documents.reading import read

HOSTILE_SIZE = 1_000_000
HOSTILE = {
    "one long line": "cán bộ ",
    "digits": "1",
    "1.1.1.": "1.1.1.",
    "brackets": "(",
    "spaces": " ",
    "short labels": "1. a\n",
    "percentages": "1% ",
    "symbols": "số 1-KH/TU, ",
    "dates": "ngày 1/1/2020 ",
    "decomposed letters": "a\u0301",
}


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared" / "documents")
    print(f"{'text':24}{'MB':>8}{'seconds':>10}{'MB/s':>8}{'× at double size':>18}")
    for file in sorted(folder.glob("*.txt")):
        _row(file.stem, _body(file.read_text(encoding="utf-8")), times=max(1, 1_000_000 // file.stat().st_size))
    for name, unit in HOSTILE.items():
        _row(name, unit, times=HOSTILE_SIZE // len(unit))


def _body(text: str) -> str:
    """A directive without its list of recipients, so that copies one after the other all count as body."""
    return text.partition("Nơi nhận")[0] + "\n\n"


def _row(name: str, unit: str, *, times: int) -> None:
    single, double = _seconds(unit * times), _seconds(unit * times * 2)
    size = len((unit * times).encode()) / 1e6
    print(f"{name:24}{size:8.2f}{single:10.2f}{size / single:8.2f}{double / single:18.2f}")


def _seconds(text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()

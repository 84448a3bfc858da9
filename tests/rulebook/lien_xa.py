"""A small invented pack in a folder of its own, as an office would add it with LIEM_PACKS."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from liem.rulebook.book import PACKS_VARIABLE, read_once

PACK = "lien_xa"
FOLDER = Path(__file__).parent / "packs"


@contextmanager
def added(monkeypatch: pytest.MonkeyPatch, folder: Path = FOLDER) -> Iterator[None]:
    """The rule book with the pack in it."""
    monkeypatch.setenv(PACKS_VARIABLE, str(folder))
    read_once.cache_clear()
    try:
        yield
    finally:
        read_once.cache_clear()

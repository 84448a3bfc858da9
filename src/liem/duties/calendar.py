"""The working days that limits are counted with: those of the rule book."""

from __future__ import annotations

from functools import lru_cache

from liem.kernel.workdays import Workdays
from liem.rulebook.book import known_law


@lru_cache(maxsize=1)
def workdays() -> Workdays:
    """The calendar of the law as this process has read it."""
    return known_law().workdays

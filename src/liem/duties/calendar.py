"""The working days that limits are counted with: those of the rule book, with the years that were verified here."""

from __future__ import annotations

from liem.kernel.workdays import Workdays
from liem.rulebook.book import known_law
from liem.rulebook.verification import verified_here
from liem.rulebook.verified import with_verifications


def workdays() -> Workdays:
    """The calendar of the law as this process has read it. One query."""
    return with_verifications(known_law(), verified_here()).workdays

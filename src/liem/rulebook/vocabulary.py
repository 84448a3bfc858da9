"""The vocabulary of the installation: every fact table that an app above this one publishes when it starts."""

from __future__ import annotations

from liem.law.vocabulary import FactTable, Vocabulary

_published: dict[str, FactTable] = {}


def publish(tables: tuple[FactTable, ...]) -> None:
    """Adds an app's fact tables. Called from `AppConfig.ready`; publishing the same tables again changes nothing."""
    for table in tables:
        _published[table.name] = table


def vocabulary() -> Vocabulary:
    """Everything published so far."""
    return Vocabulary(tuple(_published.values()))

"""The page `docs/reference/facts.md`, written from the published vocabulary itself."""

from __future__ import annotations

from collections.abc import Iterator

from liem.law.vocabulary import Fact, FactTable, FactType, Vocabulary

_HEAD = """# Facts

Every fact that a condition may name, table by table. A rule is `about` one table, and its conditions name the facts of
that table and nothing else. `subject`, `person` and `body` say whom a row is about; conditions do not name them.

| type | what it is | in a case |
| --- | --- | --- |
| boolean | true, false or unknown | `is_local: true` |
| number | a number of the unit given | `places: 2` |
| text | a text; one of the choices where they are listed | `role: chair` |
| date | a calendar day | `due_on: 2025-12-31` |
| count | rows on record; exact only once the section is attested complete | `products: {rows: 1, closed: true}` |
| latest | day of the latest such row, with the same closure | `reviewed_on: {latest: 2025-10-01, closed: true}` |

A fact that is not given is unknown. While a count or a latest day is open, a rule may find it large enough or late
enough, and never too small. “Lacking” names the paper that is missing while the fact is unknown.

A table marked **not filled yet** waits for the procedure that will fill it: rules about it can be written and tried on
cases, and concern nobody.

A retirement day is the day on which the age of the Labour Code 2019, article 169, is reached in normal working
conditions: full age in months from the day of birth, on the last day of the month where there is no such day. When work
ends in that month, and the longer ages of named titles, are not in it.

This page is written by `liem.rulebook.fact_reference.page()`.
"""


def page(vocabulary: Vocabulary) -> str:
    """The whole page as Markdown."""
    tables = sorted(vocabulary.tables, key=lambda table: (not table.is_filled, table.name))
    return "\n".join([_HEAD, *_contents(tables), *(line for table in tables for line in _table(table))]) + "\n"


def _contents(tables: list[FactTable]) -> Iterator[str]:
    yield "## Tables\n"
    yield "| table | one row is | mỗi dòng là | |"
    yield "| --- | --- | --- | --- |"
    for table in tables:
        filled = "" if table.is_filled else "not filled yet"
        yield f"| [`{table.name}`](#{table.name}) | {table.meaning.en} | {table.meaning.vi} | {filled} |"


def _table(table: FactTable) -> Iterator[str]:
    yield f"\n## `{table.name}`\n"
    yield f"{table.meaning.en}. {table.meaning.vi}.\n"
    if table.source:
        word = "Comes from" if table.is_filled else "Not filled yet; will come from"
        yield f"{word}: {table.source.en} ({table.source.vi}).\n"
    yield "| fact | type | unit, choices | meaning | nghĩa | comes from | lacking |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for fact in table.facts:
        source = fact.source.en if fact.source else ""
        paper = f"{fact.paper.en} ({fact.paper.vi})" if fact.paper else ""
        yield (
            f"| `{fact.name}` | {fact.type} | {_measure(fact)} | {fact.meaning.en} | {fact.meaning.vi} | {source} "
            f"| {paper} |"
        )


def _measure(fact: Fact) -> str:
    if fact.type is FactType.TEXT:
        return ", ".join(f"`{choice}`" for choice in fact.choices)
    return fact.unit.en if fact.unit else ""

"""A vocabulary checks itself on creation."""

from __future__ import annotations

from collections.abc import Callable

import ibis
import pytest

from law.vocabulary import CANDIDACY, VOCABULARY, fact, table
from liem.kernel.errors import LiemError, Message
from liem.law.vocabulary import Fact, FactType, Vocabulary


def test_a_table_promises_its_columns_with_types_and_closures() -> None:
    made = table(
        "thing",
        fact("year", FactType.NUMBER),
        fact("seen", FactType.COUNT),
        fact("newest", FactType.LATEST),
        fact("kind", FactType.TEXT, "a", "b"),
        fact("good", FactType.BOOLEAN),
        fact("day", FactType.DATE),
    )
    assert made.schema() == ibis.schema(
        {
            "subject": "string",
            "person": "string",
            "body": "string",
            "year": "float64",
            "seen": "int64",
            "seen_closed": "boolean",
            "newest": "date",
            "newest_closed": "boolean",
            "kind": "string",
            "good": "boolean",
            "day": "date",
        }
    )


def test_tables_and_facts_are_found_by_name() -> None:
    kind = CANDIDACY.fact("kind")
    assert kind is not None
    found = (VOCABULARY.table("candidacy"), VOCABULARY.table("candidacies"), kind.type, CANDIDACY.fact("x"))
    assert found == (CANDIDACY, None, FactType.TEXT, None)


@pytest.mark.parametrize(
    "make",
    [
        lambda: fact("as_of", FactType.DATE),
        lambda: fact("or", FactType.BOOLEAN),
        lambda: fact("Kind", FactType.TEXT),
        lambda: fact("names_closed", FactType.BOOLEAN),
        lambda: fact("cut_off_1", FactType.DATE),
        lambda: fact("subject", FactType.TEXT),
        lambda: Fact("year", FactType.NUMBER, Message("năm", "year"), choices=("2024",)),
        lambda: table("thing", fact("a", FactType.DATE), fact("a", FactType.TEXT)),
        lambda: Vocabulary((CANDIDACY, CANDIDACY)),
    ],
)
def test_a_name_that_could_be_mistaken_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(LiemError) as refused:
        make()
    assert refused.value.code == "law.vocabulary"

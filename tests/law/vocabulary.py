"""The published facts, as the tests of the pure law need them: each table is stored just as its facts are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import ibis

from liem.kernel.errors import Message
from liem.law.vocabulary import Fact, FactTable, FactType, Vocabulary
from liem.rulebook.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class StoredAsFacts:
    """The rows of a fact table, taken from the stored table of the same name."""

    name: str

    def __call__(self, tables: Mapping[str, ibis.Table], moment: ibis.Table) -> ibis.Table:
        return tables[self.name]


def fact(name: str, kind: FactType, *choices: str) -> Fact:
    return Fact(name, kind, Message(name, name.replace("_", " ")), choices=choices)


def table(name: str, *facts: Fact) -> FactTable:
    return FactTable(name, Message(name, name.replace("_", " ")), facts, StoredAsFacts(name))


VOCABULARY = Vocabulary(tuple(replace(one, rows=StoredAsFacts(one.name)) for one in vocabulary().tables))


def _published(name: str) -> FactTable:
    found = VOCABULARY.table(name)
    assert found is not None, name
    return found


EVALUATION = _published("evaluation")
PERSONNEL_WORK = _published("personnel_work")
HOLDING = _published("holding")
CANDIDACY = _published("candidacy")

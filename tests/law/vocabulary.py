"""The facts that the packs speak about, as the tests need them: each table is stored just as its facts are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import ibis

from liem.kernel.errors import Message
from liem.law.vocabulary import Fact, FactTable, FactType, Vocabulary


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


EVALUATION = table(
    "evaluation",
    fact("year", FactType.NUMBER),
    fact("grade", FactType.TEXT, "excellent", "good", "completed", "not_completed"),
    fact("products", FactType.COUNT),
    fact("collective_references", FactType.COUNT),
)
PERSONNEL_WORK = table("personnel_work", fact("continuous_since", FactType.DATE))
HOLDING = table(
    "holding",
    fact(
        "role",
        FactType.TEXT,
        "secretary",
        "standing_deputy_secretary",
        "deputy_secretary",
        "standing_committee_member",
        "committee_member",
        "chair",
        "vice_chair",
        "council_chair",
        "council_vice_chair",
        "council_member",
        "director",
        "deputy_director",
        "division_head",
        "division_deputy",
        "specialist",
    ),
    fact(
        "body_kind",
        FactType.TEXT,
        "committee",
        "standing_committee",
        "commission",
        "agency",
        "council",
        "administration",
        "front",
        "union",
        "enterprise",
        "unit",
    ),
    fact("body_level", FactType.TEXT, "province", "district", "commune"),
    fact("place", FactType.TEXT),
    fact("is_key_leader", FactType.BOOLEAN),
    fact("is_local", FactType.BOOLEAN),
    fact("born_on", FactType.DATE),
    fact("is_woman", FactType.BOOLEAN),
    fact("foreign_languages", FactType.COUNT),
    fact("key_district_posts", FactType.COUNT),
)
DECLARATION_DUTY = table(
    "declaration_duty",
    fact("due_on", FactType.DATE),
    fact("filings", FactType.COUNT),
    fact("filings_in_time", FactType.COUNT),
    fact("publications", FactType.COUNT),
)
NOMINATION_MEETING = table(
    "nomination_meeting",
    fact("held_on", FactType.DATE),
    fact("names", FactType.COUNT),
    fact("places", FactType.NUMBER),
)
CANDIDACY = table(
    "candidacy",
    fact("kind", FactType.TEXT, "appointment", "reappointment", "nomination", "succession", "training"),
    fact("opened_on", FactType.DATE),
    fact("planned_on", FactType.DATE),
    fact("decided", FactType.BOOLEAN),
    fact("decided_on", FactType.DATE),
    fact("political_conclusions", FactType.COUNT),
    fact("latest_recognised_result", FactType.LATEST),
    fact("action_programmes", FactType.COUNT),
    fact("related_participants", FactType.COUNT),
    fact("participants", FactType.NUMBER),
    fact("participants_declared", FactType.NUMBER),
)
VOCABULARY = Vocabulary((EVALUATION, PERSONNEL_WORK, HOLDING, DECLARATION_DUTY, NOMINATION_MEETING, CANDIDACY))

"""The facts of procedures: candidacies, meetings, decisions, and tables that later procedures will fill."""

from __future__ import annotations

from liem.law.vocabulary import FactTable
from liem.procedures.facts import endings, evaluations, files, moves, succession, votes
from liem.procedures.facts.candidacies import CANDIDACY
from liem.procedures.facts.decisions import PERSONNEL_DECISION
from liem.procedures.facts.meetings import NOMINATION_MEETING

FACT_TABLES: tuple[FactTable, ...] = (
    CANDIDACY,
    NOMINATION_MEETING,
    PERSONNEL_DECISION,
    *succession.FACT_TABLES,
    *moves.FACT_TABLES,
    *files.FACT_TABLES,
    *votes.FACT_TABLES,
    *endings.FACT_TABLES,
    *evaluations.FACT_TABLES,
)

__all__ = ["FACT_TABLES"]

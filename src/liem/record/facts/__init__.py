"""The facts that the record publishes to the law: each a table of subjects with typed columns."""

from __future__ import annotations

from liem.law.vocabulary import FactTable
from liem.record.facts.appointments import APPOINTMENT
from liem.record.facts.collectives import AGENCY_LEADERSHIP, GRADE_GROUP, GRADING
from liem.record.facts.declarations import DECLARATION_DUTY
from liem.record.facts.evaluations import EVALUATION
from liem.record.facts.holdings import HOLDING
from liem.record.facts.kin_pairs import KIN_PAIR
from liem.record.facts.personnel_work import PERSONNEL_WORK

FACT_TABLES: tuple[FactTable, ...] = (
    EVALUATION,
    PERSONNEL_WORK,
    HOLDING,
    APPOINTMENT,
    KIN_PAIR,
    DECLARATION_DUTY,
    GRADING,
    GRADE_GROUP,
    AGENCY_LEADERSHIP,
)

__all__ = ["FACT_TABLES"]

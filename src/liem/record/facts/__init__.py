"""The facts that the record publishes to the law: each a table of subjects with typed columns."""

from __future__ import annotations

from liem.law.vocabulary import FactTable
from liem.record.facts.declarations import DECLARATION_DUTY
from liem.record.facts.evaluations import EVALUATION
from liem.record.facts.holdings import HOLDING
from liem.record.facts.personnel_work import PERSONNEL_WORK

FACT_TABLES: tuple[FactTable, ...] = (EVALUATION, PERSONNEL_WORK, HOLDING, DECLARATION_DUTY)

__all__ = ["FACT_TABLES"]

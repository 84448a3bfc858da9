"""Evaluations and gradings on record, and those that running cases propose."""

from __future__ import annotations

from dataclasses import replace

from liem.law.vocabulary import FactTable
from liem.procedures.facts.planned_rows import planned_evaluations, planned_gradings, together
from liem.record.facts.collectives import GRADING
from liem.record.facts.evaluations import EVALUATION, evaluation_rows

FACT_TABLES: tuple[FactTable, ...] = (
    replace(EVALUATION, rows=together(evaluation_rows, planned_evaluations)),
    replace(GRADING, rows=planned_gradings),
)

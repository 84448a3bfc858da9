# ruff: noqa: N801, N805 - OpenFisca calls a variable's class by its name, and hands the population to its formula
"""The conditions of three tables of facts as OpenFisca variables; run by `side_by_side.py` where openfisca-core is.

    python benchmarks/_openfisca.py FOLDER

FOLDER holds one `<table>.<fact>.npy` for each fact. Prints JSON: for each rule the seconds and the counts by verdict.
OpenFisca has no unknown: closures and known-flags come as variables of their own, and the verdict is a number.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MET, NOT_MET, UNKNOWN, NOT_APPLICABLE = range(4)
EXCELLENT, DISTRICT, COMMUNE = 1, 2, 3  # how `side_by_side.py` numbers the texts
DAY = "2026-10-31"
SUBJECT = build_entity(key="subject", plural="subjects", label="A subject", is_person=True)


def verdict(applies, holds, known):
    return np.select([~applies, ~known, holds], [NOT_APPLICABLE, UNKNOWN, MET], NOT_MET)


def at_least_one(count, closed):
    """Whether there is one, and whether that is known: more may exist than are on record."""
    return count >= 1, (count >= 1) | closed


class excellent_needs_product(Variable):
    value_type, entity, definition_period = int, SUBJECT, DateUnit.DAY

    def formula(subject, period):
        holds, known = at_least_one(subject("products", period), subject("products_closed", period))
        graded = subject("grade", period)
        return np.where(graded == 0, UNKNOWN, verdict(graded == EXCELLENT, holds, known))


class grade_beside_collective(Variable):
    value_type, entity, definition_period = int, SUBJECT, DateUnit.DAY

    def formula(subject, period):
        count, closed = subject("collective_references", period), subject("collective_references_closed", period)
        return verdict(np.ones_like(closed), *at_least_one(count, closed))


class declaration_filed_in_time(Variable):
    value_type, entity, definition_period = int, SUBJECT, DateUnit.DAY

    def formula(subject, period):
        holds, known = at_least_one(subject("filings_in_time", period), subject("filings_in_time_closed", period))
        return verdict(subject("is_due", period), holds, known)


class declaration_published(Variable):
    value_type, entity, definition_period = int, SUBJECT, DateUnit.DAY

    def formula(subject, period):
        filed, filed_known = at_least_one(subject("filings", period), subject("filings_closed", period))
        holds, known = at_least_one(subject("publications", period), subject("publications_closed", period))
        due = subject("is_due", period)
        return np.where(due & ~filed_known, UNKNOWN, verdict(due & filed, holds, known))


class key_leaders_not_local(Variable):
    value_type, entity, definition_period = int, SUBJECT, DateUnit.DAY

    def formula(subject, period):
        level = subject("body_level", period)
        applies = subject("is_key_leader", period) & ((level == DISTRICT) | (level == COMMUNE))
        return verdict(applies, ~subject("is_local", period), subject("is_local_known", period))


RULES = {
    "evaluation": (excellent_needs_product, grade_beside_collective),
    "declaration_duty": (declaration_filed_in_time, declaration_published),
    "holding": (key_leaders_not_local,),
}


def given(name, kind):
    body = {"value_type": kind, "entity": SUBJECT, "definition_period": DateUnit.DAY}
    return type(name, (Variable,), body)


def main(folder: Path) -> None:
    answers = {}
    for table, rules in RULES.items():
        arrays = {file.name.split(".")[1]: np.load(file) for file in sorted(folder.glob(f"{table}.*.npy"))}
        started = time.perf_counter()
        system = TaxBenefitSystem([SUBJECT])
        for name, values in arrays.items():
            system.add_variable(given(name, bool if values.dtype == bool else int))
        for rule in rules:
            system.add_variable(rule)
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("subject", np.arange(len(next(iter(arrays.values())))))
        simulation = builder.build(system)
        for name, values in arrays.items():
            simulation.set_input(name, DAY, values)
        for rule in rules:
            found = simulation.calculate(rule.__name__, DAY)
            answers[rule.__name__] = [int(number) for number in np.bincount(found, minlength=4)]
        answers[f"seconds {table}"] = time.perf_counter() - started
    print(json.dumps(answers))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The same five rules over the same rows: Liêm, a plain loop over people with Django's ORM, and OpenFisca-core.

    python benchmarks/side_by_side.py [PEOPLE] [PLACES.csv]

Fills a SQLite database of its own. All three must count the same verdicts. OpenFisca-core is run where it is installed
(dependency group `bench`), or by the interpreter that LIEM_OPENFISCA_PYTHON names; it gets the facts ready made, as
arrays, so beside it stands Liêm over ready-made facts (a snapshot, on DuckDB).
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

FOLDER = tempfile.TemporaryDirectory()
os.environ["DJANGO_SETTINGS_MODULE"] = "liem.web.settings"
os.environ["LIEM_DATABASE_URL"] = f"sqlite:///{FOLDER.name}/benchmark.sqlite3"

import django

django.setup()

import duckdb
import numpy as np
from django.core.management import call_command
from gate import PLACES, fill

from liem.demo.national import Country, draw
from liem.kernel.verdicts import Verdict, verdict_of
from liem.law.engine import DuckDBEngine
from liem.law.snapshot_facts import open_snapshots
from liem.law.snapshots import ORIGIN, write_snapshot
from liem.law.tally import tally
from liem.oversight.audit import STORED_APPS
from liem.record.models import (
    Attestation,
    BodyState,
    Declaration,
    EvaluationForm,
    EvaluationProduct,
    Person,
    PersonDetails,
    Place,
    PostState,
)
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.vocabulary import vocabulary

T = TypeVar("T")
PEOPLE = 10_000
READY_MADE = 240_000  # the most that the country puts into one province
RULES = (
    "excellent_needs_product",
    "grade_beside_collective",
    "declaration_filed_in_time",
    "declaration_published",
    "key_leaders_not_local",
)
COUNTED = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
NUMBERS = {"excellent": 1, "district": 2, "commune": 3}  # as `_openfisca.py` has them
Counts = dict[str, tuple[int, ...]]


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    places = Path(sys.argv[2]) if len(sys.argv) > 2 else PLACES
    _beside_a_loop(Country(places, people=people))
    _beside_openfisca(Country(places, people=READY_MADE))


def _beside_a_loop(country: Country) -> None:
    call_command("migrate", verbosity=0)
    fill(country)
    _head(country, "from the record on SQLite")
    seconds, counts = _seconds(lambda: _on_the_record(country), warm=True)
    _row("Liêm", seconds, seconds)
    looped, by_loop = _seconds(lambda: _loop(country.as_of))
    _must_agree("the loop", by_loop, counts)
    _row("a loop over people with Django's ORM", looped, seconds)


def _beside_openfisca(country: Country) -> None:
    ready = Path(FOLDER.name)
    _write_ready(ready, country)
    with duckdb.connect(config={"threads": 2}) as connection:
        engine = DuckDBEngine(connection)
        opened = open_snapshots([ready / "snapshot"], vocabulary=vocabulary(), engine=engine)
        ask = partial(_tally, country, vocabulary=opened.vocabulary, tables=opened.tables, engine=engine, by=ORIGIN)
        seconds, counts = _seconds(ask, warm=True)
    _head(country, "from facts that are ready made")
    _row("Liêm on DuckDB, reading the snapshot", seconds, seconds)
    answers = _openfisca(ready)
    if answers is not None:
        _must_agree("OpenFisca", {rule: tuple(answers[rule][:3]) for rule in RULES}, counts)
        alone = sum(value for name, value in answers.items() if name.startswith("seconds"))
        _row("OpenFisca-core, from arrays in memory", alone, seconds)


def _head(country: Country, what: str) -> None:
    print(f"\n{country.people:,} people, five rules, {what}\n\n| {'who':<40} | {'seconds':>8} | {'× Liêm':>7} |")
    print(f"| {'-' * 40} | {'-' * 7}: | {'-' * 6}: |")


def _tally(country: Country, *, by: str, **question: object) -> Counts:
    law = rule_book().in_force(country.as_of)
    rules = [rule for rule in law.rules if rule.id in RULES]
    found = tally(rules, by=by, parameters=law.parameters_on(country.as_of), as_of=country.as_of, **question)
    return {
        rule: tuple(sum(one.of(verdict) for one in found if one.rule_id == rule) for verdict in COUNTED)
        for rule in RULES
    }


def _on_the_record(country: Country) -> Counts:
    return _tally(
        country, by="body", vocabulary=vocabulary(), tables=stored_tables(*STORED_APPS), engine=working_engine()
    )


def _loop(as_of: date) -> Counts:
    """What somebody would write without an engine: for each person, fetch what the rules speak of, and decide."""
    found = {rule: Counter() for rule in RULES}
    for person in Person.objects.all():
        for evaluation in person.evaluations.all():
            form = EvaluationForm.objects.filter(
                evaluation=evaluation, known_to__isnull=True, evaluated_on__lte=as_of
            ).first()
            if form is None:
                continue
            closed = _attested(evaluation.key, "evaluation_form", form.evaluated_on)
            products = EvaluationProduct.objects.filter(evaluation=evaluation, known_to__isnull=True).count()
            excellent = None if form.grade == "" else form.grade == "excellent"
            found["excellent_needs_product"][verdict_of(excellent, _one_of(products, closed))] += 1
            references = (form.collective_grade != "") + (form.body_result != "")
            found["grade_beside_collective"][verdict_of(True, _one_of(references, closed))] += 1
        for duty in person.declaration_duties.all():
            steps = Declaration.objects.filter(duty=duty, known_to__isnull=True, taken_on__lte=as_of)
            now, then = _attested(person.key, "declarations", as_of), _attested(person.key, "declarations", duty.due_on)
            in_time = steps.filter(step="filed", taken_on__lte=duty.due_on).count()
            due = duty.due_on < as_of
            found["declaration_filed_in_time"][verdict_of(due, _one_of(in_time, then))] += 1
            filed = _one_of(steps.filter(step="filed").count(), now)
            published = _one_of(steps.filter(step="published").count(), now)
            found["declaration_published"][verdict_of(due and filed, published)] += 1
        details = PersonDetails.objects.filter(person=person, known_to__isnull=True).first()
        for tenure in person.tenures.filter(known_to__isnull=True):
            if (tenure.valid_from and tenure.valid_from > as_of) or (tenure.valid_to and tenure.valid_to <= as_of):
                continue
            post = _held(PostState.objects.filter(post_id=tenure.post_id), as_of)
            body = post and _held(BodyState.objects.filter(body_id=post.body_id), as_of)
            if body is None:
                continue
            applies = post.is_key_leader and body.level in {"district", "commune"}
            local = _is_local(details.home_place_id if details else None, body.place_id)
            found["key_leaders_not_local"][verdict_of(applies, None if local is None else not local)] += 1
    return {rule: tuple(verdicts[verdict] for verdict in COUNTED) for rule, verdicts in found.items()}


def _held(states: Iterable[T], as_of: date) -> T | None:
    running = states.filter(known_to__isnull=True).exclude(valid_from__gt=as_of).exclude(valid_to__lte=as_of)
    return running.first()


def _attested(subject: str, section: str, needed: date) -> bool:
    attested = Attestation.objects.filter(subject=subject, section=section, known_to__isnull=True)
    return attested.filter(complete_to__gte=needed).exists()


def _one_of(count: int, closed: bool) -> bool | None:
    return True if count >= 1 else (False if closed else None)


def _is_local(home: str | None, place: str | None) -> bool | None:
    if home is None or place is None:
        return None
    if place in _upwards(home):
        return True
    return None if home in _upwards(place) else False


def _upwards(key: str) -> list[str]:
    line = [key]
    while len(line) < 3 and (above := Place.objects.get(pk=line[-1]).within_id):
        line.append(above)
    return line


def _write_ready(folder: Path, country: Country) -> None:
    """The facts as a snapshot, and as the arrays that OpenFisca takes."""
    ((province, people),) = country.provinces()
    with draw(country, province, people) as connection:
        engine = DuckDBEngine(connection)
        write_snapshot(
            folder / "snapshot",
            vocabulary=vocabulary(),
            tables=stored_tables(*STORED_APPS),
            engine=engine,
            as_of=country.as_of,
            known_at=None,
            origin=province,
            taken_at=datetime.now(tz=UTC),
        )
    for table in ("evaluation", "declaration_duty", "holding"):
        facts = duckdb.sql(f"SELECT * FROM read_parquet('{folder / 'snapshot' / table}.parquet')").to_arrow_table()
        columns = {name: facts.column(name) for name in facts.column_names}
        if table == "holding":
            columns["is_local_known"] = columns["is_local"].is_valid()
        if table == "declaration_duty":
            columns["is_due"] = [due < country.as_of for due in columns["due_on"].to_pylist()]
        for name in _NEEDED[table]:
            values = columns[name] if isinstance(columns[name], list) else columns[name].to_pylist()
            np.save(folder / f"{table}.{name}.npy", np.array([_number(value) for value in values]))


_NEEDED = {
    "evaluation": ("grade", "products", "products_closed", "collective_references", "collective_references_closed"),
    "declaration_duty": (
        *("filings", "filings_closed", "filings_in_time", "filings_in_time_closed"),
        *("publications", "publications_closed", "is_due"),
    ),
    "holding": ("is_key_leader", "body_level", "is_local", "is_local_known"),
}


def _number(value: object) -> object:
    if isinstance(value, str):
        return NUMBERS.get(value, 9)
    return False if value is None else value


def _openfisca(folder: Path) -> dict[str, list[int]] | None:
    python = os.environ.get("LIEM_OPENFISCA_PYTHON")
    if python is None and importlib.util.find_spec("openfisca_core") is None:
        print("\nOpenFisca is left out: install the group `bench`, or name an interpreter in LIEM_OPENFISCA_PYTHON.")
        return None
    script = Path(__file__).with_name("_openfisca.py")
    ran = subprocess.run(
        [python or sys.executable, str(script), str(folder)], capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


def _must_agree(who: str, found: Counts, counts: Counts) -> None:
    if found != counts:
        sys.exit(f"{who} counts differently from Liêm:\n{found}\n{counts}")


def _seconds(work: Callable[[], T], *, warm: bool = False) -> tuple[float, T]:
    """`warm` lets it compile first."""
    if warm:
        work()
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _row(name: str, seconds: float, unit: float) -> None:
    print(f"| {name:<40} | {seconds:>8.3f} | {seconds / unit:>6.1f}× |", flush=True)


if __name__ == "__main__":
    main()

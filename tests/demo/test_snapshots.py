"""The demo province as a snapshot: the same numbers as the audit of the working database, and nobody's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pytest
from pyarrow import parquet, types
from pytest_django.plugin import DjangoDbBlocker

from liem.demo import CLOSING_DAY
from liem.kernel.errors import LiemError
from liem.kernel.verdicts import Verdict
from liem.law.engine import DuckDBEngine
from liem.law.evaluate import Standing, evaluate
from liem.law.flags import FlagStanding, evaluate_flags
from liem.law.measure import evaluate_targets
from liem.law.rules import Service
from liem.law.snapshot_facts import open_snapshots
from liem.law.spark import SparkEngine
from liem.law.tally import Tally
from liem.oversight.audit import AuditResult, run_audit
from liem.oversight.snapshots import EngineName, audit_snapshots, take_snapshot
from liem.record.models import PersonDetails
from liem.record.scope import superiors_on
from liem.rulebook.governing import governing
from liem.rulebook.vocabulary import vocabulary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]
COUNTED = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)


def _numbers(counts: tuple[Tally, ...], origin: str) -> Counter[tuple[str, Verdict]]:
    mine = [counted for counted in counts if counted.group == origin]
    return Counter({(counted.rule_id, verdict): counted.of(verdict) for counted in mine for verdict in COUNTED})


@pytest.fixture(scope="module")
def snapshots(
    lac_giang: list[str], tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> list[Path]:
    """The province twice, under two names."""
    folders = [tmp_path_factory.mktemp("snapshots") / name for name in ("first", "second")]
    with django_db_blocker.unblock():
        for folder in folders:
            take_snapshot(folder, as_of=CLOSING_DAY, origin=folder.name)
    return folders


@pytest.fixture(scope="module")
def audited(lac_giang: list[str], django_db_blocker: DjangoDbBlocker) -> AuditResult:
    """The audit of the working database."""
    with django_db_blocker.unblock():
        return run_audit(as_of=CLOSING_DAY)


EVERY_RULE_ON_SPARK = pytest.param("spark", marks=[pytest.mark.spark, pytest.mark.torture])


@pytest.mark.parametrize("name", ["duckdb", EVERY_RULE_ON_SPARK])
def test_two_provinces_are_counted_as_the_audit_counts_one(
    snapshots: list[Path], audited: AuditResult, name: EngineName, request: pytest.FixtureRequest
) -> None:
    engine = request.getfixturevalue("spark_engine") if name == "spark" else name
    found = audit_snapshots(snapshots, engine=engine)
    here = Counter((one.rule_id, one.verdict) for one in audited.standings)
    assert here.total() > 5000
    assert [+_numbers(found.counts, origin) for origin in ("first", "second")] == [here, here]
    assert (found.engine, [manifest.origin for manifest in found.snapshots]) == (name, ["first", "second"])


@pytest.mark.spark
def test_two_provinces_are_counted_on_spark_as_on_duckdb(snapshots: list[Path], spark_engine: SparkEngine) -> None:
    on_spark, on_duckdb = (
        audit_snapshots(snapshots, engine=engine, packs=["khoi_03_nq_tu"]) for engine in (spark_engine, "duckdb")
    )
    assert sum(counted.of(verdict) for counted in on_duckdb.counts for verdict in COUNTED) > 100
    assert sorted(on_spark.counts, key=repr) == sorted(on_duckdb.counts, key=repr)


def test_standings_targets_and_flags_are_those_of_the_record(snapshots: list[Path], audited: AuditResult) -> None:
    engine = DuckDBEngine(duckdb.connect())
    opened = open_snapshots(snapshots[:1], vocabulary=vocabulary(), engine=engine)
    (regime,) = governing(CLOSING_DAY, superiors_on(CLOSING_DAY))
    question: dict[str, Any] = {
        "vocabulary": opened.vocabulary,
        "tables": opened.tables,
        "engine": engine,
        "parameters": regime.parameters,
        "as_of": CLOSING_DAY,
    }
    standings = evaluate(regime.law.serving(Service.AUDIT), **question)
    assert {(one.rule_id, one.subject): one for one in map(_without_origin, standings)} == {
        (one.rule_id, one.subject): one for one in audited.standings
    }
    flags = evaluate_flags(regime.law.flags, **question)
    assert {(one.flag_id, one.subject): one for one in map(_without_origin, flags)} == {
        (one.flag_id, one.subject): one for one in audited.flags
    }
    targets = evaluate_targets(regime.law.targets, **question)
    grouped_by_body = {target.id for target in regime.law.targets if target.per == "body"}
    assert [
        replace(one, group=_local(one.group)) if one.target_id in grouped_by_body else one for one in targets
    ] == list(audited.targets)


Found = TypeVar("Found", Standing, FlagStanding)


def _without_origin(found: Found) -> Found:
    person, body = _local(found.person), _local(found.body)
    return replace(found, subject=str(_local(found.subject)), person=person, body=body)


def _local(key: str | None) -> str | None:
    return None if key is None else key.removeprefix("first:")


def test_nobody_is_named(snapshots: list[Path]) -> None:
    names = set(PersonDetails.objects.values_list("name", flat=True))
    assert len(names) > 50
    texts = set()
    for file in snapshots[0].glob("*.parquet"):
        table = parquet.read_table(file)
        for column in table.columns:
            if types.is_string(column.type):
                texts |= set(column.unique().to_pylist())
    assert (len(texts) > 100, names & texts) == (True, set())


def test_without_law_or_engine_it_says_so(snapshots: list[Path]) -> None:
    codes = []
    for asked in ({"packs": ["no_such_pack"]}, {"engine": "abacus"}):
        with pytest.raises(LiemError) as refused:
            audit_snapshots(snapshots, **asked)  # type: ignore[arg-type]
        codes.append(refused.value.code)
    assert codes == ["snapshots.no_law", "snapshots.engine"]

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import ibis
import pytest
from django.apps import apps
from django.db import models

from liem.kernel.errors import LiemError
from liem.kernel.verdicts import Verdict
from liem.law.few_rows import FactsByKey, facts_by_key
from liem.law.questions import Moment
from liem.law.reach import Fetch, LeftOut, reach
from liem.law.rules import Rule
from liem.law.vocabulary import FactTable
from liem.oversight.audit import STORED_APPS
from liem.record.models import Attestation, Declaration, DeclarationDuty
from liem.record.secrecy import held_levels
from liem.rulebook import gates as gates_module
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables
from liem.rulebook.fetching import Reading, fetch_rows
from liem.rulebook.gates import Gate, GateSubject, asked_of_each, gate
from liem.rulebook.vocabulary import vocabulary
from world import body, person, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
LAW = rule_book().in_force(DAY)


def _rules(*ids: str) -> list[Rule]:
    return [rule for rule in LAW.rules if rule.id in ids]


def _ask(subject: str, whose: str | None, *ids: str) -> Gate:
    return gate(
        _rules(*ids),
        subject=subject,
        person=whose,
        tables=stored_tables(*STORED_APPS),
        parameters=LAW.parameters_on(DAY),
        as_of=DAY,
    )


@pytest.fixture
def duties() -> None:
    """Mây filed in time, Núi did not, nobody attested Núi's register."""
    write(body("so"), person("may"), person("nui"))
    for key in ("may", "nui"):
        write(DeclarationDuty(key=f"kk-{key}", person_id=key, body_id="so", year=2025, due_on=date(2025, 12, 31)))
    write(
        Declaration(identity="kk-may/filed", duty_id="kk-may", step="filed", taken_on=date(2025, 12, 1)),
        Attestation(
            identity="a", subject="may", section="declarations", complete_to=DAY, attested_by="x", attested_on=DAY
        ),
    )


@pytest.mark.usefixtures("duties")
@pytest.mark.parametrize(
    ("subject", "whose", "verdict", "is_open"),
    [
        ("kk-may", "may", Verdict.MET, True),
        ("kk-may", None, Verdict.MET, True),
        ("kk-nui", "nui", Verdict.UNKNOWN, False),
    ],
    ids=["filed", "found by its own key", "unknown opens no gate"],
)
def test_a_gate_is_open_only_where_every_rule_that_must_hold_does(
    subject: str, whose: str | None, verdict: Verdict, is_open: bool
) -> None:
    answer = _ask(subject, whose, "declaration_filed_in_time")
    assert [(one.standing.subject, one.standing.verdict) for one in answer.asked] == [(subject, verdict)]
    assert answer.is_open is is_open
    assert [one.digest for one in answer.asked] == [rule.digest for rule in _rules("declaration_filed_in_time")]


@pytest.mark.usefixtures("duties")
def test_a_gate_sees_what_was_written_since_it_was_last_asked() -> None:
    assert not _ask("kk-nui", "nui", "declaration_filed_in_time").is_open
    write(Declaration(identity="kk-nui/filed", duty_id="kk-nui", step="filed", taken_on=date(2025, 12, 30)))
    assert _ask("kk-nui", "nui", "declaration_filed_in_time").is_open


@pytest.mark.usefixtures("duties")
def test_subjects_asked_together_are_told_what_each_is_told_alone() -> None:
    rules = _rules("declaration_filed_in_time")
    moment = Moment(DAY, LAW.parameters_on(DAY))
    some = [
        GateSubject("kk-may", "may"),
        GateSubject("kk-nui", "nui"),
        GateSubject("kk-nui"),
        GateSubject("kk-x", "may"),
    ]
    found = asked_of_each(rules, some, reading=Reading(stored_tables(*STORED_APPS)), moment=moment)
    alone = [_ask(one.key, one.person, *(rule.id for rule in rules)).asked for one in some[:3]]
    assert [found[one] for one in some] == [*alone, ()]


@pytest.mark.usefixtures("duties")
def test_a_subject_of_somebody_else_is_not_on_record() -> None:
    some = [GateSubject("kk-may", "nui"), GateSubject("kk-nui", "nui")]
    found = asked_of_each(
        _rules("declaration_filed_in_time"),
        some,
        reading=Reading(stored_tables(*STORED_APPS)),
        moment=Moment(DAY, LAW.parameters_on(DAY)),
    )
    assert [bool(found[one]) for one in some] == [False, True]


@pytest.mark.usefixtures("duties")
def test_the_facts_of_a_table_are_compiled_once_however_many_threads_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates_module, "_keepers", {})
    compiled: list[str] = []
    compile_facts = gates_module.facts_by_key

    def counted(table: FactTable, *rest: Any) -> FactsByKey:
        compiled.append(table.name)
        return compile_facts(table, *rest)

    monkeypatch.setattr(gates_module, "facts_by_key", counted)
    tables, duty = stored_tables(*STORED_APPS), vocabulary().table("declaration_duty")
    rows = fetch_rows(facts_by_key(duty, "person", tables).rounds, ["may"], Reading(tables))
    moment = Moment(DAY, {})
    with ThreadPoolExecutor(8) as threads:
        asked = [
            threads.submit(lambda: gates_module._keeper(duty, "person", tables).rows.facts(rows, moment))
            for _ in range(40)
        ]
    answers = [one.result() for one in asked]
    assert [one["subject"] for one in answers[0]] == ["kk-may"]
    assert all(one == answers[0] for one in answers)
    assert compiled == ["declaration_duty"]


@pytest.mark.usefixtures("duties")
@pytest.mark.parametrize(
    ("subject", "ids", "code"),
    [
        ("kk-may", (), "gates.none"),
        ("kk-may", ("declaration_filed_in_time", "no_kin_in_procedure"), "gates.tables"),
        ("kk-khong-co", ("declaration_filed_in_time",), "gates.subject"),
    ],
    ids=["no rules", "rules about different things", "no such subject"],
)
def test_a_gate_that_asks_nothing_of_anybody_is_refused(subject: str, ids: tuple[str, ...], code: str) -> None:
    with pytest.raises(LiemError) as refused:
        _ask(subject, None, *ids)
    assert refused.value.code == code


def test_every_row_that_a_gate_reads_is_found_by_an_index() -> None:
    found = {fetch for fetch in _fetches() if fetch.column is None or not _is_indexed(fetch.table, fetch.column)}
    # Of the lists on record, a few for each body, those that are kept outside are counted: no others are read.
    assert found == {Fetch("record_successionliststate", left_out=LeftOut("secrecy", held_levels()))}


def _fetches() -> set[Fetch]:
    tables = stored_tables(*STORED_APPS)
    moment = ibis.table({"as_of": "date", "known_at": "int64"}, name="moment")
    filled = [
        table for table in vocabulary().tables if table.is_filled and any(r.about == table.name for r in LAW.rules)
    ]
    rounds = [reach(table.relation(tables, moment), _key_of(table.name)) for table in filled]
    return {fetch for some in rounds for fetches in some for fetch in fetches}


def _key_of(table: str) -> str:
    of_nobody = {
        "nomination_meeting",
        "succession_list",
        "vacancy",
        "personnel_meeting",
        "confidence_round",
        "annulment",
    }
    return "subject" if table in of_nobody else "person"


def _is_indexed(table: str, column: str) -> bool:
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    return bool(field.primary_key or field.db_index or isinstance(field, models.ForeignKey))

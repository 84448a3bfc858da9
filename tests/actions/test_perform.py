from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.conftest import Appoint
from liem.actions.models import (
    Account,
    Checkpoint,
    Cosignature,
    EntryContent,
    ErasedRow,
    Erasure,
    KeptRoot,
    LedgerEntry,
    LedgerHead,
    Mandate,
    OutboxMessage,
    Role,
    WrittenRow,
)
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.rows import row_bytes
from liem.actions.sealing import Digests, digests
from liem.actions.triggers import GUARDED, guard
from liem.actions.verification import verify
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import parse_leaf, salted_digest
from liem.ledger.tree import leaf_hash, root

# A digest is random to whoever lacks the salt, and so are the microseconds: any four digits may stand there by chance.
BY_CHANCE = re.compile(rb'[0-9a-f]{64}|"at":"[^"]*"')
TABLES = (LedgerEntry, EntryContent, WrittenRow, OutboxMessage, Mandate, Account)


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES] + [LedgerHead.objects.get().size]


def a_mandate(account: Account, identity: str = "mandate-a", body: str = "tinh/xa-a") -> Mandate:
    return Mandate(
        identity=identity,
        account=account,
        role=Role.AUDITOR,
        body=body,
        valid_from=date(2026, 1, 1),
        source="tờ 1, dòng 2",
    )


def correct(by: Acting, write=lambda w: None, body: str | None = "tinh/xa-a", **more):  # type: ignore[no-untyped-def]
    return perform(
        "record.correct",
        by=by,
        body=body,
        subjects=["person-mua", "tinh/xa-a"],
        content={"năm": 1980},
        write=write,
        **more,
    )


def test_an_action_stores_rows_entry_content_and_outbox_together(officer: Acting) -> None:
    before, started = LedgerHead.objects.get().size, timezone.now()
    (row,) = correct(officer, lambda w: w.add([a_mandate(officer.account)]))

    entry = LedgerEntry.objects.get(position=before)
    leaf = parse_leaf(bytes(entry.leaf))
    content = EntryContent.objects.get(entry=entry)
    written = WrittenRow.objects.get(entry=entry)
    assert (row.known_from, row.known_to) == (before, None)
    assert (leaf.position, leaf.action, leaf.at) == (before, "record.correct", entry.at)
    assert started <= entry.at <= timezone.now()
    assert digests(content) == Digests(leaf.actor, leaf.mandate, leaf.subjects, leaf.content)
    assert json.loads(content.actor) == {"account": officer.account.pk, "username": "may"}
    assert json.loads(content.mandate) == {
        "mandate": officer.mandate.identity, "role": "organisation_officer", "body": "tinh",
    }  # fmt: skip
    assert json.loads(content.content) == {"năm": 1980}
    assert sorted(subject for subject, _ in content.subjects) == ["person-mua", "tinh/xa-a"]
    assert (written.ordinal, written.kind, written.table, written.row_key) == (
        0, "added", "actions_mandate", "mandate-a",
    )  # fmt: skip
    assert bytes(written.digest) == salted_digest(bytes(written.salt), row_bytes(Mandate.objects.get(pk=row.pk)))
    assert (leaf.row_count, leaf.row_root) == (1, root([leaf_hash(bytes(written.digest))]))
    assert OutboxMessage.objects.filter(entry=entry).values("topic", "payload", "delivered_at").get() == {
        "topic": "record.correct", "payload": {"position": before, "action": "record.correct"}, "delivered_at": None,
    }  # fmt: skip
    assert verify().sound


@pytest.mark.only_on_postgresql
def test_others_wait_for_few_trips_to_the_database(officer: Acting) -> None:
    with CaptureQueriesContext(connection) as asked:
        correct(officer)
        correct(officer, lambda w: w.add([a_mandate(officer.account)]))
    trips = [one["sql"].split(maxsplit=1)[0] for one in asked.captured_queries]
    assert [trip for trip in trips if trip not in {"SAVEPOINT", "RELEASE"}] == [
        "SELECT", "INSERT",
        "SELECT", "INSERT", "INSERT",
    ]  # fmt: skip


def test_leaf_and_outbox_carry_no_names(officer: Acting) -> None:
    correct(officer, lambda w: w.add([a_mandate(officer.account)]))
    told = b"".join(BY_CHANCE.sub(b"", bytes(entry.leaf)) for entry in LedgerEntry.objects.all())
    told += json.dumps(list(OutboxMessage.objects.values_list("payload", flat=True))).encode()
    assert [word for word in (b"person-mua", b"person-may", b"xa-a", b"may", b"tinh", b"1980") if word in told] == []


def test_the_same_content_never_has_the_same_digest_twice(officer: Acting) -> None:
    for _ in range(2):
        correct(officer)
    first, second = (parse_leaf(bytes(entry.leaf)) for entry in LedgerEntry.objects.order_by("-position")[:2])
    assert {first.actor, first.mandate, first.content, *first.subjects}.isdisjoint(
        {second.actor, second.mandate, second.content, *second.subjects}
    )


REFUSED = {
    "unknown action": ("record.erase", "tinh/xa-a", "actions.unknown_action"),
    "role without the right": ("account.create", None, "actions.no_mandate"),
    "another body": ("record.correct", "tinh-khac", "actions.out_of_scope"),
    "no body": ("record.correct", None, "actions.out_of_scope"),
}


@pytest.mark.parametrize(("action", "body", "code"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_writes_nothing(officer: Acting, action: str, body: str | None, code: str) -> None:
    before = counts()
    with pytest.raises(LiemError) as refusal:
        perform(
            action, by=officer, body=body, subjects=[], content={}, write=lambda w: w.add([a_mandate(officer.account)])
        )
    assert (refusal.value.code, counts()) == (code, before)


def test_a_mandate_that_ended_while_the_page_was_open_is_refused(appoint: Appoint) -> None:
    stale = appoint(Role.UNIT_OFFICER, "tinh", valid_to=timezone.localdate() + timedelta(days=1))
    Mandate.objects.filter(pk=stale.mandate.pk).update(valid_to=timezone.localdate())
    before = counts()
    with pytest.raises(LiemError) as refusal:
        correct(stale)
    assert (refusal.value.code, counts()) == ("actions.expired_mandate", before)


def test_a_gate_that_refuses_writes_nothing(officer: Acting) -> None:
    asked = []

    def refuse() -> None:
        asked.append("gate")
        raise LiemError("gate.closed", Message("Chưa đủ điều kiện.", "The conditions are not met."))

    before = counts()
    with pytest.raises(LiemError) as refusal:
        correct(officer, lambda w: w.add([a_mandate(officer.account)]), gates=[refuse])
    assert (refusal.value.code, asked, counts()) == ("gate.closed", ["gate"], before)


def test_a_failing_write_leaves_nothing(officer: Acting) -> None:
    def write(w: Write) -> None:
        w.add([a_mandate(officer.account)])
        raise ZeroDivisionError

    before = counts()
    with pytest.raises(ZeroDivisionError):
        correct(officer, write)
    assert counts() == before
    correct(officer)
    assert verify().sound


def test_content_that_json_cannot_carry_leaves_nothing(officer: Acting) -> None:
    before = counts()
    with pytest.raises(ValueError, match="unsupported type"):
        perform(
            "record.correct",
            by=officer,
            body="tinh",
            subjects=[],
            content={"day": date(2026, 1, 1)},  # type: ignore[dict-item]
            write=lambda w: w.add([a_mandate(officer.account)]),
        )
    assert counts() == before


def test_an_action_cannot_run_inside_another(officer: Acting) -> None:
    before = counts()
    with pytest.raises(RuntimeError, match="durable"):
        correct(officer, lambda w: correct(officer))
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        correct(officer)
    assert counts() == before


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("damage", ["head gone", "frontier changed", "root changed"])
def test_nothing_is_added_to_a_ledger_with_a_damaged_head(officer: Acting, damage: str) -> None:
    head = LedgerHead.objects.all()
    if damage == "head gone":
        head.delete()
    elif damage == "frontier changed":
        head.update(frontier=bytes(32))
    else:
        head.update(root=bytes(32))
    before = LedgerEntry.objects.count()
    with pytest.raises(LiemError) as refusal:
        correct(officer)
    assert (refusal.value.code, LedgerEntry.objects.count()) == ("actions.head_damaged", before)
    assert not verify().sound


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("event", ["UPDATE actions_{} SET {} = {}", "DELETE FROM actions_{}"])
def test_the_database_refuses_to_change_or_delete_what_the_ledger_rests_on(
    system: Acting, unguarded: None, table: str, event: str
) -> None:
    column = {"keptroot": "level", "checkpoint": "size", "ledgerentry": "position"}.get(table, "id")
    one_of_each(LedgerEntry.objects.get())
    with connection.cursor() as cursor:
        for statement in guard(connection.vendor, table):
            cursor.execute(statement)
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            cursor.execute(event.format(table, column, column))


def one_of_each(entry: LedgerEntry) -> None:
    KeptRoot.objects.create(level=8, number=0, root=bytes(32))
    checkpoint = Checkpoint.objects.create(size=1, note="", at=entry.at)
    Cosignature.objects.create(checkpoint=checkpoint, key="", line="", at=entry.at)
    Erasure.objects.create(entry=entry, erased=entry)
    ErasedRow.objects.create(entry=entry, written=0)


def test_times_are_stored_in_utc(officer: Acting) -> None:
    correct(officer)
    leaf = parse_leaf(bytes(LedgerEntry.objects.order_by("-position")[0].leaf))
    assert leaf.at.tzinfo is UTC
    assert abs(leaf.at - datetime.now(UTC)) < timedelta(minutes=1)

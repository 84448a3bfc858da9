"""Whoever owns the database alters it by SQL, behind the back of the actions: verification names what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from liem.actions.accounts import NewAccount, create_account
from liem.actions.content_check import ContentReport
from liem.actions.models import Account, LedgerEntry, LedgerHead, Mandate, Role, WrittenRow
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.readings import record_reading
from liem.actions.row_check import RowDamage, RowProblem
from liem.actions.rows import row_bytes
from liem.actions.verification import verify, verify_ledger
from liem.actions.verification_words import explain
from liem.actions.write import Write
from liem.ledger.encoding import salted_digest
from liem.ledger.tree import Frontier, leaf_hash
from liem.ledger.verify import Damage, Problem

pytestmark = pytest.mark.usefixtures("unguarded")

SIZE = 9  # 0 the installation, 1 the account, 2 its mandate, then six corrections
ADDED, SUPERSEDED = 4, 6


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def told(problems: Sequence[Problem]) -> list[tuple[str, int, int]]:
    return [(problem.damage.value, problem.first, problem.last) for problem in problems]


@pytest.fixture(autouse=True)
def _ledger(officer: Acting) -> None:
    """Nine entries; entry 4 adds m-1 and m-2, entry 6 supersedes m-1."""

    def row(body: str, identity: str = "m-1") -> Mandate:
        return Mandate(
            identity=identity, account=officer.account, role=Role.AUDITOR, body=body, valid_from=date(2026, 1, 1)
        )

    def write(w: Write) -> None:
        if w.position == ADDED:
            w.add([row("tinh/xa-a"), row("tinh/xa-b", "m-2")])
        elif w.position == SUPERSEDED:
            w.supersede(Mandate, ["m-1"], reason="ghi nhầm")
            w.add([row("tinh/xa-c")])

    for number in range(SIZE - 3):
        perform("record.correct", by=officer, body="tinh", subjects=["person-mua"], content={"n": number}, write=write)


def forged(position: int) -> bytes:
    leaf = bytes(LedgerEntry.objects.get(position=position).leaf)
    return leaf.replace(b"record.correct", b"record.import")


def test_an_untouched_ledger_is_sound() -> None:
    report = verify()
    assert (report.sound, report.head.size, report.problems, report.contents, report.rows) == (
        True,
        SIZE,
        (),
        ContentReport(changed=(), erased=0),
        (),
    )
    root = report.head.root.hex()
    assert [line.en for line in explain(report)] == [
        f"The ledger is sound: 9 entries, root {root}. Compare this root with one kept by somebody else."
    ]


def test_a_changed_leaf() -> None:
    sql("UPDATE actions_ledgerentry SET leaf = %s WHERE position = 5", forged(5))
    assert told(verify_ledger().problems) == [("changed", 5, 5)]


def test_a_changed_leaf_with_its_hash_made_again() -> None:
    leaf = forged(5)
    sql("UPDATE actions_ledgerentry SET leaf = %s, leaf_hash = %s WHERE position = 5", leaf, leaf_hash(leaf))
    assert told(verify_ledger().problems) == [("changed", 5, 5)]


def test_a_changed_leaf_with_all_hashes_and_roots_made_again() -> None:
    sql("UPDATE actions_ledgerentry SET leaf = %s WHERE position = 5", forged(5))
    tree = Frontier()
    for entry in LedgerEntry.objects.order_by("position"):
        hashed = leaf_hash(bytes(entry.leaf))
        tree.append(hashed)
        sql(
            "UPDATE actions_ledgerentry SET leaf_hash = %s, root_after = %s WHERE position = %s",
            hashed,
            tree.root(),
            entry.position,
        )
    assert told(verify_ledger().problems) == [("head_mismatch", SIZE, SIZE)]


def remove(condition: str) -> None:
    """Deletes entries together with all that hangs on them."""
    for table in ("entrycontent", "entrysubject", "writtenrow", "outboxmessage"):
        sql(f"DELETE FROM actions_{table} WHERE entry_id {condition}")
    sql(f"DELETE FROM actions_ledgerentry WHERE position {condition}")


def test_a_removed_entry() -> None:
    remove("= 5")
    assert told(verify_ledger().problems) == [("removed", 5, 5)]


def test_a_removed_tail() -> None:
    remove(">= 7")
    assert told(verify_ledger().problems) == [("removed", 7, 8)]


def test_an_added_tail() -> None:
    sql(
        "INSERT INTO actions_ledgerentry (position, leaf, leaf_hash, root_after, at, action) "
        "SELECT 9, leaf, leaf_hash, root_after, at, action FROM actions_ledgerentry WHERE position = 8"
    )
    assert told(verify_ledger().problems) == [("added", 9, 9)]


def test_two_swapped_entries() -> None:
    for old, new in ((5, 100), (7, 5), (100, 7)):
        sql(
            "INSERT INTO actions_ledgerentry (position, leaf, leaf_hash, root_after, at, action) "
            "SELECT %s, leaf, leaf_hash, root_after, at, action FROM actions_ledgerentry WHERE position = %s",
            new,
            old,
        )
        for table in ("entrycontent", "entrysubject", "writtenrow", "outboxmessage"):
            sql(f"UPDATE actions_{table} SET entry_id = %s WHERE entry_id = %s", new, old)
        sql("DELETE FROM actions_ledgerentry WHERE position = %s", old)
    assert told(verify_ledger().problems) == [("reordered", 5, 5), ("reordered", 7, 7)]


@pytest.mark.parametrize("column", ["root", "frontier"])
def test_a_changed_head(column: str) -> None:
    sql(f"UPDATE actions_ledgerhead SET {column} = %s", bytes(64))
    assert told(verify_ledger().problems) == [("head_mismatch", SIZE, SIZE)]


def test_a_removed_head() -> None:
    sql("DELETE FROM actions_ledgerhead")
    assert told(verify_ledger().problems) == [("head_mismatch", SIZE, SIZE)]


def test_a_head_set_back() -> None:
    """The head of an earlier day fits the entries up to it; those behind it are named."""
    former = Frontier()
    for entry in LedgerEntry.objects.filter(position__lt=7).order_by("position"):
        former.append(bytes(entry.leaf_hash))
    LedgerHead.objects.update(size=7, root=former.root(), frontier=former.to_bytes())
    assert told(verify_ledger().problems) == [("added", 7, 8)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE actions_ledgerentry SET action = 'record.import' WHERE position = 5",
        "UPDATE actions_ledgerentry SET at = '2020-01-01 00:00:00+00:00' WHERE position = 5",
        "UPDATE actions_entrycontent SET actor = replace(actor, 'may', 'mua') WHERE entry_id = 5",
        "UPDATE actions_entrycontent SET mandate = replace(mandate, 'tinh', 'xa') WHERE entry_id = 5",
        "UPDATE actions_entrycontent SET mandate = '' WHERE entry_id = 5",
        "UPDATE actions_entrycontent SET content = '{}' WHERE entry_id = 5",
        "UPDATE actions_entrycontent SET subjects = '[]' WHERE entry_id = 5",
        "UPDATE actions_entrycontent SET subjects = '[7]' WHERE entry_id = 5",
    ],
)
def test_changed_copies_and_contents(change: str) -> None:
    sql(change)
    report = verify()
    assert (report.sound, report.problems, report.contents, report.rows) == (
        False,
        (),
        ContentReport(changed=(5,), erased=0),
        (),
    )


def test_a_content_that_is_gone_without_an_order_is_damage() -> None:
    sql("DELETE FROM actions_entrycontent WHERE entry_id = 5")
    report = verify()
    assert (report.sound, report.problems, report.contents) == (False, (), ContentReport(changed=(), erased=1))
    assert explain(report)[1].en == "The content of 1 entries is gone, and no order to erase it is on record."


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE actions_account SET person = 'person-khac' WHERE username = 'may'",
        "UPDATE actions_account SET username = 'khac' WHERE username = 'may'",
        "DELETE FROM actions_account WHERE username = 'khach'",
    ],
)
def test_an_account_altered_behind_the_back_of_actions_is_named(system: Acting, statement: str) -> None:
    create_account(NewAccount(username="khach", full_name="", password=None), by=system)
    assert verify().sound
    sql(statement)
    assert [problem.table for problem in verify().rows or ()] == ["actions_account"]


def test_a_sign_in_and_another_language_leave_an_account_as_sealed(account: Account) -> None:
    account.set_password("mot-mat-khau-khac")
    account.language = "en"
    account.last_login = timezone.now()
    account.save()
    assert verify().sound


TABLE = "actions_mandate"
ROW_TAMPERING = {
    "a column changed": (
        "UPDATE actions_mandate SET body = 'tinh' WHERE identity = 'm-2'",
        [RowProblem(ADDED, TABLE, "m-2", RowDamage.CHANGED)],
    ),
    "a column emptied": (
        "UPDATE actions_mandate SET body = '' WHERE identity = 'm-2'",
        [RowProblem(ADDED, TABLE, "m-2", RowDamage.CHANGED)],
    ),
    "an empty column filled": (
        "UPDATE actions_mandate SET valid_to = '2026-02-01' WHERE identity = 'm-2'",
        [RowProblem(ADDED, TABLE, "m-2", RowDamage.CHANGED)],
    ),
    "a superseded version changed": (
        "UPDATE actions_mandate SET body = 'tinh' WHERE identity = 'm-1' AND known_to IS NOT NULL",
        [RowProblem(ADDED, TABLE, "m-1", RowDamage.CHANGED)],
    ),
    "a version removed": (
        "DELETE FROM actions_mandate WHERE identity = 'm-2'",
        [RowProblem(ADDED, TABLE, "m-2", RowDamage.REMOVED)],
    ),
    "a version added": (
        "INSERT INTO actions_mandate (identity, known_from, source, reason, role, body, valid_from, account_id) "
        "SELECT 'm-3', known_from, source, reason, role, body, valid_from, account_id FROM actions_mandate "
        "WHERE identity = 'm-2'",
        [RowProblem(ADDED, TABLE, "m-3", RowDamage.ADDED)],
    ),
    "a version closed": (
        "UPDATE actions_mandate SET known_to = 8 WHERE identity = 'm-2'",
        [RowProblem(8, TABLE, "m-2", RowDamage.ADDED)],
    ),
    "a version closed later than it was": (
        "UPDATE actions_mandate SET known_to = 8 WHERE identity = 'm-1' AND known_to = 6",
        [RowProblem(6, TABLE, "m-1", RowDamage.REMOVED), RowProblem(8, TABLE, "m-1", RowDamage.ADDED)],
    ),
    "the reason of a closing changed": (
        "UPDATE actions_writtenrow SET reason = 'khác' WHERE kind = 'closed'",
        [RowProblem(SUPERSEDED, TABLE, "m-1", RowDamage.CHANGED)],
    ),
    "a digest removed": (
        "DELETE FROM actions_writtenrow WHERE row_key = 'm-2'",
        [
            RowProblem(ADDED, TABLE, "m-2", RowDamage.ADDED),
            RowProblem(ADDED, "actions_writtenrow", "", RowDamage.DIGESTS),
        ],
    ),
    "two digests swapped": (
        "UPDATE actions_writtenrow SET ordinal = 3 - ordinal WHERE entry_id = 4",
        [RowProblem(ADDED, "actions_writtenrow", "", RowDamage.DIGESTS)],
    ),
}


@pytest.mark.parametrize(("change", "problems"), ROW_TAMPERING.values(), ids=ROW_TAMPERING)
def test_changed_rows(change: str, problems: list[RowProblem]) -> None:
    sql(change)
    report = verify()
    assert (report.sound, report.problems, report.rows) == (False, (), tuple(problems))


READING_TAMPERING = {
    "a reading ascribed to somebody else": (
        "UPDATE actions_reading SET account_id = (SELECT min(id) FROM actions_account)",
        [(SIZE, RowDamage.CHANGED)],
    ),
    "a reading removed": ("DELETE FROM actions_reading", [(SIZE, RowDamage.REMOVED)]),
    "a reading added": (
        "INSERT INTO actions_reading (entry_id, account_id, person, at, role) "
        "SELECT 8, account_id, 'person-may', at, role FROM actions_reading",
        [(None, RowDamage.ADDED)],
    ),
}


@pytest.mark.parametrize(("change", "damage"), READING_TAMPERING.values(), ids=READING_TAMPERING)
def test_changed_readings(officer: Acting, change: str, damage: list[tuple[int | None, RowDamage]]) -> None:
    record_reading("person-mua", body="tinh", by=officer)
    assert verify().sound
    sql(change)
    report = verify()
    assert [(row.position, row.table, row.damage) for row in report.rows or ()] == [
        (position, "actions_reading", kind) for position, kind in damage
    ]
    assert len(explain(report)) == 2


def test_a_row_changed_together_with_its_digest() -> None:
    """The digest can be made again by whoever has the salt; then it no longer leads to the leaf."""
    sql("UPDATE actions_mandate SET body = 'tinh' WHERE identity = 'm-2'")
    written = WrittenRow.objects.get(row_key="m-2")
    written.digest = salted_digest(bytes(written.salt), row_bytes(Mandate.objects.get(identity="m-2")))
    written.save()
    assert verify().rows == (RowProblem(ADDED, "actions_writtenrow", "", RowDamage.DIGESTS),)


@pytest.mark.parametrize(
    ("problem", "vi", "en"),
    [
        (Problem(5, 5, Damage.CHANGED), "Bị sửa: mục 5.", "Changed: entry 5."),
        (Problem(5, 7, Damage.REMOVED), "Bị xóa: các mục 5–7.", "Removed: entries 5–7."),
    ],
)
def test_damage_is_told_in_both_languages(problem: Problem, vi: str, en: str) -> None:
    report = verify_ledger()
    lines = explain(type(report)(head=report.head, problems=(problem,)))
    assert [(line.vi, line.en) for line in lines[1:]] == [(vi, en)]
    assert lines[0].en.startswith("The ledger is NOT sound (its head says 9 entries")

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from liem.actions.models import EntryContent, KeptRoot, LedgerEntry, OutboxMessage
from liem.actions.statements import VALUES, Statement, insertions, run

pytestmark = pytest.mark.django_db

AT = datetime(2025, 3, 4, 5, 6, 7, 89, tzinfo=UTC)


def an_entry(position: int = 0) -> LedgerEntry:
    return LedgerEntry(position=position, leaf=b"\x00%s;", leaf_hash=b"", root_after=b"\xff", at=AT, action="a.b")


def test_each_statement_gives_its_own_rows() -> None:
    asked = [
        Statement("SELECT 1, %s", ["một; hai %s"]),
        *insertions([an_entry()]),
        Statement("SELECT position, action FROM actions_ledgerentry"),
        Statement("SELECT 1 WHERE 1 = 0"),
    ]
    assert run(*asked) == [[(1, "một; hai %s")], [], [(0, "a.b")], []]


def test_rows_are_stored_as_their_models_would() -> None:
    entry = an_entry()
    sealed = EntryContent(
        entry=entry, actor="ă", actor_salt=b"1", mandate="", mandate_salt=b"", content="{}", content_salt=b"2",
        subjects=[["người", "ab"]],
    )  # fmt: skip
    told = OutboxMessage(entry=entry, topic="a.b", payload={"position": 0, "số": None}, created=AT)
    run(*insertions([entry]), *insertions([sealed]), *insertions([told]))
    stored = LedgerEntry.objects.get()
    assert (bytes(stored.leaf), bytes(stored.root_after), stored.at) == (b"\x00%s;", b"\xff", AT)
    assert EntryContent.objects.filter(subjects=[["người", "ab"]], actor="ă").get().entry == stored
    assert OutboxMessage.objects.values_list("payload", "created", "delivered_at", "tries").get() == (
        {"position": 0, "số": None}, AT, None, 0,
    )  # fmt: skip


def test_no_rows_are_no_statement() -> None:
    assert list(insertions([])) == []


def test_many_rows_are_divided_so_that_any_engine_takes_them() -> None:
    statements = list(insertions([KeptRoot(level=8, number=number, root=b"") for number in range(VALUES)]))
    assert [len(one.values) for one in statements] == [VALUES, VALUES, VALUES]
    run(*statements)
    assert KeptRoot.objects.count() == VALUES


def test_a_statement_that_fails_takes_the_others_with_it() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        run(*insertions([an_entry()]), *insertions([an_entry(1)]), *insertions([an_entry()]))
    assert not LedgerEntry.objects.exists()

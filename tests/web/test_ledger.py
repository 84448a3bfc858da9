"""The ledger page, and its verification."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import LedgerEntry, Role
from liem.actions.triggers import UNGUARD
from web.accounts import account_without_mandate
from web.conftest import SignIn
from web.seen import heading, main, rows

pytestmark = pytest.mark.django_db


def test_entries_are_listed_newest_first_under_the_head(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/ledger/")
    assert heading(response) == "3 entries in the ledger; verify them to know whether anything was altered"
    assert [(row[0], row[2]) for row in rows(response)] == [
        ("2", "mandate granted"),
        ("1", "account made"),
        ("0", "installation begun"),
    ]
    newest = LedgerEntry.objects.latest("position")
    assert rows(response)[0][3] == f"{bytes(newest.leaf_hash).hex()[:10]}…"
    assert f"Entries 3 Root {bytes(newest.root_after).hex()}" in main(response)


def test_the_page_says_what_verifying_cannot_prove(signed_in: SignIn) -> None:
    said = main(signed_in(Role.AUDITOR, "tinh").get("/ledger/"))
    assert "Only a receipt or a witness that kept a later root shows it." in said
    assert "not that what was entered is true" in said


def test_a_sound_ledger_verifies(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").post("/ledger/")
    assert heading(response) == "The ledger is intact: no entry was changed, removed, added or moved"
    assert "The ledger is sound: 3 entries, root" in main(response)


def test_a_changed_entry_is_named(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    with connection.cursor() as cursor:
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)
        cursor.execute("UPDATE actions_ledgerentry SET leaf = %s WHERE position = 1", [b"{}"])
    response = auditor.post("/ledger/")
    assert heading(response) == "The ledger is NOT intact: leave everything as it is and tell the inspectors"
    assert "Changed: entry 1." in main(response)


def test_an_official_may_not_read_the_ledger(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert [official.get("/ledger/").status_code, official.post("/ledger/").status_code] == [403, 403]


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    for number in range(more):
        account_without_mandate(f"moi-{number}")
    with django_assert_max_num_queries(9):
        assert len(rows(auditor.get("/ledger/"))) == 3 + more

"""The ledger page, and its verification."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry, Role
from liem.actions.perform import perform
from liem.actions.permissions import ACTIONS
from liem.actions.triggers import UNGUARD
from liem.actions.write import Write
from liem.record.models import Body, BodyState
from liem.web.ledger_words import action_words
from web.accounts import account_without_mandate
from web.conftest import SignIn
from web.seen import heading, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bodies() -> None:
    """A province with one agency, entered as an installation enters its first record."""

    def write(written: Write) -> None:
        for key, superior in [("tinh", None), ("so-a", "tinh")]:
            body = Body.objects.create(key=key)
            written.add(
                [BodyState(identity=key, body=body, name=key, kind="agency", superior_id=superior, source="thử")]
            )

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=write)


def test_entries_are_listed_newest_first_under_the_head(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/ledger/")
    assert heading(response) == "4 entries in the ledger; verify them to know whether anything was altered"
    assert [(row[0], row[2]) for row in rows(response)] == [
        ("3", "mandate granted"),
        ("2", "account made"),
        ("1", "record filled at installation"),
        ("0", "installation begun"),
    ]
    newest = LedgerEntry.objects.latest("position")
    assert rows(response)[0][4] == f"{bytes(newest.leaf_hash).hex()[:10]}…"
    assert f"Entries 4 Seal {bytes(newest.root_after).hex()}" in main(response)


def test_every_action_has_words_in_both_languages() -> None:
    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[language] = {action: action_words(action) for action in ACTIONS}
    assert [action for action in ACTIONS if words["en"][action] == action] == []
    assert [action for action in ACTIONS if words["vi"][action] == words["en"][action]] == []


def test_the_page_says_what_verifying_cannot_prove(signed_in: SignIn) -> None:
    said = main(signed_in(Role.AUDITOR, "tinh").get("/ledger/"))
    assert "Only a receipt or a witness that kept a later seal shows it." in said
    assert "not that what was entered is true" in said


def test_a_sound_ledger_verifies(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").post("/ledger/")
    assert heading(response) == "The ledger is intact: no entry was changed, removed, added or moved"
    assert "The ledger is sound: 4 entries, root" in main(response)


def test_who_entered_what_is_told_to_who_reaches_everything(signed_in: SignIn) -> None:
    told = rows(signed_in(Role.AUDITOR, "tinh").get("/ledger/"))
    assert {row[3] for row in told} == {"Installation"}
    part = signed_in(Role.UNIT_OFFICER, "so-a").get("/ledger/")
    assert heading(part) == f"{LedgerEntry.objects.count()} entries in the ledger"
    assert {len(row) for row in rows(part)} == {4}
    assert "Installation" not in [cell for row in rows(part) for cell in row]


def test_verifying_is_for_those_who_reach_everything(signed_in: SignIn) -> None:
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    page = unit.get("/ledger/")
    assert "Verify the ledger" not in main(page)
    assert "it is for those whose mandate covers everything" in main(page)
    assert unit.post("/ledger/").status_code == 403


def test_a_verification_under_the_same_root_is_kept_for_a_moment(
    signed_in: SignIn,
) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    first = main(auditor.post("/ledger/"))
    with CaptureQueriesContext(connection) as captured:
        assert main(auditor.post("/ledger/")) == first
    assert not any("leaf" in query["sql"] and "content_salt" in query["sql"] for query in captured)
    account_without_mandate("moi")
    assert "The ledger is sound: 5 entries" in main(auditor.post("/ledger/"))


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
    with django_assert_max_num_queries(13):
        assert len(rows(auditor.get("/ledger/"))) == 4 + more

"""The ledger page, and its verification."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from liem.actions.accounts import installation
from liem.actions.checkpoints import make_checkpoint
from liem.actions.ledger_keys import add_witness
from liem.actions.models import Account, Cosignature, LedgerEntry, Role
from liem.actions.perform import perform
from liem.actions.permissions import ACTIONS, Acting
from liem.actions.triggers import UNGUARD
from liem.actions.write import Write
from liem.ledger.notes import COSIGNATURE, Note, Signer
from liem.ledger.receipts import check_receipt, read_receipt
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
            state = BodyState(identity=key, body_id=key, name=key, kind="agency", superior_id=superior, source="thử")
            written.add([Body(key=key), state])

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


def test_actions_are_offered_in_the_order_of_the_vietnamese_alphabet(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    auditor.cookies["django_language"] = "vi"
    select = auditor.get("/ledger/").content.decode().split('name="action"', 1)[1].split("</select>", 1)[0]
    offered = [unescape(words) for words in re.findall(r"<option[^>]*>([^<]+)</option>", select)][1:]
    assert [one for one in offered if one.startswith(("áp", "bắt", "chạy thử", "đưa", "giao", "xuất"))] == [
        "áp dụng bộ quy định",
        "bắt đầu cài đặt",
        "chạy thử bản nháp quy tắc trên hồ sơ",
        "đưa văn bản vào sổ",
        "giao quyền",
        "xuất dữ liệu hồ sơ",
    ]


def test_a_receipt_lies_below_the_ledger_in_the_navigation(signed_in: SignIn) -> None:
    page = signed_in(Role.AUDITOR, "tinh").get("/ledger/1/receipt").content.decode()
    assert re.findall(r'<a href="([^"]+)"[^>]* aria-current="page"', page) == ["/ledger/"]


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


def test_entries_are_filtered_by_action_and_day(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    assert [row[2] for row in rows(auditor.get("/ledger/?action=mandate.grant"))] == ["mandate granted"]
    assert "No entry of that action and day." in main(auditor.get("/ledger/?action=record.import"))
    assert len(rows(auditor.get("/ledger/?action=nothing"))) == 4
    refused = auditor.get("/ledger/?on=31/31/2026")
    assert (refused.status_code, len(rows(refused))) == (400, 4)


def test_checkpoints_are_told_with_who_keeps_them(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    assert "None yet: one is signed within a minute" in main(auditor.get("/ledger/"))
    checkpoint = make_checkpoint()
    assert checkpoint is not None
    assert "5 entries" in main(auditor.get("/ledger/"))
    assert "kept by no witness yet" in main(auditor.get("/ledger/"))
    witness = Signer.new("inspection.example/w", COSIGNATURE)
    key = add_witness(witness.verifier, by=installation())
    signature = witness.sign(Note.read(checkpoint.note).text, at=1_700_000_000)
    at = datetime.fromtimestamp(1_700_000_000, tz=UTC)
    Cosignature.objects.create(checkpoint=checkpoint, key=key.identity, line=str(signature), at=at)
    assert "kept by inspection.example/w since 15/11/2023" in main(auditor.get("/ledger/"))


def test_a_receipt_is_shown_and_taken_along(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    page = auditor.get("/ledger/1/receipt")
    assert heading(page) == "Receipt of entry 1: record filled at installation"
    assert "This receipt carries the proof alone." in main(page)
    assert page.content.decode().count("<svg") == 1
    file = auditor.get("/ledger/1/receipt.json")
    assert file.headers["Content-Disposition"] == 'attachment; filename="liem-1.json"'
    shown = check_receipt(read_receipt(file.content.decode()))
    assert (shown.says["position"], shown.told) == (1, {})


def test_there_is_no_receipt_of_an_entry_that_is_not_there(signed_in: SignIn) -> None:
    assert signed_in(Role.AUDITOR, "tinh").get("/ledger/999/receipt").status_code == 404


def test_an_official_has_receipts_of_the_own_acts_alone(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert official.get("/ledger/1/receipt").status_code == 403
    by = choose_official()
    own = perform("dossier.read", by=by, body="tinh", subjects=["hoa"], content={}, write=lambda w: w.position)
    page = official.get(f"/ledger/{own}/receipt")
    assert page.status_code == 200
    assert "hoa" in main(page)


def choose_official() -> Acting:
    account = Account.objects.get(person="hoa")
    return Acting(account, account.mandates.get())


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
    with django_assert_max_num_queries(15):
        assert len(rows(auditor.get("/ledger/"))) == 4 + more

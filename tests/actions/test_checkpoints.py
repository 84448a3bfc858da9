"""Checkpoints are signed after entries were added, with a key that never comes into the database."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions import ledger_keys
from liem.actions.checkpoints import checkpoint_over, make_checkpoint, make_due_checkpoint
from liem.actions.models import Checkpoint, EntryContent, KeptRoot, LedgerEntry, LedgerHead, LedgerKey
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.proofs import consistency_of, head_at, inclusion_of
from liem.actions.verification import verify
from liem.kernel.errors import LiemError
from liem.ledger import checkpoints
from liem.ledger.notes import Note, Signer, Verifier
from liem.ledger.tree import Frontier, Head, leaf_hash, verify_consistency, verify_inclusion


def act(by: Acting, times: int = 1) -> None:
    for number in range(times):
        perform("installation.fill", by=by, body=None, subjects=[], content={"n": number}, write=lambda w: None)


def made() -> Checkpoint:
    checkpoint = make_checkpoint()
    assert checkpoint is not None
    return checkpoint


def test_a_checkpoint_signs_the_head_under_the_name_of_the_ledger(system: Acting, home: Path) -> None:
    act(system)
    checkpoint = made()
    head = LedgerHead.objects.get()
    key = LedgerKey.objects.get()
    first = bytes(LedgerEntry.objects.get(position=0).leaf_hash).hex()[:16]
    assert (checkpoint.size, key.name, key.known_from) == (3, f"liem/{first}", 2)
    told = checkpoints.read_signed(Note.read(checkpoint.note), [Verifier.read(key.verifier)])
    assert told == checkpoints.Checkpoint(key.name, Head(3, bytes(head.root)))
    report = verify()
    assert (report.sound, report.signed) == (True, 3)


def test_keys_of_a_former_ledger_go_aside_for_one_without_an_entry_and_for_no_other(
    system: Acting, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made()
    files = sorted(file.name for file in home.iterdir())
    assert (ledger_keys.set_aside_former(), home.is_dir()) == (None, True)
    monkeypatch.setattr(LedgerEntry.objects, "exists", lambda: False)
    aside = ledger_keys.set_aside_former()
    assert aside is not None
    assert (home.exists(), sorted(file.name for file in aside.iterdir())) == (False, files)
    assert ledger_keys.set_aside_former() is None


def test_the_private_key_lies_in_one_file_for_this_account_alone(system: Acting, home: Path) -> None:
    made()
    files = sorted(file.name for file in home.iterdir())
    identity = LedgerKey.objects.get().identity
    assert files == sorted([f"{identity[:16]}.key", "latest.checkpoint"])
    file = home / f"{identity[:16]}.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = Signer.read(file.read_text(encoding="utf-8")).to_text()
    stored = [LedgerKey.objects.get().verifier, *EntryContent.objects.values_list("content", flat=True)]
    assert [text for text in stored if secret.rpartition("+")[2] in text or "PRIVATE" in text] == []


def test_nothing_new_is_not_signed_twice(system: Acting) -> None:
    made()
    assert make_checkpoint() is None
    assert Checkpoint.objects.count() == 1


def test_an_empty_ledger_is_not_signed(db: None) -> None:
    assert make_checkpoint() is None
    assert LedgerEntry.objects.count() == 0


def test_one_a_minute_is_made_and_at_once_when_256_entries_wait(system: Acting) -> None:
    now = timezone.now()
    assert make_due_checkpoint(now=now) is not None  # the first one does not wait
    assert make_due_checkpoint(now=now + timedelta(hours=1)) is None  # nothing was added
    act(system)
    assert make_due_checkpoint(now=now + timedelta(seconds=30)) is None
    due = make_due_checkpoint(now=now + timedelta(seconds=90))
    assert due is not None
    LedgerHead.objects.update(size=due.size + 256)
    with pytest.raises(LiemError):  # it is due at once; here only because the head was falsified
        make_due_checkpoint(now=due.at)


def test_looking_whether_one_is_due_costs_two_queries(
    system: Acting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made()
    for more in (0, 5):
        act(system, more)
        with django_assert_num_queries(2):
            assert make_due_checkpoint(now=timezone.now()) is None


def test_a_replaced_key_and_the_new_one_sign_the_next_checkpoint(system: Acting, home: Path) -> None:
    first = made()
    old = LedgerKey.objects.get()
    new = ledger_keys.rotate_key(by=system, reason="đến hạn")
    both = made()
    act(system)
    after = made()

    keys = [Verifier.read(old.verifier), Verifier.read(new.verifier)]
    assert [Note.read(one.note).signed_by(keys) for one in (first, both, after)] == [
        keys[:1],
        keys[::-1],
        keys[1:],
    ]
    assert [file.name for file in home.glob("*.key")] == [f"{new.identity[:16]}.key"]
    told = EntryContent.objects.get(entry=new.known_from).content
    assert old.identity in told
    assert verify().sound


def test_a_ledger_begins_with_one_key(system: Acting, home: Path) -> None:
    ledger_keys.begin_key(by=system, origin="ledger.example/liem")
    with pytest.raises(LiemError) as refused:
        ledger_keys.begin_key(by=system, origin="ledger.example/other")
    assert refused.value.code == "ledger.key_exists"
    assert len(list(home.glob("*.key"))) == 1
    assert Note.read(made().note).text.startswith("ledger.example/liem\n")


def test_only_the_installation_sets_keys(officer: Acting) -> None:
    with pytest.raises(LiemError) as refused:
        ledger_keys.begin_key(by=officer)
    assert refused.value.code == "actions.no_mandate"


def test_without_the_private_key_nothing_is_signed(system: Acting, home: Path) -> None:
    made()
    act(system)
    for file in home.glob("*.key"):
        file.unlink()
    with pytest.raises(LiemError) as refused:
        make_checkpoint()
    assert refused.value.code == "ledger.no_private_key"


def test_what_does_not_continue_the_last_checkpoint_is_not_signed(system: Acting, unguarded: None) -> None:
    act(system, 3)
    made()
    tree = Frontier()
    for entry in LedgerEntry.objects.order_by("position"):
        if entry.position == 2:
            entry.leaf = bytes(entry.leaf).replace(b"installation.fill", b"installation.fall")
        entry.leaf_hash = leaf_hash(bytes(entry.leaf))
        tree.append(entry.leaf_hash)
        entry.root_after = tree.root()
        entry.save()
    LedgerHead.objects.update(root=tree.root(), frontier=tree.to_bytes())
    act(system)
    with pytest.raises(LiemError) as refused:
        make_checkpoint()
    assert refused.value.code == "ledger.inconsistent"


def test_proofs_over_the_stored_ledger_hold_and_cost_two_queries(
    system: Acting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    act(system, 299)
    assert list(KeptRoot.objects.values_list("level", "number")) == [(8, 0)]
    head = head_at(300)
    assert head == Head(300, bytes(LedgerHead.objects.get().root))
    for position in (0, 200, 255, 256, 299):
        with django_assert_max_num_queries(2):
            proof = inclusion_of(position, size=300)
        hashed = bytes(LedgerEntry.objects.get(position=position).leaf_hash)
        assert verify_inclusion(hashed, index=position, head=head, proof=proof)
    for size in (1, 100, 256, 299):
        with django_assert_max_num_queries(2):
            proof = consistency_of(size, size=300)
        assert verify_consistency(head_at(size), head, proof=proof)
    assert verify().sound


def test_a_proof_that_lacks_a_kept_root_is_refused(system: Acting, unguarded: None) -> None:
    act(system, 260)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM actions_keptroot")
    with pytest.raises(LiemError) as refused:
        inclusion_of(258, size=260)
    assert refused.value.code == "ledger.no_proof"


KEPT_TAMPERING = {
    "changed": "UPDATE actions_keptroot SET root = (SELECT root FROM actions_ledgerhead)",
    "removed": "DELETE FROM actions_keptroot",
    "put elsewhere": "UPDATE actions_keptroot SET number = 7",
}


@pytest.mark.parametrize("statement", KEPT_TAMPERING.values(), ids=KEPT_TAMPERING)
def test_a_kept_root_that_was_tampered_with_is_named(system: Acting, unguarded: None, statement: str) -> None:
    act(system, 260)
    assert verify().sound
    with connection.cursor() as cursor:
        cursor.execute(statement)
    found = [(one.damage.value, one.first, one.last) for one in verify().problems]
    assert found[0] == ("kept_root", 0, 255)
    assert found[1:] in ([], [("kept_root", 7 * 256, 8 * 256 - 1)])


def test_the_newest_checkpoint_over_an_entry_is_found(system: Acting) -> None:
    first = made()
    act(system)
    position = LedgerHead.objects.get().size - 1
    assert (checkpoint_over(0), checkpoint_over(position)) == (first, None)
    second = made()
    assert (checkpoint_over(0), checkpoint_over(position)) == (second, second)

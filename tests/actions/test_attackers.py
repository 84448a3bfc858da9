"""One change of each kind by each attacker: with the database; with the key too; with everything but a witness.

docs/reference/ledger.md says what each of them can do unseen, and these tests hold it to that.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.forging import KINDS, Change, forget_checkpoints, rewrite, sign_again, sql
from liem.actions import ledger_keys
from liem.actions.checkpoints import CheckpointDamage, CheckpointProblem, latest_copy, make_checkpoint
from liem.actions.comparison_words import explain
from liem.actions.handing_over import compare, export_since
from liem.actions.models import Checkpoint, Cosignature, LedgerHead, LedgerKey, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.receipts import receipt_of
from liem.actions.verification import Report, verify
from liem.kernel.errors import LiemError
from liem.ledger.checkpoints import Checkpoint as Told
from liem.ledger.checkpoints import signed
from liem.ledger.handing_over import read_export
from liem.ledger.notes import Note, Signer
from liem.ledger.receipts import check_receipt
from liem.ledger.tree import Head
from liem.ledger.witness import kept_checkpoints, take, witness_key

pytestmark = pytest.mark.usefixtures("unguarded")

AT = 1_700_000_000
FIRST, SIZE = 4, 8  # 0 the installation, 1 the account, 2 its mandate, 3 the key; then five entries
AFTER_SIGNING = 9
each_kind = pytest.mark.parametrize("change", KINDS.values(), ids=KINDS)


def act(by: Acting, times: int) -> None:
    for number in range(times):
        perform("record.correct", by=by, body="tinh", subjects=[], content={"n": number}, write=lambda w: None)


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    return tmp_path / "witness"


@pytest.fixture(autouse=True)
def _ledger(officer: Acting, system: Acting, witness: Path) -> None:
    """Eight entries, signed; a witness keeps that checkpoint; then one entry more and another checkpoint."""
    ledger_keys.begin_key(by=system, origin="ledger.example/liem")
    act(officer, SIZE - FIRST)
    assert make_checkpoint() is not None
    hand_over(witness)
    act(officer, 1)
    assert make_checkpoint() is not None
    assert verify().sound


def hand_over(witness: Path, since: int = 0) -> None:
    export = read_export(export_since(since).to_text())
    take(export, keep=witness, signer=witness_key(witness, name="witness.example/w"), at=AT)


def found(report: Report) -> set[str]:
    return {problem.damage.value for problem in (*report.problems, *report.checkpoints, *(report.rows or ()))}


# --- with the database


@each_kind
def test_whoever_has_the_database_is_found_by_the_checkpoints(change: Change) -> None:
    rewrite(FIRST, change)
    assert found(verify()) & {"checkpoint", "cut_off"}


@each_kind
def test_without_the_checkpoints_the_copy_beside_the_key_finds_it(change: Change) -> None:
    rewrite(FIRST, change)
    forget_checkpoints()
    assert found(verify()) & {"checkpoint", "cut_off"}


def test_the_first_checkpoint_that_differs_is_named() -> None:
    rewrite(FIRST, KINDS["edit"])
    assert [(one.damage.value, one.first) for one in verify().problems] == [("checkpoint", SIZE)]


def test_a_checkpoint_replaced_by_one_of_another_key_is_named() -> None:
    head = LedgerHead.objects.get()
    forged = signed(Told("ledger.example/liem", Head(SIZE, bytes(head.root))), [Signer.new("ledger.example/liem")])
    sql("UPDATE actions_checkpoint SET note = %s WHERE size = %s", str(forged), SIZE)
    assert verify().checkpoints == (CheckpointProblem(SIZE, CheckpointDamage.CHECKPOINT),)


def test_a_checkpoint_put_in_another_place_is_named() -> None:
    sql("UPDATE actions_checkpoint SET size = 5 WHERE size = %s", SIZE)
    assert verify().checkpoints == (CheckpointProblem(5, CheckpointDamage.CHECKPOINT),)


def test_a_key_replaced_together_with_all_checkpoints_is_found() -> None:
    stranger = Signer.new("ledger.example/liem")
    identity = ledger_keys.identity_of(stranger.verifier)
    sql("UPDATE actions_ledgerkey SET verifier = %s, identity = %s", str(stranger.verifier), identity)
    for stored in Checkpoint.objects.all():
        told = Told.read(Note.read(stored.note).text)
        sql("UPDATE actions_checkpoint SET note = %s WHERE size = %s", str(signed(told, [stranger])), stored.size)
    report = verify()
    assert report.checkpoints == (CheckpointProblem(0, CheckpointDamage.LATEST),)
    assert {row.table for row in report.rows or ()} == {"actions_ledgerkey"}


def test_a_changed_fact_is_named_by_table_and_row() -> None:
    sql("UPDATE actions_mandate SET body = 'tinh/xa' WHERE role = %s", Role.ORGANISATION_OFFICER)
    assert [(row.table, row.damage.value) for row in verify().rows or ()] == [("actions_mandate", "changed")]


def test_a_row_of_a_table_that_no_entry_ever_wrote_is_named() -> None:
    sql("INSERT INTO actions_erasure (entry_id, erased_id, subjects) VALUES (5, 6, '[]')")
    report = verify()
    assert [(row.table, row.damage.value) for row in report.rows or ()] == [("actions_erasure", "added")]


def test_a_forged_cosignature_is_named(system: Acting) -> None:
    stranger = Signer.new("witness.example/w", kind=4)
    line = str(stranger.sign("anything\n", at=AT))
    Cosignature.objects.create(checkpoint_id=SIZE, key="0" * 64, line=line, at=Checkpoint.objects.get(pk=SIZE).at)
    assert verify().checkpoints == (CheckpointProblem(SIZE, CheckpointDamage.COSIGNATURE),)


def test_a_whole_older_copy_of_the_database_is_found_by_the_copy_beside_the_key() -> None:
    rewrite(SIZE, KINDS["truncated tail"])
    sql("DELETE FROM actions_checkpoint WHERE size > %s", SIZE)
    assert [(one.damage.value, one.first) for one in verify().problems] == [("cut_off", AFTER_SIGNING)]


# --- with the server's key too


@each_kind
def test_whoever_has_the_key_too_cannot_be_found_here(change: Change) -> None:
    """Nothing that lies on the server can show it: the docs say so."""
    rewrite(FIRST, change)
    sign_again()
    assert verify().sound


@each_kind
def test_whoever_has_the_key_too_is_found_by_what_a_witness_kept(change: Change, witness: Path) -> None:
    rewrite(FIRST, change)
    sign_again()
    compared = compare(kept_checkpoints(witness))
    assert (compared.sound, compared.first_other) == (False, SIZE)
    assert f"within entries 0–{SIZE - 1}" in explain(compared)[0].en


@each_kind
def test_whoever_has_the_key_too_is_refused_by_the_witness(change: Change, witness: Path, officer: Acting) -> None:
    rewrite(FIRST, change)
    if LedgerHead.objects.get().size > SIZE:
        sign_again()
        expected = "ledger.fork"
    else:
        sign_again()
        expected = "ledger.rollback" if LedgerHead.objects.get().size < SIZE else "ledger.fork"
    kept = kept_checkpoints(witness)
    since = SIZE if LedgerHead.objects.get().size >= SIZE else 0
    with pytest.raises(LiemError) as refused:
        hand_over(witness, since)
    assert refused.value.code == expected
    assert kept_checkpoints(witness) == kept


def test_whoever_has_the_key_too_is_found_by_a_receipt(officer: Acting) -> None:
    receipt = receipt_of(FIRST, by=officer)
    rewrite(FIRST, KINDS["edit"])
    sign_again()
    assert check_receipt(receipt).says["position"] == FIRST  # it holds by itself: so much was signed
    compared = compare([receipt.note])
    assert compared.first_other == AFTER_SIGNING


# --- with everything but a witness


def test_with_everything_but_a_witness_only_the_witness_knows(witness: Path, officer: Acting) -> None:
    """Receipts, backups and the copy beside the key are in the attacker's hands; what lies at the witness is not."""
    assert latest_copy() is not None
    rewrite(FIRST, KINDS["edit"])
    sign_again()
    assert verify().sound
    assert compare([Note.read(stored.note) for stored in Checkpoint.objects.all()]).sound  # our own say nothing
    assert not compare(kept_checkpoints(witness)).sound


def test_what_was_changed_before_any_witness_kept_it_is_found_by_nobody(tmp_path: Path) -> None:
    """The entry behind the checkpoint that the witness holds: with the key it can be rewritten unseen. Docs say so."""
    rewrite(SIZE, KINDS["edit"])
    sign_again()
    assert verify().sound
    assert compare(kept_checkpoints(tmp_path / "witness")).sound


# --- the witness in good times


def test_a_witness_keeps_what_continues_and_its_signature_comes_back(
    witness: Path, officer: Acting, system: Acting
) -> None:
    signer = witness_key(witness)
    hand_over(witness, SIZE)
    ledger_keys.add_witness(signer.verifier, by=system)
    compared = compare(kept_checkpoints(witness))
    assert (compared.sound, compared.fitting, compared.new_cosignatures) == (True, (SIZE, AFTER_SIGNING), 2)
    assert compare(kept_checkpoints(witness)).new_cosignatures == 0
    assert [(row.checkpoint_id, row.key) for row in Cosignature.objects.order_by("checkpoint_id")] == [
        (SIZE, ledger_keys.identity_of(signer.verifier)),
        (AFTER_SIGNING, ledger_keys.identity_of(signer.verifier)),
    ]
    shown = check_receipt(receipt_of(FIRST, by=officer), witnesses=[signer.verifier])
    assert shown.witnesses == (signer.verifier,)
    assert verify().sound


def test_a_witness_follows_the_key_from_one_to_the_next(witness: Path, system: Acting, officer: Acting) -> None:
    former = LedgerKey.objects.get()
    ledger_keys.rotate_key(by=system, reason="đến hạn")
    assert make_checkpoint() is not None
    act(officer, 1)
    assert make_checkpoint() is not None
    hand_over(witness, SIZE)  # over the checkpoint that both keys signed
    act(officer, 1)
    newest = make_checkpoint()
    assert newest is not None
    hand_over(witness, newest.size - 1)
    trusted = next((witness / "ledgers").rglob("keys")).read_text(encoding="utf-8").splitlines()
    assert former.verifier not in trusted
    assert trusted == [LedgerKey.objects.current().get().verifier]


def test_a_witness_refuses_a_key_that_no_former_key_vouches_for(witness: Path) -> None:
    stranger = Signer.new("ledger.example/liem")
    export = export_since(SIZE)
    told = Told.read(export.steps[-1].note.text)
    forged = type(export)(
        export.origin,
        (stranger.verifier,),
        tuple(type(step)(step.old_size, step.proof, signed(told, [stranger])) for step in export.steps),
    )
    with pytest.raises(LiemError) as refused:
        take(forged, keep=witness, signer=witness_key(witness), at=AT)
    assert refused.value.code == "ledger.unsigned"


def test_an_old_file_is_refused_as_a_rollback(witness: Path) -> None:
    export = export_since(SIZE)
    old = read_export(export_since(0).to_text())
    take(export, keep=witness, signer=witness_key(witness), at=AT)
    older = type(old)(old.origin, old.verifiers, (type(old.steps[0])(0, (), kept_checkpoints(witness)[0]),))
    with pytest.raises(LiemError) as refused:
        take(older, keep=witness, signer=witness_key(witness), at=AT)
    assert refused.value.code == "ledger.rollback"


def test_a_proof_that_begins_elsewhere_is_asked_for_again(witness: Path) -> None:
    with pytest.raises(LiemError) as refused:
        hand_over(witness, 5)
    assert refused.value.code == "ledger.gap"
    assert f"--since {SIZE}" in refused.value.message.en

"""Receipts: what they show, to whom they tell what, and that they are checked with nothing at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import segno

from actions.conftest import LONG_AGO, Appoint
from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate
from liem.actions.checkpoints import make_checkpoint
from liem.actions.models import LedgerKey, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.receipts import receipt_of
from liem.kernel.errors import LiemError
from liem.ledger.notes import Signer, Verifier
from liem.ledger.offline import explain
from liem.ledger.receipts import QR_START, Receipt, Told, check_receipt, read_receipt
from liem.ledger.tree import leaf_hash


def corrected(by: Acting, action: str = "record.correct") -> int:
    return perform(action, by=by, body="tinh/so", subjects=["person-mua"], content={"n": 1}, write=lambda w: w.position)


@pytest.fixture
def position(officer: Acting) -> int:
    return corrected(officer)


@pytest.fixture
def receipt(position: int, officer: Acting) -> Receipt:
    return receipt_of(position, by=officer)


@pytest.fixture
def other(system: Acting) -> Appoint:
    """Another person, under a mandate of their own."""

    def grant(role: Role, body: str) -> Acting:
        account = create_account(NewAccount(username=f"khac-{role}", full_name="", password=None), by=system)
        return Acting(account, grant_mandate(account, Grant(role=role, body=body, valid_from=LONG_AGO), by=system))

    return grant


def test_a_receipt_shows_the_entry_under_a_signed_checkpoint(receipt: Receipt, position: int) -> None:
    again = read_receipt(receipt.to_text())
    assert again == receipt
    shown = check_receipt(again, trusted=[Verifier.read(LedgerKey.objects.get().verifier)])
    assert (shown.says["position"], shown.says["action"]) == (position, "record.correct")
    assert (shown.checkpoint.head.size, shown.is_own_key, shown.witnesses) == (position + 2, False, ())
    assert {name: json.loads(text) for name, text in shown.told.items()}["content"] == {"n": 1}
    assert shown.subjects == ('"person-mua"',)


def test_the_keys_within_count_only_where_none_are_given(receipt: Receipt) -> None:
    assert check_receipt(receipt).is_own_key
    stranger = Signer.new(receipt.verifiers[0].name).verifier
    with pytest.raises(LiemError) as refused:
        check_receipt(receipt, trusted=[stranger])
    assert refused.value.code == "ledger.unsigned"


def test_whoever_acted_is_told_all_others_nothing_of_the_people(position: int, other: Appoint) -> None:
    auditor = receipt_of(position, by=other(Role.AUDITOR, "tinh"))
    unit = receipt_of(position, by=other(Role.UNIT_OFFICER, "tinh/so"))
    assert (set(auditor.told), auditor.subjects) == ({"mandate", "content"}, ())
    assert (unit.told, unit.subjects) == ({}, ())
    assert [text for text in ("person-mua", '"may"') if text in auditor.to_text() + unit.to_text()] == []
    for receipt in (auditor, unit):
        assert check_receipt(receipt).says["position"] == position


def test_who_opened_which_dossier_is_told_to_nobody_else(officer: Acting, other: Appoint) -> None:
    position = corrected(officer, "dossier.read")
    assert receipt_of(position, by=other(Role.INSPECTOR, "tinh")).told == {}


def test_the_installation_reads_no_content(position: int, system: Acting) -> None:
    assert receipt_of(position, by=system).told == {}


def test_an_entry_that_is_not_there_has_no_receipt(officer: Acting) -> None:
    with pytest.raises(LiemError) as refused:
        receipt_of(999, by=officer)
    assert refused.value.code == "ledger.not_found"


DAMAGES = {
    "another action": lambda one: replace(one, leaf=one.leaf.replace("record.correct", "record.attest")),
    "another position": lambda one: replace(one, index=one.index - 1),
    "a shorter path": lambda one: replace(one, inclusion=one.inclusion[1:]),
    "another hash in the path": lambda one: replace(one, inclusion=(leaf_hash(b""), *one.inclusion[1:])),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_proof_is_refused(receipt: Receipt, damage: object) -> None:
    assert callable(damage)
    with pytest.raises(LiemError) as refused:
        check_receipt(damage(receipt))
    assert refused.value.code == "receipt.not_included"


@pytest.mark.parametrize("part", ["actor", "mandate", "content"])
def test_something_else_told_is_refused(receipt: Receipt, part: str) -> None:
    told = dict(receipt.told) | {part: Told('{"n":2}', receipt.told[part].salt)}
    with pytest.raises(LiemError) as refused:
        check_receipt(replace(receipt, told=told))
    assert (refused.value.code, refused.value.data) == ("receipt.told", {"parts": [part]})


def test_another_person_told_is_refused(receipt: Receipt) -> None:
    with pytest.raises(LiemError) as refused:
        check_receipt(replace(receipt, subjects=(Told('"person-may"', receipt.subjects[0].salt),)))
    assert refused.value.data == {"parts": ["subjects"]}


def moved(told: Told, letters: int) -> Told:
    """The same bytes, of which the first letters of the text pass as salt."""
    return Told(told.text[letters:], told.salt + told.text[:letters].encode().hex())


@pytest.mark.parametrize("letters", [1, 5])
def test_no_part_of_what_is_told_passes_as_salt(receipt: Receipt, letters: int) -> None:
    told = dict(receipt.told) | {"content": moved(receipt.told["content"], letters)}
    about = (moved(receipt.subjects[0], letters),)
    for forged in (replace(receipt, told=told), replace(receipt, subjects=about)):
        with pytest.raises(LiemError) as refused:
            check_receipt(forged)
        assert refused.value.code == "receipt.unreadable"


STRANGE = {
    "a text that is a number": {"told": {"content": {"text": 1, "salt": "00" * 16}}},
    "a salt that is none": {"told": {"content": {"text": "{}", "salt": None}}},
    "a leaf with half a letter": {"leaf": "\ud800"},
    "a leaf that is a list": {"leaf": []},
    "a hash of another length": {"inclusion": ["AAAA"]},
    "an index of many digits": {"index": 1e400},
}


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_a_receipt_of_another_form_is_refused_and_breaks_nothing(receipt: Receipt, strange: dict[str, object]) -> None:
    with pytest.raises(LiemError) as refused:
        check_receipt(read_receipt(json.dumps(json.loads(receipt.to_text()) | strange)))
    assert refused.value.code == "receipt.unreadable"


def test_nothing_told_hides_that_the_key_came_with_the_receipt(receipt: Receipt) -> None:
    hiding = Told('"\x1b[8m\u202e\n✓"', "00" * 16)
    shown = replace(check_receipt(receipt), told={"content": hiding.text})
    lines = [line.en for line in explain(shown)]
    assert '  content: "\\u001b[8m\\u202e\\u000a✓"' in lines
    assert lines[-1].startswith("! The key was taken from the receipt itself.")


def test_a_witness_that_was_asked_for_must_have_signed(receipt: Receipt) -> None:
    witness = Signer.new("witness.example/w", kind=4)
    with pytest.raises(LiemError) as refused:
        check_receipt(receipt, witnesses=[witness.verifier])
    assert refused.value.code == "receipt.no_witness"
    cosigned = replace(receipt, note=receipt.note.with_signature(witness.sign(receipt.note.text, at=1_700_000_000)))
    assert check_receipt(cosigned, witnesses=[witness.verifier]).witnesses == (witness.verifier,)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"liem":"receipt/1"}', QR_START, f"{QR_START}MFRGG", f"{QR_START}?", "[" * 100_000],
)
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(LiemError) as refused:
        read_receipt(text)
    assert refused.value.code == "receipt.unreadable"


def test_a_qr_code_holds_the_proof_also_in_a_ledger_of_the_largest_size(receipt: Receipt) -> None:
    text = receipt.to_qr()
    shown = check_receipt(read_receipt(text))
    assert (shown.says["position"], shown.told, shown.subjects) == (receipt.index, {}, ())
    longest = replace(receipt, inclusion=tuple(leaf_hash(b"%d" % number) for number in range(40)))
    code = segno.make(longest.to_qr(), error="m", micro=False)
    assert code.mode == "alphanumeric"


@pytest.mark.parametrize("as_qr", [False, True])
def test_it_is_checked_without_django_database_and_network(receipt: Receipt, tmp_path: Path, as_qr: bool) -> None:
    file = tmp_path / "receipt"
    file.write_text(receipt.to_qr() if as_qr else receipt.to_text(), encoding="utf-8")
    forbidden = (
        "import sys\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'django', 'rfc8785', 'sqlite3', 'psycopg', 'socket'} or name in "
        "{'liem.actions', 'liem.ledger.encoding'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Wall())\n"
        "from liem.ledger.offline import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    environment = {"LIEM_LANGUAGE": "en", "PATH": ""}
    key = str(receipt.verifiers[0])
    said = subprocess.run(
        [sys.executable, "-c", forbidden, str(file), "--key", key],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(f"✓ The receipt holds: entry {receipt.index} (record.correct, ")
    file.write_text(file.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    again = subprocess.run(
        [sys.executable, "-m", "liem.ledger.offline", str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (again.returncode, "[receipt.unreadable]" in again.stderr) == (1, True)


def test_a_receipt_given_before_any_checkpoint_has_one_made(officer: Acting, position: int) -> None:
    assert make_checkpoint() is not None
    newer = corrected(officer)
    receipt = receipt_of(newer, by=officer)
    assert check_receipt(receipt).checkpoint.head.size == newer + 1

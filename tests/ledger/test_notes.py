"""Signed notes, keys and cosignatures, held against the examples that the specifications print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liem.kernel.errors import LiemError
from liem.ledger.checkpoints import Checkpoint, read_signed, signed
from liem.ledger.notes import COSIGNATURE, ED25519, Note, Signer, Verifier, time_of
from liem.ledger.tree import Head, leaf_hash

# https://c2sp.org/tlog-cosignature prints this checkpoint; the lines are data of the specification.
PRINTED = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""  # noqa: E501
# The pair of keys with which the note package of Go is tested and documented.
GO_KEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
LOG = Signer.new("ledger.example/liem")
ROOT = "A" * 43 + "="
CHECKPOINT = Checkpoint("ledger.example/liem", Head(7, leaf_hash(b"root")))


def test_the_printed_checkpoint_is_read_and_written_back() -> None:
    note = Note.read(PRINTED)
    checkpoint = Checkpoint.read(note.text)
    assert (str(note), checkpoint.text, checkpoint.head.size) == (PRINTED, note.text, 20852163)
    assert [(one.name, len(one.value)) for one in note.signatures] == [
        ("example.com/behind-the-sofa", 64),
        ("witness.example.com/w1", 72),
    ]
    assert time_of(note.signatures[1].value) == 1679315147


def test_keys_and_signatures_are_those_of_another_implementation() -> None:
    signer = Signer.read(GO_KEY)
    note = Note.read(GO_NOTE)
    assert (str(signer.verifier), signer.to_text()) == (GO_VERIFIER, GO_KEY)
    assert note.signed_by([Verifier.read(GO_VERIFIER)]) == [signer.verifier]
    assert signer.sign(note.text) == note.signatures[0]


def test_a_checkpoint_is_signed_and_read_again() -> None:
    note = Note.read(str(signed(CHECKPOINT, [LOG])))
    assert read_signed(note, [LOG.verifier]) == CHECKPOINT


def test_a_checkpoint_signed_by_nobody_trusted_is_refused() -> None:
    other = Signer.new("ledger.example/liem")
    with pytest.raises(LiemError) as refused:
        read_signed(signed(CHECKPOINT, [other]), [LOG.verifier])
    assert refused.value.code == "ledger.unsigned"


def test_a_trusted_key_of_another_name_does_not_sign_for_this_ledger() -> None:
    other = Signer.new("elsewhere.example/liem")
    with pytest.raises(LiemError) as refused:
        read_signed(signed(CHECKPOINT, [other]), [other.verifier])
    assert refused.value.code == "ledger.unsigned"


def test_both_keys_sign_while_one_replaces_the_other() -> None:
    new = Signer.new("ledger.example/liem")
    note = signed(CHECKPOINT, [LOG, new])
    assert note.signed_by([LOG.verifier, new.verifier]) == [LOG.verifier, new.verifier]
    assert read_signed(note, [new.verifier]) == read_signed(note, [LOG.verifier]) == CHECKPOINT


def test_a_cosignature_tells_when_the_witness_signed() -> None:
    witness = Signer.new("witness.example/w", COSIGNATURE)
    note = signed(CHECKPOINT, [LOG]).with_signature(witness.sign(CHECKPOINT.text, at=1_700_000_000))
    assert note.signed_by([witness.verifier]) == [witness.verifier]
    assert time_of(note.signatures[1].value) == 1_700_000_000
    assert note.with_signatures_of([LOG.verifier]) == signed(CHECKPOINT, [LOG])


@given(st.integers(0, 71), st.integers(0, 7))
def test_a_changed_cosignature_is_false(byte: int, bit: int) -> None:
    witness = Signer.new("witness.example/w", COSIGNATURE)
    signature = witness.sign(CHECKPOINT.text, at=1_700_000_000)
    value = bytearray(signature.value)
    value[byte] ^= 1 << bit
    assert not witness.verifier.accepts(CHECKPOINT.text, bytes(value))


def test_a_text_changed_after_signing_is_named_as_such() -> None:
    note = signed(CHECKPOINT, [LOG])
    forged = Note(note.text.replace("\n7\n", "\n8\n"), note.signatures)
    with pytest.raises(LiemError) as refused:
        read_signed(forged, [LOG.verifier])
    assert refused.value.code == "ledger.signature"


NOT_NOTES = {
    "empty": "",
    "no signature": CHECKPOINT.text,
    "no empty line": CHECKPOINT.text + "— a AAAAAAA=\n",
    "no new line at the end": str(signed(CHECKPOINT, [LOG]))[:-1],
    "a hyphen for the dash": str(signed(CHECKPOINT, [LOG])).replace("—", "-"),
    "no base64": f"{CHECKPOINT.text}\n— a !!!!\n",
    "a signature of four bytes": f"{CHECKPOINT.text}\n— a AAAAAA==\n",
    "a tabulator": f"{CHECKPOINT.text}\t\n\n— a AAAAAAA=\n",
    "too long": "x" * 70_000 + str(signed(CHECKPOINT, [LOG])),
}


@pytest.mark.parametrize("text", NOT_NOTES.values(), ids=NOT_NOTES)
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(LiemError) as refused:
        Note.read(text)
    assert refused.value.code == "ledger.note"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        "a\n07\n" + "A" * 43 + "=\n",
        "a\n7\nAAAA\n",
        "a\n7\n" + "A" * 43 + "=\nmore\n",
        "a b\n7\n" + "A" * 43 + "=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(LiemError) as refused:
        Checkpoint.read(text)
    assert refused.value.code == "ledger.checkpoint"


@pytest.mark.parametrize(
    "key",
    ["", "a", "a+b", "a+00000000+AAAA", str(LOG.verifier)[:-4] + "AAA=", str(LOG.verifier).replace("liem", "moi")],
)
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(LiemError) as refused:
        Verifier.read(key)
    assert refused.value.code == "ledger.key"


def test_a_private_key_is_not_shown_by_chance() -> None:
    assert LOG.secret.hex() not in repr(LOG)
    assert LOG.to_text() not in f"{LOG}"
    assert Signer.read(LOG.to_text()) == LOG
    assert LOG.verifier.kind == ED25519

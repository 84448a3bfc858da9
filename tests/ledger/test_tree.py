from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger import rfc6962
from liem.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    Head,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

# The leaves and roots with which the reference implementation of Certificate Transparency is tested.
VECTOR_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
VECTOR_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
VECTOR_PATH_OF_LEAF_5_OF_8 = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]
VECTOR_PROOF_OF_6_IN_8 = [
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]

LEAVES = [b"leaf %d" % number for number in range(40)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
HEADS = [Head(size, rfc6962.tree_hash(LEAVES[:size])) for size in range(len(LEAVES) + 1)]


def grown(hashes: list[bytes]) -> Frontier:
    frontier = Frontier()
    for hashed in hashes:
        frontier.append(hashed)
    return frontier


def test_roots_and_proofs_are_those_of_the_published_vectors() -> None:
    hashes = [leaf_hash(leaf) for leaf in VECTOR_LEAVES]
    assert [root(hashes[:size]).hex() for size in range(9)] == VECTOR_ROOTS
    assert [node.hex() for node in inclusion_proof(hashes, 5)] == VECTOR_PATH_OF_LEAF_5_OF_8
    assert [node.hex() for node in consistency_proof(hashes, 6)] == VECTOR_PROOF_OF_6_IN_8


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_grown_root_is_the_recursive_root(leaves: list[bytes]) -> None:
    frontier = grown([leaf_hash(leaf) for leaf in leaves])
    assert frontier.head() == Head(len(leaves), rfc6962.tree_hash(leaves))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 40])
def test_a_stored_frontier_grows_on(size: int) -> None:
    stored = grown(HASHES[:size])
    frontier = Frontier.from_bytes(size, stored.to_bytes())
    for hashed in HASHES[size:]:
        frontier.append(hashed)
    assert frontier.head() == HEADS[40]


@pytest.mark.parametrize(("size", "stored"), [(1, b""), (2, bytes(64)), (1, bytes(31)), (-1, b""), (3, bytes(63))])
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, stored: bytes) -> None:
    with pytest.raises(ValueError, match="is not made of"):
        Frontier.from_bytes(size, stored)


def test_every_inclusion_proof_is_that_of_the_definition_and_verifies() -> None:
    for size in range(1, 41):
        for index in range(size):
            proof = inclusion_proof(HASHES[:size], index)
            assert proof == rfc6962.audit_path(index, LEAVES[:size])
            assert verify_inclusion(HASHES[index], index=index, head=HEADS[size], proof=proof)


def test_every_consistency_proof_is_that_of_the_definition_and_verifies() -> None:
    for new in range(1, 41):
        for old in range(1, new):
            proof = consistency_proof(HASHES[:new], old)
            assert proof == rfc6962.proof(old, LEAVES[:new])
            assert verify_consistency(HEADS[old], HEADS[new], proof=proof)


def test_a_tree_is_consistent_with_itself_and_with_the_empty_one() -> None:
    for size in range(41):
        assert consistency_proof(HASHES[:size], size) == []
        assert verify_consistency(HEADS[size], HEADS[size], proof=[])
        assert consistency_proof(HASHES[:size], 0) == []
        assert verify_consistency(Head(0, EMPTY_ROOT), HEADS[size], proof=[])


def test_there_is_no_proof_outside_the_tree() -> None:
    with pytest.raises(IndexError):
        inclusion_proof(HASHES[:5], 5)
    with pytest.raises(IndexError):
        consistency_proof(HASHES[:5], 6)


def damaged(proof: list[bytes], data: st.DataObject) -> list[bytes]:
    """The proof with one node altered, left out, doubled, or one added at either end."""
    kind = data.draw(st.sampled_from(["altered", "left out", "doubled", "one in front", "one behind"]))
    if kind == "one in front":
        return [HASHES[0], *proof]
    if kind == "one behind":
        return [*proof, HASHES[0]]
    assume(proof)
    at = data.draw(st.integers(0, len(proof) - 1))
    if kind == "left out":
        return proof[:at] + proof[at + 1 :]
    if kind == "doubled":
        return [*proof[:at], proof[at], *proof[at:]]
    bit = data.draw(st.integers(0, 255))
    node = bytearray(proof[at])
    node[bit // 8] ^= 1 << bit % 8
    return [*proof[:at], bytes(node), *proof[at + 1 :]]


@given(st.data())
def test_a_damaged_inclusion_proof_fails(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 40))
    index = data.draw(st.integers(0, size - 1))
    proof = damaged(inclusion_proof(HASHES[:size], index), data)
    assert not verify_inclusion(HASHES[index], index=index, head=HEADS[size], proof=proof)


@given(st.data())
def test_a_right_inclusion_proof_fails_for_another_leaf_place_or_head(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 40))
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    proof = inclusion_proof(HASHES[:size], index)
    assert not verify_inclusion(HASHES[other], index=index, head=HEADS[size], proof=proof)
    assert not verify_inclusion(HASHES[index], index=other, head=HEADS[size], proof=proof)
    assert not verify_inclusion(HASHES[index], index=index, head=HEADS[size - 1], proof=proof)
    assert not verify_inclusion(HASHES[index], index=size, head=HEADS[size], proof=proof)


@given(st.data())
def test_a_damaged_consistency_proof_fails(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, 40))
    old = data.draw(st.integers(0, new))
    proof = damaged(consistency_proof(HASHES[:new], old), data)
    assert not verify_consistency(HEADS[old], HEADS[new], proof=proof)


@given(st.data())
def test_a_right_consistency_proof_fails_for_other_roots(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 40))
    old = data.draw(st.integers(1, new - 1))
    proof = consistency_proof(HASHES[:new], old)
    other = leaf_hash(b"another tree")
    assert not verify_consistency(Head(old, other), HEADS[new], proof=proof)
    assert not verify_consistency(HEADS[old], Head(new, other), proof=proof)
    assert not verify_consistency(HEADS[new], HEADS[old], proof=proof)

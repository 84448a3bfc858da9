"""Proofs from kept roots are the proofs of the definition, and an independent implementation accepts them."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree
from pymerkle import verify_consistency as verify_their_consistency
from pymerkle import verify_inclusion as verify_their_inclusion
from pymerkle.proof import InclusionProof

from liem.ledger.kept import LEAVES, Node, completed, head_of, root_over, runs
from liem.ledger.tree import (
    Frontier,
    Head,
    consistency_proof,
    consistency_ranges,
    inclusion_proof,
    inclusion_ranges,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

MOST = 1400
LEAVES_OF_TEST = [b"leaf %d" % number for number in range(MOST)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES_OF_TEST]


def kept_of(size: int) -> dict[Node, bytes]:
    """What is stored of a tree: its leaf hashes and the roots kept while it grew."""
    tree, stored = Frontier(), {(LEAVES, number): hashed for number, hashed in enumerate(HASHES[:size])}
    for hashed in HASHES[:size]:
        stored.update(completed(tree, hashed))
        tree.append(hashed)
    return stored


KEPT = kept_of(MOST)


def test_roots_are_kept_when_a_subtree_of_256_leaves_fills() -> None:
    assert {node: made for node, made in KEPT.items() if node[0] != LEAVES} == {
        (8, number): root(HASHES[number * 256 : (number + 1) * 256]) for number in range(5)
    }


def test_every_level_that_one_leaf_fills_is_kept() -> None:
    tree, filled = Frontier(), []
    for number in range(2**16):
        hashed = sha256(b"%d" % number).digest()
        filled = completed(tree, hashed)
        tree.append(hashed)
    assert [node for node, _ in filled] == [(8, 255), (16, 0)]
    assert filled[1][1] == tree.root()


@given(st.integers(1, MOST), st.data())
@settings(max_examples=60, deadline=None)
def test_proofs_from_kept_roots_are_those_from_all_leaves(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(0, size))
    inclusion = [root_over(part, KEPT) for part in inclusion_ranges(index, size)]
    consistency = [root_over(part, KEPT) for part in consistency_ranges(old, size)]
    head = head_of(size, KEPT)
    assert (inclusion, consistency) == (inclusion_proof(HASHES[:size], index), consistency_proof(HASHES[:size], old))
    assert head == Head(size, root(HASHES[:size]))
    assert verify_inclusion(HASHES[index], index=index, head=head, proof=inclusion)
    assert verify_consistency(Head(old, root(HASHES[:old])), head, proof=consistency)


@pytest.mark.parametrize("size", [10**6, 2**40 - 1])
def test_a_proof_stays_short_and_reads_little(size: int) -> None:
    for index in (0, size // 3, size - 1):
        ranges = inclusion_ranges(index, size)
        assert len(ranges) <= 40
        read = [run for part in ranges for run in runs(part)]
        assert sum(run.count for run in read if run.level < 24) <= 3 * 2 * 256


def test_without_a_kept_root_there_is_no_root() -> None:
    with pytest.raises(KeyError):
        root_over(range(512), {node: made for node, made in KEPT.items() if node != (8, 1)})


@pytest.fixture(scope="module")
def independent() -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(LEAVES_OF_TEST)
    return tree


@given(st.integers(1, MOST), st.data())
@settings(max_examples=60, deadline=None)
def test_an_independent_implementation_accepts_our_heads_and_proofs(
    independent: InmemoryTree, size: int, data: st.DataObject
) -> None:
    """pymerkle puts the leaf's own hash in front of an audit path. Its proofs of consistency are cut into other pieces
    than those of RFC 6962, so there its own proof is held against our two heads."""
    index = data.draw(st.integers(0, size - 1))
    path = [HASHES[index], *(root_over(part, KEPT) for part in inclusion_ranges(index, size))]
    rule = independent.prove_inclusion(index + 1, size).rule
    proof = InclusionProof("sha256", True, size, index + 1, rule, path)
    verify_their_inclusion(HASHES[index], head_of(size, KEPT).root, proof, index=index + 1, size=size)

    old = data.draw(st.integers(1, size))
    theirs = independent.prove_consistency(old, size)
    verify_their_consistency(head_of(old, KEPT).root, head_of(size, KEPT).root, theirs, prior_size=old, later_size=size)

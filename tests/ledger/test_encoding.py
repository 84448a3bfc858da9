from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from liem.kernel.errors import LiemError
from liem.ledger.encoding import Entry, Json, canonical, leaf_bytes, leaf_position, parse_leaf, salted_digest

ACTOR, MANDATE, FIRST, SECOND, CONTENT, ROWS = (bytes([value]) * 32 for value in (1, 2, 3, 4, 5, 6))
ENTRY = Entry(
    position=41,
    at=datetime(2026, 11, 21, 7, 30, tzinfo=UTC),
    action="record.import",
    actor=ACTOR,
    mandate=MANDATE,
    subjects=(FIRST, SECOND),
    content=CONTENT,
    row_count=3,
    row_root=ROWS,
)
LEAF = (
    b'{"action":"record.import","actor":"' + b"01" * 32 + b'","at":"2026-11-21T07:30:00.000000Z",'
    b'"content":"' + b"05" * 32 + b'","mandate":"' + b"02" * 32 + b'","position":41,'
    b'"rows":{"count":3,"root":"' + b"06" * 32 + b'"},'
    b'"subjects":["' + b"03" * 32 + b'","' + b"04" * 32 + b'"],"v":1}'
)

digests = st.binary(min_size=32, max_size=32)
entries = st.builds(
    Entry,
    position=st.integers(0, 2**53 - 1),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    action=st.from_regex(r"[a-z][a-z0-9_]{0,9}\.[a-z][a-z0-9_]{0,9}", fullmatch=True),
    actor=digests,
    mandate=st.none() | digests,
    subjects=st.lists(digests, max_size=4).map(lambda subjects: tuple(sorted(subjects))),
    content=digests,
    row_count=st.integers(0, 2**53 - 1),
    row_root=digests,
)


words = st.text(st.characters(), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_bytes_are_those_of_an_independent_writer_of_rfc_8785(value: Json) -> None:
    def written(write: Callable[[Json], bytes]) -> bytes | type[ValueError]:
        try:
            return write(value)
        except ValueError as error:
            return type(error)

    assert written(canonical) == written(rfc8785.dumps)


def test_the_leaf_encoding_is_final() -> None:
    assert leaf_bytes(ENTRY) == LEAF


def test_the_first_entry_names_no_mandate() -> None:
    assert leaf_bytes(replace(ENTRY, mandate=None)) == LEAF.replace(b'"' + b"02" * 32 + b'"', b"null")


def test_a_salted_digest_is_sha256_of_salt_and_value() -> None:
    salt, value = bytes(range(16)), canonical({"họ tên": "Lò Thị Mây", "a": [1, True, None]})
    assert value == '{"a":[1,true,null],"họ tên":"Lò Thị Mây"}'.encode()
    assert salted_digest(salt, value) == hashlib.sha256(salt + value).digest()


def test_a_salt_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes, not 15"):
        salted_digest(bytes(15), b"value")


@given(entries)
def test_what_is_encoded_is_read_back_whole(entry: Entry) -> None:
    leaf = leaf_bytes(entry)
    assert (parse_leaf(leaf), leaf_position(leaf)) == (entry, entry.position)


DAMAGED_LEAVES = {
    "empty": b"",
    "space after a comma": LEAF.replace(b',"at"', b', "at"'),
    "keys in another order": LEAF.replace(b',"v":1}', b"}").replace(b'{"action"', b'{"v":1,"action"'),
    "digest in capitals": LEAF.replace(b"05" * 32, b"0F" * 32),
    "digest cut short": LEAF.replace(b"05" * 32, b"05" * 31),
    "position with a leading zero": LEAF.replace(b'"position":41', b'"position":041'),
    "position below zero": LEAF.replace(b'"position":41', b'"position":-1'),
    "position beyond what JSON counts exactly": LEAF.replace(b'"position":41', b'"position":9007199254740992'),
    "key left out": LEAF.replace(b'"position":41,', b""),
    "key added": LEAF.replace(b',"v":1}', b',"v":1,"w":1}'),
    "another version": LEAF.replace(b'"v":1', b'"v":2'),
    "subjects out of order": LEAF.replace(b"03" * 32, b"07" * 32),
    "time without microseconds": LEAF.replace(b"00.000000Z", b"00Z"),
    "time in another zone": LEAF.replace(b"000000Z", b"000000+07:00"),
    "day that does not exist": LEAF.replace(b"2026-11-21", b"2026-02-30"),
    "action without a dot": LEAF.replace(b"record.import", b"import"),
    "line feed at the end": LEAF + b"\n",
    "letters that only look like digits": LEAF.replace(b'"position":41', '"position":٤١'.encode()),
    "not text": b"\xff" + LEAF,
}


@pytest.mark.parametrize("leaf", DAMAGED_LEAVES.values(), ids=DAMAGED_LEAVES)
def test_a_damaged_leaf_is_refused(leaf: bytes) -> None:
    with pytest.raises(LiemError) as refusal:
        parse_leaf(leaf)
    assert refusal.value.code == "ledger.leaf"


@pytest.mark.parametrize(
    "change",
    [
        {"position": -1},
        {"row_count": -1},
        {"at": datetime(2026, 11, 21, 7, 30)},
        {"at": datetime(2026, 11, 21, 7, 30, tzinfo=timezone(timedelta(hours=7)))},
        {"action": "Record.Import"},
        {"actor": b"short"},
        {"mandate": b"short"},
        {"subjects": (SECOND, FIRST)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_that_has_no_leaf_cannot_be_made(change: dict[str, object]) -> None:
    with pytest.raises(LiemError) as refusal:
        replace(ENTRY, **change)  # type: ignore[arg-type]
    assert refusal.value.code == "ledger.leaf"

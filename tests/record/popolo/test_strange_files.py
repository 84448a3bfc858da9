"""Whatever stands in a file, it is read, asked about or refused with a message; it never breaks the reading."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from liem.kernel.errors import LiemError
from liem.record.exporting.sheets_out import workbook_of
from liem.record.importing import RECORD_SHEETS
from liem.record.popolo.assuming import Assumptions
from liem.record.popolo.conversion import convert
from liem.record.popolo.reading import read_popolo

TRIES = int(os.environ.get("LIEM_TORTURE", "100"))
ANSWERS = ["level=province", "kind=unit", "role=specialist", "leading=no"]
_plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=80),
    st.sampled_from(["p-1", "o-1", "1985", "2014-06", "2014-02-31", "female", "=1+1", "Ví dụ: x", "\x00", "a b"]),
)
_values = st.recursive(
    _plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
_fields = st.sampled_from(
    [
        *("id", "_id", "name", "label", "role", "classification", "parent_id", "area_id", "person_id", "post_id"),
        *("organization_id", "person", "organization", "post", "memberships", "posts", "birth_date", "gender"),
        *("start_date", "end_date", "founding_date", "dissolution_date", "legislative_period_id", "liem", "level"),
        *("is_leader", "row", "from", "managed_by", "type", "family_name"),
    ]
)
_things = st.recursive(
    st.dictionaries(_fields, _values, max_size=6),
    lambda inner: st.dictionaries(_fields, st.one_of(inner, st.lists(inner, max_size=2), _plain), max_size=5),
    max_leaves=8,
)
_lists = ["persons", "people", "organizations", "posts", "memberships", "areas", "events", "results", "meta"]
_files = st.dictionaries(
    st.sampled_from(_lists), st.one_of(st.lists(st.one_of(_things, _values), max_size=4), _values), max_size=6
)


@given(file=st.one_of(_files, st.lists(_things, max_size=4), _values))
@settings(max_examples=TRIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_becomes_a_workbook_or_a_message(file: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.json"
        path.write_text(json.dumps(file), encoding="utf-8")
        with suppress(LiemError):
            converted = convert(read_popolo(path), Assumptions.parse(ANSWERS), superior="tinh")
            load_workbook(BytesIO(workbook_of(RECORD_SHEETS, converted.rows, guide=converted.summary())))

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from liem.actions.models import Account, Mandate, Role
from liem.actions.rows import _plain, closing_bytes, row_bytes


def test_a_row_is_its_table_and_the_columns_that_hold_something() -> None:
    row = Mandate(
        id=7,
        identity="m-1",
        known_from=4,
        known_to=6,
        source="tờ 1, dòng 2",
        account=Account(pk=3),
        role=Role.AUDITOR,
        body="tinh",
        valid_from=date(2026, 1, 1),
    )
    assert row_bytes(row).decode() == (
        '{"row":{"account_id":3,"body":"tinh","identity":"m-1","known_from":4,"role":"auditor",'
        '"source":"tờ 1, dòng 2","valid_from":"2026-01-01"},"table":"actions_mandate"}'
    )


def test_a_closing_names_the_version_it_closes() -> None:
    told = closing_bytes("record_post", identity="post-1", known_from=4, known_to=6, reason="ghi nhầm")
    assert told.decode() == (
        '{"closes":{"identity":"post-1","known_from":4,"known_to":6,"reason":"ghi nhầm"},"table":"record_post"}'
    )


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (True, True),
        (0, 0),
        ("Mây", "Mây"),
        (["a", 1], ["a", 1]),
        (date(2026, 2, 28), "2026-02-28"),
        (datetime(2026, 2, 28, 7, tzinfo=UTC), "2026-02-28T07:00:00.000000Z"),
        (datetime(2026, 2, 28, 14, tzinfo=timezone(timedelta(hours=7))), "2026-02-28T07:00:00.000000Z"),
        (Decimal("1.50"), "1.5"),
        (Decimal("1.5"), "1.5"),
        (Decimal("1E+2"), "100"),
    ],
)
def test_a_column_has_one_form_whatever_the_engine_gives_back(value: object, plain: object) -> None:
    assert _plain(value) == plain


def test_a_column_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="no form for a column of type bytes"):
        _plain(b"bytes")

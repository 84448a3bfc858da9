"""Rows in tests are changed beside the ledger, so what was worked out before is forgotten each time."""

from __future__ import annotations

import pytest

from liem.record.quality.survey import forget
from record import small_record


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    forget()
    small_record.build()

from __future__ import annotations

import pytest

from ..world import Desks, build


@pytest.fixture
def desks(db: None) -> Desks:
    return build()

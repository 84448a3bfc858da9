from __future__ import annotations

import pytest

from procedures import world
from procedures.meetings import running
from procedures.world import Desks


@pytest.fixture
def desks(db: None) -> Desks:
    """The small province, whose agency five people lead."""
    found = world.build()
    running.deputies()
    return found

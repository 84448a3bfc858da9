from __future__ import annotations

from collections.abc import Iterator

import pytest

from liem.actions import scope as actions_scope
from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.record.scope import reaches
from record import small_record
from record.small_record import acting


@pytest.fixture
def record(db: None) -> Iterator[None]:
    """The small record, and the tree of its bodies known to the actions."""
    former = actions_scope.register(reaches)
    small_record.build()
    small_record.fill_dossier()
    yield
    actions_scope.register(former)


@pytest.fixture
def officer(record: None) -> Acting:
    """Of the Organisation Commission of the whole province."""
    return acting(Role.ORGANISATION_OFFICER, "tinh")

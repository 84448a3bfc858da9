from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from liem.actions.models import Role
from liem.actions.permissions import Acting
from procedures import world
from procedures.world import Desks
from rulebook.lien_xa import added

TRIAL = Path(__file__).parents[1] / "packs"


@pytest.fixture(scope="package")
def trial_pack() -> Iterator[None]:
    """The rule book with two invented procedures that ask no rule and convene no meeting; read once for all tests."""
    with pytest.MonkeyPatch.context() as patch, added(patch, TRIAL):
        yield


@pytest.fixture(autouse=True)
def _papers(tmp_path: Path, settings: LazySettings) -> None:
    settings.PAPERS = tmp_path / "papers"


@pytest.fixture
def desks(db: None, trial_pack: None) -> Desks:
    return world.build("quy_trinh_thu")


@pytest.fixture
def second(desks: Desks) -> Acting:
    """Who confirms that something be erased: an officer of the province beside the one at the desk."""
    return world.desk(Role.ORGANISATION_OFFICER, "tinh", username="thao")

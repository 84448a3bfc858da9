"""The sample procedure, read once."""

from __future__ import annotations

import pytest

from law.procedures.sample import sample
from liem.law.procedures.steps import Procedure


@pytest.fixture(scope="package")
def procedure(tmp_path_factory: pytest.TempPathFactory) -> Procedure:
    return sample(tmp_path_factory.mktemp("sample"))

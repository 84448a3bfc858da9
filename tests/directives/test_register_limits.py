from __future__ import annotations

import os
from pathlib import Path

import pytest

from liem.actions.accounts import installation
from liem.directives.models import Directive
from liem.directives.register import register_file
from liem.kernel.errors import LiemError
from liem.rulebook.book import rule_book

pytestmark = pytest.mark.django_db


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    path.touch()
    os.truncate(path, 1 << 40)
    with pytest.raises(LiemError) as refused:
        register_file(path, by=installation(), law=rule_book())
    assert refused.value.code == "documents.too_large"
    assert Directive.objects.count() == 0

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from liem.kernel.errors import LiemError
from liem.web.secret_key import secret_key

GIVEN = "x" * 32


def test_a_given_key_is_taken_and_none_is_stored(tmp_path: Path) -> None:
    assert secret_key(GIVEN, path=tmp_path / "var" / "secret_key") == GIVEN
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    first = secret_key(None, path=path)
    assert (len(first) >= 32, stat.S_IMODE(path.stat().st_mode)) == (True, 0o600)
    assert secret_key(None, path=path) == first
    assert secret_key(None, path=tmp_path / "other") != first


@pytest.mark.parametrize(("given", "kept"), [("short", None), ("", None), (None, ""), (None, "short\n")])
def test_a_short_key_is_refused(tmp_path: Path, given: str | None, kept: str | None) -> None:
    path = tmp_path / "secret_key"
    if kept is not None:
        path.write_text(kept)
    with pytest.raises(LiemError) as refusal:
        secret_key(given, path=path)
    assert refusal.value.code == "secret_key.short"

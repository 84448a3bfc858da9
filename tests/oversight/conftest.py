from __future__ import annotations

from collections.abc import Iterator

import pytest

from rulebook.lien_xa import added


@pytest.fixture
def lien_xa(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rule book with the invented pack of `rulebook/packs`."""
    with added(monkeypatch):
        yield

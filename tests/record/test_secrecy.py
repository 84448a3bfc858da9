"""Levels of secrecy and what this installation may hold."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from liem.kernel.errors import LiemError
from liem.record.secrecy import ceiling, held_levels, may_hold


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ("open", ("", "open")),
        ("confidential", ("", "open", "confidential")),
        ("secret", ("", "open", "confidential", "secret")),
        ("top_secret", ("", "open", "confidential", "secret", "top_secret")),
    ],
)
def test_what_may_be_held_goes_up_to_the_ceiling(settings: LazySettings, given: str, held: tuple[str, ...]) -> None:
    settings.SECRECY_CEILING = given
    assert held_levels() == held
    assert [level for level in ("", "open", "confidential", "secret", "top_secret") if may_hold(level)] == list(held)


def test_without_a_setting_nothing_secret_is_held() -> None:
    assert ceiling() == "open"


def test_a_ceiling_that_is_no_level_is_refused(settings: LazySettings) -> None:
    settings.SECRECY_CEILING = "rất mật"
    with pytest.raises(LiemError) as refused:
        may_hold("open")
    assert refused.value.code == "secrecy.ceiling"

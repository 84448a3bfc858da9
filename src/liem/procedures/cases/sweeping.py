"""Files of papers that no row ever named: what was sent in with an action that was refused."""

from __future__ import annotations

from datetime import timedelta

from liem.actions.papers import sweep
from liem.procedures.models import CasePaper

KEPT_AT_LEAST = timedelta(days=30)


def sweep_papers() -> int:
    """Removes them a month after they came, and gives how many. A record without any paper is taken for another one
    than the files belong to: then nothing is removed."""
    used = set(CasePaper.objects.exclude(digest="").values_list("digest", flat=True))
    return sweep(used, older_than=KEPT_AT_LEAST) if used else 0

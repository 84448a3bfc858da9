"""Files of papers that no row names are removed a month later, and never where the record holds no paper at all."""

from __future__ import annotations

import os
import time
from io import BytesIO
from pathlib import Path

import pytest

from liem.actions.papers import check, keep
from liem.procedures.cases.sweeping import KEPT_AT_LEAST, sweep_papers
from procedures.world import Desks

from .running import opened

pytestmark = pytest.mark.django_db


def left_over(papers: Path, text: bytes) -> str:
    """A file that came in more than a month ago."""
    kept = keep(BytesIO(text))
    long_ago = time.time() - KEPT_AT_LEAST.total_seconds() - 60
    os.utime(next(papers.rglob(kept.digest)), (long_ago, long_ago))
    return kept.digest


def test_what_no_paper_of_a_case_names_goes(desks: Desks, settings: object) -> None:
    papers = Path(settings.PAPERS)  # type: ignore[attr-defined]
    case = opened(desks)
    digest = left_over(papers, b"refused")
    young = keep(BytesIO(b"just came")).digest

    assert sweep_papers() == 1
    assert not list(papers.rglob(digest))
    assert check(young)
    assert all(check(paper.digest) for paper in case.papers.all())


def test_without_any_paper_on_record_nothing_goes(desks: Desks, settings: object) -> None:
    digest = left_over(Path(settings.PAPERS), b"of another record")  # type: ignore[attr-defined]

    assert sweep_papers() == 0
    assert check(digest)

"""An audit in the shell is words: verdicts beside their counts, days and terms as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from liem.oversight.audit import run_audit
from liem.oversight.report import as_text
from world import adoption, body, person, post, tenure, write

pytestmark = pytest.mark.django_db


def test_counts_days_terms_and_facts_are_in_words() -> None:
    write(
        body("province", kind="committee"),
        post("desk", "province", field="personnel"),
        post("desk-2", "province", field="personnel"),
        person("an"),
        person("chi"),
        tenure("an", "desk", date(2021, 3, 15)),
        tenure("chi", "desk-2", None),
        adoption("khoi_03_nq_tu", "province"),
    )
    result = run_audit(as_of=date(2026, 3, 15))
    english, vietnamese = as_text(result, "en"), as_text(result, "vi")
    assert "  ✓ met 0 · ✕ not met 1 · ? unknown 1" in english
    assert "  ✓ đạt 0 · ✕ trái quy định 1 · ? chưa biết 1" in vietnamese
    (breach,) = [line.strip() for line in english.splitlines() if line.strip().startswith("✕ not met  an ")]
    assert "15/03/2021" in breach
    assert "5 years" in breach
    for raw in ("continuous_since", "years_in_personnel_work", "2021-03-15", "P5Y"):
        assert raw not in english
        assert raw not in vietnamese

"""The evidence of a finding in words: of a ballot it says that it was counted, never how."""

from __future__ import annotations

import pytest
from django.utils import translation

from liem.web.evidence import evidence_lines

COUNTED = "counted (the number stands in the record of the count)"


@pytest.mark.parametrize(
    ("about", "fact"),
    [
        ("personnel_meeting", "leading_votes"),
        ("personnel_meeting", "ballots"),
        ("confidence_vote", "high"),
        ("confidence_vote", "confidence"),
        ("confidence_vote", "low"),
    ],
)
def test_the_numbers_of_a_ballot_stand_in_no_evidence(about: str, fact: str) -> None:
    with translation.override("en"):
        (line,) = evidence_lines(about, [{"fact": fact, "value": 7317.0}], ())
        (open_line,) = evidence_lines(about, [{"fact": fact, "value": None}], [fact])
    assert (line.value, line.is_missing) == (COUNTED, False)
    assert (open_line.value, open_line.is_missing) == ("", True)


def test_other_numbers_of_a_meeting_are_shown() -> None:
    with translation.override("en"):
        (line,) = evidence_lines("personnel_meeting", [{"fact": "convened", "value": 41.0}], ())
    assert line.value == "41"

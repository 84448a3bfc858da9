"""Two three-valued answers become one of four verdicts; only two plain yeses are “met”."""

from __future__ import annotations

from liem.kernel.verdicts import Verdict, verdict_of


def test_every_pair_of_answers_has_its_verdict() -> None:
    answers = (True, False, None)
    assert {(applies, requires): verdict_of(applies, requires) for applies in answers for requires in answers} == {
        (True, True): Verdict.MET,
        (True, False): Verdict.NOT_MET,
        (True, None): Verdict.UNKNOWN,
        (False, True): Verdict.NOT_APPLICABLE,
        (False, False): Verdict.NOT_APPLICABLE,
        (False, None): Verdict.NOT_APPLICABLE,
        (None, True): Verdict.UNKNOWN,
        (None, False): Verdict.UNKNOWN,
        (None, None): Verdict.UNKNOWN,
    }

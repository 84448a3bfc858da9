"""What a drafted rule or sign would find over the record, as counts within reach: by answer, and body by body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from liem.actions.permissions import Acting
from liem.kernel.verdicts import Strength, Verdict
from liem.oversight import queries
from liem.oversight.trial import Trial, trial
from liem.record.days import titles_of
from liem.web.acting import today

_OF_FLAGS = {"raised": Verdict.MET, "clear": Verdict.NOT_MET, "unknown": Verdict.UNKNOWN}
_OF_RULES = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)
_SHOWN = 40
_STRIVES = re.compile(r"^strength:\s*[\"']?strive", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TrialLine:
    """The counts of one body, in the order of the columns; `name` is empty where the body is not known."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrialView:
    """Counts of the whole and of the bodies with most of the first answer; `answers` head the columns. `more` bodies
    are not shown."""

    trial: Trial
    is_flag: bool
    strength: str
    answers: tuple[Verdict, ...]
    counts: tuple[int, ...]
    bodies: tuple[TrialLine, ...]
    more: int


def try_out(text: str, pack: str, acting: Acting) -> TrialView:
    """Runs the draft over the record as of the day of the newest audit, today where there is none. Names nobody."""
    newest = queries.latest_audit()
    as_of = newest.as_of if newest else today()
    found = trial(text, pack=pack, as_of=as_of, acting=acting)
    is_flag = "raised" in found.counts or "clear" in found.counts
    words = list(_OF_FLAGS) if is_flag else [str(one) for one in _OF_RULES]
    titles = titles_of(bodies={one.body for one in found.bodies if one.body})
    lines = sorted(
        (TrialLine(_name(titles.body(one.body, as_of), one.body), _counts(one.counts, words)) for one in found.bodies),
        key=lambda line: ([-count for count in line.counts], line.name),
    )
    return TrialView(
        trial=found,
        is_flag=is_flag,
        strength=Strength.STRIVE if _STRIVES.search(text) else Strength.MUST,
        answers=tuple(_OF_FLAGS.values()) if is_flag else _OF_RULES,
        counts=_counts(found.counts, words),
        bodies=tuple(lines[:_SHOWN]),
        more=max(0, len(lines) - _SHOWN),
    )


def _name(title: str, key: str) -> str:
    return title if key else ""


def _counts(counts: Mapping[str, int], words: list[str]) -> tuple[int, ...]:
    return tuple(counts.get(word, 0) for word in words)

"""Which papers would settle what cannot be determined yet, and how many findings each of them would settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from liem.kernel.errors import Message
from liem.oversight.queries import MissingGroup
from liem.web.evidence import missing_papers, paper_for


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A paper that would settle `count` findings; `key` names it in the address of the list of findings."""

    key: str
    paper: Message
    count: int


def by_paper(groups: Iterable[MissingGroup]) -> tuple[MissingPaper, ...]:
    """The missing papers, the one that settles most first. A finding that lacks two papers counts with both."""
    counts: Counter[Message] = Counter()
    keys: dict[Message, str] = {}
    for group in groups:
        for paper in missing_papers(group.about, group.missing):
            counts[paper] += group.count
        for name in group.missing:
            keys.setdefault(paper_for(group.about, name), f"{group.about}.{name}")
    return tuple(MissingPaper(keys[paper], paper, count) for paper, count in counts.most_common())


def asked_paper(key: str) -> Message | None:
    """The paper that the address names; None where it names none."""
    about, _dot, name = key.partition(".")
    return paper_for(about, name) if name else None

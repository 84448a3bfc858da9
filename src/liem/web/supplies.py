"""What settles a finding that cannot be determined yet: which paper, and where it is put on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from liem.kernel.errors import Message
from liem.oversight.closures import Declared
from liem.oversight.queries import FindingLine
from liem.rulebook.book import known_law
from liem.rulebook.vocabulary import vocabulary
from liem.web.evidence import EvidenceLine, missing_papers, paper_for

PARTICIPANTS = Message(
    "danh sách người tham gia quy trình và bản khai quan hệ của từng người",
    "list of those who take part in the procedure, with each one's declaration of kin",
)
_SECTIONS = {
    "declaration_duty": "declarations",
    "evaluation": "evaluations",
    "personnel_work": "life",
    "holding": "details",
    "rotation": "life",
    "transfer_duty": "life",
    "political_conclusions": "conclusions",
    "latest_recognised_result": "results",
}
"""The part of a dossier that holds a fact, by fact, else by fact table."""


@dataclass(frozen=True, slots=True)
class Supply:
    """A missing paper. `may_attest`: what is entered may be all there is, so attesting that settles it too.

    `address` leads to the part of the dossier or to the body where it is put on record, or (`in_law`) to the rule or
    value that is to be verified; empty where there is none within reach.
    """

    paper: Message
    may_attest: bool
    address: str
    in_law: bool = False


def supplies(line: FindingLine, evidence: Iterable[EvidenceLine], *, kin: Declared | None) -> tuple[Supply, ...]:
    """The papers that settle the finding, each once."""
    unverified = {paper_for(line.about, name): name for name in line.missing if _is_law(line.about, name)}
    if unverified:
        return tuple(Supply(paper, False, _law_address(name), in_law=True) for paper, name in unverified.items())
    lacking = [one for one in evidence if one.is_missing and one.paper]
    if not lacking:
        papers = missing_papers(line.about, line.missing)
        return tuple(Supply(paper, False, _address(line, ())) for paper in papers)
    nobody_takes_part = kin is not None and kin.participants == 0
    found: dict[Message, Supply] = {}
    for one in lacking:
        nobody = nobody_takes_part and one.name == "related_participants"
        paper = PARTICIPANTS if nobody else one.paper or one.meaning
        found.setdefault(paper, Supply(paper, one.closed is False and not nobody, _address(line, (one.name,))))
    return tuple(found.values())


def _is_law(about: str, name: str) -> bool:
    """Whether what is missing is a verified rule or value of the law, not a fact."""
    table = vocabulary().table(about)
    return (table is None or table.fact(name) is None) and bool(known_law().rule(name) or known_law().parameter(name))


def _law_address(name: str) -> str:
    return reverse("provision" if known_law().rule(name) else "value", args=[name])


def _address(line: FindingLine, names: Sequence[str]) -> str:
    section = next((_SECTIONS[name] for name in (*names, line.about) if name in _SECTIONS), "")
    if line.person_key and section:
        return f"{reverse('dossier', args=[line.person_key])}#{section}"
    return reverse("body", args=[line.body_key]) if line.body_key else ""

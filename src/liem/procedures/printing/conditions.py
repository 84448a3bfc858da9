"""What the rules said that were asked in a case, a sentence each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from liem.kernel.verdicts import Verdict
from liem.procedures.cases.entered import Entered
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import GateAnswer, Waiver
from liem.procedures.printing.people import Named
from liem.rulebook.book import known_law

_VERDICTS: Mapping[str, str] = {
    Verdict.MET: "đạt",
    Verdict.NOT_MET: "không đạt",
    Verdict.UNKNOWN: "chưa xác định được",
    Verdict.NOT_APPLICABLE: "không áp dụng",
}
_SETTLED = frozenset({Verdict.MET, Verdict.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Conditions:
    """`lines` say what each rule said, in the order in which they were asked first; `open` how many of them are not
    met, or unknown, of somebody who is proposed and were not let go."""

    lines: tuple[str, ...]
    open: int


def conditions(now: CaseNow, told: Entered, people: Collection[Named], *, until: Collection[str]) -> Conditions:
    """Of the steps `until`, by their ids, the newest answer of each rule about each subject. What was asked about
    people of the case who are not proposed stays out."""
    whose = _whose(now, told)
    called = {one.key: one.called for one in people}
    answers: dict[str, dict[str, GateAnswer]] = defaultdict(dict)
    for event in now.events:
        counts = now.event_of(event.step)
        if event.step in until and counts is not None and counts.pk == event.pk:
            for one in told.gates.get(event.pk, ()):
                if whose.get(one.subject) is None or whose[one.subject] in called:
                    answers[one.rule][one.subject] = one
    lines = tuple(_line(rule, list(found.values()), whose, called, told.waivers) for rule, found in answers.items())
    left = [one for found in answers.values() for one in found.values() if one.verdict not in _SETTLED]
    return Conditions(lines, len({one.rule for one in left if not one.waiver}))


def _whose(now: CaseNow, told: Entered) -> dict[str, str | None]:
    """Whom the subjects are about: rows of case people, candidacies, proposals and people themselves."""
    found: dict[str, str | None] = {}
    for row in (*now.people, *told.withdrawn):
        found |= {row.identity: row.person_id, row.person_id: row.person_id}
        if row.candidacy_id:
            found[row.candidacy_id] = row.person_id
    return found | {one.pk: person for person, one in told.proposals.items()}


def _line(
    rule: str,
    answers: list[GateAnswer],
    whose: Mapping[str, str | None],
    called: Mapping[str, str],
    waivers: Mapping[str, Waiver],
) -> str:
    known = known_law().rule(rule)
    title = known.title.vi if known else rule
    by_words = defaultdict[str, list[str]](list)
    for one in answers:
        by_words[_words(one, waivers)].append(called.get(whose.get(one.subject) or "", ""))
    if len(by_words) == 1:
        return f"{title}: {next(iter(by_words))}."
    return f"{title}: {'; '.join(_of_each(by_words))}."


def _of_each(by_words: Mapping[str, list[str]]) -> Iterator[str]:
    for words, names in by_words.items():
        who = ", ".join(dict.fromkeys(name for name in names if name))
        yield f"{words} ({who})" if who else words


def _words(answer: GateAnswer, waivers: Mapping[str, Waiver]) -> str:
    words = _VERDICTS[answer.verdict]
    waiver = waivers.get(answer.waiver)
    if waiver is None:
        return words
    return f"{words}, được {waiver.granted_by} cho phép ngày {waiver.granted_on:%d/%m/%Y}"

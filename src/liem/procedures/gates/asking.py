"""What the rules say before a step of a case: one line for each rule and subject, with what is missing and where.

ask(now, step, on) -> the lines, in the order of the procedure's gates; a line that stops keeps the step from passing
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.evaluate import Standing
from liem.law.packs import Law
from liem.law.procedures.steps import OPENING
from liem.law.questions import Moment
from liem.law.rules import Rule
from liem.law.rules import Waiver as WaiverInLaw
from liem.procedures.cases.standing import CaseNow
from liem.procedures.gates.statements import may_be_stated
from liem.procedures.gates.subjects import subjects_of_table
from liem.procedures.models import Waiver
from liem.record.days import titles_of
from liem.record.scope import superiors_above, superiors_on
from liem.rulebook.book import adopted_on
from liem.rulebook.engine import stored_tables
from liem.rulebook.fetching import Reading
from liem.rulebook.gates import GateSubject, asked_of_each, binding
from liem.rulebook.governing import values_for
from liem.rulebook.loaded import PacksAtHand, at_hand, unasked_words
from liem.rulebook.values import Superiors, own_values
from liem.rulebook.verification import law_in_force_with, law_with, verifications
from liem.rulebook.vocabulary import vocabulary

STORED_APPS = ("record", "procedures")


@dataclass(frozen=True, slots=True)
class MissingFact:
    """A fact that keeps a rule open: the `paper` that would tell it, `source` where it is entered, and whether somebody
    may state it in the case from that paper."""

    about: str
    fact: str
    meaning: Message
    paper: Message | None
    source: Message | None
    may_be_stated: bool


@dataclass(frozen=True, slots=True)
class GateLine:
    """One rule asked about one subject, with the digest of its text.

    `subject` is empty where the case holds nothing yet that the rule could be asked about. `unverified` are the values
    of the law, or the rule itself, that nobody has verified. `waiver` is the one granted in this case, `may_be_waived`
    what the rule says of who may. `standing` is None where nothing could be asked.
    """

    rule: str
    clause: ClauseAddress | None
    title: Message
    subject: str
    person: str | None
    verdict: Verdict
    strength: Strength
    digest: str
    standing: Standing | None = None
    missing: tuple[MissingFact, ...] = ()
    unverified: tuple[str, ...] = ()
    remedy: Message | None = None
    waiver: Waiver | None = None
    may_be_waived: WaiverInLaw | None = None

    @property
    def holds_back(self) -> bool:
        """Whether it would stop the step if nobody let it go: what is unknown stops as what is not met does.

        Where all that is open is that nobody has verified the law, the rule is not switched on: the step goes on under
        the mark “law not verified”.
        """
        if self.unverified and not self.missing:
            return False
        return self.strength is Strength.MUST and self.verdict in {Verdict.NOT_MET, Verdict.UNKNOWN}

    @property
    def stops(self) -> bool:
        return self.holds_back and self.waiver is None

    @property
    def sentence(self) -> Message:
        """The line in a sentence, with what is missing."""
        vi, en = _VERDICTS[self.verdict]
        papers = [one.paper or one.meaning for one in self.missing]
        lacking_vi = "; ".join(dict.fromkeys(one.vi for one in papers))
        lacking_en = "; ".join(dict.fromkeys(one.en for one in papers))
        if self.unverified:
            vi, en = "chưa xác định được, vì quy định chưa được xác minh", "unknown, for the law is not verified"
        return Message(
            f"{self.title.vi}: {vi}{f'; còn thiếu: {lacking_vi}' if lacking_vi else ''}.",
            f"{self.title.en}: {en}{f'; missing: {lacking_en}' if lacking_en else ''}.",
        )


_VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.MET: ("đạt", "met"),
    Verdict.NOT_MET: ("không đạt", "not met"),
    Verdict.UNKNOWN: ("chưa xác định được", "unknown"),
    Verdict.NOT_APPLICABLE: ("không áp dụng", "does not apply"),
}


@dataclass(frozen=True, slots=True)
class _Asking:
    """Everything a question needs, read once for all rules of a step."""

    now: CaseNow
    step: str
    moment: Moment
    reading: Reading
    packs: PacksAtHand
    superiors: Superiors
    waivers: Mapping[tuple[str, str], Waiver] = field(repr=False)


def gates_of(now: CaseNow, step: str) -> tuple[str, ...]:
    """The ids of the rules that the procedure asks before the step, or before the opening. Raises KeyError."""
    return now.procedure.gates if step == OPENING else now.procedure.step(step).gates


def ask(now: CaseNow, step: str, on: date) -> tuple[GateLine, ...]:
    """What every rule says before the step, as of the day. A rule that is not in force on the day is not asked.

    Inside an action it reads what the action has locked. Some queries for the law and the waivers, then those by which
    the facts of each fact table are found, for all of its subjects together.
    """
    ids = gates_of(now, step)
    verified = verifications() if ids else ()
    rules = _rules(ids, law_with(verified), on) if ids else ()
    if not rules:
        return ()
    asking = _asking(now, step, on, law_in_force_with(verified, on))
    lines: dict[str, list[GateLine]] = defaultdict(list)
    missing_packs: dict[str, GateLine] = {}
    for about in dict.fromkeys(rule.about for rule in rules):
        own = [rule for rule in rules if rule.about == about]
        for line, packs in _lines(own, about, asking):
            lines[line.rule].append(line)
            missing_packs |= {one.rule: one for one in _of_packs(packs, on)}
    return (*(line for rule in rules for line in lines[rule.id]), *missing_packs.values())


def _rules(ids: Sequence[str], law: Law, on: date) -> tuple[Rule, ...]:
    """The rules as they stand on the day, also those that lapsed without a verified successor."""
    found = (rule.on(on) for name in ids if (rule := law.rule(name)) is not None)
    return tuple(rule for rule in found if rule is not None)


def _asking(now: CaseNow, step: str, on: date, law: Law) -> _Asking:
    adopted, own = adopted_on(on), own_values(on)
    concerned = {now.case.body_id, *(one.body for one in adopted), *(one.body for one in own)}
    packs, superiors = at_hand(adopted), superiors_above(concerned, on)
    values = values_for(now.case.body_id, law, adopted, own, day=on, superiors=superiors)
    waivers = Waiver.objects.current().filter(case=now.case)
    return _Asking(
        now,
        step,
        Moment(on, values),
        Reading(stored_tables(*STORED_APPS)),
        packs,
        # Whose subject it is, is told by the answer: a pack that has gone is worth looking at all bodies.
        superiors_on(on) if packs.missing else superiors,
        {(one.rule, one.subject): one for one in waivers},
    )


def _lines(rules: Sequence[Rule], about: str, asking: _Asking) -> Iterator[tuple[GateLine, PacksAtHand]]:
    """The rules about one table, for each of its subjects in the case."""
    subjects = subjects_of_table(asking.now, asking.step, about)
    if not subjects:
        yield from ((_unasked(rule, GateSubject(""), asking), PacksAtHand()) for rule in rules)
        return
    answers = asked_of_each(rules, subjects, reading=asking.reading, moment=asking.moment)
    for subject in subjects:
        asked = answers[subject]
        packs = binding(asking.packs, asked[0].standing.body, asking.superiors) if asked else PacksAtHand()
        for rule, one in zip_longest(rules, asked):
            line = _line(rule, subject, one.standing, asking) if one else _unasked(rule, subject, asking)
            yield line, packs


def _line(rule: Rule, subject: GateSubject, standing: Standing, asking: _Asking) -> GateLine:
    return GateLine(
        rule=rule.id,
        clause=rule.ground,
        title=rule.title,
        subject=subject.key,
        person=subject.person,
        verdict=standing.verdict,
        strength=rule.strength,
        digest=rule.digest,
        standing=standing,
        missing=tuple(_missing(rule.about, name) for name in standing.missing),
        unverified=standing.unverified,
        remedy=rule.remedy,
        waiver=asking.waivers.get((rule.id, subject.key)),
        may_be_waived=rule.waiver,
    )


def _unasked(rule: Rule, subject: GateSubject, asking: _Asking) -> GateLine:
    """A rule that found nothing to be asked about: everything that it asks is missing."""
    names = dict.fromkeys(fact.name for fact in rule.facts())
    return GateLine(
        rule=rule.id,
        clause=rule.ground,
        title=rule.title,
        subject=subject.key,
        person=subject.person,
        verdict=Verdict.UNKNOWN,
        strength=rule.strength,
        digest=rule.digest,
        missing=tuple(_missing(rule.about, name) for name in names),
        remedy=rule.remedy,
        waiver=asking.waivers.get((rule.id, subject.key)),
        may_be_waived=rule.waiver,
    )


def _missing(about: str, name: str) -> MissingFact:
    table = vocabulary().table(about)
    fact = table.fact(name) if table else None
    if table is None or fact is None:
        return MissingFact(about, name, Message(name, name), None, None, may_be_stated=False)
    return MissingFact(about, name, fact.meaning, fact.paper, fact.source or table.source, may_be_stated(about, name))


def _of_packs(packs: PacksAtHand, on: date) -> Iterator[GateLine]:
    """Packs that bind the case and are not loaded: what they would say is unknown, so they stop."""
    titles = titles_of(bodies=[one.body for one in packs.missing])
    for one in packs.missing:
        words = unasked_words(one, lambda key: titles.body(key, on))
        yield GateLine(one.pack, None, words, "", None, Verdict.UNKNOWN, Strength.MUST, one.digest)

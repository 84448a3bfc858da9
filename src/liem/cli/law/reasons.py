"""`liem law why`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from liem.cli.law.book import find, kind_of, plain, wording_for
from liem.cli.speech import language, print_json
from liem.cli.working import start_django, top_body
from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.explain import RuleExplanation, SourcedEvidence, explain_standing, sourced_evidence
from liem.law.flags import Flag
from liem.law.grounds import Status
from liem.law.language.tree import Span
from liem.law.packs import Law
from liem.law.reading import Condition
from liem.law.repair import Repairs, Step, repairs_of_standing
from liem.law.rules import Rule

if TYPE_CHECKING:
    from liem.law.evaluate import Standing
    from liem.law.language.interpret import Value
    from liem.rulebook.reasons import Reason

VERDICTS = {
    Verdict.MET: Message("✓ đạt", "✓ met"),
    Verdict.NOT_MET: Message("✕ trái quy định", "✕ not met"),
    Verdict.UNKNOWN: Message("? chưa biết", "? unknown"),
    Verdict.NOT_APPLICABLE: Message("– không áp dụng", "– not applicable"),
}
_SHORTFALL = Message("△ chưa tới mức phấn đấu", "△ short of what is striven for")
ANSWERS = {
    Verdict.MET: Message("⚑ đáng xem lại", "⚑ worth a look"),
    Verdict.NOT_MET: Message("✓ không có dấu hiệu", "✓ clear"),
    Verdict.UNKNOWN: Message("? chưa biết", "? unknown"),
    Verdict.NOT_APPLICABLE: Message("– không áp dụng", "– not applicable"),
}


@dataclass(frozen=True, slots=True)
class _Answer:
    """Everything that is said about one subject; without a standing the rule does not hold for it."""

    asked: Rule | Flag
    subject: str
    body: str | None
    reason: Reason
    standing: Standing | None = None
    explanation: RuleExplanation | None = None
    evidence: tuple[SourcedEvidence, ...] = ()
    repairs: Repairs | None = None


def why(options: argparse.Namespace) -> int:
    """The verdict on a subject, or on every subject of a person."""
    start_django()
    from liem.rulebook.verification import law_here

    asked = find(law_here(), options.name, among=(Rule, Flag))
    assert isinstance(asked, Rule | Flag)
    answers = list(_answers(asked, options.subject, options.on))
    if options.json:
        print_json([_as_json(answer, options.on) for answer in answers])
    else:
        print("\n\n".join("\n".join(_page(answer, options.on)) for answer in answers))
    return 0


def _answers(asked: Rule | Flag, subject: str, day: date) -> Iterator[_Answer]:
    from liem.record.scope import superiors_on
    from liem.rulebook.governing import law_for, why_in_force

    superiors = superiors_on(day)
    found = _standings(replace(asked, status=Status.VERIFIED), subject, day, {})
    if not found:
        raise _no_subject(asked, subject, day)
    for first in found:
        body = first.body or top_body(day)
        reason = why_in_force(kind_of(asked), asked.id, body, day, superiors)
        assert reason is not None, "it was found in the rule book"
        regime = law_for(body, day, superiors)
        here = regime.law.rule(asked.id) if isinstance(asked, Rule) else regime.law.flag(asked.id)
        if here is None:
            yield _Answer(asked, first.subject, first.body, reason)
            continue
        standing = _standings(here, first.subject, day, regime.parameters)[0]
        yield _explained(here, standing, reason, regime.law, regime.parameters, day)


def _explained(  # noqa: PLR0913, PLR0917 - everything that an answer rests on
    asked: Rule | Flag, standing: Standing, reason: Reason, law: Law, values: Mapping[str, Value], day: date
) -> _Answer:
    wording = wording_for(asked.about, law, values, day=day)
    is_open = isinstance(asked, Rule) and standing.verdict in {Verdict.NOT_MET, Verdict.UNKNOWN}
    return _Answer(
        asked,
        standing.subject,
        standing.body,
        reason,
        standing,
        explain_standing(asked, standing, as_of=day),
        sourced_evidence(asked, standing, table=wording.table, parameters=law.parameters, as_of=day),
        repairs_of_standing(asked, standing, as_of=day, wording=wording) if is_open else None,
    )


def _standings(asked: Rule | Flag, subject: str, day: date, parameters: Mapping[str, Value]) -> list[Standing]:
    """Where the subject of that key stands, or every subject of the person of that key."""
    from liem.law.evaluate import evaluate
    from liem.oversight.audit import STORED_APPS
    from liem.rulebook.engine import stored_tables, working_engine
    from liem.rulebook.vocabulary import vocabulary

    found = evaluate(
        [asked],
        vocabulary=vocabulary(),
        tables=stored_tables(*STORED_APPS),
        engine=working_engine(),
        parameters=parameters,
        as_of=day,
        include_not_applicable=True,
    )
    own = [standing for standing in found if standing.subject == subject]
    return own or [standing for standing in found if standing.person == subject]


def _no_subject(asked: Rule | Flag, subject: str, day: date) -> LiemError:
    from liem.rulebook.vocabulary import vocabulary

    table = vocabulary().table(asked.about)
    meaning = table.meaning if table else Message(asked.about, asked.about)
    return LiemError(
        "law.no_subject",
        Message(
            f"Ngày {day:%d/%m/%Y} không có “{subject}” trong “{meaning.vi}”. "
            f"Xem mã các đối tượng bằng: liem audit --as-of {day} --json.",
            f"On {day:%d/%m/%Y} there is no “{subject}” in “{meaning.en}”. "
            f"See the keys of the subjects with: liem audit --as-of {day} --json.",
        ),
        {"rule": asked.id, "subject": subject},
    )


def _page(answer: _Answer, day: date) -> Iterator[str]:
    speaks, asked, standing = language(), answer.asked, answer.standing
    yield f"{asked.title.in_language(speaks)}  ({', '.join(map(str, asked.clauses))})"
    body = f" · {answer.body}" if answer.body else ""
    if standing is None:
        yield f"{answer.subject}{body}"
    else:
        yield f"{_verdict(asked, standing).in_language(speaks)}  {answer.subject}{body}  ({day:%d/%m/%Y})"
        yield from _evidence(answer)
        yield from _lacking(asked, standing)
        yield from _conditions(answer)
        yield from _repairs(answer)
        if isinstance(asked, Rule) and standing.verdict is Verdict.NOT_MET:
            yield _head(f"Khắc phục: {asked.remedy.vi}", f"Remedy: {asked.remedy.en}")
        if isinstance(asked, Flag) and standing.verdict is Verdict.MET:
            yield _head(f"Lý do thường gặp: {asked.innocent.vi}", f"What usually explains it: {asked.innocent.en}")
    yield _head("Vì sao quy tắc này có hoặc không áp dụng ở đây:", "Why this does or does not hold here:")
    yield from (f"  {sentence.in_language(speaks)}" for sentence in answer.reason.sentences())


def _verdict(asked: Rule | Flag, standing: Standing) -> Message:
    if isinstance(asked, Flag):
        return ANSWERS[standing.verdict]
    short = standing.verdict is Verdict.NOT_MET and asked.strength is Strength.STRIVE
    return _SHORTFALL if short else VERDICTS[standing.verdict]


def _evidence(answer: _Answer) -> Iterator[str]:
    from liem.rulebook.vocabulary import vocabulary

    speaks = language()
    table = vocabulary().table(answer.asked.about)
    assert table is not None
    yield _head("Dữ kiện và giá trị của luật (▸ quyết định kết luận):", "Facts and values of the law (▸ decided):")
    wording = wording_for(answer.asked.about, Law((), (), (), ()), {})
    for item in answer.evidence:
        value = wording.value_of(item.name, item.value).in_language(speaks)
        closure = {
            True: Message(" (mục đã xác nhận đầy đủ)", " (section attested complete)"),
            False: Message(" (mục chưa xác nhận đầy đủ)", " (section not attested complete)"),
            None: Message("", ""),
        }[item.closed]
        source = _source(item)
        yield (
            f"  {'▸' if item.decides else ' '} {item.meaning.in_language(speaks)}: {value}"
            f"{closure.in_language(speaks)}{f'  [{source}]' if source else ''}"
        )


def _lacking(asked: Rule | Flag, standing: Standing) -> Iterator[str]:
    """Which papers an unknown waits for, and what to do with them."""
    from liem.web.evidence import missing_papers

    if standing.verdict is not Verdict.UNKNOWN:
        return
    yield _head("Còn thiếu:", "What is missing:")
    yield from (f"  · {one.in_language(language())}" for one in missing_papers(asked.about, standing.missing))
    yield from (f"  · {one.in_language(language())}" for one in missing_papers(asked.about, standing.unverified))
    if standing.missing:
        yield Message(
            "  Bước tiếp: nhập giấy tờ đó (trang Hồ sơ, hoặc liem import) hay xác nhận mục đã đầy đủ, rồi rà soát lại.",
            "  Next: enter that paper (on the pages, or liem import) or attest the section complete; then audit again.",
        ).in_language(language())
    if standing.unverified:
        yield Message(
            "  Bước tiếp: đọc bản gốc và xác minh trên trang Quy tắc, rồi rà soát lại.",
            "  Next: read the original and verify it under Rules; then audit again.",
        ).in_language(language())


def _source(item: SourcedEvidence) -> str:
    parts = [str(item.clause)] if item.clause else []
    parts += [item.source.in_language(language())] if item.source else []
    parts += (
        [Message(f"từ {item.since:%d/%m/%Y}", f"since {item.since:%d/%m/%Y}").in_language(language())]
        if item.since
        else []
    )
    return ", ".join(parts)


def _conditions(answer: _Answer) -> Iterator[str]:
    assert answer.explanation is not None
    asked, explained = answer.asked, answer.explanation
    yield _head("Điều kiện (⟦phần quyết định⟧):", "Condition (⟦deciding part⟧):")
    named: list[tuple[str, Condition | None, Any]] = [
        ("applies", asked.applies, explained.applies),
        ("requires" if isinstance(asked, Rule) else "raised", asked.requires, explained.requires),
    ]
    for name, condition, explanation in named:
        if condition is not None:
            yield f"  {name}: {marked(condition.text.strip(), explanation.deciding if explanation else ())}"


def marked(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans, which do not overlap, in brackets."""
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}"
    return text


def _repairs(answer: _Answer) -> Iterator[str]:
    if answer.repairs is None:
        return
    speaks = language()
    if answer.reason.ground.status is Status.PENDING:
        yield _head("Cần xác minh luật trước khi kết luận.", "The law must be verified before anything can be said.")
        return
    if answer.repairs.alternatives:
        yield _head("Sẽ đạt khi (một trong các cách):", "It would be met by (any one of):")
    for steps in answer.repairs.alternatives:
        yield "  · " + "\n    + ".join(step.words.in_language(speaks) for step in steps)


def _head(vi: str, en: str) -> str:
    return "\n" + Message(vi, en).in_language(language())


def _as_json(answer: _Answer, day: date) -> dict[str, Any]:
    asked, standing, explained = answer.asked, answer.standing, answer.explanation
    found: dict[str, Any] = {
        "rule": asked.id,
        "subject": answer.subject,
        "body": answer.body,
        "as_of": day.isoformat(),
        "clauses": [str(clause) for clause in asked.clauses],
        "state": str(answer.reason.state),
        "why": [plain(sentence) for sentence in answer.reason.sentences()],
    }
    if standing is None or explained is None:
        return found
    return found | {
        "verdict": str(standing.verdict),
        "missing": list(standing.missing),
        "unverified": list(standing.unverified),
        "evidence": [
            {
                "name": item.name,
                "kind": "parameter" if item.is_parameter else "fact",
                "meaning": plain(item.meaning),
                "value": plain(item.value),
                "closed": item.closed,
                "decides": item.decides,
                "source": plain(item.source),
                "clause": str(item.clause) if item.clause else None,
                "since": plain(item.since),
            }
            for item in answer.evidence
        ],
        "deciding": {
            name: [[span.start, span.end] for span in part.deciding]
            for name, part in (("applies", explained.applies), ("requires", explained.requires))
            if part is not None
        },
        "would_pass": [[_step(step) for step in steps] for steps in answer.repairs.alternatives]
        if answer.repairs
        else [],
    }


def _step(step: Step) -> dict[str, Any]:
    goal = step.goal
    return {
        "fact": goal.fact,
        "operator": goal.operator,
        "value": plain(goal.value),
        "until": plain(goal.until),
        "closes": goal.closes,
        "words": plain(step.words),
    }

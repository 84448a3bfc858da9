"""Procedures in `liem law show` and `liem law test`: steps in words, and what their cases come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from liem.cli.law.book import plain
from liem.cli.speech import language
from liem.kernel.errors import Message
from liem.law.packs import Law
from liem.law.procedures.cases import ProcedureCase
from liem.law.procedures.in_words import (
    CONCERNS,
    EFFECTS,
    READERS,
    holder_words,
    limit_words,
    meeting_words,
    pending_of,
)
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Procedure, Step
from liem.law.procedures.trials import Difference


def parts(one: Procedure, law: Law, day: date) -> dict[str, Any]:
    """What only a procedure has, as JSON."""
    values = law.limit_values(one, day)
    return {
        "procedure": str(one.kind),
        "papers": list(one.papers),
        "gates": list(one.gates),
        "effect": plain(one.effect),
        "steps": [
            {
                "id": step.id,
                "title": plain(step.title),
                "act": str(step.act),
                "after": list(step.after),
                "by": {"seat": str(step.by.seat), "part": str(step.by.part)},
                "clauses": [str(clause) for clause in step.clauses],
                "papers": list(step.papers),
                "gates": list(step.gates),
                "limit": plain(limit_words(step.limit, one, values)) if step.limit else None,
                "meeting": [plain(words) for words in meeting_words(step.meeting)] if step.meeting else [],
                "apart_from": list(step.apart_from),
                "published_to": step.published_to,
                "returns_to": step.returns_to,
                "optional": plain(step.optional),
                "pending": [plain(words) for words in pending_of(step)],
            }
            for step in one.steps
        ],
    }


def steps_in_words(one: Procedure, law: Law, day: date) -> Iterator[str]:
    """The procedure as a reader follows it: what is asked of the whole, then step by step."""
    speaks, values = language(), law.limit_values(one, day)
    concerns = CONCERNS[one.concerns]
    yield Message(f"\nMở cho {concerns.vi}.", f"\nOpened for {concerns.en}.").in_language(speaks)
    for words in _asked(one.papers, one.gates):
        yield words.in_language(speaks)
    if one.effect is not None:
        effect = EFFECTS[one.effect]
        yield Message(f"Kết quả ghi vào hồ sơ: {effect.vi}.", f"Entered on record: {effect.en}.").in_language(speaks)
    for number, step in enumerate(one.steps, start=1):
        clauses = f"  ({', '.join(map(str, step.clauses))})" if step.clauses else ""
        yield f"\n{number}. {step.title.in_language(speaks)}{clauses}"
        for words in _step_words(step, one, values):
            yield f"   · {words.in_language(speaks)}"


def _step_words(step: Step, one: Procedure, values: dict[str, int]) -> Iterator[Message]:
    yield holder_words(step.by)
    if len(step.after) > 1 or step.after != _one_before(step, one):
        names = _numbers(step.after, one)
        yield Message(f"sau bước {names}", f"after step {names}") if names else Message("từ đầu", "from the start")
    if step.limit is not None:
        yield limit_words(step.limit, one, values)
    yield from _asked(step.papers, step.gates)
    if step.meeting is not None:
        yield from meeting_words(step.meeting)
    if step.apart_from:
        names = _numbers(step.apart_from, one)
        yield Message(f"không phải người đã làm bước {names}", f"not by whoever took step {names}")
    if step.published_to is not None:
        readers = READERS[step.published_to]
        yield Message(f"công bố cho {readers.vi}", f"published to {readers.en}")
    if step.returns_to is not None:
        name = _numbers((step.returns_to,), one)
        yield Message(f"không đạt thì quay lại bước {name}", f"back to step {name} where it does not pass")
    if step.optional is not None:
        yield Message(f"bỏ qua được khi {step.optional.vi}", f"may be left out where {step.optional.en}")
    for source in pending_of(step):
        yield Message(f"luật chưa đối chiếu: {source.vi}", f"law not verified: {source.en}")


def _asked(papers: Sequence[str], gates: Sequence[str]) -> Iterator[Message]:
    if papers:
        found = [PAPERS[paper] for paper in papers]
        vi, en = "; ".join(one.vi for one in found), "; ".join(one.en for one in found)
        yield Message(f"giấy tờ: {vi}", f"papers: {en}")
    if gates:
        names = ", ".join(gates)
        yield Message(f"quy tắc kiểm soát trước: {names}", f"gates before it: {names}")


def _one_before(step: Step, one: Procedure) -> tuple[str, ...]:
    index = one.steps.index(step)
    return (one.steps[index - 1].id,) if index else ()


def _numbers(names: Sequence[str], one: Procedure) -> str:
    """The steps by their numbers in the list."""
    order = [step.id for step in one.steps]
    return ", ".join(str(order.index(name) + 1) for name in names)


def cases_in_words(one: Procedure) -> Iterator[str]:
    """The cases with what must come out."""
    speaks = language()
    yield Message(f"\nTrường hợp thử ({len(one.cases)}):", f"\nCases ({len(one.cases)}):").in_language(speaks)
    for case in one.cases:
        yield f"  {_outcome(case):<24} {case.as_of:%d/%m/%Y}  {case.name.in_language(speaks)}"


def _outcome(case: ProcedureCase) -> str:
    """What the case comes to, by the words of the file."""
    expect = case.expect
    return ", ".join(expect.refused) or str(expect.end or "") or ", ".join(expect.open or ()) or "–"


def difference_words(one: Difference) -> Message:
    """A case that came out otherwise: where it stands, what was expected, what was found."""
    place = f"✕ {one.procedure.file}:{one.case.line}: {one.procedure.id}, "
    expected, found = _plainly(one.expected), _plainly(one.found)
    return Message(
        f"{place}“{one.case.name.vi}”: {one.what}: mong đợi {expected}; ra {found}",
        f"{place}“{one.case.name.en}”: {one.what}: expected {expected}; found {found}",
    )


def failed(differences: Sequence[Difference]) -> set[tuple[str, int]]:
    """The cases that came out otherwise, by file and line."""
    return {(one.procedure.file, one.case.line) for one in differences}


def case_entries(procedures: Sequence[Procedure], differences: Sequence[Difference]) -> list[dict[str, object]]:
    """Every case as JSON, in the form of the cases of rules; no engine has a part in it."""
    return [
        {
            "owner": procedure.id,
            "case": case.name.en,
            "file": procedure.file,
            "line": case.line,
            "engine": None,
            "passed": not found,
            "expected": "; ".join(f"{one.what}: {_plainly(one.expected)}" for one in found),
            "found": "; ".join(f"{one.what}: {_plainly(one.found)}" for one in found),
        }
        for procedure in procedures
        for case in procedure.cases
        for found in [[one for one in differences if one.procedure is procedure and one.case is case]]
    ]


def _plainly(value: object) -> str:
    return ", ".join(map(str, value)) or "–" if isinstance(value, tuple) else str(value if value is not None else "–")

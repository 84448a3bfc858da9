"""What an engine cannot do, said strictly: a gap that is not listed fails the suite, and so does one that closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from liem.law.engine import Engine
from liem.law.packs import Law
from liem.law.trials import CaseResult, run_cases
from liem.law.vocabulary import Vocabulary

OTHER_RESULT = "another result"


@dataclass(frozen=True, slots=True)
class Gap:
    """`owner` is a rule, flag or target, `case` the name of one of its cases (None: all, the engine fails as a whole).

    `error` is the name of the engine's exception, or `OTHER_RESULT`; `reason` why nothing better can be had.
    """

    engine: str
    owner: str
    case: str | None
    error: str
    reason: str


GAPS: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that did not come out as written, or an owner whose cases could not be asked at all."""

    engine: str
    owner: str
    case: str | None
    error: str
    detail: str

    def is_declared_by(self, gap: Gap) -> bool:
        return (self.engine, self.owner, self.case, self.error) == (gap.engine, gap.owner, gap.case, gap.error)


def failures(law: Law, vocabulary: Vocabulary, engine: Engine) -> tuple[list[Failure], int]:
    """What went wrong on the engine, and how many cases were run; every owner is asked by itself."""
    found: list[Failure] = []
    run = 0
    for owner, alone in _one_by_one(law):
        try:
            results = run_cases(alone, vocabulary, engine)
        except Exception as error:
            found.append(Failure(engine.name, owner, None, type(error).__name__, str(error)[:400]))
            continue
        run += len(results)
        found += [_failure(result) for result in results if not result.passed]
    return found, run


def verdict_on(found: Sequence[Failure], gaps: Collection[Gap], engine: str) -> tuple[list[Failure], list[Gap]]:
    """Failures that no gap declares, and gaps of this engine that have closed: both must be empty."""
    undeclared = [failure for failure in found if not any(map(failure.is_declared_by, gaps))]
    closed = [gap for gap in gaps if gap.engine == engine and not any(one.is_declared_by(gap) for one in found)]
    return undeclared, closed


def _one_by_one(law: Law) -> Iterable[tuple[str, Law]]:
    nothing = replace(law, rules=(), flags=(), targets=())
    yield from ((rule.id, replace(nothing, rules=(rule,))) for rule in law.rules)
    yield from ((flag.id, replace(nothing, flags=(flag,))) for flag in law.flags)
    yield from ((target.id, replace(nothing, targets=(target,))) for target in law.targets)


def _failure(result: CaseResult) -> Failure:
    detail = f"{result.file}:{result.line}: expected {result.expected}, found {result.found}"
    return Failure(result.engine, result.owner, result.case, OTHER_RESULT, detail)

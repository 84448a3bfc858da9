"""Conflicts in plain sentences: what does not go together, never which text prevails."""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.conflicts import ConflictKind, HeldValue, RivalParameters, RuleConflict, ValueConflict
from liem.law.packs import Law
from liem.law.readable import Wording, value_words


def rule_conflict_words(conflict: RuleConflict) -> Message:
    """What the two rules do to one another, with their clauses."""
    first, second = (
        Message(f"“{rule.title.vi}” ({rule.ground})", f"“{rule.title.en}” ({rule.ground})")
        for rule in (conflict.first, conflict.second)
    )
    match conflict.kind:
        case ConflictKind.IMPOSSIBLE:
            return Message(
                f"Có trường hợp không thể cùng lúc đạt {first.vi} và {second.vi}.",
                f"There are subjects that cannot meet both {first.en} and {second.en}.",
            )
        case ConflictKind.IMPLIED:
            return Message(
                f"Ai đạt {first.vi} thì cũng đạt {second.vi}: quy tắc sau không đòi hỏi gì thêm.",
                f"Whoever meets {first.en} meets {second.en}: the latter demands nothing more.",
            )
        case ConflictKind.DISAGREEMENT:
            return Message(
                f"Quy định của Đảng và của Nhà nước kết luận khác nhau: {first.vi} và {second.vi}.",
                f"Party and State rules judge differently: {first.en} and {second.en}.",
            )


def example_words(conflict: RuleConflict, wording: Wording) -> tuple[Message, ...]:
    """The facts of the subject that shows the conflict, one line each."""
    found = []
    for name, value in conflict.example.items():
        fact = wording.table.fact(name)
        meaning = fact.meaning if fact else Message(name, name)
        words = wording.value_of(name, value)
        found.append(Message(f"{meaning.vi}: {words.vi}", f"{meaning.en}: {words.en}"))
    return tuple(found)


def value_conflict_words(conflict: ValueConflict, law: Law) -> Message:
    """The values that one parameter has at once, and where each is written."""
    parameter = law.parameter(conflict.parameter)
    title = parameter.title if parameter else Message(conflict.parameter, conflict.parameter)
    held = [_held(one) for one in conflict.values]
    return Message(
        f"“{title.vi}” có nhiều giá trị cùng lúc: {'; '.join(one.vi for one in held)}.",
        f"“{title.en}” has several values at once: {'; '.join(one.en for one in held)}.",
    )


def rival_words(rivals: RivalParameters, law: Law, wording: Wording) -> Message:
    """Two values that hold the same fact to a limit."""
    meaning = wording.fact(rivals.fact)
    titles = [
        parameter.title if (parameter := law.parameter(name)) else Message(name, name) for name in rivals.parameters
    ]
    values = [value_words(value) for value in rivals.values]
    vi = " và ".join(f"{value.vi} (“{title.vi}”)" for value, title in zip(values, titles, strict=True))
    en = " and ".join(f"{value.en} (“{title.en}”)" for value, title in zip(values, titles, strict=True))
    return Message(f"Hai giới hạn khác nhau cho {meaning.vi}: {vi}.", f"Two different limits for {meaning.en}: {en}.")


def _held(one: HeldValue) -> Message:
    words = value_words(one.value)
    return Message(f"{words.vi} ({one.written_in})", f"{words.en} ({one.written_in})")

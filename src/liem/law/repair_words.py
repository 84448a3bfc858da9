"""Goals in words: what is needed, and what there is now."""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.language.interpret import Row, Value
from liem.law.language.tree import ValueType
from liem.law.readable import Wording, value_words
from liem.law.repair_leaves import Goal

_NUMBERS = {
    "=": Message("đúng bằng {0}", "exactly {0}"),
    "!=": Message("khác {0}", "other than {0}"),
    "<": Message("ít hơn {0}", "less than {0}"),
    "<=": Message("nhiều nhất {0}", "at most {0}"),
    ">": Message("nhiều hơn {0}", "more than {0}"),
    ">=": Message("ít nhất {0}", "at least {0}"),
}
_DAYS = {
    "=": Message("đúng ngày {0}", "on {0}"),
    "!=": Message("khác ngày {0}", "another day than {0}"),
    "<=": Message("không muộn hơn {0}", "no later than {0}"),
    ">=": Message("không sớm hơn {0}", "no earlier than {0}"),
}
_PLAIN = {"=": Message("là {0}", "{0}"), "!=": Message("khác {0}", "other than {0}")}


def goal_words(goal: Goal, row: Row, wording: Wording) -> Message:
    """What is needed and what there is: “Names put forward: at least 3 needed, 2 on record”."""
    if goal.fact == "as_of":
        day = value_words(goal.value)
        return Message(f"Chờ đến ngày {day.vi}", f"From {day.en} on")
    match goal.operator:
        case "verified":
            title = wording.titles.get(goal.fact, Message(goal.fact, goal.fact))
            return Message(f"{title.vi}: cần xác minh giá trị của luật", f"{title.en}: the value in law to be verified")
        case "known":
            return _about(goal, wording, Message("cần biết", "to become known"))
        case "complete":
            return _about(
                goal, wording, Message("cần xác nhận mục này đã đầy đủ", "the section to be attested complete")
            )
    need, now = _needed(goal, wording), _present(goal, row, wording)
    attest = Message(", và xác nhận mục này đã đầy đủ", ", and the section to be attested complete")
    closing = attest if goal.closes else Message("", "")
    return _about(
        goal, wording, Message(f"cần {need.vi}, {now.vi}{closing.vi}", f"{need.en} needed, {now.en}{closing.en}")
    )


def _about(goal: Goal, wording: Wording, rest: Message) -> Message:
    known = wording.table.fact(goal.fact)
    meaning = known.meaning if known else Message(goal.fact, goal.fact)
    return Message(f"{meaning.vi}: {rest.vi}", f"{meaning.en}: {rest.en}")


def _needed(goal: Goal, wording: Wording) -> Message:
    if goal.until is not None:
        first, last = value_words(goal.value), value_words(goal.until)
        return Message(f"từ {first.vi} đến {last.vi}", f"between {first.en} and {last.en}")
    forms = _NUMBERS if goal.type in {ValueType.NUMBER, ValueType.COUNT} else _PLAIN
    if goal.type in {ValueType.DATE, ValueType.LATEST}:
        forms = _DAYS
    form, words = forms[goal.operator], wording.value_of(goal.fact, goal.value)
    return Message(form.vi.format(words.vi), form.en.format(words.en))


def _present(goal: Goal, row: Row, wording: Wording) -> Message:
    value: Value = row.facts.get(goal.fact)
    words = wording.value_of(goal.fact, value)
    if goal.type is ValueType.COUNT:
        return Message(f"hồ sơ có {words.vi if value else '0'}", f"{words.en if value else '0'} on record")
    if value is None and goal.type is ValueType.LATEST:
        return Message("hồ sơ chưa có", "none on record")
    if value is None:
        return Message("hiện chưa biết", "not known now")
    return Message(f"hiện là {words.vi}", f"it is {words.en}")

"""Values of one's own: a body tightens a value of the law for itself and everything under it.

Only where the parameter says which way is `stricter`, only by a directive of the body's own, never the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.dates import Term, end_of
from liem.kernel.errors import LiemError, Message
from liem.law.packs import Law
from liem.law.parameters import DatedValue, Parameter, ParameterValue, Stricter, Unit
from liem.rulebook.book import rule_book
from liem.rulebook.models import LocalValue
from liem.rulebook.refusals import refuse_wrong_days
from liem.rulebook.verification import law_here
from liem.rulebook.written_values import read_value, written_value

ACTION = "rulebook.set_value"
Superiors = Mapping[str, str | None]  # every body on record and the one it answers to
_STARTS = tuple(date(2000 + month // 12, month % 12 + 1, 1) for month in range(48))  # one cycle of leap years


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value that `body` set; `until` is the first day on which it no longer holds."""

    identity: str
    body: str
    parameter: str
    value: ParameterValue
    since: date
    until: date | None
    clause: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewValue:
    """A value to be set. `value` is written as in law files; `clause` is its place in the body's own `decision`."""

    body: str
    parameter: str
    value: str
    valid_from: date
    valid_to: date | None = None
    clause: str
    decision: str


def own_values(day: date, *, known_at: int | None = None) -> tuple[OwnValue, ...]:
    """The values that bodies have set and that hold on the day, as known at a ledger position (None: now). One query.

    Values of parameters that the rule book no longer has are left out.
    """
    versions = LocalValue.objects.current() if known_at is None else LocalValue.objects.known_at(known_at)
    rows = versions.filter(valid_from__lte=day).exclude(valid_to__lte=day).order_by("parameter", "body")
    found = (_own(row, rule_book()) for row in rows)
    return tuple(value for value in found if value is not None)


def values_of(parameter: str) -> tuple[OwnValue, ...]:
    """Every value that any body has set for the parameter, by body and first day: what a page shows. One query."""
    rows = LocalValue.objects.current().filter(parameter=parameter).order_by("body", "valid_from")
    found = (_own(row, rule_book()) for row in rows)
    return tuple(value for value in found if value is not None)


def holding(
    parameter: Parameter, in_law: ParameterValue | None, line: Iterable[OwnValue]
) -> tuple[ParameterValue | None, OwnValue | None]:
    """The value that holds where `line` are the values set above it, the topmost first, and which of them it is.

    The nearest one holds, unless it is laxer than what holds above it: a body that tightened its value later binds
    those below it too. Where the law's own value is unknown, so is this one.
    """
    value, own = in_law, None
    for set_here in line:
        if value is not None and not is_laxer(parameter, set_here.value, than=value):
            value, own = set_here.value, set_here
    return value, own


def is_laxer(parameter: Parameter, value: ParameterValue, *, than: ParameterValue) -> bool:
    """Whether a value demands less than another one of the parameter. A parameter without `stricter` allows no other
    value: whatever differs from the law's is laxer. Terms are compared by where they end, whatever day they begin."""
    if parameter.stricter is None:
        return value != than
    lower = _some_lower(value, than)
    higher = _some_lower(than, value)
    return higher if parameter.stricter is Stricter.LOWER else lower


def set_value(new: NewValue, *, by: Acting, superiors: Superiors) -> LocalValue:
    """Sets a value in one action, under a mandate that reaches the body.

    Raises `rulebook.unknown_parameter`, `rulebook.unit`, `rulebook.days`, `rulebook.no_decision`,
    `rulebook.no_own_value` (the law lets nobody differ), `rulebook.before_the_law`, `rulebook.laxer` and
    `rulebook.value_already`.
    """
    value = _checked(new)
    row = LocalValue(
        identity=sha256(f"{new.body}\n{new.parameter}\n{new.valid_from}".encode()).hexdigest(),
        body=new.body,
        parameter=new.parameter,
        value=new.value.strip(),
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        clause=new.clause.strip(),
        decision=new.decision.strip(),
    )

    def refuse() -> None:
        _refuse_doubled(new)
        _refuse_laxer(new, value, superiors)

    def write(written: Write) -> LocalValue:
        return written.add([row])[0]

    return perform(
        ACTION,
        by=by,
        body=new.body,
        subjects=[new.body],
        content={"parameter": new.parameter, "value": row.value, "decision": row.decision, "clause": row.clause},
        gates=[refuse],
        write=write,
    )


def end_value(identity: str, *, on: date, reason: str, by: Acting) -> LocalValue | None:
    """Lets a value no longer hold from the day `on`; None where it then never held.

    Raises `actions.not_current` and `actions.no_reason`.
    """
    former = LocalValue.objects.current().filter(identity=identity).first()

    def write(written: Write) -> LocalValue | None:
        written.supersede(LocalValue, [identity], reason=reason)
        if former is None or on <= former.valid_from:
            return None
        ended = LocalValue(
            identity=identity,
            body=former.body,
            parameter=former.parameter,
            value=former.value,
            valid_from=former.valid_from,
            valid_to=on,
            clause=former.clause,
            decision=former.decision,
        )
        return written.add([ended])[0]

    return perform(
        ACTION,
        by=by,
        body=former.body if former else None,
        subjects=[former.body] if former else [],
        content={"ends": identity, "on": on.isoformat()},
        write=write,
    )


def _own(row: LocalValue, law: Law) -> OwnValue | None:
    parameter = law.parameter(row.parameter)
    value = read_value(row.value, parameter.unit) if parameter else None
    if value is None:
        return None
    return OwnValue(
        row.identity, row.body, row.parameter, value, row.valid_from, row.valid_to, row.clause, row.decision
    )


def _some_lower(left: ParameterValue, right: ParameterValue) -> bool:
    """Whether `left` is lower than `right`; of terms, whether it ends earlier from at least one day."""
    if isinstance(left, Term) and isinstance(right, Term):
        return any(end_of(start, left) < end_of(start, right) for start in _STARTS)
    return not isinstance(left, Term) and not isinstance(right, Term) and left < right


def _checked(new: NewValue) -> ParameterValue:
    parameter = _parameter(new.parameter)
    value = read_value(new.value, parameter.unit)
    if value is None:
        raise _wrong_unit(parameter, new.value)
    if not new.decision.strip() or not new.clause.strip():
        raise LiemError(
            "rulebook.no_decision",
            Message(
                "Thiếu căn cứ. Hãy ghi văn bản của tổ chức (số, ngày) và điều khoản đặt ra giá trị này.",
                "The ground is missing. Name the body's own paper (number, day) and the clause that sets this value.",
            ),
        )
    refuse_wrong_days(new.valid_from, new.valid_to)
    if parameter.stricter is None:
        raise LiemError(
            "rulebook.no_own_value",
            Message(
                f"“{parameter.title.vi}” không cho nơi nào đặt giá trị riêng. "
                "Nếu văn bản cấp trên cho phép, hãy ghi “stricter” cho tham số đó trong bộ quy tắc.",
                f"“{parameter.title.en}” lets no body set a value of its own. "
                "If the directive above allows it, say so with “stricter” in the pack.",
            ),
            {"parameter": parameter.id},
        )
    return value


def _parameter(name: str) -> Parameter:
    parameter = rule_book().parameter(name)
    if parameter is None:
        raise LiemError(
            "rulebook.unknown_parameter",
            Message(
                f"Không có tham số “{name}”. Hãy chọn trong danh sách tham số của bộ quy tắc.",
                f"There is no parameter “{name}”. Choose one from the list in the rule book.",
            ),
            {"parameter": name},
        )
    return parameter


def _refuse_laxer(new: NewValue, value: ParameterValue, superiors: Superiors) -> None:
    """Held against every value of the law, and every value set above, that overlaps with the time of the new one."""
    parameter = law_here().parameter(new.parameter) or _parameter(new.parameter)
    in_law = [dated for dated in parameter.values if dated.checked is not None and _meets(dated, new)]
    if not any(dated.in_force.covers(new.valid_from) for dated in in_law):
        raise LiemError(
            "rulebook.before_the_law",
            Message(
                f"Ngày {new.valid_from:%d/%m/%Y} chưa có giá trị đã xác minh nào của “{parameter.title.vi}”. "
                "Hãy xác minh giá trị đó trước, hoặc chọn ngày sau khi nó có hiệu lực.",
                f"No verified value of “{parameter.title.en}” is in force on {new.valid_from:%d/%m/%Y} to differ from. "
                "Verify that value first, or choose a day on which it is in force.",
            ),
            {"parameter": parameter.id, "day": new.valid_from.isoformat()},
        )
    above = _set_above(new, superiors)
    bounds = [dated.value for dated in in_law if dated.value is not None] + [own.value for own in above]
    broken = next((bound for bound in bounds if is_laxer(parameter, value, than=bound)), None)
    if broken is not None:
        shown, bound = written_value(value), written_value(broken)
        raise LiemError(
            "rulebook.laxer",
            Message(
                f"Giá trị {shown} rộng hơn {bound} đang ràng buộc; nơi này chỉ được đặt chặt hơn. "
                "Hãy sửa giá trị hoặc thời gian áp dụng.",
                f"The value {shown} demands less than {bound}, which binds here; it may only be stricter. "
                "Correct the value or its time.",
            ),
            {"parameter": parameter.id, "value": shown, "bound": bound},
        )


def _set_above(new: NewValue, superiors: Superiors) -> Sequence[OwnValue]:
    above = set(line_of(new.body, superiors)) - {new.body}
    return [own for own in values_of(new.parameter) if own.body in above and _overlap(own.since, own.until, new)]


def line_of(body: str, superiors: Superiors) -> tuple[str, ...]:
    """The body and those above it, from itself up to the topmost."""
    line: list[str] = []
    here: str | None = body
    while here is not None and here not in line:
        line.append(here)
        here = superiors.get(here)
    return tuple(line)


def _meets(dated: DatedValue, new: NewValue) -> bool:
    starts = dated.in_force.starts
    return starts is not None and _overlap(starts, dated.in_force.ends, new)


def _overlap(since: date, until: date | None, new: NewValue) -> bool:
    return (new.valid_to is None or since < new.valid_to) and (until is None or new.valid_from < until)


def _refuse_doubled(new: NewValue) -> None:
    own = [own for own in values_of(new.parameter) if own.body == new.body]
    former = next((value for value in own if _overlap(value.since, value.until, new)), None)
    if former is not None:
        value, since = written_value(former.value), f"{former.since:%d/%m/%Y}"
        raise LiemError(
            "rulebook.value_already",
            Message(
                f"Tổ chức này đã đặt giá trị {value} từ {since}. Hãy kết thúc giá trị đó trước.",
                f"This body has set the value {value} since {since}. End that one first.",
            ),
            {"identity": former.identity},
        )


def _wrong_unit(parameter: Parameter, text: str) -> LiemError:
    wanted = {
        Unit.TERM: Message("một thời hạn như “5 years” hoặc “36 months”", "a term such as “5 years” or “36 months”"),
        Unit.PERCENT: Message("một số phần trăm như 15", "a percentage such as 15"),
        Unit.NUMBER: Message("một số như 3", "a number such as 3"),
    }[parameter.unit]
    return LiemError(
        "rulebook.unit",
        Message(
            f"“{parameter.title.vi}” cần {wanted.vi}, không phải “{text}”. Hãy ghi lại.",
            f"“{parameter.title.en}” needs {wanted.en}, not “{text}”. Write it again.",
        ),
        {"parameter": parameter.id, "value": text},
    )

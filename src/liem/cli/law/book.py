"""What the commands on law share: finding a provision, its words, and JSON of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from liem.cli.speech import warn
from liem.cli.working import is_prepared
from liem.kernel.dates import Term
from liem.kernel.errors import LiemError, Message
from liem.law.flags import Flag
from liem.law.language.faults import nearest
from liem.law.language.interpret import Value
from liem.law.packs import Law
from liem.law.procedures.steps import Procedure
from liem.law.readable import Wording, wording_of
from liem.law.rules import Rule
from liem.law.targets import Target

if TYPE_CHECKING:
    from liem.rulebook.reasons import Kind

Provision = Rule | Target | Flag
Listed = Provision | Procedure
_Found = TypeVar("_Found")


def law_to_read() -> Law:
    """The rule book with what was verified here; from the law files alone, which is said, without a database."""
    from liem.rulebook.book import rule_book
    from liem.rulebook.verification import law_here

    if is_prepared():
        return law_here()
    warn(
        Message(
            "Đọc từ các tệp quy tắc: cơ sở dữ liệu chưa chuẩn bị, nên chưa biết bộ nào đã áp dụng, điều nào đã được "
            "xác minh tại đây.",
            "Read from the law files alone: no database is prepared, so which packs are adopted and what was verified "
            "here is unknown.",
        )
    )
    return rule_book()


def warn_of_packs(day: date) -> None:
    """Says on standard error which adopted packs are not loaded, and which have changed since."""
    from liem.rulebook.loaded import packs_at_hand, warnings

    if is_prepared():
        for message in warnings(packs_at_hand(day), name_of=str):
            warn(Message(f"⚠ {message.vi}", f"⚠ {message.en}"))


def provisions(law: Law) -> Iterable[Provision]:
    """Rules, targets and flags, in this order."""
    return (*law.rules, *law.targets, *law.flags)


def listed(law: Law) -> Iterable[Listed]:
    """Everything that the rule book lists: provisions, then procedures."""
    return (*provisions(law), *law.procedures)


def kind_of(provision: Provision) -> Kind:
    """What it is, as the rule book calls it."""
    match provision:
        case Rule():
            return "rule"
        case Target():
            return "target"
        case _:
            return "flag"


def find(law: Law, name: str, *, among: tuple[type, ...] = (Rule, Target, Flag)) -> Provision:
    """The provision of that id. Raises `law.unknown_name` with the nearest one."""
    return _named(name, {one.id: one for one in provisions(law) if isinstance(one, among)})


def find_listed(law: Law, name: str) -> Listed:
    """The provision or procedure of that id. Raises `law.unknown_name` with the nearest one."""
    return _named(name, {one.id: one for one in listed(law)})


def _named(name: str, known: Mapping[str, _Found]) -> _Found:
    if name in known:
        return known[name]
    near = nearest(name, known)
    vi, en = (f" Có phải ý là “{near}”?", f" Did you mean “{near}”?") if near else ("", "")
    raise LiemError(
        "law.unknown_name",
        Message(
            f"Bộ quy tắc không có “{name}”.{vi} Xem danh sách bằng: liem law list.",
            f"There is no “{name}” in the rule book.{en} See the list with: liem law list.",
        ),
        {"name": name},
    )


def wording_for(about: str, law: Law, values: Mapping[str, Value], *, day: date | None = None) -> Wording:
    """The wording of a fact table with the values that hold on the day."""
    from liem.rulebook.vocabulary import vocabulary

    table = vocabulary().table(about)
    assert table is not None, "the loader admits only rules about known tables"
    return wording_of(table, law.parameters, values, choice_in_words, day=day)


def plain(value: object) -> Any:  # noqa: PLR0911 - one return per kind
    """A value as JSON: days in ISO form, terms as in law files, both languages of a message."""
    from liem.rulebook.written_values import written_value

    match value:
        case Message(vi=vi, en=en):
            return {"vi": vi, "en": en}
        case date():
            return value.isoformat()
        case Term():
            return written_value(value)
        case None | bool() | int() | float() | str():
            return value
        case Mapping():
            return {str(name): plain(item) for name, item in value.items()}
        case Iterable():
            return [plain(item) for item in value]
        case _:
            return str(value)


def choice_in_words(_fact: str, choice: str) -> Message:
    """A word of a closed list as people read it."""
    from django.utils import translation

    from liem.web.evidence import choice_words

    words = {}
    for language in ("vi", "en"):
        with translation.override(language):
            words[language] = choice_words(choice)
    return Message(words["vi"], words["en"])

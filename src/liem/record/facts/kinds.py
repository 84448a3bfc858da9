"""Short words for declaring facts: one function for each type, the meaning in both languages first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from liem.kernel.errors import Message
from liem.law.vocabulary import Fact, FactType

PEOPLE = Message("người", "people")
VOTES = Message("phiếu", "votes")
PLACES = Message("vị trí", "places")
POSTS = Message("chức danh", "posts")
BODIES = Message("tổ chức", "bodies")
MONTHS = Message("tháng", "months")
YEAR = Message("năm", "calendar year")
YEARS = Message("năm", "years")
TERMS = Message("nhiệm kỳ", "terms of office")
DAYS = Message("ngày", "days")
WORKING_DAYS = Message("ngày làm việc", "working days")
STEPS = Message("bước", "steps")
DECISIONS = Message("quyết định", "decisions")
STANDARDS = Message("tiêu chuẩn", "standards")
RANKS = Message("bậc", "ranks")
PAPERS = Message("văn bản", "papers")
OCCASIONS = Message("lần", "times")


def truth(  # noqa: PLR0913 - what a fact is made of, by name
    name: str,
    vi: str,
    en: str,
    *,
    opposite: Message | None = None,
    paper: Message | None = None,
    source: Message | None = None,
) -> Fact:
    """A fact that is true, false or unknown; `opposite` says that it is false."""
    return Fact(name, FactType.BOOLEAN, Message(vi, en), paper=paper, source=source, opposite=opposite)


def number(  # noqa: PLR0913 - what a fact is made of, by name
    name: str,
    vi: str,
    en: str,
    unit: Message,
    *,
    paper: Message | None = None,
    source: Message | None = None,
    is_given: bool = False,
) -> Fact:
    """A number of the unit given; `is_given`: set from outside, see `Fact`."""
    return Fact(name, FactType.NUMBER, Message(vi, en), paper=paper, unit=unit, source=source, is_given=is_given)


def text(  # noqa: PLR0913 - what a fact is made of, by name
    name: str,
    vi: str,
    en: str,
    choices: Iterable[str] = (),
    *,
    paper: Message | None = None,
    source: Message | None = None,
    phrase: Message | None = None,
) -> Fact:
    """A text, one of the `choices` where they are given; `phrase` says that it is the one in the place of `{0}`."""
    meaning = Message(vi, en)
    return Fact(name, FactType.TEXT, meaning, paper=paper, choices=tuple(choices), source=source, phrase=phrase)


def jurisdiction() -> Fact:
    """Whose rules the matter falls under."""
    return text(
        "jurisdiction",
        "Theo quy định của Đảng hay Nhà nước",
        "Under Party or State rules",
        ("party", "state"),
        phrase=Message("thuộc hệ thống quy định của {0}", "it falls under {0} rules"),
    )


def day(name: str, vi: str, en: str, *, paper: Message | None = None, source: Message | None = None) -> Fact:
    """A calendar day."""
    return Fact(name, FactType.DATE, Message(vi, en), paper=paper, source=source)


def count(  # noqa: PLR0913 - what a fact is made of, by name
    name: str, vi: str, en: str, unit: Message, *, paper: Message | None = None, source: Message | None = None
) -> Fact:
    """Rows on record, with a closure beside them."""
    return Fact(name, FactType.COUNT, Message(vi, en), paper=paper, unit=unit, source=source)


def latest(name: str, vi: str, en: str, *, paper: Message | None = None, source: Message | None = None) -> Fact:
    """The day of the latest such row on record, with a closure beside it."""
    return Fact(name, FactType.LATEST, Message(vi, en), paper=paper, source=source)


def from_paper(vi: str, en: str, *facts: Fact) -> tuple[Fact, ...]:
    """The facts, each taken from the paper named unless it names its own: the paper that lacks while it is unknown."""
    paper = Message(vi, en)
    return tuple(fact if fact.paper else replace(fact, paper=paper) for fact in facts)

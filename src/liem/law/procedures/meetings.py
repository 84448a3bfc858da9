"""The meeting and ballot of a step, as procedure files write them."""

from __future__ import annotations

import re
from fractions import Fraction

from liem.law.procedures.steps import Ballot, Base, Consequence, Convened, Kind, Meeting, Names, Share, Undecided
from liem.law.source import Fields, Node

LEVELS = ("high", "confidence", "low")
_FRACTION = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")
_BALLOT_KEYS = (
    "secret",
    "announced",
    "choices",
    "passes",
    "tie",
    "nobody",
    "exactly",
    "pending",
    "levels",
    "consequences",
)
_CONSEQUENCE_KEYS = ("level", "more_than", "at_least", "below", "of", "opens", "in_words")


def read_meeting(fields: Fields) -> Meeting | None:
    """The `meeting` of a step; None when something is wrong."""
    block = fields.fields("meeting", ("convened", "quorum", "names", "ballot"))
    if block is None:
        return None
    before = len(block.problems.found)
    convened = block.choice("convened", list(Convened))
    quorum = _read_quorum(block) if "quorum" in block else None
    names = block.choice("names", list(Names)) if "names" in block else Names.ANY
    ballot = _read_ballot(block) if "ballot" in block else None
    if len(block.problems.found) > before or not (convened and names):
        return None
    return Meeting(Convened(convened), quorum, Names(names), ballot)


def _read_quorum(fields: Fields) -> Share | None:
    """`quorum: 2/3`: at least that share of those convened must be present."""
    share = _read_fraction(fields.place("quorum"), fields)
    return None if share is None else Share(Base.CONVENED, share, strictly=False)


def _read_ballot(fields: Fields) -> Ballot | None:
    block = fields.fields("ballot", _BALLOT_KEYS)
    if block is None:
        return None
    before = len(block.problems.found)
    secret = block.flag("secret", default=True)
    announced = block.flag("announced", default=False) if "announced" in block else None
    choices = _read_choices(block) if "choices" in block else None
    passes = _read_passes(block) if "passes" in block else None
    tie, nobody = (_read_undecided(block, name, needed=passes is not None) for name in ("tie", "nobody"))
    exactly = _read_exactly(block, passes) if "exactly" in block else None
    pending = block.words("pending", optional=True)
    levels = tuple(_read_level(node, block) for node in block.items("levels", optional=True))
    nodes = block.items("consequences", optional=True)
    consequences = [_read_consequence(Fields(node, block.problems, _CONSEQUENCE_KEYS), levels) for node in nodes]
    _refuse_two_kinds(block, levels)
    if len(block.problems.found) > before or not (tie and nobody):
        return None
    found = tuple(one for one in consequences if one is not None)
    return Ballot(secret, announced, choices, passes, tie, nobody, exactly, pending, levels, found)


def _refuse_two_kinds(fields: Fields, levels: tuple[str, ...]) -> None:
    """A vote of confidence has levels and consequences; any other a share to reach. Neither has keys of the other."""
    for name in ("passes", "choices", "tie", "nobody", "exactly") if levels else ("consequences",):
        if name in fields:
            fields.problems.add(
                fields.place(name),
                "law.ballot_kind",
                f"“{name}” không đi cùng “levels”. Hãy bỏ một trong hai."
                if levels
                else f"Có “{name}” thì phải có “levels”. Hãy bổ sung.",
                f"“{name}” does not go with “levels”. Leave one out."
                if levels
                else f"“{name}” needs “levels”. Add them.",
            )


def _read_undecided(fields: Fields, name: str, *, needed: bool) -> Undecided | None:
    """What a count that decides nothing leads to; a ballot with a share to reach must say it."""
    if not needed and name not in fields:
        return Undecided.FAILS
    found = fields.choice(name, list(Undecided))
    return Undecided(found) if found else None


def _read_exactly(fields: Fields, passes: Share | None) -> Undecided | None:
    """What exactly the share leads to; only a share that must be exceeded can be missed by nothing."""
    if passes is None or not passes.strictly:
        fields.problems.add(
            fields.place("exactly"),
            "law.exactly_without_more_than",
            "Có “exactly” thì “passes” phải ghi “more_than” (quá), không phải “at_least” (từ).",
            "“exactly” needs “more_than” under “passes”, not “at_least”.",
        )
        return None
    return _read_undecided(fields, "exactly", needed=True)


def _read_choices(fields: Fields) -> int | None:
    node = fields.place("choices")
    if isinstance(node.content, int) and not isinstance(node.content, bool) and node.content > 0:
        return node.content
    fields.wrong(node, "số tên tối đa trên một phiếu", "the most names that a ballot may bear")
    return None


def _read_passes(fields: Fields) -> Share | None:
    """`passes: {more_than: 1/2, of: convened}` or `{at_least: 2/3, of: valid}`."""
    block = fields.fields("passes", ("more_than", "at_least", "of"))
    return None if block is None else _read_share(block)


def _read_share(fields: Fields) -> Share | None:
    base = fields.choice("of", list(Base))
    strictly = "more_than" in fields
    if strictly == ("at_least" in fields):
        fields.problems.add(
            fields.node,
            "law.share",
            "Cần “more_than” (quá) hoặc “at_least” (từ), và chỉ một trong hai.",
            "“more_than” or “at_least” is needed, and only one of them.",
        )
        return None
    share = _read_fraction(fields.place("more_than" if strictly else "at_least"), fields)
    return Share(Base(base), share, strictly) if base and share else None


def _read_level(node: Node, fields: Fields) -> str:
    if node.content not in LEVELS:
        words = ", ".join(LEVELS)
        fields.wrong(node, f"một trong {words}", f"one of {words}")
    return str(node.content)


def _read_consequence(fields: Fields, levels: tuple[str, ...]) -> Consequence | None:
    before = len(fields.problems.found)
    level, share, in_words = fields.choice("level", levels or LEVELS), _read_share(fields), fields.message("in_words")
    opens = fields.choice("opens", list(Kind)) if "opens" in fields else None
    below = _read_fraction(fields.place("below"), fields) if "below" in fields else None
    if share and below and below <= share.share:
        fields.wrong(fields.place("below"), "một phần lớn hơn phần phải đạt", "a share above the one to reach")
    if len(fields.problems.found) > before or not (level and share and in_words):
        return None
    until = Share(share.of, below, strictly=False) if below else None
    return Consequence(level, share, until, Kind(opens) if opens else None, in_words)


def _read_fraction(node: Node, fields: Fields) -> Fraction | None:
    found = _FRACTION.fullmatch(node.content) if isinstance(node.content, str) else None
    if found is not None and Fraction(int(found[1]), int(found[2])) <= 1:
        return Fraction(int(found[1]), int(found[2]))
    fields.wrong(node, "một phân số không quá 1, như 2/3", "a fraction of at most 1, such as 2/3")
    return None

"""Relatives around an official, drawn and in words. Names stand only where the reader may know them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.oversight.kin_graph import ActKind, Relative, SharedAct
from liem.record.choices import Relation
from liem.record.kin_terms import TERMS
from liem.web.wording import shorten

WIDTH, BOX, HEIGHT, ROW = 860, 190, 36, 52
_LEFT, _MIDDLE, _RIGHT = 0, (WIDTH - BOX) // 2, WIDTH - BOX
_ELDERS = frozenset({Relation.PARENT, Relation.PARENT_IN_LAW, Relation.SIBLING, Relation.SIBLING_IN_LAW})
_LETTERS, _LABEL_LETTERS = 24, 20
_TERM_WORDS = {term.key: term.words for term in TERMS}


@dataclass(frozen=True, slots=True)
class ActView:
    """An act that touches both, in words; `finding` leads to the finding about it."""

    words: str
    finding: int | None


@dataclass(frozen=True, slots=True)
class KinLine:
    """A relative in words; `key` is empty where the dossier may not be opened."""

    relation: str
    name: str
    key: str
    is_declared: bool
    acts: tuple[ActView, ...]


@dataclass(frozen=True, slots=True)
class KinBox:
    """A box of the drawing with its words and the way from it to the official."""

    x: int
    y: int
    words: str
    label: str
    label_x: int
    path: str


@dataclass(frozen=True, slots=True)
class KinView:
    width: int
    height: int
    box: int
    box_height: int
    middle_x: int
    middle_y: int
    name: str
    boxes: tuple[KinBox, ...]
    lines: tuple[KinLine, ...]


def kin_view(name: str, relatives: Sequence[Relative]) -> KinView:
    """Elders and siblings to the left, spouses, children and partners to the right, the official in the middle."""
    lines = tuple(_line(one) for one in relatives)
    pairs = list(zip(relatives, lines, strict=True))
    left = [line for one, line in pairs if one.relation in _ELDERS]
    right = [line for one, line in pairs if one.relation not in _ELDERS]
    height = max(len(left), len(right), 1) * ROW
    middle = height // 2 - HEIGHT // 2
    boxes = [_box(line, _LEFT, _top(place, len(left), height), middle) for place, line in enumerate(left)]
    boxes += [_box(line, _RIGHT, _top(place, len(right), height), middle) for place, line in enumerate(right)]
    return KinView(
        WIDTH, height, BOX, HEIGHT, _MIDDLE, middle, shorten(name, _LETTERS), boxes=tuple(boxes), lines=lines
    )


def _top(place: int, count: int, height: int) -> int:
    return (height - count * ROW) // 2 + place * ROW + (ROW - HEIGHT) // 2


def _box(line: KinLine, x: int, y: int, middle: int) -> KinBox:
    """The way leaves the box level, turns, and ends at the official's side."""
    inner = x + BOX if x < _MIDDLE else x
    side = _MIDDLE if x < _MIDDLE else _MIDDLE + BOX
    turn = side + (-18 if x < _MIDDLE else 18)
    at, to = y + HEIGHT // 2, middle + HEIGHT // 2
    return KinBox(
        x=x,
        y=y,
        words=shorten(line.name, _LETTERS),
        label=shorten(line.relation, _LABEL_LETTERS),
        label_x=(inner + turn) // 2,
        path=f"M{inner} {at}H{turn}V{to}H{side}",
    )


def _line(one: Relative) -> KinLine:
    words = _TERM_WORDS.get(one.term)
    relation = words.in_language(get_language() or "vi") if words else str(Relation(one.relation).label).capitalize()
    return KinLine(
        relation=relation,
        name=one.name or _("an official outside your mandate"),
        key=one.key,
        is_declared=one.is_declared,
        acts=tuple(ActView(_act_words(act), act.finding) for act in one.acts),
    )


def _act_words(act: SharedAct) -> str:
    match act.kind:
        case ActKind.BODY:
            return _("both hold posts: %(body)s") % {"body": act.body_name}
        case ActKind.CANDIDACY:
            return _("one has a part in the candidacy of the other: %(body)s") % {"body": act.body_name}
        case ActKind.MEETING:
            return _("both were put forward at a meeting: %(body)s") % {"body": act.body_name}
        case ActKind.FINDING:
            return _("a finding about the two posts")

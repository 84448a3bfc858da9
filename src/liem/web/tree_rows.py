"""A tree of bodies as lines for nested lists; a template that called itself for each body would be slow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from liem.record.choices import Level
from liem.record.organisation import BodyLine, BodyNode, Group, Total
from liem.web.wording import number_words

LEVEL_HEADINGS = {
    Level.PROVINCE: gettext_lazy("Province level"),
    Level.DISTRICT: gettext_lazy("Districts"),
    Level.COMMUNE: gettext_lazy("Communes"),
}


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line of the tree: a body, or (`body` is None) the bodies of one level below another one.

    `total` takes in what lies below. `opens` if lines follow below it; after it `closes` lists end. `link` is the part
    of the address that shows a group which stays folded here.
    """

    body: BodyLine | None
    level: str
    count: int
    total: Total
    opens: bool = False
    stands_open: bool = False
    closes: range = range(0)
    link: str = ""

    @property
    def held_words(self) -> str:
        """Here and not in the template: hundreds of filters would take half the time of the page."""
        return f"{number_words(self.total.held)} / {number_words(self.total.posts)}"

    @property
    def vacant_words(self) -> str:
        return number_words(self.total.vacant)

    @property
    def count_words(self) -> str:
        return number_words(self.count)


def tree_rows(node: BodyNode, *, stands_open: bool = True, closes: int = 0) -> Iterator[TreeRow]:
    """The body and all that is laid open below it. A body's own level needs no heading, nor does a level alone."""
    opens = bool(node.groups)
    yield TreeRow(
        node.body, "", 1, node.total, opens, stands_open=stands_open and opens, closes=range(0 if opens else closes)
    )
    for place, group in enumerate(node.groups, start=1):
        ends = closes + 1 if place == len(node.groups) else 0
        bare = len(node.groups) == 1 or group.level == node.body.level
        yield from _group_rows(group, under=node.body.key, bare=bare, closes=ends)


def _group_rows(group: Group, *, under: str, bare: bool, closes: int) -> Iterator[TreeRow]:
    words = str(LEVEL_HEADINGS[Level(group.level)])
    if not group.nodes:
        link = urlencode({"under": under, "level": group.level})
        yield TreeRow(None, words, group.count, group.total, closes=range(closes), link=link)
        return
    if not bare:
        yield TreeRow(None, words, group.count, group.total, opens=True)
        closes += 1
    for number, child in enumerate(group.nodes, start=1):
        yield from tree_rows(child, stands_open=False, closes=closes if number == len(group.nodes) else 0)

"""What relied on a decision, as a graph: things, and on what each rests and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liem.kernel.errors import Message
from liem.procedures.models import Consequence, Decision


class Ground(StrEnum):
    """Why a thing rests on another."""

    BROUGHT_ABOUT = "brought_about"
    SIGNED = "signed"
    PROPOSED = "proposed"
    TOOK_PART = "took_part"
    CAME_OF = "came_of"
    LED_TO = "led_to"


GROUNDS: Mapping[Ground, Message] = {
    Ground.BROUGHT_ABOUT: Message("quyết định đó làm phát sinh", "brought about by that decision"),
    Ground.SIGNED: Message("người giữ chức vụ đó đã ký", "signed from that post"),
    Ground.PROPOSED: Message("người giữ chức vụ đó đã đề xuất", "proposed from that post"),
    Ground.TOOK_PART: Message(
        "người giữ chức vụ đó đã thẩm định, biểu quyết hoặc quyết định", "assessed, voted on or decided from that post"
    ),
    Ground.CAME_OF: Message("kết quả của việc đó", "came of it"),
    Ground.LED_TO: Message("dựa vào việc đã giữ chức vụ đó", "rests on having held that post"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing: `thing` is its key within its kind, `body` owes what is done about it, `person` is whom it is about
    where that is one person, `on` the day from which it stands."""

    kind: str
    thing: str
    body: str
    on: date | None = None
    person: str | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.thing}"


@dataclass(frozen=True, slots=True)
class Edge:
    """`thing` rests on `through`; both are keys of nodes."""

    through: str
    thing: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Graph:
    """The decision's own node comes first; the others in the order in which they were reached."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def relying(self) -> tuple[Node, ...]:
        return self.nodes[1:]

    def through(self, node: Node) -> str:
        """What the thing rests on first of all."""
        return next((edge.through for edge in self.edges if edge.thing == node.key), "")


def decision_node(decision: Decision) -> Node:
    return Node(Consequence.Kind.DECISION, decision.key, decision.body_id, decision.decided_on)


class Reached:
    """Nodes and edges found so far, from one decision on; nothing is followed twice."""

    def __init__(self, decision: Decision) -> None:
        self.root = decision_node(decision)
        self._nodes = {self.root.key: self.root}
        self._edges: dict[Edge, None] = {}

    def take(self, node: Node, through: str, ground: Ground) -> bool:
        """Whether it is new. Nothing rests on itself, and the decision rests on nothing of it."""
        if node.key in {through, self.root.key}:
            return False
        is_new = node.key not in self._nodes
        self._edges[Edge(through, node.key, ground)] = None
        self._nodes.setdefault(node.key, node)
        return is_new

    def graph(self) -> Graph:
        return Graph(tuple(self._nodes.values()), tuple(self._edges))

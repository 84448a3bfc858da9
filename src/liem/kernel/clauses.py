"""Clause addresses: one way to name a place in a directive, for rules, findings, links and reports.

`khoi#II.1.10` is item 1.10 of part II; `bac_giang#2(4)/p2` the second paragraph under (4); `tra_vinh#II.2/b5` the fifth
bullet under II.2. The part before `#` is the short name of the directive; a label that repeats its parent's is not
doubled (1.10 under II.1 gives II.1.10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from liem.kernel.errors import LiemError, Message

_DIRECTIVE = re.compile(r"[a-z][a-z0-9_]*")
_PATH = re.compile(
    r"(?P<labels>[^\s/#()]+(?:\([^\s/#()]+\))*|(?:\([^\s/#()]+\))+)?"
    r"(?P<parts>(?:/(?:[bp][1-9]\d*|last))*)"
)


@dataclass(frozen=True, slots=True, order=True)
class ClauseAddress:
    """`directive` is a short name; `path` is everything after `#` and never empty."""

    directive: str
    path: str

    def __post_init__(self) -> None:
        if not _DIRECTIVE.fullmatch(self.directive) or not self.path or not _PATH.fullmatch(self.path):
            raise LiemError(
                "clauses.address",
                Message(
                    f"“{self.directive}#{self.path}” không phải là địa chỉ điều khoản. Hãy ghi như khoi#II.1.10.",
                    f"“{self.directive}#{self.path}” is not a clause address. Write it like khoi#II.1.10.",
                ),
                {"directive": self.directive, "path": self.path},
            )

    def __str__(self) -> str:
        return f"{self.directive}#{self.path}"

    @classmethod
    def parse(cls, text: str) -> ClauseAddress:
        directive, _, path = text.partition("#")
        return cls(directive, path)

    def within(self, other: ClauseAddress) -> bool:
        """Whether this clause is `other` or lies under it."""
        if self.directive != other.directive:
            return False
        return self.path == other.path or (self.path.startswith(other.path) and self.path[len(other.path)] in "./(")


def join_label(parent: str, label: str) -> str:
    """The path of an item with `label` under `parent` ("" at the top)."""
    clean = label.strip().rstrip(".)/-:").strip()
    if label.strip().startswith("("):
        return f"{parent}({clean.lstrip('(')})"
    if not parent:
        return clean
    # "1.10" under "II.1": the parent's last part is printed again in the label, so it is written once.
    parts, own = parent.split("."), clean.split(".")
    for size in range(min(len(parts), len(own) - 1), 0, -1):
        if parts[-size:] == own[:size]:
            return ".".join([*parts, *own[size:]])
    return f"{parent}.{clean}"

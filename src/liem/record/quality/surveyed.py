"""What is found in every dossier and which bodies keep it, worked out once a day and brought up as rows change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from liem.record.quality.figures import Group
from liem.record.scope import Reach

MOST_KEPT = 64
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """`people` are in the order of their names. `found` holds a mask of checks for those with whom something was found;
    `at` the bodies that keep the dossier: of the posts held, else of the last one held, none where no such post stands;
    `reviewed` the day last gone through; `groups` counts the dossiers that are kept at the same bodies. `names` are
    those of bodies, as far as they were asked for."""

    position: int
    on: date
    people: tuple[str, ...]
    found: dict[str, int]
    at: dict[str, tuple[str, ...]]
    reviewed: dict[str, date]
    groups: dict[tuple[str, ...], Group]
    names: dict[str, str] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives; kept under the key for as long as the survey is."""
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            found = self.kept[key] = work()
        return cast("T", found)

    def within(self, reach: Reach, bodies: frozenset[str] | None = None) -> tuple[str, ...]:
        """The people whose dossiers are kept within reach and, where bodies are given, at one of those."""
        if reach.whole and bodies is None:
            return self.people
        return self.once(("within", reach, bodies), lambda: self._within(reach, bodies))

    def sizes(self, reach: Reach, bodies: frozenset[str] | None = None) -> Counter[str]:
        """How many dossiers each body within reach keeps, counting those that are kept at one of the bodies given."""
        return self.once(("sizes", reach, bodies), lambda: self._sizes(reach, bodies))

    def _within(self, reach: Reach, bodies: frozenset[str] | None) -> tuple[str, ...]:
        kept = {at for at in self.groups if keeps(at, reach, bodies)}
        return tuple(person for person in self.people if self.at[person] in kept)

    def _sizes(self, reach: Reach, bodies: frozenset[str] | None) -> Counter[str]:
        sizes: Counter[str] = Counter()
        for at, group in self.groups.items():
            if keeps(at, reach, bodies):
                sizes.update({body: group.quality.people for body in at if keeps((body,), reach, None)})
        return sizes


def keeps(at: tuple[str, ...], reach: Reach, bodies: frozenset[str] | None) -> bool:
    """Whether a dossier kept at these bodies lies within reach and, where bodies are given, at one of those."""
    if reach.person is not None or not (reach.whole or any(body in reach.bodies for body in at)):
        return False
    return bodies is None or any(body in bodies and (reach.whole or body in reach.bodies) for body in at)

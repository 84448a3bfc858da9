"""What the builders of careers share: the people made so far, and the groups that later chapters ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from liem.demo.cases.leaders import LEADERS, LeaderCase
from liem.demo.people import Official, Population

CASES: Mapping[str, LeaderCase] = {case.post: case for case in LEADERS}


@dataclass(slots=True)
class Realm:
    """The groups are in the order of their making; a person stands in each group at most once."""

    population: Population = field(default_factory=Population)
    agency_leaders: list[Official] = field(default_factory=list)
    commission_leaders: list[Official] = field(default_factory=list)
    provincial_heads: dict[str, Official] = field(default_factory=dict)
    provincial_staff: list[Official] = field(default_factory=list)
    district_leaders: dict[str, list[Official]] = field(default_factory=dict)
    district_staff: dict[str, list[Official]] = field(default_factory=dict)
    commune_leaders: dict[str, list[Official]] = field(default_factory=dict)

    def new_leader(self, post: str, *, born: tuple[int, int], **given: object) -> Official:
        """The official for a leading post: the one planted there, or a new one."""
        case = CASES.get(post)
        if case is None:
            return self.population.new(born=born, **given)  # type: ignore[arg-type]
        official = self.population.new(born=born, key=case.person, home=case.home, **given)  # type: ignore[arg-type]
        if case.home is None:
            official.home = None
        return official

"""What the builders of careers share: the people made so far, and the groups that later chapters ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from liem.demo.cases.leaders import LEADERS, LeaderCase
from liem.demo.people import Official, Population
from liem.demo.places import DISTRICTS, Commune, District

CASES: Mapping[str, LeaderCase] = {case.post: case for case in LEADERS}


@dataclass(slots=True)
class Realm:
    """The groups are in the order of their making; a person stands in each group at most once.

    `first` is the number of its first district: the planted ones have the numbers 0 to 7.
    """

    population: Population = field(default_factory=Population)
    districts: tuple[District, ...] = DISTRICTS
    first: int = 0
    agency_leaders: list[Official] = field(default_factory=list)
    commission_leaders: list[Official] = field(default_factory=list)
    provincial_heads: dict[str, Official] = field(default_factory=dict)
    provincial_staff: list[Official] = field(default_factory=list)
    district_leaders: dict[str, list[Official]] = field(default_factory=dict)
    district_staff: dict[str, list[Official]] = field(default_factory=dict)
    commune_leaders: dict[str, list[Official]] = field(default_factory=dict)
    sent_to_communes: list[Official] = field(default_factory=list)

    @property
    def communes(self) -> tuple[Commune, ...]:
        return tuple(commune for district in self.districts for commune in district.communes)

    def absorb(self, other: Realm) -> None:
        """Takes over everybody of the other, group by group, after those who are here already."""
        self.population.officials += other.population.officials
        self.districts += other.districts
        for mine, theirs in (
            (self.agency_leaders, other.agency_leaders),
            (self.commission_leaders, other.commission_leaders),
            (self.provincial_staff, other.provincial_staff),
            (self.sent_to_communes, other.sent_to_communes),
        ):
            mine.extend(theirs)
        self.provincial_heads |= other.provincial_heads
        self.district_leaders |= other.district_leaders
        self.district_staff |= other.district_staff
        self.commune_leaders |= other.commune_leaders

    def new_leader(self, post: str, *, born: tuple[int, int], **given: object) -> Official:
        """The official for a leading post: the one planted there, or a new one."""
        case = CASES.get(post)
        if case is None:
            return self.population.new(born=born, **given)  # type: ignore[arg-type]
        official = self.population.new(born=born, key=case.person, home=case.home, **given)  # type: ignore[arg-type]
        if case.home is None:
            official.home = None
        return official

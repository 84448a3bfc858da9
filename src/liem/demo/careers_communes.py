"""Who holds what in the communes since 01/07/2025: officials of the former districts, and the old commune staff."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date
from itertools import chain

from liem.demo import CLOSING_DAY, DISTRICTS_ENDED
from liem.demo.agencies import AGENCIES
from liem.demo.cases.leaders import DEPUTIES_HOMES
from liem.demo.localities import COMMUNE_DIVISIONS, DISTRICT_DIVISIONS, administration, council, division, front
from liem.demo.localities import standing_committee as standing
from liem.demo.people import SENIOR, YOUNG, Official, Stint
from liem.demo.places import COMMUNES, Commune
from liem.demo.province import division_slug
from liem.demo.realm import CASES, Realm
from liem.kernel.dates import Term, end_of

LARGER = frozenset(COMMUNE_DIVISIONS[3:])
"""Divisions with two specialists instead of one."""
YOUNG_LEADERS = frozenset({4, 12, 20})
"""Three of every 25 division leaders are under 40: 12 %."""
_ROSE_ON = (date(2014, 3, 1), date(2019, 5, 1))
RETIRED_PER_DISTRICT = 10
WITHOUT_YOUNG_MEMBERS = COMMUNES[17].key
"""The commune whose standing committee has nobody under 40."""
TO_THE_PROVINCE_PER_DISTRICT = 5


def fill_communes(realm: Realm) -> None:
    """Gives every official of the former districts the next post, and fills the seats that are left."""
    leaders = deque([*realm.sent_to_communes, *_leaders_in_order(realm), *_division_heads(realm)])
    secretaries = [_key_leader(realm, commune, _secretary(commune), leaders) for commune in realm.communes]
    chairs = [_key_leader(realm, commune, _chair(commune), leaders) for commune in realm.communes]
    pools = _Pools(realm, leaders)
    for commune, secretary, chair in zip(realm.communes, secretaries, chairs, strict=True):
        _fill(realm, commune, secretary, chair, pools)
    pools.send_the_rest()


def _leaders_in_order(realm: Realm) -> Iterable[Official]:
    """Secretaries of all districts first, then chairs, and so on. Those whose home nobody knows retired."""
    by_rank = zip(*(_ranked(leaders) for leaders in realm.district_leaders.values()), strict=True)
    return [official for rank in by_rank for official in rank if official.home is not None]


def _division_heads(realm: Realm) -> Iterable[Official]:
    """The heads of the divisions of all districts, the first of each district first."""
    by_rank = zip(*(staff[: len(DISTRICT_DIVISIONS)] for staff in realm.district_staff.values()), strict=True)
    return chain.from_iterable(by_rank)


def _ranked(leaders: list[Official]) -> list[Official]:
    secretary, deputy, chair, *others = leaders
    return [secretary, chair, deputy, *others]


def _secretary(commune: Commune) -> str:
    return f"{standing(commune.key)}/bi-thu"


def _chair(commune: Commune) -> str:
    return f"{administration(commune.key)}/chu-tich"


def _key_leader(realm: Realm, commune: Commune, post: str, leaders: deque[Official]) -> Official:
    """Planted, or a district leader who comes from elsewhere, or somebody new who does."""
    if post in CASES:
        return _from_the_province(realm, post)
    for _ in range(len(leaders)):
        if leaders[0].home != commune.key:
            official = leaders.popleft()
            official.stints.append(Stint(post, DISTRICTS_ENDED))
            return official
        leaders.rotate(-1)
    official = _from_the_province(realm, post)
    while official.home == commune.key:
        official.home = realm.population.random.choice(realm.communes).key
    return official


def _from_the_province(realm: Realm, post: str) -> Official:
    """Somebody who rose in a department of the province and was sent to the commune on its first day."""
    official = realm.new_leader(post, born=SENIOR)
    official.hired_on = min(official.hired_on, _ROSE_ON[0])
    office = _offices()[int(official.key[1:]) % len(AGENCIES)]
    official.stints += [
        Stint(f"{office}/chuyen-vien", official.hired_on, _ROSE_ON[1]),
        Stint(f"{office}/pho", _ROSE_ON[1], DISTRICTS_ENDED),
        Stint(post, DISTRICTS_ENDED),
    ]
    return official


def _offices() -> list[str]:
    """One division of every agency that does no personnel work."""
    return [f"{agency.body}/{division_slug(agency.divisions[-1])}" for agency in AGENCIES]


class _Pools:
    """The staff of each former district, those under 40 apart, to be given seats in its communes."""

    def __init__(self, realm: Realm, leaders: Iterable[Official]) -> None:
        self.realm = realm
        self.drawn = 0
        self.old: dict[str, deque[Official]] = {}
        self.young: dict[str, deque[Official]] = {}
        remaining = list(leaders)
        for number, district in enumerate(realm.districts):
            staff = [
                *remaining[number :: len(realm.districts)],
                *realm.district_staff[district.key][len(DISTRICT_DIVISIONS) :],
            ]
            staying = staff[:-RETIRED_PER_DISTRICT]
            self.old[district.key] = deque(official for official in staying if not is_young(official))
            self.young[district.key] = deque(official for official in staying if is_young(official))

    def leader(self, commune: Commune, post: str) -> Official:
        """Somebody for a leading post of a division; whether under 40 or not is decided by the share wanted."""
        young = self.drawn % 25 in YOUNG_LEADERS
        self.drawn += 1
        pool = self.young[commune.district] if young else self.old[commune.district]
        return self._next(pool, commune, post, YOUNG if young else SENIOR)

    def deputy(self, commune: Commune, post: str) -> Official:
        """Somebody of 40 or over for a leading post of the commune; where homes are planted, somebody new."""
        home = DEPUTIES_HOMES.get(commune.key)
        if home is None:
            return self._next(self.old[commune.district], commune, post, SENIOR)
        official = self._next(deque(), commune, post, SENIOR)
        official.home = home
        return official

    def anybody(self, commune: Commune, post: str) -> Official:
        pool = self.young[commune.district] or self.old[commune.district]
        return self._next(pool, commune, post, (1970, 1998))

    def send_the_rest(self) -> None:
        """A few went on to the province; where more are left they joined the service centres of the communes."""
        for district in self.realm.districts:
            rest = [*self.old[district.key], *self.young[district.key]]
            for place, official in enumerate(rest):
                commune = district.communes[place % len(district.communes)]
                centre = f"{division(commune.key, COMMUNE_DIVISIONS[-1])}/chuyen-vien"
                provincial = f"{_offices()[place % len(AGENCIES)]}/chuyen-vien"
                post = provincial if place < TO_THE_PROVINCE_PER_DISTRICT else centre
                official.stints.append(Stint(post, DISTRICTS_ENDED))

    def _next(self, pool: deque[Official], commune: Commune, post: str, born: tuple[int, int]) -> Official:
        if pool:
            official = pool.popleft()
            official.stints.append(Stint(post, DISTRICTS_ENDED))
            return official
        official = self.realm.population.new(born=born)
        served = [f"{administration(commune.key)}/cong-chuc", post]
        self.realm.population.career(official, served, last=DISTRICTS_ENDED)
        return official


def is_young(official: Official) -> bool:
    """Under 40 on the closing day."""
    return official.born_on is not None and end_of(official.born_on, Term(years=40)) > CLOSING_DAY


def _fill(realm: Realm, commune: Commune, secretary: Official, chair: Official, pools: _Pools) -> None:
    deputy = pools.deputy(commune, f"{standing(commune.key)}/pho-bi-thu-thuong-truc")
    council_vice = pools.deputy(commune, f"{council(commune.key)}/pho-chu-tich")
    vices = [pools.deputy(commune, f"{administration(commune.key)}/pho-chu-tich") for _ in range(2)]
    bodies = [division(commune.key, name) for name in COMMUNE_DIVISIONS]
    heads = [pools.leader(commune, f"{body}/truong") for body in (*bodies, front(commune.key))]
    deputies = [pools.leader(commune, f"{body}/pho") for body in bodies]
    for name, body in zip(COMMUNE_DIVISIONS, bodies, strict=True):
        for _ in range(2 if name in LARGER else 1):
            pools.anybody(commune, f"{body}/chuyen-vien")
    pools.anybody(commune, f"{bodies[0]}/chuyen-vien-to-chuc")
    realm.commune_leaders[commune.key] = [secretary, deputy, chair, *vices, council_vice, *heads]
    _join([chair], f"{standing(commune.key)}/pho-bi-thu")
    _join([vices[0], council_vice, *_members(commune, heads, deputies)], f"{standing(commune.key)}/uy-vien")
    _join([secretary, deputy, chair, *vices, council_vice, *heads, deputies[0]], f"{commune.key}/uy-vien")
    _join([deputy], f"{council(commune.key)}/chu-tich")
    _join([secretary, chair, *heads, *deputies[:3]], f"{council(commune.key)}/dai-bieu")


def _members(commune: Commune, heads: list[Official], deputies: list[Official]) -> list[Official]:
    """Two division leaders for the standing committee, one of them under 40 where the target is not tried."""
    young = [official for official in (*heads, *deputies) if is_young(official)]
    if commune.key == WITHOUT_YOUNG_MEMBERS:
        return [official for official in heads if official not in young][:2]
    chosen = young[:1]
    return [*chosen, *(official for official in heads if official not in chosen)][:2]


def _join(officials: Iterable[Official], post: str) -> None:
    for official in officials:
        official.memberships.append(Stint(post, DISTRICTS_ENDED))

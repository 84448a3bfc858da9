"""Who works in what serves the province: schools, hospitals, funds, associations."""

from __future__ import annotations

from datetime import date

from liem.demo.agencies import SERVICES, Agency
from liem.demo.careers_province import desk
from liem.demo.people import SENIOR, Official, Population, month_between
from liem.demo.realm import Realm

FIRST_KEY = 7001
DEPUTIES, SPECIALISTS = 2, 3


def build_services() -> Realm:
    """Everybody there; the same every time."""
    realm = Realm(Population("services", first=FIRST_KEY), districts=())
    for agency in SERVICES:
        _fill(realm, agency)
    return realm


def _fill(realm: Realm, agency: Agency) -> None:
    first, second = (desk(agency, name, "chuyen-vien") for name in agency.divisions)
    head = _risen(realm, [first, f"{agency.body}/pho-giam-doc", f"{agency.body}/giam-doc"], SENIOR)
    realm.provincial_heads[agency.body] = head
    for _ in range(DEPUTIES):
        _risen(realm, [second, f"{agency.body}/pho-giam-doc"], SENIOR)
    for name in agency.divisions:
        for slug in ("truong", "pho"):
            _risen(realm, [first, desk(agency, name, slug)], (1970, 1990))
        for _ in range(SPECIALISTS):
            realm.provincial_staff.append(_risen(realm, [desk(agency, name, "chuyen-vien")], (1970, 1998)))


def _risen(realm: Realm, posts: list[str], born: tuple[int, int]) -> Official:
    official = realm.population.new(born=born)
    last = month_between(realm.population.random, max(date(2016, 1, 1), official.hired_on), date(2025, 1, 1))
    realm.population.career(official, posts, last=max(last, official.hired_on))
    return official

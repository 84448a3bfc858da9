"""Who was rotated, and who holds a post of periodic transfer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from liem.demo.cases import rotations, transfers
from liem.demo.people import Official, Population, Stint
from liem.demo.realm import Realm
from liem.demo.transfers import moved_in_time
from liem.kernel.dates import Term, end_of
from liem.kernel.retirement import retirement_day
from liem.record.choices import Sex, TenureKind

FIRST_KEY = 9201
"""Keys from `p9001` are the planted ones."""
BORN = (1976, 1986)
SERVICE_LEFT = Term(years=10)


def build_moves() -> Realm:
    """Everybody here is somebody new; the same every time."""
    realm = Realm(Population("moves", first=FIRST_KEY), districts=())
    for case in rotations.CASES:
        official = _add(realm, case.stints, case.person, sex=case.sex)
        official.born_on = case.born_on or official.born_on
    for one in transfers.CASES:
        _add(realm, one.stints, one.person)
    for stints in moved_in_time():
        _add(realm, stints)
    return realm


def _add(realm: Realm, stints: Iterable[Stint], key: str | None = None, *, sex: Sex | None = None) -> Official:
    official = realm.population.new(born=BORN, key=key, sex=sex)
    official.stints += stints
    official.hired_on = official.stints[0].start or official.hired_on
    return official


def rotate(officials: Iterable[Official]) -> None:
    """Of those sent to lead a commune, the secretaries with years of service before them went by rotation."""
    for official in officials:
        *earlier, last = official.stints
        if last.post.endswith("/ban-thuong-vu/bi-thu") and last.start and _serves_long_from(official, last.start):
            official.stints = [*earlier, replace(last, kind=TenureKind.ROTATION)]


def _serves_long_from(official: Official, day: date) -> bool:
    if not official.born_on or not official.sex:
        return False
    sex = "woman" if official.sex == Sex.WOMAN else "man"
    return end_of(day, SERVICE_LEFT) <= retirement_day(official.born_on, sex)

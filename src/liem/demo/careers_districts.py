"""Who held what in the districts until 30/06/2025. The targets about districts are made here, seat by seat."""

from __future__ import annotations

from datetime import date

from liem.demo import DISTRICTS_ENDED
from liem.demo.cases.careers import ASKED_SINCE, HEADS, LEADERS, start_of
from liem.demo.localities import DISTRICT_DIVISIONS, PERSONNEL_DIVISIONS, administration, council, division
from liem.demo.localities import standing_committee as standing
from liem.demo.people import SENIOR, YOUNG, Official, Stint, month_between
from liem.demo.places import District
from liem.demo.realm import Realm
from liem.record.choices import Sex

CONGRESS_2020 = date(2020, 8, 20)
COUNCIL_2021 = date(2021, 6, 25)
SPECIALISTS = 8
YEARS_IN_A_COMMUNE = 4

# By the place of the district in the list (0 to 7); see the expected standings in `planted.py`.
WITHOUT_WOMEN = frozenset({6, 7})
ONE_SEX_UNKNOWN = 7
WITHOUT_YOUNG_MEMBERS = frozenset({4, 5})
ONE_BIRTH_UNKNOWN = 4
YOUNG_SECRETARIES = frozenset({6, 13})
HEADS_IN_STANDING_COMMITTEE = 6
YOUNG_HEAD, YOUNG_DEPUTIES = 2, frozenset({1, 8})


def fill_districts(realm: Realm) -> None:
    """Leaders, division leaders and staff of every district, with their seats in committee and council."""
    for number, district in enumerate(realm.districts, start=realm.first):
        leaders = _leaders(realm, number, district)
        heads = [_head(realm, number, district, place) for place in range(len(DISTRICT_DIVISIONS))]
        deputies = [_deputy(realm, number, district, place) for place in range(len(DISTRICT_DIVISIONS))]
        staff = [
            _specialist(realm, district, name, place) for name in DISTRICT_DIVISIONS for place in range(SPECIALISTS)
        ]
        staff += [_personnel_specialist(realm, district) for _ in range(2)]
        realm.district_leaders[district.key] = leaders
        realm.district_staff[district.key] = [*heads, *deputies, *staff]
        _assemblies(district, leaders, heads, deputies, staff)


def _leaders(realm: Realm, number: int, district: District) -> list[Official]:
    """Secretary, standing deputy, chair, two vice chairs, vice chair of the council."""
    posts = (
        f"{standing(district.key)}/bi-thu",
        f"{standing(district.key)}/pho-bi-thu-thuong-truc",
        f"{administration(district.key)}/chu-tich",
        f"{administration(district.key)}/pho-chu-tich",
        f"{administration(district.key)}/pho-chu-tich",
        f"{council(district.key)}/pho-chu-tich",
    )
    return [_leader(realm, number, district, place, post) for place, post in enumerate(posts)]


def _leader(realm: Realm, number: int, district: District, place: int, post: str) -> Official:
    born = YOUNG if place == 0 and number in YOUNG_SECRETARIES else SENIOR
    official = realm.new_leader(post, born=born, sex=_sex(number, place))
    if official.home is not None and official.key >= "p0201":
        official.home = _home(realm, number, district, place)
    earlier = f"{division(district.key, DISTRICT_DIVISIONS[(place + 3) % 12])}/pho"
    start = (
        date(2020, 8, 1) if place in (0, 2) else month_between(realm.population.random, CONGRESS_2020, date(2023, 6, 1))
    )
    planted = start_of(LEADERS, number, place)
    start = planted or start
    official.hired_on = min(official.hired_on, date(2014, 1, 1))
    official.stints += [Stint(earlier, official.hired_on, start), Stint(post, start, DISTRICTS_ENDED)]
    if not planted:
        _led_a_commune(official, district, place)
    if place == 3 and number == ONE_BIRTH_UNKNOWN:
        official.born_on = None
    if place == 5 and number == ONE_SEX_UNKNOWN:
        official.sex = None
    return official


def _sex(number: int, place: int) -> Sex | None:
    if number in WITHOUT_WOMEN:
        return Sex.MAN
    return Sex.WOMAN if place == 3 else None


def _home(realm: Realm, number: int, district: District, place: int) -> str:
    """Key leaders come from another district; so do all leaders but those of the two districts that the targets try."""
    if place in (1, 3, 4) and number in (2, 6):
        return district.communes[place].key
    elsewhere = [commune for commune in realm.communes if commune.district != district.key]
    return elsewhere[(number * 11 + place * 17) % len(elsewhere)].key


def _head(realm: Realm, number: int, district: District, place: int) -> Official:
    is_young = place == YOUNG_HEAD and number not in WITHOUT_YOUNG_MEMBERS
    sex = Sex.MAN if number in WITHOUT_WOMEN and place < HEADS_IN_STANDING_COMMITTEE else None
    official = realm.population.new(born=YOUNG if is_young else SENIOR, sex=sex)
    planted = start_of(HEADS, number, place)
    _divisional(realm, district, official, place, "truong", planted=planted)
    if not planted and place < HEADS_IN_STANDING_COMMITTEE:
        _led_a_commune(official, district, place)
    return official


def _deputy(realm: Realm, number: int, district: District, place: int) -> Official:
    young = {min(YOUNG_DEPUTIES)} if number not in WITHOUT_YOUNG_MEMBERS else YOUNG_DEPUTIES
    official = realm.population.new(born=YOUNG if place in young else SENIOR)
    return _divisional(realm, district, official, place, "pho")


def _led_a_commune(official: Official, district: District, place: int) -> None:
    """Whoever came to lead since the plans ask for it had been vice chair of a commune for some years before."""
    first, *others = official.stints
    if first.start is None or first.end is None or first.end < ASKED_SINCE:
        return
    commune = district.communes[place % len(district.communes)]
    began = max(first.start, first.end.replace(year=first.end.year - YEARS_IN_A_COMMUNE))
    below = Stint(f"{administration(commune.key)}/pho-chu-tich", began, first.end)
    before = [Stint(first.post, first.start, began)] if first.start < began else []
    official.stints = [*before, below, *others]


def _divisional(  # noqa: PLR0913 - a seat, who holds it, and the day on which it was planted
    realm: Realm, district: District, official: Official, place: int, slug: str, *, planted: date | None = None
) -> Official:
    name = DISTRICT_DIVISIONS[place]
    # Whoever leads a personnel division came to it from other work, not long ago.
    personnel = name in PERSONNEL_DIVISIONS
    former = DISTRICT_DIVISIONS[(place + 4) % len(DISTRICT_DIVISIONS)] if personnel else name
    first = date(2022, 1, 1) if personnel else date(2018, 1, 1)
    last = month_between(realm.population.random, max(first, official.hired_on), date(2025, 3, 1))
    posts = [f"{division(district.key, former)}/chuyen-vien", f"{division(district.key, name)}/{slug}"]
    realm.population.career(official, posts, last=planted or last, end=DISTRICTS_ENDED)
    return official


def _specialist(realm: Realm, district: District, name: str, place: int) -> Official:
    official = realm.population.new(born=(1968, 1997))
    commune = district.communes[place % len(district.communes)]
    posts = [f"{administration(commune.key)}/cong-chuc", f"{division(district.key, name)}/chuyen-vien"]
    last = month_between(realm.population.random, max(date(2015, 1, 1), official.hired_on), date(2025, 3, 1))
    realm.population.career(official, posts, last=last, end=DISTRICTS_ENDED)
    return official


def _personnel_specialist(realm: Realm, district: District) -> Official:
    official = realm.population.new(born=(1975, 1994))
    post = f"{division(district.key, 'Ban Tổ chức')}/chuyen-vien-to-chuc"
    last = month_between(realm.population.random, max(date(2022, 1, 1), official.hired_on), date(2025, 3, 1))
    realm.population.career(
        official, [f"{division(district.key, 'Thanh tra')}/chuyen-vien", post], last=last, end=DISTRICTS_ENDED
    )
    return official


def _assemblies(
    district: District, leaders: list[Official], heads: list[Official], deputies: list[Official], staff: list[Official]
) -> None:
    secretary, deputy, chair, vice, _, council_vice = leaders
    member = f"{standing(district.key)}/uy-vien"
    _join(chair, f"{standing(district.key)}/pho-bi-thu", CONGRESS_2020)
    for official in (vice, council_vice, *heads[:HEADS_IN_STANDING_COMMITTEE]):
        _join(official, member, CONGRESS_2020)
    for official in (*leaders, *heads, *deputies, *staff[:3]):
        _join(official, f"{district.key}/uy-vien", CONGRESS_2020)
    _join(deputy, f"{council(district.key)}/chu-tich", COUNCIL_2021)
    for official in (secretary, chair, *heads, *deputies[::2], *staff[5:17]):
        _join(official, f"{council(district.key)}/dai-bieu", COUNCIL_2021)


def _join(official: Official, post: str, start: date) -> None:
    begun = max(start, official.stints[-1].start or start)
    official.memberships.append(Stint(post, begun, DISTRICTS_ENDED))

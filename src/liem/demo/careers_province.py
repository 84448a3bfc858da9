"""Who holds what at the level of the province."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from liem.demo import DISTRICTS_ENDED
from liem.demo.agencies import (
    AGENCIES,
    COMMISSIONS,
    FRONT_AND_UNIONS,
    MERGED,
    MERGED_ON,
    ORGANISATION_COMMISSION,
    Agency,
)
from liem.demo.localities import administration, standing_committee
from liem.demo.people import SENIOR, YOUNG, Official, Stint, month_between
from liem.demo.places import DISTRICTS, slug
from liem.demo.province import (
    ADMINISTRATION,
    COMMITTEE,
    COUNCIL,
    FOLLOWED_FIELDS,
    STANDING_COMMITTEE,
    division_slug,
    is_personnel_division,
)
from liem.demo.realm import Realm
from liem.record.choices import BodyKind, Sex

CONGRESS_2020 = date(2020, 10, 15)
CONGRESS_2025 = date(2025, 10, 12)
COUNCIL_2021 = date(2021, 6, 25)
COUNCIL_2026 = date(2026, 3, 27)
EARLY_TERM, LATE_TERM = (date(2012, 6, 1), date(2016, 6, 1)), (date(2016, 6, 1), date(2020, 8, 1))

_COMMITTEE_MEMBER, _STANDING_MEMBER = f"{COMMITTEE}/uy-vien", f"{STANDING_COMMITTEE}/uy-vien"
_IN_THE_STANDING_COMMITTEE = frozenset({DISTRICTS[0].key, DISTRICTS[6].key})

# Standing-committee members of the province: two left at the congress of 2025, two came.
_MEMBERS = (
    "ban-to-chuc-tinh-uy",
    "uy-ban-kiem-tra-tinh-uy",
    "ban-tuyen-giao-va-dan-van-tinh-uy",
    "van-phong-tinh-uy",
    "mat-tran-tinh",
    "so-noi-vu",
)
_LEFT_2025 = ("ban-noi-chinh-tinh-uy", "so-tai-chinh")
_CAME_2025 = ("so-xay-dung", "ubnd-tinh/pho-chu-tich-2")
_NEVER_IN_A_DISTRICT = frozenset({"uy-ban-kiem-tra-tinh-uy", *_LEFT_2025})

# Agency leaders, by their place in the list, of whose age the targets are made.
_YOUNG_DEPUTIES = frozenset({5, 19, 33, 47})
_BORN_ON: dict[int, date | None] = {9: date(1986, 10, 31), 23: date(1986, 11, 1), 37: None}


def fill_province(realm: Realm) -> None:
    """Leaders first, then heads and deputies of agencies, then divisions."""
    slots = iter(_district_slots())
    _top(realm, slots)
    for agency in (*COMMISSIONS, *AGENCIES, *FRONT_AND_UNIONS):
        _heads(realm, agency, slots)
    for agency in (*COMMISSIONS, *AGENCIES, *FRONT_AND_UNIONS):
        for division in agency.divisions:
            _division(realm, agency, division)
    _standing_committee(realm)
    _council(realm)
    for official in realm.provincial_heads.values():
        _join(official, _COMMITTEE_MEMBER, CONGRESS_2020, CONGRESS_2025)


def join_province_from_districts(realm: Realm) -> None:
    """District leaders in the provincial committee and council, as long as there were districts."""
    for district, leaders in realm.district_leaders.items():
        secretary, chair = leaders[0], leaders[2]
        _join(secretary, _COMMITTEE_MEMBER, CONGRESS_2020, CONGRESS_2025)
        _join(chair, _COMMITTEE_MEMBER, CONGRESS_2020, DISTRICTS_ENDED)
        _join(chair, f"{COUNCIL}/dai-bieu", COUNCIL_2021, COUNCIL_2026)
        if district in _IN_THE_STANDING_COMMITTEE:
            _join(secretary, _STANDING_MEMBER, CONGRESS_2020, CONGRESS_2025)


def join_province_from_communes(realm: Realm) -> None:
    """Who came into the provincial committee at the congress of 2025, after the districts."""
    for official in realm.provincial_heads.values():
        _join(official, _COMMITTEE_MEMBER, CONGRESS_2025)
    for district, leaders in realm.district_leaders.items():
        if leaders[0].main_post(CONGRESS_2025):
            _join(leaders[0], _COMMITTEE_MEMBER, CONGRESS_2025)
        if district in _IN_THE_STANDING_COMMITTEE:
            _join(leaders[0], _STANDING_MEMBER, CONGRESS_2025)


def _district_slots() -> Iterator[Stint]:
    """Key posts of the districts in the two terms before the last, whose holders went on to the province."""
    for start, end in (LATE_TERM, EARLY_TERM):
        for district in DISTRICTS:
            yield Stint(f"{standing_committee(district.key)}/bi-thu", start, end)
            yield Stint(f"{administration(district.key)}/chu-tich", start, end)


def _top(realm: Realm, slots: Iterator[Stint]) -> None:
    """Secretary, deputies and the chairs: the standing deputy also chairs the council, a deputy the administration."""
    posts = {
        "secretary": f"{STANDING_COMMITTEE}/bi-thu",
        "standing-deputy": f"{STANDING_COMMITTEE}/pho-bi-thu-thuong-truc",
        "deputy": f"{STANDING_COMMITTEE}/pho-bi-thu",
        "chair": f"{ADMINISTRATION}/chu-tich",
        "ubnd-tinh/pho-chu-tich-1": f"{ADMINISTRATION}/pho-chu-tich",
        "ubnd-tinh/pho-chu-tich-2": f"{ADMINISTRATION}/pho-chu-tich",
        "ubnd-tinh/pho-chu-tich-3": f"{ADMINISTRATION}/pho-chu-tich",
    }
    for name, post in posts.items():
        realm.provincial_heads[name] = _former_district_leader(realm, post, next(slots), "so-noi-vu/pho-giam-doc")
    for number in (1, 2):
        official = realm.population.new(born=SENIOR, sex=Sex.WOMAN if number == 1 else None)
        realm.population.career(official, ["so-tu-phap/pho-giam-doc", f"{COUNCIL}/pho-chu-tich"], last=COUNCIL_2021)
        realm.provincial_heads[f"council-vice-{number}"] = official


def _former_district_leader(realm: Realm, post: str, slot: Stint, between: str) -> Official:
    # One woman at least in the standing committee of the province.
    sex = Sex.WOMAN if post.startswith("ban-tuyen-giao") else None
    official = realm.population.new(born=(1966, 1976), sex=sex)
    start, end = slot.start or CONGRESS_2020, slot.end or CONGRESS_2020
    official.hired_on = min(official.hired_on, date(2012, 1, 1))
    official.stints += [Stint("van-phong-tinh-uy/phong-tong-hop/chuyen-vien", official.hired_on, start), slot]
    last = month_between(realm.population.random, date(2020, 10, 1), date(2022, 6, 1))
    official.stints += [Stint(between, end, last), Stint(post, last)]
    return official


def _heads(realm: Realm, agency: Agency, slots: Iterator[Stint]) -> None:
    leaders = realm.agency_leaders if agency.kind == BodyKind.AGENCY else realm.commission_leaders
    head, deputy = f"{agency.body}/giam-doc", f"{agency.body}/pho-giam-doc"
    slot = None if agency.body in _NEVER_IN_A_DISTRICT else next(slots, None)
    if slot is not None:
        official = _former_district_leader(realm, head, slot, deputy)
    else:
        official = realm.population.new(born=SENIOR, sex=Sex.MAN)
        last = date(2021, 4, 1)
        realm.population.career(
            official, [_desk(agency, 0, "chuyen-vien"), _desk(agency, 0, "pho"), deputy, head], last=last
        )
    realm.provincial_heads[agency.body] = official
    leaders.append(official)
    merged = [name for name, successor in MERGED.items() if successor == agency.body]
    for number in range(3 if agency.kind != BodyKind.UNION else 2):
        leaders.append(
            _deputy(realm, agency, len(leaders), f"{slug(merged[0])}/giam-doc" if merged and number == 0 else None)
        )


def _deputy(realm: Realm, agency: Agency, place: int, merged_post: str | None) -> Official:
    is_counted = agency.kind == BodyKind.AGENCY
    born = YOUNG if is_counted and place in _YOUNG_DEPUTIES else SENIOR
    official = realm.population.new(born=born)
    if is_counted and _BORN_ON.get(place) is not None:
        official.born_on = _BORN_ON[place]
    path = [_desk(agency, -1, "chuyen-vien"), _desk(agency, -1, "pho"), _desk(agency, 0, "pho")]
    last = month_between(realm.population.random, date(2021, 1, 1), date(2025, 2, 1))
    if merged_post:
        path, last = [merged_post.replace("giam-doc", "chuyen-vien"), merged_post], MERGED_ON
    realm.population.career(official, [*path, f"{agency.body}/pho-giam-doc"], last=last)
    if is_counted and place in _BORN_ON:
        official.born_on = _BORN_ON[place]
    return official


def _desk(agency: Agency, division: int, slug_: str) -> str:
    """A post in one of the divisions that do no personnel work."""
    names = [name for name in agency.divisions if not is_personnel_division(name)]
    return desk(agency, names[division], slug_)


def desk(agency: Agency, division: str, slug_: str) -> str:
    """A post in the division of that name."""
    return f"{agency.body}/{division_slug(division)}/{slug_}"


def _division(realm: Realm, agency: Agency, name: str) -> None:
    body = f"{agency.body}/{division_slug(name)}"
    personnel = is_personnel_division(name)
    desk = _desk(agency, 0, "chuyen-vien")
    _hold(realm, [desk, f"{body}/truong"], personnel=personnel, born=(1968, 1986))
    _hold(realm, [desk, f"{body}/pho"], personnel=personnel, born=(1970, 1990))
    if personnel:
        for _ in range(2):
            _hold(realm, [desk, f"{body}/chuyen-vien-to-chuc"], personnel=True, born=(1978, 1996))
    if personnel and agency.body == ORGANISATION_COMMISSION:
        for number in range(1, len(FOLLOWED_FIELDS) + 1):
            _hold(realm, [desk, f"{body}/theo-doi-{number}"], personnel=True, born=(1978, 1996))
    merged = [former for former, successor in MERGED.items() if successor == agency.body]
    for number in range(6):
        if merged and number < 3 and not personnel:
            official = realm.population.new(born=(1970, 1998))
            former = f"{slug(merged[0])}/chuyen-vien"
            realm.population.career(official, [former, f"{body}/chuyen-vien"], last=MERGED_ON)
            realm.provincial_staff.append(official)
        else:
            _hold(realm, [f"{body}/chuyen-vien"], personnel=False, born=(1970, 1998))


def _hold(realm: Realm, posts: list[str], *, personnel: bool, born: tuple[int, int]) -> None:
    """Nobody here has done personnel work for long: the five years are tried by the planted cases alone."""
    official = realm.population.new(born=born)
    first = date(2022, 1, 1) if personnel else date(2016, 1, 1)
    last = month_between(realm.population.random, max(first, official.hired_on), date(2025, 5, 1))
    realm.population.career(official, posts, last=max(last, official.hired_on))
    realm.provincial_staff.append(official)


def _standing_committee(realm: Realm) -> None:
    heads, member = realm.provincial_heads, _STANDING_MEMBER
    _join(heads["standing-deputy"], f"{COUNCIL}/chu-tich", COUNCIL_2021)
    _join(heads["chair"], f"{STANDING_COMMITTEE}/pho-bi-thu", CONGRESS_2020)
    for name in (*_MEMBERS, "ubnd-tinh/pho-chu-tich-1"):
        _join(heads[name], member, CONGRESS_2020)
    for name in _LEFT_2025:
        _join(heads[name], member, CONGRESS_2020, CONGRESS_2025)
    for name in _CAME_2025:
        _join(heads[name], member, CONGRESS_2025)


def _council(realm: Realm) -> None:
    candidates = [*realm.agency_leaders[::2], *realm.commission_leaders[::3]]
    for official in candidates[:37]:
        _join(official, f"{COUNCIL}/dai-bieu", COUNCIL_2021, COUNCIL_2026)
    for official in candidates[4:41]:
        _join(official, f"{COUNCIL}/dai-bieu", COUNCIL_2026)


def _join(official: Official, post: str, start: date, end: date | None = None) -> None:
    """A membership beside the main post, not earlier than that post began; none where it would be over by then."""
    begun = max(start, official.stints[-1].start or start)
    if end is None or begun < end:
        official.memberships.append(Stint(post, begun, end))

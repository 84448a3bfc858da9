"""Who served in Nhạn Hải, and where they went when it went over into Lạc Giang on 01/07/2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from liem.demo.agencies import Agency
from liem.demo.careers_communes import fill_communes
from liem.demo.careers_districts import fill_districts
from liem.demo.careers_province import CONGRESS_2020, CONGRESS_2025, COUNCIL_2021, EARLY_TERM, LATE_TERM, desk
from liem.demo.localities import administration, standing_committee
from liem.demo.neighbour import (
    MERGED_ON,
    NEIGHBOUR_ADMINISTRATION,
    NEIGHBOUR_AGENCIES,
    NEIGHBOUR_COMMITTEE,
    NEIGHBOUR_COUNCIL,
    NEIGHBOUR_STANDING_COMMITTEE,
    neighbour_agency,
)
from liem.demo.people import SENIOR, YOUNG, Official, Population, Stint, month_between
from liem.demo.places import DISTRICTS, NEIGHBOUR_COMMUNES, NEIGHBOUR_DISTRICTS
from liem.demo.province import ADMINISTRATION, COMMITTEE, STANDING_COMMITTEE
from liem.demo.realm import Realm
from liem.record.choices import BodyKind, Sex

FIRST_KEY = 4001
SPECIALISTS = 4
YOUNG_DEPUTIES = frozenset({7, 9, 12, 16})
"""By the place of their agency in the list: deputies under 40."""
YOUNG_SUCCESSOR = 12
"""The one agency whose young deputy, not its head, became a deputy head in the province of today."""
_FORMER_HEADS = (
    "ban-to-chuc-tinh-uy",
    "uy-ban-kiem-tra-tinh-uy",
    "ban-tuyen-giao-va-dan-van-tinh-uy",
    "ban-noi-chinh-tinh-uy",
    "mat-tran-tinh",
    "so-noi-vu",
)
"""Agencies whose heads sat on the standing committee of Nhạn Hải."""
_IN_TODAYS_STANDING_COMMITTEE = frozenset({"ban-to-chuc-tinh-uy", "uy-ban-kiem-tra-tinh-uy", "mat-tran-tinh"})
_MEMBERS_FROM_DISTRICTS = frozenset({2, 5})
"""The places of the districts whose secretaries sat on that standing committee; one of them is under 40."""


def build_neighbour() -> Realm:
    """Everybody of Nhạn Hải, to this day; the same every time."""
    population = Population("nhan-hai", first=FIRST_KEY, communes=NEIGHBOUR_COMMUNES)
    realm = Realm(population, NEIGHBOUR_DISTRICTS, first=len(DISTRICTS))
    slots = _district_slots()
    _top(realm, slots)
    for place, agency in enumerate(NEIGHBOUR_AGENCIES):
        _agency(realm, place, agency, slots)
    fill_districts(realm)
    _seats_of_the_districts(realm)
    fill_communes(realm)
    return realm


def _district_slots() -> Iterator[Stint]:
    """Key posts of the districts in the two terms before the last, whose holders went on to the province."""
    for start, end in (LATE_TERM, EARLY_TERM):
        for district in NEIGHBOUR_DISTRICTS:
            yield Stint(f"{standing_committee(district.key)}/bi-thu", start, end)
            yield Stint(f"{administration(district.key)}/chu-tich", start, end)


def _top(realm: Realm, slots: Iterator[Stint]) -> None:
    """Secretary and standing deputy left the province at the merger; the chair and the vice chair came over."""
    secretary = _leader(realm, f"{NEIGHBOUR_STANDING_COMMITTEE}/bi-thu", next(slots), "so-noi-vu")
    deputy = _leader(realm, f"{NEIGHBOUR_STANDING_COMMITTEE}/pho-bi-thu-thuong-truc", next(slots), "so-tai-chinh")
    chair = _leader(realm, f"{NEIGHBOUR_ADMINISTRATION}/chu-tich", next(slots), "so-xay-dung")
    vice = _leader(realm, f"{NEIGHBOUR_ADMINISTRATION}/pho-chu-tich", next(slots), "so-y-te")
    _join(deputy, f"{NEIGHBOUR_COUNCIL}/chu-tich", COUNCIL_2021)
    _join(chair, f"{NEIGHBOUR_STANDING_COMMITTEE}/pho-bi-thu", CONGRESS_2020)
    _join(vice, f"{NEIGHBOUR_STANDING_COMMITTEE}/uy-vien", CONGRESS_2020)
    for official in (secretary, deputy, chair, vice):
        _join(official, f"{NEIGHBOUR_COMMITTEE}/uy-vien", CONGRESS_2020)
    for official in (chair, vice):
        official.stints.append(Stint(f"{ADMINISTRATION}/pho-chu-tich", MERGED_ON))
        _sit(official, f"{COMMITTEE}/uy-vien", f"{STANDING_COMMITTEE}/uy-vien")
    realm.provincial_heads |= {"former-secretary": secretary, "former-chair": chair, "former-vice-chair": vice}


def _leader(realm: Realm, post: str, slot: Stint, agency: str, *, sex: Sex | None = None) -> Official:
    """Somebody who led a district, then served as a deputy of an agency until the present post."""
    official = realm.population.new(born=(1966, 1976), sex=sex)
    start, end = slot.start or CONGRESS_2020, slot.end or CONGRESS_2020
    official.hired_on = min(official.hired_on, date(2012, 1, 1))
    last = month_between(realm.population.random, date(2020, 10, 1), date(2021, 12, 1))
    official.stints += [
        Stint("van-phong-tinh-uy-nhan-hai/chuyen-vien", official.hired_on, start),
        slot,
        Stint(f"{agency}-nhan-hai/pho-giam-doc", end, last),
        Stint(post, last, MERGED_ON),
    ]
    return official


def _agency(realm: Realm, place: int, agency: Agency, slots: Iterator[Stint]) -> None:
    """Head, two deputies and staff. The head became a deputy head of today's agency, the deputies went to communes."""
    former = neighbour_agency(agency)
    slot = next(slots, None) if agency.body in _FORMER_HEADS else None
    if slot:
        sex = Sex.WOMAN if agency.body == "ban-to-chuc-tinh-uy" else None
        head = _leader(realm, f"{former}/giam-doc", slot, agency.body, sex=sex)
    else:
        head = _risen(realm, f"{former}/giam-doc", [f"{former}/chuyen-vien", f"{former}/pho-giam-doc"], SENIOR)
    deputies = [
        _risen(
            realm,
            f"{former}/pho-giam-doc",
            [f"{former}/chuyen-vien"],
            YOUNG if number == 0 and place in YOUNG_DEPUTIES else SENIOR,
        )
        for number in range(2)
    ]
    _came_over(realm, place, agency, head, deputies)
    for number in range(SPECIALISTS):
        official = _risen(realm, f"{former}/chuyen-vien", [], (1970, 1998))
        division = agency.divisions[-1 - number % 2]
        official.stints.append(Stint(desk(agency, division, "chuyen-vien"), MERGED_ON))
        realm.provincial_staff.append(official)


def _came_over(realm: Realm, place: int, agency: Agency, head: Official, deputies: list[Official]) -> None:
    if agency.body in _FORMER_HEADS:
        _join(head, f"{NEIGHBOUR_STANDING_COMMITTEE}/uy-vien", CONGRESS_2020)
    _join(head, f"{NEIGHBOUR_COMMITTEE}/uy-vien", CONGRESS_2020)
    _join(head, f"{NEIGHBOUR_COUNCIL}/dai-bieu", COUNCIL_2021)
    deputy_head = deputies[0] if place == YOUNG_SUCCESSOR else head
    deputy_head.stints.append(Stint(f"{agency.body}/pho-giam-doc", MERGED_ON))
    member = agency.body in _IN_TODAYS_STANDING_COMMITTEE
    _sit(deputy_head, f"{COMMITTEE}/uy-vien", *([f"{STANDING_COMMITTEE}/uy-vien"] if member else []))
    leaders = realm.agency_leaders if agency.kind == BodyKind.AGENCY else realm.commission_leaders
    leaders.append(deputy_head)
    realm.provincial_heads[neighbour_agency(agency)] = head
    realm.sent_to_communes += [official for official in deputies if official is not deputy_head]


def _risen(realm: Realm, post: str, path: list[str], born: tuple[int, int]) -> Official:
    official = realm.population.new(born=born)
    last = month_between(realm.population.random, max(date(2016, 1, 1), official.hired_on), date(2025, 1, 1))
    realm.population.career(official, [*path, post], last=max(last, official.hired_on), end=MERGED_ON)
    return official


def _seats_of_the_districts(realm: Realm) -> None:
    """District leaders in the committees of the two provinces, one after the other."""
    for place, leaders in enumerate(realm.district_leaders.values()):
        secretary, chair = leaders[0], leaders[2]
        for official in (secretary, chair):
            _join(official, f"{NEIGHBOUR_COMMITTEE}/uy-vien", CONGRESS_2020)
        if place in _MEMBERS_FROM_DISTRICTS:
            _join(secretary, f"{NEIGHBOUR_STANDING_COMMITTEE}/uy-vien", CONGRESS_2020)
        secretary.memberships.append(Stint(f"{COMMITTEE}/uy-vien", CONGRESS_2025))


def _join(official: Official, post: str, start: date) -> None:
    """A membership that ended with the province."""
    last = next(stint for stint in reversed(official.stints) if stint.start and stint.start < MERGED_ON)
    official.memberships.append(Stint(post, max(start, last.start or start), MERGED_ON))


def _sit(official: Official, *posts: str) -> None:
    """Memberships in the province of today."""
    official.memberships += [Stint(post, MERGED_ON) for post in posts]

"""A province small enough to keep in mind, with desks, for tests of running cases.

tinh (Tỉnh ủy) ─┬─ tinh/tv (Ban Thường vụ): Lan (bí thư), Minh (phó bí thư), Nga, Oanh
                ├─ ban (Ban Tổ chức): Phúc
                ├─ kiem (Ủy ban Kiểm tra): Quý
                ├─ so (Sở Nông Lâm): An (giám đốc), Bình (phó giám đốc); phó giám đốc thứ hai khuyết
                │    ├─ so/phong-1: Chi (trưởng phòng), Giang (phó)
                │    └─ so/phong-2: Dung (trưởng phòng), Hải (phó)
                ├─ so-khac (Sở Giao thông): Sơn (giám đốc)
                └─ xa (Đảng ủy xã): Tám (bí thư)

The leading posts of agencies are managed and decided by tinh and proposed by ban; those of divisions by so. Everybody
has held the post since LONG_AGO and everything about everybody is attested up to today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Role
from liem.actions.permissions import Acting
from liem.record.choices import Section
from world import LONG_AGO, adoption, attestation, body, person, post, tenure, write

PACKS = ("vietnam", "tra_vinh_49_kh_tu", "khoi_03_nq_tu", "bac_giang_2021_2025", "guidance_30_kh_tu")
VACANT = "so/pho-2"
PEOPLE = {
    "an": "so/giam-doc",
    "binh": "so/pho-1",
    "chi": "so/phong-1/truong",
    "dung": "so/phong-2/truong",
    "giang": "so/phong-1/pho",
    "hai": "so/phong-2/pho",
    "lan": "tinh/bi-thu",
    "minh": "tinh/pho-bi-thu",
    "nga": "tinh/uy-vien-1",
    "oanh": "tinh/uy-vien-2",
    "phuc": "ban/truong",
    "quy": "kiem/chu-nhiem",
    "son": "so-khac/giam-doc",
    "tam": "xa/bi-thu",
}


@dataclass(frozen=True, slots=True)
class Desks:
    """Whoever enters what is done: the province, the two agencies, the inspectors. Nobody of them is a person of the
    record, so nobody handles a case of their own."""

    province: Acting
    agency: Acting
    other_agency: Acting
    inspection: Acting


def today() -> date:
    """The day that actions read from the clock."""
    return timezone.localdate()


def days_ago(days: int) -> date:
    return today() - timedelta(days=days)


def build(*packs: str) -> Desks:
    """The whole province, with these packs adopted (all of PACKS where none is named)."""
    write(_bodies(), _posts(), _people(), [adoption(pack, "tinh") for pack in packs or PACKS])
    return Desks(
        desk(Role.ORGANISATION_OFFICER, "tinh"),
        desk(Role.UNIT_OFFICER, "so"),
        desk(Role.UNIT_OFFICER, "so-khac"),
        desk(Role.INSPECTOR, "tinh"),
    )


def desk(role: Role, over: str, *, username: str = "", person: str | None = None) -> Acting:
    """An account of its own with one mandate over the body."""
    return _account(role, over, username or f"{role}-{over}".replace("/", "-"), person)


def official(key: str) -> Acting:
    """The person's own account, which sees and does what is about that person alone."""
    return _account(Role.OFFICIAL, "", f"official-{key}", key)


def leading(
    key: str, at: str, role: str, rank: int, powers: tuple[str | None, str | None, str | None]
) -> list[models.Model]:
    """A leading post and the bodies that manage, propose and decide it."""
    rows = post(key, at, role=role, leader=True)
    managed_by, proposed_by, decided_by = powers
    delegated = {"managed_by_id": managed_by, "proposed_by_id": proposed_by, "decided_by_id": decided_by, "rank": rank}
    for name, value in delegated.items():
        setattr(rows[1], name, value)
    return rows


def attested(who: str) -> list[models.Model]:
    """That nothing about the person is missing up to today."""
    return [attestation(who, section, today()) for section in Section.values]


def _account(role: Role, over: str, username: str, person: str | None) -> Acting:
    account = Account.objects.filter(username=username).first() or create_account(
        NewAccount(username=username, full_name=username.title(), password=None, person=person), by=installation()
    )
    return Acting(account, grant_mandate(account, Grant(role=role, body=over, valid_from=LONG_AGO), by=installation()))


def _bodies() -> list[models.Model]:
    return [
        *body("tinh", kind="committee"),
        *body("tinh/tv", kind="standing_committee", superior="tinh"),
        *body("ban", kind="commission", superior="tinh"),
        *body("kiem", kind="commission", superior="tinh"),
        *body("so", superior="tinh"),
        *body("so/phong-1", kind="unit", superior="so"),
        *body("so/phong-2", kind="unit", superior="so"),
        *body("so-khac", superior="tinh"),
        *body("xa", kind="committee", level="commune", superior="tinh"),
    ]


def _posts() -> list[models.Model]:
    by_province, by_agency, above = ("tinh", "ban", "tinh"), ("so", "so", "so"), (None, None, None)
    return [
        *leading("tinh/bi-thu", "tinh/tv", "secretary", 1, above),
        *leading("tinh/pho-bi-thu", "tinh/tv", "deputy_secretary", 2, above),
        *leading("tinh/uy-vien-1", "tinh/tv", "standing_committee_member", 3, above),
        *leading("tinh/uy-vien-2", "tinh/tv", "standing_committee_member", 3, above),
        *leading("ban/truong", "ban", "director", 4, by_province),
        *leading("kiem/chu-nhiem", "kiem", "director", 4, by_province),
        *leading("so/giam-doc", "so", "director", 5, by_province),
        *leading("so/pho-1", "so", "deputy_director", 6, by_province),
        *leading(VACANT, "so", "deputy_director", 6, by_province),
        *leading("so-khac/giam-doc", "so-khac", "director", 5, by_province),
        *leading("xa/bi-thu", "xa", "secretary", 5, by_province),
        *leading("so/phong-1/truong", "so/phong-1", "division_head", 7, by_agency),
        *leading("so/phong-1/pho", "so/phong-1", "division_deputy", 8, by_agency),
        *leading("so/phong-2/truong", "so/phong-2", "division_head", 7, by_agency),
        *leading("so/phong-2/pho", "so/phong-2", "division_deputy", 8, by_agency),
    ]


def _people() -> Iterator[models.Model]:
    for key, held in PEOPLE.items():
        yield from person(key, sex="woman" if key in {"an", "chi", "lan", "nga", "giang"} else "man")
        yield tenure(key, held, LONG_AGO)
        yield from attested(key)

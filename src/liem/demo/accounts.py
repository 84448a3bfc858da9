"""The accounts with which a visitor looks around the demo province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Mandate, Role
from liem.demo.province import COMMITTEE
from liem.kernel.errors import Message
from liem.record.models import PersonDetails

SINCE = date(2022, 3, 1)
UNIT = "so-tai-chinh"
OFFICIAL = "p0007"
TELLER = "p4054"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account with one mandate; `person` for the official whose own dossier it is."""

    username: str
    full_name: str
    role: Role
    what: Message
    body: str = ""
    person: str | None = None


ACCOUNTS: tuple[DemoAccount, ...] = (
    DemoAccount(
        "tochuc",
        "Cán bộ Ban Tổ chức Tỉnh ủy",
        Role.ORGANISATION_OFFICER,
        Message("cán bộ Ban Tổ chức: xem và ghi toàn tỉnh", "organisation officer: reads and writes, whole province"),
        COMMITTEE,
    ),
    DemoAccount(
        "kiemtra",
        "Cán bộ Ủy ban Kiểm tra Tỉnh ủy",
        Role.INSPECTOR,
        Message("cán bộ kiểm tra: xem toàn tỉnh", "inspector: reads, whole province"),
        COMMITTEE,
    ),
    DemoAccount(
        "donvi",
        "Cán bộ tổ chức Sở Tài chính",
        Role.UNIT_OFFICER,
        Message("cán bộ tổ chức Sở Tài chính: chỉ đơn vị mình", "unit officer of one department: its own subtree only"),
        UNIT,
    ),
    DemoAccount(
        "giamsat",
        "Người giám sát",
        Role.AUDITOR,
        Message("người giám sát: chỉ đọc, toàn tỉnh", "auditor: reads only, whole province"),
        COMMITTEE,
    ),
    DemoAccount(
        "canbo",
        "",
        Role.OFFICIAL,
        Message("một cán bộ: xem hồ sơ của chính mình", "an official: the own dossier"),
        person=OFFICIAL,
    ),
    DemoAccount(
        "kiemphieu",
        "",
        Role.OFFICIAL,
        Message("một người kiểm phiếu: nhập số phiếu đã đếm", "a teller: enters what was counted"),
        person=TELLER,
    ),
)
DEMO_LOGINS: tuple[tuple[str, Message], ...] = tuple((account.username, account.what) for account in ACCOUNTS)


def missing_accounts() -> tuple[DemoAccount, ...]:
    """The demo accounts that do not have their mandate yet."""
    granted = set(Mandate.objects.filter(known_to__isnull=True).values_list("account__username", flat=True))
    return tuple(account for account in ACCOUNTS if account.username not in granted)


def create_accounts(password: str) -> None:
    """Makes the demo accounts that are missing, each with its mandate. Raises what `liem.actions.accounts` raises."""
    for demo in missing_accounts():
        # Left over without a mandate by a start that was cut off: then only the mandate is wanting.
        account = Account.objects.filter(username=demo.username).first()
        if account is None:
            account = create_account(_new(demo, password), by=installation())
        grant_mandate(account, Grant(role=demo.role, body=demo.body, valid_from=SINCE), by=installation())


def _new(demo: DemoAccount, password: str) -> NewAccount:
    name = demo.full_name
    if demo.person:
        name = PersonDetails.objects.get(person_id=demo.person, known_to__isnull=True).name
    return NewAccount(username=demo.username, full_name=name, password=password, person=demo.person)


__all__ = ["ACCOUNTS", "DEMO_LOGINS", "create_accounts", "installation", "missing_accounts"]

"""Accounts and mandates: made, granted and ended through actions, beginning with the installation's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from liem.actions.append import Draft, append, lock_head
from liem.actions.models import Account, LedgerHead, Mandate, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message

SYSTEM_USERNAME = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """What an account is made of; `person` is the text key of its official in the record. Without a password nobody can
    sign in with it."""

    username: str
    full_name: str
    password: str | None
    person: str | None = None
    language: str = Account.Language.VIETNAMESE


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A mandate to be granted; `valid_to` is the first day on which it no longer holds."""

    role: Role
    body: str = ""
    valid_from: date
    valid_to: date | None = None


def installation() -> Acting:
    """The system's own account under its mandate for setting up; made, with a ledger entry, the first time."""
    with transaction.atomic(durable=True):
        mandate = _installation_mandate()
        if mandate is None:
            head = lock_head()
            mandate = _installation_mandate() or _begin(head)
    return Acting(mandate.account, mandate)


def create_account(new: NewAccount, *, by: Acting) -> Account:
    """Makes an account; until it is granted a mandate it may do nothing. Raises `actions.username_taken`."""
    account = Account(
        username=Account.normalize_username(new.username),
        full_name=new.full_name,
        person=new.person,
        language=new.language,
    )
    account.set_password(new.password)  # slow on purpose, so before the ledger is locked

    def write(w: Write) -> Account:
        if Account.objects.filter(username=account.username).exists():
            raise _username_taken(account.username)
        return w.add([account])[0]

    return perform(
        "account.create",
        by=by,
        body=None,
        subjects=[new.person] if new.person else [],
        content={"username": account.username, "person": new.person},
        write=write,
    )


def set_password(account: Account, password: str, *, by: Acting) -> None:
    """Gives an account another password. What is set is kept out of the ledger; that it was set is not."""
    account.set_password(password)

    def write(w: Write) -> None:
        Account.objects.filter(pk=account.pk).update(password=account.password)

    perform(
        "account.set_password",
        by=by,
        body=None,
        subjects=[account.person] if account.person else [],
        content={"username": account.username},
        write=write,
    )


def grant_mandate(account: Account, grant: Grant, *, by: Acting) -> Mandate:
    """Grants a mandate. Raises `actions.grant` where role, body and account do not fit together."""
    check_grant(account, grant)

    def write(w: Write) -> Mandate:
        mandate = Mandate(
            identity=uuid4().hex,
            account=account,
            role=grant.role,
            body=grant.body,
            valid_from=grant.valid_from,
            valid_to=grant.valid_to,
            granted_by=by.account,
        )
        return w.add([mandate])[0]

    return perform(
        "mandate.grant",
        by=by,
        body=None,
        subjects=[key for key in (account.person, grant.body) if key],
        content={"account": account.username, "role": grant.role, "body": grant.body},
        write=write,
    )


def end_mandate(mandate: Mandate, *, on: date, reason: str, by: Acting) -> Mandate:
    """Lets a mandate no longer hold from the day `on`. Raises `actions.not_current` where it is no longer known."""

    def write(w: Write) -> Mandate:
        w.supersede(Mandate, [mandate.identity], reason=reason)
        # A mandate that ends before it began is simply no longer known.
        if on <= mandate.valid_from:
            return mandate
        ended = Mandate(
            identity=mandate.identity,
            account_id=mandate.account_id,
            role=mandate.role,
            body=mandate.body,
            valid_from=mandate.valid_from,
            valid_to=on,
            granted_by_id=mandate.granted_by_id,
        )
        return w.add([ended])[0]

    return perform(
        "mandate.end",
        by=by,
        body=None,
        subjects=[mandate.body] if mandate.body else [],
        content={"mandate": mandate.identity, "on": on.isoformat()},
        write=write,
    )


def _installation_mandate() -> Mandate | None:
    return (
        Mandate.objects.select_related("account")
        .current()
        .filter(role=Role.INSTALLATION, account__kind=Account.Kind.SYSTEM)
        .first()
    )


def _begin(head: LedgerHead) -> Mandate:
    """Nobody can have granted the first mandate, so its entry names none."""
    at = timezone.now()
    account = Account(username=SYSTEM_USERNAME, kind=Account.Kind.SYSTEM)
    account.set_unusable_password()

    def write(w: Write) -> Mandate:
        w.add([account])
        mandate = Mandate(
            identity=Role.INSTALLATION, account=account, role=Role.INSTALLATION, valid_from=timezone.localdate(at)
        )
        return w.add([mandate])[0]

    draft = Draft(action="installation.begin", at=at, account=account, mandate=None, subjects=[], content={})
    return append(head, draft, write=write)


def check_grant(account: Account, grant: Grant) -> None:
    """Raises `actions.grant` where role, body and account do not fit together."""
    official = grant.role == Role.OFFICIAL
    if grant.role == Role.INSTALLATION or (official and not account.person) or official == bool(grant.body):
        raise LiemError(
            "actions.grant",
            Message(
                "Không giao được quyền này: vai trò cán bộ cần tài khoản gắn với một hồ sơ và không kèm tổ chức, "
                "các vai trò khác cần một tổ chức, quyền cài đặt không giao cho ai. Hãy sửa rồi làm lại.",
                "This mandate cannot be granted: an official's needs an account tied to a dossier and no body, the "
                "other roles need a body, and the installation's is granted to nobody. Correct it and try again.",
            ),
            {"account": account.username, "role": str(grant.role), "body": grant.body},
        )


def _username_taken(username: str) -> LiemError:
    return LiemError(
        "actions.username_taken",
        Message(
            f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.",
            f"The user name “{username}” is taken. Choose another one.",
        ),
        {"username": username},
    )

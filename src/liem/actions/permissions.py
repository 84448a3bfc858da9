"""Which role may do what, and the refusals. One table; nothing outside it can be done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from django.db import connection

from liem.actions import scope
from liem.actions.models import Account, Mandate, Role
from liem.actions.statements import Row, Statement, run
from liem.kernel.errors import LiemError, Message


class Reach(Enum):
    """What an action touches: something under one body, or the whole installation."""

    BODY = auto()
    INSTALLATION = auto()


@dataclass(frozen=True, slots=True)
class ActionRule:
    """The roles that may do an action, and what the action touches."""

    roles: frozenset[Role]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Acting:
    """An account and the mandate it acts under."""

    account: Account
    mandate: Mandate


def _under_a_body(*roles: Role) -> ActionRule:
    return ActionRule(frozenset(roles), Reach.BODY)


def _for_the_installation(*roles: Role) -> ActionRule:
    return ActionRule(frozenset(roles), Reach.INSTALLATION)


ACTIONS: dict[str, ActionRule] = {
    "installation.begin": _for_the_installation(Role.INSTALLATION),
    "installation.fill": _for_the_installation(Role.INSTALLATION),
    "account.create": _for_the_installation(Role.INSTALLATION),
    "account.set_password": _for_the_installation(Role.INSTALLATION),
    "mandate.grant": _for_the_installation(Role.INSTALLATION),
    "mandate.end": _for_the_installation(Role.INSTALLATION),
    "ledger.key": _for_the_installation(Role.INSTALLATION),
    "record.ask_erasure": _for_the_installation(Role.ORGANISATION_OFFICER),
    "record.erase_content": _for_the_installation(Role.ORGANISATION_OFFICER),
    "directives.register": _for_the_installation(Role.INSTALLATION, Role.ORGANISATION_OFFICER),
    "rulebook.adopt": _for_the_installation(Role.INSTALLATION, Role.ORGANISATION_OFFICER),
    "rulebook.verify": _for_the_installation(Role.INSTALLATION, Role.ORGANISATION_OFFICER),
    "rulebook.set_value": _under_a_body(Role.ORGANISATION_OFFICER),
    "rulebook.draft": _under_a_body(Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER),
    "oversight.audit": _for_the_installation(Role.INSTALLATION, Role.ORGANISATION_OFFICER, Role.INSPECTOR),
    "oversight.trial": _under_a_body(Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER),
    "oversight.reply": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.OFFICIAL),
    "oversight.review_flag": _under_a_body(Role.ORGANISATION_OFFICER, Role.INSPECTOR),
    "record.import": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "record.correct": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "record.attest": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "record.review": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "record.ask_correction": _under_a_body(Role.OFFICIAL),
    "record.answer_correction": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "record.export": _under_a_body(Role.ORGANISATION_OFFICER, Role.AUDITOR),
    "duties.remind": _for_the_installation(Role.INSTALLATION),
    "duties.put_off": _under_a_body(Role.ORGANISATION_OFFICER, Role.INSPECTOR),
    "procedures.prepare": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR),
    "procedures.open": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR),
    "procedures.put_forward": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "procedures.withdraw": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "procedures.file_paper": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR, Role.OFFICIAL),
    "procedures.state": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR),
    "procedures.take": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR, Role.OFFICIAL),
    "procedures.correct": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR),
    "procedures.waive": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "procedures.review_waiver": _under_a_body(Role.ORGANISATION_OFFICER, Role.INSPECTOR),
    "procedures.convene": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "procedures.attend": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "procedures.count": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.OFFICIAL),
    "procedures.recuse": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.OFFICIAL),
    "procedures.declare_tie": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.OFFICIAL),
    "procedures.register_proposal": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER),
    "procedures.enter_decision": _under_a_body(Role.ORGANISATION_OFFICER, Role.INSPECTOR),
    "procedures.follow": _under_a_body(Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR),
    "calendar.subscribe": _under_a_body(
        Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER, Role.AUDITOR, Role.OFFICIAL
    ),
    "dossier.read": _under_a_body(
        Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER, Role.AUDITOR, Role.OFFICIAL
    ),
}


def allowed(account: Account, action: str, day: date) -> list[Mandate]:
    """The mandates under which the account may do the action on that day, wherever they reach, in order of granting."""
    rule = rule_of(action)
    if not account.is_active:
        return []
    mandates = account.mandates.filter(known_to__isnull=True, role__in=rule.roles).order_by("known_from", "identity")
    return [mandate for mandate in mandates if mandate.holds_on(day)]


def choose(account: Account, action: str, *, body: str | None, subjects: Collection[str], day: date) -> Acting:
    """The first mandate under which the account may do this here and today, or the refusal that comes closest."""
    rule_of(action)
    refusal: LiemError | None = None
    for mandate in account.mandates.filter(known_to__isnull=True).order_by("known_from", "identity"):
        acting = Acting(account, mandate)
        try:
            check(acting, action, body=body, subjects=subjects, day=day)
        except LiemError as error:
            refusal = error if refusal is None or _CLOSENESS[error.code] > _CLOSENESS[refusal.code] else refusal
        else:
            return acting
    raise refusal or _no_mandate(account, action)


def check(acting: Acting, action: str, *, body: str | None, subjects: Collection[str], day: date) -> None:
    """Raises the refusal where this account, under this mandate, may not do this on that day.

    `actions.unknown_action`, `actions.no_mandate`, `actions.expired_mandate` or `actions.out_of_scope`.
    """
    rule = rule_of(action)
    account, mandate = acting.account, acting.mandate
    if not account.is_active or mandate.account_id != account.pk or mandate.role not in rule.roles:
        raise _no_mandate(account, action)
    if not mandate.holds_on(day):
        raise _expired(mandate, day)
    if not _reaches(acting, rule.reach, body=body, subjects=subjects, day=day):
        raise _out_of_scope(action, body)


def as_known_now(by: Acting, action: str) -> Acting:
    """The same account and mandate read again. Raises `actions.no_mandate` where either is gone."""
    return as_answered(run(asked_again(by))[0], by, action)


def asked_again(by: Acting) -> Statement:
    """The question after the same account and mandate, of what a check needs to know of them."""
    return Statement(_ASKED_AGAIN, [by.mandate.identity, by.account.pk])


def as_answered(found: list[Row], by: Acting, action: str) -> Acting:
    """What was found when asked again. Raises `actions.no_mandate` where nothing was."""
    if not found:
        raise _no_mandate(by.account, action)
    (row,) = found
    account = Account.from_db(connection.alias, _OF_ACCOUNT, row[: len(_OF_ACCOUNT)])
    mandate = Mandate.from_db(connection.alias, _OF_MANDATE, row[len(_OF_ACCOUNT) :])
    return Acting(account, mandate)


def rule_of(action: str) -> ActionRule:
    """The row of the table. Raises LiemError `actions.unknown_action`."""
    try:
        return ACTIONS[action]
    except KeyError:
        raise LiemError(
            "actions.unknown_action",
            Message(
                f"Không có thao tác “{action}”. Hãy báo người quản trị: thao tác phải có trong bảng quyền.",
                f"There is no action “{action}”. Tell the administrator: it must be in the table of permissions.",
            ),
            {"action": action},
        ) from None


def _reaches(acting: Acting, reach: Reach, *, body: str | None, subjects: Collection[str], day: date) -> bool:
    if reach is Reach.INSTALLATION:
        whole = acting.mandate.role == Role.INSTALLATION or scope.reaches_everything(acting.mandate.body, day)
        return body is None and whole
    if body is None:
        return False
    if acting.mandate.role == Role.OFFICIAL:
        return bool(acting.account.person) and set(subjects) == {acting.account.person}
    return scope.reaches(acting.mandate.body, body, day)


_OF_ACCOUNT = ("id", "username", "person", "is_active")
_OF_MANDATE = ("id", "identity", "account_id", "role", "body", "valid_from", "valid_to")
_ASKED_AGAIN = (
    f"SELECT {', '.join(f'a.{name}' for name in _OF_ACCOUNT)}, {', '.join(f'm.{name}' for name in _OF_MANDATE)} "  # noqa: S608 — our own names
    "FROM actions_mandate m JOIN actions_account a ON a.id = m.account_id "
    "WHERE m.identity = %s AND m.account_id = %s AND m.known_to IS NULL"
)

_CLOSENESS = {"actions.no_mandate": 0, "actions.expired_mandate": 1, "actions.out_of_scope": 2}


def _no_mandate(account: Account, action: str) -> LiemError:
    return LiemError(
        "actions.no_mandate",
        Message(
            "Tài khoản này không được giao quyền làm việc đó. "
            "Nếu đó là nhiệm vụ của bạn, hãy đề nghị người quản trị giao quyền.",
            "This account holds no mandate for that. If it is your task, ask the administrator to grant the mandate.",
        ),
        {"account": account.username, "action": action},
    )


def _expired(mandate: Mandate, day: date) -> LiemError:
    first, last = f"{mandate.valid_from:%d/%m/%Y}", mandate.valid_to and f"{mandate.valid_to:%d/%m/%Y}"
    return LiemError(
        "actions.expired_mandate",
        Message(
            f"Quyền được giao không có hiệu lực vào ngày {day:%d/%m/%Y}: bắt đầu từ {first}"
            + (f", hết hiệu lực từ {last}" if last else "")
            + ". Hãy đề nghị người quản trị giao lại quyền.",
            f"The mandate does not hold on {day:%d/%m/%Y}: it begins on {first}"
            + (f" and no longer holds from {last} on" if last else "")
            + ". Ask the administrator to grant it anew.",
        ),
        {"mandate": mandate.identity, "day": day.isoformat()},
    )


def _out_of_scope(action: str, body: str | None) -> LiemError:
    return LiemError(
        "actions.out_of_scope",
        Message(
            "Việc này nằm ngoài phạm vi được giao. Hãy chuyển cho người được giao quản lý tổ chức đó.",
            "This lies outside what the mandate covers. Pass it to whoever holds a mandate over that body.",
        ),
        {"action": action, "body": body},
    )

"""Who looks after the personnel work of a body: the accounts that are told of what concerns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from liem.actions.models import Mandate, Role

ROLES = (Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR)


def desks_on(day: date, *, roles: Collection[Role] = ROLES) -> dict[str, list[int]]:
    """The accounts that look after personnel work, by the body of their mandate."""
    found: dict[str, list[int]] = defaultdict(list)
    mandates = Mandate.objects.current().filter(role__in=roles, account__is_active=True).order_by("identity")
    for mandate in mandates:
        if mandate.holds_on(day) and mandate.account_id not in found[mandate.body]:
            found[mandate.body].append(mandate.account_id)
    return found


def nearest(body: str, desks: Mapping[str, object], superiors: Mapping[str, str | None]) -> str:
    """The body itself where it has a desk, else the nearest above it that has one."""
    at: str | None = body
    passed: set[str] = set()
    while at is not None and at not in passed:
        if desks.get(at):
            return at
        passed.add(at)
        at = superiors.get(at)
    return ""

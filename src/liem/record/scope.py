"""Whom and what a mandate reaches: the subtree of its body, or the one person whose dossier it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.actions.statements import Statement, run
from liem.kernel.errors import LiemError, Message
from liem.record.models import BodyState, Person

SEES_KIN = (Role.ORGANISATION_OFFICER, Role.INSPECTOR)
"""The roles whose work needs to know who is whose relative on record: to keep them out of each other's cases."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be shown on `day`: the people and findings of `bodies`, or those of the one `person`.

    `whole` says that `bodies` are all bodies on record, so that queries need no filter; `kin` that the role may see who
    is whose relative.
    """

    day: date
    bodies: frozenset[str] = frozenset()
    person: str | None = None
    whole: bool = False
    kin: bool = False

    def has_body(self, key: str) -> bool:
        return key in self.bodies


# The superior of the state that holds on the day, as in `superiors_on`. UNION ends where a loop closes.
_SUPERIOR = """(
    SELECT superior_id FROM record_bodystate
    WHERE body_id = {body} AND known_to IS NULL
    ORDER BY coalesce(valid_from > %s, false),
        CASE WHEN valid_from > %s THEN valid_from END,
        valid_from DESC NULLS LAST
    LIMIT 1
)"""
_IS_ABOVE = f"""
    WITH RECURSIVE line (body) AS (
        SELECT key FROM record_body WHERE key = %s
        UNION
        SELECT {_SUPERIOR.format(body="line.body")} FROM line WHERE line.body IS NOT NULL
    )
    SELECT EXISTS (SELECT 1 FROM line WHERE body = %s)
        AND EXISTS (SELECT 1 FROM record_bodystate WHERE body_id = %s AND known_to IS NULL)
"""  # noqa: S608 - our own text
_LINES = f"""
    WITH RECURSIVE line (body, superior) AS (
        SELECT key, {_SUPERIOR.format(body="key")} FROM record_body WHERE key IN ({{bodies}})
        UNION
        SELECT superior, {_SUPERIOR.format(body="line.superior")} FROM line WHERE superior IS NOT NULL
    )
    SELECT body, superior FROM line
"""  # noqa: S608 - our own text


def reach(acting: Acting, day: date) -> Reach:
    """What the mandate reaches on the day; nothing where it does not hold on that day. One query."""
    mandate = acting.mandate
    if not mandate.holds_on(day):
        return Reach(day)
    if mandate.role == Role.OFFICIAL:
        return Reach(day, person=acting.account.person or None)
    superiors = superiors_on(day)
    bodies = _below(mandate.body, superiors)
    whole = bool(bodies) and len(bodies) == len(superiors)
    return Reach(day, bodies=bodies, whole=whole, kin=mandate.role in SEES_KIN)


def reaches(mandate_body: str, body: str, day: date) -> bool:
    """Whether a mandate over one body reaches another on that day (the answer that `liem.actions.scope` asks for).

    Every action asks this while others wait, so it goes up from the body, in one query, instead of reading all bodies.
    """
    [(is_above,)] = run(Statement(_IS_ABOVE, [body, day, day, mandate_body, mandate_body]))[0]
    return bool(is_above)


def bodies_under(body: str, *, on: date) -> frozenset[str]:
    """The body and everything that answers to it on that day; empty where the record does not know the body."""
    return _below(body, superiors_on(on))


def is_top(body: str, day: date) -> bool:
    """Whether nothing stands above the body on that day; in a record without bodies, any body that a mandate names."""
    here = _superiors(_states().filter(body=body), day)
    return here[body] is None if here else not _states().exists()


def is_person(key: str) -> bool:
    """Whether the record knows a person of that code."""
    return Person.objects.filter(pk=key).exists()


def superiors_on(day: date) -> dict[str, str | None]:
    """Every body on record, past and present, and the body it answers to on that day.

    A body that has ended stays with its last superior, one that is still to come with its first: its people and
    findings remain somebody's to answer for. One that moved elsewhere no longer belongs to its former superior.
    """
    return _superiors(_states(), day)


def superiors_above(bodies: Collection[str], day: date) -> dict[str, str | None]:
    """As `superiors_on`, of these bodies and those above them alone. One query."""
    places = ", ".join(["%s"] * len(bodies))
    [rows] = run(Statement(_LINES.format(bodies=places), [day, day, *bodies, day, day])) if bodies else [[]]
    return dict(rows)


def and_above(body: str, superiors: Mapping[str, str | None]) -> frozenset[str]:
    """The body and everything that it answers to."""
    above: set[str] = set()
    at: str | None = body
    while at is not None and at not in above:
        above.add(at)
        at = superiors.get(at)
    return frozenset(above)


def out_of_reach() -> LiemError:
    """The refusal that does not tell whether the thing exists."""
    return LiemError(
        "record.out_of_reach",
        Message(
            "Không có mục này trong phạm vi được giao. Hãy kiểm tra lại địa chỉ, hoặc đề nghị người được giao quản lý "
            "tổ chức đó xem giúp.",
            "There is no such entry within your mandate. Check the address, or ask whoever holds a mandate over that "
            "body.",
        ),
    )


def _states() -> QuerySet[BodyState]:
    return BodyState.objects.filter(known_to__isnull=True)


def _superiors(states: QuerySet[BodyState], day: date) -> dict[str, str | None]:
    superiors: dict[str, str | None] = {}
    is_to_come = ExpressionWrapper(Q(valid_from__gt=day), output_field=BooleanField())
    ordered = states.order_by(F("valid_from").asc(nulls_first=True))
    for body, superior, to_come in ordered.values_list("body_id", "superior_id", is_to_come):
        if to_come:
            superiors.setdefault(body, superior)
        else:
            superiors[body] = superior
    return superiors


def _below(body: str, superiors: dict[str, str | None]) -> frozenset[str]:
    if body not in superiors:
        return frozenset()
    below: dict[str, list[str]] = defaultdict(list)
    for key, superior in superiors.items():
        if superior:
            below[superior].append(key)
    found: set[str] = set()
    waiting: list[str] = [body]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(below.get(key, ()))
    return frozenset(found)

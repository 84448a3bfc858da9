"""Numbers by which offices know a person: found again by their digest, shown to few.

A personal identification number has twelve digits, so a plain digest could be undone by trying them all; the digest
is keyed with the installation's secret key. Whoever holds the database without that key learns the last digits and
nothing more. With another secret key the numbers have to be entered anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.crypto import salted_hmac

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.record.choices import IdentifierKind
from liem.record.known import NOW, Known
from liem.record.models import Identifier
from liem.record.people import within
from liem.record.scope import Reach

SEES_NUMBERS = (Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER)
"""The roles whose work needs the numbers: to tell two people of one name apart, and to fill in forms."""
_SALT = "liem.record.identifiers"
_PERSONAL_NUMBER = re.compile(r"[0-9]{12}")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number as it is shown: of a personal identification number only the last digits."""

    kind: str
    number: str
    issued_on: date | None


def is_personal_number(number: str) -> bool:
    """Whether this is written as a personal identification number: twelve digits."""
    return bool(_PERSONAL_NUMBER.fullmatch(number))


def digest_of(kind: str, number: str) -> str:
    """Keyed SHA-256 of the number, in hexadecimal; spaces and capitals make no difference."""
    return salted_hmac(_SALT, f"{kind}:{''.join(number.split()).upper()}", algorithm="sha256").hexdigest()


def kept(kind: str, number: str) -> dict[str, str]:
    """What of a number is stored, by column of `Identifier`."""
    is_secret = kind == IdentifierKind.PERSONAL_NUMBER
    return {
        "number": "" if is_secret else number,
        "digest": digest_of(kind, number),
        "last_digits": number[-_SHOWN:] if is_secret else "",
    }


def person_with(reach: Reach, kind: str, number: str) -> str | None:
    """The one person within reach who bears the number; None where nobody does, or two are said to."""
    bearers = Identifier.objects.filter(known_to__isnull=True, kind=kind, digest=digest_of(kind, number))
    people = within(reach).filter(person_id__in=bearers.values("person_id")).values_list("person_id", flat=True)
    found = list(people.order_by()[:2])
    return found[0] if len(found) == 1 else None


def may_see_numbers(reach: Reach, person: str, *, by: Acting) -> bool:
    """Whether the numbers are shown: to the person, and to `SEES_NUMBERS` within reach."""
    if by.account.person == person == reach.person:
        return True
    return by.mandate.role in SEES_NUMBERS and within(reach).filter(person_id=person).exists()


def numbers_of(reach: Reach, person: str, *, by: Acting, known: Known = NOW) -> tuple[ShownNumber, ...]:
    """The person's numbers; nothing for those who may not see them."""
    if not may_see_numbers(reach, person, by=by):
        return ()
    rows = known.rows(Identifier.objects).filter(person_id=person).order_by("kind", "identity")
    return tuple(ShownNumber(row.kind, row.number or f"…{row.last_digits}", row.issued_on) for row in rows)

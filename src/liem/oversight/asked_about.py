"""What entries of the ledger are asked about: a person, a body or a case that the mandate reaches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from liem.actions.permissions import Acting
from liem.oversight.journal import SEES_READINGS
from liem.procedures.models import Case
from liem.record.days import titles_of
from liem.record.dossier.whole import log_reading
from liem.record.exporting.action import ACTION as EXPORT
from liem.record.people import within
from liem.record.scope import Reach, out_of_reach
from liem.record.secrecy import held_levels

READINGS = ("dossier.read", EXPORT)
"""Who opened a dossier is for the official concerned and for inspectors to see."""


class Kind(StrEnum):
    PERSON = "person"
    BODY = "body"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class AskedAbout:
    """`name` is the person's or the body's; a case goes by its key. Entries of the actions `unseen` are not listed."""

    key: str
    kind: Kind
    name: str = ""
    unseen: tuple[str, ...] = ()


def asked_about(reach: Reach, key: str, *, by: Acting) -> AskedAbout:
    """What the key stands for. Whoever asks about another person opens part of the dossier, and that is entered.

    Raises LiemError `record.out_of_reach` where nothing of that key lies within reach.
    """
    name = within(reach).filter(person_id=key).values_list("name", flat=True).first()
    if name is not None:
        if by.account.person != key:
            log_reading(reach, key, by=by)
        return AskedAbout(key, Kind.PERSON, name, () if by.mandate.role in SEES_READINGS else READINGS)
    if reach.has_body(key):
        return AskedAbout(key, Kind.BODY, titles_of(bodies=[key]).body(key, reach.day))
    case = Case.objects.filter(pk=key, secrecy__in=held_levels()).values_list("body_id", flat=True).first()
    if case is None or not reach.has_body(case):
        raise out_of_reach()
    return AskedAbout(key, Kind.CASE)

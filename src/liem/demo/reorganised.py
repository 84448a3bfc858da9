"""How the bodies of today came about: departments merged, two provinces made one, districts ended, communes joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from liem.demo import DISTRICTS_ENDED
from liem.demo.agencies import MERGED
from liem.demo.agencies import MERGED_ON as DEPARTMENTS_MERGED
from liem.demo.localities import DISTRICT_DIVISIONS, administration, council, division, standing_committee
from liem.demo.neighbour import SUCCESSORS
from liem.demo.places import ALL_DISTRICTS, Commune, slug
from liem.demo.structure import BEGINNING, BodyPlan, Period
from liem.record.choices import BodyKind, Level, ReorganisationKind
from liem.record.models import Reorganisation

_OF_THE_CENTRE = "Nghị quyết về sắp xếp tổ chức, đơn vị hành chính, {:%d/%m/%Y}"


def former_communes() -> list[BodyPlan]:
    """The smaller of the two communes out of which most of today's were made; nobody's post is on record there."""
    return [
        BodyPlan(
            former_commune(commune),
            f"Ủy ban nhân dân {commune.name} Nhị (cũ)",
            BodyKind.ADMINISTRATION,
            Level.COMMUNE,
            commune.key,
            (Period(administration(commune.district), BEGINNING, DISTRICTS_ENDED),),
        )
        for commune in _joined()
    ]


def former_commune(commune: Commune) -> str:
    return f"{commune.key}-nhi/ubnd"


def reorganisation_rows() -> Iterator[Reorganisation]:
    """Every reorganisation, each a row for every pair of a body before and a body after."""
    for name, successor in MERGED.items():
        yield from _merger(f"sap-nhap-{slug(name)}", successor, [slug(name), successor], DEPARTMENTS_MERGED)
    for former, successor in SUCCESSORS.items():
        event = f"hop-nhat-2025-{successor.replace('/', '-')}"
        yield from _merger(event, successor, [former, successor], DISTRICTS_ENDED)
    for commune in _joined():
        successor = administration(commune.key)
        event = f"sap-nhap-{commune.key}"
        yield from _merger(event, successor, [former_commune(commune), successor], DISTRICTS_ENDED)
    for district in ALL_DISTRICTS:
        yield from _closure(district.key)


def _joined() -> Iterator[Commune]:
    """The first commune of each district stayed as it was."""
    for district in ALL_DISTRICTS:
        yield from district.communes[1:]


def _merger(event: str, successor: str, predecessors: Sequence[str], day: date) -> Iterator[Reorganisation]:
    for number, predecessor in enumerate(predecessors, start=1):
        yield _row(
            event,
            number,
            kind=ReorganisationKind.MERGE,
            predecessor_id=predecessor,
            successor_id=successor,
            changed_on=day,
        )


def _closure(district: str) -> Iterator[Reorganisation]:
    """A district with all its bodies; nothing took over from it as a whole."""
    bodies = [district, standing_committee(district), council(district), administration(district)]
    bodies += [division(district, name) for name in DISTRICT_DIVISIONS]
    for number, body in enumerate(bodies, start=1):
        yield _row(
            f"ket-thuc-{district}",
            number,
            kind=ReorganisationKind.CLOSE,
            predecessor_id=body,
            changed_on=DISTRICTS_ENDED,
        )


def _row(event: str, number: int, **said: Any) -> Reorganisation:
    decision = _OF_THE_CENTRE.format(said["changed_on"])
    return Reorganisation(identity=f"{event}-{number}", event=event, decision=decision, **said)

"""Where an official has lived, worked and studied: administrative units and countries, never an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from liem.record.known import Known
from liem.record.models import Residence, StayAbroad


@dataclass(frozen=True, slots=True)
class Lived:
    place: str
    since: date | None
    until: date | None
    entry: str

    @property
    def last_day(self) -> date | None:
        return self.until and self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Abroad:
    purpose: str
    country: str
    permission: str
    since: date | None
    until: date | None
    entry: str

    @property
    def last_day(self) -> date | None:
        return self.until and self.until - timedelta(days=1)


def residences(person: str, known: Known) -> tuple[Lived, ...]:
    """The newest first."""
    rows = known.rows(Residence.objects).filter(person_id=person).select_related("place")
    rows = rows.order_by(F("valid_from").desc(nulls_last=True), "identity")
    return tuple(Lived(row.place.name, row.valid_from, row.valid_to, row.identity) for row in rows)


def stays_abroad(person: str, known: Known) -> tuple[Abroad, ...]:
    """The newest first."""
    rows = known.rows(StayAbroad.objects).filter(person_id=person)
    rows = rows.order_by(F("valid_from").desc(nulls_last=True), "identity")
    return tuple(
        Abroad(row.purpose, row.country, row.permission, row.valid_from, row.valid_to, row.identity) for row in rows
    )

"""What an official has learned: qualifications, languages, courses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from liem.record.known import Known
from liem.record.models import LanguageSkill, Qualification, Training


@dataclass(frozen=True, slots=True)
class Qualified:
    kind: str
    level: str
    field: str
    school: str
    obtained_on: date | None
    certificate: str
    entry: str


@dataclass(frozen=True, slots=True)
class Language:
    name: str
    level: str
    certified_on: date | None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course attended; `until` is the first day no longer. A refresher keeps up what a post asks for."""

    title: str
    place: str
    is_refresher: bool
    since: date | None
    until: date | None
    entry: str

    @property
    def last_day(self) -> date | None:
        return self.until and self.until - timedelta(days=1)


def qualifications(person: str, known: Known) -> tuple[Qualified, ...]:
    """By kind, the newest first."""
    rows = known.rows(Qualification.objects).filter(person_id=person)
    rows = rows.order_by("kind", F("obtained_on").desc(nulls_last=True), "identity")
    return tuple(
        Qualified(row.kind, row.level, row.field, row.school, row.obtained_on, row.certificate, row.identity)
        for row in rows
    )


def languages(person: str, known: Known) -> tuple[Language, ...]:
    rows = known.rows(LanguageSkill.objects).filter(person_id=person).order_by("language", "identity")
    return tuple(Language(row.language, row.level, row.certified_on, row.identity) for row in rows)


def trainings(person: str, known: Known) -> tuple[Course, ...]:
    """The newest first."""
    rows = known.rows(Training.objects).filter(person_id=person)
    rows = rows.order_by(F("valid_from").desc(nulls_last=True), "identity")
    return tuple(
        Course(row.course, row.place, row.is_refresher, row.valid_from, row.valid_to, row.identity) for row in rows
    )

"""Beside the small record: standards of posts, qualifications, succession lists, stays abroad, recruitments."""

from __future__ import annotations

from datetime import date

from liem.record.models import (
    LanguageSkill,
    PostStandard,
    Qualification,
    RecognisedResult,
    Recruitment,
    StayAbroad,
    SuccessionEntry,
    SuccessionList,
    SuccessionListState,
    Term,
    TermState,
)
from record.small_record import FIRST

APPROVED = date(2025, 11, 15)


def standard(post: str, kind: str, level: str) -> None:
    PostStandard.objects.create(identity=f"{post}:{kind}", post_id=post, kind=kind, level=level, **FIRST)


def qualification(person: str, kind: str, level: str, on: date | None = None) -> None:
    Qualification.objects.create(
        identity=f"{person}:{kind}:{level}", person_id=person, kind=kind, level=level, obtained_on=on, **FIRST
    )


def language(person: str, level: str) -> None:
    LanguageSkill.objects.create(
        identity=f"{person}:{level}", person_id=person, language="Tiếng Anh", level=level, **FIRST
    )


def result(person: str, title: str, on: date) -> None:
    RecognisedResult.objects.create(
        identity=f"{person}:{on}", person_id=person, title=title, recognised_on=on, recognised_by="Tỉnh ủy", **FIRST
    )


def term() -> None:
    Term.objects.create(key="nk", body_id="tinh")
    TermState.objects.create(identity="nk", term_id="nk", name="2025–2030", **FIRST)


def succession_list(key: str, body: str, post: str, *people: str, secrecy: str = "", approved: date = APPROVED) -> None:
    """A list kept by a body for a post, and who stands on it."""
    SuccessionList.objects.create(key=key, body_id=body, post_id=post, term_id="nk")
    SuccessionListState.objects.create(
        identity=key, list_id=key, approved_on=approved, decision="210-QĐ/TU", secrecy=secrecy, **FIRST
    )
    for person in people:
        SuccessionEntry.objects.create(
            identity=f"{key}:{person}", list_id=key, person_id=person, approved_on=approved, **FIRST
        )


def stay(person: str, country: str, since: date | None, until: date | None = None, *, permission: str = "") -> None:
    StayAbroad.objects.create(
        identity=f"{person}:{country}",
        person_id=person,
        purpose="study",
        country=country,
        permission=permission,
        valid_from=since,
        valid_to=until,
        **FIRST,
    )


def recruitment(person: str, body: str, on: date, *, source: str = "", is_open: bool | None = None) -> None:
    Recruitment.objects.create(
        identity=f"{person}:{on}",
        person_id=person,
        body_id=body,
        way="examination",
        is_open=is_open,
        talent_source=source,
        decided_on=on,
        **FIRST,
    )

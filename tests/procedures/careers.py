"""Small careers for the tests of facts: succession lists, rotations, standards, discipline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

from liem.procedures.models import Candidacy, CandidacyState
from liem.record.models import (
    Discipline,
    PostStandard,
    Qualification,
    SuccessionEntry,
    SuccessionList,
    SuccessionListState,
    Tenure,
    Term,
    TermState,
)
from world import LONG_AGO, body, person, post, tenure, write

DAY = date(2026, 6, 30)
APPROVED, REVIEWED, PUBLISHED = date(2025, 11, 15), date(2026, 3, 20), date(2025, 11, 25)


def plans() -> None:
    """The list for the director: An (a deputy) and Bình (a specialist); Chi was taken off. Dung is the director."""
    write(
        body("so"),
        ranked("director", "so", 3),
        ranked("deputy", "so", 4),
        ranked("desk", "so", None),
        person("an", ethnicity="Tày"),
        person("binh", sex="man", ethnicity="Kinh"),
        person("chi"),
        person("dung"),
        Term(key="term", body_id="so"),
        TermState(
            identity="term",
            term_id="term",
            name="2025–2030",
            valid_from=date(2025, 10, 1),
            valid_to=date(2030, 10, 1),
        ),
        succession_list("list", "director", reviewed_on=REVIEWED, published_on=PUBLISHED),
        listed("an"),
        listed("binh"),
        listed("chi", removed_on=REVIEWED, removal_reason="Đã nghỉ hưu"),
        tenure("an", "deputy", LONG_AGO),
        tenure("binh", "desk", LONG_AGO),
        tenure("dung", "director", LONG_AGO),
    )


def ranked(key: str, at: str, rank: int | None, **more: object) -> list[models.Model]:
    rows = post(key, at, leader=True)
    for name, value in {"rank": rank, **more}.items():
        setattr(rows[1], name, value)
    return rows


def listed(who: str, on: str = "list", **more: object) -> SuccessionEntry:
    return SuccessionEntry(identity=f"{who}@{on}", list_id=on, person_id=who, **{"approved_on": APPROVED, **more})


def succession_list(key: str, for_post: str, **more: object) -> list[models.Model]:
    state = SuccessionListState(identity=key, list_id=key, **{"approved_on": APPROVED, **more})
    return [SuccessionList(key=key, body_id="so", post_id=for_post, term_id="term"), state]


def disciplined(key: str, form: str, decided: date, **more: object) -> Discipline:
    return Discipline(identity=key, person_id="an", side="party", form=form, decided_on=decided, **more)


def candidacy(**state: object) -> Iterable[models.Model]:
    yield Candidacy(key="c1", person_id="an", body_id="so", post_id="director", kind="appointment")
    yield CandidacyState(identity="c1", candidacy_id="c1", opened_on=date(2026, 1, 10), **state)


BEGUN = date(2023, 3, 1)


def tenure_by(who: str, what: str, since: date, until: date | None = None, *, kind: str) -> Tenure:
    made = tenure(who, what, since, until)
    made.kind = kind
    return made


def rotated(*, rank_there: int | None, until: date | None = None, manager: str = "committee") -> None:
    write(
        body("tinh", kind=manager),
        body("so", superior="tinh"),
        body("xa", level="commune", superior="tinh"),
        ranked("here", "so", 5),
        ranked("there", "xa", rank_there, managed_by_id="tinh"),
        person("an"),
        tenure("an", "here", LONG_AGO, BEGUN),
        tenure_by("an", "there", BEGUN, until, kind="rotation"),
    )


def standard(kind: str, level: str) -> PostStandard:
    return PostStandard(identity=f"director/{kind}", post_id="director", kind=kind, level=level, valid_from=LONG_AGO)


def qualified(kind: str, level: str, obtained: date | None) -> Qualification:
    return Qualification(identity=f"an/{kind}/{level}", person_id="an", kind=kind, level=level, obtained_on=obtained)

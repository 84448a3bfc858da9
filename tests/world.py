"""A small invented record, written through one action, for tests that need rows to ask about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models

from liem.actions.accounts import installation
from liem.actions.perform import perform
from liem.record.models import Attestation, Body, BodyState, Person, PersonDetails, Place, Post, PostState, Tenure
from liem.rulebook.models import Adoption

LONG_AGO = date(2010, 1, 1)


def write(*rows: models.Model | Iterable[models.Model]) -> None:
    """Adds the rows in the order given, in one action of the installation."""
    flat = [row for part in rows for row in ([part] if isinstance(part, models.Model) else part)]
    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=lambda w: w.add(flat))


def place(key: str, kind: str, within: str | None = None) -> Place:
    return Place(key=key, name=key.title(), kind=kind, within_id=within)


def body(
    key: str, *, kind: str = "agency", level: str = "province", superior: str | None = None, place: str | None = None
) -> list[models.Model]:
    state = BodyState(
        identity=key,
        body_id=key,
        name=key.title(),
        kind=kind,
        level=level,
        superior_id=superior,
        place_id=place,
        valid_from=LONG_AGO,
    )
    return [Body(key=key), state]


def post(
    key: str,
    body: str,
    *,
    role: str = "specialist",
    field: str = "",
    area: str = "",
    leader: bool = False,
    key_leader: bool = False,
) -> list[models.Model]:
    state = PostState(
        identity=key,
        post_id=key,
        body_id=body,
        title=key.title(),
        role=role,
        field=field,
        area=area,
        is_leader=leader or key_leader,
        is_key_leader=key_leader,
        valid_from=LONG_AGO,
    )
    return [Post(key=key), state]


def person(
    key: str,
    *,
    born_on: date | None = date(1985, 5, 5),
    sex: str = "woman",
    home: str | None = None,
    ethnicity: str = "",
) -> list[models.Model]:
    details = PersonDetails(
        identity=key,
        person_id=key,
        name=f"Người {key}",
        search_name=f"nguoi {key}",
        born_on=born_on,
        sex=sex,
        ethnicity=ethnicity,
        home_place_id=home,
    )
    return [Person(key=key), details]


def tenure(person: str, post: str, start: date | None, end: date | None = None) -> Tenure:
    """`end` is the first day on which the post is no longer held."""
    return Tenure(identity=f"{person}/{post}/{start}", person_id=person, post_id=post, valid_from=start, valid_to=end)


def attestation(subject: str, section: str, complete_to: date) -> Attestation:
    return Attestation(
        identity=f"{subject}/{section}",
        subject=subject,
        section=section,
        complete_to=complete_to,
        attested_by="Phòng Hồ sơ",
        attested_on=complete_to,
    )


def adoption(pack: str, body: str, start: date = LONG_AGO) -> Adoption:
    return Adoption(identity=f"{body}/{pack}", body=body, pack=pack, valid_from=start)

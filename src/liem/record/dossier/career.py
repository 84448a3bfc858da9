"""What an official held, how they came into service, what they answer for and what they are planned for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from liem.record.days import PostTitle, Titles
from liem.record.known import Known
from liem.record.models import Recruitment, Responsibility, SuccessionEntry, SuccessionListState, Tenure, TermState
from liem.record.succession_lists import outside


@dataclass(frozen=True, slots=True)
class Held:
    """A tenure with the post as it is called now, or was called at the end; `until` is the first day no longer.

    `kind` says by what act, `field` the work taken on with it where that is not the post's own.
    """

    post: PostTitle
    since: date | None
    until: date | None
    decision: str
    kind: str = ""
    field: str = ""
    entry: str = ""

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    @property
    def last_day(self) -> date | None:
        return self.until and self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recruited:
    """How the official came into service; `is_open` None where nobody entered whether everybody could compete."""

    body_name: str
    way: str
    is_open: bool | None
    talent_source: str
    decided_on: date
    decision: str
    entry: str


@dataclass(frozen=True, slots=True)
class AnswersFor:
    """A body that the official answers for as a member of a standing committee; `until` is the first day no longer."""

    body_name: str
    since: date | None
    until: date | None
    decision: str
    entry: str

    @property
    def last_day(self) -> date | None:
        return self.until and self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """The official on the succession list of one post for one term; `secrecy` of the list, empty where nobody said."""

    post: PostTitle
    term: str
    approved_on: date
    decision: str
    removed_on: date | None
    removal_reason: str
    secrecy: str
    entry: str


def tenure_rows(person: str, known: Known) -> list[Tenure]:
    return list(known.rows(Tenure.objects).filter(person_id=person))


def recruitment_rows(person: str, known: Known) -> list[Recruitment]:
    return list(known.rows(Recruitment.objects).filter(person_id=person).order_by("-decided_on", "identity"))


def responsibility_rows(person: str, known: Known) -> list[Responsibility]:
    rows = known.rows(Responsibility.objects).filter(person_id=person)
    return sorted(rows, key=lambda row: (row.valid_from or date.min, row.identity), reverse=True)


def succession_rows(person: str, known: Known) -> list[SuccessionEntry]:
    """Of the lists that may be held here today, whatever was known of their secrecy then."""
    rows = known.rows(SuccessionEntry.objects).filter(person_id=person).exclude(list_id__in=outside())
    rows = rows.select_related("list")
    return list(rows.order_by("-approved_on", "identity"))


def tenures(rows: list[Tenure], titles: Titles, *, today: date) -> tuple[Held, ...]:
    """The newest first."""
    newest_first = sorted(rows, key=lambda one: (one.valid_from or date.min, one.identity), reverse=True)
    return tuple(_held(one, titles, today) for one in newest_first)


def recruitments(rows: list[Recruitment], titles: Titles) -> tuple[Recruited, ...]:
    return tuple(
        Recruited(
            body_name=titles.body(row.body_id, row.decided_on),
            way=row.way,
            is_open=row.is_open,
            talent_source=row.talent_source,
            decided_on=row.decided_on,
            decision=row.decision,
            entry=row.identity,
        )
        for row in rows
    )


def responsibilities(rows: list[Responsibility], titles: Titles, *, today: date) -> tuple[AnswersFor, ...]:
    return tuple(
        AnswersFor(
            titles.body(row.body_id, _last_day(row.valid_to, today)),
            row.valid_from,
            row.valid_to,
            row.decision,
            row.identity,
        )
        for row in rows
    )


def succession(rows: list[SuccessionEntry], titles: Titles, known: Known, *, today: date) -> tuple[Planned, ...]:
    """Two queries: what the terms are called, and how secret the lists are."""
    terms = known.rows(TermState.objects).filter(term_id__in={row.list.term_id for row in rows})
    names = dict(terms.order_by("valid_from").values_list("term_id", "name"))
    states = known.rows(SuccessionListState.objects).filter(list_id__in={row.list_id for row in rows})
    levels = dict(states.values_list("list_id", "secrecy"))
    return tuple(
        Planned(
            post=titles.post(row.list.post_id, today),
            term=names.get(row.list.term_id, ""),
            approved_on=row.approved_on,
            decision=row.decision,
            removed_on=row.removed_on,
            removal_reason=row.removal_reason,
            secrecy=levels.get(row.list_id, ""),
            entry=row.identity,
        )
        for row in rows
    )


def _held(row: Tenure, titles: Titles, today: date) -> Held:
    return Held(
        post=titles.post(row.post_id, _last_day(row.valid_to, today)),
        since=row.valid_from,
        until=row.valid_to,
        decision=row.decision,
        kind=row.kind,
        field=row.field,
        entry=row.identity,
    )


def _last_day(until: date | None, today: date) -> date:
    return today if until is None else min(today, until - timedelta(days=1))

"""What a finding is about: the thing behind the key that the audit stored, told by its own features."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from liem.procedures.models import Candidacy, Case, CaseMeeting, CasePerson, NominationMeeting, Proposal
from liem.record.days import titles_of
from liem.record.models import DeclarationDuty, Evaluation, Tenure, TermState


@dataclass(frozen=True, slots=True)
class Subject:
    """`about` is the fact table. `name` is a post's title, a meeting's subject or the two posts of a pair of relatives,
    `kind` that of a candidacy; what does not arise is empty. The key stands in for the name where the record no longer
    knows the thing."""

    about: str
    key: str
    name: str = ""
    kind: str = ""
    year: int | None = None
    on: date | None = None


def subjects_of(wanted: Iterable[tuple[str, str]], *, on: date) -> dict[tuple[str, str], Subject]:
    """The subjects by fact table and key, as they were called on the day; at most three queries for each fact table."""
    keys: dict[str, set[str]] = {}
    for about, key in wanted:
        keys.setdefault(about, set()).add(key)
    found: dict[tuple[str, str], Subject] = {}
    for about, group in keys.items():
        read = _READERS.get(about)
        told = {subject.key: subject for subject in read(group, on)} if read else {}
        for key in group:
            found[about, key] = told.get(key, Subject(about, key))
    return found


def _evaluations(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = Evaluation.objects.filter(key__in=keys).values_list("key", "year")
    return (Subject("evaluation", key, year=year) for key, year in rows)


def _duties(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = DeclarationDuty.objects.filter(key__in=keys).values_list("key", "year", "due_on")
    return (Subject("declaration_duty", key, year=year, on=due_on) for key, year, due_on in rows)


def _meetings(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = NominationMeeting.objects.filter(key__in=keys).values_list("key", "subject", "held_on")
    return (Subject("nomination_meeting", key, name=subject, on=held_on) for key, subject, held_on in rows)


def _holdings(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = list(Tenure.objects.filter(identity__in=keys, known_to__isnull=True).values_list("identity", "post_id"))
    titles = titles_of(posts={post for _, post in rows})
    return (Subject("holding", key, name=titles.post(post, on).title) for key, post in rows)


def _rotations(keys: Collection[str], on: date) -> Iterable[Subject]:
    """Each by the post at the new place as it was called when the rotation began: it may have ended since."""
    columns = ("identity", "post_id", "valid_from")
    rows = list(Tenure.objects.filter(identity__in=keys, known_to__isnull=True).values_list(*columns))
    titles = titles_of(posts={post for _, post, _ in rows})
    for key, post, begun in rows:
        there = titles.post(post, begun)
        yield Subject("rotation", key, name=", ".join(filter(None, (there.title, there.body_name))), on=begun)


def _transfer_duties(keys: Collection[str], on: date) -> Iterable[Subject]:
    return (replace(subject, about="transfer_duty") for subject in _holdings(keys, on))


def _kin_pairs(keys: Collection[str], on: date) -> Iterable[Subject]:
    pairs = {key: key.split(":") for key in keys}
    wanted = {identity for pair in pairs.values() for identity in pair}
    posts = dict(Tenure.objects.filter(identity__in=wanted, known_to__isnull=True).values_list("identity", "post_id"))
    titles = titles_of(posts=set(posts.values()))
    for key, pair in pairs.items():
        named = [titles.post(posts[one], on) for one in pair if one in posts]
        if len(named) == len(pair):
            yield Subject("kin_pair", key, name="; ".join(f"{one.title}, {one.body_name}" for one in named))


def _candidacies(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = list(Candidacy.objects.filter(key__in=keys).values_list("key", "kind", "post_id"))
    titles = titles_of(posts={post for _, _, post in rows if post})
    return (
        Subject("candidacy", key, name=titles.post(post, on).title if post else "", kind=kind)
        for key, kind, post in rows
    )


def _decisions(keys: Collection[str], on: date) -> Iterable[Subject]:
    return (replace(subject, about="personnel_decision") for subject in _candidacies(keys, on))


def _appointments(keys: Collection[str], on: date) -> Iterable[Subject]:
    return (replace(subject, about="appointment") for subject in _holdings(keys, on))


def _posts_aimed_at(about: str, posts: dict[str, str | None], on: date) -> Iterable[Subject]:
    titles = titles_of(posts={post for post in posts.values() if post})
    return (Subject(about, key, name=titles.post(post, on).title if post else "") for key, post in posts.items())


def _files(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = CasePerson.objects.current().filter(identity__in=keys).values_list("identity", "to_post_id")
    return _posts_aimed_at("appointment_file", dict(rows), on)


def _proposals(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = Proposal.objects.filter(key__in=keys).values_list("key", "post_id")
    return _posts_aimed_at("proposal", dict(rows), on)


def _vacancies(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = Case.objects.filter(key__in=keys).values_list("key", "post_id")
    return _posts_aimed_at("vacancy", dict(rows), on)


def _case_meetings(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = CaseMeeting.objects.filter(key__in=keys).values_list("key", "held_on", "case__post_id")
    found = [(key, held_on, post) for key, held_on, post in rows]
    titles = titles_of(posts={post for _, _, post in found if post})
    return (
        Subject("personnel_meeting", key, name=titles.post(post, held_on).title if post else "", on=held_on)
        for key, held_on, post in found
    )


def _rounds(keys: Collection[str], on: date) -> Iterable[Subject]:
    rows = TermState.objects.filter(term_id__in=keys, known_to__isnull=True).values_list("term_id", "name")
    return (Subject("confidence_round", key, name=name) for key, name in rows)


_READERS: dict[str, Callable[[Collection[str], date], Iterable[Subject]]] = {
    "evaluation": _evaluations,
    "declaration_duty": _duties,
    "nomination_meeting": _meetings,
    "holding": _holdings,
    "rotation": _rotations,
    "transfer_duty": _transfer_duties,
    "kin_pair": _kin_pairs,
    "candidacy": _candidacies,
    "personnel_decision": _decisions,
    "appointment": _appointments,
    "appointment_file": _files,
    "proposal": _proposals,
    "vacancy": _vacancies,
    "personnel_meeting": _case_meetings,
    "confidence_round": _rounds,
}

"""An official's relatives on record, shown only where an act touches both, and named only where the reader may know.

For those alone whose work it is to keep relatives out of each other's cases (`liem.record.scope.SEES_KIN`), and for the
official: what somebody declared is theirs, who named them is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from liem.oversight.models import Audit
from liem.oversight.queries import visible
from liem.procedures.models import Candidacy, Nominee, Participation
from liem.record.choices import Relation
from liem.record.days import holds_on, titles_of
from liem.record.known import NOW, Known
from liem.record.models import Kinship, PersonDetails, PostState, Tenure
from liem.record.names import people_in_order
from liem.record.people import reachable
from liem.record.scope import Reach

_INVERSE = {
    Relation.PARENT: Relation.CHILD,
    Relation.CHILD: Relation.PARENT,
    Relation.PARENT_IN_LAW: Relation.CHILD_IN_LAW,
    Relation.CHILD_IN_LAW: Relation.PARENT_IN_LAW,
}


class ActKind(StrEnum):
    """What touches both relatives."""

    BODY = "body"
    CANDIDACY = "candidacy"
    MEETING = "meeting"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class SharedAct:
    """A body in which both hold posts, a candidacy of one in which the other has a part, a meeting that put forward
    both, or a finding about the two."""

    kind: ActKind
    body_name: str
    finding: int | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative is the `relation` of the official; `term` is the word of the declaration, where there is one.

    `name` is empty where the reader may not know who it is, `key` where the reader may not open that dossier.
    """

    relation: str
    term: str
    is_declared: bool
    name: str
    key: str
    acts: tuple[SharedAct, ...]


def relatives(reach: Reach, person: str, *, audit: Audit | None, known: Known = NOW) -> tuple[Relative, ...] | None:
    """Those with whom an act is shared; for the official, all. None for roles that may not see kin.

    Ten queries at most.
    """
    is_own = reach.person == person
    if not (is_own or reach.kin):
        return None
    found = _on_record(person, known)
    shared = {} if is_own else _Acts(reach, audit).between(person, found)
    shown = {key: one for key, one in found.items() if is_own or shared.get(key)}
    reached = frozenset() if is_own else reachable(reach, shown)
    named = {key for key, (_, _, is_declared) in shown.items() if is_declared} if is_own else reached
    details = PersonDetails.objects.filter(known_to__isnull=True, person_id__in=named)
    names = dict(details.values_list("person_id", "name"))
    lines = (
        Relative(
            relation,
            term,
            is_declared,
            names.get(key, ""),
            key if key in reached else "",
            tuple(shared.get(key, ())),
        )
        for key, (relation, term, is_declared) in shown.items()
    )
    order = list(Relation.values)
    return tuple(sorted(lines, key=lambda one: (order.index(one.relation), people_in_order(one.name))))


def _on_record(person: str, known: Known) -> dict[str, tuple[str, str, bool]]:
    """Relation, word and whether the official declared it, by relative; the own declaration goes before the others'."""
    rows = known.rows(Kinship.objects)
    others = rows.filter(relative_id=person).order_by("identity").values_list("person_id", "relation")
    found = {key: (_INVERSE.get(Relation(relation), Relation(relation)).value, "", False) for key, relation in others}
    own = rows.filter(person_id=person).order_by("identity").values_list("relative_id", "relation", "term")
    return found | {key: (relation, term, True) for key, relation, term in own}


class _Acts:
    """What touches two officials at once, within reach."""

    def __init__(self, reach: Reach, audit: Audit | None) -> None:
        self._reach, self._audit = reach, audit

    def between(self, person: str, others: Collection[str]) -> dict[str, list[SharedAct]]:
        """By relative; nothing for those with whom none is shared."""
        people = {person, *others}
        if len(people) == 1:
            return {}
        tenures = self._tenures(people)
        bodies = {who: {body for _, body in held} for who, held in tenures.items()}
        candidacies, meetings = _candidacies(people), _meetings(people)
        findings = self._findings(person, tenures)
        common = {
            other: self._within_reach(
                [(ActKind.BODY, body) for body in bodies.get(person, set()) & bodies.get(other, set())]
                + [(ActKind.CANDIDACY, body) for body in candidacies.get(frozenset({person, other}), ())]
                + [(ActKind.MEETING, body) for _, body in meetings.get(person, set()) & meetings.get(other, set())]
            )
            for other in others
        }
        titles = titles_of(bodies={body for some in common.values() for _, body in some})
        return {
            other: [SharedAct(kind, titles.body(body, self._reach.day)) for kind, body in acts]
            + [SharedAct(ActKind.FINDING, "", number) for number in findings.get(other, ())]
            for other, acts in common.items()
        }

    def _within_reach(self, acts: Collection[tuple[ActKind, str]]) -> list[tuple[ActKind, str]]:
        return sorted(act for act in acts if self._reach.whole or self._reach.has_body(act[1]))

    def _tenures(self, people: Collection[str]) -> dict[str, list[tuple[str, str]]]:
        """Identity and body of the posts that each holds on the day."""
        now = holds_on(self._reach.day)
        rows = list(Tenure.objects.filter(now, known_to__isnull=True, person_id__in=people))
        posts = PostState.objects.filter(now, known_to__isnull=True, post_id__in={row.post_id for row in rows})
        body_of = dict(posts.values_list("post_id", "body_id"))
        held: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in rows:
            if row.post_id in body_of:
                held[row.person_id].append((row.identity, body_of[row.post_id]))
        return held

    def _findings(self, person: str, tenures: dict[str, list[tuple[str, str]]]) -> dict[str, list[int]]:
        """Findings about two posts held by the relatives; the pair is named by the two tenures in order."""
        if self._audit is None:
            return {}
        pairs = {
            ":".join(sorted((own, theirs))): other
            for own, _ in tenures.get(person, ())
            for other, held in tenures.items()
            if other != person
            for theirs, _ in held
        }
        found: dict[str, list[int]] = defaultdict(list)
        rows = visible(self._reach, self._audit.pk).filter(about="kin_pair", subject__in=list(pairs)).order_by("pk")
        for number, subject in rows.values_list("pk", "subject"):
            found[pairs[subject]].append(number)
        return found


def _candidacies(people: Collection[str]) -> dict[frozenset[str], list[str]]:
    """The bodies of the candidacies of one in which the other has a part, by the two. That both have a part in somebody
    else's is no act that touches their kinship."""
    own = Candidacy.objects.filter(person_id__in=people).values_list("key", "person_id", "body_id")
    candidates = {key: (person, body) for key, person, body in own}
    parts = Participation.objects.filter(
        known_to__isnull=True, person_id__in=people, candidacy_id__in=list(candidates)
    ).order_by("candidacy_id")
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for candidacy, participant in parts.values_list("candidacy_id", "person_id").distinct():
        candidate, body = candidates[candidacy]
        if participant != candidate:
            found[frozenset({candidate, participant})].append(body)
    return found


def _meetings(people: Collection[str]) -> dict[str, set[tuple[str, str]]]:
    names = Nominee.objects.filter(known_to__isnull=True, person_id__in=people)
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for person, meeting, body in names.values_list("person_id", "meeting_id", "meeting__body_id"):
        found[person].add((meeting, body))
    return found

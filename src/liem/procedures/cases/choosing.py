"""What a case can be prepared for: units by name, the posts of a unit with who holds them, its decisions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from liem.procedures.models import Decision
from liem.record.days import holds_on
from liem.record.models import BodyState, PersonDetails, PostState, Tenure
from liem.record.names import without_marks
from liem.record.organisation import within
from liem.record.scope import Reach

MOST_BODIES = 40
MOST_DECISIONS = 100


@dataclass(frozen=True, slots=True)
class PostChoice:
    """A post of the unit on the day and who holds it, by key and name."""

    post: str
    title: str
    is_leader: bool
    holders: tuple[tuple[str, str], ...]


def bodies_named(reach: Reach, text: str, *, on: date) -> tuple[tuple[str, str, str], ...]:
    """Key, name and superior's name of bodies within reach whose names hold every word, marks left out where they are
    left out; the shortest names first, at most MOST_BODIES. Two queries."""
    words = text.split()
    states = within(reach, BodyState.objects.current().filter(holds_on(on)))
    found = [row for row in states.values_list("body_id", "name", "superior_id") if _says(row[1], words)]
    found = sorted(found, key=lambda row: (len(row[1]), row[1], row[0]))[:MOST_BODIES]
    above = {superior for _, _, superior in found if superior}
    names = dict(BodyState.objects.current().filter(holds_on(on), body_id__in=above).values_list("body_id", "name"))
    return tuple((key, name, names.get(superior or "", "")) for key, name, superior in found)


def posts_to_choose(body: str, *, on: date) -> tuple[PostChoice, ...]:
    """The posts of the body, leading ones first. Three queries."""
    rows = PostState.objects.current().filter(holds_on(on), body_id=body)
    posts = list(rows.order_by("-is_leader", "rank", "title", "post_id"))
    tenures = Tenure.objects.current().filter(holds_on(on), post_id__in=[post.post_id for post in posts])
    held = list(tenures.order_by("valid_from", "identity").values_list("post_id", "person_id"))
    details = PersonDetails.objects.current().filter(person_id__in={person for _, person in held})
    names = dict(details.values_list("person_id", "name"))
    holders = defaultdict[str, list[tuple[str, str]]](list)
    for post, person in held:
        holders[post].append((person, names.get(person, person)))
    return tuple(PostChoice(one.post_id, one.title, one.is_leader, tuple(holders[one.post_id])) for one in posts)


def decisions_to_choose(body: str) -> tuple[Decision, ...]:
    """Decisions on record of the body and those about its officials, the newest first. One query."""
    own = Decision.objects.filter(body_id=body) | Decision.objects.filter(case__body_id=body)
    return tuple(own.distinct().order_by("-decided_on", "key")[:MOST_DECISIONS])


def _says(name: str, words: list[str]) -> bool:
    marked, bare = name.casefold(), without_marks(name.casefold())
    return all(word.casefold() in (marked if without_marks(word) != word else bare) for word in words)

"""All dossiers at once: what each lacks and whose it is, worked out once for every state of the record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, TypeVar, cast

from django.db.models import Max

from liem.actions.models import EntryContent
from liem.record.days import holds_on
from liem.record.models import DossierReview, PersonDetails, PostState, Tenure
from liem.record.quality.checks import CHECKS, Kind, Scope
from liem.record.quality.finding import found_rows
from liem.record.scope import Reach
from liem.record.state import changes_after, last_change

ABOUT_PEOPLE = frozenset({"record.attest", "record.review"})
"""Entries after which nothing is new but about their own subjects; after any other change all is worked out anew."""
MOST_ANEW, MOST_KEPT = 2000, 64
T = TypeVar("T")

_BITS = {check.name: 1 << number for number, check in enumerate(CHECKS)}


def bits(*, kind: str = "", check: str = "") -> int:
    """The checks that answer to all that is given, as a mask over what was found."""
    chosen = (one for one in CHECKS if kind in ("", one.kind) and check in ("", one.name))
    return sum(_BITS[one.name] for one in chosen)


MISSING, STALE, CONTRADICTORY = (bits(kind=kind) for kind in Kind)


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """`people` are in the order of their names. `found` holds a mask of checks for those with whom something was found;
    `at` the bodies that keep the dossier: of the posts held, else of the last one held, none where no such post stands;
    `tally` how many dossiers there are of each (bodies, mask, day last gone through)."""

    position: int
    on: date
    people: tuple[str, ...]
    found: dict[str, int]
    at: dict[str, tuple[str, ...]]
    reviewed: dict[str, date]
    tally: Counter[tuple[tuple[str, ...], int, date | None]]
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives; kept under the key for as long as the survey is."""
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= MOST_KEPT:
                self.kept.clear()
            found = self.kept[key] = work()
        return cast("T", found)

    def within(self, reach: Reach, bodies: frozenset[str] | None = None) -> tuple[str, ...]:
        """The people whose dossiers are kept within reach and, where bodies are given, at one of those."""
        if reach.whole and bodies is None:
            return self.people
        return self.once(("within", reach, bodies), lambda: self._within(reach, bodies))

    def sizes(self, reach: Reach, bodies: frozenset[str] | None = None) -> Counter[str]:
        """How many dossiers each body within reach keeps, counting those that are kept at one of the bodies given."""
        return self.once(("sizes", reach, bodies), lambda: self._sizes(reach, bodies))

    def _within(self, reach: Reach, bodies: frozenset[str] | None) -> tuple[str, ...]:
        kept = {at for at, _mask, _day in self.tally if keeps(at, reach, bodies)}
        return tuple(person for person in self.people if self.at[person] in kept)

    def _sizes(self, reach: Reach, bodies: frozenset[str] | None) -> Counter[str]:
        sizes: Counter[str] = Counter()
        for (at, _mask, _day), count in self.tally.items():
            if keeps(at, reach, bodies):
                sizes.update({body: count for body in at if keeps((body,), reach, None)})
        return sizes


def keeps(at: tuple[str, ...], reach: Reach, bodies: frozenset[str] | None) -> bool:
    """Whether a dossier kept at these bodies lies within reach and, where bodies are given, at one of those."""
    if reach.person is not None or not (reach.whole or any(body in reach.bodies for body in at)):
        return False
    return bodies is None or any(body in bodies and (reach.whole or body in reach.bodies) for body in at)


_last: list[Survey] = []
_lock = Lock()


def survey(on: date) -> Survey:
    """The survey as of the day and as the record is known now. One query where nothing has changed since the last."""
    position = last_change()
    with _lock:
        known = _last[0] if _last else None
        if known is None or known.on != on or known.position > position:
            known = _worked_out(position, on)
        elif known.position < position:
            known = _brought_up(known, position)
        _last[:] = [known]
    return known


def forget() -> None:
    """The next survey is worked out anew; for rows that were changed beside the ledger."""
    _last.clear()


def _worked_out(position: int, on: date) -> Survey:
    people = PersonDetails.objects.filter(known_to__isnull=True).order_by("search_name", "name", "person_id")
    names = tuple(people.values_list("person_id", flat=True))
    found, at, reviewed = _found(Scope(on)), _bodies(on), _reviewed(Scope(on))
    at = {person: at.get(person, ()) for person in names}
    return Survey(position, on, names, found, at, reviewed, _tally(names, found, at, reviewed))


def _brought_up(known: Survey, position: int) -> Survey:
    """The survey after entries that are about a few people, or one worked out anew."""
    people = _touched(known.position, position)
    if people is None:
        return _worked_out(position, known.on)
    scope = Scope(known.on, tuple(sorted(people)))
    found = {key: mask for key, mask in known.found.items() if key not in people} | _found(scope)
    reviewed = known.reviewed | _reviewed(scope)
    return replace(
        known,
        position=position,
        found=found,
        reviewed=reviewed,
        tally=_tally(known.people, found, known.at, reviewed),
        kept={},
    )


def _touched(after: int, position: int) -> set[str] | None:
    """The subjects of the entries since; None where they may have changed more than what is about these."""
    changes = changes_after(after, most=MOST_ANEW)
    entries = [entry for entry, action in changes if not action.startswith("rulebook.")]
    if len(changes) == MOST_ANEW or any(action not in ABOUT_PEOPLE for entry, action in changes if entry in entries):
        return None
    told = list(EntryContent.objects.filter(entry__in=entries).values_list("subjects", flat=True))
    people = {key for subjects in told for key, _salt in subjects}
    return people if len(told) == len(entries) and len(people) <= MOST_ANEW else None


def _found(scope: Scope) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for check, person, _since, _detail in found_rows(scope):
        found[person] |= _BITS[check]
    return dict(found)


def _reviewed(scope: Scope) -> dict[str, date]:
    rows = scope.of(DossierReview.objects.filter(reviewed_on__lte=scope.on)).order_by()
    return dict(rows.values_list("person_id").annotate(last=Max("reviewed_on")))


def _tally(
    people: Collection[str], found: dict[str, int], at: dict[str, tuple[str, ...]], reviewed: dict[str, date]
) -> Counter[tuple[tuple[str, ...], int, date | None]]:
    return Counter((at[person], found.get(person, 0), reviewed.get(person)) for person in people)


def _bodies(on: date) -> dict[str, tuple[str, ...]]:
    """The bodies of the posts held that stand on the day; of those who hold none at all, the body of the last one."""
    standing = PostState.objects.filter(holds_on(on), known_to__isnull=True)
    posts = dict(standing.values_list("post_id", "body_id"))
    held: dict[str, dict[str, None]] = defaultdict(dict)
    tenures = Tenure.objects.filter(known_to__isnull=True)
    for person, post in tenures.filter(holds_on(on)).order_by("valid_from").values_list("person_id", "post_id"):
        held[person].update({posts[post]: None} if post in posts else {})
    bodies = {person: tuple(found) for person, found in held.items()}
    last: dict[str, str] = {}
    formerly = _bodies_of_posts(on)
    ended = tenures.filter(valid_to__lte=on).order_by("valid_to", "valid_from")
    for person, post in ended.values_list("person_id", "post_id"):
        if person not in bodies and post in formerly:
            last[person] = formerly[post]
    return bodies | {person: (body,) for person, body in last.items()}


def _bodies_of_posts(on: date) -> dict[str, str]:
    """The body of each post on the day; that of the last period begun before it, else of the first."""
    chosen: dict[str, tuple[tuple[bool, date], str]] = {}
    states = PostState.objects.filter(known_to__isnull=True)
    for post, body, starts in states.values_list("post_id", "body_id", "valid_from"):
        begun = starts is None or starts <= on
        rank = (begun, starts or date.min) if begun else (begun, date.max)
        if post not in chosen or chosen[post][0] < rank:
            chosen[post] = (rank, body)
    return {post: body for post, (_, body) in chosen.items()}

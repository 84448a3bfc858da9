"""The succession lists on record, each with its level of secrecy; of one above the ceiling only number and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet

from liem.record.days import PostTitle, titles_of
from liem.record.models import SuccessionEntry, SuccessionListState, TermState
from liem.record.scope import Reach
from liem.record.secrecy import held_levels


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list. `people` is None where the list is kept outside this installation and only its number and date are
    here; then the days after its approval are not told either."""

    key: str
    post: PostTitle
    body_name: str
    term: str
    decision: str
    approved_on: date
    secrecy: str
    people: int | None
    reviewed_on: date | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """`outside` counts the lists kept outside, `unsaid` those of whose level nobody has said anything."""

    total: int
    outside: int
    unsaid: int
    lines: tuple[ListLine, ...]


def succession_lists(reach: Reach, *, on: date, offset: int = 0, limit: int = 50) -> ListPage:
    """The lists that bodies within reach keep, approved by the day, the latest first. Constant queries."""
    states = _lists(reach, on=on)
    held = held_levels()
    counts = states.aggregate(
        total=Count("id"), outside=Count("id", filter=~Q(secrecy__in=held)), unsaid=Count("id", filter=Q(secrecy=""))
    )
    page = list(states.select_related("list").order_by("-approved_on", "identity")[offset : offset + limit])
    people = _people({one.list_id for one in page if one.secrecy in held}, on=on)
    terms = TermState.objects.filter(known_to__isnull=True, term_id__in={one.list.term_id for one in page})
    names = dict(terms.values_list("term_id", "name"))
    titles = titles_of(posts={one.list.post_id for one in page}, bodies={one.list.body_id for one in page})
    lines = (
        ListLine(
            key=one.list_id,
            post=titles.post(one.list.post_id, on),
            body_name=titles.body(one.list.body_id, on),
            term=names.get(one.list.term_id, one.list.term_id),
            decision=one.decision,
            approved_on=one.approved_on,
            secrecy=one.secrecy,
            people=people.get(one.list_id, 0) if one.secrecy in held else None,
            reviewed_on=one.reviewed_on if one.secrecy in held else None,
            published_on=one.published_on if one.secrecy in held else None,
        )
        for one in page
    )
    return ListPage(**counts, lines=tuple(lines))


def lists_kept_outside(reach: Reach, *, on: date) -> int:
    """Of how many lists that bodies within reach keep it is not known here who stands on them. One query."""
    return _lists(reach, on=on).exclude(secrecy__in=held_levels()).count()


def outside() -> QuerySet[SuccessionListState, str]:
    """The keys of the lists above the ceiling: who stood on one before the ceiling was lowered is told nowhere."""
    states = SuccessionListState.objects.filter(known_to__isnull=True).exclude(secrecy__in=held_levels())
    return states.values_list("list_id", flat=True)


def first_kept_outside() -> date | None:
    """The day on which the first list above the ceiling was approved; None where there is none. One query.

    From that day on nobody here can answer for it that all lists are on record on which somebody stands: whoever is at
    one body may be planned for a post at another. What was attested before the ceiling was lowered holds for the days
    before; so everybody is told the same, and nothing shows who stands on such a list.
    """
    states = SuccessionListState.objects.filter(known_to__isnull=True).exclude(secrecy__in=held_levels())
    first: date | None = states.aggregate(first=Min("approved_on"))["first"]
    return first


def attested_here(complete_to: date, *, outside_since: date | None) -> date:
    """How far an attestation of the succession lists counts: to the day before the first that is kept outside."""
    if outside_since is None:
        return complete_to
    return min(complete_to, outside_since - timedelta(days=1))


def _lists(reach: Reach, *, on: date) -> QuerySet[SuccessionListState]:
    states = SuccessionListState.objects.filter(known_to__isnull=True, approved_on__lte=on)
    return states if reach.whole else states.filter(list__body_id__in=reach.bodies)


def _people(lists: set[str], *, on: date) -> dict[str, int]:
    entries = SuccessionEntry.objects.filter(
        Q(removed_on__isnull=True) | Q(removed_on__gt=on), known_to__isnull=True, approved_on__lte=on, list_id__in=lists
    )
    return dict(entries.order_by().values_list("list_id").annotate(people=Count("id")))

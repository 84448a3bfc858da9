"""Who else is on record with a post that one person holds at a time, in words: the post, and the other where the
reader may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from liem.kernel.errors import Message
from liem.record.choices import TenureKind
from liem.record.days import Titles, titles_of
from liem.record.models import PersonDetails, Tenure
from liem.record.people import reachable
from liem.record.scope import Reach

Shared = tuple[str, str]
"""A person and a post that somebody else holds as well."""


def shared_in_words(reach: Reach, shared: Collection[Shared], *, on: date) -> dict[Shared, Message]:
    """Each post, and who else holds it: by name for those within reach. Five queries whatever the number, or none."""
    if not shared:
        return {}
    others = _others(shared)
    everybody = {other for found in others.values() for other in found}
    details = PersonDetails.objects.filter(known_to__isnull=True, person_id__in=reachable(reach, everybody))
    names = dict(details.values_list("person_id", "name"))
    titles = titles_of(posts={post for _person, post in shared})
    return {one: _words(one[1], others[one], names, titles, on=on) for one in shared}


def _others(shared: Collection[Shared]) -> dict[Shared, list[str]]:
    """Whose tenures of the post lie over those of the person, in the order of their days."""
    held: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
    tenures = Tenure.objects.filter(known_to__isnull=True, post_id__in={post for _person, post in shared})
    tenures = tenures.exclude(kind=TenureKind.ACTING).order_by("valid_from", "identity")
    for post, person, first, until in tenures.values_list("post_id", "person_id", "valid_from", "valid_to"):
        held[post].append((person, first or date.min, until or date.max))
    return {
        (person, post): list(
            dict.fromkeys(
                other
                for own, first, until in held[post]
                for other, since, to in held[post]
                if own == person != other and since < until and to > first
            )
        )
        for person, post in shared
    }


def _words(post: str, others: Collection[str], names: Mapping[str, str], titles: Titles, *, on: date) -> Message:
    title = titles.post(post, on)
    told = [names[other] for other in others if other in names]
    hidden = len(others) - len(told)
    vi = told + ([f"{hidden} cán bộ khác" if hidden > 1 else "một cán bộ khác"] if hidden else [])
    en = told + ([f"{hidden} other officials" if hidden > 1 else "another official"] if hidden else [])
    what = f"{title.title}, {title.body_name}" if title.body_name else title.title
    return Message(f"{what}; cùng lúc với {', '.join(vi)}", f"{what}; at once with {', '.join(en)}")

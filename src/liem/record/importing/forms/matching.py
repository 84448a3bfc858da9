"""Words of a form that name something on record, where exactly one thing has that name."""

from __future__ import annotations

from django.db.models import Q

from liem.record.importing.names import toned
from liem.record.importing.recognition import plain
from liem.record.models import BodyState, PersonDetails, Place, PostState
from liem.record.names import without_marks
from liem.record.people import spellings


def code_of_place(text: str) -> str | None:
    """The place that the first part of an address names; where several bear the name, the one whose surroundings the
    address names too."""
    parts = [part.strip() for part in text.replace("-", ",").split(",") if part.strip()]
    if not parts:
        return None
    found = _places_named(parts[0])
    if len(found) > 1 and len(parts) > 1:
        found = [place for place in found if place.within is not None and _ends_like(place.within.name, parts[1:])]
    return found[0].pk if len(found) == 1 else None


def _places_named(name: str) -> list[Place]:
    ends = Q()
    for spelling in spellings(name.rpartition(" ")[2]):  # SQLite knows no case beyond ASCII
        ends |= Q(name__endswith=spelling)
    near = Place.objects.select_related("within").filter(ends)
    exact = [place for place in near if toned(place.name) == toned(name)]
    return exact or [place for place in near if _ends_like(place.name, [name])]


def _ends_like(name: str, parts: list[str]) -> bool:
    return any(f" {toned(name)}".endswith(f" {toned(part)}") for part in parts)


def code_of_post(text: str) -> str | None:
    """The post whose title, alone or followed by the name of its body, is this text; None where not exactly one is."""
    wanted = plain(text)
    if not wanted:
        return None
    found: set[str] = set()
    first = text.split(maxsplit=1)[0].rstrip(",")
    for state in PostState.objects.filter(known_to__isnull=True, title__startswith=first):
        if not wanted.startswith(plain(state.title)):
            continue
        names = BodyState.objects.filter(known_to__isnull=True, body_id=state.body_id).values_list("name", flat=True)
        whole = {plain(state.title), *(plain(f"{state.title} {name}") for name in names)}
        if wanted in whole:
            found.add(state.post_id)
    return found.pop() if len(found) == 1 else None


def people_named(name: str, born_in: str) -> list[str]:
    """The codes of officials with this name, marks included, born in that year where both years are known."""
    details = PersonDetails.objects.filter(known_to__isnull=True, search_name=without_marks(name))
    return [
        one.person_id
        for one in details.order_by("person_id")
        if toned(one.name) == toned(name) and (not born_in or one.born_on is None or one.born_on.year == int(born_in))
    ]

"""Reorganisations in words, and drawn: the bodies before on the left, those after on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from liem.record.choices import ReorganisationKind
from liem.record.days import Titles, titles_of
from liem.record.known import Known
from liem.record.reorganisations import Event
from liem.web.wording import number_words, shorten

WIDTH, BOX, HEIGHT, GAP, EDGE = 860, 330, 36, 10, 8
LETTERS = 42  # of a name that find room in a box
SHOWN = 8  # boxes on one side; the others are counted in one more
NAMED = 3  # names in a sentence; the others are counted

_SENTENCES: dict[str, str | Promise] = {
    ReorganisationKind.MERGE: gettext_lazy("%(before)s merged into %(after)s"),
    ReorganisationKind.SPLIT: gettext_lazy("%(before)s split into %(after)s"),
    ReorganisationKind.RENAME: gettext_lazy("%(before)s renamed %(after)s"),
    ReorganisationKind.CLOSE: gettext_lazy("%(before)s closed; %(after)s took over"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A body on one side. `text` is what finds room, `name` the whole; `look` is `body`, `own`, `more` or `end`."""

    x: int
    y: int
    text: str
    name: str
    look: str

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2

    @property
    def text_x(self) -> int:
        return self.x + 14

    @property
    def text_y(self) -> int:
        return self.y + 23


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    box: int
    boxes: tuple[Box, ...]
    paths: tuple[str, ...]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class EventView:
    """A reorganisation for a page: its sentence, the drawing, and the same as rows: key and name before, and after."""

    event: Event
    sentence: str
    kind: str
    drawing: Drawing
    rows: tuple[tuple[tuple[str, str], tuple[str, str] | None], ...]


def event_views(events: Sequence[Event], known: Known, *, own: str = "") -> list[EventView]:
    """The reorganisations with the names of their bodies; `own` is the body of the page. One query."""
    named = {body for one in events for body in (*one.predecessors, *one.successors)}
    titles = titles_of(bodies=named, known=known)
    return [event_view(one, titles, own=own) for one in events]


def event_view(event: Event, titles: Titles, *, own: str = "") -> EventView:
    """The reorganisation with names as they were on the day before it and on the day; `own` is the body of the page."""
    names = {key: titles.body(key, event.changed_on - timedelta(days=1)) for key in event.predecessors}
    new_names = {key: titles.body(key, event.changed_on) for key in event.successors}
    said = sentence(event, names, new_names)
    rows = tuple(
        ((before, names[before]), (after, new_names[after]) if after else None) for before, after in event.steps
    )
    kind = str(dict(ReorganisationKind.choices).get(event.kind, event.kind))
    return EventView(event, said, kind, _draw(event, names, new_names, own=own, title=said), rows)


def sentence(event: Event, names: dict[str, str], new_names: dict[str, str]) -> str:
    """What happened, in one sentence without the day. Of a merger those that went on are named once, on the right."""
    gone = [key for key in event.predecessors if key not in event.successors]
    shown = gone if gone and event.kind == ReorganisationKind.MERGE else event.predecessors
    before = _listed([names[key] for key in shown])
    if not event.successors:
        return _("%(before)s closed, with no successor") % {"before": before}
    words = {"before": before, "after": _listed([new_names[key] for key in event.successors])}
    return str(_SENTENCES[event.kind]) % words


def _listed(names: Sequence[str]) -> str:
    """The names; of many only the first, and how many others."""
    if len(names) <= NAMED:
        return ", ".join(names)
    others = len(names) - NAMED + 1
    return ngettext("%(names)s and %(count)s other", "%(names)s and %(count)s others", others) % {
        "names": ", ".join(names[: NAMED - 1]),
        "count": number_words(others),
    }


def _draw(event: Event, names: dict[str, str], new_names: dict[str, str], *, own: str, title: str) -> Drawing:
    left, left_place = _side(event.predecessors, names, x=EDGE, own=own)
    right, right_place = _side(event.successors, new_names, x=WIDTH - EDGE - BOX, own=own)
    if any(after is None for _, after in event.steps):
        words = _("no successor")
        right_place[None] = len(right)
        right = [*right, Box(WIDTH - EDGE - BOX, 0, words, words, "end")]
    tallest = max(len(left), len(right))
    left, right = _centred(left, tallest), _centred(right, tallest)
    pairs = dict.fromkeys((left_place[before], right_place[after]) for before, after in event.steps)
    return Drawing(
        width=WIDTH,
        height=2 * EDGE + tallest * (HEIGHT + GAP) - GAP,
        box=BOX,
        boxes=(*left, *right),
        paths=tuple(_path(left[start], right[end]) for start, end in pairs),
        title=title,
        description=_("Before, on the left: %(before)s. After, on the right: %(after)s.")
        % {"before": ", ".join(box.name for box in left), "after": ", ".join(box.name for box in right)},
    )


def _side(keys: Sequence[str], names: dict[str, str], *, x: int, own: str) -> tuple[list[Box], dict[str | None, int]]:
    """The boxes of one side, and at which of them each body stands. The page's own body is always shown."""
    ordered = sorted(keys, key=lambda key: key != own) if len(keys) > SHOWN else list(keys)
    shown = ordered if len(ordered) <= SHOWN + 1 else ordered[:SHOWN]
    boxes = [Box(x, 0, shorten(names[key], LETTERS), names[key], "own" if key == own else "body") for key in shown]
    place: dict[str | None, int] = {key: min(number, len(shown)) for number, key in enumerate(ordered)}
    if len(ordered) > len(shown):
        others = len(ordered) - len(shown)
        words = ngettext("and %(count)s other", "and %(count)s others", others) % {"count": number_words(others)}
        boxes.append(Box(x, 0, words, words, "more"))
    return boxes, place


def _centred(boxes: list[Box], tallest: int) -> list[Box]:
    top = EDGE + (tallest - len(boxes)) * (HEIGHT + GAP) // 2
    return [replace(box, y=top + number * (HEIGHT + GAP)) for number, box in enumerate(boxes)]


def _path(start: Box, end: Box) -> str:
    """A curve from the right side of one box to the left side of another."""
    from_x, to_x = start.x + BOX, end.x
    middle = (from_x + to_x) // 2
    return f"M{from_x} {start.middle}C{middle} {start.middle} {middle} {end.middle} {to_x} {end.middle}"

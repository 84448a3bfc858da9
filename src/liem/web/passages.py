"""The passages of a directive as a page shows them: each with its anchor, its marks and what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from liem.directives.queries import ReadDirective
from liem.documents.model import Block, OutlineItem, Task
from liem.web.marked_text import Mark, mark_text, marks_by_block
from liem.web.wording import shorten

TITLE_SHOWN = 46


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. `path` is its anchor, `item` the line of the outline under which it stands, `level` that of its
    heading, 0 where it is none; `markup` is safe HTML."""

    path: str
    item: str
    kind: str
    level: int
    depth: int
    markup: SafeString
    is_task: bool
    has_rule: bool
    is_selected: bool


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline. `opens` if lines follow below it, and `stands_open` if they are shown from the start;
    after it `closes` levels end."""

    path: str
    title: str
    level: int
    tasks: int
    is_current: bool
    opens: bool
    stands_open: bool
    closes: range


def passages(
    directive: ReadDirective,
    *,
    selected: str,
    ruled: Callable[[str], bool],
    cited: Mapping[int, str],
    link: Callable[[str], str],
) -> tuple[Passage, ...]:
    """All passages in the order of the text.

    `ruled` tells whether a rule or target rests on a path; `cited` and `link` give the address of a cited directive.
    """
    marks = marks_by_block([(block.start, block.end) for block in directive.blocks], _marks(directive, cited, link))
    tasks = {task.address for task in directive.tasks}
    return tuple(
        Passage(
            path=block.address,
            item=item,
            kind=block.kind,
            level=min(block.level + 1, 6) if block.kind == "heading" else 0,
            depth=max(0, block.level - 1) if block.kind in {"bullet", "sub_bullet"} else 0,
            # mark_text escapes everything that comes from the file
            markup=mark_safe(mark_text(directive.text, own, start=block.start, end=block.end)),  # noqa: S308
            is_task=block.address in tasks,
            has_rule=ruled(block.address),
            is_selected=block.address == selected,
        )
        for block, own, item in zip(directive.blocks, marks, _items_of(directive), strict=True)
    )


def outline(directive: ReadDirective, *, selected: str) -> tuple[OutlineEntry, ...]:
    """All headings and numbered items, each with how many tasks lie under it; folded below the second level unless the
    selected passage lies there."""
    items = directive.outline
    block = next((block for block in directive.blocks if block.address == selected), None) if selected else None
    current = _current_item(items, block.start) if block else None
    depths = _depths(items)
    return tuple(
        OutlineEntry(
            path=item.address,
            title=shorten(item.title, TITLE_SHOWN),
            level=depth,
            tasks=sum(1 for task in directive.tasks if item.start <= task.start < item.end),
            is_current=item is current,
            opens=following > depth,
            stands_open=depth == 1 or (block is not None and item.start <= block.start < item.end),
            closes=range(max(0, depth - following)),
        )
        for item, depth, following in zip(items, depths, [*depths[1:], 1], strict=True)
    )


def _items_of(directive: ReadDirective) -> list[str]:
    """The innermost item of the outline around each passage; empty for a passage outside all of them."""
    around = (_current_item(directive.outline, block.start) for block in directive.blocks)
    return [item.address if item else "" for item in around]


def _current_item(items: Sequence[OutlineItem], place: int) -> OutlineItem | None:
    """The innermost item in which a place of the text lies."""
    around = [item for item in items if item.start <= place < item.end]
    return max(around, key=lambda item: item.start, default=None)


def _depths(items: Sequence[OutlineItem]) -> list[int]:
    """How deep each item lies, from 1 and never more than one below the line before it, whatever levels are skipped."""
    depths: list[int] = []
    above: list[int] = []  # levels of the items around the next one
    for item in items:
        while above and above[-1] >= item.level:
            above.pop()
        above.append(item.level)
        depths.append(len(above))
    return depths


def _marks(directive: ReadDirective, cited: Mapping[int, str], link: Callable[[str], str]) -> list[Mark]:
    by_path = {block.address: block for block in directive.blocks}
    marks = [
        Mark(task.start, task.end, "task", task.address)
        for task in directive.tasks
        # A task that fills its passage is shown beside it: underlining every word marks nothing.
        if not _fills(task, by_path.get(task.address))
    ]
    marks += [Mark(one.start, one.end, f"timing {one.kind}") for one in directive.timings if one.kind != "mention"]
    marks += [Mark(one.start, one.end, "target") for one in directive.targets]
    for index, citation in enumerate(directive.citations):
        address = link(cited[index]) if index in cited else ""
        marks.append(Mark(citation.start, citation.end, "citation", address=address))
    return marks


def _fills(task: Task, block: Block | None) -> bool:
    """Whether the task is the whole passage but for its printed label."""
    return block is not None and task.start <= block.start + len(block.label) + 3 and task.end >= block.end

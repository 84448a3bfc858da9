"""The passages of a directive as a page shows them: each with its anchor, its marks and what rests on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from liem.directives.queries import ReadDirective
from liem.documents.model import Block, Task
from liem.web.marked_text import Mark, mark_text, marks_by_block
from liem.web.wording import shorten

TITLE_SHOWN = 46


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. `path` is its anchor; `level` that of its heading, 0 where it is none; `markup` is safe HTML."""

    path: str
    kind: str
    level: int
    depth: int
    markup: SafeString
    is_task: bool
    has_rule: bool
    is_selected: bool


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    path: str
    label: str
    title: str
    level: int
    tasks: int
    is_selected: bool


def passages(
    directive: ReadDirective,
    *,
    selected: str,
    ruled: Callable[[str], bool],
    cited: Mapping[int, str],
    link: Callable[[str], str],
) -> tuple[Passage, ...]:
    """All passages in the order of the text. Linear in its length.

    `ruled` tells whether a rule or target rests on a path; `cited` and `link` give the address of a cited directive.
    """
    marks = marks_by_block([(block.start, block.end) for block in directive.blocks], _marks(directive, cited, link))
    tasks = {task.address for task in directive.tasks}
    return tuple(
        Passage(
            path=block.address,
            kind=block.kind,
            level=min(block.level + 1, 6) if block.kind == "heading" else 0,
            depth=max(0, block.level - 1) if block.kind in {"bullet", "sub_bullet"} else 0,
            # mark_text escapes everything that comes from the file
            markup=mark_safe(mark_text(directive.text, own, start=block.start, end=block.end)),  # noqa: S308
            is_task=block.address in tasks,
            has_rule=ruled(block.address),
            is_selected=block.address == selected,
        )
        for block, own in zip(directive.blocks, marks, strict=True)
    )


def outline(directive: ReadDirective, *, selected: str) -> tuple[OutlineEntry, ...]:
    """The headings and numbered items down to the second level, each with how many tasks lie under it."""
    items = [item for item in directive.outline if item.level <= 2]
    return tuple(
        OutlineEntry(
            path=item.address,
            label=item.address,
            title=shorten(item.title, TITLE_SHOWN),
            level=item.level,
            tasks=sum(1 for task in directive.tasks if item.start <= task.start < item.end),
            is_selected=item.address == selected,
        )
        for item in items
    )


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

"""What a reading holds. Offsets count code points of the source text; `end` is the first one outside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signatory:
    authority: str | None = None
    title: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The frame of a document; `inferred` names the fields that no line of the head states."""

    symbol: str | None = None
    date: str | None = None
    type: str | None = None
    issuer: str | None = None
    place: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signatory: Signatory = Signatory()
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A printed heading or numbered item with everything under it; level 1 is the top."""

    label: str
    level: int
    start: int
    end: int
    title: str
    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """One passage of the text. `kind`: header, heading, item, bullet, sub_bullet, paragraph, signature."""

    address: str
    label: str
    kind: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another document; `refers_to` is the index of the citation it repeats, -1 the document itself."""

    text: str
    start: int
    end: int
    symbol: str | None
    type: str
    date: str | None = None
    issuer: str | None = None
    refers_to: int | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """`kind`: due, recurring, ongoing, period, mention; `relative` says what a missing or inferred value hangs on."""

    text: str
    start: int
    end: int
    kind: str
    value: str | None
    relative: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached; `value` one number or (low, high); `approximate` where the text says "about"."""

    text: str
    start: int
    end: int
    population: str | None
    measure: str | None
    value: float | tuple[float, float]
    unit: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A proposed task. `source` says where the lead bodies come from: explicit, heading, lead, none."""

    start: int
    end: int
    address: str
    responsible: tuple[str, ...]
    coordinating: tuple[str, ...]
    timing: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """What looked like a citation or a date and could not be read; `reason` is a stable word."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    text: str
    header: Header
    outline: tuple[OutlineItem, ...]
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    self_references: tuple[Citation, ...]
    timings: tuple[Timing, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    leftovers: tuple[Leftover, ...]

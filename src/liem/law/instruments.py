"""The instruments that a pack rests on: national regulations, decrees and laws, which replace one another by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.law.language.faults import suggestion
from liem.law.reading import read_force_block
from liem.law.source import Fields, Node, Problems


class Jurisdiction(StrEnum):
    """Whose law it is."""

    PARTY = "party"
    STATE = "state"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text that clauses cite by its `short` name. Numbers restart: symbol, issuer and day together name it.

    `verified` is False where only a weak source reports it; `replaces` holds short names of earlier instruments.
    """

    short: str
    pack: str
    symbol: str
    issuer: str
    dated: date
    title: Message
    jurisdiction: Jurisdiction
    in_force: InForce
    replaces: tuple[str, ...]
    verified: bool
    source: Message


_KEYS = ("short", "symbol", "issuer", "dated", "title", "jurisdiction", "in_force", "replaces", "status", "source")


def read_instruments(fields: Fields, pack: str) -> list[Instrument]:
    """The `instruments` of a pack.yaml."""
    nodes = fields.items("instruments", optional=True)
    found = [_read_instrument(node, pack, fields.problems) for node in nodes]
    return [instrument for instrument in found if instrument is not None]


def read_jurisdiction(fields: Fields, default: Jurisdiction) -> Jurisdiction:
    """The `jurisdiction`, where one is written."""
    if "jurisdiction" not in fields:
        return default
    return Jurisdiction(fields.choice("jurisdiction", list(Jurisdiction)) or default)


def _read_instrument(node: Node, pack: str, problems: Problems) -> Instrument | None:
    fields = Fields(node, problems, _KEYS)
    before = len(problems.found)
    short, symbol, issuer = fields.text("short"), fields.text("symbol"), fields.text("issuer")
    dated, title, in_force = fields.day("dated"), fields.message("title"), read_force_block(fields)
    jurisdiction = read_jurisdiction(fields, Jurisdiction.PARTY)
    status, source = fields.choice("status", ["verified", "pending"]), fields.words("source")
    replaces = tuple(str(item.content) for item in fields.items("replaces", optional=True))
    if len(problems.found) > before or not (short and symbol and issuer and dated and title and in_force and source):
        return None
    return Instrument(
        short,
        pack,
        symbol,
        issuer,
        dated,
        title,
        jurisdiction,
        in_force,
        replaces,
        status == "verified",
        source,
    )


def refuse_unknown_predecessors(instruments: list[Instrument], problems: Problems) -> None:
    """Every `replaces` names an instrument on file."""
    known = [instrument.short for instrument in instruments]
    for instrument in instruments:
        for short in instrument.replaces:
            if short not in known:
                hint = suggestion(short, known)
                problems.add(
                    Node(None, f"{instrument.pack}/pack.yaml", 1),
                    "law.unknown_directive",
                    f"“{instrument.short}” thay thế “{short}”, nhưng không có văn bản đó.{hint.vi}",
                    f"“{instrument.short}” replaces “{short}”, which is not on file.{hint.en}",
                )

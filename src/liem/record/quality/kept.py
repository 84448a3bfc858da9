"""The survey on disk. It names nobody but by key, and is used only where it says what the ledger says now."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from liem.actions.models import LedgerEntry
from liem.record.quality.checks import CHECKS, Scope
from liem.record.quality.finding import question
from liem.record.quality.surveyed import Survey
from liem.record.quality.working_out import survey_of

_LOG = logging.getLogger("liem.quality")


def write(known: Survey) -> None:
    """Puts the survey on disk in one step, so that nobody reads half of it."""
    places = {at: number for number, at in enumerate(known.groups)}
    told = {
        "of": _key(known.position, known.on),
        "position": known.position,
        "people": known.people,
        "found": [known.found[person] for person in known.people],
        "at": [places[known.at[person]] for person in known.people],
        "bodies": list(places),
        "reviewed": {person: day.isoformat() for person, day in known.reviewed.items()},
    }
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(told, file, separators=(",", ":"))
    part.replace(path)


def read(on: date, position: int) -> Survey | None:
    """The survey on disk, where it is of this day and of the ledger as it stands up to there."""
    try:
        told = json.loads(_path().read_text(encoding="utf-8"))
        if told["position"] > position or told["of"] != _key(told["position"], on):
            return None
        return _survey(told, on)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        _LOG.exception("the survey kept on disk cannot be read and is worked out anew")
        return None


def _survey(told: dict[str, Any], on: date) -> Survey:
    people: Sequence[str] = told["people"]
    bodies = [tuple(at) for at in told["bodies"]]
    return survey_of(
        told["position"],
        on,
        people=tuple(people),
        found=dict(zip(people, told["found"], strict=True)),
        at={person: bodies[number] for person, number in zip(people, told["at"], strict=True)},
        reviewed={person: date.fromisoformat(day) for person, day in told["reviewed"].items()},
    )


def _key(position: int, on: date) -> str:
    """What the survey rests on: the ledger up to there, the day, and what is asked. Nothing fits an unknown entry."""
    root = LedgerEntry.objects.filter(pk=position).values_list("root_after", flat=True).first()
    asked = [position, bytes(root).hex() if root else os.urandom(16).hex(), [check.name for check in CHECKS]]
    return hashlib.sha256(f"{asked} {question(Scope(on))}".encode()).hexdigest()


def _path() -> Path:
    return Path(settings.VAR) / "kept" / "quality.json"

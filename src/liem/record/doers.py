"""In which role and for which body something was entered in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from liem.actions.models import EntryContent, Role
from liem.record.days import titles_of


@dataclass(frozen=True, slots=True)
class Doer:
    """In which role and for which body something was entered; the body is empty for the installation."""

    role: str
    body_name: str


def doers(positions: Iterable[int]) -> dict[int, Doer]:
    """Role and body of each entry, from what its digest of the mandate stands for. Without one the system acted.

    Entries whose content was erased are left out. Two queries at most.
    """
    contents = EntryContent.objects.filter(entry__in=list(positions)).values_list("entry_id", "mandate")
    system = {"role": Role.INSTALLATION.value, "body": ""}
    mandates = {position: json.loads(mandate) if mandate else system for position, mandate in contents}
    titles = titles_of(bodies={mandate["body"] for mandate in mandates.values() if mandate["body"]})
    return {
        position: Doer(mandate["role"], titles.body(mandate["body"], None) if mandate["body"] else "")
        for position, mandate in mandates.items()
    }

"""Cases behind the addresses of notices and duties, named for whoever may see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.procedures.cases.board import cases_within
from liem.procedures.models import Case
from liem.record.scope import Reach, reach
from liem.record.secrecy import held_levels
from liem.web.acting import today
from liem.web.case_names import case_words, names

_CASE = re.compile(r"^/cases/([\w-]+)/")


def cases_at(paths: Iterable[str], *, by: Acting) -> Mapping[str, str]:
    """What the case is called to which each path leads, for those that the mandate may open. Five queries at most."""
    keys = {path: found[1] for path in paths if (found := _CASE.match(path))}
    if not keys:
        return {}
    cases = _readable(set(keys.values()), reach(by, today()), by)
    called = names(
        {one.person_id for one in cases.values()},
        posts={one.post_id for one in cases.values()},
        bodies={one.body_id for one in cases.values()},
        on=today(),
    )
    return {path: case_words(cases[key], called) for path, key in keys.items() if key in cases}


def _readable(keys: set[str], within: Reach, by: Acting) -> dict[str, Case]:
    """Without those about whoever acts for an office: the official sees the own case under the own mandate."""
    found = cases_within(within).filter(pk__in=keys, secrecy__in=held_levels())
    own = by.account.person
    if own and by.mandate.role != Role.OFFICIAL:
        found = found.exclude(pk__in=cases_within(Reach(within.day, person=own)).values("pk"))
    return {one.pk: one for one in found.select_related("decision")}

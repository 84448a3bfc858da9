"""The record as Popolo: people, organizations, posts and memberships, in the fields of popoloproject.com.

Popolo knows one name, one superior and one stretch of time for an organization or post. Of several states it gets the
last one, and the former names with their days. What Popolo has no word for and a bringing-in needs stands under `liem`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from liem.actions.permissions import Acting
from liem.record.exporting.action import Exported, Made, enter, reach_of
from liem.record.exporting.selection import Selection, select
from liem.record.importing.sheets import Row, Sheet

GENDERS = {"woman": "female", "man": "male"}
SHEETS = ("places", "bodies", "posts", "people", "tenures")


def export_popolo(*, sheets: Sequence[Sheet], by: Acting, as_of: date | None = None, body: str = "") -> Exported:
    """The bodies, posts, people and tenures within the mandate's reach, or of one body, as one JSON object, as of a day
    or with their whole history. Raises the refusals of `reach_of`."""
    wanted = [sheet for sheet in sheets if sheet.key in SHEETS]
    selection = select(wanted, reach_of(by, body), by=by, as_of=as_of)
    content = json.dumps(popolo_of(selection), ensure_ascii=False, indent=1).encode()
    made = Made(content, selection.counts, selection.people(wanted), selection.unsaid)
    return enter("popolo", made, by=by, as_of=as_of, body=body)


def popolo_of(selection: Selection) -> dict[str, list[dict[str, Any]]]:
    """The five lists; a field that the record does not hold is left out."""
    rows = selection.rows
    titles = {row["post"]: (row["title"], row["body"]) for row in rows["posts"]}
    return {
        "persons": [_person(row) for row in rows["people"]],
        "organizations": [_organization(states) for states in _by_code(rows["bodies"], "body")],
        "posts": [_post(states) for states in _by_code(rows["posts"], "post")],
        "memberships": [_membership(row, *titles.get(row["post"], ("", ""))) for row in rows["tenures"]],
        "areas": [_area(row) for row in rows["places"]],
    }


def _by_code(rows: Iterable[Row], column: str) -> list[list[Row]]:
    """The states of each thing, the oldest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return [sorted(states, key=lambda row: row["valid_from"] or date.min) for states in found.values()]


def _person(row: Row) -> dict[str, Any]:
    return _filled(
        id=row["person"],
        name=row["name"],
        birth_date=_day(row["born_on"]),
        gender=GENDERS.get(row["sex"]),
        sources=_sources(row),
    )


def _organization(states: list[Row]) -> dict[str, Any]:
    *former, last = states
    return _filled(
        id=last["body"],
        name=last["name"],
        other_names=[
            _filled(name=row["name"], start_date=_day(row["valid_from"]), end_date=_last_day(row["valid_to"]))
            for row in former
            if row["name"] != last["name"]
        ],
        classification=last["kind"],
        parent_id=last["superior"],
        area_id=last["place"],
        founding_date=_day(states[0]["valid_from"]),
        dissolution_date=_last_day(last["valid_to"]),
        sources=_sources(last),
        liem=_filled(level=last["level"], **_own_period(states)),
    )


def _post(states: list[Row]) -> dict[str, Any]:
    last = states[-1]
    own = ("is_leader", "is_key_leader", "is_personnel", "field", "area", "managed_by")
    return _filled(
        id=last["post"],
        label=last["title"],
        role=last["role"],
        organization_id=last["body"],
        start_date=_day(states[0]["valid_from"]),
        end_date=_last_day(last["valid_to"]),
        sources=_sources(last),
        liem=_filled(**{key: last[key] for key in own}, **_own_period(states)),
    )


def _own_period(states: list[Row]) -> dict[str, str | None]:
    """The code of the last state and its first day, where it is not the only one."""
    last = states[-1]
    return {"row": last["row"], "from": _day(last["valid_from"]) if len(states) > 1 else None}


def _membership(row: Row, title: str, body: str) -> dict[str, Any]:
    return _filled(
        id=row["row"],
        person_id=row["person"],
        organization_id=body,
        post_id=row["post"],
        role=title,
        start_date=_day(row["valid_from"]),
        end_date=_last_day(row["valid_to"]),
        sources=_sources(row),
        liem=_filled(decision=row["decision"]),
    )


def _area(row: Row) -> dict[str, Any]:
    return _filled(id=row["place"], name=row["name"], classification=row["kind"], parent_id=row["within"])


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _sources(row: Row) -> list[dict[str, str]]:
    return [{"note": row.source}] if row.source else []


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _last_day(first_no_longer: date | None) -> str | None:
    return _day(first_no_longer - timedelta(days=1)) if first_no_longer else None

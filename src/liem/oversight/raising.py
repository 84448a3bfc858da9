"""What an audit keeps of its flags: those raised and not yet expired, and at how many decisions it looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Min

from liem.kernel.dates import end_of
from liem.law.flags import Flag, FlagAnswer, FlagStanding
from liem.law.packs import Law
from liem.oversight.evidence_rows import evidence_rows
from liem.oversight.models import Flag as RaisedFlag
from liem.procedures.models import CandidacyState

_DECISIONS = frozenset({"candidacy", "personnel_decision"})  # fact tables whose subjects are candidacies


def flag_rows(standings: Sequence[FlagStanding], law: Law, *, as_of: date) -> list[dict[str, Any]]:
    """The columns of the flags that are raised and still stand on the day; two queries.

    A flag stands for its time from the day of the decision; where that is not on record, from the day on which an
    audit first raised it: raising it again does not renew it.
    """
    raised = [one for one in standings if one.answer is FlagAnswer.RAISED]
    flags = {flag.id: flag for flag in law.flags}
    decided, first = _decided({one.subject for one in raised}), _first_raised({one.subject for one in raised})
    rows = []
    for one in raised:
        flag = flags[one.flag_id]
        decided_on = decided.get(one.subject) if flag.about in _DECISIONS else None
        begun = decided_on or min(as_of, first.get((one.flag_id, one.subject), as_of))
        row = _row(one, flag) | {
            "decided_on": decided_on,
            "raised_on": as_of,
            "expires_on": end_of(begun, flag.expires),
        }
        if row["expires_on"] > as_of:
            rows.append(row)
    return rows


def survey_rows(standings: Iterable[FlagStanding], raised: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Per flag at how many decisions was looked; the columns of `FlagSurvey`. `raised` are those of `flag_rows`."""
    answers = Counter((one.flag_id, one.answer) for one in standings if one.answer is not FlagAnswer.NOT_APPLICABLE)
    stand = Counter(row["flag"] for row in raised)
    return [
        {
            "flag": flag,
            "raised": stand[flag],
            "expired": answers[flag, FlagAnswer.RAISED] - stand[flag],
            "clear": answers[flag, FlagAnswer.CLEAR],
            "unknown": answers[flag, FlagAnswer.UNKNOWN],
        }
        for flag in sorted({flag for flag, _ in answers})
    ]


def stored_flag(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as plain JSON, for the digest of the audit."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _row(standing: FlagStanding, flag: Flag) -> dict[str, Any]:
    return {
        "flag": flag.id,
        "about": flag.about,
        "subject": standing.subject,
        "person": standing.person or "",
        "body": standing.body or "",
        "evidence": evidence_rows(standing.evidence),
    }


def _decided(subjects: Collection[str]) -> dict[str, date]:
    states = CandidacyState.objects.current().filter(decided_on__isnull=False).values_list("candidacy_id", "decided_on")
    return {key: day for key, day in states if day and key in subjects} if subjects else {}


def _first_raised(subjects: Collection[str]) -> dict[tuple[str, str], date]:
    if not subjects:
        return {}
    rows = RaisedFlag.objects.order_by().values_list("flag", "subject").annotate(first=Min("raised_on"))
    return {(flag, subject): first for flag, subject, first in rows if subject in subjects}

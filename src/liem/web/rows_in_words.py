"""The rows behind a finding, line by line in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liem.kernel.dates import Term, end_of
from liem.kernel.errors import LiemError
from liem.oversight.participants import Kin
from liem.oversight.rows_behind import (
    CandidacyRows,
    DeclarationRows,
    EvaluationRows,
    HoldingRows,
    KinPairRows,
    MeetingRows,
    PersonnelWorkRows,
    Rows,
)
from liem.record.choices import Grade, Relation
from liem.record.days import PostTitle
from liem.web.evidence import term_words
from liem.web.wording import day_words, number_words


@dataclass(frozen=True, slots=True)
class RowLine:
    """One thing on record; an empty value says that the record holds none. `note` says what follows from it."""

    label: str
    value: str
    note: str = ""


def row_lines(rows: Rows | None, evidence: Sequence[Mapping[str, Any]], *, as_of: date) -> tuple[RowLine, ...]:
    """What the record holds, in the order in which it came about."""
    return () if rows is None else tuple(_lines(rows, evidence, as_of))


def _lines(rows: Rows, evidence: Sequence[Mapping[str, Any]], as_of: date) -> Iterator[RowLine]:
    match rows:
        case DeclarationRows():
            yield from _declaration(rows)
        case CandidacyRows():
            yield from _candidacy(rows)
        case EvaluationRows():
            yield from _evaluation(rows)
        case MeetingRows():
            yield from _meeting(rows)
        case PersonnelWorkRows():
            yield from _personnel_work(rows)
            yield from _term_run_out(evidence, as_of)
        case HoldingRows():
            yield from _holding(rows)
        case KinPairRows():
            yield from _kin_pair(rows)


def kin_words(kin: Kin) -> str:
    """How a participant is related to the candidate."""
    relation = str(Relation(kin.relation).label) if kin.relation in Relation.values else kin.relation
    if kin.of_participant:
        return _("the candidate is their %(relation)s") % {"relation": relation}
    return _("%(relation)s of the candidate") % {"relation": relation}


def _declaration(rows: DeclarationRows) -> Iterator[RowLine]:
    yield RowLine(_("Due"), day_words(rows.due_on))
    late = rows.days_late
    yield RowLine(
        _("Filed"),
        day_words(rows.filed_on),
        ngettext("%(count)s day late", "%(count)s days late", late) % {"count": number_words(late)} if late else "",
    )
    yield RowLine(_("Published"), day_words(rows.published_on))


def _candidacy(rows: CandidacyRows) -> Iterator[RowLine]:
    yield RowLine(_("Opened"), day_words(rows.opened_on))
    yield RowLine(
        _("Political-standards conclusion"),
        _paper(rows.conclusion),
        _("dated after the opening") if rows.conclusion and rows.conclusion[1] > rows.opened_on else "",
    )
    yield RowLine(_("Latest recognised result"), _paper(rows.result))
    yield RowLine(_("Planned for"), day_words(rows.planned_on))
    after = rows.programme_filed_on and rows.decided_on and rows.programme_filed_on > rows.decided_on
    yield RowLine(
        _("Action programme filed"),
        day_words(rows.programme_filed_on),
        _("after the decision") if after else "",
    )
    yield RowLine(_("Decided"), " · ".join(part for part in (day_words(rows.decided_on), rows.decision) if part))


def _paper(paper: tuple[str, date, str] | None) -> str:
    if paper is None:
        return ""
    name, day, authority = paper
    return " · ".join(part for part in (name, day_words(day), authority) if part)


def _evaluation(rows: EvaluationRows) -> Iterator[RowLine]:
    yield RowLine(_("Form dated"), day_words(rows.evaluated_on))
    yield RowLine(_("Grade of the official"), _grade(rows.grade))
    yield RowLine(_("Grade of the collective"), _grade(rows.collective_grade))
    yield RowLine(_("Result of the body"), rows.body_result)
    yield RowLine(_("Initiatives or products"), "; ".join(rows.products))


def _grade(grade: str) -> str:
    return str(Grade(grade).label) if grade in Grade.values else grade


def _meeting(rows: MeetingRows) -> Iterator[RowLine]:
    yield RowLine(_("Held on"), day_words(rows.held_on))
    yield RowLine(_("Places to be filled"), number_words(rows.places))
    yield RowLine(_("Names entered"), number_words(rows.names))


def _personnel_work(rows: PersonnelWorkRows) -> Iterator[RowLine]:
    for post, since, until in rows.tenures:
        days = f"{day_words(since) or '?'} – {day_words(until - timedelta(days=1)) if until else _('now')}"
        yield RowLine(_post(post), days, "" if since else _("the first day is not on record"))


def _term_run_out(evidence: Sequence[Mapping[str, Any]], as_of: date) -> Iterator[RowLine]:
    """The day on which the term that the law sets ran out, and for how long it has been exceeded."""
    values = {str(item["fact"]): item["value"] for item in evidence}
    since = values.get("continuous_since")
    written = next((item["value"] for item in evidence if item.get("kind") == "parameter" and item["value"]), None)
    if not isinstance(since, str) or not isinstance(written, str):
        return
    try:
        term = Term.parse(written)
        ended = end_of(date.fromisoformat(since), term)
    except (LiemError, ValueError):
        return
    days = (as_of - ended).days
    label = _("%(term)s full on") % {"term": term_words(term)}
    if days > 0:
        note = ngettext("exceeded by %(count)s day", "exceeded by %(count)s days", days)
    elif days < 0:
        note = ngettext("in %(count)s day", "in %(count)s days", -days)
    else:
        note = _("reached on this day")
    yield RowLine(label, day_words(ended), note % {"count": number_words(abs(days))} if days else note)


def _holding(rows: HoldingRows) -> Iterator[RowLine]:
    yield RowLine(_("Post"), _post(rows.post))
    yield RowLine(_("Held since"), day_words(rows.since))
    yield RowLine(_("Home place"), rows.home_place)


def _kin_pair(rows: KinPairRows) -> Iterator[RowLine]:
    for post, since in rows.posts:
        yield RowLine(_("Post held by one of the two"), _post(post))
        yield RowLine(_("Held since"), day_words(since))


def _post(post: PostTitle) -> str:
    return f"{post.title}, {post.body_name}" if post.body_name else post.title

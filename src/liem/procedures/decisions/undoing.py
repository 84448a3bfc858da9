"""Undoing a decision that was entered wrongly: the rows stand again as they stood before it.

A decision that was taken wrongly is not undone here: it is annulled, by a case of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from liem.actions.versions import Versioned, following
from liem.kernel.errors import LiemError, Message
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.changes import Changes
from liem.procedures.models import (
    Annulment,
    CandidacyState,
    CaseEvent,
    Consequence,
    Decision,
    Suspension,
)
from liem.record.models import EvaluationForm, SuccessionEntry, SuccessionListState, Tenure, Training

TABLES: Mapping[str, type[Versioned]] = {
    model._meta.db_table: model
    for model in (
        Tenure,
        SuccessionEntry,
        SuccessionListState,
        EvaluationForm,
        Training,
        Suspension,
        CandidacyState,
        Annulment,
        Consequence,
    )
}
"""The tables that decisions write to, by the names that effects bear."""


def former_of(now: CaseNow, event: CaseEvent) -> Decision | None:
    """The decision entered for the same step before, which this event replaces; None where it was undone already."""
    earlier = {one.key: one for one in now.events if one.step == event.step}
    found = Decision.objects.filter(case=now.case, event__in=earlier)
    latest = max(found, key=lambda one: earlier[one.event].number, default=None)
    if latest is None:
        return None
    number = earlier[latest.event].number
    corrected = any(one.corrects == number for one in now.events)
    return None if corrected else latest


def standing_decisions(cases: Collection[str]) -> tuple[Decision, ...]:
    """The decisions of these cases, each with its effects, in the order of entry; not those that a later entry of the
    same step replaced or undid. Three queries."""
    events = {one.key: one for one in CaseEvent.objects.filter(case_id__in=cases)}
    corrected = {(one.case_id, one.corrects) for one in events.values() if one.corrects is not None}
    latest: dict[tuple[str, str], Decision] = {}
    for decision in Decision.objects.filter(event__in=events).prefetch_related("effects").order_by("entry"):
        event = events[decision.event]
        latest[event.case_id, event.step] = decision
    found = (one for one in latest.values() if _place(events[one.event]) not in corrected)
    return tuple(sorted(found, key=lambda one: one.entry))


def _place(event: CaseEvent) -> tuple[str, int]:
    return event.case_id, event.number


def undo(decision: Decision, changes: Changes) -> None:
    """Raises `decisions.relied_on` where something has changed since what the decision brought about."""
    for table, identity in decision.effects.order_by("pk").values_list("table", "identity"):
        model = TABLES[table]
        versions = model._default_manager.filter(identity=identity)
        standing = versions.filter(known_to__isnull=True).first()
        if standing is None or standing.known_from != decision.entry:
            raise _relied_on(decision)
        before = versions.filter(known_to=decision.entry).first()
        if before is None:
            changes.drop(model, identity)
        else:
            changes.put_back(following(before))


def _relied_on(decision: Decision) -> LiemError:
    return LiemError(
        "decisions.relied_on",
        Message(
            f"Từ sau quyết định số {decision.number} đã có quyết định khác thay đổi kết quả của nó, nên không sửa được "
            "nữa. Nếu quyết định sai, hãy mở vụ việc hủy bỏ, thu hồi quyết định.",
            f"Another decision has since changed what decision {decision.number} brought about, so that it can no "
            "longer be corrected. Where it was wrong, open a case of annulment.",
        ),
        {"decision": decision.key},
    )

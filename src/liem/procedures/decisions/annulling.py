"""Annulment: a decision is found wrong and annulled by that of a case. What it brought about is undone by versions
where that hurts nobody's claim; everything else that relied on it becomes a consequence with an owner and a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from liem.actions.models import LedgerEntry
from liem.actions.versions import Versioned, following
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Act
from liem.procedures.cases.standing import CaseNow, closing_step
from liem.procedures.decisions.changes import Changes
from liem.procedures.decisions.graph import Graph, Node, decision_node
from liem.procedures.decisions.relying import relying_on
from liem.procedures.decisions.signed import Signed
from liem.procedures.decisions.undoing import TABLES
from liem.procedures.models import Annulment, Case, CaseEvent, Consequence, Decision, Suspension
from liem.record.models import EvaluationForm, SuccessionEntry, SuccessionListState, Tenure, Training

Kind = Consequence.Kind
REPORTS = ("oversight.audit", "record.export")
"""Actions by which figures went out. The latest of each is to be drawn up anew."""

TO_DO: Mapping[str, str] = {
    Kind.TENURE: "Xem lại việc giữ chức vụ này: giữ nguyên, quyết định lại hoặc cho thôi giữ",
    Kind.DECISION: "Xem lại quyết định này: công nhận, quyết định lại hoặc hủy bỏ",
    Kind.SUCCESSION: "Rà soát lại quy hoạch này",
    Kind.CANDIDACY: "Xem xét lại hồ sơ nhân sự này từ bước đã dựa vào quyết định bị hủy bỏ",
    Kind.VOTE: "Xem lại kết quả hội nghị: có phải họp, bỏ phiếu lại hay không",
    Kind.CASE: "Xem lại vụ việc này từ bước đã dựa vào quyết định bị hủy bỏ",
    Kind.REPORT: "Lập lại báo cáo, số liệu đã tính cả quyết định bị hủy bỏ",
}
GIVE_BACK = "Xem xét khôi phục chức vụ đã thôi giữ theo quyết định bị hủy bỏ, hoặc bố trí việc khác"


@dataclass(frozen=True, slots=True)
class _Undone:
    """What the annulment undid at once, and what is left to somebody to decide."""

    rows: frozenset[str]
    left: tuple[Node, ...]


def graph(decision: Decision, *, on: date) -> Graph:
    """Everything that relied on the decision, and the reports that counted it."""
    found = relying_on(decision, on=on)
    return Graph((*found.nodes, *_reports(decision)), found.edges)


def found_wrong(now: CaseNow, event: CaseEvent, changes: Changes) -> None:
    """The conclusion that the decision was wrong; it is annulled later."""
    decision = _looked_into(now.case)
    former = changes.current(Annulment.objects.filter(case=now.case))
    row = former[0] if former else Annulment(identity=uuid4().hex, decision=decision, case=now.case)
    changes.put(following(row, found_on=event.on), person=None)


def found_right(case: Case, changes: Changes) -> None:
    """The conclusion was entered by mistake: nothing was found wrong."""
    for row in changes.current(Annulment.objects.filter(case=case)):
        if row.annulled_on is None:
            changes.drop(Annulment, row.identity)


def annul(one: Signed) -> None:
    """Annuls the decision of the case. Raises `decisions.nothing_to_annul`, `decisions.annulled_already` and
    `decisions.no_redo_day`."""
    decision = _looked_into(one.now.case)
    _annulment(one, decision)
    undone = _take_back(one, decision)
    found = graph(decision, on=one.decision.decided_on)
    nodes = {node.key: node for node in (*undone.left, *found.relying) if node.thing not in undone.rows}
    for node in nodes.values():
        to_do = GIVE_BACK if node in undone.left and node.kind == Kind.TENURE else TO_DO[node.kind]
        one.changes.put(_consequence(one, decision, node, to_do, found.through(node)), person=node.person)


def _looked_into(case: Case) -> Decision:
    if case.decision is None:
        raise LiemError(
            "decisions.nothing_to_annul",
            Message(
                "Vụ việc chưa ghi xem xét quyết định nào. Hãy mở vụ việc mới và chọn quyết định đó.",
                "The case names no decision to look into. Open a new one and choose the decision.",
            ),
        )
    return case.decision


def _annulment(one: Signed, decision: Decision) -> None:
    if _annulled_elsewhere(decision, one.now.case):
        raise annulled_already()
    former = one.changes.current(Annulment.objects.filter(case=one.now.case))
    row = former[0] if former else Annulment(identity=uuid4().hex, decision=decision, case=one.now.case)
    found_on = row.found_on or _found_on(one.now) or one.decision.decided_on
    annulled = following(row, found_on=found_on, annulled_on=one.new.effective_on, annulling_id=one.decision.pk)
    one.changes.put(annulled, person=None)


def _found_on(now: CaseNow) -> date | None:
    step = next((step for step in now.procedure.steps if step.act is Act.APPRAISE), None)
    event = now.event_of(step.id) if step else None
    return event.on if event else None


def _take_back(one: Signed, decision: Decision) -> _Undone:
    """Undoes what the decision brought about, row by row, as far as nobody has to be asked."""
    undone: set[str] = set()
    left: list[Node] = []
    for effect in decision.effects.order_by("pk"):
        model = TABLES.get(effect.table)
        row = model._default_manager.filter(identity=effect.identity, known_to__isnull=True).first() if model else None
        if row is None or type(row) not in _UNDO:
            continue
        if _UNDO[type(row)](one, decision, row):
            undone.add(row.identity)
        else:
            left.append(_node_of(decision, row))
    return _Undone(frozenset(undone), tuple(left))


def _take_back_tenure(one: Signed, decision: Decision, row: Tenure) -> bool:
    """One that the decision began ends on the day of annulment. One that it ended or renewed is left to be decided: by
    now somebody else may hold the post."""
    if row.valid_from != decision.effective_on:
        return False
    ends_on = one.new.effective_on
    if row.valid_from >= ends_on:
        one.changes.drop(Tenure, row.identity)
    elif row.valid_to is None or row.valid_to > ends_on:
        one.changes.put(following(row, valid_to=ends_on), person=row.person_id)
    return True


def _take_back_entry(one: Signed, decision: Decision, row: SuccessionEntry) -> bool:
    if row.approved_on != decision.decided_on:
        return False
    if row.removed_on is None:
        gone = following(row, removed_on=one.new.effective_on, removal_reason=f"Hủy bỏ theo {one.words}"[:300])
        one.changes.put(gone, person=row.person_id)
    return True


def _take_back_grade(one: Signed, decision: Decision, row: EvaluationForm) -> bool:
    """The grade that stood before stands again; without one the year has no grade."""
    if row.evaluated_on != decision.decided_on:
        return True
    before = EvaluationForm.objects.filter(identity=row.identity, known_to=decision.entry).first()
    if before is None:
        one.changes.drop(EvaluationForm, row.identity)
    else:
        one.changes.put_back(following(before))
    return True


def _take_back_training(one: Signed, decision: Decision, row: Training) -> bool:
    ends_on = one.new.effective_on
    if row.valid_from is not None and row.valid_from >= ends_on:
        one.changes.drop(Training, row.identity)
    elif row.valid_to is None or row.valid_to > ends_on:
        one.changes.put(following(row, valid_to=ends_on), person=row.person_id)
    return True


def _take_back_suspension(one: Signed, decision: Decision, row: Suspension) -> bool:
    if row.ended_on is None:
        one.changes.put(following(row, ended_on=one.new.effective_on), person=row.person_id)
    return True


def _leave(one: Signed, decision: Decision, row: Versioned) -> bool:
    return False


_UNDO: Mapping[type[Versioned], Callable[..., bool]] = {
    Tenure: _take_back_tenure,
    SuccessionEntry: _take_back_entry,
    SuccessionListState: _leave,
    EvaluationForm: _take_back_grade,
    Training: _take_back_training,
    Suspension: _take_back_suspension,
    Annulment: _leave,
}


def _node_of(decision: Decision, row: Versioned) -> Node:
    match row:
        case Tenure():
            return Node(Kind.TENURE, row.identity, decision.body_id, row.valid_from, row.person_id)
        case SuccessionEntry():
            return Node(Kind.SUCCESSION, row.identity, row.list.body_id, row.approved_on, row.person_id)
        case SuccessionListState():
            return Node(Kind.SUCCESSION, row.identity, row.list.body_id, row.approved_on)
        case Annulment():
            return decision_node(row.decision)
        case _:
            raise TypeError(type(row).__name__)


def _consequence(one: Signed, decision: Decision, node: Node, to_do: str, through: str) -> Consequence:
    return Consequence(
        identity=uuid4().hex,
        case=one.now.case,
        decision=decision,
        kind=node.kind,
        thing=node.thing,
        through=through or decision_node(decision).key,
        body_id=node.body or one.decision.body_id,
        to_do=to_do,
        due_on=_redo_by(one),
    )


def _redo_by(one: Signed) -> date:
    """The day that the decision sets, else the limit of the case's last step."""
    due = one.new.redo_by or (one.now.course.places[-1].due if one.now.course else None)
    if due is None or due < one.decision.decided_on:
        raise LiemError(
            "decisions.no_redo_day",
            Message(
                "Có những việc đã dựa vào quyết định này. Hãy ghi ngày phải khắc phục xong.",
                "Other things relied on this decision. Enter the day by which all of them are put right.",
            ),
        )
    return due


def _reports(decision: Decision) -> tuple[Node, ...]:
    latest = (
        LedgerEntry.objects.filter(action=action, position__gt=decision.entry).order_by("-position").first()
        for action in REPORTS
    )
    entries = [entry for entry in latest if entry is not None]
    return tuple(Node(Kind.REPORT, str(entry.position), "", entry.at.date()) for entry in entries)


def stops(now: CaseNow, step: str) -> tuple[tuple[str, Message], ...]:
    """What stands against annulling: no decision to look into, or one that is annulled already."""
    closing = closing_step(now.procedure)
    if closing is None or step != closing.id:
        return ()
    try:
        decision = _looked_into(now.case)
    except LiemError as error:
        return ((error.code, error.message),)
    if not _annulled_elsewhere(decision, now.case):
        return ()
    refusal = annulled_already()
    return ((refusal.code, refusal.message),)


def _annulled_elsewhere(decision: Decision, case: Case) -> bool:
    rows = Annulment.objects.current().filter(decision=decision, annulled_on__isnull=False)
    return rows.exclude(case=case).exists()


def annulled_already() -> LiemError:
    return LiemError(
        "decisions.annulled_already",
        Message(
            "Quyết định này đã bị hủy bỏ trong một vụ việc khác. Vụ việc này không còn gì để hủy bỏ.",
            "This decision has been annulled in another case. There is nothing left to annul here.",
        ),
    )

"""What stands against taking a step because something that was decided is not followed to its end yet."""

from __future__ import annotations

from collections.abc import Iterator

from liem.kernel.errors import Message
from liem.law.procedures.steps import OPENING, Act, Effect
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions import annulling
from liem.procedures.decisions.consequences import open_consequences
from liem.procedures.decisions.correcting import open_points, plan_step, points_of
from liem.procedures.decisions.promises import open_promises
from liem.procedures.decisions.undoing import standing_decisions


def stops(now: CaseNow, step: str) -> tuple[tuple[str, Message], ...]:
    """Codes and sentences; empty where nothing of this kind stands against the step."""
    return () if step == OPENING else tuple(_stops(now, step))


def stops_correcting(now: CaseNow, step: str) -> tuple[tuple[str, Message], ...]:
    """What stands against correcting an entry of the step: a decision that rests on it has changed the record. It is
    corrected itself, or annulled; what led to it is not rewritten underneath it."""
    if step == OPENING or not _changed_the_record(now) & now.procedure.all_after(step):
        return ()
    return (
        (
            "decisions.decided",
            Message(
                "Quyết định đã ghi dựa vào bước này, nên không sửa lại bước này được nữa. Nếu bước này sai, hãy mở vụ "
                "việc hủy bỏ, thu hồi quyết định.",
                "The decision that is entered rests on this step, which can no longer be corrected. Where the step was "
                "wrong, open a case of annulment.",
            ),
        ),
    )


def _changed_the_record(now: CaseNow) -> frozenset[str]:
    """The steps whose decisions brought something about that stands."""
    steps = {event.key: event.step for event in now.events}
    decisions = standing_decisions({now.case.pk})
    return frozenset(steps[one.event] for one in decisions if one.event in steps and one.effects.all())


def _stops(now: CaseNow, step: str) -> Iterator[tuple[str, Message]]:
    if now.procedure.effect is Effect.DECISION_ANNULLED:
        yield from annulling.stops(now, step)
    planning = plan_step(now)
    if planning is not None and planning.id == step and not points_of(now.case):
        yield (
            "decisions.no_points",
            Message(
                "Kế hoạch chưa có điểm nào phải khắc phục. Hãy ghi từng điểm và thời hạn.",
                "The plan has no point to be corrected. Enter each point and its day.",
            ),
        )
    if now.procedure.step(step).act is Act.FOLLOW:
        yield from _unfinished(now)


def _unfinished(now: CaseNow) -> Iterator[tuple[str, Message]]:
    consequences, promises, points = open_consequences(now.case), open_promises(now.case), open_points(now.case)
    if consequences:
        yield (
            "decisions.consequences_open",
            Message(
                f"Còn {consequences} việc đã dựa vào quyết định bị hủy bỏ chưa khắc phục xong. "
                "Hãy ghi kết quả từng việc.",
                f"{consequences} things that relied on the annulled decision are not put right. "
                "Enter each as it is done.",
            ),
        )
    if promises:
        yield (
            "decisions.promises_open",
            Message(
                f"Còn {promises} việc trong chương trình hành động chưa được xem xét. Hãy ghi kết quả từng việc.",
                f"{promises} promises of the action programme have not been looked at. Enter what came of each.",
            ),
        )
    if points:
        yield (
            "decisions.points_open",
            Message(
                f"Còn {points} điểm trong kế hoạch khắc phục chưa xong. Hãy ghi kết quả từng điểm.",
                f"{points} points of the correction plan are not corrected. Enter each as it is done.",
            ),
        )

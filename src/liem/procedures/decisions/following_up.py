"""Entering what became of something that is followed to its end: a consequence, a promise, a point of a plan."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.versions import Versioned, following
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import Json

ACTION = "procedures.follow"
V = TypeVar("V", bound=Versioned)


def follow(  # noqa: PLR0913 — all of an action, each by its name
    row: V,
    *,
    by: Acting,
    body: str,
    people: Collection[str],
    content: Mapping[str, Json],
    changed: Mapping[str, Any],
    reason: str,
    refuse: Callable[[], None],
) -> V:
    """Writes the next version of the row in one action. Raises `decisions.followed` where somebody was quicker,
    `decisions.own` where it is about oneself, what `refuse` raises, and the refusals of permission."""

    def write(w: Write) -> V:
        w.supersede(type(row), [row.identity], reason=reason)
        return w.add([following(row, **changed)])[0]

    return perform(
        ACTION,
        by=by,
        body=body,
        subjects=sorted({*people, body}),
        content={**content, "identity": row.identity},
        gates=[lambda: refuse_own(people, by), lambda: _refuse_followed(row), refuse],
        write=write,
    )


def refuse_own(people: Collection[str], by: Acting) -> None:
    if by.account.person and by.account.person in people:
        raise LiemError(
            "decisions.own",
            Message(
                "Không ai tự ghi kết quả việc của chính mình. Hãy để người khác được giao quyền ghi.",
                "Nobody enters what became of their own matter. Somebody else with a mandate has to.",
            ),
        )


def refuse_proof(proof: str, on: date, *, today: date, longest: int) -> None:
    """Raises `decisions.proof` and `decisions.day_to_come`."""
    if not proof.strip() or len(proof.strip()) > longest:
        raise LiemError(
            "decisions.proof",
            Message(
                f"Hãy ghi minh chứng: số, ngày văn bản hoặc kết quả kiểm tra, không quá {longest} ký tự.",
                f"Give the proof: number and day of a paper, or what a check found, in at most {longest} characters.",
            ),
        )
    if on > today:
        raise LiemError(
            "decisions.day_to_come",
            Message(
                "Ngày này chưa đến. Hãy ghi khi việc đã làm xong.", "This day has not come yet. Enter it when done."
            ),
        )


def _refuse_followed(row: Versioned) -> None:
    standing = type(row)._default_manager.filter(identity=row.identity, known_to__isnull=True).first()
    if standing is None or standing.known_from != row.known_from:
        raise LiemError(
            "decisions.followed",
            Message(
                "Người khác vừa ghi việc này. Hãy tải lại trang để xem.",
                "Somebody else has just entered this. Load the page again to see it.",
            ),
        )


def gone() -> LiemError:
    """There is none such that is still open."""
    return LiemError(
        "decisions.not_open",
        Message(
            "Việc này đã được ghi xong, hoặc không có trong phạm vi được giao. Hãy mở lại trang của vụ việc.",
            "This is done already, or lies outside the mandate. Open the page of the case again.",
        ),
    )

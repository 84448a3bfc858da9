"""Time in force: from a day on, until a day that is no longer included, or pending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import LiemError, Message


@dataclass(frozen=True, slots=True)
class InForce:
    """`starts` is the first day in force, `ends` the first day no longer in force (None: no end known).

    `pending` names the instrument that must come first; then there is no first day and nothing is in force.
    """

    starts: date | None
    ends: date | None = None
    pending: str | None = None

    def __post_init__(self) -> None:
        if (self.starts is None) == (self.pending is None):
            raise LiemError(
                "force.start",
                Message(
                    "Hiệu lực phải có ngày bắt đầu, hoặc nêu văn bản còn phải chờ.",
                    "Time in force needs a first day, or the instrument it waits for.",
                ),
            )
        if self.starts and self.ends and self.ends <= self.starts:
            raise LiemError(
                "force.order",
                Message("Ngày hết hiệu lực phải sau ngày bắt đầu.", "The end must come after the first day in force."),
            )

    def covers(self, day: date) -> bool:
        return self.starts is not None and self.starts <= day and (self.ends is None or day < self.ends)

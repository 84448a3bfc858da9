"""What procedures say, as people read it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from liem.kernel.errors import Message
from liem.law.procedures import in_words
from liem.law.procedures.in_words import holder_words, limit_words, meeting_words, pending_of
from liem.law.procedures.meetings import LEVELS
from liem.law.procedures.reading import READERS
from liem.law.procedures.steps import (
    DAYS_OF_A_CASE,
    Act,
    Base,
    Concern,
    Convened,
    Counted,
    Effect,
    Kind,
    Part,
    Procedure,
    Seat,
    Undecided,
)

WORDS: list[tuple[Mapping[str, Message], type[StrEnum] | tuple[str, ...]]] = [
    (in_words.KINDS, Kind),
    (in_words.CONCERNS, Concern),
    (in_words.ACTS, Act),
    (in_words.SEATS, Seat),
    (in_words.PARTS, Part),
    (in_words.CONVENED, Convened),
    (in_words.BASES, Base),
    (in_words.TIES, Undecided),
    (in_words.EFFECTS, Effect),
    (in_words.READERS, READERS),
    (in_words.LEVELS, LEVELS),
    (in_words.UNITS, Counted),
    (in_words.DAYS, DAYS_OF_A_CASE),
]


@pytest.mark.parametrize(("words", "known"), WORDS)
def test_everything_a_file_may_write_has_its_words(
    words: Mapping[str, Message], known: type[StrEnum] | tuple[str, ...]
) -> None:
    assert list(words) == list(known)


def test_who_takes_a_step_is_said_with_part_and_seat(procedure: Procedure) -> None:
    assert [holder_words(step.by).en for step in procedure.steps] == [
        "the head of the body of the post",
        "the personnel desk of the body directly above",
        "an officer of the inspection",
        "the leaders together of the body that manages the post",
        "the head of the body that decides",
        "the personnel desk of the body that decides",
    ]


def test_limits_say_from_when_or_before_what(procedure: Procedure) -> None:
    limits = [step.limit for step in procedure.steps if step.limit]
    assert [limit_words(limit, procedure, {"least_days": 7}) for limit in limits] == [
        Message("trong 5 ngày làm việc từ bước “Đề nghị”", "within 5 working days of “Request”"),
        Message("trong 7 ngày từ khi mở vụ việc", "within 7 days of the opening of the case"),
        Message(
            "chậm nhất 10 ngày làm việc trước ngày hết nhiệm kỳ",
            "at the latest 10 working days before the end of the term",
        ),
    ]
    assert limit_words(limits[1], procedure, {}).en == "within days not verified yet of the opening of the case"


def test_a_meeting_is_told_sentence_by_sentence(procedure: Procedure) -> None:
    meeting = procedure.step("vote").meeting
    assert meeting is not None
    assert [one.vi for one in meeting_words(meeting)] == [
        "Triệu tập cấp ủy.",
        "Phải có mặt ít nhất 2/3 số người được triệu tập.",
        "Số tên phải nhiều hơn số lượng cần chọn.",
        "Bỏ phiếu kín.",
        "Người được chọn phải đạt quá 1/2 số người được triệu tập.",
        "Bằng phiếu nhau ở chỗ cuối thì người đứng đầu lựa chọn.",
        "Không ai đạt thì bỏ phiếu lại.",
    ]


def test_nothing_of_a_verified_step_is_pending(procedure: Procedure) -> None:
    assert [pending_of(step) for step in procedure.steps] == [()] * len(procedure.steps)

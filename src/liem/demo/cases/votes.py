"""Votes of confidence: the demo province has none on record."""

from __future__ import annotations

from collections.abc import Mapping

from liem.kernel.errors import Message

_WHY = Message("chưa ghi cuộc lấy phiếu tín nhiệm nào", "no vote of confidence is on record")
UNANSWERED: Mapping[str, Message] = {
    "confidence_round_in_third_year": _WHY,
    "confidence_vote_in_third_year": _WHY,
}
"""Unknown of every term that has come to its third year; the terms of the closing day have not."""

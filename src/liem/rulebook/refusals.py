"""Refusals that several actions on the rule book share."""

from __future__ import annotations

from datetime import date

from liem.kernel.errors import LiemError, Message
from liem.rulebook.book import rule_book


def refuse_wrong_days(valid_from: date, valid_to: date | None) -> None:
    """Raises `rulebook.days` where a time ends before it begins."""
    if valid_to is not None and valid_to <= valid_from:
        raise LiemError(
            "rulebook.days",
            Message(
                "Ngày hết hiệu lực phải sau ngày bắt đầu. Hãy sửa một trong hai ngày.",
                "The last day must come after the first. Correct one of them.",
            ),
        )


def refuse_unknown_pack(pack: str) -> None:
    """Raises `rulebook.unknown_pack`."""
    packs = [one.id for one in rule_book().packs]
    if pack not in packs:
        raise LiemError(
            "rulebook.unknown_pack",
            Message(
                f"Không có bộ quy tắc “{pack}”. Các bộ hiện có: {', '.join(packs)}.",
                f"There is no pack “{pack}”. There are: {', '.join(packs)}.",
            ),
            {"pack": pack},
        )

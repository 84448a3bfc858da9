"""Signs worth a look: answering them, closing them.

reply(flag_id, text, by=acting)                              the official concerned, or the deciding body
review(NewReview(flag_id, "explained", text), by=acting)     whoever's work it is
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.utils import timezone

from liem.actions.models import Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.oversight.flags import kin_flags
from liem.oversight.models import Flag, FlagReply, FlagReview, ReviewOutcome
from liem.record.scope import out_of_reach, reach, superiors_on

REPLY, REVIEW = "oversight.reply", "oversight.review_flag"
MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReview:
    """`outcome` is one of `ReviewOutcome`; `reason` is needed where it takes the place of an earlier review."""

    flag_id: int
    outcome: str
    text: str
    reason: str = ""


def reply(flag_id: int, text: str, *, by: Acting) -> FlagReply:
    """Answers a flag in one action: the official concerned, or an officer of the body that decided.

    Raises `oversight.no_text`, `oversight.flag_expired`, `record.out_of_reach` and the refusals of permission.
    """
    on = timezone.localdate()
    flag = _flag(flag_id, by, on)
    row = FlagReply(
        identity=uuid4().hex,
        flag=flag.flag,
        subject=flag.subject,
        text=text.strip(),
        by=by.account,
        role=by.mandate.role,
        body=by.mandate.body,
        on=on,
    )

    def write(written: Write) -> FlagReply:
        return written.add([row])[0]

    return perform(
        REPLY,
        by=by,
        body=flag.body,
        subjects=_subjects(flag),
        content=_told(flag, row.identity),
        gates=[lambda: _refuse_text(text), lambda: _refuse_expired(flag, on)],
        write=write,
    )


def review(new: NewReview, *, by: Acting) -> FlagReview:
    """Closes a flag in one action: it was explained, or it was followed up, and on what grounds.

    Raises `oversight.no_text`, `oversight.outcome`, `oversight.own_flag`, `oversight.partial_review`,
    `oversight.flag_expired`, `record.out_of_reach` and the refusals of permission; for a second review
    `actions.no_reason`.
    """
    on = timezone.localdate()
    flag = _flag(new.flag_id, by, on)
    row = FlagReview(
        identity=_review_identity(flag),
        flag=flag.flag,
        subject=flag.subject,
        outcome=new.outcome,
        text=new.text.strip(),
        by=by.account,
        role=by.mandate.role,
        body=by.mandate.body,
        on=on,
    )

    def write(written: Write) -> FlagReview:
        if FlagReview.objects.current().filter(identity=row.identity).exists():
            written.supersede(FlagReview, [row.identity], reason=new.reason)
        return written.add([row])[0]

    return perform(
        REVIEW,
        by=by,
        body=flag.body,
        subjects=_subjects(flag),
        content=_told(flag, row.identity),
        gates=[lambda: _refuse_review(new, flag, by), lambda: _refuse_expired(flag, on)],
        write=write,
    )


def _flag(flag_id: int, by: Acting, day: date) -> Flag:
    flag = Flag.objects.filter(pk=flag_id).first()
    if flag is None or not _may_know(flag, by, day):
        raise out_of_reach()
    return flag


def _may_know(flag: Flag, by: Acting, day: date) -> bool:
    """Whether this mandate, or being the official concerned, lets somebody know what the flag tells of relatives."""
    is_own = bool(flag.person) and flag.person == by.account.person
    return is_own or flag.flag not in kin_flags() or reach(by, day).kin


def _refuse_text(text: str) -> None:
    if not text.strip() or len(text) > MOST_CHARACTERS:
        raise LiemError(
            "oversight.no_text",
            Message(
                f"Hãy ghi nội dung, không quá {MOST_CHARACTERS} ký tự.",
                f"Write what there is to say, in at most {MOST_CHARACTERS} characters.",
            ),
        )


def _refuse_expired(flag: Flag, day: date) -> None:
    if flag.expires_on <= day:
        raise LiemError(
            "oversight.flag_expired",
            Message(
                f"Dấu hiệu này đã hết hạn ngày {flag.expires_on:%d/%m/%Y} và không còn được xem xét. Không cần làm gì.",
                f"This sign expired on {flag.expires_on:%d/%m/%Y} and is no longer looked at. Nothing needs doing.",
            ),
            {"flag": flag.flag},
        )


def _refuse_review(new: NewReview, flag: Flag, by: Acting) -> None:
    if new.outcome not in ReviewOutcome.values:
        raise _unknown_outcome(new.outcome)
    if by.account.person and by.account.person == flag.person:
        raise _own_flag()
    if _has_part_in(flag, by):
        raise _partial_review()
    _refuse_text(new.text)


def _has_part_in(flag: Flag, by: Acting) -> bool:
    """Whether who reviews answered the flag before, or works for the body that decided.

    Above a body that answers to nobody there is no other reviewer: there its inspectors may.
    """
    said = FlagReply.objects.current().filter(flag=flag.flag, subject=flag.subject, by=by.account)
    if said.exists():
        return True
    if not flag.body or by.mandate.body != flag.body:
        return False
    is_answerable = superiors_on(timezone.localdate()).get(flag.body) is not None
    return is_answerable or by.mandate.role != Role.INSPECTOR


def _subjects(flag: Flag) -> Collection[str]:
    return [flag.person] if flag.person else []


def _told(flag: Flag, identity: str) -> dict[str, Any]:
    return {"flag": flag.flag, "decision": flag.subject, "identity": identity}


def _review_identity(flag: Flag) -> str:
    return sha256(f"{flag.flag}\n{flag.subject}".encode()).hexdigest()


def _unknown_outcome(outcome: str) -> LiemError:
    return LiemError(
        "oversight.outcome",
        Message(
            f"Kết quả xem xét phải là “explained” (đã giải thích) hoặc “followed_up” (đã chuyển xử lý), không phải "
            f"“{outcome}”.",
            f"The outcome is “explained” or “followed_up”, not “{outcome}”.",
        ),
        {"outcome": outcome},
    )


def _own_flag() -> LiemError:
    return LiemError(
        "oversight.own_flag",
        Message(
            "Dấu hiệu này nằm ở một quyết định về chính bạn. Hãy để người khác xem xét; bạn có thể trả lời.",
            "This sign is on a decision about yourself. Leave the review to somebody else; you may reply.",
        ),
    )


def _partial_review() -> LiemError:
    return LiemError(
        "oversight.partial_review",
        Message(
            "Dấu hiệu về quyết định của chính cơ quan bạn, hoặc bạn đã trả lời: do người khác xem xét.",
            "This sign is on a decision of your own body, or you replied to it: somebody else reviews it.",
        ),
    )

"""What replies to flags say of a person, and what an order to erase takes from them. What audits found stays."""

from __future__ import annotations

from django.db.models import Model, Q

from liem.actions.erasure_texts import VERSION_TEXTS, Kept, Particulars
from liem.kernel.errors import Message
from liem.oversight import models as oversight

_REPLIES = Message("giải trình và kết quả xem lại dấu hiệu", "replies to flags and their reviews")
_FOUND = Message("kết quả kiểm tra", "what audits found")
_OF_FLAGS = {"flag": Kept.CODE, "subject": Kept.CODE, "body": Kept.CODE}


def _flagged(person: str) -> Q:
    """What was said to flags on decisions that concern the person."""
    return Q(subject__in=oversight.Flag.objects.filter(person=person).values("subject"))


def _said(model: type[Model]) -> Particulars:
    return Particulars(model=model, what=_REPLIES, about=_flagged, told=(*VERSION_TEXTS, "text"), kept=_OF_FLAGS)


def _found(model: type[Model], *columns: str) -> Particulars:
    return Particulars(model=model, what=_FOUND, kept=dict.fromkeys(columns, Kept.FOUND))


PARTICULARS = (
    _said(oversight.FlagReply),
    _said(oversight.FlagReview),
    _found(oversight.Audit, "law_digest", "rules"),
    _found(oversight.Finding, "rule", "about", "subject", "person", "body", "evidence", "missing"),
    _found(oversight.TargetStanding, "target", "group"),
    _found(oversight.Flag, "flag", "about", "subject", "person", "body", "evidence"),
    _found(oversight.FlagSurvey, "flag"),
)

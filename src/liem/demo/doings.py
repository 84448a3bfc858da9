"""What the demo accounts did lately, so that no page of theirs begins empty. Nothing of it changes an audit shown."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from liem.actions.models import Account, Mandate
from liem.actions.permissions import Acting
from liem.demo.province import COMMITTEE
from liem.oversight.flag_answers import reply
from liem.oversight.models import Flag, FlagReply
from liem.record.corrections import NewRequest, ask
from liem.record.dossier.parts import Part
from liem.record.models import CorrectionRequest
from liem.record.scope import superiors_on
from liem.rulebook.models import LocalValue, Verification
from liem.rulebook.values import NewValue, set_value
from liem.rulebook.verification import NewVerification, law_here, pending_items, verify

OFFICER, OFFICIAL_ACCOUNT = "tochuc", "canbo"
SINCE = date(2026, 11, 1)
VALUE, VERIFIED = "most_people_per_post", "succession_list_open"
ANSWERED = ("grade_jump_before_appointment", "bnl-p0302")
_PAPER = "Bản giấy hư cấu của tỉnh mẫu"
_WANTED = "Còn thiếu lớp bồi dưỡng tháng 5/2026; tôi xin nộp bản sao chứng nhận."


def do_lately() -> None:
    """A value of the province's own, an original that was read, a correction asked for, a sign answered; each once."""
    by = _acting(OFFICER)
    if not LocalValue.objects.exists():
        set_value(_value(), by=by, superiors=superiors_on(SINCE))
    if not Verification.objects.exists():
        verify(_verification(), by=by)
    if not CorrectionRequest.objects.exists():
        ask(NewRequest(part=Part.TRAININGS, wanted=_WANTED), by=_acting(OFFICIAL_ACCOUNT))
    flag = Flag.objects.filter(flag=ANSWERED[0], subject=ANSWERED[1]).order_by("-audit__as_of").first()
    if flag and not FlagReply.objects.exists():
        reply(flag.pk, "Kết quả năm 2025 gắn với đề án sắp xếp vị trí việc làm; xin gửi kèm biên bản đánh giá.", by=by)


def _acting(username: str) -> Acting:
    account = Account.objects.get(username=username)
    return Acting(account, Mandate.objects.get(account=account, known_to__isnull=True))


def _value() -> NewValue:
    return NewValue(
        body=COMMITTEE,
        parameter=VALUE,
        value="2",
        valid_from=SINCE,
        clause="Mục 2.1",
        decision="Quyết định số 96-QĐ/TU, 28/10/2026",
    )


def _verification() -> NewVerification:
    """An invented paper: it says so where the name of the reader stands."""
    pending = next(one for one in pending_items(law_here()) if one.name == VERIFIED)
    return NewVerification(
        item=pending.item,
        clause=str(pending.clauses[0]),
        checked_on=SINCE,
        checked_by="Cán bộ mẫu (bản gốc hư cấu)",
        original=sha256(_PAPER.encode()).hexdigest(),
        valid_from=SINCE,
    )

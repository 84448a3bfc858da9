"""What an order would take away and what it would leave, listed before the second account confirms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from liem.actions import permissions
from liem.actions.erasure import ACTION, current_request, entries_naming, looked_up, refuse_confirming
from liem.actions.erasure_texts import Found, Line, staying
from liem.actions.models import ErasureRequest
from liem.actions.permissions import Acting
from liem.kernel.errors import Message


@dataclass(frozen=True, slots=True)
class Plan:
    """Counts by kind of what goes, and of what stays with the reason in words. No line names anybody."""

    goes: tuple[Line, ...]
    stays: tuple[Line, ...]


def plan_of(request: str, *, by: Acting) -> Plan:
    """The list for whoever may confirm the request now. Raises what `erase_content` would: refusals of permission,
    `erasure.not_waiting`, `erasure.lapsed`, `erasure.same_person`, `erasure.about_oneself`, `erasure.nothing`."""
    acting = permissions.as_known_now(by, ACTION)
    permissions.check(acting, ACTION, body=None, subjects=[], day=timezone.localdate())
    asked = current_request(request)
    refuse_confirming(asked, acting)
    found = looked_up(asked)
    return Plan(tuple(_goes(asked, found)), tuple(_stays(asked, found)))


def _goes(asked: ErasureRequest, found: Found) -> Iterator[Line]:
    yield Line(_ENTRIES, len(entries_naming(asked.person)))
    for what, number in Counter(one.what for one in found.taken if not one.elsewhere).items():
        yield Line(what, number)
    for what, number in Counter(one.what for one in found.taken if one.elsewhere).items():
        vi, en = f"{what.vi} – ở chỗ khác, có nêu tên người này", f"{what.en} – elsewhere, where they name the person"
        yield Line(Message(vi, en), number)
    if found.files:
        yield Line(_FILES, len(found.files))


def _stays(asked: ErasureRequest, found: Found) -> Iterator[Line]:
    if not asked.with_record:
        yield Line(_NOT_ASKED_FOR)
    else:
        counted = ((_SHARED, len(found.shared_files)), (_NAMESAKES, found.namesakes), (_OFFICE, found.office))
        yield from (Line(words, number) for words, number in counted if number)
        yield from staying(asked.person)
    yield from (Line(_WHO_ACTED), Line(_BACKUPS))


_ENTRIES = Message("nội dung kèm các mục nhật ký", "contents kept with entries of the ledger")
_FILES = Message("tệp giấy tờ", "files of papers")
_NOT_ASKED_FOR = Message(
    "hồ sơ, các vụ việc và tệp giấy tờ: đề nghị này không yêu cầu xóa (--record)",
    "the record, the cases and the files of papers: this request does not ask for them (--record)",
)
_SHARED = Message(
    "tệp giấy tờ cũng được nộp cho người khác hoặc vụ việc khác: giữ lại. Nếu lệnh xóa cả tệp đó, hãy nộp bản đã lược "
    "thay vào từng chỗ trước khi xóa",
    "files of papers that were also filed for others or in other cases: they stay. Where the order reaches these too, "
    "put a copy without the person in the place of each first",
)
_NAMESAKES = Message(
    "chỗ ghi một tên mà cán bộ khác cũng mang: giữ lại vì không rõ nói về ai. Hãy xem lại từng chỗ",
    "texts with a name that another official bears too: they stay, since it is not known who is meant. Look at each",
)
_OFFICE = Message(
    "chỗ ghi tên người đã làm việc theo chức trách (ai cấp, ai xác nhận), hoặc tên gọi của tổ chức, chức vụ: giữ lại",
    "texts that name who acted in office (who granted, who attested), and names of bodies and posts: they stay",
)
_WHO_ACTED = Message(
    "tài khoản và việc đã làm bằng tài khoản; điều kiểm tra đã kết luận, theo mã",
    "the account and what was done with it; what audits found, under the code",
)
_BACKUPS = Message("các bản sao lưu cũ, cho đến khi bị thay", "older backups, until they are replaced")

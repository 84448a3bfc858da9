"""What is said in the place of something that was erased: on which day, and under which order."""

from __future__ import annotations

import json
from datetime import date

from django.db.models import Model
from django.utils import timezone

from liem.actions.erasure_rows import erased_of
from liem.actions.models import EntryContent, Erasure
from liem.kernel.errors import Message


def content_erased(position: int) -> Message | None:
    """What a receipt of the entry says where its content was erased on order."""
    told = Erasure.objects.filter(erased=position).order_by("pk").last()
    if told is None:
        return None
    under = _under(told.entry_id)
    return Message(
        f"Nội dung của mục này đã được xóa {under.vi}. Biên nhận vẫn chứng minh mục này nằm trong nhật ký.",
        f"The content of this entry was erased {under.en}. The receipt still proves that the entry stands in the "
        "ledger.",
    )


def file_erased(row: Model) -> Message:
    """What the page of a paper says where its file was erased on order."""
    told = erased_of(row)
    under = _under(told.entry_id) if told else Message("theo lệnh", "on order")
    return Message(
        f"Tệp của giấy tờ này đã được xóa {under.vi}. Số, ngày và nơi ban hành giấy tờ vẫn còn ở trang vụ việc; cần "
        "bản chính thì hỏi cơ quan ban hành.",
        f"The file of this paper was erased {under.en}. Its number, day and issuer stand on the page of the case. For "
        "the original ask the issuer.",
    )


def _under(position: int) -> Message:
    """The order, as the entry that erased tells it; that entry's own content is checked like any other."""
    found = EntryContent.objects.filter(entry=position).values_list("content", "entry__at").first()
    order = json.loads(found[0]) if found and found[0] else {}
    number, authority = str(order.get("order", "?")), str(order.get("authority", "?"))
    on = f"{timezone.localdate(found[1]):%d/%m/%Y}" if found else "?"
    dated = f"{date.fromisoformat(order['dated']):%d/%m/%Y}" if "dated" in order else "?"
    return Message(
        f"ngày {on} theo văn bản {number} ngày {dated} của {authority} (mục {position})",
        f"on {on} under {number} of {dated}, {authority} (entry {position})",
    )

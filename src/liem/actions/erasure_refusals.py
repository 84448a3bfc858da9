"""Why erasing on a lawful order was refused."""

from __future__ import annotations

from datetime import date

from liem.kernel.errors import LiemError, Message


def incomplete() -> LiemError:
    return LiemError(
        "erasure.incomplete",
        Message(
            "Chỉ được xóa khi có văn bản của cơ quan có thẩm quyền. Hãy ghi đủ số, ngày, cơ quan ban hành và lý do.",
            "Erasing needs the paper of a competent authority. Give its number, day and issuer, and the reason.",
        ),
    )


def nothing_kept(person: str) -> LiemError:
    return LiemError(
        "erasure.nothing",
        Message(
            f"Hồ sơ không có người nào mang mã “{person}”. Hãy kiểm tra lại mã trong hồ sơ.",
            f"Nobody on record has the code “{person}”. Check the code in the record.",
        ),
    )


def already_asked() -> LiemError:
    return LiemError(
        "erasure.already_asked",
        Message(
            "Đã có đề nghị xóa về người này đang chờ xác nhận. Hãy chuyển cho người thứ hai xác nhận đề nghị đó.",
            "A request about this person waits already. Pass it to the second person to confirm.",
        ),
    )


def not_waiting(request: str) -> LiemError:
    return LiemError(
        "erasure.not_waiting",
        Message(
            f"Không có đề nghị xóa “{request}” đang chờ xác nhận; có thể đã được xác nhận. Xem các đề nghị đang chờ: "
            "liem ledger erase list",
            f"No request “{request}” to erase is waiting; it may have been confirmed. See those that wait: "
            "liem ledger erase list",
        ),
        {"request": request},
    )


def lapsed(until: date) -> LiemError:
    return LiemError(
        "erasure.lapsed",
        Message(
            f"Đề nghị xóa này chỉ được xác nhận đến hết ngày {until:%d/%m/%Y}. Hãy đề nghị lại nếu cần.",
            f"This request could be confirmed until {until:%d/%m/%Y}. Ask again if it is needed.",
        ),
    )


def same_person() -> LiemError:
    return LiemError(
        "erasure.same_person",
        Message(
            "Người đã đề nghị xóa không được tự xác nhận, dù bằng tài khoản khác. Hãy chuyển cho một người khác được "
            "giao quyền xác nhận.",
            "Whoever asked for the erasure cannot confirm it, nor through another account. Pass it to another person "
            "who holds a mandate for it.",
        ),
    )


def about_oneself() -> LiemError:
    return LiemError(
        "erasure.about_oneself",
        Message(
            "Không ai được đề nghị hay xác nhận xóa nội dung về chính mình. Hãy chuyển cho người khác được giao quyền.",
            "Nobody asks for or confirms an erasure about oneself. Pass it to somebody else with the mandate.",
        ),
    )

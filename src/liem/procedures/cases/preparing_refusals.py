"""What stands against preparing a case, in words."""

from __future__ import annotations

from liem.kernel.errors import LiemError, Message


def not_adopted() -> LiemError:
    return LiemError(
        "procedures.not_adopted",
        Message(
            "Đơn vị này chưa áp dụng quy trình đó, hoặc quy trình không còn hiệu lực hôm nay. Hãy chọn quy trình trong "
            "danh sách, hoặc áp dụng bộ quy tắc tại /rules/packs/.",
            "This body has not adopted that procedure, or it is not in force today. Choose one from the list, or adopt "
            "the pack on /rules/packs/.",
        ),
    )


def no_body() -> LiemError:
    return LiemError(
        "procedures.no_body",
        Message(
            "Hồ sơ không có đơn vị này vào hôm nay. Hãy kiểm tra lại tên đơn vị.",
            "The record holds no such body today. Check which body it is.",
        ),
    )


def no_post() -> LiemError:
    return LiemError(
        "procedures.no_post",
        Message(
            "Quy trình này cần một chức danh của đơn vị. Hãy chọn chức danh đang có trong hồ sơ của đơn vị đó.",
            "This procedure needs a post of the body. Choose one that the record holds there today.",
        ),
    )


def no_person() -> LiemError:
    return LiemError(
        "procedures.no_person",
        Message(
            "Quy trình về một cán bộ cần đúng một người đang giữ chức vụ; quy trình khác thì không ghi người ở đây mà "
            "đưa vào sau. Hãy xem lại.",
            "A procedure about one official needs exactly one who holds a post; in any other, people join later. Look "
            "at the form again.",
        ),
    )


def no_decision() -> LiemError:
    return LiemError(
        "procedures.no_decision",
        Message(
            "Quy trình xem xét một quyết định thì phải nêu quyết định đã có trong hồ sơ; quy trình khác thì không. "
            "Hãy nhập quyết định cũ trước, nếu chưa có.",
            "A procedure that looks into a decision needs one that is on record; no other does. Enter the older "
            "decision first where it is missing.",
        ),
    )


def places() -> LiemError:
    return LiemError(
        "procedures.places",
        Message("Số lượng cần chọn phải từ 1 đến 500.", "There are from 1 to 500 places."),
    )


def too_secret() -> LiemError:
    return LiemError(
        "procedures.too_secret",
        Message(
            "Độ mật của vụ việc cao hơn mức hệ thống này được phép lưu. Hãy xử lý theo chế độ tài liệu mật, ngoài hệ "
            "thống này.",
            "The case is more secret than this installation may hold. Handle it as secret papers are, outside it.",
        ),
    )


def running_already(case: str) -> LiemError:
    return LiemError(
        "procedures.running_already",
        Message(
            "Đang có một vụ việc cùng loại cho đúng trường hợp này. Hãy làm tiếp vụ việc đó, hoặc kết thúc nó trước.",
            "A case of this kind already runs for the very same thing. Go on with that one, or end it first.",
        ),
        {"case": case},
    )

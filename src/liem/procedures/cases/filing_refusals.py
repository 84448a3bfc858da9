"""What stands against filing a paper, in words."""

from __future__ import annotations

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.papers import PAPERS


def is_known(name: str) -> bool:
    return name in PAPERS


def unknown() -> LiemError:
    return LiemError(
        "papers.unknown",
        Message(
            "Chưa chọn loại giấy tờ, hoặc loại đó không có trong danh mục. Hãy chọn trong danh sách.",
            "No kind of paper is chosen, or it is none of those known. Choose one from the list.",
        ),
    )


def future() -> LiemError:
    return LiemError(
        "papers.future",
        Message(
            "Ngày trên giấy tờ chưa đến. Hãy ghi đúng ngày của giấy tờ.",
            "The day on the paper has not come yet. Enter the day that stands on it.",
        ),
    )


def whose() -> LiemError:
    return LiemError(
        "papers.whose",
        Message(
            "Giấy tờ này là của từng người. Hãy chọn người trong vụ việc.",
            "This paper is about one official. Choose whom, among the people of the case.",
        ),
    )


def no_file(*, outside: bool) -> LiemError:
    if outside:
        return LiemError(
            "papers.no_file",
            Message(
                "Độ mật của giấy tờ cao hơn mức hệ thống này được phép lưu: chỉ ghi số, ngày và nơi ban hành, không "
                "gửi tệp.",
                "The paper is more secret than this installation may hold: enter number, day and authority, no file.",
            ),
        )
    return LiemError(
        "papers.no_file",
        Message(
            "Kết luận về tiêu chuẩn chính trị không lưu tệp: chỉ ghi số, ngày và thẩm quyền.",
            "Of a conclusion on political standards no file is kept: enter number, day and authority.",
        ),
    )


def no_number() -> LiemError:
    return LiemError(
        "papers.no_number",
        Message(
            "Giấy tờ không lưu tệp thì phải ghi số; kết luận về tiêu chuẩn chính trị phải ghi cả nơi kết luận.",
            "A paper without a file needs its number; a conclusion on political standards its authority too.",
        ),
    )


def waiver_without_number() -> LiemError:
    return LiemError(
        "papers.no_number",
        Message(
            "Văn bản đồng ý trường hợp đặc biệt phải có số. Hãy ghi số của văn bản.",
            "The agreement to an exception is a numbered paper. Enter its number.",
        ),
    )


def file_missing() -> LiemError:
    return LiemError(
        "papers.file_missing",
        Message(
            "Chưa có tệp. Hãy chọn tệp bản chụp hoặc bản điện tử của giấy tờ.",
            "There is no file. Choose the scan or the electronic copy of the paper.",
        ),
    )


def words(number: int, authority: int) -> LiemError:
    return LiemError(
        "papers.words",
        Message(
            f"Số không quá {number} ký tự, nơi ban hành không quá {authority} ký tự; độ mật chọn trong danh sách. Hãy "
            "ghi lại.",
            f"The number has at most {number} characters, the authority at most {authority}; the level of secrecy is "
            "one of the list. Enter them again.",
        ),
    )


def gone() -> LiemError:
    return LiemError(
        "papers.gone",
        Message(
            "Giấy tờ cần thay không còn trong vụ việc. Hãy tải lại trang.",
            "The paper to be replaced is no longer in the case. Load the page again.",
        ),
    )


def not_yours() -> LiemError:
    return LiemError(
        "papers.not_yours",
        Message(
            "Ở đây chỉ nộp được giấy tờ của chính mình cho bước của mình. Giấy tờ khác do bộ phận tổ chức ghi.",
            "Only papers of your own, for the step that is yours, are filed here. Others are filed by the personnel "
            "desk.",
        ),
    )


def requirements(most: int) -> LiemError:
    return LiemError(
        "papers.requirements",
        Message(
            f"Hãy ghi ít nhất một yêu cầu của vị trí, mỗi yêu cầu không quá {most} ký tự.",
            f"Give at least one thing that the post needs, each in at most {most} characters.",
        ),
    )


def fixed() -> LiemError:
    return LiemError(
        "papers.fixed",
        Message(
            "Vị trí khuyết và yêu cầu đã được xác định, không ghi lại lần nữa trong cùng vụ việc.",
            "The vacancy and what it needs are fixed already; they are not fixed twice in one case.",
        ),
    )


def promises(most: int) -> LiemError:
    return LiemError(
        "papers.promises",
        Message(
            f"Chương trình hành động cần ít nhất một điểm, mỗi điểm không quá {most} ký tự, thời hạn sau ngày nộp.",
            f"An action programme has at least one point, each in at most {most} characters, due after it was filed.",
        ),
    )

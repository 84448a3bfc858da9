"""Why a review campaign, or a review, is refused."""

from __future__ import annotations

from liem.kernel.errors import LiemError, Message


def nothing() -> LiemError:
    return LiemError(
        "review.nothing",
        Message(
            "Chưa chọn hồ sơ nào. Hãy đánh dấu những hồ sơ đã rà soát.",
            "No dossier is chosen. Tick those that were gone through.",
        ),
    )


def too_much(people: int, characters: int) -> LiemError:
    en = f"At most {people:,} dossiers at a time, and a remark of {characters:,} characters. Do it in parts."
    most, longest = (f"{number:,}".replace(",", ".") for number in (people, characters))
    return LiemError(
        "review.too_much",
        Message(
            f"Mỗi lần ghi nhiều nhất {most} hồ sơ, ghi chú nhiều nhất {longest} ký tự. Hãy chia nhỏ.",
            en,
        ),
    )


def own() -> LiemError:
    return LiemError(
        "review.own",
        Message(
            "Không ai tự rà soát hồ sơ của chính mình. Hãy bỏ tên bạn khỏi danh sách, để người khác rà soát.",
            "Nobody goes through the own dossier. Leave yourself out; somebody else does it.",
        ),
    )


def no_title() -> LiemError:
    return LiemError(
        "campaign.title",
        Message(
            "Đợt rà soát cần một tên gọi, dài nhất 300 ký tự; số văn bản dài nhất 120 ký tự.",
            "A campaign needs a title of at most 300 characters; the paper's number has at most 120.",
        ),
    )


def no_section() -> LiemError:
    return LiemError(
        "campaign.section",
        Message(
            "Chưa chọn phần hồ sơ nào để rà soát. Hãy đánh dấu ít nhất một phần.",
            "No section is chosen. Tick at least one that is to be gone through.",
        ),
    )


def due_before_today() -> LiemError:
    return LiemError(
        "campaign.due",
        Message(
            "Hạn hoàn thành đã qua. Hãy ghi hôm nay hoặc một ngày sắp tới.",
            "The day by which it is due has passed. Give today or a later day.",
        ),
    )


def closed() -> LiemError:
    return LiemError(
        "campaign.closed",
        Message(
            "Đợt rà soát này đã kết thúc. Hãy mở đợt mới nếu còn hồ sơ phải rà soát.",
            "This campaign is closed. Open a new one where dossiers are still to be gone through.",
        ),
    )

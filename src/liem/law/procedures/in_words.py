"""What procedures say, as people read it: who acts, by when, how a meeting votes and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from liem.kernel.errors import Message
from liem.law.procedures.steps import (
    OPENING,
    Act,
    Ballot,
    Base,
    Concern,
    Consequence,
    Convened,
    Counted,
    DayOfYear,
    Effect,
    Holder,
    Kind,
    Limit,
    Meeting,
    Names,
    Part,
    Procedure,
    Seat,
    Share,
    Step,
    Undecided,
)

KINDS: Mapping[Kind, Message] = {
    Kind.EVALUATION: Message("đánh giá, xếp loại", "evaluation"),
    Kind.SELF_REVIEW: Message("kiểm điểm", "self-review"),
    Kind.SUCCESSION: Message("quy hoạch", "succession planning"),
    Kind.SUCCESSION_REVISION: Message("rà soát, bổ sung quy hoạch", "revision of the succession plan"),
    Kind.TRAINING_SELECTION: Message("chọn cử đi đào tạo, bồi dưỡng", "selection for training"),
    Kind.ROTATION: Message("luân chuyển", "rotation"),
    Kind.PERIODIC_TRANSFER: Message("chuyển đổi vị trí công tác", "periodic transfer"),
    Kind.APPOINTMENT_INSIDE: Message("bổ nhiệm từ nguồn tại chỗ", "appointment from inside"),
    Kind.APPOINTMENT_OUTSIDE: Message("bổ nhiệm từ nguồn nơi khác", "appointment from elsewhere"),
    Kind.REAPPOINTMENT: Message("bổ nhiệm lại", "reappointment"),
    Kind.NOMINATION: Message("giới thiệu ứng cử", "nomination for election"),
    Kind.COMPETITIVE_SELECTION: Message("thi tuyển", "competitive selection"),
    Kind.CONGRESS_PERSONNEL: Message("chuẩn bị nhân sự đại hội", "personnel of a congress"),
    Kind.CONFIDENCE_VOTE: Message("lấy phiếu tín nhiệm", "vote of confidence"),
    Kind.RELEASE: Message("thôi giữ chức", "release"),
    Kind.RESIGNATION: Message("từ chức", "resignation"),
    Kind.RELIEF: Message("miễn nhiệm", "relief"),
    Kind.REPLACEMENT: Message("thay thế khi chưa hết nhiệm kỳ", "replacement before the end of the term"),
    Kind.SUSPENSION: Message("tạm đình chỉ công tác", "suspension"),
    Kind.ANNULMENT: Message("hủy bỏ, thu hồi quyết định", "annulment of a decision"),
}
CONCERNS: Mapping[Concern, Message] = {
    Concern.POST: Message("một chức danh", "a post"),
    Concern.PERSON: Message("một cán bộ", "an official"),
    Concern.BODY: Message("cán bộ của một tổ chức", "the officials of a body"),
    Concern.DECISION: Message("một quyết định đã ban hành", "a decision that was taken"),
}
ACTS: Mapping[Act, Message] = {
    Act.PREPARE: Message("chuẩn bị", "prepare"),
    Act.PROPOSE: Message("đề xuất", "propose"),
    Act.CONSULT: Message("lấy ý kiến", "consult"),
    Act.APPRAISE: Message("thẩm định", "appraise"),
    Act.ASSESS: Message("đánh giá", "assess"),
    Act.MEET: Message("họp", "meet"),
    Act.DECIDE: Message("quyết định", "decide"),
    Act.PUBLISH: Message("công bố", "publish"),
    Act.ACKNOWLEDGE: Message("ý kiến của người liên quan", "answer of the person concerned"),
    Act.FOLLOW: Message("theo dõi", "follow up"),
}
SEATS: Mapping[Seat, Message] = {
    Seat.PERSON: Message("người được xem xét", "the official concerned"),
    Seat.UNIT: Message("đơn vị có chức danh", "the body of the post"),
    Seat.ORIGIN: Message("nơi cán bộ đang công tác", "the body that the official comes from"),
    Seat.SUPERIOR: Message("cấp trên trực tiếp", "the body directly above"),
    Seat.PROPOSES: Message("nơi đề xuất", "the body that proposes"),
    Seat.MANAGES: Message("cấp quản lý cán bộ", "the body that manages the post"),
    Seat.DECIDES: Message("cấp quyết định", "the body that decides"),
    Seat.INSPECTION: Message("cơ quan kiểm tra", "the inspection"),
}
PARTS: Mapping[Part, Message] = {
    Part.HEAD: Message("người đứng đầu", "the head"),
    Part.OFFICER: Message("bộ phận tổ chức cán bộ", "the personnel desk"),
    Part.COLLECTIVE: Message("tập thể lãnh đạo", "the leaders together"),
    Part.SELF: Message("chính người đó", "in person"),
}
CONVENED: Mapping[Convened, Message] = {
    Convened.LEADERSHIP: Message("tập thể lãnh đạo", "the leadership"),
    Convened.ENLARGED_LEADERSHIP: Message("tập thể lãnh đạo mở rộng", "the enlarged leadership"),
    Convened.KEY_OFFICIALS: Message("cán bộ chủ chốt", "the key officials"),
    Convened.STANDING_COMMITTEE: Message("ban thường vụ", "the standing committee"),
    Convened.COMMITTEE: Message("cấp ủy", "the committee"),
    Convened.WHOLE_UNIT: Message("toàn thể đơn vị", "the whole unit"),
    Convened.COUNCIL: Message("hội đồng nhân dân", "the People's Council"),
    Convened.CONGRESS: Message("đại hội", "the congress"),
    Convened.PANEL: Message("hội đồng thi tuyển", "the panel of examiners"),
}
BASES: Mapping[Base, Message] = {
    Base.CONVENED: Message("số người được triệu tập", "those convened"),
    Base.PRESENT: Message("số người có mặt", "those present"),
    Base.ISSUED: Message("số phiếu phát ra", "the sheets issued"),
    Base.VALID: Message("số phiếu hợp lệ", "the valid sheets"),
}
TIES: Mapping[Undecided, Message] = {
    Undecided.FAILS: Message("thì không ai được chọn", "nobody is chosen"),
    Undecided.VOTE_AGAIN: Message("thì bỏ phiếu lại", "the vote is held again"),
    Undecided.HEAD_DECIDES: Message("thì người đứng đầu lựa chọn", "the head chooses"),
    Undecided.TWO_GO_ON: Message(
        "thì đưa cả hai người nhiều phiếu nhất lên cấp quyết định", "the two with the most votes go on to who decides"
    ),
    Undecided.SUPERIOR_DECIDES: Message("thì trình cấp trên quyết định", "the body above decides"),
}
EFFECTS: Mapping[Effect, Message] = {
    Effect.TENURE_BEGINS: Message("bắt đầu giữ chức vụ", "the official holds the post"),
    Effect.TENURE_RENEWED: Message("tiếp tục giữ chức vụ", "the official keeps the post"),
    Effect.TENURE_ENDS: Message("thôi giữ chức vụ", "the official leaves the post"),
    Effect.TENURE_SUSPENDED: Message("tạm đình chỉ chức vụ", "the official is suspended from the post"),
    Effect.SUCCESSION_ENTRY: Message("vào quy hoạch", "an entry of the succession plan"),
    Effect.EVALUATION: Message("kết quả đánh giá, xếp loại", "an evaluation"),
    Effect.TRAINING: Message("được cử đi học", "a place in a class"),
    Effect.TRANSFER_PLAN: Message("kế hoạch chuyển đổi vị trí", "a plan of transfers"),
    Effect.CONFIDENCE_RESULT: Message("kết quả lấy phiếu tín nhiệm", "the result of a vote of confidence"),
    Effect.DECISION_ANNULLED: Message("quyết định bị hủy bỏ", "the decision is annulled"),
    Effect.CORRECTION_PLAN: Message("kế hoạch khắc phục", "a correction plan"),
}
_NOT_PASSED = Message("thì bước này không đạt", "the step does not pass")
READERS: Mapping[str, Message] = {
    "unit": Message("toàn đơn vị", "the unit"),
    "those_concerned": Message("những người liên quan", "those concerned"),
    "those_entitled": Message("những người có quyền được biết", "those entitled to know"),
    "public": Message("nhân dân", "the public"),
}
LEVELS: Mapping[str, Message] = {
    "high": Message("tín nhiệm cao", "high"),
    "confidence": Message("tín nhiệm", "confidence"),
    "low": Message("tín nhiệm thấp", "low"),
}
UNITS: Mapping[Counted, Message] = {
    Counted.DAYS: Message("ngày", "day"),
    Counted.WORKING_DAYS: Message("ngày làm việc", "working day"),
    Counted.MONTHS: Message("tháng", "month"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS: Mapping[str, Message] = {
    "term_end": Message("ngày hết nhiệm kỳ", "the end of the term"),
    "planned_on": Message("ngày dự kiến làm", "the day planned for it"),
    "retirement": Message("ngày nghỉ hưu", "the day of retirement"),
    "congress": Message("ngày đại hội", "the day of the congress"),
}


def holder_words(holder: Holder) -> Message:
    """Who takes a step: “người đứng đầu, cấp quyết định”."""
    seat, part = SEATS[holder.seat], PARTS[holder.part]
    if holder.part is Part.SELF:
        return seat
    if holder.seat is Seat.INSPECTION and holder.part is Part.OFFICER:
        return Message("cán bộ của cơ quan kiểm tra", "an officer of the inspection")
    return Message(f"{part.vi}, {seat.vi}", f"{part.en} of {seat.en}")


def length_words(limit: Limit, values: Mapping[str, int]) -> Message:
    """How long a limit is: “15 ngày làm việc”, or by which day of the year. Where its value is not verified, that is
    said instead."""
    if limit.by is not None:
        return _day_words(limit.by)
    number = limit.number if limit.number is not None else values.get(limit.parameter or "")
    unit = UNITS[limit.counted]
    if number is None:
        return Message(f"số {unit.vi} chưa xác minh", f"{unit.en}s not verified yet")
    return Message(f"{number} {unit.vi}", f"{number} {unit.en}{'s' * (number > 1)}")


def limit_words(limit: Limit, procedure: Procedure, values: Mapping[str, int]) -> Message:
    """By when: “trong 15 ngày làm việc từ bước “Trình xin chủ trương””."""
    length = length_words(limit, values)
    if limit.by is not None:
        return Message(
            f"chậm nhất {length.vi} đầu tiên kể từ khi mở vụ việc",
            f"by {length.en}, the first from the opening of the case",
        )
    if limit.before is not None:
        day = DAYS[limit.before]
        return Message(f"chậm nhất {length.vi} trước {day.vi}", f"at the latest {length.en} before {day.en}")
    if limit.since == OPENING:
        return Message(f"trong {length.vi} từ khi mở vụ việc", f"within {length.en} of the opening of the case")
    title = procedure.step(limit.since or "").title
    return Message(f"trong {length.vi} từ bước “{title.vi}”", f"within {length.en} of “{title.en}”")


def _day_words(by: DayOfYear) -> Message:
    """“ngày 15 tháng 12”."""
    return Message(f"ngày {by.day} tháng {by.month}", f"{by.day} {_MONTHS[by.month - 1]}")


def share_words(share: Share) -> Message:
    """“quá 1/2 số người được triệu tập”; all of them where it is the whole."""
    base = BASES[share.of]
    if share.share == 1:
        return Message(f"tất cả {base.vi}", f"all of {base.en}")
    vi, en = ("quá", "more than") if share.strictly else ("ít nhất", "at least")
    return Message(f"{vi} {share.share} {base.vi}", f"{en} {share.share} of {base.en}")


def meeting_words(meeting: Meeting) -> tuple[Message, ...]:
    """Sentence by sentence: who is called, how many must come, how many names, and the vote."""
    return tuple(_meeting_words(meeting))


def _meeting_words(meeting: Meeting) -> Iterator[Message]:
    convened = CONVENED[meeting.convened]
    yield Message(f"Triệu tập {convened.vi}.", f"Convened: {convened.en}.")
    if meeting.quorum is not None:
        share = share_words(meeting.quorum)
        yield Message(f"Phải có mặt {share.vi}.", f"Present must be {share.en}.")
    if meeting.names is Names.MORE_THAN_PLACES:
        yield Message("Số tên phải nhiều hơn số lượng cần chọn.", "There must be more names than places.")
    if meeting.names is Names.AS_PLACES:
        yield Message("Số tên bằng số lượng cần chọn.", "There must be as many names as places.")
    if meeting.ballot is not None:
        yield from _ballot_words(meeting.ballot)


def _ballot_words(ballot: Ballot) -> Iterator[Message]:
    yield (
        Message("Bỏ phiếu kín.", "The ballot is secret.")
        if ballot.secret
        else Message("Biểu quyết công khai.", "The vote is open.")
    )
    if ballot.announced is not None:
        yield (
            Message("Công bố kết quả kiểm phiếu tại hội nghị.", "The count is read out.")
            if ballot.announced
            else Message("Không công bố kết quả kiểm phiếu tại hội nghị.", "The count is not read out.")
        )
    if ballot.choices is not None:
        yield Message(
            f"Mỗi phiếu chọn nhiều nhất {ballot.choices} tên.",
            f"A sheet bears at most {ballot.choices} name{'s' * (ballot.choices > 1)}.",
        )
    if ballot.levels:
        levels = [LEVELS[level] for level in ballot.levels]
        vi, en = ", ".join(one.vi for one in levels), ", ".join(one.en for one in levels)
        yield Message(f"Mỗi người có các mức: {vi}.", f"Levels for each name: {en}.")
    if ballot.passes is not None:
        share, tie = share_words(ballot.passes), TIES[ballot.tie]
        nobody = _NOT_PASSED if ballot.nobody is Undecided.FAILS else TIES[ballot.nobody]
        yield Message(f"Người được chọn phải đạt {share.vi}.", f"To be chosen takes {share.en}.")
        yield Message(f"Bằng phiếu nhau ở chỗ cuối {tie.vi}.", f"With equal votes at the last place {tie.en}.")
        yield Message(f"Không ai đạt {nobody.vi}.", f"Where nobody reaches it, {nobody.en}.")
    for consequence in ballot.consequences:
        yield _consequence_words(consequence)


def _consequence_words(one: Consequence) -> Message:
    level, share = LEVELS[one.level], share_words(one.share)
    below = one.below.share if one.below else None
    vi, en = (f", dưới {below}", f", below {below}") if below else ("", "")
    return Message(
        f"{level.vi.capitalize()} {share.vi}{vi}: {one.in_words.vi}.",
        f"{level.en.capitalize()} by {share.en}{en}: {one.in_words.en}.",
    )


def pending_of(step: Step) -> tuple[Message, ...]:
    """Where what is not verified of the step is reported: the step itself, its limit, its ballot."""
    ballot = step.meeting.ballot if step.meeting else None
    found = (step.pending, step.limit.pending if step.limit else None, ballot.pending if ballot else None)
    return tuple(dict.fromkeys(one for one in found if one is not None))

"""The papers of a case in the official form: submission, short list, record of a count, decision, ballots. Each takes
what it says and gives a .docx; raises LiemError `form.…` where the template of the office cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from liem.record.exporting.word_template import Contents, as_bytes, fill_in
from liem.reports.ballots import ballot_sheets
from liem.reports.case_data import (
    BallotSheet,
    CountLine,
    CountRecord,
    DecisionPaper,
    Letterhead,
    PersonLine,
    ShortList,
    Signature,
    Submission,
)
from liem.reports.columns import widen
from liem.reports.forms import GUIDE, keep_end_together, printed, qr_code, template
from liem.reports.wording import (
    PEOPLE_COLUMNS,
    ROOM,
    long_day,
    one_line,
    paragraphs,
    people_rows,
    percent,
    short_day,
)

__all__ = [
    "BallotSheet",
    "CountLine",
    "CountRecord",
    "DecisionPaper",
    "Letterhead",
    "PersonLine",
    "ShortList",
    "Signature",
    "Submission",
    "ballot_sheets",
    "count_record",
    "decision",
    "short_list",
    "submission",
]

_PEOPLE, _RESULT, _CONFIDENCE, _LEVEL, _ARTICLES = "Nhân sự", "Kết quả", "Mức tín nhiệm", "Mức", "Điều khoản"


def submission(data: Submission) -> bytes:
    """Tờ trình."""
    contents = Contents(
        fields={"Kính gửi": one_line(data.to), "Về việc": one_line(data.about)} | _signature(data.signature),
        lines=_lines(data)
        | {
            "Nội dung": _each(data.text),
            "Mở đầu": _each([data.opening]),
            "Đề nghị": _each(data.proposal),
            "Quá trình": _each(data.course),
            "Điều kiện": _each(data.conditions),
            "Kết luận": _each(data.conclusion),
        },
        tables={_PEOPLE: people_rows(data.people)},
        columns={_PEOPLE: PEOPLE_COLUMNS},
        optional=(_PEOPLE,),
        pictures={"Mã QR": qr_code(data.receipt_url)},
    )
    return printed(f"submission_{data.letterhead.style}", _headed(data.letterhead, contents))


def short_list(data: ShortList) -> bytes:
    """Danh sách trích ngang."""
    number = one_line(data.letterhead.number)
    contents = Contents(
        fields={"Tên danh sách": one_line(data.title), "Số người": str(len(data.people))},
        lines={"Kèm theo": [f"(Kèm theo văn bản số {number})"] if number else []},
        tables={_PEOPLE: people_rows(data.people)},
        columns={_PEOPLE: PEOPLE_COLUMNS},
    )
    return printed(f"short_list_{data.letterhead.style}", _headed(data.letterhead, contents))


def decision(data: DecisionPaper) -> bytes:
    """Quyết định."""
    articles = [{"Số": str(number), "Nội dung": one_line(text)} for number, text in enumerate(data.articles, start=1)]
    authority = one_line(data.authority or data.letterhead.issuer)
    contents = Contents(
        fields={"Về việc": one_line(data.about), "Thẩm quyền": authority} | _signature(data.signature),
        lines=_lines(data),
        tables={_ARTICLES: articles},
        columns={_ARTICLES: ("Số", "Nội dung")},
        pictures={"Mã QR": qr_code(data.receipt_url)},
    )
    return printed(f"decision_{data.letterhead.style}", _headed(data.letterhead, contents))


def count_record(data: CountRecord) -> bytes:
    """Biên bản kiểm phiếu, of an election or of a vote of confidence."""
    numbered = {f"{_LEVEL} {number}": one_line(level) for number, level in enumerate(data.levels, start=1)}
    contents = Contents(
        fields={
            "Hội nghị": one_line(data.meeting),
            "Ngày họp": short_day(data.held_on),
            "Triệu tập": str(data.convened),
            "Có mặt": str(data.present),
            "Phát ra": str(data.issued),
            "Thu về": str(data.returned),
            "Hợp lệ": str(data.valid),
            "Không hợp lệ": str(data.invalid),
            "Chủ trì": one_line(data.chair),
        }
        | numbered,
        lines={"Người kiểm phiếu": list(map(one_line, data.tellers)), "Công bố": _announced(data.announced)},
        tables={
            _RESULT: [] if data.levels else _results(data.lines),
            _CONFIDENCE: _levels(data.lines) if data.levels else [],
        },
        columns={
            _RESULT: ("TT", "Họ và tên", "Số phiếu", "Tỷ lệ"),
            _CONFIDENCE: ("TT", "Họ và tên", *numbered),
        },
        optional=(_RESULT, _CONFIDENCE),
    )
    with template(f"count_record_{data.letterhead.style}") as document:
        widen(document, _LEVEL, len(data.levels))
        fill_in(document, _headed(data.letterhead, contents))
        keep_end_together(document)
        return as_bytes(document)


def _headed(letterhead: Letterhead, contents: Contents) -> Contents:
    """With what every paper says at its top."""
    place = one_line(letterhead.place) or ROOM
    return replace(
        contents,
        fields={
            "Cơ quan ban hành": one_line(letterhead.issuer),
            "Số, ký hiệu": one_line(letterhead.number) or ROOM,
            "Địa danh, ngày tháng": f"{place}, {long_day(letterhead.dated_on)}",
            **contents.fields,
        },
        lines={
            "Cơ quan cấp trên": paragraphs(letterhead.superior),
            "Độ mật": paragraphs(letterhead.secrecy),
            **contents.lines,
        },
        guide=GUIDE,
    )


def _lines(data: Submission | DecisionPaper) -> dict[str, Sequence[str]]:
    return {
        "Căn cứ": [one_line(text).removeprefix("Căn cứ ").rstrip(";,.") for text in data.grounds],
        "Xét": [one_line(text).removeprefix("Xét ").rstrip(";,.") for text in data.considering],
        "Nơi nhận": [one_line(text).lstrip("- ") for text in data.recipients],
        "Thay mặt": paragraphs(data.signature.on_behalf),
        "Địa chỉ kiểm tra": paragraphs(data.receipt_url),
    }


def _each(texts: Iterable[str]) -> list[str]:
    """A line for each that says something."""
    return [line for text in texts if (line := one_line(text))]


def _signature(signature: Signature) -> dict[str, str]:
    return {"Chức danh người ký": one_line(signature.title), "Người ký": one_line(signature.name)}


def _results(lines: Sequence[CountLine]) -> list[dict[str, str]]:
    return [
        {
            "TT": str(number),
            "Họ và tên": one_line(line.name),
            "Số phiếu": "" if line.votes is None else str(line.votes),
            "Tỷ lệ": percent(line.share),
        }
        for number, line in enumerate(lines, start=1)
    ]


def _levels(lines: Sequence[CountLine]) -> list[dict[str, str]]:
    return [
        {"TT": str(number), "Họ và tên": one_line(line.name)}
        | {f"{_LEVEL} {place}": str(votes) for place, votes in enumerate(line.at_levels, start=1)}
        for number, line in enumerate(lines, start=1)
    ]


def _announced(announced: bool | None) -> list[str]:
    if announced is None:
        return []
    told = "được" if announced else "không"
    return [f"Kết quả kiểm phiếu {told} công bố tại hội nghị."]

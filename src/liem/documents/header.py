"""The frame of a document: number, place and day, type, issuer, subject, addressees, recipients, signature."""

from __future__ import annotations

import re

from liem.documents.bodies import body_at, recase
from liem.documents.letters import UPPER
from liem.documents.model import Header, Signatory
from liem.documents.outline import begins_annex, is_ending
from liem.documents.paragraphs import Flat, Paragraph
from liem.documents.points import day_in

TYPES = (
    "chương trình hành động", "nghị quyết liên tịch", "thông tư liên tịch", "cương lĩnh", "điều lệ", "chiến lược",
    "nghị quyết", "nghị định", "quyết định", "chỉ thị", "kết luận", "quy chế", "quy định", "thông tri", "thông tư",
    "hướng dẫn", "thông báo", "thông cáo", "tuyên bố", "lời kêu gọi", "báo cáo", "kế hoạch", "quy hoạch",
    "chương trình", "phương án", "dự án", "đề án", "tờ trình", "công văn", "công điện", "biên bản", "pháp lệnh",
    "bộ luật", "luật", "lệnh",
)  # fmt: skip
"""Types of documents of the Party and of the State."""

_NAMES = {kind.upper(): kind for kind in TYPES}
_TITLE = re.compile(
    rf"(?P<type>{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?!\w)[ :.]{{0,3}}(?P<rest>[^\n]{{0,600}})"
)
_MOTTO = re.compile(
    r"(?:ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H[ÒO][ÀA] XÃ HỘI CHỦ NGHĨA VIỆT NAM|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    r"|Độc lập ?[-–] ?Tự do ?[-–] ?Hạnh phúc)"
)
_NUMBER = re.compile(
    r"(?:(?:Luật|LUẬT|Pháp lệnh|Nghị quyết) s|(?<!\w)S)[ốỐ] ?:? ?(?P<symbol>\d{1,5} ?[-–/] ?[\w/–. -]{2,40})"
)
_SYMBOL = re.compile(
    r"\d{1,5} ?(?:/ ?\d{4} ?/|[-–/]) ?[A-ZĐ][A-Za-zĐđ0-9]{0,9}(?: ?[-–/.] ?[A-ZĐ][A-Za-zĐđ0-9]{0,14}){0,3}"
)
_NUMBER_PRINTED = re.compile(rf"S[ốỐ] ?:? ?(?:{_SYMBOL.pattern}|[-–/.… \w]{{1,16}}(?= [{UPPER}]))")
_NUMBER_SPACE = re.compile(r"^S[ốỐ] ?:? ?(?=[-–/.… ]|$)")
_PLACE = re.compile(
    rf"(?P<place>[{UPPER}][\w.-]{{0,20}}(?: [{UPPER}][\w.-]{{0,20}}){{0,4}}) ?,? ?ngày (?=[\d.… /]|tháng)"
    r"[\d.… ]{0,12}(?:tháng[\d.… ]{1,12}năm[\d.… ]{0,12}|[/-][\d/-]{3,8})"
)
_SUBJECT_LINE = re.compile(r"(?:V/v|v/v|Về việc|Trích yếu)[: ]")
_OPENING = re.compile(
    r"(?:Căn cứ|Thực hiện|Thi hành|Xét|Theo đề nghị|Để |Thời gian qua|Trong thời gian|Ngày \d|Sau khi )"
)
_BODY_WORDS = re.compile(
    r"(?:BAN |ỦY |UBND|BỘ |SỞ |TỈNH|HUYỆN|THÀNH|THỊ|ĐẢNG|QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|HỘI |VĂN PHÒNG|TRƯỜNG|TỔNG|VIỆN"
    r"|TÒA|HĐND|ĐOÀN|THANH TRA|KHỐI|PHÒNG|CHI |CỤC|VỤ|XÃ|PHƯỜNG|QUẬN|CHỦ TỊCH|LIÊN |MẶT TRẬN|CÔNG |BÁO |ĐÀI |KHO BẠC"
    r"|NGÂN HÀNG|BẢO HIỂM|HỌC VIỆN|TRUNG TÂM|ĐẶC KHU|THƯỜNG TRỰC|QUÂN |TẬP ĐOÀN|HẠT |TRẠM )"
)
_ISSUES = re.compile(
    r",? (?:nay |đã )?(?:xây dựng (?:và )?(?:ban hành )?(?:[Kk]ế hoạch|[Cc]hương trình|[Đđ]ề án|[Hh]ướng dẫn)|ban hành"
    r"|yêu cầu|đề nghị|kết luận|quyết định|quy định|hướng dẫn|thông báo|chỉ thị|báo cáo|kính trình)(?!\w)"
)
_AUTHORITY = re.compile(rf"(?:T/M|TM\.?|K/T|KT\.?|T/L|TL\.?|TUQ\.?|T/U/Q|Q\.) ?(?=[{UPPER}])")

_SIGNATURE_LINES = 24
_HEAD_LINES = 12
_SHORT_LINE = 70
_LONG_LINE = 400
_PERSON = re.compile(rf"(?:[{UPPER}][^\W\d_]{{0,12}} ){{1,5}}[{UPPER}][^\W\d_]{{0,12}}")


def header_end(flat: Flat) -> int:
    """How many paragraphs at the beginning are the head of the document."""
    titled = subject = letter = False
    for index, paragraph in enumerate(flat.paragraphs):
        words = flat.text[paragraph.start : min(paragraph.end, paragraph.start + 400)]
        if not titled and _is_type(words):
            titled = True
            subject = len(words) > 30 and not words.isupper()
        elif words.startswith("Kính gửi"):
            letter = True
        elif paragraph.label:
            return index
        elif _is_head_line(words):
            subject = subject or (titled and bool(_SUBJECT_LINE.match(words)))
        elif titled and not subject and not letter and not _is_opening(words):
            subject = True
        elif not (
            (subject and not paragraph.rule_before and words[0].islower())
            or (letter and (paragraph.bullet or len(words) < _SHORT_LINE) and not _OPENING.match(words))
            or (index < _HEAD_LINES and not titled and len(words) < _SHORT_LINE and words[-1] not in ".:;")
        ):
            return index
    return len(flat.paragraphs)


def _is_opening(words: str) -> bool:
    """Whether the body begins; "Thực hiện cải cách hành chính năm 2026" below the type is a subject, no sentence."""
    return bool(_OPENING.match(words)) and (
        words.startswith("Căn cứ") or words[-1] in ".:;," or len(words) > _LONG_LINE
    )


def read_header(flat: Flat, end: int) -> Header:
    """The header of a text whose first `end` paragraphs are its head."""
    head = [flat.text[part.start : part.end] for part in flat.paragraphs[:end]]
    tail = _tail(flat, end)
    kind, subject, titled_by = _title(flat, end)
    symbol, place, date = _symbol(head), *_place_and_day(head)
    inferred = []
    issuer = titled_by or _issuer_of_head(head)
    if issuer is None:
        issuer = _issuer_of_body(flat, end)
        inferred += ["issuer"] if issuer else []
    if kind is None and any(line.startswith("Kính gửi") for line in head):
        kind = "công văn"
        inferred.append("type")
    return Header(
        symbol=symbol,
        date=date,
        type=kind,
        issuer=issuer,
        place=place,
        subject=subject,
        addressees=_addressees(flat, end),
        recipients=_recipients(flat, tail),
        signatory=_signatory(flat, tail),
        inferred=tuple(inferred),
    )


def _is_type(words: str) -> bool:
    """A line that is the type of the document, perhaps with its issuer ("… CỦA …") or its subject."""
    return _TITLE.match(words) is not None or words.strip(" :.").upper() in _NAMES


def _place_in(line: str) -> re.Match[str] | None:
    """The place and day that a line of the head consists of, beside number and motto."""
    rest = _MOTTO.sub("", line[:300]).strip(" *-–_")
    number = _NUMBER_PRINTED.match(rest)
    return _PLACE.fullmatch(rest[number.end() if number else 0 :].strip(" *-–_."))


def _is_head_line(words: str) -> bool:
    return bool(
        words.isupper()
        or (len(words) < 200 and (_MOTTO.search(words) or _place_in(words)))
        or (len(words) < 90 and (_NUMBER.match(words) or _NUMBER_SPACE.match(words)))
        or _SUBJECT_LINE.match(words)
    )


def _symbol(head: list[str]) -> str | None:
    for line in head[:14]:
        found = _NUMBER.search(line[:200])
        if found and not _SUBJECT_LINE.match(line) and found.start() < 60:
            exact = _SYMBOL.match(found["symbol"])
            if exact and _before_subject(head, line):
                return exact[0].replace(" ", "").replace("–", "-")
    return None


def _before_subject(head: list[str], line: str) -> bool:
    """A number in the title or subject belongs to another document."""
    for other in head:
        if other is line:
            return True
        if _is_type(other):
            return bool(_NUMBER.match(line))
    return True


def _place_and_day(head: list[str]) -> tuple[str | None, str | None]:
    for line in head[:14]:
        found = _place_in(line)
        if found:
            return found["place"], day_in(found[0][len(found["place"]) :].strip(" ,"))
    return None, None


def _title(flat: Flat, end: int) -> tuple[str | None, str | None, str | None]:
    """Type, subject and the issuer printed with the type ("CỦA …")."""
    kind = issuer = None
    subject: list[str] = []
    for paragraph in flat.paragraphs[:end]:
        words = flat.text[paragraph.start : paragraph.end]
        if kind is None:
            if _is_type(words):
                kind, words = _type_and_rest(words)
            elif _SUBJECT_LINE.match(words):
                return kind, words, None
            else:
                continue
        elif subject and (paragraph.rule_before or words.startswith("Kính gửi")):
            break
        if words.isupper() and words.startswith("CỦA ") and not subject:
            issuer = recase(words[4:])
        elif words and not (_NUMBER.match(words) or _place_in(words) or (subject and words.isupper())):
            subject.append(words)
    small = [words for words in subject if not words.isupper() or words.startswith("VỀ")]
    return kind, " ".join(small or subject).strip() or None, issuer  # capitals above it name the meeting or the issuer


def _type_and_rest(words: str) -> tuple[str, str]:
    found = _TITLE.match(words)
    return (_NAMES[found["type"]], found["rest"]) if found else (_NAMES[words.strip(" :.").upper()], "")


def _issuer_of_head(head: list[str]) -> str | None:
    """The body printed above the number: the capitals before the type of the document."""
    lines: list[str] = []
    for line in head[:10]:
        words = _MOTTO.sub("", line).strip(" *-–_")
        if _is_type(words) or _SUBJECT_LINE.match(words) or words.startswith("Kính gửi"):
            break
        words = _NUMBER.split(words)[0].strip()
        words = _PLACE.sub("", words).strip()
        if words and words.isupper() and (_BODY_WORDS.match(words) or lines):
            lines.append(words)
    if not lines:
        return None
    return recase(_joined(lines))


def _joined(lines: list[str]) -> str:
    """A superior body above the issuer is left out, unless the last line only goes on with the name."""
    if len(lines) == 1:
        return lines[0]
    last = lines[-1]
    if not _BODY_WORDS.match(last):
        return f"{lines[-2]} {last}"  # a long name, or that of a place, broken over two lines
    if re.match(r"(?:TỈNH|HUYỆN|THÀNH PHỐ|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU|KHỐI|CÁC|VÀ)\b(?! ỦY)", last):
        return f"{lines[-2]} {last}"
    if (
        last.startswith(("BAN ", "VĂN PHÒNG", "ỦY BAN KIỂM TRA"))
        and not last.startswith("BAN CÁN SỰ")
        and re.match(r"(?:TỈNH|HUYỆN|THÀNH|ĐẢNG) ỦY", lines[-2])
    ):
        return f"{last} {lines[-2]}"
    return last


def _issuer_of_body(flat: Flat, end: int) -> str | None:
    """The body that acts in the opening words ("… xây dựng Kế hoạch …", "… đề nghị các …")."""
    for paragraph in flat.paragraphs[end : end + 12]:
        if paragraph.label or paragraph.bullet:
            break
        words = flat.text[paragraph.start : paragraph.end]
        for found in re.finditer(r"(?:^|[,;)] )(?=[A-ZĐỦ])", words):
            body = body_at(words, found.end())
            if body and _ISSUES.match(words[body.end : body.end + 60]):
                return words[found.end() : body.end]
    return None


def _tail(flat: Flat, end: int) -> tuple[Paragraph, ...]:
    """Recipients and signature: up to an annex."""
    after = flat.paragraphs[end:]
    start = next((index for index, paragraph in enumerate(after) if is_ending(flat, paragraph)), len(after))
    tail = after[start:]
    stop = next((index for index, paragraph in enumerate(tail) if begins_annex(flat, paragraph)), len(tail))
    return tail[:stop]


def _addressees(flat: Flat, end: int) -> tuple[str, ...]:
    names: list[str] = []
    open_list = False
    for paragraph in flat.paragraphs[:end]:
        words = flat.text[paragraph.body : paragraph.end]
        if words.startswith("Kính gửi"):
            open_list = True
            words = words.removeprefix("Kính gửi").lstrip(" :-–")
            names += [words] if words else []
        elif open_list and paragraph.bullet:
            names.append(words)
        elif open_list and names and len(words) < 70:
            names[-1] += " " + words
    return tuple(name.strip(" ,;.") for name in names)


def _recipients(flat: Flat, tail: tuple[Paragraph, ...]) -> tuple[str, ...]:
    """The bulleted names from "Nơi nhận" on; the signature may stand between them, as the column beside."""
    names: list[str] = []
    open_list = False
    for paragraph in tail:
        words = flat.text[paragraph.body : paragraph.end]
        if words.casefold().startswith("nơi nhận"):
            open_list = True
        elif open_list and paragraph.bullet:
            names.append(words.strip(" ,;."))
    return tuple(names)


def _signatory(flat: Flat, tail: tuple[Paragraph, ...]) -> Signatory:
    lines = [flat.text[part.start : part.end] for part in tail if not part.bullet][:_SIGNATURE_LINES]
    authorities = [line for line in lines if _AUTHORITY.match(line)]
    if authorities:
        lines = lines[lines.index(authorities[-1]) + 1 :]
    title = next((line for line in lines[:3] if line.isupper()), None)
    name = next((line for line in lines if _PERSON.fullmatch(line) and not line.isupper()), None)
    return Signatory(
        authority=", ".join(map(_signing, authorities)) or None,
        title=recase(title) if title else None,
        name=name,
    )


def _signing(authority: str) -> str:
    mark = _AUTHORITY.match(authority)
    rest = authority[mark.end() :] if mark else authority
    return f"{mark[0].strip() if mark else ''} {recase(rest.strip())}".strip()

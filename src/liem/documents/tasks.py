"""Proposed tasks: which passages ask somebody to do something, who leads, who cooperates, when.

Whoever is named in the sentence leads; otherwise the body whose heading stands above, or the addressees of the lead-in
("… yêu cầu các …:"). A heading keeps its body beside one that a later sentence adds ("Giao … chủ trì"); a lead-in gives
way.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from liem.documents.bodies import body_at, office_at
from liem.documents.letters import UPPER
from liem.documents.model import Task, Timing
from liem.documents.outline import Clause

_NO_TASKS = re.compile(
    r"(?i:(?:mục đích|yêu cầu|quan điểm|mục tiêu|(?:các )?chỉ tiêu|phạm vi|đối tượng|giải thích từ ngữ|căn cứ"
    r"|sự cần thiết|nguyên tắc|cơ sở (?:chính trị|pháp lý|thực tiễn)|tiêu chuẩn,? điều kiện)(?!\w))"
)
_TASKS_TOO = re.compile(r"(?i:nhiệm vụ|giải pháp|nội dung|thực hiện)")
_ACCOUNT = re.compile(
    r"(?i:(?:những |một số |về )?(?:tình hình|kết quả|thực trạng|hạn chế|tồn tại|nguyên nhân|ưu điểm|khuyết điểm"
    r"|đặc điểm|bối cảnh|bài học|đánh giá(?= chung| tình hình| kết quả| thực trạng| việc|$))(?!\w))"
)
_PLANS_TOO = re.compile(r"(?i:(?:,|;| và) (?:phương hướng|nhiệm vụ|giải pháp))")
_COLUMN = re.compile(
    r"(?i:s?tt|số tt|(?:nội dung|tên)(?: (?:công việc|nhiệm vụ|thực hiện))?|nhiệm vụ|công việc|ghi chú|kinh phí"
    r"|sản phẩm|kết quả"
    r"|(?:cơ quan|đơn vị|bộ phận|người)(?:,? (?:cơ quan|đơn vị|chủ trì|phối hợp|thực hiện|phụ trách)){1,3}"
    r"|(?:thời gian|thời hạn|tiến độ)(?:,? (?:thực hiện|hoàn thành)){0,2})[ .:]?"
)
_CLOSING = re.compile(
    r"Trên đây là|Ban hành kèm theo"
    r"|(?:\w{1,8} ){1,3}này (?:có hiệu lực|(?:được )?phổ biến|thay thế|gồm|quy định (?:về|chi tiết)|áp dụng)"
)
_SENTENCE = re.compile(rf"[.!?…] (?=[{UPPER}“\"])")
_ASKS = re.compile(r"(?:(?:^|[,;:.)] |(?<=\w ))(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao|[Pp]hân công)(?: cho)? )")
_OPENS = re.compile(
    r"(?:Khi|Để|Căn cứ|Trên cơ sở|Hằng|Hàng|Theo|Trong|Sau|Định kỳ|Trước|Từ|Thông qua|Tùy|Tại|Đến|Chậm nhất"
    r"|Thường xuyên|Đồng thời|Đối với|Quá trình)(?!\w)"
)
_BODY_IN_SENTENCE = re.compile(r", (?=(?:các |từng |mỗi |[A-ZĐỦ]))|(?:,|) thì (?=\w)")
_DUTIES = (
    "có trách nhiệm", "chịu trách nhiệm", "trách nhiệm", "chủ trì", "chủ động", "phối hợp", "tham mưu", "xây dựng",
    "tổ chức", "triển khai", "căn cứ", "theo chức năng", "theo nhiệm vụ", "theo phạm vi", "theo phân công",
    "theo thẩm quyền", "theo dõi", "trên cơ sở", "chỉ đạo", "lãnh đạo", "quán triệt", "tiến hành", "thực hiện", "phải",
    "cần", "tiếp tục", "tăng cường", "thường xuyên", "kịp thời", "rà soát", "ban hành", "hướng dẫn", "kiểm tra",
    "giám sát", "thanh tra", "đôn đốc", "báo cáo", "đề cao", "chăm lo", "tập trung", "quan tâm", "hằng năm", "hàng năm",
    "hằng quý", "định kỳ", "xem xét", "bố trí", "phát hiện", "đẩy mạnh", "nâng cao", "tuyên truyền", "đưa", "lập",
    "cụ thể hóa", "chấp hành", "nghiêm túc", "gương mẫu", "phê duyệt", "khẩn trương", "phân công", "phân bổ",
    "đăng ký", "công khai", "công bố", "bảo đảm", "đảm bảo", "cập nhật", "tổng hợp", "thẩm định", "đề xuất", "gửi",
    "nộp", "thẩm tra", "quy định", "phát huy", "giúp", "giao", "lựa chọn", "kiện toàn", "sắp xếp", "đánh giá",
    "thành lập", "cử", "tạo điều kiện", "phổ biến", "thống nhất", "duy trì", "nghiên cứu", "chuẩn bị", "đổi mới",
    "siết chặt", "kiểm soát", "chịu", "quyết định", "cân đối", "tự", "trực tiếp", "gắn", "định hướng", "có kế hoạch",
    "có văn bản", "tự kiểm tra", "trình", "đăng tải", "vận động", "mở", "phản ánh", "khảo sát", "sơ kết", "tổng kết",
    "xử lý",
)  # fmt: skip
_DUTY = re.compile(
    r"(?:, (?=theo|căn cứ|trên cơ sở|chủ|có trách nhiệm)| )"
    rf"(?:{'|'.join(sorted(_DUTIES, key=len, reverse=True))})(?!\w)"
)
_OFFICE = re.compile(
    r"(?:Các )?(?:Sở|Ban (?:Tổ chức|Tuyên giáo|Dân vận|Nội chính|Thường vụ|Chấp hành|cán sự|Chỉ đạo)|Ủy ban|UBND|HĐND"
    r"|Văn phòng|Công an|Thanh tra|Thủ trưởng|Giám đốc|Chủ tịch|Chánh|Trưởng|Mặt trận|sở,|huyện ủy|đảng ủy)(?!\w)"
)
_SOME_VERB = re.compile(
    r" (?!là|được|đã|có|và|với|của|các|về|tại|trong|do|như|này|nói chung|còn|chưa|đang)[a-zđăâêôơư]"
)
_OFFICE_ENDS = re.compile(rf"{_DUTY.pattern}|:")
_CONCERNS = re.compile(r"(?:Đối với|Về phía) ")
_WHOLE = re.compile(r"$")
_OWNED = re.compile(r"(?:Trách nhiệm của|Đối với|Đề nghị|Yêu cầu|Giao) ")
_LEADING = re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận) (?:chủ trì|thực hiện|chịu trách nhiệm)(?: thực hiện)?: ")
_DONE_BY = re.compile(r"(?<=[ (])do (?=\w)")
_BRACKET = re.compile(r" \((?=[^\W\d])")
_BRACKET_ENDS = re.compile(r" (?:chủ trì|thực hiện|tham mưu|chịu trách nhiệm|đảm nhiệm|phụ trách)(?!\w)|\)[.;]?$")
_COOPERATING = re.compile(r"(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận) phối hợp(?: thực hiện)?: ")
_WITH = re.compile(rf"[Pp]hối hợp (?:(?:chặt chẽ )?(?:với|cùng)(?: với)? |(?=[{UPPER}]))")
_BESIDE = re.compile(
    rf" (?:cùng )?phối hợp(?! (?:[{UPPER}]|(?:chặt chẽ,? )?(?:với|cùng (?!thực|tham)|của|giữa|trong|liên)))(?!\w)"
)
_BEFORE_BODY = re.compile(r"(?:^|[,;:.(] |(?:^|[ (])(?:và|do|giao|Giao) )(?=\w)")
_MAIN_DUTY = re.compile(r"là trách nhiệm của ")
_MAIN = re.compile(r"(?:trực tiếp|trước hết|chủ yếu) là (?:của )?")
_CORE = re.compile(r"trong đó,? (?=[^.;]{3,80}? là nòng cốt)")
_NOT_ASKED = re.compile(r"(?i:(?:cấp|cơ quan|người|cơ quan, tổ chức) có thẩm quyền|cấp trên)")
_OWN_WORK = re.compile(r"(?:xây dựng|ban hành|lập) [^.;:]{0,60}(?:kế hoạch|chương trình|đề án|quy chế|quy định)")
_SHORT = 600


def read_tasks(text: str, clauses: list[Clause], timings: list[Timing]) -> list[Task]:
    """The tasks of the flat `text`, in order."""
    reader = _Reader(text, clauses, timings)
    return [task for index in range(len(clauses)) if (task := reader.task(index)) is not None]


class _Reader:
    def __init__(self, text: str, clauses: list[Clause], timings: list[Timing]) -> None:
        self.text = text
        self.clauses = clauses
        self.timings = [timing for timing in timings if timing.kind != "mention"]
        self.starts = [timing.start for timing in self.timings]
        self.numbered = any(clause.kind in ("item", "heading") for clause in clauses)
        self.excluded: list[bool] = []
        self.leads: dict[int, tuple[str, ...]] = {}  # by parent: addressees of the last lead-in
        self.headings: dict[int, tuple[str, ...]] = {}
        self.before: dict[int, tuple[str, ...]] = {}  # by parent: bodies of the last paragraph
        self.due: dict[int, tuple[str, ...]] = {}
        self.led_in = False

    def task(self, index: int) -> Task | None:
        clause = self.clauses[index]
        outer = self.excluded[clause.parent] if clause.parent >= 0 else False
        words = self.text[clause.body : clause.end]
        self.excluded.append(outer or (clause.kind == "heading" and self._without_tasks(words)))
        if clause.kind in ("header", "signature"):
            return None
        if clause.kind == "heading":
            self._note_heading(index, words)
            return None
        if clause.parent < 0 and clause.kind in ("paragraph", "bullet", "sub_bullet"):
            return self._outside(index, words)
        if self.excluded[-1] or _CLOSING.match(words) or words.isupper() or _COLUMN.fullmatch(words):
            return None
        if words.endswith(":") and clause.kind != "bullet" and not _SENTENCE.search(words):
            self._note_lead(clause.parent if clause.kind == "paragraph" else index, words)
            if not (_subject(words) and _OWN_WORK.search(words)):
                return None  # it only leads in
        return self._proposal(index, words)

    def _without_tasks(self, words: str) -> bool:
        if _ACCOUNT.match(words):
            return not _PLANS_TOO.search(words[:_SHORT])
        return bool(_NO_TASKS.match(words)) and not _TASKS_TOO.search(words[:_SHORT])

    def _outside(self, index: int, words: str) -> Task | None:
        """What stands before every item: addressees for all that follows; tasks only in a text without items."""
        if self.clauses[index].kind == "paragraph" and (words.endswith(":") or _ASKS.search(words)):
            asked = _asked(words)
            if asked:
                self.leads[-1] = asked
            self.led_in = self.led_in or words.endswith(":")
            return None
        if self.numbered or not self.led_in or _CLOSING.match(words):
            return None
        return self._proposal(index, words)

    def _note_heading(self, index: int, words: str) -> None:
        name, _, rest = words.partition(":")
        before = _OWNED.match(name)
        body = body_at(name, before.end() if before else 0)
        end = len(name.rstrip(" ."))
        if body is None or body.end < end:
            body = office_at(name[:end], before.end() if before else 0, _WHOLE)
        if body and body.end >= end:
            self.headings[index] = body.names
        if rest.strip():
            self._note_lead(index, rest.strip())
        elif words.endswith(":"):
            self._note_lead(index, words)

    def _note_lead(self, parent: int, words: str) -> None:
        bodies = _asked(words) or _subject(words)
        if bodies:
            self.leads[parent] = bodies

    def _proposal(self, index: int, words: str) -> Task:
        clause = self.clauses[index]
        explicit, complete = _explicit(words)
        owner = self._above(self.headings, clause.parent)
        if explicit and (complete or not owner):
            responsible, source = explicit, "explicit"
        elif owner:
            responsible, source = (*owner, *(name for name in explicit if name not in owner)), "heading"
        else:
            responsible = (self.before.get(clause.parent, ()) if clause.kind == "paragraph" else ()) or self._above(
                self.leads, index
            )
            source = "lead" if responsible else "none"
        coordinating = _coordinating(words)
        beside = [name for name in _beside(words, responsible[:1]) if name not in coordinating]
        responsible = tuple(name for name in responsible if name not in beside)
        if clause.kind == "paragraph" and source == "explicit":
            self.before[clause.parent] = responsible
        if words.endswith(":"):
            self.due[index] = self._timing(clause)[-1:]
        timing = self._timing(clause) or self.due.get(clause.parent, ())
        return Task(clause.start, clause.end, clause.address, responsible, (*coordinating, *beside), timing, source)

    def _above(self, notes: dict[int, tuple[str, ...]], index: int) -> tuple[str, ...]:
        while index >= 0:
            if index in notes:
                return notes[index]
            index = self.clauses[index].parent
        return notes.get(-1, ())

    def _timing(self, clause: Clause) -> tuple[str, ...]:
        first = bisect_left(self.starts, clause.start)
        last = bisect_left(self.starts, clause.end)
        values = [timing.value or timing.relative or "" for timing in self.timings[first:last]]
        return tuple(dict.fromkeys(values))


def _asked(words: str) -> tuple[str, ...]:
    """The bodies after "yêu cầu", "đề nghị", "giao"."""
    for found in _ASKS.finditer(words):
        body = body_at(words, found.end())
        if body and not _NOT_ASKED.match(words, found.end()):
            return body.names
    return ()


def _explicit(words: str) -> tuple[tuple[str, ...], bool]:
    """Bodies that the sentences name as leading, and whether the first sentence already does."""
    names: list[str] = []
    complete = False
    start = 0
    for number, end in enumerate([found.start() + 1 for found in _SENTENCE.finditer(words)] + [len(words)]):
        sentence = words[start:end]
        own = (
            _main_duty(sentence)
            or _labelled(sentence, _LEADING)
            or _subject(sentence)
            or _asked_in(sentence)
            or _done_by(sentence)
        )
        complete = complete or bool(own and number == 0)
        names += [name for name in own if name not in names]
        start = end + 1
    return tuple(names), complete


def _asked_in(sentence: str) -> tuple[str, ...]:
    found = re.match(r"(?:[^.;:]{0,160}, )?(?:[Yy]êu cầu|[Đđ]ề nghị|Giao|giao|Phân công)(?: cho)? ", sentence)
    if found is None:
        return ()
    body = body_at(sentence, found.end())
    if body is None or _NOT_ASKED.match(sentence, found.end()):
        return ()
    # Whom somebody is told to assign ("phân công …") leads only where the duty follows.
    assigned = sentence[found.start() : found.end()].casefold().rstrip().endswith("phân công")
    return () if assigned and not _DUTY.match(sentence, body.end) else body.names


def _subject(sentence: str) -> tuple[str, ...]:
    """The bodies that a sentence begins with, if a duty follows them."""
    before = _CONCERNS.match(sentence)
    body = body_at(sentence, before.end()) if before else None
    if body and sentence.startswith((":", ","), body.end):
        return body.names
    starts = [0]
    if _OPENS.match(sentence) or " thì " in sentence[:_SHORT]:
        starts += [found.end() for found in _BODY_IN_SENTENCE.finditer(sentence, 0, min(len(sentence), _SHORT))]
    for start in starts:
        body = body_at(sentence, start)
        if body and (_DUTY.match(sentence, body.end) or (start == 0 and _acts(sentence, body.end))):
            return body.names
    for start in starts:
        office = office_at(sentence, start, _OFFICE_ENDS)
        if office:
            return office.names
    return ()


def _labelled(sentence: str, label: re.Pattern[str]) -> tuple[str, ...]:
    """The bodies after "Cơ quan chủ trì:" or "Đơn vị phối hợp:"."""
    for found in label.finditer(sentence):
        body = body_at(sentence[found.end() : found.end() + _SHORT].partition(";")[0], 0)
        if body:
            return body.names
    return ()


def _done_by(sentence: str) -> tuple[str, ...]:
    """The bodies between "do" and "chủ trì"."""
    for found in _DONE_BY.finditer(sentence):
        body = body_at(sentence, found.end())
        if body and sentence.startswith((" chủ trì", " thực hiện", " đảm nhiệm"), body.end):
            return body.names
    return _in_brackets(sentence)


def _in_brackets(sentence: str) -> tuple[str, ...]:
    """The bodies of "(Sở Nội vụ chủ trì; …)", "(Ban Tổ chức Tỉnh ủy)" at the end of a sentence."""
    for found in _BRACKET.finditer(sentence):
        body = body_at(sentence, found.end())
        if body is None or not _BRACKET_ENDS.match(sentence, body.end):
            body = office_at(sentence, found.end(), _BRACKET_ENDS)
        if body:
            return body.names
    return ()


def _acts(sentence: str, end: int) -> bool:
    """An office at the beginning of a sentence acts, whatever the verb, unless it is only described."""
    return sentence.startswith(":", end) or bool(_OFFICE.match(sentence) and _SOME_VERB.match(sentence, end))


def _main_duty(sentence: str) -> tuple[str, ...]:
    """ "… là trách nhiệm của …, trực tiếp là của …, trước hết là …, trong đó … là nòng cốt"."""
    whole = _MAIN_DUTY.search(sentence)
    if whole is None:
        return ()
    names: list[str] = []
    for found in [*_MAIN.finditer(sentence, whole.end()), *_CORE.finditer(sentence, whole.end())]:
        body = body_at(sentence, found.end())
        names += [part for name in (body.names if body else ()) for part in name.split(" và ")]
    return tuple(names)


def _coordinating(words: str) -> tuple[str, ...]:
    names = list(_labelled(words, _COOPERATING))
    for found in _WITH.finditer(words):
        body = body_at(words, found.end())
        names += [name for name in (body.names if body else ()) if name not in names]
    return tuple(names)


def _beside(words: str, lead: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies before "phối hợp" where none follows: "Giao Sở A theo dõi, Sở B phối hợp".

    A list in which the `lead` body stands leads jointly and is left out.
    """
    names: list[str] = []
    for found in _BESIDE.finditer(words):
        start = max(0, found.start() - _SHORT // 2)
        for before in _BEFORE_BODY.finditer(words, start, found.start()):
            body = body_at(words, before.end())
            if body and body.end == found.start():
                names += [name for name in body.names if name not in names and not set(lead) & set(body.names)]
                break
    return tuple(names)

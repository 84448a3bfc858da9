"""Names of bodies and office-holders: where such a name ends, how a list of them divides, how it is written small.

A name is a chain of known head words, their known complements and capitalised words. The words of this module are the
common vocabulary of Party and State offices; proper names follow from capital letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from liem.documents.letters import UPPER

_HEADS = (
    r"(?:giám đốc |thanh tra )?(?:sở|bộ|phòng|ngành) @", r"thanh tra (?:tỉnh|huyện|sở|bộ|nhà nước)",
    r"cơ quan tham mưu,? giúp việc(?: của)?", r"cơ quan tham mưu(?: của)?", r"cơ quan tổ chức,? cán bộ",
    r"cơ quan chuyên môn", r"cơ quan báo chí", r"cơ quan truyền thông", r"cơ quan thông tin", r"cơ quan dân cử",
    r"cơ quan nội chính", r"cơ quan thường trực", r"cơ quan", r"đơn vị sự nghiệp(?: công lập)?", r"đơn vị",
    r"địa phương", r"doanh nghiệp", r"cấp ủy viên", r"cấp ủy(?: đảng)?", r"tổ chức cơ sở đảng", r"tổ chức đảng",
    r"tổ chức chính trị ?[-–] ?xã hội", r"tổ chức đoàn thể", r"tổ chức thành viên", r"tổ chức,? cá nhân", r"đoàn thể",
    r"đảng ủy", r"chi ủy", r"chi bộ", r"đảng bộ", r"tỉnh ủy viên", r"tỉnh ủy", r"huyện ủy", r"thị ủy", r"thành ủy",
    r"quận ủy", r"đảng đoàn", r"ban cán sự đảng", r"ban thường vụ", r"ban chấp hành", r"ban tổ chức",
    r"ban tuyên giáo(?: và dân vận)?", r"ban dân vận", r"ban nội chính", r"ban kinh tế", r"ban đối ngoại",
    r"ban chỉ đạo", r"ban xây dựng đảng", r"ban đảng", r"ban quản lý", r"ban bí thư", r"ban dân tộc", r"ban giám hiệu",
    r"ban giám đốc", r"ban,", r"ban(?= của| ,|,? cơ quan)", r"bộ chính trị", r"bộ chỉ huy quân sự", r"bộ chỉ huy",
    r"bộ đội biên phòng", r"bộ,", r"bộ^", r"ủy ban kiểm tra", r"ủy ban nhân dân",
    r"ủy ban mặt trận tổ quốc(?: việt nam)?", r"ủy ban mttq", r"ủy ban^", r"ủy viên", r"ubnd", r"hđnd", r"ubmttq",
    r"ubkt", r"mttq", r"hội đồng nhân dân", r"mặt trận tổ quốc(?: việt nam)?", r"mặt trận", r"văn phòng", r"sở,",
    r"sở", r"ngành", r"phòng,", r"phòng^", r"công an", r"thanh tra", r"tòa án(?: nhân dân)?",
    r"viện kiểm sát(?: nhân dân)?", r"kho bạc(?: nhà nước)?", r"trường chính trị", r"trường", r"học viện",
    r"liên đoàn lao động", r"công đoàn", r"tỉnh đoàn", r"huyện đoàn", r"đoàn thanh niên", r"hội liên hiệp phụ nữ",
    r"hội nông dân", r"hội cựu chiến binh", r"hội^", r"báo^", r"đài^", r"thường trực", r"tập thể lãnh đạo",
    r"tập thể ban", r"lãnh đạo", r"người đứng đầu", r"thủ trưởng", r"giám đốc", r"chánh văn phòng", r"chủ tịch",
    r"phó chủ tịch", r"bí thư", r"phó bí thư", r"trưởng phòng", r"chủ nhiệm",
    r"trưởng(?= ban (?:tổ chức|tuyên giáo|dân vận|nội chính|kinh tế|đối ngoại|xây dựng))", r"trưởng ban",
    r"cán bộ", r"đảng viên",
    r"công chức", r"viên chức", r"đồng chí", r"nhân dân", r"chính quyền", r"chính phủ", r"thủ tướng(?: chính phủ)?",
    r"quốc hội", r"cục^", r"vụ^", r"khối", r"huyện", r"thành phố", r"thị xã", r"quận", r"xã", r"phường", r"thị trấn",
    r"phòng chuyên môn", r"phòng,? ban", r"trường học", r"trạm y tế", r"tổ dân phố", r"thôn", r"hợp tác xã",
    r"hội đồng", r"bộ phận một cửa", r"đặc khu", r"trung tâm^", r"chi cục^", r"ban xây dựng đảng",
    r"trưởng (?:thôn|ấp|bản|khu phố)", r"ông \(bà\)",
    r"bộ trưởng", r"tổng cục", r"tổng công ty", r"công ty", r"tập đoàn", r"tổ công tác", r"cả hệ thống chính trị",
)  # fmt: skip
_FIELDS = (
    r"nội vụ", r"tài chính", r"tư pháp", r"y tế", r"xây dựng", r"công thương", r"giao thông vận tải", r"ngoại vụ",
    r"ngoại giao", r"quốc phòng", r"công an", r"kế hoạch và đầu tư", r"tài nguyên và môi trường",
    r"khoa học và công nghệ", r"nông nghiệp và (?:phát triển nông thôn|môi trường)", r"giáo dục và đào tạo",
    r"thông tin và truyền thông", r"văn hóa,? (?:thể thao|thông tin)(?:,? (?:và )?(?:du lịch|thể thao))?",
    r"lao động ?[-–,] ?thương binh và xã hội", r"dân tộc(?: và tôn giáo)?", r"du lịch",
    r"văn hóa ?(?:[-–,]|và) ?xã hội", r"kinh tế(?:,? (?:[-–] )?(?:và )?(?:hạ tầng(?: và đô thị)?|ngân sách))?",
    r"tổ chức(?: ?[-–,] ?| )(?:cán bộ|hành chính|kiểm tra)", r"tổ chức",
    r"hành chính(?: ?[-–,] ?| )(?:tổng hợp|quản trị)",
)  # fmt: skip
_COMPLEMENTS = (
    r"các cấp", r"cấp trên(?: trực tiếp)?", r"cấp dưới", r"cấp (?:tỉnh|huyện|xã|mình)", r"cơ sở", r"trực thuộc",
    r"thuộc", r"của", r"tại", r"ở", r"tỉnh", r"huyện", r"xã", r"phường", r"thành phố", r"thị xã", r"quận",
    r"trung ương", r"nhà nước", r"đảng", r"và tương đương", r"có liên quan", r"liên quan", r"và doanh nghiệp",
    r"thi đua(?:,? ?[-–]? ?khen thưởng)?", r"trong toàn tỉnh", r"trên địa bàn(?: tỉnh)?", r"quân sự", r"nêu trên",
    r"được giao", r"phụ trách", r"đảng tỉnh",
    r"cùng cấp", r"được (?:kiểm tra|giám sát|thanh tra|phân công|giao nhiệm vụ|giao chủ trì|chỉ định)",
    r"chủ trì thực hiện",
)  # fmt: skip
_EACH = r"(?:tất cả các |toàn thể |các đồng chí |các |từng |mỗi |mọi |những )"
_HEAD = "|".join(_HEADS).replace("^", rf"(?=(?-i: [{UPPER}]))")  # "^": before a capital
_HEAD = _HEAD.replace("@", f"(?:{'|'.join(_FIELDS)})")
_PROPER = rf"[{UPPER}][\w-]{{0,14}}"
_START = re.compile(rf"(?i:{_EACH}?(?:{_HEAD})(?!\w))")
_NOT_AFTER_BLANK = re.compile(r"(?i: (?:lãnh đạo|cán bộ|thanh tra|phòng|đơn vị|báo|trường|công tác|tổ chức,)(?!\w))")
_STEP = re.compile(
    rf"(?:(?P<separator>, và |; và |, |; | và )(?i:(?P<each>{_EACH})?(?:(?:{_HEAD})(?!\w)))"
    rf"| (?:(?i:(?:{_EACH})?(?:{_HEAD}|{'|'.join(_COMPLEMENTS)})(?!\w))|{_PROPER}))"
)
_SPECIFIC = re.compile(rf"(?:đảng đoàn|ban cán sự đảng|đảng ủy trực thuộc|sở, |[{UPPER}](?!ác ))")
_OF_EACH = re.compile(
    r"(?i:các )?(?i:ủy ban kiểm tra|ban thường vụ|ban tổ chức|thường trực|văn phòng|bí thư|thủ trưởng"
    r"|người đứng đầu) các "
)
_STEPS = 40
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Body:
    """A name or a list of names: where it ends, and the single names."""

    end: int
    names: tuple[str, ...]


def body_at(text: str, position: int) -> Body | None:
    """The longest name, or list of names, of bodies that begins at `position`; None where none does."""
    first = _START.match(text, position)
    if first is None:
        return None
    alone = first[0].casefold() in ("lãnh đạo", "thanh tra")
    end = first.end() - (1 if first[0].endswith(",") else 0)
    cuts: list[tuple[int, int, str]] = []
    for _ in range(_STEPS):
        step = _STEP.match(text, end)
        if step is None or _NOT_AFTER_BLANK.match(text, end):
            break
        stop = step.end() - (1 if step[0].endswith(",") else 0)
        if step["separator"]:
            cuts.append((end, end + len(step["separator"]), step["each"] or ""))
        end = stop
    end = _without_loose_end(text, position, end)
    if alone and end == first.end():
        return None  # a verb here
    return Body(end, _names(text, position, end, [cut for cut in cuts if cut[1] < end]))


_OFFICE = re.compile(
    rf"(?:Các )?(?:Phòng|Trung tâm|Chi cục|Cục|Vụ|Viện|Hội|Hội đồng|Quỹ|Đài|Báo|Tổ|Ban(?! hành)|Bộ phận|Văn phòng"
    rf"|Trường|Hạt|Trạm|Đội|Bảo hiểm|Kho bạc|Ngân hàng|Liên hiệp|Liên minh|Sở|Tổng cục) [{UPPER}][\w-]{{0,14}}"
)
_ASKING = re.compile(r" (?:yêu cầu|đề nghị|kết luận|quyết định|thông báo|như sau|sau)$")
_NEXT_WORD = re.compile(r"(?: [-–]|,)? [\w()-]{1,15}")
_WORDS = 12


def office_at(text: str, position: int, ending: re.Pattern[str]) -> Body | None:
    """One office whose name no list of words holds: from its kind to the words with which `ending` begins."""
    found = _OFFICE.match(text, position)
    for _ in range(_WORDS):
        if found is None:
            return None
        if ending.match(text, found.end()):
            if _ASKING.search(text[position : found.end()]):
                return None
            return Body(found.end(), (text[position : found.end()],))
        found = _NEXT_WORD.match(text, found.end())
    return None


def _without_loose_end(text: str, start: int, end: int) -> int:
    """A chain does not end in "của", "thuộc", "tại", "ở"."""
    while (loose := re.search(r" (?:của|(?<!trực )thuộc|tại|ở)$", text[max(start, end - 12) : end])) is not None:
        end -= len(loose[0])
    return end


def _names(text: str, start: int, end: int, cuts: list[tuple[int, int, str]]) -> tuple[str, ...]:
    owned = _OF_EACH.match(text, start) is not None
    semicolons = any(text[cut] == ";" for cut, _, _ in cuts)
    names: list[str] = []
    position = start
    for left, right, each in cuts:
        separator = text[left:right]
        if semicolons:
            divides = ";" in separator or (not each and text[right].isupper())
        elif "," in separator:
            divides = bool(each) or (not owned and _SPECIFIC.match(text, right) is not None) or text[right].isupper()
        else:
            divides = bool(names) and (bool(each) or text[right].isupper())
        if divides:
            names.append(text[position:left])
            position = right
    names.append(text[position:end])
    return tuple(names)


_CAPITALISED = (
    "Ban Thường vụ", "Ban Chấp hành", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Ban Bí thư",
    "Ban Chỉ đạo", "Ban cán sự đảng", "Ban cán sự", "UBND", "HĐND", "MTTQ",
    "Bộ Chính trị", "Ủy ban Kiểm tra", "Ủy ban nhân dân", "Ủy ban Mặt trận Tổ quốc",
    "Ủy ban", "Tỉnh ủy", "Huyện ủy", "Thành ủy", "Thị ủy", "Đảng ủy", "Đảng bộ", "Đảng đoàn", "Đảng", "Văn phòng",
    "Hội đồng nhân dân", "Trung ương", "Quốc hội", "Chính phủ", "Thủ tướng", "Bí thư", "Phó Bí thư", "Chủ tịch",
    "Phó Chủ tịch", "Trưởng Ban", "Phó Trưởng Ban", "Thường trực", "Sở", "Bộ", "Khối", "Tỉnh đoàn",
    "Trường Chính trị", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Giám đốc", "Phó Giám đốc", "Mặt trận Tổ quốc",
    "Chi bộ", "Chi ủy", "Hội", "Nội vụ", "Tài chính", "Tư pháp", "Y tế", "Xây dựng", "Công thương", "Ngoại vụ",
    "Khoa học và Công nghệ", "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển nông thôn", "Dân tộc và Tôn giáo",
    "Giáo dục và Đào tạo", "Văn hóa, Thể thao và Du lịch", "Kế hoạch và Đầu tư", "Tài nguyên và Môi trường",
    "Thông tin và Truyền thông", "Lao động - Thương binh và Xã hội", "cải cách hành chính", "Liên đoàn Lao động",
)  # fmt: skip
_SMALL = frozenset(
    ("và", "các", "của", "cơ", "quan", "doanh", "nghiệp", "tỉnh", "huyện", "xã", "phường", "thành", "phố", "thị",
     "trấn", "trực", "thuộc", "thường"),
)  # fmt: skip
_PRINTED = {name.casefold(): name for name in _CAPITALISED}
_CAPITALISED_AT = re.compile(rf"(?:{'|'.join(sorted(_PRINTED, key=len, reverse=True))})(?!\w)")


def recase(capitals: str) -> str:
    """A name printed in capitals as it is written in a sentence: TỈNH ỦY BẾN LÂM → Tỉnh ủy Bến Lâm."""
    if not capitals.isupper():
        return capitals
    words = " ".join(capitals[:_LONGEST_NAME].casefold().split())
    parts: list[str] = []
    position = 0
    while position < len(words):
        known = _CAPITALISED_AT.match(words, position)
        end = known.end() if known else (words + " ").find(" ", position)
        word = words[position:end]
        parts.append(_PRINTED[word] if known else word if word in _SMALL else word.capitalize())
        position = end + 1
    return " ".join(parts)

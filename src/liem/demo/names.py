"""Names of people who do not exist, put together from syllables.

Common family names get four syllables and given names are unusual pairs, so that no known person's full name comes out.
"""

from __future__ import annotations

from random import Random

from liem.record.choices import Sex

KINH = "Kinh"
_COMMON = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
_RARER = ("Khuất", "Giáp", "Nghiêm", "Thân", "Tạ", "Đàm", "Mạc", "Kiều", "Chử", "Ngụy", "Doãn", "Bành", "Lục", "Tống")
_MINORITIES = {
    "Tày": ("Nông", "Ma", "Bế", "Hứa"),
    "Nùng": ("Lương", "Vi", "Mông", "Lưu"),
    "Mường": ("Quách", "Bạch", "Đinh", "Xa"),
    "Dao": ("Bàn", "Triệu", "Phùng", "Chảo"),
}
_MIDDLE = {
    Sex.WOMAN: ("Thị", "Khánh", "Vân", "Tuệ", "Nhã", "Thục", "Yên", "Hạ", "Thảo", "Diệp"),
    Sex.MAN: ("Văn", "Bá", "Trọng", "Khắc", "Huy", "Duy", "Sĩ", "Thế", "Công", "Đình"),
}
_SECOND = {
    Sex.WOMAN: ("An", "Bích", "Cẩm", "Dạ", "Giáng", "Hoài", "Khê", "Lam", "Mộc", "Ngân", "Quế", "Sao", "Tịnh", "Uyển"),
    Sex.MAN: ("An", "Bách", "Chấn", "Du", "Giang", "Hải", "Khải", "Lĩnh", "Mộc", "Nghĩa", "Phú", "Sơn", "Thạch", "Vĩ"),
}
_GIVEN = {
    Sex.WOMAN: (
        "Chi",
        "Dung",
        "Đào",
        "Hiên",
        "Hường",
        "Khuê",
        "Lựu",
        "Mơ",
        "Nhàn",
        "Nguyệt",
        "Sen",
        "Thoa",
        "Thuyên",
        "Vy",
    ),
    Sex.MAN: (
        "Bằng",
        "Chiến",
        "Cầm",
        "Diễn",
        "Đạt",
        "Hoạch",
        "Khởi",
        "Lịch",
        "Mẫn",
        "Nhượng",
        "Quyết",
        "Thuận",
        "Tuyển",
        "Vượng",
    ),
}


def syllables(sex: Sex) -> tuple[tuple[str, ...], ...]:
    """What a full name of the sex is put together from, in order: family name, middle name, second, given name."""
    return (*_COMMON, *_RARER), _MIDDLE[sex], _SECOND[sex], _GIVEN[sex]


def ethnicity(random: Random) -> str:
    """One in six belongs to an ethnic minority."""
    return random.choice(tuple(_MINORITIES)) if random.random() < 1 / 6 else KINH


def full_name(random: Random, *, sex: Sex, ethnicity: str) -> str:
    """A full name that fits sex and ethnicity; not necessarily the only one of its kind."""
    if ethnicity != KINH:
        family = random.choice(_MINORITIES[ethnicity])
    else:
        family = random.choice(_COMMON if random.random() < 0.6 else _RARER)
    parts = [family, random.choice(_MIDDLE[sex]), random.choice(_SECOND[sex]), random.choice(_GIVEN[sex])]
    # Two equal syllables in a row sound like a slip.
    return " ".join(part for before, part in zip([None, *parts], parts, strict=False) if part != before)

"""Every Vietnamese letter in the fonts of before Unicode, and text whose font somebody has to be asked about."""

from __future__ import annotations

import unicodedata

import pytest

from liem.record.importing.old_fonts import OldFont, font_of, letters_of, likely_font, respelled
from liem.record.importing.syllables import is_syllable

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
PLAIN = set("aeiouy")
OLD = {
    # typed in the old font → Unicode; from documents of the time
    OldFont.TCVN3: {
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam": "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "§éc lËp - Tù do - H¹nh phóc": "Độc lập - Tự do - Hạnh phúc",
        "NguyÔn ThÞ Ph\u00adîng": "Nguyễn Thị Phượng",
        "¦ng V¨n Khiªm": "Ưng Văn Khiêm",
    },
    OldFont.VNI: {
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
        "Nguyeãn Thò Phöôïng": "Nguyễn Thị Phượng",
        "LÖÔNG THÒ BAÛY": "LƯƠNG THỊ BẢY",
    },
}


@pytest.mark.parametrize("font", OldFont)
def test_every_small_letter_has_a_form_in_the_font(font: OldFont) -> None:
    assert set(SMALL) - PLAIN - set(letters_of(font).values()) == set()


def test_vni_has_every_capital_too() -> None:
    capitals = {letter.upper() for letter in set(SMALL) - PLAIN}

    assert capitals - set(letters_of(OldFont.VNI).values()) == set()


@pytest.mark.parametrize("letter", sorted(set(SMALL) - PLAIN))
def test_a_font_of_capitals_shows_every_small_letter_as_its_capital(letter: str) -> None:
    typed = next(old for old, new in letters_of(OldFont.TCVN3).items() if new == letter)

    assert OldFont.TCVN3.convert(typed) == letter
    assert respelled(f"§{typed}", OldFont.TCVN3, capitals=True) == f"Đ{letter.upper()}"


@pytest.mark.parametrize(
    ("font", "typed", "meant"), [(font, old, new) for font, pairs in OLD.items() for old, new in pairs.items()]
)
def test_texts_of_the_time_read_as_they_were_meant(font: OldFont, typed: str, meant: str) -> None:
    assert respelled(typed, font) == meant
    assert likely_font([typed]) is font


@pytest.mark.parametrize("text", ["Nguyễn Thị Phượng", "Lò Thị Mây", "Müller", "Y Niê Êban", "Hoa", "café", "Độc lập"])
def test_unicode_is_nobody_s_old_font(text: str) -> None:
    assert likely_font([text]) is None


@pytest.mark.parametrize("text", ["Nguyễn Thị Phượng", "Lò Thị Mây", "Tày", "Hoa", "Độc lập"])
def test_text_with_letters_that_the_old_font_has_not_stays(text: str) -> None:
    assert [respelled(text, font) for font in OldFont] == [text, text]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (".VnTime", (OldFont.TCVN3, False)),
        (".VnTimeH", (OldFont.TCVN3, True)),
        (".vnarial", (OldFont.TCVN3, False)),
        ("VNI-Times", (OldFont.VNI, False)),
        ("Times New Roman", None),
        (None, None),
    ],
)
def test_a_font_is_known_by_its_name(name: str | None, found: tuple[OldFont, bool] | None) -> None:
    assert font_of(name) == found


@pytest.mark.parametrize("word", ["nghiêng", "Hòa", "hoà", "quyết", "giếng", "gì", "Đặng", "khuya", "quý", "ỷ", "thuở"])
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["hoac", "bàt", "Hµ", "xyz", "Müller", "hòá"])
def test_what_no_syllable_can_be_is_not_one(word: str) -> None:
    assert not is_syllable(word)


def test_a_column_in_an_old_font_is_known_under_a_heading_in_unicode() -> None:
    assert likely_font(["Họ và tên", "NguyÔn ThÞ Ph\xadîng", "Lß V¨n Th¸i"]) is OldFont.TCVN3


def test_names_of_other_peoples_make_no_old_font() -> None:
    names = ["Y Blôk Êban", "H'Brêm Niê", "K'Brôi", "Siu Blêk", "Đinh Phíp", "Rơ Châm Hơ", "Tô Thị Bé", "Cán", "Müller"]

    assert likely_font(names) is None

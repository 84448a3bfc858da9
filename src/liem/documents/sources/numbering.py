"""The numbers that Word counts itself ("1.", "a)", "-"): they stand in no paragraph, and the outline rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from xml.etree.ElementTree import Element

from liem.documents.sources.markup import child, children, name_of, value_of

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_LEVELS = 9
_MOST_STYLES_ABOVE = 20


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _Count:
    """How far each level has come, in one list; several `num` may share it."""

    levels: dict[int, _Level]
    reached: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._counts: dict[str, _Count] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._styles = dict(_styles(styles)) if styles is not None else {}
        if numbering is not None:
            self._read(numbering)

    def label(self, properties: Element | None) -> str:
        """The number that the paragraph with these properties (`pPr`) shows; empty where it shows none."""
        found = self._list_of(properties)
        if found is None:
            return ""
        number, level = found
        counting = self._counts.get(number)
        shape = counting.levels.get(level) if counting else None
        if counting is None or shape is None or shape.form == "none":
            return ""
        restart = self._restarts.get(number, {}).pop(level, None)
        before = counting.reached.get(level, shape.start - 1) if restart is None else restart - 1
        counting.reached[level] = before + 1
        for deeper in range(level + 1, _MOST_LEVELS):
            counting.reached.pop(deeper, None)
        return _shown(shape, counting)

    def _list_of(self, properties: Element | None) -> tuple[str, int] | None:
        number = level = None
        for one in self._with_styles(properties):
            given = child(one, "numPr")
            if given is not None:
                number = number or value_of(child(given, "numId"))
                level = level or value_of(child(given, "ilvl"))
        if number is None or number == "0":
            return None
        return number, min(int(level or 0), _MOST_LEVELS - 1)

    def _with_styles(self, properties: Element | None) -> Iterator[Element]:
        """The properties, then those of the style, then those of the style that it rests on."""
        for _ in range(_MOST_STYLES_ABOVE):
            if properties is None:
                return
            yield properties
            above, properties = self._styles.get(value_of(child(properties, "pStyle")) or "", (None, None))
            if properties is None and above is not None:
                properties = self._styles.get(above, (None, None))[1]

    def _read(self, numbering: Element) -> None:
        shapes = {
            one.attrib.get(key, ""): one
            for one in children(numbering, "abstractNum")
            for key in one.attrib
            if name_of(key) == "abstractNumId"
        }
        shared: dict[str, _Count] = {}
        for one in children(numbering, "num"):
            number = next((value for key, value in one.attrib.items() if name_of(key) == "numId"), "")
            of = value_of(child(one, "abstractNumId")) or ""
            if of not in shapes:
                continue
            self._counts[number] = shared.setdefault(of, _Count(_levels(shapes[of])))
            self._restarts[number] = dict(_restarts(one))


def _styles(styles: Element) -> Iterator[tuple[str, tuple[str | None, Element]]]:
    for style in children(styles, "style"):
        properties = child(style, "pPr")
        named = next((value for key, value in style.attrib.items() if name_of(key) == "styleId"), "")
        yield named, (value_of(child(style, "basedOn")), Element("pPr") if properties is None else properties)


def _levels(shape: Element) -> dict[int, _Level]:
    return {
        _number_of(level): _Level(
            start=int(value_of(child(level, "start")) or 1),
            form=value_of(child(level, "numFmt")) or "decimal",
            text=value_of(child(level, "lvlText")) or "",
        )
        for level in islice(children(shape, "lvl"), _MOST_LEVELS)
    }


def _restarts(number: Element) -> Iterator[tuple[int, int]]:
    for override in children(number, "lvlOverride"):
        start = value_of(child(override, "startOverride"))
        if start is not None:
            yield _number_of(override), int(start)


def _number_of(level: Element) -> int:
    return int(next((value for key, value in level.attrib.items() if name_of(key) == "ilvl"), "0"))


def _shown(shape: _Level, counting: _Count) -> str:
    if shape.form == "bullet":
        return "".join(map(plain_sign, shape.text)).strip()
    words = shape.text
    for level in range(_MOST_LEVELS):
        mark = f"%{level + 1}"
        if mark in words:
            upper = counting.levels.get(level, _Level())
            words = words.replace(mark, _counted(counting.reached.get(level, upper.start), upper.form))
    return words.strip()


def _counted(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min(1 + (number - 1) // 26, 8)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        while number >= worth:
            letters += sign
            number -= worth
    return letters


def plain_sign(sign: str) -> str:
    """A sign of the fonts Symbol and Wingdings, which lie in the private area, as the sign that it shows."""
    if not 0xF000 <= ord(sign) <= 0xF0FF:
        return sign
    code = ord(sign) & 0xFF
    return chr(code) if 0x20 <= code < 0x7F else "•"

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import gettext

from liem.web import messages


def test_every_string_of_the_pages_has_its_vietnamese_and_none_is_left_over() -> None:
    assert messages.check() == []


@pytest.fixture
def small_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one module and one template, with its own catalogue."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "page.py").write_text(
        'a = _("Saved")\nb = ngettext("%(count)s row", "%(count)s rows", 2)\nc = pgettext("clause", "last")\n',
        encoding="utf-8",
    )
    (tmp_path / "templates" / "page.html").write_text(
        '{% if x %}\n    {% translate "Desk" %}\n{% endif %}'
        "{% blocktranslate with n=1 %}{{ n }} left{% endblocktranslate %}",
        encoding="utf-8",
    )
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    monkeypatch.setattr(messages, "CATALOGUE", tmp_path / "locale" / "django.po")
    return tmp_path


def test_strings_of_code_and_templates_are_collected(small_package: Path) -> None:
    assert {(one.context, one.id) for one in messages.collect() if one.id} == {
        (None, "Saved"),
        (None, ("%(count)s row", "%(count)s rows")),
        ("clause", "last"),
        (None, "Desk"),
        (None, "%(n)s left"),
    }


def test_update_keeps_translations_and_drops_what_nothing_uses(small_package: Path) -> None:
    messages.update()
    file = messages.CATALOGUE
    text = file.read_text(encoding="utf-8").replace('msgid "Saved"\nmsgstr ""', 'msgid "Saved"\nmsgstr "Đã lưu"')
    file.write_text(text, encoding="utf-8")
    (small_package / "templates" / "page.html").write_text('{% translate "New" %}', encoding="utf-8")
    messages.update()
    with file.open("rb") as source:
        kept = {one.id: one.string for one in read_po(source, locale="vi") if one.id}
    assert kept == {"Saved": "Đã lưu", "New": "", ("%(count)s row", "%(count)s rows"): ("",), "last": ""}


def test_update_writes_the_same_file_twice(small_package: Path) -> None:
    messages.update()
    first = messages.CATALOGUE.read_bytes()
    messages.update()
    assert messages.CATALOGUE.read_bytes() == first


def test_check_names_every_kind_of_fault(small_package: Path) -> None:
    messages.update()
    text = messages.CATALOGUE.read_text(encoding="utf-8")
    text = text.replace('msgid "Saved"\nmsgstr ""', 'msgid "Old"\nmsgstr "Cũ"')
    text = text.replace('msgid "%(n)s left"\nmsgstr ""', 'msgid "%(n)s left"\nmsgstr "còn %(m)s"')
    text = text.replace('msgid "Desk"\nmsgstr ""', 'msgid "Desk"\nmsgstr "Bàn làm việc"')
    messages.CATALOGUE.write_text(text, encoding="utf-8")
    assert messages.check() == [
        "no Vietnamese: '%(count)s row'",
        "no Vietnamese: 'last'",
        "not collected yet, run update: 'Saved'",
        "placeholders differ: '%(n)s left'",
        "used nowhere, run update: 'Old'",
    ]


def test_catalogues_are_compiled_when_missing_or_older(small_package: Path) -> None:
    messages.update()
    compiled = messages.CATALOGUE.with_suffix(".mo")
    messages.compile_catalogues()
    whole = compiled.read_bytes()
    compiled.write_bytes(b"kept while it is newer")
    messages.compile_catalogues()
    assert compiled.read_bytes() == b"kept while it is newer"
    os.utime(messages.CATALOGUE, (time.time() + 60, time.time() + 60))
    messages.compile_catalogues()
    assert compiled.read_bytes() == whole


def test_the_command_line_tells_by_its_exit_code(small_package: Path) -> None:
    assert [messages.main([word]) for word in ("update", "compile", "check", "other")] == [0, 0, 1, 2]


def test_pages_speak_vietnamese_from_the_compiled_catalogue() -> None:
    with translation.override("vi"):
        assert gettext("Sign out") == "Đăng xuất"
    with translation.override("en"):
        assert gettext("Sign out") == "Sign out"

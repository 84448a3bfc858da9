"""A text above the installation's ceiling leaves its number and day on the register, and not a word of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry
from liem.actions.verification import verify
from liem.directives.models import Directive
from liem.directives.queries import read_directive, register
from liem.directives.register import Registered, register_file
from liem.kernel.errors import LiemError
from liem.rulebook.book import rule_book

pytestmark = pytest.mark.django_db

HEAD = "TỈNH ỦY LẠC GIANG\n*\nSố 08-CT/TU\n{mark}\nLạc Giang, ngày 02 tháng 3 năm 2026\n\nCHỈ THỊ\n"
BODY = "về việc hệ trọng\n\n1. Các sở thu bản khai trước ngày 30/6/2026.\n"


def text(folder: Path, mark: str = "", *, name: str = "viec_he_trong.txt") -> Path:
    path = folder / name
    path.write_text(HEAD.format(mark=mark) + BODY, encoding="utf-8")
    return path


def registered(path: Path, level: str = "") -> Registered:
    return register_file(path, by=installation(), law=rule_book(), secrecy=level)


def refused(path: Path, level: str = "") -> str:
    by = installation()
    entries = LedgerEntry.objects.count()
    with pytest.raises(LiemError) as refusal:
        register_file(path, by=by, law=rule_book(), secrecy=level)
    assert LedgerEntry.objects.count() == entries
    return refusal.value.code


@pytest.mark.parametrize(
    ("mark", "given", "level"),
    [
        ("MẬT", "", "confidential"),
        ("**TỐI MẬT**", "", "secret"),
        ("TUYỆT MẬT", "top_secret", "top_secret"),
        ("", "secret", "secret"),
    ],
)
def test_of_a_text_above_the_ceiling_only_number_and_day_are_kept(
    tmp_path: Path, mark: str, given: str, level: str
) -> None:
    assert registered(text(tmp_path, mark), given) == Registered("d_08_ct_tu", is_new=True, is_outside=True)

    kept = Directive.objects.values("symbol", "issued_on", "secrecy", "text", "file_name", "kind", "issuer", "subject")
    assert list(kept) == [
        {
            "symbol": "08-CT/TU",
            "issued_on": date(2026, 3, 2),
            "secrecy": level,
            "text": "",
            "file_name": "",
            "kind": "",
            "issuer": "",
            "subject": "",
        }
    ]
    entry = LedgerEntry.objects.order_by("position").last()
    assert entry is not None
    told = f"{Directive.objects.get().reading} {entry.content.content}"
    assert {word for word in ("hệ trọng", "viec_he_trong", "thu bản khai") if word in told} == set()
    assert [one.short for one in register()] == ["d_08_ct_tu"]
    assert read_directive("d_08_ct_tu") is None
    assert verify().sound


def test_registering_it_again_changes_nothing(tmp_path: Path) -> None:
    registered(text(tmp_path, "MẬT"))

    assert registered(text(tmp_path, "MẬT", name="khac.txt")) == Registered("d_08_ct_tu", is_new=False, is_outside=True)
    assert Directive.objects.count() == 1


def test_a_word_in_a_sentence_is_no_mark(tmp_path: Path) -> None:
    assert registered(text(tmp_path, "Tài liệu không MẬT")) == Registered("d_08_ct_tu", is_new=True)
    assert Directive.objects.values_list("secrecy", flat=True)[0] == ""


def test_a_mark_and_a_level_that_differ_are_refused(tmp_path: Path) -> None:
    assert refused(text(tmp_path, "MẬT"), "open") == "directives.secrecy_mark"


def test_without_a_number_nothing_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "khong_so.txt"
    path.write_text("MẬT\n\nVề việc hệ trọng\n", encoding="utf-8")

    assert refused(path) == "directives.no_number"


def test_a_text_on_the_register_is_not_made_secret_by_saying_so(tmp_path: Path) -> None:
    registered(text(tmp_path))

    assert refused(text(tmp_path), "secret") == "directives.other_level"


def test_below_the_ceiling_the_text_is_kept_with_its_level(tmp_path: Path, settings: LazySettings) -> None:
    settings.SECRECY_CEILING = "secret"

    assert registered(text(tmp_path, "MẬT")) == Registered("d_08_ct_tu", is_new=True)
    kept = read_directive("d_08_ct_tu")
    assert kept is not None
    assert (kept.listed.secrecy, "hệ trọng" in kept.text) == ("confidential", True)

    settings.SECRECY_CEILING = "open"
    assert read_directive("d_08_ct_tu") is None

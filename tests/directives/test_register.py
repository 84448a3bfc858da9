from __future__ import annotations

from pathlib import Path

import pytest

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry
from liem.directives.models import Directive
from liem.directives.register import Registered, register_file
from liem.kernel.errors import LiemError
from liem.rulebook.book import rule_book

pytestmark = pytest.mark.django_db

TEXT = """TỈNH ỦY LẠC GIANG
*
Số 07-CT/TU

Lạc Giang, ngày 02 tháng 3 năm 2026

CHỈ THỊ
về kê khai quan hệ gia đình của người làm nhân sự

1. Các sở, ban, ngành thu bản khai trước ngày 30/6/2026.
2. Ban Tổ chức Tỉnh ủy chủ trì kiểm tra, hằng năm báo cáo.
"""


def _register(path: Path) -> Registered:
    return register_file(path, by=installation(), law=rule_book())


def _file(folder: Path, name: str = "chi_thi.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_text_is_kept_word_for_word_with_its_reading_and_named_after_its_symbol(tmp_path: Path) -> None:
    assert _register(_file(tmp_path)) == Registered("d_07_ct_tu", is_new=True)
    directive = Directive.objects.get()
    assert directive.text == TEXT
    assert (directive.symbol, directive.kind, str(directive.issued_on), directive.pack) == (
        "07-CT/TU",
        "chỉ thị",
        "2026-03-02",
        "",
    )
    assert [item["address"] for item in directive.reading["outline"]] == ["1", "2"]
    assert "text" not in directive.reading


def test_a_national_instrument_is_known_by_its_symbol_and_day_together(tmp_path: Path) -> None:
    text = TEXT.replace("07-CT/TU", "377-QĐ/TW").replace("ngày 02 tháng 3 năm 2026", "ngày 08 tháng 10 năm 2025")
    assert _register(_file(tmp_path, text=text)) == Registered("qd377", is_new=True)
    other_day = text.replace("08 tháng 10", "09 tháng 10")
    assert _register(_file(tmp_path, "khac.txt", other_day)) == Registered("d_377_qd_tw", is_new=True)


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path)
    _register(path)
    entries = LedgerEntry.objects.count()
    assert _register(path) == Registered("d_07_ct_tu", is_new=False)
    assert LedgerEntry.objects.count() == entries


def test_another_text_of_the_same_symbol_gets_another_short_name(tmp_path: Path) -> None:
    _register(_file(tmp_path))
    other = _file(tmp_path, "khac.txt", TEXT.replace("LẠC GIANG", "LẠC SƠN"))
    assert _register(other) == Registered("d_07_ct_tu_2", is_new=True)


def test_a_file_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    installation()
    entries = LedgerEntry.objects.count()
    with pytest.raises(LiemError) as refused:
        _register(_file(tmp_path, text=""))
    assert refused.value.code == "documents.empty"
    assert (Directive.objects.count(), LedgerEntry.objects.count() - entries) == (0, 0)


def test_a_text_belongs_to_a_pack_by_symbol_and_issuer_together(tmp_path: Path) -> None:
    conclusion = TEXT.replace("07-CT/TU", "05-KL/TU").replace("CHỈ THỊ", "KẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH ỦY")
    elsewhere = conclusion.replace("LẠC GIANG", "LẠC SƠN").replace("Lạc Giang", "Lạc Sơn")
    assert _register(_file(tmp_path, "khac.txt", elsewhere)).short == "d_05_kl_tu"
    assert _register(_file(tmp_path, "minh.txt", conclusion)).short == "lac_giang"


def test_another_text_of_a_directive_with_a_pack_is_refused_and_the_first_stays(tmp_path: Path) -> None:
    conclusion = TEXT.replace("07-CT/TU", "05-KL/TU").replace("CHỈ THỊ", "KẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH ỦY")
    _register(_file(tmp_path, "minh.txt", conclusion))
    with pytest.raises(LiemError) as refused:
        _register(_file(tmp_path, "sua.txt", conclusion.replace("30/6/2026", "30/7/2026")))
    assert refused.value.code == "directives.other_text"
    assert Directive.objects.get().text == conclusion


def test_the_four_directives_are_recognised_by_their_digest(shared_folder: Path) -> None:
    shorts = {_register(path).short for path in sorted((shared_folder / "documents").glob("*.txt"))}
    assert shorts == {"guidance", "tra_vinh", "khoi", "bac_giang"}
    assert set(Directive.objects.values_list("pack", flat=True)) == {
        "guidance_30_kh_tu",
        "tra_vinh_49_kh_tu",
        "khoi_03_nq_tu",
        "bac_giang_2021_2025",
    }


def test_every_clause_that_the_rule_book_rests_on_is_found_in_its_text(shared_folder: Path) -> None:
    for path in sorted((shared_folder / "documents").glob("*.txt")):
        _register(path)
    addresses = {d.short: {block["address"] for block in d.reading["blocks"]} for d in Directive.objects.all()}
    law = rule_book()
    clauses = {clause for item in (*law.rules, *law.targets) for clause in item.clauses}
    missing = [str(c) for c in sorted(clauses) if c.directive in addresses and c.path not in addresses[c.directive]]
    assert missing == []

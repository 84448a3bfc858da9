"""The few words by which links name a directive."""

from __future__ import annotations

from liem.rulebook.book import rule_book
from liem.web.directive_names import full_name, link_name


def test_links_name_a_directive_by_the_short_title_of_its_pack() -> None:
    assert [link_name("tra_vinh", language) for language in ("vi", "en")] == [
        "KH 49-KH/TU (Trà Vinh)",
        "Plan 49-KH/TU (Trà Vinh)",
    ]
    assert full_name("tra_vinh", "vi") == "Kế hoạch số 49-KH/TU về xây dựng, chỉnh đốn Đảng"


def test_no_link_name_of_the_product_is_cut_off() -> None:
    names = [link_name(pack.short, language) for pack in rule_book().packs for language in ("vi", "en")]
    assert [name for name in names if "…" in name or len(name) > 36] == []
    assert len(set(names)) == len(names)


def test_a_directive_without_a_pack_keeps_its_name_in_addresses() -> None:
    assert (link_name("d_18_kh_tu", "vi"), full_name("d_18_kh_tu", "vi")) == ("d_18_kh_tu", "d_18_kh_tu")

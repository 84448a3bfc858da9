from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from pytest_django import Settings

from liem.web.assets import prepare_assets


def test_static_files_are_collected_once_and_again_when_their_sources_change(
    tmp_path: Path, settings: Settings
) -> None:
    source, root = tmp_path / "source", tmp_path / "root"
    source.mkdir()
    (source / "a.css").write_text("a { color: red }", encoding="utf-8")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], root
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

    prepare_assets()
    first = {path.name for path in root.glob("a.*css")}
    (root / "left.txt").write_text("kept while nothing changes", encoding="utf-8")
    prepare_assets()
    assert (root / "left.txt").exists()

    (source / "a.css").write_text("a { color: blue }", encoding="utf-8")
    prepare_assets()
    assert not (root / "left.txt").exists()
    second = {path.name for path in root.glob("a.*css")}
    assert (len(first), len(second), first & second) == (2, 2, {"a.css"})


def test_pages_name_static_files_by_their_digest() -> None:
    address = staticfiles_storage.url("liem/base.css")
    assert address.startswith("/static/liem/base.")
    assert address != "/static/liem/base.css"


@pytest.mark.django_db
def test_the_design_page_shows_every_component(signed_in: object) -> None:
    from liem.actions.models import Role

    page = signed_in(Role.AUDITOR, "tinh-uy").get("/design/").content.decode()  # type: ignore[operator]
    looks = ("tag met", "tag not_met", "tag unknown", "tag info", "clause", "evidence", "empty", "filters", "pages")
    more = (
        "cards",
        "facts",
        "card lift",
        "button main",
        "flash success",
        "gauge met",
        "life-line",
        "life-list",
        "head",
    )
    assert [look for look in (*looks, *more) if f'class="{look}"' not in page] == []

"""Hostile, damaged and locked files: refused with a reason, or read, within limits and in a process of their own."""

from __future__ import annotations

import os
import resource
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from documents import hostile
from liem.documents.sources import Kind, files, ocr, read_source
from liem.kernel.confined import ConfinedError, Limits, Stop, run_confined
from liem.kernel.errors import LiemError

SCAN_REFUSED = "documents.crashed" if ocr.is_installed() else "documents.no_ocr"


def refused(path: Path) -> str:
    with pytest.raises(LiemError) as error:
        read_source(path)
    for words in (error.value.message.vi, error.value.message.en):
        assert len(words) > 60
    return error.value.code


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (hostile.zip_bomb, "documents.unpacks"),
        (hostile.larger_than_stated, "documents.damaged"),
        (hostile.billion_laughs, "documents.entities"),
        (hostile.outside_entity, "documents.entities"),
        (hostile.nested_deeply, "documents.damaged"),
        (hostile.with_macros, "documents.macros"),
        (hostile.workbook, "documents.file_kind"),
        (hostile.under_a_password, "documents.encrypted"),
        (hostile.word_under_a_password, "documents.encrypted"),
        (hostile.pdf_under_a_password, "documents.encrypted"),
        (lambda: hostile.pdf_of_pages(10_000), "documents.too_many_pages"),
        (hostile.pdf_bomb, "documents.crashed"),
        (hostile.pdf_that_holds_itself, "documents.damaged"),
        (lambda: hostile.torn(hostile.pdf_with_script()), "documents.damaged"),
        (lambda: hostile.torn(hostile.docx_of(hostile.document_of(hostile.paragraph("Chi bộ")))), "documents.damaged"),
        (lambda: hostile.docx_of(hostile.document_of("")), "documents.empty"),
        (lambda: hostile.docx_of("không phải XML"), "documents.damaged"),
        (lambda: hostile.pdf_with(hostile.stream(b"")), "documents.empty"),
        (hostile.picture_bomb, SCAN_REFUSED),
        (lambda: b"\x7fELF" + bytes(500), "documents.binary"),
    ],
)
def test_a_file_made_to_harm_is_refused_with_its_reason(make: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    file = tmp_path / "ke hoach.docx"
    file.write_bytes(make())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert refused(file) == code
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 60


def test_memory_and_time_are_bounded_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(hostile.many_tags(40_000))
    monkeypatch.setattr(files, "LIMITS", replace(files.LIMITS, memory=100 * 1024 * 1024))
    assert refused(file) == "documents.too_heavy"
    file.write_bytes(hostile.pdf_of_endless_drawing())
    monkeypatch.setattr(files, "LIMITS", Limits(seconds=1))
    assert refused(file) == "documents.too_long"


def test_a_script_in_a_pdf_does_nothing_and_its_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(hostile.pdf_with_script())
    source = read_source(tmp_path / "a.pdf")
    assert (source.kind, source.pages, source.text) == (Kind.PDF, 1, "Ke hoach cong tac nam 2024 cua chi bo\n")


def test_two_thousand_pages_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(hostile.pdf_of_pages(2_000))
    source = read_source(tmp_path / "a.pdf")
    assert source.pages == 2_000
    assert source.place_of(len(source.text) - 2).page == 2_000


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("Các chi bộ báo cáo.", encoding="utf-8")
    assert read_source(tmp_path / "a.pdf").kind == Kind.TEXT
    (tmp_path / "b.txt").write_bytes(hostile.pdf_with_script())
    assert read_source(tmp_path / "b.txt").kind == Kind.PDF


def test_odd_names_are_read_and_shown_without_harm(tmp_path: Path) -> None:
    for name in ("--help", "hai\ndòng \x1b[31m.txt", os.fsdecode(b"l\xe1 th\xb0.txt"), "a'; rm -rf $HOME .docx"):
        file = tmp_path / name
        file.write_bytes(hostile.docx_of(hostile.document_of(hostile.paragraph("Chi bộ họp."))))
        assert read_source(file).text == "Chi bộ họp.\n"
        file.write_bytes(hostile.workbook())
        with pytest.raises(LiemError) as error:
            read_source(file)
        shown = str(error.value)
        shown.encode()
        assert "\n" not in shown
        assert "\x1b" not in shown


def test_pipes_devices_folders_and_links_in_a_circle_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "endless").symlink_to("/dev/zero")
    for name in ("pipe", "circle", "gone", "endless", ".", "absent", "x" * 300, "nul\0"):
        assert refused(tmp_path / name) == "documents.no_file"


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chi bộ họp.", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    assert read_source(tmp_path / "link").text == "Chi bộ họp."


def test_without_libreoffice_an_old_file_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 Chi bo hop.}")
    assert refused(tmp_path / "a.rtf") == "documents.no_office"


def test_a_confined_program_sees_no_keys_and_what_it_leaves_running_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = shutil.which("sh")
    assert shell is not None
    monkeypatch.setenv("LIEM_SECRET_KEY", "not for others")
    assert b"LIEM_SECRET_KEY" not in run_confined([shell, "-c", "env"], folder=tmp_path, limits=Limits())
    printed = run_confined([shell, "-c", "sleep 600 & echo $!"], folder=tmp_path, limits=Limits())
    assert is_gone(int(printed))
    with pytest.raises(ConfinedError) as stopped:
        run_confined([shell, "-c", "sleep 600"], folder=tmp_path, limits=Limits(by_the_clock=1))
    assert stopped.value.stop is Stop.TIME


def is_gone(process: int) -> bool:
    """Whether it has ended within five seconds, or only waits to be taken notice of."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False

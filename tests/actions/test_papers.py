"""Papers by digest: kept once and whole, found again, checked, swept; only the kinds that offices hand in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from liem.actions import paper_kinds as kinds
from liem.actions.papers import Kept, check, folder, keep, missing_or_changed, opened, sweep
from liem.kernel.errors import LiemError

HOUR = timedelta(hours=1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00")
WORD = b"\xec\xa5\xc1\x00".ljust(512, b"\x00")
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)
ODT = {"mimetype": kinds.ODT, "META-INF/manifest.xml": MANIFEST.format(""), "content.xml": "<a/>"}
TYPES = '<Types><Override PartName="/word/document.xml" ContentType="{}"/></Types>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return content.getvalue()


def word(more: Mapping[str, str | bytes] | None = None) -> bytes:
    content = BytesIO()
    Document().save(content)
    if more:
        with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as written:
            for name, text in more.items():
                written.writestr(name, text)
    return content.getvalue()


def workbook() -> bytes:
    content = BytesIO()
    Workbook().save(content)
    return content.getvalue()


def compound(*streams: str, document: bytes = WORD) -> bytes:
    return COMPOUND + document + b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in streams)


def stored() -> list[str]:
    return sorted(str(file.relative_to(folder())) for file in folder().rglob("*") if file.is_file())


def refusal(content: bytes, **limits: int) -> str:
    with pytest.raises(LiemError) as refused:
        keep(BytesIO(content), **limits)
    assert refused.value.message.vi
    assert refused.value.message.en
    assert stored() == []
    return refused.value.code


def test_a_paper_is_kept_under_its_digest_readable_by_this_account_alone() -> None:
    kept = keep(BytesIO(PDF))
    digest = sha256(PDF).hexdigest()
    assert kept == Kept(digest, len(PDF), "application/pdf")
    assert stored() == [f"{digest[:2]}/{digest}"]
    file = folder() / digest[:2] / digest
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with opened(digest) as found:
        assert found.read() == PDF


def test_the_same_content_is_kept_once_and_mends_what_was_damaged() -> None:
    digest = keep(BytesIO(PDF)).digest
    (folder() / digest[:2] / digest).write_bytes(b"changed")
    assert keep(BytesIO(PDF)).digest == digest
    assert (len(stored()), check(digest)) == (1, True)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, kinds.PDF),
        (word(), kinds.DOCX),
        (workbook(), kinds.XLSX),
        (archive(ODT), kinds.ODT),
        (compound("WordDocument"), kinds.DOC),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), kinds.PNG),
        (b"\xff\xd8\xff\xe0" + bytes(20), kinds.JPEG),
        ("Biên bản họp\r\n\tngày 05/3".encode(), kinds.TEXT),
        ("Biên bản".encode("utf-16"), kinds.TEXT),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_kinds_are_known_by_their_content(content: bytes, media_type: str) -> None:
    assert keep(BytesIO(content)).media_type == media_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "paper.empty", id="empty"),
        pytest.param(b" \n", "paper.kind", id="blank"),
        pytest.param(b"MZ\x90\x00\x03", "paper.kind", id="program"),
        pytest.param(b"<html><script>", "paper.kind", id="page"),
        pytest.param(b"\xef\xbb\xbf <svg/>", "paper.kind", id="drawing"),
        pytest.param(b"#!/bin/sh\n", "paper.kind", id="shell"),
        pytest.param("Quyết định".encode("utf-16-le"), "paper.kind", id="text_without_its_mark"),
        pytest.param(archive({"a.csv": "1,2"}), "paper.kind", id="archive_of_anything"),
        pytest.param(archive({"[Content_Types].xml": TYPES.format("x/y")}), "paper.kind", id="other_office_file"),
        pytest.param(archive({**ODT, "mimetype": f"{kinds.ODT}-template"}), "paper.kind", id="other_open_document"),
        pytest.param(compound("Workbook"), "paper.kind", id="old_workbook"),
        pytest.param(word({"word/vbaProject.bin": b"x"}), "paper.macros", id="macros"),
        pytest.param(
            archive({"[Content_Types].xml": TYPES.format("application/vnd.ms-word.document.macroEnabled.main+xml")}),
            "paper.macros",
            id="macros_under_another_name",
        ),
        pytest.param(
            archive({"[Content_Types].xml": TYPES.format("application/vnd.ms-office.vba&#80;roject")}),
            "paper.macros",
            id="macros_spelled_otherwise",
        ),
        pytest.param(archive({**ODT, "Basic/script-lc.xml": ""}), "paper.macros", id="macros_of_an_open_document"),
        pytest.param(compound("WordDocument", "_VBA_PROJECT"), "paper.macros", id="macros_of_old_word"),
        pytest.param(compound("EncryptedPackage"), "paper.encrypted", id="password"),
        pytest.param(
            compound("WordDocument", document=b"\xec\xa5\xc1\x00".ljust(11, b"\x00") + b"\x01".ljust(501, b"\x00")),
            "paper.encrypted",
            id="password_of_old_word",
        ),
        pytest.param(
            archive({**ODT, "META-INF/manifest.xml": MANIFEST.format("<manifest:encryption-data/>")}),
            "paper.encrypted",
            id="password_of_an_open_document",
        ),
        pytest.param(word()[:-30], "paper.damaged", id="cut_off"),
        pytest.param(
            archive({"[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><Types>&b;</Types>'}),
            "paper.damaged",
            id="entities",
        ),
        pytest.param(word({"word/media/a.bin": bytes(5_000_000)}), "paper.unpacks", id="bomb"),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_stays(content: bytes, code: str) -> None:
    assert refusal(content) == code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_two_parts_of_one_name_is_refused() -> None:
    assert refusal(word({"word/document.xml": "<other/>"})) == "paper.damaged"


def test_an_archive_under_a_password_is_refused() -> None:
    content = bytearray(archive({"a": "b"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) == "paper.encrypted"


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    content = bytearray(archive({"[Content_Types].xml": TYPES.format("x/y")}))
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (1).to_bytes(4, "little")
    assert refusal(bytes(content)) == "paper.damaged"


def test_a_file_over_the_limit_is_refused_without_being_read_to_the_end() -> None:
    class Endless:
        read_bytes = 0

        def read(self, size: int, /) -> bytes:
            self.read_bytes += size
            return b"%" * size

    upload = Endless()
    with pytest.raises(LiemError) as refused:
        keep(upload, most=1024 * 1024)
    assert refused.value.code == "paper.too_large"
    assert "1 MB" in refused.value.message.en
    assert upload.read_bytes < 2 * 1024 * 1024
    assert stored() == []


def test_a_file_of_just_the_limit_is_kept() -> None:
    assert keep(BytesIO(PDF), most=len(PDF)).size == len(PDF)


KILLED = """
import os, signal
from django.conf import settings
settings.configure(PAPERS={papers!r})
from liem.actions.papers import keep

class Upload:
    pieces = iter([b"%PDF-", b"1.7"])
    def read(self, size):
        return next(self.pieces, None) or os.kill(os.getpid(), signal.SIGKILL)

keep(Upload())
"""


def test_a_process_killed_while_a_file_comes_in_leaves_no_paper() -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED.format(papers=str(folder()))], check=False)
    assert ended.returncode == -signal.SIGKILL
    (left,) = stored()
    assert left.startswith("coming-")
    assert missing_or_changed([sha256(b"%PDF-1.7").hexdigest()]) == [sha256(b"%PDF-1.7").hexdigest()]
    age(folder() / left)
    assert (sweep([], older_than=HOUR), stored()) == (1, [])


@pytest.mark.parametrize("digest", ["", "..", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64, "a" * 64 + "\n"])
def test_what_is_no_digest_leads_to_no_file(digest: str) -> None:
    for ask in (opened, check):
        with pytest.raises(LiemError) as refused:
            ask(digest)
        assert refused.value.code == "paper.digest"


def test_a_paper_that_is_not_there_is_told() -> None:
    with pytest.raises(LiemError) as refused:
        opened("a" * 64)
    assert (refused.value.code, check("a" * 64)) == ("paper.missing", False)


def test_papers_that_are_gone_or_changed_are_found() -> None:
    whole, changed, gone = (keep(BytesIO(PDF + bytes([number]))).digest for number in range(3))
    (folder() / changed[:2] / changed).write_bytes(PDF)
    (folder() / gone[:2] / gone).unlink()
    assert missing_or_changed([whole, changed, gone, changed]) == [changed, gone]


def age(file: Path) -> None:
    then = time.time() - 2 * HOUR.total_seconds()
    os.utime(file, (then, then))


def test_only_old_papers_that_no_row_names_are_swept() -> None:
    used, unused, young = (keep(BytesIO(PDF + bytes([number]))).digest for number in range(3))
    for digest in (used, unused):
        age(folder() / digest[:2] / digest)
    strange = folder() / "zz" / "notes.txt"
    strange.parent.mkdir()
    strange.write_text("not ours")
    age(strange)
    assert sweep([used], older_than=HOUR) == 1
    assert (check(used), check(unused), check(young), strange.exists()) == (True, False, True, True)


def test_a_paper_that_comes_again_is_young_again() -> None:
    digest = keep(BytesIO(PDF)).digest
    age(folder() / digest[:2] / digest)
    keep(BytesIO(PDF))
    assert (sweep([], older_than=HOUR), check(digest)) == (0, True)


def test_sweeping_before_anything_was_kept_does_nothing() -> None:
    assert sweep([], older_than=HOUR) == 0

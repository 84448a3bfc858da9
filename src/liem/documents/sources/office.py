"""Older files of word processors, made into .docx by LibreOffice where it is present."""

from __future__ import annotations

import shutil
from pathlib import Path

from liem.documents.sources.kinds import Form
from liem.documents.sources.refused import SourceError
from liem.kernel.confined import Limits, run_confined

_PROGRAMS = ("soffice", "libreoffice")
# The filter is named, so that a file cannot choose a part of LibreOffice for itself.
_FILTERS = {Form.WORD: "MS Word 97", Form.RICH_TEXT: "Rich Text Format"}
_SECTOR = 512
_WORD_BEGINS, _WORD_ENCRYPTED = b"\xec\xa5\xc1\x00", 0x01  # Word 97 and later; a bit of byte 11


def to_docx(path: Path, form: Form, folder: Path, *, limits: Limits) -> Path:
    """The same document as .docx in `folder`. Raises SourceError, and ConfinedError where LibreOffice breaks off."""
    if form is Form.WORD:
        _check_compound_file(path.read_bytes())
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise SourceError("no_office")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    options = ["--headless", "--norestore", "--nolockcheck", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]
    convert = [f"--infilter={_FILTERS[form]}", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    run_confined([program, *options, *convert, str(path)], folder=folder, limits=limits)
    converted = folder / f"{path.name}.docx"
    if not converted.is_file():
        raise SourceError("damaged")
    return converted


def _check_compound_file(content: bytes) -> None:
    """Raises SourceError for what is no Word document, under a password, or with macros. Streams are known by name."""
    if _stream("EncryptedPackage") in content:
        raise SourceError("encrypted")
    if _stream("WordDocument") not in content:
        raise SourceError("file_kind")
    if _stream("_VBA_PROJECT") in content:
        raise SourceError("macros")
    sectors = (content[at : at + 12] for at in range(_SECTOR, len(content) - 12, _SECTOR))
    if any(sector.startswith(_WORD_BEGINS) and sector[11] & _WORD_ENCRYPTED for sector in sectors):
        raise SourceError("encrypted")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _setting(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
    )


# No macro, nothing fetched: links are not followed, and what asks for the net finds a proxy that nobody runs.
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _setting("Office.Common/Security/Scripting", "MacroSecurityLevel", "3")
    + _setting("Office.Common/Security/Scripting", "DisableMacrosExecution", "true")
    + _setting("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
    + _setting("Office.Writer/Content/Update", "Link", "0")
    + _setting("Inet/Settings", "ooInetProxyType", "2")
    + _setting("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1")
    + _setting("Inet/Settings", "ooInetHTTPProxyPort", "9")
    + _setting("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1")
    + _setting("Inet/Settings", "ooInetHTTPSProxyPort", "9")
    + "</oor:items>"
)

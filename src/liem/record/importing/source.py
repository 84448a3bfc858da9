"""Opening whatever a person hands in: a workbook, a text table, a form, or a folder or archive of these."""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from liem.kernel.archives import MOST_UNPACKED_BYTES
from liem.kernel.errors import LiemError, Message
from liem.record.importing.administrative_units import HEADINGS, UnitsAsPlaces, is_table_of_units
from liem.record.importing.charset import Encoding
from liem.record.importing.container import FileKind, kind_of
from liem.record.importing.forms import FormSheets, read_form
from liem.record.importing.office_list import sheets_of_list
from liem.record.importing.parts import damaged
from liem.record.importing.raw import RawSheet
from liem.record.importing.recognition import knows_heading
from liem.record.importing.separated import open_separated
from liem.record.importing.sheets import Sheet
from liem.record.importing.spelling import Spelling
from liem.record.importing.workbook import open_workbook

MOST_FILES = 2_000
_CHUNK = 1 << 20
_SYSTEM_FILES = ("__macosx", ".", "~$")


@dataclass(slots=True)
class Source:
    """The open sheets, how their texts are spelled, and what a person should know before anything else."""

    name: str
    spelling: Spelling
    sheets: list[RawSheet] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


@contextmanager
def open_source(path: Path, *, sheets: Sequence[Sheet], encoding: Encoding | None = None) -> Iterator[Source]:
    """The sheets of a file or folder. Raises LiemError `import.…` where it cannot be read at all or must be asked
    about first."""
    spelling = Spelling(None if encoding is None else encoding.letters)
    source = Source(unicodedata.normalize("NFC", path.name), spelling)
    named = knows_heading(sheets)
    with ExitStack() as stack:
        files = _files(path, stack)
        forms = FormSheets()
        for title, file in files:
            _open(
                file,
                title,
                source,
                stack,
                forms=forms,
                encoding=encoding,
                known=lambda heading: heading in named or heading in HEADINGS,
            )
        source.sheets = [sheet for raw in source.sheets for sheet in _as_meant(raw, source, sheets)]
        source.sheets += forms.sheets()
        source.notes += forms.notes
        yield source


def _as_meant(raw: RawSheet, source: Source, sheets: Sequence[Sheet]) -> Sequence[RawSheet]:
    """The sheets of the template that a table of another form is; the table itself for all others."""
    if is_table_of_units(raw):
        return [UnitsAsPlaces(raw)]
    found = sheets_of_list(raw, file=source.name, sheets=sheets)
    if found is None:
        return [raw]
    made, notes = found
    source.notes += notes
    return made


def digest(path: Path) -> str:
    """SHA-256 of the file, or of the names and digests of all files of a folder."""
    if path.is_dir():
        whole = hashlib.sha256()
        for title, file in _folder(path):
            whole.update(f"{title}\0{digest(file)}\n".encode())
        return whole.hexdigest()
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _open(  # noqa: PLR0913 — what a file may turn out to need
    path: Path,
    title: str,
    source: Source,
    stack: ExitStack,
    *,
    forms: FormSheets,
    encoding: Encoding | None,
    known: Callable[[str], bool],
) -> None:
    match kind_of(path):
        case FileKind.WORKBOOK:
            source.sheets += stack.enter_context(open_workbook(path, source.spelling))
        case FileKind.FORM:
            read_form(path, title, into=forms, spelling=source.spelling)
        case FileKind.TEXT:
            source.sheets.append(
                open_separated(path, title=title, encoding=encoding, spelling=source.spelling, known=known)
            )
        case FileKind.ARCHIVE:
            raise _archive_in_archive(title)


def _files(path: Path, stack: ExitStack) -> list[tuple[str, Path]]:
    """The files to read, with the title each has."""
    if path.is_dir():
        found = _folder(path)
    elif path.suffix.casefold() == ".zip" and kind_of(path) is FileKind.ARCHIVE:
        found = _unpacked(path, Path(stack.enter_context(TemporaryDirectory())))
    else:
        return [(unicodedata.normalize("NFC", path.stem), path)]
    if not found:
        raise _nothing_inside(path.name)
    if len(found) > MOST_FILES or sum(file.stat().st_size for _, file in found) > MOST_UNPACKED_BYTES:
        raise _too_many(path.name)
    return found


def _folder(path: Path) -> list[tuple[str, Path]]:
    files = sorted(file for file in path.iterdir() if file.is_file() and not _of_the_system(file.name))
    return [(unicodedata.normalize("NFC", file.stem), file) for file in files]


def _unpacked(path: Path, folder: Path) -> list[tuple[str, Path]]:
    """The files of an archive that passed `kind_of`, under names of our own: theirs may lead anywhere."""
    found: list[tuple[str, Path]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            for number, part in enumerate(archive.infolist()):
                name = Path(_name_of(part))
                if part.is_dir() or any(_of_the_system(one) for one in name.parts):
                    continue
                target = folder / f"{number}{name.suffix}"
                with archive.open(part) as packed, target.open("wb") as file:
                    while chunk := packed.read(_CHUNK):
                        file.write(chunk)
                found.append((unicodedata.normalize("NFC", name.stem), target))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise damaged() from error
    return sorted(found)


def _name_of(part: zipfile.ZipInfo) -> str:
    """The name as meant: some programs write UTF-8 without saying so."""
    if not part.flag_bits & 0x800:
        try:
            return part.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return part.filename


def _of_the_system(name: str) -> bool:
    return name.casefold().startswith(_SYSTEM_FILES)


def _archive_in_archive(title: str) -> LiemError:
    return LiemError(
        "import.archive_in_archive",
        Message(
            f"“{title}” là tệp nén nằm trong thư mục hoặc tệp nén khác. Hãy giải nén ra một thư mục rồi nhập lại.",
            f"“{title}” is an archive inside a folder or another archive. Unpack it into one folder and import again.",
        ),
    )


def _nothing_inside(name: str) -> LiemError:
    return LiemError(
        "import.nothing_inside",
        Message(
            f"“{name}” không có tệp nào để nhập. Hãy đặt vào đó các tệp .csv, .xlsx hoặc phiếu 2C .docx.",
            f"“{name}” holds no file to import. Put .csv, .xlsx or 2C forms as .docx into it.",
        ),
    )


def _too_many(name: str) -> LiemError:
    megabytes = MOST_UNPACKED_BYTES // 2**20
    return LiemError(
        "import.too_many_files",
        Message(
            f"“{name}” có hơn {MOST_FILES} tệp hoặc hơn {megabytes} MB. Hãy chia thành nhiều lần nhập.",
            f"“{name}” holds more than {MOST_FILES} files or {megabytes} MB. Split it into several imports.",
        ),
    )

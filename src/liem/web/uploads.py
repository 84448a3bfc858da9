"""Files that are handed in: streamed to disk, from who may hand one in there, and no further than would be read."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from liem.actions import papers
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.procedures.cases.filing import FILE as FILE_PAPER
from liem.record.importing.container import MOST_BYTES
from liem.record.importing.importer import ACTION as IMPORT
from liem.web.acting import acting_under, mandates_of, today
from liem.web.may import may

SUFFIXES = (".xlsx", ".csv", ".tsv", ".txt", ".docx", ".zip", ".json", ".jsonl", ".ndjson")
OF_CASES = frozenset({"file_paper", "replace_paper", "file_programme"})
"""The addresses that take a paper of a case; all others take what is to be imported."""
_TOO_LARGE, _MANY = "upload_too_large", "upload_many"


class LimitedUpload(TemporaryFileUploadHandler):
    """Takes one file from who may hand one in at this address, up to the size that would be read; anything else is read
    off the line and thrown away before it reaches the disk."""

    _has_one = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Makes the file, or raises StopUpload where the account may not hand one in under the mandate it acts under,
        or sends a second one: no form has two, and a hundred would fill the disk."""
        if self._has_one:
            setattr(self.request, _MANY, True)
        if self._has_one or self.request is None or not _may_hand_in(self.request):
            raise StopUpload(connection_reset=False)
        self._has_one = True
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Writes the piece, or raises StopUpload where the whole becomes too large."""
        most = _most(self.request)
        if start + len(raw_data) > most:
            setattr(self.request, _TOO_LARGE, most)
            raise StopUpload(connection_reset=False)
        return super().receive_data_chunk(raw_data, start)


def uploaded(request: HttpRequest, name: str) -> UploadedFile[bytes]:
    """The file of this field. Raises LiemError `upload.too_large`, `upload.many`, `upload.none`, `upload.kind` and
    `upload.empty`."""
    file = paper_uploaded(request, name)
    if file is None:
        raise LiemError(
            "upload.none",
            Message("Chưa chọn tệp nào. Hãy chọn tệp rồi gửi.", "No file was chosen. Choose one and send it."),
        )
    if not (file.name or "").casefold().endswith(SUFFIXES):
        raise _wrong_kind()
    if not file.size:
        raise LiemError(
            "upload.empty",
            Message("Tệp không có nội dung. Hãy chọn tệp khác.", "The file is empty. Choose another one."),
        )
    return file


def paper_uploaded(request: HttpRequest, name: str) -> UploadedFile[bytes] | None:
    """The file of this field, None where none was chosen; what it is, is told by its content. Raises LiemError
    `upload.too_large` and `upload.many`."""
    file = request.FILES.get(name)
    if most := getattr(request, _TOO_LARGE, 0):
        raise _too_large(most)
    if getattr(request, _MANY, False):
        raise LiemError(
            "upload.many",
            Message("Mỗi lần chỉ nhận một tệp. Hãy gửi từng tệp.", "One file is taken at a time. Send them singly."),
        )
    return file if file is not None and file.name else None


def _may_hand_in(request: HttpRequest) -> bool:
    """Asked while the body is read, which is before `request.acting` is set: the token against forgery is in it."""
    if not request.user.is_authenticated:
        return False
    acting = acting_under(mandates_of(request.user, today()), request)
    if acting is None:
        return False
    return _may_file(acting) if _is_of_cases(request) else _may_import(acting)


def _may_import(acting: Acting) -> bool:
    return may(acting, IMPORT, body=acting.mandate.body, subjects=[acting.mandate.body])


def _may_file(acting: Acting) -> bool:
    """Of an official, for the own person; whether in this case, the action says."""
    return may(acting, FILE_PAPER, body=acting.mandate.body, subjects=[acting.account.person or ""])


def _is_of_cases(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in OF_CASES
    except Resolver404:
        return False


def _most(request: HttpRequest | None) -> int:
    """So many bytes are taken at this address."""
    return papers.MOST_BYTES if request is not None and _is_of_cases(request) else MOST_BYTES


def _too_large(most: int) -> LiemError:
    megabytes = most // 2**20
    return LiemError(
        "upload.too_large",
        Message(
            f"Tệp lớn hơn {megabytes} MB nên không nhận. Hãy chia thành nhiều tệp.",
            f"The file is larger than {megabytes} MB and was not taken. Split it into several.",
        ),
    )


def _wrong_kind() -> LiemError:
    return LiemError(
        "upload.kind",
        Message(
            f"Không nhận loại tệp này. Hãy gửi một trong các loại: {', '.join(SUFFIXES)}; tệp .xls thì lưu lại thành "
            ".xlsx.",
            f"This kind of file is not taken. Send one of: {', '.join(SUFFIXES)}; save an .xls as .xlsx first.",
        ),
    )

"""Errors carry a stable code, their data, and both languages."""

from __future__ import annotations

import pytest

from liem.kernel.errors import LiemError, Message

MESSAGE = Message("Tệp trống. Hãy chọn tệp khác.", "The file is empty. Choose another.")


@pytest.mark.parametrize(
    ("language", "text"), [("vi", MESSAGE.vi), ("en", MESSAGE.en), ("en-GB", MESSAGE.en), ("fr", MESSAGE.vi)]
)
def test_a_message_speaks_english_on_request_and_vietnamese_otherwise(language: str, text: str) -> None:
    assert MESSAGE.in_language(language) == text


def test_an_error_shows_its_code_and_both_sentences() -> None:
    error = LiemError("documents.empty", MESSAGE, {"file": "a.txt"})
    assert (error.code, error.data, str(error), error.args) == (
        "documents.empty",
        {"file": "a.txt"},
        "[documents.empty] Tệp trống. Hãy chọn tệp khác. / The file is empty. Choose another.",
        ("documents.empty",),
    )


def test_errors_do_not_share_their_data() -> None:
    first = LiemError("a.b", MESSAGE)
    first.data["seen"] = True
    assert LiemError("a.b", MESSAGE).data == {}

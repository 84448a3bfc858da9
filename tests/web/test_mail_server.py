"""The mail server as an installation names it."""

from __future__ import annotations

import pytest

from liem.kernel.errors import LiemError
from liem.web.mail import MailServer, mail_settings


def test_a_server_elsewhere_is_spoken_to_encrypted() -> None:
    found = mail_settings("smtp://liem:m%40t-kh%E1%BA%A9u@mail.example.vn")
    assert found == MailServer("mail.example.vn", 587, "liem", "m@t-khẩu", starttls=True, tls=False)
    assert mail_settings("smtps://mail.example.vn") == MailServer("mail.example.vn", 465, "", "", False, True)


def test_a_server_on_this_machine_needs_no_encryption() -> None:
    assert mail_settings("smtp://127.0.0.1:2525") == MailServer("127.0.0.1", 2525, "", "", starttls=False, tls=False)


@pytest.mark.parametrize(
    "address", ["mail.example.vn", "http://mail.example.vn", "smtp://", "smtp://host:no", "smtp://[::1"]
)
def test_an_address_that_names_no_server_is_refused(address: str) -> None:
    with pytest.raises(LiemError) as refusal:
        mail_settings(address)
    assert refusal.value.code == "mail.address"

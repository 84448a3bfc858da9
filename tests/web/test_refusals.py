from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from liem.actions.models import Role
from liem.kernel.errors import LiemError, Message
from liem.web.refusals import RefusalMiddleware, bad_request, fault
from web.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "There is nothing here for you to see"), ("vi", "Không có nội dung để hiển thị")]
)
def test_a_page_that_is_not_there_says_what_to_do(language: str, heading: str) -> None:
    client = Client()
    client.cookies["django_language"] = language
    response = client.get("/nothing-here")
    assert response.status_code == 404
    assert f"<h1>{heading}</h1>" in response.content.decode()


def test_an_address_that_is_no_clause_gets_the_message_of_the_error(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh-uy").get("/clauses/khoi")
    assert response.status_code == 404
    assert "is not a clause address. Write it like khoi#II.1.10." in response.content.decode()


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("record.out_of_reach", 404),
        ("mine.not_found", 404),
        ("actions.no_mandate", 403),
        ("web.not_for_officials", 403),
        ("asked.day", 400),
    ],
)
def test_an_error_of_ours_becomes_a_page_in_the_language_of_the_page(code: str, status: int) -> None:
    request = RequestFactory().get("/")
    error = LiemError(code, Message("Thiếu giấy.", "A <paper> is missing."))
    with translation.override("en"):
        response = RefusalMiddleware(lambda _: None).process_exception(request, error)  # type: ignore[arg-type,return-value]
    assert response is not None
    assert response.status_code == status
    assert "A &lt;paper&gt; is missing." in response.content.decode()


def test_other_faults_are_left_to_the_server() -> None:
    request = RequestFactory().get("/")
    middleware = RefusalMiddleware(lambda _: None)  # type: ignore[arg-type,return-value]
    assert middleware.process_exception(request, ValueError("boom")) is None


def test_a_fault_of_ours_tells_nothing_of_what_failed() -> None:
    with translation.override("en"):
        response = fault(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


def test_a_request_that_cannot_be_read() -> None:
    with translation.override("vi"):
        response = bad_request(RequestFactory().get("/"))
    assert response.status_code == 400
    assert "<h1>Không đọc được yêu cầu này</h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "There is no page at this address"), ("vi", "Địa chỉ này không có trang nào để xem")],
)
def test_an_address_that_only_takes_a_form_says_so_when_it_is_looked_up(
    signed_in: SignIn, language: str, heading: str
) -> None:
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh-uy")
    officer.cookies["django_language"] = language
    response = officer.get("/exchange/exports/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert f"<h1>{heading}</h1>" in response.content.decode()

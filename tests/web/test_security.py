from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from django.test import Client

import liem.web
from liem.actions.models import Account, Role
from web.accounts import account_with

pytestmark = pytest.mark.django_db
TEMPLATES = sorted((Path(liem.web.__file__).parent / "templates").rglob("*.html"))


@pytest.mark.parametrize("address", ["/sign-in/", "/nothing-here", "/"])
def test_every_answer_says_what_a_browser_may_do(address: str) -> None:
    headers = Client().get(address).headers
    assert {
        name: headers[name]
        for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    } == {
        "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_carries_script_or_style_or_an_address_elsewhere(template: Path) -> None:
    # What stands in a tag of the template language never reaches the page: `{% with one=… %}` is no handler.
    text = re.sub(r"\{%.*?%\}", "", template.read_text(encoding="utf-8"))
    found = re.findall(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|(?:src|href)=\"(?:https?:)?//", text
    )
    assert found == []


def test_a_form_without_its_token_is_refused_with_our_own_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert 'lang="vi"' in response.content.decode()
    assert "Bước này bị từ chối" in response.content.decode()


def test_pages_are_kept_nowhere_once_they_are_left() -> None:
    assert "no-store" in Client().get("/").headers["Cache-Control"]
    assert "no-store" in Client().get("/sign-in/").headers["Cache-Control"]
    assert '"historyCacheSize": 0' in Client().get("/sign-in/").content.decode()


def test_signing_out_tells_the_browser_to_forget(django_user_model: type[Account]) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create(username="may"))
    assert client.post("/sign-out/").headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("address", ["/people/%00/", "/organisation/%00/", "/people/?q=%00", "/findings/?rule=a%00"])
def test_null_characters_are_refused_before_any_question_is_asked(address: str) -> None:
    client = Client()
    client.force_login(account_with(Role.ORGANISATION_OFFICER, "tinh"))
    assert client.get(address).status_code == 400
    assert Client().get(address).status_code in {302, 400}


def test_faults_are_logged_to_standard_error() -> None:
    handlers = logging.getLogger("django.request").handlers
    assert any(isinstance(handler, logging.StreamHandler) for handler in handlers)

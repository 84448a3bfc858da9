from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import liem.web

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
    text = template.read_text(encoding="utf-8")
    found = re.findall(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|(?:src|href)=\"(?:https?:)?//", text
    )
    assert found == []


def test_a_form_without_its_token_is_refused_with_a_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "a", "password": "b"})
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()

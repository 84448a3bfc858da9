"""Pages in tests: static files and catalogues made once, clients signed in under a mandate."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from liem.actions.models import Role
from liem.web.assets import prepare_assets
from web.accounts import account_with

SignIn = Callable[..., Client]


@pytest.fixture(scope="session", autouse=True)
def _assets() -> None:
    prepare_assets()


@pytest.fixture
def signed_in() -> SignIn:
    """`signed_in(Role.INSPECTOR, "tinh-uy", language="en")`: a client of a new account with that mandate."""

    def sign_in(role: Role, body: str = "", *, person: str | None = None, language: str = "en") -> Client:
        client = Client()
        client.force_login(account_with(role, body, person=person))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in

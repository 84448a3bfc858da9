"""Pages of cases in the small province, with two invented procedures that ask no rule and convene no meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from liem.actions import scope as actions_scope
from liem.actions.permissions import Acting
from liem.record.scope import reaches
from procedures import world
from procedures.world import Desks
from rulebook.lien_xa import added

TRIAL = Path(__file__).parents[2] / "procedures" / "packs"
Open = Callable[..., Client]


@pytest.fixture(scope="package")
def trial_pack() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, added(patch, TRIAL):
        yield


@pytest.fixture
def desks(db: None, trial_pack: None) -> Iterator[Desks]:
    former = actions_scope.register(reaches)
    yield world.build("quy_trinh_thu")
    actions_scope.register(former)


@pytest.fixture
def at() -> Open:
    """`at(desks.agency, language="vi")`: a client signed in at that desk."""

    def sign_in(acting: Acting, *, language: str = "en") -> Client:
        client = Client()
        client.force_login(acting.account)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in

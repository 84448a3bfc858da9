"""A real Chromium in front of the demo province."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from browser.moving import follow
from browser.server import PASSWORD, Office, Served, demo_province, fill_province, office
from conftest import REPOSITORY, absent, chromium_program

# Every procedure followed on the pages takes longer than all other views together (`make torture`).
collect_ignore = (
    [] if "LIEM_EVERY_VIEW" in os.environ else ["test_cases.py", "test_case_refusals.py", "test_procedures.py"]
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 8_000  # milliseconds: what is not there by then will not come
HEIGHT = {1400: 1000, 390: 844}
OpenContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def screenshots() -> Path:
    folder = REPOSITORY / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def filled(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled province, to be copied. Asks for the browser first: without one nothing is filled in vain."""
    return fill_province(tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="session")
def served(filled: Path, shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo province with the real directives."""
    home = tmp_path_factory.mktemp("demo")
    shutil.copytree(filled, home, dirs_exist_ok=True)
    with demo_province(home, shared_folder / "documents") as served:
        yield served


@pytest.fixture(scope="session")
def offices(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Office]]:
    """Two of them: while pages of one are looked at, a case is brought on its way in the other."""
    homes = [tmp_path_factory.mktemp("office") for _ in range(2)]
    with office(homes[0], filled) as one, office(homes[1], filled) as other:
        yield one, other


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = chromium_program()
    if not found:
        absent("chromium", "no Chromium on the PATH; install one or set LIEM_CHROMIUM to it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in_context(chromium: Browser, served: Served) -> Iterator[OpenContext]:
    """`signed_in_context("tochuc", "vi", 1400)`: a context signed in through the form, kept for the whole run."""
    kept: dict[tuple[object, ...], BrowserContext] = {}
    states: dict[str, object] = {}

    def open_context(
        role: str, language: str, width: int, *, scheme: str = "light", scripts: bool = True
    ) -> BrowserContext:
        key = (role, language, width, scheme, scripts)
        if key not in kept:
            if role not in states:
                states[role] = sign_in(chromium, served, role)
            context = chromium.new_context(
                base_url=served.address,
                viewport={"width": width, "height": HEIGHT[width]},
                color_scheme=scheme,  # type: ignore[arg-type]
                java_script_enabled=scripts,
                reduced_motion="reduce",
                storage_state=states[role],  # type: ignore[arg-type]
            )
            context.set_default_timeout(PATIENCE)
            context.add_cookies([{"name": "django_language", "value": language, "url": served.address}])
            kept[key] = context
        return kept[key]

    yield open_context
    for context in kept.values():
        context.close()


def sign_in(chromium: Browser, served: Served, role: str) -> object:
    """Signs in through the form; gives the cookies."""
    context = chromium.new_context(base_url=served.address)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=username]", role)
    page.fill("[name=password]", PASSWORD)
    follow(page, page.locator("main button"))
    state = context.storage_state()
    context.close()
    return state

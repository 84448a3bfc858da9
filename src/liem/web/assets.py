"""What pages need besides the code: compiled catalogues, and static files under their digests. Made anew when stale."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from liem.web.messages import compile_catalogues

_STAMP = ".sources"


def prepare_assets() -> None:
    """Compiles the catalogues and collects the static files where they are missing or older than their sources.

    Called when the server starts (`liem.web.wsgi`) and by the tests, so that there is no step to forget.
    """
    compile_catalogues()
    if not settings.DEBUG:
        _collect_static_files(Path(settings.STATIC_ROOT))


def _collect_static_files(root: Path) -> None:
    stamp, sources = root / _STAMP, _digest_of_sources()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == sources:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(sources, encoding="ascii")


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(name.encode())
            digest.update(Path(storage.path(name)).read_bytes())
    return digest.hexdigest()

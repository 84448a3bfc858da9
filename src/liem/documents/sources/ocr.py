"""Scans and pictures: OCRmyPDF and Tesseract lay recognised text under the page, which is then read like any other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from liem.kernel.confined import Limits, run_confined

MOST_PAGES = 60
LIMITS = Limits(seconds=60, memory=1024 * 1024 * 1024, by_the_clock=20 * 60)
"""Of each process: Tesseract is started anew for each page, so that no page may take longer."""
_LANGUAGE = "vie"
_MOST_MEGAPIXELS = "64"  # an A3 sheet at 400 dots an inch has 31


@cache
def is_installed() -> bool:
    """Whether OCRmyPDF, Tesseract and its Vietnamese data are here; asked once."""
    program = shutil.which("tesseract")
    if program is None or find_spec("ocrmypdf") is None:
        return False
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30)  # noqa: S603
    return _LANGUAGE in told.stdout.split()


def with_text_layer(path: Path, folder: Path) -> Path:
    """A .pdf in `folder` that shows the same and has text on every page. Raises ConfinedError."""
    layered = folder / "recognised.pdf"
    options = ["--language", _LANGUAGE, "--jobs", "1", "--output-type", "pdf", "--optimize", "0", "--skip-text"]
    options += ["--rotate-pages", "--image-dpi", "300", "--max-image-mpixels", _MOST_MEGAPIXELS, "--quiet"]
    command = [sys.executable, "-I", "-m", "ocrmypdf", *options, str(path), str(layered)]
    run_confined(command, folder=folder, limits=LIMITS)
    return layered

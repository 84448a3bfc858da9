"""Python's collector of cycles, kept waiting while very many objects are made that all stay in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Does not look for cycles within: looking again and again takes as long as the work itself.

    The collector is the whole process's: another thread may start it early, which costs time and nothing else, and
    whoever paused it starts it again.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()

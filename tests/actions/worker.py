"""A process of its own that performs actions on the database named in the environment: `worker.py COUNT`."""

from __future__ import annotations

import sys

import django

django.setup()

from liem.actions.accounts import installation  # noqa: E402 — models need a started Django
from liem.actions.perform import perform  # noqa: E402

if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        content = {"number": number}
        perform(
            "installation.fill", by=installation(), body=None, subjects=["tinh"], content=content, write=lambda w: None
        )

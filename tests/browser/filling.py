"""Fills the database of LIEM_DATABASE_URL with the demo province and nothing beside it: `python -m browser.filling`."""

from __future__ import annotations

import os

from liem.cli.working import start_django


def main() -> None:
    start_django()
    from django.core.management import call_command

    from liem.demo.fill import fill

    call_command("migrate", verbosity=0, interactive=False)
    fill(password=os.environ["LIEM_DEMO_PASSWORD"], progress=lambda _message: None)


if __name__ == "__main__":
    main()

"""An office in a process of its own: it serves the pages of a province in which no case runs yet, and puts a case where
it is asked to, by the same actions as the pages: `python -m browser.office PORT`.

It reads one request a line, and answers each with a line, both JSON. Before each, everything is put back as it was.

{"walk": "party_release"}   the case stands before its last step: `case`, `step`, `by` (a username), `typed` (fields)
{"walk": ""}                nothing but what rules ask of the record
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liem.cli.working import start_django

if TYPE_CHECKING:
    from liem.procedures.cases.new_step import NewStep
    from liem.procedures.models import Decision

Reply = dict[str, Any]


def main(port: int) -> None:
    start_django()
    _receive_visitors(port)
    known = _prepare()
    at, keys = _places()
    kept = at.parent / "kept"
    kept.mkdir()
    _copy(at, kept / at.name)
    shutil.copytree(keys, kept / keys.name)
    for line in sys.stdin:
        _put_back(kept, at, keys)
        print(json.dumps(known | _answer(json.loads(line)["walk"])), flush=True)


def _receive_visitors(port: int) -> None:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from liem.web.wsgi import application

    server = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def _prepare() -> Reply:
    """What rules ask of the record, and everybody signed in. Gives the key of each one's session by username, the
    username of each person who has an account, and their names."""
    from django.test import Client
    from django.utils import timezone

    from liem.actions.checkpoints import make_checkpoint
    from liem.actions.models import Account
    from liem.demo.accounts import UNIT
    from liem.demo.running import ground
    from liem.procedures.cases.entered import names_of
    from liem.procedures.cases.holders import leaders_of

    day = timezone.localdate()
    ground.ready(day)
    for person in sorted({*leaders_of(UNIT, on=day), *ground.CANDIDATES, ground.OFFICIAL}):
        ground.official(person)
    make_checkpoint()  # with the key of the ledger, which outlasts each putting back
    accounts = list(Account.objects.filter(is_active=True))
    people = {account.person: account.username for account in accounts if account.person}
    return {
        "day": _typed_day(day),
        "sessions": {account.username: _session(Client(), account) for account in accounts},
        "people": people,
        "names": names_of(people),
    }


def _session(client: Any, account: Any) -> str:
    client.force_login(account)
    return str(client.session.session_key)


def _places() -> tuple[Path, Path]:
    """The database, and the folder of the ledger's keys, which remembers what was signed last."""
    from django.conf import settings

    return Path(settings.DATABASES["default"]["NAME"]), Path(settings.KEYS)


def _put_back(kept: Path, at: Path, keys: Path) -> None:
    """Database and keys as they were, and nothing kept in memory of what has been."""
    from django.db import connections

    from liem.oversight import queries
    from liem.record import due, state
    from liem.record.quality import survey

    connections.close_all()
    _copy(kept / at.name, at)
    shutil.rmtree(keys)
    shutil.copytree(kept / keys.name, keys)
    for memory in (due, queries, state, survey):
        memory.forget()


def _copy(from_here: Path, to: Path) -> None:
    """By SQLite itself: a part of a database may lie in a file beside it."""
    with closing(sqlite3.connect(from_here)) as one, closing(sqlite3.connect(to)) as other:
        one.backup(other)


def _answer(procedure: str) -> Reply:
    from django.utils import timezone

    from liem.kernel.errors import LiemError

    try:
        return _walked(procedure, timezone.localdate()) if procedure else {}
    except LiemError as error:
        return {"fault": f"{error.code}: {error.message.en}"}


def _walked(name: str, day: date) -> Reply:
    from liem.demo.running import ground
    from liem.law.procedures.steps import Concern
    from liem.procedures.cases.holders import step_of
    from liem.rulebook.book import known_law

    procedure = known_law().procedure(name)
    assert procedure is not None
    decision = _to_annul(day) if procedure.concerns is Concern.DECISION else None
    walk = ground.begin(procedure, day=day, decision=decision)
    walk.open()
    last = procedure.steps[-1]
    walk.until(last.id)
    new = walk.prepared(last.id)
    step = step_of(walk.now(), last.id)
    assert step is not None
    by = walk.desk_of(step).account.username
    return {"case": walk.case, "step": last.id, "by": by, "typed": _typed(new)}


def _to_annul(day: date) -> Decision:
    """Somebody was chosen for a training."""
    from liem.demo.running import ground
    from liem.procedures.models import Decision
    from liem.rulebook.book import known_law

    procedure = known_law().procedure("training_selection")
    assert procedure is not None
    walk = ground.begin(procedure, day=day)
    walk.open()
    walk.until("publication")
    return Decision.objects.get(case=walk.case)


def _typed(new: NewStep) -> dict[str, str]:
    """What is typed into the form of the step, by the names of its fields."""
    given = {"on": new.on, "by_person": new.by_person, "outcome": new.outcome, "reason": new.reason}
    given |= {name: value for name, value in asdict(new.decision).items() if name != "term"} if new.decision else {}
    return {name: _typed_day(one) if isinstance(one, date) else str(one) for name, one in given.items() if one}


def _typed_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""`liem law adopt`."""

from __future__ import annotations

import argparse

from liem.cli.law.book import plain
from liem.cli.speech import print_json, say
from liem.cli.working import acting_for, start_django, top_body
from liem.kernel.errors import Message


def adopt(options: argparse.Namespace) -> int:
    """Lets a body apply a pack, for itself and everything under it, by the decision named."""
    start_django()
    from liem.record.scope import superiors_on
    from liem.rulebook.adoption import ACTION, NewAdoption, adopt_pack

    body = options.body or top_body(options.on)
    new = NewAdoption(body=body, pack=options.pack, valid_from=options.on, decision=options.decision)
    row = adopt_pack(new, by=acting_for(ACTION, options.account), superiors=superiors_on(options.on))
    if options.json:
        print_json({"pack": row.pack, "body": row.body, "from": plain(row.valid_from), "decision": row.decision})
    else:
        say(
            Message(
                f"✓ {row.body} áp dụng gói {row.pack} từ {row.valid_from:%d/%m/%Y} theo {row.decision}.",
                f"✓ {row.body} applies the pack {row.pack} from {row.valid_from:%d/%m/%Y} by {row.decision}.",
            )
        )
    return 0

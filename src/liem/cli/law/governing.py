"""`liem law in-force`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from liem.cli.law.book import kind_of, plain, provisions, warn_of_packs
from liem.cli.speech import language, print_json, say
from liem.cli.working import start_django, top_body
from liem.kernel.errors import LiemError, Message
from liem.law.packs import Law

if TYPE_CHECKING:
    from liem.law.instruments import Instrument
    from liem.rulebook.reasons import Kind, Reason


def in_force(options: argparse.Namespace) -> int:
    """What holds for a body on a day: each with its ground, what that replaced, who adopted it, whose value holds."""
    start_django()
    warn_of_packs(options.on)
    body = options.body or top_body(options.on)
    reasons = [reason for reason in _reasons(body, options) if options.all or reason.holds]
    if options.json:
        print_json([_as_json(reason) for reason in reasons])
        return 0
    for reason in reasons:
        print(f"\n{'●' if reason.holds else '–'} {reason.title.in_language(language())}  [{reason.kind} {reason.name}]")
        for sentence in reason.sentences():
            print(f"    {sentence.in_language(language())}")
    held = sum(reason.holds for reason in reasons)
    say(
        Message(
            f"\n{held} quy định có hiệu lực ngày {options.on:%d/%m/%Y} đối với {body}.",
            f"\n{held} provisions hold on {options.on:%d/%m/%Y} for {body}.",
        )
    )
    return 0


def _reasons(body: str, options: argparse.Namespace) -> Iterator[Reason]:
    from liem.record.scope import superiors_on
    from liem.rulebook.governing import why_in_force
    from liem.rulebook.verification import law_here

    superiors = superiors_on(options.on)
    if body not in superiors:
        raise LiemError(
            "cli.no_body",
            Message(
                f"Hồ sơ không có tổ chức “{body}”. Hãy kiểm tra mã tổ chức.",
                f"The record has no body “{body}”. Check its key.",
            ),
            {"body": body},
        )
    for kind, name in _everything(law_here()):
        reason = why_in_force(kind, name, body, options.on, superiors)
        if reason is not None:
            yield reason


def _everything(law: Law) -> Iterator[tuple[Kind, str]]:
    yield from ((kind_of(one), one.id) for one in provisions(law))
    yield from (("parameter", parameter.id) for parameter in law.parameters)


def _as_json(reason: Reason) -> dict[str, Any]:
    adopted, own, here = reason.adopted, reason.own, reason.verified_here
    return {
        "kind": reason.kind,
        "name": reason.name,
        "title": plain(reason.title),
        "body": reason.body,
        "day": plain(reason.day),
        "state": str(reason.state),
        "clauses": [str(clause) for clause in reason.ground.clauses],
        "from": plain(reason.ground.in_force.starts),
        "until": plain(reason.ground.in_force.ends),
        "instrument": _instrument(reason.instrument),
        "replaced": [_instrument(one) for one in reason.replaced],
        "replaced_by": [_instrument(one) for one in reason.replaced_by],
        "adopted": {"body": adopted.body, "decision": adopted.decision, "since": plain(adopted.since)}
        if adopted
        else None,
        "verified_here": {"by": here.checked_by, "on": plain(here.checked_on), "sha256": here.original}
        if here
        else None,
        "value": plain(reason.value),
        "in_law": plain(reason.in_law),
        "own_value": {"body": own.body, "since": plain(own.since), "decision": own.decision, "clause": own.clause}
        if own
        else None,
        "why": [plain(sentence) for sentence in reason.sentences()],
    }


def _instrument(one: Instrument | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"short": one.short, "symbol": one.symbol, "issuer": one.issuer, "dated": plain(one.dated)}

"""`liem audit`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liem.cli.commands import Commands
from liem.cli.days import HOW, read_day
from liem.cli.speech import language, print_json
from liem.cli.working import acting_for, is_prepared, start_django
from liem.kernel.errors import LiemError, Message

if TYPE_CHECKING:
    from liem.oversight.snapshots import AuditOfSnapshots


def add(commands: Commands) -> None:
    """Adds the command."""
    audit = commands.add_parser("audit", help="run the rules in force over the whole record")
    audit.add_argument("--as-of", type=read_day, help=f"day asked about, {HOW} (default: today)")
    audit.add_argument("--json", action="store_true", help="every finding as JSON")
    audit.add_argument("--record", action="store_true", help="keep the result, so that the pages show it")
    audit.add_argument("--snapshots", type=Path, nargs="+", metavar="DIR", help="over snapshots instead of the record")
    audit.add_argument(
        "--pack",
        dest="packs",
        action="append",
        metavar="PACK",
        help="for snapshots: ask this pack, with its own values, instead of the law that holds here (may be repeated)",
    )
    audit.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="for snapshots")
    audit.add_argument(
        "--without-missing-packs",
        action="store_true",
        help="go on although an adopted pack is not loaded; what is kept then says which",
    )
    audit.set_defaults(command=_audit)


def _audit(options: argparse.Namespace) -> int:
    start_django()
    if options.snapshots:
        return _audit_snapshots(options)
    if options.packs:
        raise _packs_for_snapshots()
    from liem.cli.law.book import choice_in_words
    from liem.oversight.audit import record_audit, run_audit
    from liem.oversight.report import as_json, as_text

    result = run_audit(as_of=options.as_of or date.today(), without_missing=options.without_missing_packs)
    if options.json:
        print_json(as_json(result))
    else:
        print(as_text(result, language(), choice=choice_in_words))
    if options.record:
        record_audit(result, by=acting_for("oversight.audit", None))
    return 0


def _audit_snapshots(options: argparse.Namespace) -> int:
    """Counts by rule and origin. What the snapshots lack is said: silence must not be taken for compliance."""
    from liem.oversight.snapshots import audit_snapshots
    from liem.rulebook.loaded import packs_at_hand, refuse_missing
    from liem.rulebook.refusals import refuse_unknown_pack

    if options.record or options.as_of:
        raise LiemError(
            "cli.snapshots_alone",
            Message(
                "--snapshots không đi cùng --as-of và --record: ngày là ngày của bản chụp, kết quả không lưu.",
                "--snapshots goes without --as-of and --record: the day is that of the snapshots, nothing is kept.",
            ),
        )
    if not (options.packs or is_prepared()):
        raise _no_law_here()
    for pack in options.packs or ():
        refuse_unknown_pack(pack)
    found = audit_snapshots(options.snapshots, engine=options.engine, packs=options.packs)
    if not (options.packs or options.without_missing_packs):
        refuse_missing(packs_at_hand(found.as_of), name_of=str)
    if options.json:
        print_json(_counts(found))
    else:
        print("\n".join(_table(found)))
    return 0


def _no_law_here() -> LiemError:
    return LiemError(
        "cli.no_law_here",
        Message(
            "Cơ sở dữ liệu chưa chuẩn bị, nên chưa biết bộ quy tắc nào được áp dụng ở đây. Hãy nêu bộ bằng --pack "
            "(tên bộ: liem law list --json), hoặc chạy “liem run --prepare-only”.",
            "No database is prepared, so which packs apply here is unknown. Name packs with --pack "
            "(their ids: liem law list --json), or run “liem run --prepare-only”.",
        ),
    )


def _packs_for_snapshots() -> LiemError:
    return LiemError(
        "cli.packs_for_snapshots",
        Message(
            "--pack chỉ dùng cùng --snapshots: hồ sơ ở đây luôn được rà soát theo các bộ đã áp dụng. Hãy bỏ --pack, "
            "hoặc áp dụng bộ bằng “liem law adopt”.",
            "--pack goes with --snapshots only: the record here is always audited by the packs adopted. Leave it out, "
            "or adopt the pack with “liem law adopt”.",
        ),
    )


def _counts(found: AuditOfSnapshots) -> dict[str, Any]:
    return {
        "as_of": found.as_of.isoformat(),
        "engine": found.engine,
        "snapshots": [{"origin": one.origin, "known_at": one.known_at} for one in found.snapshots],
        "counts": [
            {"rule": one.rule_id, "origin": one.group, "met": one.met, "not_met": one.not_met, "unknown": one.unknown}
            for one in found.counts
        ],
        "lacking": [
            {"origin": one.origin, "table": one.table, "facts": list(one.facts), "whole_table": one.whole_table}
            for one in found.lacking
        ],
    }


def _table(found: AuditOfSnapshots) -> Iterator[str]:
    speaks, titles = language(), {rule.id: rule.title for rule in found.rules}
    origins = ", ".join(one.origin for one in found.snapshots)
    yield Message(
        f"Rà soát {len(found.snapshots)} bản chụp ngày {found.as_of:%d/%m/%Y} ({found.engine}): {origins}",
        f"Audit of {len(found.snapshots)} snapshots of {found.as_of:%d/%m/%Y} ({found.engine}): {origins}",
    ).in_language(speaks)
    yield Message("  đạt / trái quy định / chưa biết", "  met / not met / unknown").in_language(speaks)
    for rule_id, title in titles.items():
        tallies = [one for one in found.counts if one.rule_id == rule_id]
        if tallies:
            yield f"\n{title.in_language(speaks)}"
            yield from (f"  {one.met} / {one.not_met} / {one.unknown}  {one.group}" for one in tallies)
    for one in found.lacking:
        what = one.table if one.whole_table else f"{one.table}: {', '.join(one.facts)}"
        yield Message(f"\n? {one.origin} không có: {what}", f"\n? {one.origin} lacks: {what}").in_language(speaks)

"""`liem law check` and `liem law test`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from liem.cli.law import procedures
from liem.cli.law.book import plain
from liem.cli.law.reasons import ANSWERS, VERDICTS
from liem.cli.speech import language, print_json, say
from liem.cli.working import start_django
from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Verdict
from liem.law.engine import CursorEngine, DuckDBEngine, Engine
from liem.law.packs import Law, load_law
from liem.law.source import LawFilesError
from liem.law.targets import GroupExpectation

if TYPE_CHECKING:
    from liem.law.trials import CaseResult


def check(options: argparse.Namespace) -> int:
    """Loads the rule book with the folders named; every mistake with file and line."""
    start_django()
    try:
        law = _load(options.folders)
    except LawFilesError as error:
        problems = error.problems
        if options.json:
            print_json([{"file": p.file, "line": p.line, "code": p.code, **plain(p.message)} for p in problems])
        else:
            for problem in problems:
                print(f"{problem.file}:{problem.line}: {problem.message.in_language(language())}  [{problem.code}]")
            say(
                Message(
                    f"\n{len(problems)} chỗ phải sửa.",
                    f"\n{len(problems)} thing{'s' * (len(problems) > 1)} to correct.",
                ),
            )
        return 1
    if options.json:
        print_json([])
        return 0
    say(
        Message(
            f"✓ Không có lỗi: {len(law.rules)} quy tắc, {len(law.targets)} chỉ tiêu, {len(law.flags)} dấu hiệu, "
            f"{len(law.procedures)} quy trình, {len(law.parameters)} tham số trong {len(law.packs)} gói.",
            f"✓ No mistakes: {len(law.rules)} rules, {len(law.targets)} targets, {len(law.flags)} flags, "
            f"{len(law.procedures)} procedures, {len(law.parameters)} parameters in {len(law.packs)} packs.",
        )
    )
    return 0


def test(options: argparse.Namespace) -> int:
    """Runs cases on an engine; exits with 1 when one comes out otherwise than written."""
    start_django()
    from liem.law.procedures.trials import run_procedure_cases
    from liem.law.trials import run_cases
    from liem.rulebook.vocabulary import vocabulary

    law = _with_the_cases_of(options.files)
    with _engine(options.engine) as engine:
        results = run_cases(law, vocabulary(), engine)
    differences = run_procedure_cases(law)
    if options.json:
        print_json([*map(_result, results), *procedures.case_entries(law.procedures, differences)])
    else:
        for result in results:
            if not result.passed:
                say(_difference(result, ANSWERS if law.flag(result.owner) else VERDICTS))
        for difference in differences:
            say(procedures.difference_words(difference))
    failed = sum(not result.passed for result in results) + len(procedures.failed(differences))
    total = len(results) + sum(len(one.cases) for one in law.procedures)
    if not options.json:
        counts = f"{'✕' if failed else '✓'} {total - failed} / {total}"
        say(Message(f"{counts} trường hợp đúng ({options.engine}).", f"{counts} cases come out ({options.engine})."))
    return 1 if failed or not total else 0


def _difference(result: CaseResult, words: Mapping[Verdict, Message]) -> Message:
    """A case that came out otherwise: where it stands, what was expected, what was found."""
    expected, came_out = _in_words(result.expected, words), _in_words(result.found, words)
    case = f"✕ {result.file}:{result.line}: {result.owner}, “{result.case}”"
    return Message(
        f"{case}: mong đợi {expected.vi}; ra {came_out.vi}", f"{case}: expected {expected.en}; found {came_out.en}"
    )


def _load(folders: Sequence[Path]) -> Law:
    """The rule book of the installation with the folders; one that LIEM_PACKS names already is not read twice."""
    from liem.rulebook.book import pack_folders
    from liem.rulebook.vocabulary import vocabulary

    known = pack_folders()
    there = {Path(str(folder)).resolve() for folder in known}
    for folder in folders:
        if not _packs_in(folder):
            raise LiemError(
                "law.no_pack",
                Message(
                    f"“{folder}” không phải là gói quy tắc: thiếu pack.yaml. Hãy nêu thư mục có pack.yaml.",
                    f"“{folder}” is no pack: there is no pack.yaml. Name a folder that holds one.",
                ),
                {"folder": str(folder)},
            )
    added = [folder for folder in folders if there.isdisjoint({folder.resolve(), folder.resolve().parent})]
    return load_law(vocabulary(), *known, *(folder.resolve() for folder in added))


def _with_the_cases_of(paths: Sequence[Path]) -> Law:
    """The rule book, narrowed to the packs and case files named; all of it where none is."""
    if not paths:
        return _load(())
    from liem.law.case_files import law_with_cases
    from liem.rulebook.vocabulary import vocabulary

    folders = [path for path in paths if path.is_dir() and _packs_in(path)]
    files = [file for path in paths if path not in folders for file in _case_files(path)]
    law = _load(folders)
    ids = {pack for folder in folders for pack in _packs_in(folder)}
    theirs = law_with_cases(law, vocabulary(), {str(file): _text(file) for file in files})
    return replace(
        law,
        rules=(*(rule for rule in law.rules if rule.pack in ids), *theirs.rules),
        targets=(*(target for target in law.targets if target.pack in ids), *theirs.targets),
        flags=(*(flag for flag in law.flags if flag.pack in ids), *theirs.flags),
        procedures=tuple(procedure for procedure in law.procedures if procedure.pack in ids),
    )


def _packs_in(folder: Path) -> list[str]:
    """Ids of the packs in a folder, which may be one itself."""
    resolved = folder.resolve()
    if (resolved / "pack.yaml").is_file():
        return [resolved.name]
    return sorted(file.parent.name for file in resolved.glob("*/pack.yaml"))


def _case_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob("*.yaml"))
    if not found:
        raise LiemError(
            "law.no_case_files",
            Message(
                f"Trong “{path}” không có tệp .yaml nào. Hãy nêu tệp trường hợp thử hoặc thư mục gói.",
                f"There is no .yaml file in “{path}”. Name case files, or the folder of a pack.",
            ),
            {"folder": str(path)},
        )
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LiemError(
            "law.encoding",
            Message(f"“{file}” không phải UTF-8. Hãy lưu lại bằng UTF-8.", f"“{file}” is not UTF-8. Save it as UTF-8."),
            {"file": str(file)},
        ) from error


@contextmanager
def _engine(name: str) -> Iterator[Engine]:
    match name:
        case "duckdb":
            import duckdb

            with duckdb.connect() as connection:
                yield DuckDBEngine(connection)
        case "sqlite":
            import sqlite3

            opened = sqlite3.connect(":memory:")
            yield CursorEngine("sqlite", lambda sql: opened.execute(sql).fetchall())
            opened.close()
        case "postgres":
            yield _postgres()
        case _:
            from liem.law.spark import SparkEngine, spark_session

            yield SparkEngine(spark_session())


def _postgres() -> Engine:
    from liem.rulebook.engine import working_engine

    engine = working_engine()
    if engine.dialect != "postgres":
        raise LiemError(
            "law.no_postgresql",
            Message(
                "Cơ sở dữ liệu đang dùng không phải PostgreSQL. Hãy đặt LIEM_DATABASE_URL=postgresql://… rồi chạy lại.",
                "The working database is not PostgreSQL. Set LIEM_DATABASE_URL=postgresql://… and run this again.",
            ),
        )
    return engine


def _result(result: CaseResult) -> dict[str, object]:
    return {
        "owner": result.owner,
        "case": result.case,
        "file": result.file,
        "line": result.line,
        "engine": result.engine,
        "passed": result.passed,
        "expected": _outcome(result.expected),
        "found": _outcome(result.found),
    }


def _in_words(outcome: Sequence[object], words: Mapping[Verdict, Message]) -> Message:
    """What a case expects, or what came out, as a reader says it: the verdicts in words, then what is missing."""
    parts = [_part_in_words(one, words) for one in outcome]
    return Message(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts))


def _part_in_words(part: object, words: Mapping[Verdict, Message]) -> Message:
    match part:
        case Verdict():
            return words[part]
        case GroupExpectation(group=group, verdict=verdict):
            verdict_words, measured = words[verdict], _measured(part)
            whole = Message(group, group) if group else Message("toàn bộ", "overall")
            return Message(f"{whole.vi} {verdict_words.vi}{measured}", f"{whole.en} {verdict_words.en}{measured}")
        case tuple():
            names = ", ".join(map(str, part))
            return Message(f"thiếu {names}", f"missing {names}") if part else Message("không thiếu gì", "none missing")
        case _:
            return Message(str(part), str(part))


def _measured(group: GroupExpectation) -> str:
    bounds = [f"{bound:g}" for bound in (group.low, group.high) if bound is not None]
    return f" ({'–'.join(dict.fromkeys(bounds))})" if bounds else ""


def _outcome(outcome: Sequence[object]) -> str:
    return "; ".join(", ".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in outcome)

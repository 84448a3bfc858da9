"""What must hold everywhere: no sentence of a real directive, no addresses in lock files, no back doors."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
WORDS_IN_A_ROW = 12
TEXT_SUFFIXES = {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".txt", ".json", ".po"}


def _files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [REPOSITORY / name for name in listed.splitlines()]
    return [path for path in paths if path.suffix in TEXT_SUFFIXES and path.is_file()]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return {tuple(words[i : i + WORDS_IN_A_ROW]) for i in range(len(words) - WORDS_IN_A_ROW + 1)}


def test_no_sentence_of_a_real_directive_stands_in_the_project(shared_folder: Path) -> None:
    theirs = {
        run for path in (shared_folder / "documents").glob("*.txt") for run in _runs(path.read_text(encoding="utf-8"))
    }
    assert len(theirs) > 5000
    copied = {
        str(path.relative_to(REPOSITORY)): " ".join(sorted(shared)[0])
        for path in _files()
        if (shared := _runs(path.read_text(encoding="utf-8")) & theirs)
    }
    assert copied == {}


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_lock_files_carry_hashes_and_no_addresses(name: str) -> None:
    text = (REPOSITORY / "requirements" / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9._-]+(?:\[[a-z0-9,_-]+\])?==", text, flags=re.MULTILINE)
    assert len(pinned) > 20
    assert not re.search(r"https?://|--(extra-)?index|--find-links|@ file", text)
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_there_is_no_back_door_to_the_tables() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (REPOSITORY / "src").rglob("*.py")}
    assert [str(path) for path, text in sources.items() if "django.contrib.admin" in text] == []
    pages = [path for path in sources if "pages" in path.parts]
    written = re.compile(r"\.objects\.(create|bulk_create|update_or_create|get_or_create)\(|\.(save|delete)\(")
    assert [str(path) for path in pages if written.search(sources[path])] == []


@pytest.mark.parametrize("layer", ["kernel", "documents", "law", "ledger"])
def test_the_pure_packages_never_read_the_clock(layer: str) -> None:
    clock = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.time|timezone\.now)\(")
    folder = REPOSITORY / "src" / "liem" / layer
    sources = list(folder.rglob("*.py"))
    assert sources
    assert [str(path) for path in sources if clock.search(path.read_text(encoding="utf-8"))] == []


def test_every_table_of_facts_gives_the_columns_that_it_declares() -> None:
    import ibis

    from liem.oversight.audit import STORED_APPS
    from liem.rulebook.engine import stored_tables
    from liem.rulebook.vocabulary import vocabulary

    moment = ibis.table({"as_of": "date", "known_at": "int64"}, name="moment")
    tables = stored_tables(*STORED_APPS)
    published = vocabulary().tables
    assert {table.name for table in published if table.is_filled} == {
        "annulment",
        "appointment",
        "appointment_file",
        "candidacy",
        "confidence_round",
        "confidence_vote",
        "declaration_duty",
        "evaluation",
        "grading",
        "holding",
        "kin_pair",
        "nomination_meeting",
        "personnel_decision",
        "personnel_meeting",
        "personnel_officer",
        "personnel_work",
        "proposal",
        "relief_case",
        "rotation",
        "standard_check",
        "succession_entry",
        "succession_list",
        "succession_person",
        "suspension",
        "transfer",
        "transfer_duty",
        "vacancy",
    }
    for table in published:
        assert table.relation(tables, moment).schema() == table.schema()


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_source_file_stays_small_enough_to_be_read() -> None:
    written = [*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "tests").rglob("*.py")]
    sources = [path for path in written if path.parent.name != "migrations"]  # Django writes these
    long = {path.name: size for path in sources if (size := len(path.read_text(encoding="utf-8").splitlines())) > 450}
    assert long == {}

"""`liem law …`: what people read, what programs read, and what it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liem.cli import main
from liem.cli.law.reasons import marked
from liem.law.grounds import Status
from liem.law.language.tree import Span
from liem.rulebook.book import rule_book
from world import adoption, attestation, body, person, post, tenure, write

DAY = "2026-01-01"
RULE = "moved_after_years_in_personnel_work"


@pytest.fixture
def record() -> None:
    write(
        body("province", kind="committee"),
        body("office", superior="province"),
        post("desk", "office", field="personnel"),
        post("room", "office", field="personnel"),
        person("an"),
        person("binh"),
        tenure("an", "desk", date(2021, 1, 1)),
        tenure("binh", "room", None),
        attestation("an", "tenures", date(2026, 1, 1)),
        adoption("khoi_03_nq_tu", "province"),
    )


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", "en")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["law", *words]) == code
    return capsys.readouterr().out


def found(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    return json.loads(said(capsys, *words, "--json", code=code))


@pytest.mark.django_db
def test_the_list_holds_everything_in_the_rule_book_with_its_state(capsys: pytest.CaptureFixture[str]) -> None:
    law, listed = rule_book(), found(capsys, "list", "--on", DAY)
    assert {(one["kind"], one["id"]) for one in listed} == {
        *(("rule", one.id) for one in law.rules),
        *(("target", one.id) for one in law.targets),
        *(("flag", one.id) for one in law.flags),
        *(("procedure", one.id) for one in law.procedures),
    }
    assert next(one for one in listed if one["id"] == RULE) == {
        "id": RULE,
        "kind": "rule",
        "title": {
            "vi": "Làm công tác nhân sự đủ 5 năm thì chuyển vị trí",
            "en": "After five years in personnel work the official is moved",
        },
        "topic": "personnel_officers",
        "jurisdiction": "party",
        "pack": "khoi_03_nq_tu",
        "about": "personnel_work",
        "clauses": ["khoi#II.1.10"],
        "state": "in_force",
        "since": "2021-10-13",
        "until": None,
        "unverified_values": [],
    }
    earlier = {one["id"]: one["state"] for one in found(capsys, "list", "--on", "2021-10-12")}
    assert earlier[RULE] == "coming"


@pytest.mark.django_db
def test_the_list_is_narrowed_by_topic_and_directive(capsys: pytest.CaptureFixture[str], in_english: None) -> None:
    listed = found(capsys, "list", "--topic", "personnel_officers", "--directive", "khoi")
    assert {(one["topic"], one["pack"]) for one in listed} == {("personnel_officers", "khoi_03_nq_tu")}
    printed = said(capsys, "list", "--topic", "personnel_officers", "--directive", "khoi", "--on", DAY)
    assert f"  ● {RULE}  (khoi#II.1.10)  After five years in personnel work the official is moved\n" in printed


@pytest.mark.django_db
def test_the_list_counts_rules_targets_and_signs_apart(capsys: pytest.CaptureFixture[str]) -> None:
    law = rule_book()
    printed = said(capsys, "list", "--on", "01/01/2026").splitlines()
    heads = [line.split(",")[0] for line in printed if line.startswith(("Quy tắc (", "Chỉ tiêu (", "Dấu hiệu ("))]
    assert heads == [
        f"Quy tắc ({len(law.rules)})",
        f"Chỉ tiêu ({len(law.targets)})",
        f"Dấu hiệu ({len(law.flags)})",
    ]


@pytest.mark.django_db
def test_a_rule_shown_in_vietnamese_has_words_and_days_of_that_language(capsys: pytest.CaptureFixture[str]) -> None:
    printed = said(capsys, "show", RULE, "--on", "01/01/2026")
    assert "[đã đối chiếu]  13/10/2021" in printed
    assert "✕ trái quy định" in printed
    assert not {"not_met", "verified", "2021-"} & set(printed.replace("(", " ").split())


def test_a_day_that_is_none_is_refused_with_how_to_write_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["law", "list", "--on", "31/02/2026"])
    assert "“31/02/2026” không phải là một ngày. Hãy ghi như 01/04/2026 hoặc 2026-04-01." in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("option", "code"), [("--topic", "law.unknown_topic"), ("--directive", "law.unknown_directive")]
)
def test_an_unknown_topic_or_directive_is_refused(capsys: pytest.CaptureFixture[str], option: str, code: str) -> None:
    assert main(["law", "list", option, "nowhere"]) == 1
    assert f"[{code}]" in capsys.readouterr().err


@pytest.mark.django_db
def test_a_rule_is_shown_with_its_condition_in_words(capsys: pytest.CaptureFixture[str], in_english: None) -> None:
    printed = said(capsys, "show", RULE, "--on", DAY).splitlines()
    assert printed[0] == "After five years in personnel work the official is moved"
    assert "requires: not elapsed(continuous_since, years_in_personnel_work)" in printed
    assert "  Longest uninterrupted time in personnel work: 5 years" in printed
    shown = found(capsys, "show", RULE, "--on", DAY)
    assert shown["conditions"]["requires"]["lines"][0]["vi"].endswith(
        "chưa đủ 5 năm (thời gian làm công tác nhân sự liên tục tối đa)"
    )
    assert shown["parameters"][0]["value"] == "5 years"
    assert len(shown["cases"]) == 7


@pytest.mark.django_db
def test_a_misspelt_rule_brings_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "moved_after_year_in_personnel_work"]) == 1
    error = capsys.readouterr().err
    assert "[law.unknown_name]" in error
    assert f"“{RULE}”" in error


@pytest.mark.django_db
def test_targets_and_flags_are_shown_too(capsys: pytest.CaptureFixture[str]) -> None:
    law = rule_book()
    shown = [found(capsys, "show", one.id)["conditions"].keys() for one in (law.targets[0], law.flags[0])]
    assert shown[0] == {"population", "counts"}
    assert "raised" in shown[1]


@pytest.mark.django_db
def test_why_tells_the_evidence_what_decided_and_what_would_do(
    record: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (answer,) = found(capsys, "why", RULE, "an", "--as-of", DAY)
    assert (answer["verdict"], answer["body"], answer["state"]) == ("not_met", "office", "in_force")
    assert [
        (one["name"], one["kind"], one["value"], one["decides"], one["clause"], one["since"])
        for one in answer["evidence"]
    ] == [
        ("continuous_since", "fact", "2021-01-01", True, None, None),
        ("years_in_personnel_work", "parameter", "5 years", True, "khoi#II.1.10", "2021-10-13"),
    ]
    assert answer["evidence"][0]["source"] is not None
    assert answer["deciding"] == {"requires": [[4, 54]]}
    assert [[(s["fact"], s["operator"], s["value"]) for s in steps] for steps in answer["would_pass"]] == [
        [("continuous_since", ">=", "2021-01-02")]
    ]
    assert any("province" in sentence["en"] for sentence in answer["why"])


@pytest.mark.django_db
def test_why_reads_as_a_page(record: None, capsys: pytest.CaptureFixture[str], in_english: None) -> None:
    printed = said(capsys, "why", RULE, "an", "--as-of", DAY)
    assert "✕ not met  an · office  (01/01/2026)" in printed
    assert "  requires: not ⟦elapsed(continuous_since, years_in_personnel_work)⟧" in printed
    assert "no earlier than 02/01/2021 needed, it is 01/01/2021" in printed
    assert "Remedy: Reassign the official" in printed


@pytest.mark.django_db
def test_what_is_not_known_is_asked_for(record: None, capsys: pytest.CaptureFixture[str]) -> None:
    (answer,) = found(capsys, "why", RULE, "binh", "--as-of", DAY)
    assert (answer["verdict"], answer["missing"]) == ("unknown", ["continuous_since"])
    assert [step["fact"] for steps in answer["would_pass"] for step in steps] == ["continuous_since"]


@pytest.mark.django_db
def test_where_no_body_adopted_the_rule_there_is_no_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        body("province", kind="committee"),
        post("desk", "province", field="personnel"),
        person("an"),
        tenure("an", "desk", date(2021, 1, 1)),
    )
    (answer,) = found(capsys, "why", RULE, "an", "--as-of", DAY)
    assert (answer["state"], "verdict" in answer) == ("not_adopted", False)


@pytest.mark.django_db
def test_a_subject_that_is_not_there_is_said(record: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "why", RULE, "nobody", "--as-of", DAY]) == 1
    assert "[law.no_subject]" in capsys.readouterr().err


@pytest.mark.django_db
def test_in_force_gives_the_chain_of_each_provision(record: None, capsys: pytest.CaptureFixture[str]) -> None:
    held = found(capsys, "in-force", "--on", DAY)
    one = next(one for one in held if one["name"] == RULE)
    assert (one["state"], one["clauses"], one["from"], one["adopted"]["body"]) == (
        "in_force",
        ["khoi#II.1.10"],
        "2021-10-13",
        "province",
    )
    assert {entry["state"] for entry in held} == {"in_force"}
    value = next(one for one in held if one["name"] == "years_in_personnel_work")
    assert (value["kind"], value["value"], value["in_law"], value["own_value"]) == (
        "parameter",
        "5 years",
        "5 years",
        None,
    )
    everything = found(capsys, "in-force", "--on", DAY, "--all", "--body", "office")
    assert "not_adopted" in {entry["state"] for entry in everything}


@pytest.mark.django_db
def test_in_force_for_a_body_that_is_not_there_is_refused(record: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "in-force", "--on", DAY, "--body", "nowhere"]) == 1
    assert "[cli.no_body]" in capsys.readouterr().err


@pytest.mark.django_db
def test_conflicts_of_the_rule_book_name_both_rules_and_their_clauses(capsys: pytest.CaptureFixture[str]) -> None:
    shown = found(capsys, "conflicts", "--on", "2025-05-31")
    assert shown.keys() == {"values", "rivals", "rules", "untried", "unverified_values"}
    for one in shown["rules"]:
        assert (len(one["rules"]), len(one["clauses"])) == (2, 2)
        assert one["kind"] in {"impossible", "implied", "disagreement"}
    printed = said(capsys, "conflicts", "--on", "2025-05-31")
    assert printed.count("≠") == sum(len(shown[kind]) for kind in ("values", "rivals", "rules"))


@pytest.mark.django_db
def test_conflicts_name_the_rules_whose_values_wait_to_be_verified(
    capsys: pytest.CaptureFixture[str], in_english: None
) -> None:
    law = rule_book().in_force(date(2025, 5, 31))
    waiting = {
        rule.id: [one.id for one in lacking]
        for rule in law.rules
        if rule.status is Status.VERIFIED and (lacking := law.unverified_values(rule, date(2025, 5, 31)))
    }
    assert waiting
    assert found(capsys, "conflicts", "--on", "2025-05-31")["unverified_values"] == waiting
    printed = said(capsys, "conflicts", "--on", "2025-05-31")
    pending = sum(rule.status is not Status.VERIFIED for rule in law.rules)
    assert f"among {len(law.rules) - pending - len(waiting)} rules with verified grounds and values" in printed
    assert f"{pending} whose ground and {len(waiting)} whose values wait" in printed
    assert [line.strip() for line in printed.splitlines() if line.startswith("  ? ")] == [
        f"? {rule}: {', '.join(values)}" for rule, values in waiting.items()
    ]


@pytest.mark.django_db
def test_conflicts_for_a_body_look_at_what_it_adopted(record: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "conflicts", "--on", DAY, "--body", "office")["rules"] == []


def test_deciding_parts_stand_in_brackets() -> None:
    text = "local and names > 1"
    assert marked(text, [Span(10, 19), Span(0, 5)]) == "⟦local⟧ and ⟦names > 1⟧"


@pytest.mark.parametrize(
    "asked", [["list", "--topic", "relatives"], ["show", "relatives_clustered"], ["conflicts", "--on", "2025-05-31"]]
)
def test_the_law_is_read_from_its_files_where_no_database_is_prepared(tmp_path: Path, asked: list[str]) -> None:
    def ask(address: Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "LIEM_DATABASE_URL": f"sqlite:///{address}", "LIEM_LANGUAGE": "en"}
        words = [sys.executable, "-m", "liem.cli", "law", *asked, "--json"]
        return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)

    done = ask(tmp_path / "empty.sqlite3")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
    assert "which packs are adopted and what was verified here is unknown" in done.stderr
    nowhere = ask(tmp_path / "no-such-folder" / "empty.sqlite3")
    assert (nowhere.returncode, nowhere.stdout) == (0, done.stdout)


@pytest.mark.django_db
def test_an_unknown_names_the_paper_that_is_lacking_and_the_next_step(
    record: None, capsys: pytest.CaptureFixture[str], in_english: None
) -> None:
    printed = said(capsys, "why", RULE, "binh", "--as-of", DAY)
    assert "What is missing:\n  · " in printed
    assert "Next: enter that paper (on the pages, or liem import) or attest the section complete" in printed
    assert "What is missing" not in said(capsys, "why", RULE, "an", "--as-of", DAY)

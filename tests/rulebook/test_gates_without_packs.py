"""A gate does not open where a pack that binds the subject is not loaded: what it would say is unknown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liem.actions.accounts import installation
from liem.kernel.errors import LiemError
from liem.law.rules import Rule
from liem.oversight.audit import STORED_APPS
from liem.record.models import Attestation, Declaration, DeclarationDuty
from liem.rulebook.adoption import NewAdoption, adopt_pack
from liem.rulebook.book import read_once, rule_book
from liem.rulebook.engine import stored_tables
from liem.rulebook.gates import Gate, gate
from liem.rulebook.loaded import PacksAtHand
from rulebook.lien_xa import FOLDER, PACK, added
from world import body, person, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
SUPERIORS: dict[str, str | None] = {"tinh": None, "so": "tinh", "xa": "tinh"}
RULE = "declaration_filed_in_time"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Mây at the department filed in time; the folder of a pack of our own may be changed."""
    write(body("tinh"), body("so", superior="tinh"), body("xa", superior="tinh"), person("may"))
    write(DeclarationDuty(key="kk-may", person_id="may", body_id="so", year=2025, due_on=date(2025, 12, 31)))
    write(
        Declaration(identity="kk-may/filed", duty_id="kk-may", step="filed", taken_on=date(2025, 12, 1)),
        Attestation(
            identity="a", subject="may", section="declarations", complete_to=DAY, attested_by="x", attested_on=DAY
        ),
    )
    shutil.copytree(FOLDER / PACK, tmp_path / PACK)
    with added(monkeypatch, tmp_path):
        yield tmp_path / PACK


def _adopt(by_body: str) -> None:
    new = NewAdoption(body=by_body, pack=PACK, valid_from=date(2023, 1, 1), decision="Quyết định số 4-QĐ/TU")
    adopt_pack(new, by=installation(), superiors=SUPERIORS)


def _unload(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIEM_PACKS")
    read_once.cache_clear()


def _ask(rules: list[Rule] | None = None, *, superiors: dict[str, str | None] | None = SUPERIORS) -> Gate:
    law = rule_book().in_force(DAY)
    return gate(
        [rule for rule in law.rules if rule.id == RULE] if rules is None else rules,
        subject="kk-may",
        person="may",
        tables=stored_tables(*STORED_APPS),
        parameters=law.parameters_on(DAY),
        as_of=DAY,
        superiors=superiors,
    )


def _missing(answer: Gate) -> list[str]:
    return [one.body for one in answer.packs.missing]


@pytest.mark.parametrize("adopter", ["tinh", "so"])
def test_a_gate_stays_shut_while_a_pack_of_the_body_or_one_above_it_is_not_loaded(
    own: Path, monkeypatch: pytest.MonkeyPatch, adopter: str
) -> None:
    _adopt(adopter)
    assert (_ask().is_open, _ask().packs) == (True, PacksAtHand())
    _unload(monkeypatch)
    answer = _ask()
    assert (answer.is_open, _missing(answer)) == (False, [adopter])
    assert not any(one.holds_back for one in answer.asked)
    (said,) = answer.told_of_packs(str.title)
    assert said.en == (
        f"Unknown: The pack “{PACK}”, which {adopter.title()} applies since 01/01/2023, is not loaded at present. "
        "Load it again and restart Liêm, or end its adoption on /rules/packs/."
    )
    assert said.vi.startswith("Chưa xác định được: Bộ quy tắc")


def test_a_pack_of_another_body_shuts_no_gate_unless_nobody_says_who_stands_above_whom(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _adopt("xa")
    _unload(monkeypatch)
    assert (_ask().is_open, _ask().packs) == (True, PacksAtHand())
    assert (_ask(superiors=None).is_open, _missing(_ask(superiors=None))) == (False, ["xa"])


def test_without_rules_the_missing_pack_is_the_answer(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _adopt("tinh")
    with pytest.raises(LiemError) as refused:
        _ask([])
    assert refused.value.code == "gates.none"
    _unload(monkeypatch)
    assert (_ask([]).is_open, _missing(_ask([]))) == (False, ["tinh"])


def test_a_pack_that_changed_since_it_was_adopted_is_told_and_shuts_nothing(own: Path) -> None:
    _adopt("tinh")
    file = own / "parameters.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n# another reading\n", encoding="utf-8")
    read_once.cache_clear()
    answer = _ask()
    assert (answer.is_open, [one.pack for one in answer.packs.changed]) == (True, [PACK])
    assert "has changed since it was adopted" in answer.told_of_packs(str)[0].en

"""A running case keeps the procedure that it began with, whatever becomes of the rule book."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from liem.kernel.errors import LiemError
from liem.procedures.cases import texts
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import NewStep, take
from liem.procedures.cases.texts import _read_again
from liem.procedures.models import Case, ProcedureText
from liem.rulebook.book import known_law
from procedures.world import Desks, build, days_ago, today
from rulebook.lien_xa import added
from world import write

from .conftest import TRIAL
from .running import STEPS, opened, paper, prepared

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_read() -> None:
    _read_again.cache_clear()


def _changed(folder: Path, before: str, after: str) -> Path:
    """The trial pack with another text of the procedure."""
    shutil.copytree(TRIAL, folder)
    file = folder / "quy_trinh_thu" / "procedures" / "trial_ending.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return folder


def test_a_case_goes_on_by_the_text_that_it_keeps(desks: Desks, tmp_path: Path) -> None:
    case = opened(desks)
    kept = case_now(case.pk, on=today()).procedure
    changed = _changed(tmp_path / "packs", "papers: [request]", "papers: [request, self_review]")
    with pytest.MonkeyPatch.context() as patch, added(patch, changed):
        now = case_now(case.pk, on=today())
        assert now.procedure == kept
        assert now.procedure.step("request").papers == ("request",)
        paper(case, "request", "request", by=desks.agency)
        take(case.pk, NewStep("request", days_ago(18)), by=desks.agency)
        later = prepared(desks, "giang")
        assert case_now(later.pk, on=today()).procedure.step("request").papers == ("request", "self_review")
    assert ProcedureText.objects.count() == 2


def test_a_case_goes_on_where_its_pack_is_gone(desks: Desks) -> None:
    case = opened(desks)
    with pytest.MonkeyPatch.context() as patch, added(patch, Path(__file__).parents[2] / "rulebook" / "packs"):
        procedure = case_now(case.pk, on=today()).procedure
        assert tuple(step.id for step in procedure.steps) == STEPS
        assert (procedure.jurisdiction, procedure.step("proposal").limit is not None) == ("party", True)


def test_every_shipped_procedure_is_read_again_as_it_was(db: None) -> None:
    """Also by a rule book that has lost the rules, values and directives which it names."""
    law = known_law()
    bare = replace(law, packs=(), rules=(), parameters=(), procedures=())
    write(
        ProcedureText(digest=one.digest, pack=one.pack, file=one.file, text=texts._text_of(one))
        for one in law.procedures
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "known_law", lambda: bare)
        again = {one.digest: _read_again(one.digest, one.jurisdiction) for one in law.procedures}
    assert again == {one.digest: one for one in law.procedures}


def test_a_damaged_text_is_told(desks: Desks) -> None:
    case = opened(desks)
    ProcedureText.objects.filter(pk=case.text_id).update(text="id: [")
    Case.objects.filter(pk=case.pk).update(procedure="gone")
    with (
        pytest.MonkeyPatch.context() as patch,
        added(patch, Path(__file__).parents[2] / "rulebook" / "packs"),
        pytest.raises(LiemError) as caught,
    ):
        case_now(case.pk, on=today())
    assert caught.value.code == "procedures.text"


def test_a_file_that_was_exchanged_since_it_was_read_is_not_kept(db: None, tmp_path: Path) -> None:
    folder = _changed(tmp_path / "packs", "apart_from: [opinion]", "")
    with pytest.MonkeyPatch.context() as patch, added(patch, folder):
        desks = build("quy_trinh_thu")
        assert known_law().procedure("trial_ending")
        file = folder / "quy_trinh_thu" / "procedures" / "trial_ending.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
        with pytest.raises(LiemError) as caught:
            prepared(desks)
    assert caught.value.code == "procedures.text"
    assert not Case.objects.exists()

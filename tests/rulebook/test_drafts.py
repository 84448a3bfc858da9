"""Drafts: their problems by line, kept by their author, exported as the file of a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.actions.verification import verify as verify_ledger
from liem.kernel.errors import LiemError
from liem.rulebook.drafts import (
    MOST_CHARACTERS,
    DraftFile,
    NewDraft,
    draft,
    drafts_of,
    export,
    keep_draft,
    lint,
    withdraw_draft,
)
from rulebook.lien_xa import FOLDER, PACK
from rulebook.officers import bodies, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lien_xa")]
SHIPPED = (Path(FOLDER) / PACK / "rules" / "desk_changed.yaml").read_text(encoding="utf-8")
FRESH = SHIPPED.replace("id: desk_changed", "id: desk_fresh")


def _author(username: str = "") -> Acting:
    return officer(Role.UNIT_OFFICER, "north", username=username)


def test_a_sound_draft_has_no_problems_whether_new_or_in_place_of_a_rule() -> None:
    assert (lint(FRESH, pack=PACK), lint(SHIPPED, pack=PACK)) == ((), ())


def test_problems_come_with_their_lines_and_both_languages() -> None:
    broken = FRESH.replace("strength: must", "strength: may").replace(
        "continuous_since, years", "continuos_since, years"
    )
    found = lint(broken, pack=PACK)
    lines = broken.splitlines()
    assert [(problem.code, lines[problem.line - 1].split(":")[0]) for problem in found] == [
        ("law.unknown_fact", "requires"),
        ("law.unknown_choice", "strength"),
    ]
    assert all(problem.message.vi and problem.message.en for problem in found)


@pytest.mark.parametrize(
    "text", ["", "id: [", "- a\n- b", "id: ../../etc/passwd", "!!python/object/apply:os.system [ls]"]
)
def test_hostile_and_empty_texts_are_problems_and_nothing_more(text: str) -> None:
    assert lint(text, pack=PACK)
    assert export(text, pack=PACK).path == f"{PACK}/rules/draft.yaml"


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(LiemError) as refused:
        lint("a" * (MOST_CHARACTERS + 1), pack=PACK)
    assert refused.value.code == "rulebook.draft_too_long"


def test_a_draft_is_exported_under_its_id() -> None:
    assert export(FRESH, pack=PACK) == DraftFile(f"{PACK}/rules/desk_fresh.yaml", FRESH)
    assert export("id: some_sign\nraised: names = 1", pack=PACK) == DraftFile(
        f"{PACK}/flags/some_sign.yaml", "id: some_sign\nraised: names = 1\n"
    )


def test_a_draft_is_kept_half_done_and_its_versions_remain() -> None:
    bodies()
    by = _author()
    kept = keep_draft(NewDraft(body="north", pack=PACK, title="Đổi việc", text="id: half"), by=by)
    again = NewDraft(body="north", pack=PACK, title="Đổi việc", text=FRESH, identity=kept.identity, reason="viết tiếp")
    keep_draft(again, by=by)
    assert [(one.identity, one.text) for one in drafts_of(by)] == [(kept.identity, FRESH)]
    assert verify_ledger().sound


def test_a_draft_is_seen_and_changed_by_its_author_alone() -> None:
    bodies()
    kept = keep_draft(NewDraft(body="north", pack=PACK, title="Đổi việc", text=FRESH), by=_author())
    other = _author("another")
    assert drafts_of(other) == ()
    theirs = NewDraft(body="north", pack=PACK, title="x", text="x", identity=kept.identity, reason="x")
    for attempt in (
        lambda: draft(kept.identity, acting=other),
        lambda: keep_draft(theirs, by=other),
        lambda: withdraw_draft(kept.identity, reason="x", by=other),
    ):
        with pytest.raises(LiemError) as refused:
            attempt()
        assert refused.value.code == "rulebook.not_your_draft"


def test_a_withdrawn_draft_is_off_the_list() -> None:
    bodies()
    by = _author()
    kept = keep_draft(NewDraft(body="north", pack=PACK, title="Đổi việc", text=FRESH), by=by)
    withdraw_draft(kept.identity, reason="không cần nữa", by=by)
    assert drafts_of(by) == ()


def test_an_auditor_drafts_nothing() -> None:
    bodies()
    with pytest.raises(LiemError) as refused:
        keep_draft(NewDraft(body="north", pack=PACK, title="x", text="x"), by=officer(Role.AUDITOR, "north"))
    assert refused.value.code == "actions.no_mandate"

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from liem.actions.models import LedgerEntry, Mandate, Role, WrittenRow
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.verification import verify
from liem.actions.write import BATCH, FEW, Write
from liem.kernel.errors import LiemError


def version(by: Acting, identity: str, body: str, reason: str = "") -> Mandate:
    return Mandate(
        identity=identity,
        account=by.account,
        role=Role.AUDITOR,
        body=body,
        valid_from=date(2026, 1, 1),
        source="quyết định 1",
        reason=reason,
    )


def do(by: Acting, write) -> int:  # type: ignore[no-untyped-def]
    """Performs and gives the position of the entry."""

    def noting(w: Write) -> int:
        write(w)
        return w.position

    return perform("record.correct", by=by, body="tinh", subjects=[], content={}, write=noting)


def bodies(**of: object) -> list[tuple[str, str, str]]:
    rows = Mandate.objects.filter(identity__startswith="m-", **of).order_by("identity", "known_from")
    return [(row.identity, row.body, row.reason) for row in rows]


def test_a_correction_supersedes_and_both_versions_stay(officer: Acting) -> None:
    first = do(officer, lambda w: w.add([version(officer, "m-1", "cũ"), version(officer, "m-2", "giữ")]))

    def write(w: Write) -> None:
        w.supersede(Mandate, ["m-1"], reason="ghi nhầm")
        w.add([version(officer, "m-1", "mới")])

    second = do(officer, write)
    assert list(
        Mandate.objects.filter(identity="m-1")
        .order_by("known_from")
        .values_list("body", "known_from", "known_to", "reason")
    ) == [("cũ", first, second, ""), ("mới", second, None, "ghi nhầm")]
    known = Mandate.objects.filter(identity__startswith="m-").order_by("identity")
    assert [row.body for row in known.current()] == ["mới", "giữ"]
    assert [row.body for row in known.known_at(first)] == ["cũ", "giữ"]
    assert [row.body for row in known.known_at(second)] == ["mới", "giữ"]
    assert [row.body for row in known.known_at(first - 1)] == []
    assert list(
        WrittenRow.objects.filter(entry_id=second)
        .order_by("ordinal")
        .values_list("ordinal", "kind", "row_key", "reason")
    ) == [(0, "closed", "m-1", "ghi nhầm"), (1, "added", "m-1", "")]
    assert verify().sound


@pytest.mark.parametrize("sizes", [(1,), (FEW,), (FEW + 1,), (FEW + 1, 2), (2, FEW - 1, 1)])
def test_digests_are_stored_in_order_however_many_there_are(officer: Acting, sizes: tuple[int, ...]) -> None:
    def write(w: Write) -> None:
        for turn, size in enumerate(sizes):
            w.add(version(officer, f"m-{turn}-{number}", "x") for number in range(size))

    position = do(officer, write)
    stored = WrittenRow.objects.filter(entry_id=position).order_by("ordinal").values_list("ordinal", "row_key")
    keys = [f"m-{turn}-{number}" for turn, size in enumerate(sizes) for number in range(size)]
    assert list(stored) == list(enumerate(keys))
    assert verify().sound


def test_a_new_version_may_give_its_own_reason(officer: Acting) -> None:
    do(officer, lambda w: w.add([version(officer, "m-1", "cũ")]))

    def write(w: Write) -> None:
        w.supersede(Mandate, ["m-1"], reason="ghi nhầm")
        w.add([version(officer, "m-1", "mới", reason="theo quyết định 2")])

    do(officer, write)
    assert bodies(known_to__isnull=True) == [("m-1", "mới", "theo quyết định 2")]


def test_a_thing_may_be_withdrawn_without_a_successor(officer: Acting) -> None:
    do(officer, lambda w: w.add([version(officer, "m-1", "nhầm")]))
    do(officer, lambda w: w.supersede(Mandate, ["m-1"], reason="không có thật"))
    assert (bodies(known_to__isnull=True), bodies()) == ([], [("m-1", "nhầm", "")])
    assert verify().sound


def test_many_rows_are_superseded_in_one_action(officer: Acting) -> None:
    names = [f"m-{number:04}" for number in range(BATCH + 3)]
    do(officer, lambda w: w.add(version(officer, name, "cũ") for name in names))

    def write(w: Write) -> None:
        w.supersede(Mandate, names, reason="nhập lại")
        w.add(version(officer, name, "mới") for name in names)

    before = LedgerEntry.objects.count()
    do(officer, write)
    assert LedgerEntry.objects.count() == before + 1
    assert bodies(known_to__isnull=True) == [(name, "mới", "nhập lại") for name in names]
    assert verify().sound


def test_a_second_current_version_is_refused(officer: Acting) -> None:
    do(officer, lambda w: w.add([version(officer, "m-1", "cũ")]))
    with pytest.raises(IntegrityError):
        do(officer, lambda w: w.add([version(officer, "m-1", "mới")]))
    assert bodies() == [("m-1", "cũ", "")]


def test_what_is_not_current_cannot_be_superseded(officer: Acting) -> None:
    do(officer, lambda w: w.add([version(officer, "m-1", "cũ")]))
    with pytest.raises(LiemError) as refusal:
        do(officer, lambda w: w.supersede(Mandate, ["m-1", "m-2"], reason="nhầm"))
    assert (refusal.value.code, refusal.value.data) == (
        "actions.not_current",
        {"table": "actions_mandate", "identities": ["m-2"]},
    )
    assert bodies(known_to__isnull=True) == [("m-1", "cũ", "")]


def test_a_version_cannot_be_superseded_by_the_action_that_wrote_it(officer: Acting) -> None:
    def write(w: Write) -> None:
        w.add([version(officer, "m-1", "cũ")])
        w.supersede(Mandate, ["m-1"], reason="nhầm")

    with pytest.raises(LiemError) as refusal:
        do(officer, write)
    assert (refusal.value.code, bodies()) == ("actions.not_current", [])


def test_superseding_needs_a_reason(officer: Acting) -> None:
    do(officer, lambda w: w.add([version(officer, "m-1", "cũ")]))
    with pytest.raises(LiemError) as refusal:
        do(officer, lambda w: w.supersede(Mandate, ["m-1"], reason=" "))
    assert (refusal.value.code, bodies(known_to__isnull=True)) == ("actions.no_reason", [("m-1", "cũ", "")])

"""Succession lists above the ceiling: who stood on one before the ceiling was lowered is told nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from django.conf import LazySettings
from openpyxl import load_workbook

from liem.actions import scope as actions_scope
from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.attesting import Done, NewAttestation, attest
from liem.record.dossier import Part, dossier
from liem.record.dossier.parts import attested_sections
from liem.record.exporting.personal_form import form_contents
from liem.record.exporting.selection import select
from liem.record.exporting.workbook import export_workbook
from liem.record.history import history
from liem.record.identifiers import kept
from liem.record.importing import RECORD_SHEETS
from liem.record.known import NOW, Known
from liem.record.models import Attestation, Identifier, SuccessionListState
from liem.record.quality.figures import bits
from liem.record.quality.items import items_of
from liem.record.quality.survey import forget, survey
from liem.record.scope import reach, reaches
from record import planned, small_record
from record.small_record import FIRST, TODAY

pytestmark = pytest.mark.django_db
LIST = {"decision": "210-QĐ/TU", "approved_on": planned.APPROVED, "secrecy": "secret"}


@pytest.fixture(autouse=True)
def record(settings: LazySettings) -> Iterator[None]:
    """Hoa on one open list and on one that was held while the ceiling was higher, reviewed on a day."""
    former = actions_scope.register(reaches)
    small_record.build()
    planned.term()
    planned.succession_list("mo", "tinh", "b-director", "hoa", secrecy="open")
    planned.succession_list("mat", "tinh", "a-director", "hoa", secrecy="secret")
    SuccessionListState.objects.filter(list_id="mat").update(reviewed_on=date(2026, 3, 1))
    Identifier.objects.create(identity="n1", person_id="hoa", kind="party_card", **kept("party_card", "012"), **FIRST)
    settings.SECRECY_CEILING = "open"
    yield
    actions_scope.register(former)


def officer(role: Role = Role.ORGANISATION_OFFICER, body: str = "tinh") -> Acting:
    return small_record.acting(role, body)


@pytest.mark.parametrize("known", [NOW, Known(0)])
def test_a_dossier_and_its_past_tell_only_of_lists_held_here(settings: LazySettings, known: Known) -> None:
    within = reach(officer(), TODAY)
    assert [one.entry for one in dossier(within, "hoa", with_kin=False, known=known).succession] == ["mo:hoa"]
    settings.SECRECY_CEILING = "secret"
    assert len(dossier(within, "hoa", with_kin=False, known=known).succession) == 2


def test_the_history_tells_only_of_lists_held_here() -> None:
    found = history(reach(officer(), TODAY), "hoa", with_kin=True, with_numbers=True)
    assert [line.identity for line in found.lines if line.part == Part.SUCCESSION] == ["mo:hoa"]


def test_of_such_a_list_only_number_and_date_are_taken_out() -> None:
    by = officer()
    selection = select(RECORD_SHEETS, reach(by, TODAY), by=by, as_of=None)
    lists = {row["list"]: row for row in selection.rows["succession_lists"]}
    assert {key: lists["mat"][key] for key in LIST} == LIST
    assert (lists["mat"]["reviewed_on"], lists["mat"]["published_on"]) == (None, None)
    assert [row["list"] for row in selection.rows["succession"]] == ["mo"]
    assert "succession" not in selection.unsaid
    content = export_workbook(sheets=RECORD_SHEETS, by=by).content
    (rows,) = [sheet for sheet in load_workbook(BytesIO(content)) if sheet.title == "Quy hoạch cán bộ"]
    assert [cell for row in rows.iter_rows(values_only=True) for cell in row if cell == "mat"] == []


def test_the_personal_form_leaves_it_out() -> None:
    by = officer()
    contents = form_contents("hoa", sheets=RECORD_SHEETS, reach=reach(by, TODAY), by=by)
    assert len(contents.tables["Quy hoạch cán bộ"]) == 1


@pytest.mark.parametrize(("role", "shown"), [(Role.ORGANISATION_OFFICER, 1), (Role.AUDITOR, 0)])
def test_numbers_are_taken_out_by_those_alone_who_see_them(role: Role, shown: int) -> None:
    by = officer(role)
    within = reach(by, TODAY)
    rows = select(RECORD_SHEETS, within, by=by, as_of=None).rows.get("identifiers", ())
    name = next(sheet.name.vi for sheet in RECORD_SHEETS if sheet.key == "identifiers")
    table = form_contents("hoa", sheets=RECORD_SHEETS, reach=within, by=by).tables[name]
    assert (len(rows), len(table)) == (shown, shown)


@pytest.mark.parametrize("body", ["tinh", "so-a", "so-b"])
def test_nobody_attests_succession_while_a_list_is_kept_outside(body: str) -> None:
    """Also at a body without such a list: whoever is there may be planned for a post elsewhere."""
    whom = {"tinh": "hoàng", "so-a": "hoàng", "so-b": "hòa"}[body]
    new = NewAttestation([whom], ["tenures", "succession"], planned.APPROVED)
    with pytest.raises(LiemError) as refused:
        attest(new, by=officer(body=body), body=body)
    assert (refused.value.code, Attestation.objects.count()) == ("attest.outside", 0)
    assert "who stand on one after 14/11/2025" in " ".join(refused.value.message.en.split())[-200:]


def test_up_to_the_day_before_its_approval_it_is_no_hindrance() -> None:
    before = NewAttestation(["hoàng"], ["succession"], date(2025, 11, 14))
    assert attest(before, by=officer(), body="tinh") == Done(1, 0)


def _attested_to(person: str) -> date | None:
    return next(one.complete_to for one in attested_sections(person, NOW) if one.section == "succession")


@pytest.mark.parametrize("person", ["hoa", "đào"], ids=["who stands on the list", "who does not"])
def test_what_was_attested_before_the_ceiling_was_lowered_counts_to_the_day_before_the_list(
    settings: LazySettings, person: str
) -> None:
    """It is the same for everybody, so that it shows nothing of who stands on the list."""
    settings.SECRECY_CEILING, by = "secret", officer()
    attest(NewAttestation(["hoa", "đào"], ["succession", "tenures"], date(2026, 10, 31)), by=by, body="tinh")
    assert _attested_to(person) == date(2026, 10, 31)
    settings.SECRECY_CEILING = "open"
    assert _attested_to(person) == date(2025, 11, 14)
    forget()
    items = {item.check: item.since for item in items_of(reach(by, TODAY), person, on=TODAY)}
    assert items["succession_stale"] == date(2025, 11, 14)
    assert not {"succession_unattested", "tenures_stale", "tenures_unattested"} & items.keys()
    assert survey(TODAY).found[person] & bits(check="succession_stale")

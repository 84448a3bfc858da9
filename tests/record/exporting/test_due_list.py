"""What falls due as lines of text: one line each, and text also where it is opened as a table."""

from __future__ import annotations

from datetime import date

from liem.actions.models import Reading
from liem.actions.permissions import Acting
from liem.record.exporting import export_due
from liem.record.models import DeclarationDuty, PersonDetails
from record.small_record import TODAY


def test_a_name_that_begins_like_a_formula_or_breaks_the_line_is_neither(officer: Acting) -> None:
    PersonDetails.objects.filter(person_id="hòa").update(name='=HYPERLINK("x")\tLê\nVăn')
    DeclarationDuty.objects.create(key="d2", person_id="hòa", body_id="so-b", year=2026, due_on=date(2026, 12, 31))
    exported = export_due(by=officer, on=TODAY, months=3, language="en", with_names=True)
    assert exported.content.decode().splitlines() == [
        '31/12/2026\tDeclaration due\t\'=HYPERLINK("x") Lê Văn\t—\tSở B\tDeclaration for 2026'
    ]


def test_without_names_several_of_one_day_kind_and_body_are_told_by_their_number(officer: Acting) -> None:
    for person, body in (("hoa", "so-a"), ("hoàng", "so-a"), ("hòa", "so-b")):
        DeclarationDuty.objects.create(
            key=f"d-{person}", person_id=person, body_id=body, year=2026, due_on=date(2026, 12, 31)
        )
    exported = export_due(by=officer, on=TODAY, months=3, language="en")
    assert exported.content.decode().splitlines() == [
        "31/12/2026\tDeclaration due\t2 cases\t—\tSở A\tDeclaration for 2026",
        "31/12/2026\tDeclaration due\thòa\t—\tSở B\tDeclaration for 2026",
    ]
    assert list(Reading.objects.values_list("person", flat=True)) == ["hòa"]
    named = export_due(by=officer, on=TODAY, months=3, language="en", with_names=True)
    assert [row.split("\t")[2] for row in named.content.decode().splitlines()] == [
        "Trần Thị Hoa",
        "PHẠM HOÀNG",
        "Lê Văn Hòa",
    ]
    assert exported.rows == named.rows == {"declaration": 3}

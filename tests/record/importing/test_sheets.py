"""The declarations of the sheets agree with the models and with the closed lists of the record."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import models

from liem.procedures.models import CandidacyKind, Part
from liem.procedures.sheets import KINDS, PARTS
from liem.record import choices
from liem.record.importing import labels
from liem.record.importing.cells import read_cell
from liem.record.importing.sheets import Choice, Column, Kind, Row, Sheet, Value, sheets_by_key

from .rosters import SHEETS


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (labels.LEVELS, choices.Level),
        (labels.BODY_KINDS, choices.BodyKind),
        (labels.POST_ROLES, choices.PostRole),
        (labels.SEXES, choices.Sex),
        (labels.GRADES, choices.Grade),
        (labels.RELATIONS, choices.Relation),
        (labels.DECLARATION_STEPS, choices.DeclarationStep),
        (labels.SECTIONS, choices.Section),
        (labels.REORGANISATION_KINDS, choices.ReorganisationKind),
        (labels.HEADCOUNT_KINDS, choices.HeadcountKind),
        (labels.PLACE_RULES, choices.PlaceRule),
        (labels.TENURE_KINDS, choices.TenureKind),
        (labels.IDENTIFIER_KINDS, choices.IdentifierKind),
        (labels.QUALIFICATION_KINDS, choices.QualificationKind),
        (labels.QUALIFICATION_LEVELS, choices.QualificationLevel),
        (labels.ASSESSORS, choices.Assessor),
        (labels.DISCIPLINE_SIDES, choices.DisciplineSide),
        (labels.DISCIPLINE_FORMS, choices.DisciplineForm),
        (labels.RECRUITMENT_WAYS, choices.RecruitmentWay),
        (labels.TALENT_SOURCES, choices.TalentSource),
        (labels.STAY_PURPOSES, choices.StayPurpose),
        (KINDS, CandidacyKind),
        (PARTS, Part),
    ],
)
def test_every_value_of_a_list_has_one_word_in_each_language(
    words: tuple[Choice, ...], values: type[models.TextChoices]
) -> None:
    assert [word.value for word in words] == list(values.values)
    assert len({word.name.vi.casefold() for word in words}) == len(words)
    assert len({word.name.en.casefold() for word in words}) == len(words)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_the_longest_text_of_a_column_fits_its_field(sheet: Sheet) -> None:
    row = Row(sheet, 2, {column.key: _fullest(column) for column in sheet.columns}, "f › s › 2")

    for built in sheet.build(row):
        references = {field.name for field in built._meta.concrete_fields if field.is_relation}
        built.clean_fields(exclude=references | {"known_from"})


def _fullest(column: Column) -> Value:
    raw: dict[Kind, object] = {
        Kind.CODE: "c" * 64,
        Kind.TEXT: "t" * column.longest,
        Kind.DAY: date(2020, 1, 1),
        Kind.LAST_DAY: date(2020, 1, 1),
        Kind.NUMBER: column.most,
        Kind.YES_NO: False,
        Kind.CHOICE: max((choice.value for choice in column.choices), key=len, default=None),
    }
    return read_cell(raw[column.kind], "n", column)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_excel_takes_the_name_of_every_sheet(sheet: Sheet) -> None:
    for name in (sheet.name.vi, sheet.name.en):
        assert len(name) <= 31
        assert not set(name) & set("[]:*?/\\")


def test_every_reference_leads_to_a_sheet_that_defines_something() -> None:
    by_key = sheets_by_key(SHEETS)

    referred = {key for sheet in SHEETS for column in sheet.columns for key in column.refers}

    assert {key for key in referred if by_key[key].defines is None} == set()


def test_two_sheets_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two sheets"):
        sheets_by_key([*SHEETS, SHEETS[0]])

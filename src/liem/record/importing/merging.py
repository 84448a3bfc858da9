"""Carrying out what was decided about duplicates: one code for one official, in every sheet of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from liem.record.choices import SamePerson
from liem.record.importing.duplicates import PEOPLE
from liem.record.importing.reading import ReadSheet
from liem.record.importing.sheets import Row


def merge(sheets: dict[str, ReadSheet], decided: Mapping[tuple[str, str], SamePerson]) -> dict[str, ReadSheet]:
    """The sheets with the codes of people found to be one replaced by the code compared with.

    The row of the later code is left out (KEEP) or takes the place of the other's (REPLACE).
    """
    one_person = {codes: decision for codes, decision in decided.items() if decision is not SamePerson.DIFFERENT}
    aliases = _resolved(one_person)
    if not aliases:
        return sheets
    keeps = {code for (code, _), decision in one_person.items() if decision is SamePerson.KEEP}
    replaced = {other for code, other in aliases.items() if code not in keeps}
    merged: dict[str, ReadSheet] = {}
    for key, read in sheets.items():
        rows = read.rows
        if key == PEOPLE:
            present = {row["person"] for row in rows}
            leaving = keeps & set(aliases) | {other for other in replaced if present & _later(other, aliases, keeps)}
            rows = [row for row in rows if row["person"] not in leaving]
        merged[key] = replace(read, rows=list(_once((row, _renamed(row, aliases)) for row in rows)))
    return merged


def _later(other: str, aliases: Mapping[str, str], keeps: set[str]) -> set[str]:
    return {code for code, target in aliases.items() if target == other and code not in keeps}


def _once(rows: Iterable[tuple[Row, Row]]) -> Iterator[Row]:
    """The rows as renamed, each with what it was, but those that now say the same of one official but for their own
    code. Rows that said the same before are left, for the checks to tell."""
    told: dict[tuple[object, ...], bool] = {}
    for former, row in rows:
        if row.sheet.defines is not None:
            yield row
            continue
        own = {key for key in row.sheet.identity if not row.sheet.column(key).refers}
        content = tuple(value for key, value in sorted(row.values.items()) if key not in own)
        is_renamed = row is not former
        if content in told and (is_renamed or told[content]):
            continue
        told[content] = is_renamed
        yield row


def _renamed(row: Row, aliases: Mapping[str, str]) -> Row:
    columns = [column.key for column in row.sheet.columns if PEOPLE in column.refers]
    if row.sheet.key == PEOPLE:
        columns.append("person")
    changed = {key: aliases[row[key]] for key in columns if row[key] in aliases}
    return replace(row, values={**row.values, **changed}) if changed else row


def _resolved(one_person: Mapping[tuple[str, str], SamePerson]) -> dict[str, str]:
    """Later code → the code that stays, along chains of decisions; a chain that comes back to itself is left alone."""
    direct = dict(one_person.keys())
    resolved: dict[str, str] = {}
    for code, first in direct.items():
        seen, end = {code}, first
        while end in direct and end not in seen:
            seen.add(end)
            end = direct[end]
        if end not in seen:
            resolved[code] = end
    return resolved

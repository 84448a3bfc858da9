"""The text that a new draft begins with: a whole rule that passes, to be written over."""

from __future__ import annotations

from datetime import date

from liem.law.packs import Law, Pack


def starting_text(law: Law, pack: Pack, *, today: date, checked_by: str) -> str:
    """A rule that asks for one row at least, resting on the pack's own text; every line is to be replaced."""
    starts = pack.in_force.starts or today
    clause = _clause(law, pack)
    return _TEXT.format(clause=clause, starts=max(starts, date(2000, 1, 1)), today=today, by=_quoted(checked_by))


def _clause(law: Law, pack: Pack) -> str:
    """A clause that the pack's rules lean on already, else its whole text."""
    found = next((rule.ground for rule in law.rules if rule.pack == pack.id), None)
    return str(found) if found else f"{pack.short}#toan_van"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", " ").replace('"', " ") + '"'


_TEXT = """\
# Thay từng dòng bằng quy tắc của bạn. / Write your own rule over each line.
id: my_rule
topic: evaluation
clause: {clause}
title:
  vi: Tên ngắn của quy tắc
  en: A short title
in_words:
  vi: Mỗi hồ sơ có ít nhất một điều mà quy tắc đòi hỏi.
  en: Every record holds at least one of what the rule asks for.
remedy:
  vi: Việc cần làm để đúng quy tắc.
  en: What has to be done to keep the rule.
about: evaluation
requires: products >= 1
strength: strive
severity: low
serves: [audit]
in_force: {{from: {starts}}}
checked: {{by: {by}, on: {today}, against: "…"}}
cases:
  - name: {{vi: có một, en: there is one}}
    as_of: {today}
    given: {{products: {{rows: 1, closed: true}}}}
    expect: met
  - name: {{vi: không có và mục đã xác nhận đủ, en: none and the section is complete}}
    as_of: {today}
    given: {{products: {{rows: 0, closed: true}}}}
    expect: not_met
  - name: {{vi: không ai biết, en: nobody knows}}
    as_of: {today}
    given: {{}}
    expect: unknown
"""

"""A small procedure for tests: two parallel opinions that join, a vote that sends back, an optional step, limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from law.loading import PARAMETERS, SAMPLES, load, write_pack
from liem.law.packs import Law
from liem.law.procedures.steps import Procedure

PROCEDURE = """\
id: sample_release
kind: release
topic: relief
title: {vi: Quy trình mẫu, en: A sample procedure}
in_words: {vi: Đề nghị rồi quyết định., en: A proposal and then a decision.}
concerns: person
clause: sample#1.2
gates: [sound]
in_force: {from: 2022-01-01}
checked: {by: A checker, on: 2025-01-01, against: the sample text}
steps:
  - id: request
    title: {vi: Đề nghị, en: Request}
    act: propose
    by: {seat: unit, part: head}
    papers: [request]
  - id: opinion
    title: {vi: Lấy ý kiến, en: Opinion}
    act: consult
    after: [request]
    by: {seat: superior, part: officer}
    within: {working_days: 5, since: request}
    apart_from: [request]
  - id: check
    title: {vi: Thẩm tra, en: Check}
    act: appraise
    after: [request]
    by: {seat: inspection, part: officer}
    within: {days: least_days, since: opening}
    optional: {vi: không có đơn thư, en: nobody has complained}
  - id: vote
    title: {vi: Bỏ phiếu, en: Vote}
    act: meet
    after: [opinion, check]
    by: {seat: manages, part: collective}
    gates: [sound]
    meeting:
      convened: committee
      quorum: 2/3
      names: more_than_places
      ballot: {passes: {more_than: 1/2, of: convened}, tie: head_decides, nobody: vote_again}
    returns_to: opinion
  - id: decision
    title: {vi: Quyết định, en: Decision}
    act: decide
    by: {seat: decides, part: head}
    apart_from: [opinion, check]
    within: {working_days: 10, before: term_end}
  - id: publication
    title: {vi: Công bố, en: Publication}
    act: publish
    by: {seat: decides, part: officer}
    published_to: unit
effect: tenure_ends
cases:
  - name: to the end
    opened: 2026-03-02
    as_of: 2026-04-10
    taken:
      - {step: request, on: 2026-03-02, by: an}
      - {step: opinion, on: 2026-03-03, by: bình}
      - {step: check, on: 2026-03-03, by: chi, outcome: left_out}
      - {step: vote, on: 2026-03-04, by: dung, count: {convened: 9, present: 9, votes: {hoa: 6, lan: 3}}}
      - {step: decision, on: 2026-03-05, by: an}
      - {step: publication, on: 2026-03-06, by: giang}
    expect: {end: completed}
  - name: skipped
    opened: 2026-03-02
    as_of: 2026-04-10
    taken: [{step: vote, on: 2026-03-04, by: dung}]
    expect: {refused: [not_open], open: [request]}
"""
_GATES = "serves: [audit, gate]"
DAYS = """\
- id: least_days
  title: {vi: Số ngày thẩm tra, en: Days to check}
  unit: number
  values:
    - value: 7
      from: 2022-01-01
      clause: sample#1.2
      status: verified
      checked: {by: A checker, on: 2025-01-01, against: the sample text}
"""


def write_procedures(root: Path, texts: Mapping[str, str], **files: str) -> Path:
    """The sample pack with a rule that serves as a gate, and procedures by id."""
    rule = (SAMPLES / "sound.yaml").read_text(encoding="utf-8").replace("serves: [audit]", _GATES)
    write_pack(root, rule=rule, **{"parameters": PARAMETERS + DAYS, **files})
    folder = root / "sample_pack" / "procedures"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def load_sample(root: Path, text: str = PROCEDURE, **files: str) -> Law:
    """The law of the sample pack with this text of its procedure."""
    return load(write_procedures(root, {"sample_release": text}, **files))


def sample(root: Path, text: str = PROCEDURE) -> Procedure:
    """The procedure alone."""
    return load_sample(root, text).procedures[0]


def march(day: int) -> date:
    """A day of March 2026, which begins on a Sunday and holds no holiday."""
    return date(2026, 3, day)

"""Builds a small folder of packs for a test."""

from __future__ import annotations

from pathlib import Path

from law.vocabulary import VOCABULARY
from liem.law.packs import Law, load_law

SAMPLES = Path(__file__).parent / "damaged"
PACK = """\
id: sample_pack
short: sample
title: {vi: Văn bản mẫu, en: Sample directive}
kind: Kế hoạch
issuer_kind: Tỉnh ủy
document: {symbol: 01-KH/TU}
in_force: {from: 2022-01-01}
"""
PARAMETERS = """\
- id: least_programmes
  title: {vi: Số chương trình tối thiểu, en: Fewest programmes}
  unit: number
  values:
    - value: 1
      from: 2022-01-01
      clause: sample#1.2
      status: verified
      checked: {by: A checker, on: 2025-01-01, against: the sample text}
"""


def write_pack(root: Path, *, rule: str | bytes | None = None, **files: str) -> Path:
    """A pack `sample_pack` under `root` with the rule `sound`; `files` replace pack, parameters or targets."""
    folder = root / "sample_pack"
    (folder / "rules").mkdir(parents=True)
    texts = {"pack": PACK, "parameters": PARAMETERS, **files}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    if rule is not None:
        (folder / "rules" / "sound.yaml").write_bytes(rule.encode() if isinstance(rule, str) else rule)
    return root


def load(root: Path) -> Law:
    """The law under `root`, against the vocabulary of the tests."""
    return load_law(VOCABULARY, root)

"""Cases from anywhere: files that say which facts are given and which verdict must come out, for rules on file.

They are run like the cases that lie beside the rules, on any engine, so that others can bring their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from liem.kernel.verdicts import Verdict
from liem.law.cases import CASE_KEYS, VERDICTS, Case, case_nodes, read_case
from liem.law.flags import ANSWER_WORDS, Flag
from liem.law.language.faults import nearest
from liem.law.packs import Law
from liem.law.reading import Reading
from liem.law.rules import Rule
from liem.law.source import Fields, Node, Problems, read_documents
from liem.law.targets import CASE_KEYS as TARGET_CASE_KEYS
from liem.law.targets import Target, TargetCase, read_target_case
from liem.law.vocabulary import Vocabulary

_OWNERS = ("rule", "target", "flag")


@dataclass(frozen=True, slots=True)
class _Found:
    """What one block of a file is about, with the cases of the block in place of its own."""

    rules: tuple[Rule, ...] = ()
    targets: tuple[Target, ...] = ()
    flags: tuple[Flag, ...] = ()


def law_with_cases(law: Law, vocabulary: Vocabulary, files: Mapping[str, str]) -> Law:
    """The law with nothing but the rules, targets and flags that the case files name, and with their cases.

    `files` are texts by the name under which problems and results mention them. Feed the result to `run_cases`.
    Raises `LawFilesError` with everything that is wrong, each with file and line.
    """
    problems = Problems()
    parameters = {parameter.id: parameter for parameter in law.parameters}
    reading = Reading(problems, vocabulary, {}, {}, parameters)
    blocks = [
        _read_block(node, law, reading)
        for file, text in files.items()
        for document in read_documents(text, file, problems)
        for node in _blocks(document)
    ]
    problems.raise_if_any()
    return replace(
        law,
        rules=tuple(rule for block in blocks for rule in block.rules),
        targets=tuple(target for block in blocks for target in block.targets),
        flags=tuple(flag for block in blocks for flag in block.flags),
    )


def _blocks(document: Node) -> list[Node]:
    """A document is one block, or a list of blocks."""
    return document.content if isinstance(document.content, list) else [document]


def _read_block(node: Node, law: Law, reading: Reading) -> _Found:
    if _is_provision(node):
        reading.problems.add(
            node,
            "law.not_a_case_file",
            "Đây là tệp quy tắc, không phải tệp trường hợp thử. Hãy thử cả thư mục gói: liem law test GÓI/",
            "This is the file of a rule, not of cases. Test the folder of its pack: liem law test PACK/",
        )
        return _Found()
    fields = Fields(node, reading.problems, (*_OWNERS, "cases"))
    named = [owner for owner in _OWNERS if owner in fields]
    if not fields.is_mapping:
        return _Found()
    if len(named) != 1:
        reading.problems.add(
            node,
            "law.case_owner",
            "Mỗi khối nêu đúng một trong: rule, target, flag. Hãy ghi mã của quy tắc, chỉ tiêu hoặc dấu hiệu.",
            "A block names exactly one of rule, target, flag. Give the id of the rule, target or flag.",
        )
        return _Found()
    match named[0]:
        case "rule":
            return _of_rule(fields, law, reading)
        case "target":
            return _of_target(fields, law, reading)
        case _:
            return _of_flag(fields, law, reading)


def _is_provision(node: Node) -> bool:
    """Whether the block is a rule, target or flag itself, as it stands in a pack."""
    content = node.content
    return isinstance(content, dict) and "id" in content and "about" in content


def _of_rule(fields: Fields, law: Law, reading: Reading) -> _Found:
    rule = law.rule(_named(fields, "rule", [rule.id for rule in law.rules]))
    cases = tuple(_cases(fields, rule, reading, VERDICTS))
    return _Found(rules=(replace(rule, cases=cases, file=fields.node.file),)) if rule else _Found()


def _of_flag(fields: Fields, law: Law, reading: Reading) -> _Found:
    flag = law.flag(_named(fields, "flag", [flag.id for flag in law.flags]))
    cases = tuple(_cases(fields, flag, reading, ANSWER_WORDS))
    return _Found(flags=(replace(flag, cases=cases, file=fields.node.file),)) if flag else _Found()


def _of_target(fields: Fields, law: Law, reading: Reading) -> _Found:
    target = law.target(_named(fields, "target", [target.id for target in law.targets]))
    cases = tuple(_target_cases(fields, target, reading))
    return _Found(targets=(replace(target, cases=cases, file=fields.node.file),)) if target else _Found()


def _cases(fields: Fields, owner: Rule | Flag | None, reading: Reading, words: Mapping[str, Verdict]) -> Iterator[Case]:
    table = reading.vocabulary.table(owner.about) if owner else None
    for node in case_nodes(fields, reading):
        name = owner.id if owner else ""
        case = read_case(Fields(node, reading.problems, CASE_KEYS), table, reading, words, owner=name)
        if case is not None:
            yield case


def _target_cases(fields: Fields, owner: Target | None, reading: Reading) -> Iterator[TargetCase]:
    table = reading.vocabulary.table(owner.about) if owner else None
    for node in case_nodes(fields, reading):
        case = read_target_case(Fields(node, reading.problems, TARGET_CASE_KEYS), table, reading)
        if case is not None:
            yield case


def _named(fields: Fields, kind: str, known: Sequence[str]) -> str:
    """The id under `kind`; one that is not on file is a problem."""
    name = fields.text(kind) or ""
    if name and name not in known:
        near = nearest(name, known)
        vi, en = (f" Có phải ý là “{near}”?", f" Did you mean “{near}”?") if near else ("", "")
        fields.problems.add(
            fields.place(kind),
            f"law.unknown_{kind}",
            f"Bộ quy tắc không có “{name}”.{vi} Xem danh sách bằng: liem law list.",
            f"There is no “{name}” in the rule book.{en} See the list with: liem law list.",
        )
    return name

"""Packs: the law of one directive or of a set of instruments, and `Law`, everything loaded together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol, TypeVar

from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.kernel.workdays import Workdays
from liem.law.flags import Flag, read_flag
from liem.law.holidays import HolidayYear, read_holidays, refuse_doubled_years, workdays_of
from liem.law.instruments import (
    Instrument,
    Jurisdiction,
    read_instruments,
    read_jurisdiction,
    refuse_unknown_predecessors,
)
from liem.law.pack_files import PackFiles, folders_of_packs, without_doubles
from liem.law.parameters import Parameter, ParameterValue, read_parameters
from liem.law.procedures.reading import read_procedure, refuse_missing_procedures, refuse_two_at_once
from liem.law.procedures.steps import Procedure
from liem.law.reading import Reading, read_force_block
from liem.law.rules import Rule, Service, read_rule
from liem.law.source import Fields, Node, Problems
from liem.law.targets import Target, read_targets
from liem.law.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DocumentMark:
    """How the text of the directive is recognised: its symbol and issuer, the SHA-256 of its file, or both."""

    symbol: str | None
    issuer: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Pack:
    """The law of one directive: `short` names it in clause addresses, `short_title` where people read them.

    A pack may rest on `instruments` of its own; then clause addresses name those. `digest` is the SHA-256 of all its
    files, so that one can tell whether it still reads as it did.
    """

    id: str
    short: str
    title: Message
    kind: str
    issuer_kind: str
    document: DocumentMark
    in_force: InForce
    note: Message | None
    short_title: Message | None = None
    jurisdiction: Jurisdiction = Jurisdiction.PARTY
    instruments: tuple[Instrument, ...] = ()
    digest: str = ""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Law:
    """Packs with their rules, parameters, targets, flags, procedures and holidays."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    parameters: tuple[Parameter, ...]
    targets: tuple[Target, ...]
    flags: tuple[Flag, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    holidays: tuple[HolidayYear, ...] = ()

    @property
    def workdays(self) -> Workdays:
        """The calendar of working days by the holidays of all packs."""
        return workdays_of(self.holidays)

    def rule(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def target(self, target_id: str) -> Target | None:
        return next((target for target in self.targets if target.id == target_id), None)

    def flag(self, flag_id: str) -> Flag | None:
        return next((flag for flag in self.flags if flag.id == flag_id), None)

    def procedure(self, procedure_id: str) -> Procedure | None:
        return next((procedure for procedure in self.procedures if procedure.id == procedure_id), None)

    def parameter(self, parameter_id: str) -> Parameter | None:
        return next((parameter for parameter in self.parameters if parameter.id == parameter_id), None)

    def pack(self, short: str) -> Pack | None:
        return next((pack for pack in self.packs if pack.short == short), None)

    def instrument(self, short: str) -> Instrument | None:
        """The instrument that clause addresses name so."""
        return next((one for pack in self.packs for one in pack.instruments if one.short == short), None)

    def in_force(self, day: date) -> Law:
        """What is in force on the day, in packs in force on the day; each rule on the ground that counts that day.

        A rule that lapsed without a verified successor stays, marked PENDING.
        """
        packs = tuple(pack for pack in self.packs if pack.in_force.covers(day))
        current = {pack.id for pack in packs}
        rules = (rule.on(day) for rule in self.rules if rule.pack in current)
        procedures = (procedure.on(day) for procedure in self.procedures if procedure.pack in current)
        return replace(
            self,
            packs=packs,
            rules=tuple(rule for rule in rules if rule is not None),
            targets=tuple(target for target in self.targets if target.pack in current and target.in_force.covers(day)),
            flags=tuple(flag for flag in self.flags if flag.pack in current and flag.is_in_force(day)),
            procedures=tuple(procedure for procedure in procedures if procedure is not None),
        )

    def serving(self, service: Service) -> tuple[Rule, ...]:
        """The rules that serve the audit, or the gates."""
        return tuple(rule for rule in self.rules if service in rule.serves)

    def parameters_on(self, day: date) -> dict[str, ParameterValue | None]:
        """Every parameter's verified value on the day; None where there is none."""
        return {parameter.id: parameter.on(day) for parameter in self.parameters}

    def limit_values(self, procedure: Procedure, day: date) -> dict[str, int]:
        """The days that limits of the procedure take from verified values; one that nobody has verified is absent."""
        found = ((parameter.id, parameter.on(day)) for parameter in self.parameters)
        names = procedure.parameter_names()
        return {name: int(value) for name, value in found if name in names and isinstance(value, int | float)}

    def unverified_values(self, provision: Rule | Target | Flag | Procedure, day: date) -> tuple[Parameter, ...]:
        """The parameters that it uses and that have no verified value on the day: until then it decides nothing."""
        used = (self.parameter(name) for name in provision.parameter_names())
        return tuple(one for one in used if one is not None and one.on(day) is None)


def packs_folder() -> Traversable:
    """The packs that come with the product."""
    return files("liem") / "packs"


def load_law(vocabulary: Vocabulary, *folders: Traversable, drafts: Mapping[str, str] | None = None) -> Law:
    """All packs of the folders (the shipped ones where none is named), linted.

    A folder holds packs, or is one. `drafts` are texts by path (`<pack>/rules/<id>.yaml`) that stand in for files or
    join them. Raises `LawFilesError` with every problem found.
    """
    problems = Problems()
    found = without_doubles(folders_of_packs(folders or (packs_folder(),)), problems)
    sources = [PackFiles(folder, problems, drafts or {}) for folder in found]
    packs = [pack for source in sources if (pack := _read_pack(source)) is not None]
    instruments = [instrument for pack in packs for instrument in pack.instruments]
    refuse_unknown_predecessors(instruments, problems)
    jurisdictions = {pack.short: pack.jurisdiction for pack in packs}
    jurisdictions |= {instrument.short: instrument.jurisdiction for instrument in instruments}
    reading = Reading(
        problems, vocabulary, jurisdictions, {instrument.short: instrument for instrument in instruments}, {}
    )
    parameters = [
        parameter
        for source in sources
        if (node := source.tree("parameters.yaml")) is not None
        for parameter in read_parameters(node, source.name, reading)
    ]
    reading = replace(reading, parameters={parameter.id: parameter for parameter in parameters})
    rules = [rule for source in sources for rule in _read_each(source, "rules", read_rule, reading)]
    flags = [flag for source in sources for flag in _read_each(source, "flags", read_flag, reading)]
    targets = [target for source in sources for target in _read_target_file(source, reading)]
    reading = replace(reading, gates=tuple(rule.id for rule in rules if Service.GATE in rule.serves))
    procedures = [found for source in sources for found in _read_each(source, "procedures", read_procedure, reading)]
    refuse_missing_procedures(procedures, problems)
    refuse_two_at_once(procedures, problems)
    holidays = [
        year
        for source in sources
        if (node := source.tree("holidays.yaml")) is not None
        for year in read_holidays(node, source.name, problems)
    ]
    refuse_doubled_years(holidays, problems)
    _refuse_duplicates([(parameter, f"{parameter.pack}/parameters.yaml") for parameter in parameters], problems)
    judged: list[Rule | Target | Flag | Procedure] = [*rules, *targets, *flags, *procedures]
    _refuse_duplicates([(one, one.file) for one in judged], problems)
    problems.raise_if_any()
    return Law(
        tuple(packs),
        tuple(rules),
        tuple(parameters),
        tuple(targets),
        tuple(flags),
        procedures=tuple(procedures),
        holidays=tuple(holidays),
    )


_PACK_KEYS = (
    "id",
    "short",
    "title",
    "short_title",
    "kind",
    "issuer_kind",
    "document",
    "in_force",
    "note",
    "jurisdiction",
    "instruments",
)


def _read_pack(source: PackFiles) -> Pack | None:
    if not source.folder.joinpath("pack.yaml").is_file():
        source.problems.add(
            Node(None, f"{source.name}/pack.yaml", 1),
            "law.missing_pack",
            "Thiếu pack.yaml. Hãy thêm tệp mô tả văn bản.",
            "pack.yaml is missing. Add the file that describes the directive.",
        )
        return None
    node = source.tree("pack.yaml")
    if node is None:
        return None
    fields = Fields(node, source.problems, _PACK_KEYS)
    pack_id, short, title = fields.text("id"), fields.text("short"), fields.message("title")
    kind, issuer_kind = fields.text("kind"), fields.text("issuer_kind")
    instruments = tuple(read_instruments(fields, source.name))
    document, in_force = _read_document(fields, optional=bool(instruments)), read_force_block(fields)
    note, short_title = (fields.message(key) if key in fields else None for key in ("note", "short_title"))
    if pack_id and pack_id != source.name:
        source.problems.add(
            fields.place("id"),
            "law.id_not_file_name",
            f"Mã “{pack_id}” khác tên thư mục “{source.name}”. Hãy đặt giống nhau.",
            f"The id “{pack_id}” differs from the folder's name “{source.name}”. Make them the same.",
        )
    if not (pack_id and short and title and kind and issuer_kind and document and in_force):
        return None
    jurisdiction = read_jurisdiction(fields, Jurisdiction.PARTY)
    return Pack(
        id=pack_id,
        short=short,
        title=title,
        kind=kind,
        issuer_kind=issuer_kind,
        document=document,
        in_force=in_force,
        note=note,
        short_title=short_title,
        jurisdiction=jurisdiction,
        instruments=instruments,
        digest=source.digest(),
    )


def _read_document(fields: Fields, *, optional: bool) -> DocumentMark | None:
    """How the text is recognised; a pack that rests on instruments has no text of its own."""
    if optional and "document" not in fields:
        return DocumentMark(None, None, None)
    block = fields.fields("document", ("symbol", "issuer", "sha256"))
    if block is None:
        return None
    symbol, issuer, digest = (block.text(name, optional=True) for name in ("symbol", "issuer", "sha256"))
    if not symbol and not digest:
        fields.problems.add(
            fields.place("document"),
            "law.missing_document",
            "Cần số, ký hiệu (symbol) hoặc sha256 để nhận ra văn bản.",
            "A symbol or a sha256 is needed to recognise the directive.",
        )
        return None
    return DocumentMark(symbol, issuer, digest)


_Read = TypeVar("_Read")


def _read_each(source: PackFiles, folder: str, read: Callable[..., _Read | None], reading: Reading) -> list[_Read]:
    """What the files of one folder say, file by file."""
    found = []
    for path in source.files(folder):
        text, node = source.text(path), source.tree(path)
        if text is None or node is None:
            continue
        one = read(node, text=text, reading=reading)
        if one is not None:
            found.append(one)
    return found


def _read_target_file(source: PackFiles, reading: Reading) -> list[Target]:
    text, node = source.text("targets.yaml"), source.tree("targets.yaml")
    if text is None or node is None:
        return []
    return read_targets(node, text=text, reading=reading)


def _refuse_duplicates(named: Iterable[tuple[_Named, str]], problems: Problems) -> None:
    first: dict[str, str] = {}
    for item, file in named:
        if item.id in first:
            problems.add(
                Node(None, file, 1),
                "law.duplicate_id",
                f"Mã “{item.id}” đã dùng trong {first[item.id]}. Hãy đặt mã khác.",
                f"The id “{item.id}” is already used in {first[item.id]}. Choose another.",
            )
        first.setdefault(item.id, file)

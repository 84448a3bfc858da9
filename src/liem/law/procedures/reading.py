"""Procedure files: read, and checked against the rest of the law."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import PurePosixPath

from liem.law.grounds import Topic, leading_ground, read_grounds
from liem.law.instruments import read_jurisdiction
from liem.law.language.faults import suggestion
from liem.law.procedures.cases import read_procedure_cases
from liem.law.procedures.limits import read_limit
from liem.law.procedures.meetings import read_meeting
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import (
    OPENING,
    Act,
    Concern,
    Effect,
    Holder,
    Kind,
    Part,
    Procedure,
    Seat,
    Step,
)
from liem.law.reading import Reading, pack_of, read_clauses
from liem.law.source import Fields, Node, Problems

_KEYS = (
    "id",
    "kind",
    "topic",
    "jurisdiction",
    "clause",
    "grounds",
    "title",
    "in_words",
    "concerns",
    "papers",
    "gates",
    "steps",
    "effect",
    "in_force",
    "checked",
    "cases",
)
_STEP_KEYS = (
    "id",
    "title",
    "clause",
    "act",
    "after",
    "by",
    "papers",
    "gates",
    "within",
    "apart_from",
    "meeting",
    "published_to",
    "returns_to",
    "optional",
    "pending",
)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
READERS = ("unit", "those_concerned", "those_entitled", "public")


def read_procedure(node: Node, *, text: str, reading: Reading) -> Procedure | None:
    """The procedure of one file `<pack>/procedures/<id>.yaml`; None when something is wrong."""
    before = len(reading.problems.found)
    fields = Fields(node, reading.problems, _KEYS)
    if not fields.is_mapping:
        return None
    procedure_id = _read_id(fields)
    kind, topic = fields.choice("kind", list(Kind)), fields.choice("topic", list(Topic))
    concerns, grounds = fields.choice("concerns", list(Concern)), read_grounds(fields, reading)
    title, in_words = fields.message("title"), fields.message("in_words")
    effect = fields.choice("effect", list(Effect)) if "effect" in fields else None
    steps = _read_steps(fields, reading)
    papers, gates = _read_papers(fields), _read_gates(fields, reading)
    if len(reading.problems.found) > before:
        return None
    if not (procedure_id and kind and topic and concerns and grounds and title and in_words and steps):
        return None
    leading = leading_ground(grounds)
    by_id = {step.id: step for step in steps}
    cases = read_procedure_cases(fields, by_id, reading)
    if len(reading.problems.found) > before:
        return None
    return Procedure(
        id=procedure_id,
        pack=pack_of(node),
        kind=Kind(kind),
        topic=Topic(topic),
        jurisdiction=read_jurisdiction(fields, reading.jurisdictions[leading.clauses[0].directive]),
        clauses=leading.clauses,
        title=title,
        in_words=in_words,
        concerns=Concern(concerns),
        papers=papers,
        gates=gates,
        steps=steps,
        effect=Effect(effect) if effect else None,
        in_force=leading.in_force,
        status=leading.status,
        grounds=grounds,
        cases=cases,
        file=node.file,
        digest=sha256(text.encode()).hexdigest(),
        by_id=by_id,
    )


def refuse_missing_procedures(procedures: Sequence[Procedure], problems: Problems) -> None:
    """What a vote opens is a procedure on file: known only when every pack has been read."""
    kinds = {procedure.kind for procedure in procedures}
    for procedure in procedures:
        for step, opened in _opened_by(procedure):
            if opened not in kinds:
                problems.add(
                    Node(None, procedure.file, step.line),
                    "law.unknown_procedure",
                    f"Kết quả phiếu mở quy trình “{opened}”, nhưng chưa có quy trình nào như vậy. Hãy thêm tệp.",
                    f"The vote opens a procedure “{opened}”, and there is none of that kind. Add its file.",
                )


def refuse_two_at_once(procedures: Sequence[Procedure], problems: Problems) -> None:
    """In one pack, one day has one procedure of a kind and jurisdiction."""
    for one, other in combinations(procedures, 2):
        same = (one.pack, one.kind, one.jurisdiction) == (other.pack, other.kind, other.jurisdiction)
        if same and _meet(one, other):
            problems.add(
                Node(None, other.file, 1),
                "law.two_procedures",
                f"“{other.id}” và “{one.id}” cùng loại và cùng có hiệu lực. Hãy ghi “until” cho một bản.",
                f"“{other.id}” and “{one.id}” are of one kind and in force together. Give one an “until”.",
            )


def _meet(one: Procedure, other: Procedure) -> bool:
    """Whether a day has both; if so, the first day of one of their grounds has."""
    starts = {ground.in_force.starts for ground in (*one.grounds, *other.grounds)}
    return any(day is not None and one.on(day) and other.on(day) for day in starts)


def _opened_by(procedure: Procedure) -> Iterator[tuple[Step, Kind]]:
    for step in procedure.steps:
        ballot = step.meeting.ballot if step.meeting else None
        for consequence in ballot.consequences if ballot else ():
            if consequence.opens is not None:
                yield step, consequence.opens


def _read_id(fields: Fields) -> str | None:
    found, stem = fields.text("id"), PurePosixPath(fields.node.file).stem
    if found and found != stem:
        fields.problems.add(
            fields.place("id"),
            "law.id_not_file_name",
            f"Mã “{found}” khác tên tệp “{stem}.yaml”. Hãy đặt giống nhau.",
            f"The id “{found}” differs from the file name “{stem}.yaml”. Make them the same.",
        )
    return found


def _read_steps(fields: Fields, reading: Reading) -> tuple[Step, ...]:
    """The steps in order; each rests on steps before it, so there can be no circle."""
    found: list[Step] = []
    for node in fields.items("steps"):
        step = _read_step(Fields(node, reading.problems, _STEP_KEYS), found, reading)
        if step is not None:
            found.append(step)
    return tuple(found)


def _read_step(fields: Fields, earlier: Sequence[Step], reading: Reading) -> Step | None:
    before = len(reading.problems.found)
    step_id, title, act = fields.text("id"), fields.message("title"), fields.choice("act", list(Act))
    names = [step.id for step in earlier]
    _refuse_bad_name(fields, step_id, names)
    after = _read_earlier(fields, "after", names) if "after" in fields else tuple(names[-1:])
    by = _read_holder(fields)
    limit = read_limit(fields, names, reading) if "within" in fields else None
    apart = _read_earlier(fields, "apart_from", names)
    returns_to = _read_return(fields, _before(after, earlier)) if "returns_to" in fields else None
    meeting = read_meeting(fields) if act == Act.MEET else None
    if act and act != Act.MEET and "meeting" in fields:
        fields.problems.add(
            fields.place("meeting"),
            "law.meeting_without_act",
            "Bước có “meeting” thì “act” phải là “meet”.",
            "A step with a “meeting” needs “act: meet”.",
        )
    clauses = read_clauses(fields, reading) if "clause" in fields else ()
    published = fields.choice("published_to", READERS) if "published_to" in fields else None
    if act == Act.PUBLISH and published is None and "published_to" not in fields:
        fields.required("published_to")
    papers, gates = _read_papers(fields), _read_gates(fields, reading)
    optional = fields.message("optional") if "optional" in fields else None
    if len(reading.problems.found) > before or not (step_id and title and act and by):
        return None
    return Step(
        id=step_id,
        title=title,
        clauses=clauses,
        act=Act(act),
        after=after,
        by=by,
        papers=papers,
        gates=gates,
        limit=limit,
        apart_from=apart,
        meeting=meeting,
        published_to=published,
        returns_to=returns_to,
        optional=optional,
        pending=fields.words("pending", optional=True),
        line=fields.node.line,
    )


def _refuse_bad_name(fields: Fields, step_id: str | None, earlier: Sequence[str]) -> None:
    if step_id is None:
        return
    if step_id in earlier:
        fields.problems.add(
            fields.place("id"),
            "law.duplicate_id",
            f"Bước “{step_id}” được ghi hai lần. Hãy đặt mã khác.",
            f"The step “{step_id}” stands twice. Choose another id.",
        )
    if not _NAME.fullmatch(step_id) or step_id == OPENING:
        fields.problems.add(
            fields.place("id"),
            "law.step_id",
            f"Mã bước “{step_id}” phải là chữ thường, số và gạch dưới, và không phải “{OPENING}”.",
            f"A step's id is lower-case letters, digits and underscores, and not “{OPENING}”: “{step_id}”.",
        )


def _read_earlier(fields: Fields, name: str, earlier: Sequence[str]) -> tuple[str, ...]:
    """The steps named, each of which must stand above."""
    if name not in fields or fields.place(name).content == []:
        return ()
    found = []
    for node in fields.one_or_more(name):
        if node.content in earlier:
            found.append(str(node.content))
            continue
        hint = suggestion(str(node.content), earlier)
        fields.problems.add(
            node,
            "law.unknown_step",
            f"Không có bước “{node.content}” ở phía trên.{hint.vi}",
            f"There is no step “{node.content}” above this one.{hint.en}",
        )
    return tuple(found)


def _before(after: Sequence[str], earlier: Sequence[Step]) -> tuple[str, ...]:
    """The steps that rest under these, near or far, in the order of the file."""
    found = set(after)
    for step in reversed(earlier):
        if step.id in found:
            found.update(step.after)
    return tuple(step.id for step in earlier if step.id in found)


def _read_return(fields: Fields, before: Sequence[str]) -> str | None:
    """The step to go back to: one that this step rests on, or it would stay not passed."""
    name = fields.text("returns_to")
    if name is None or name in before:
        return name
    hint = suggestion(name, before)
    fields.problems.add(
        fields.place("returns_to"),
        "law.unknown_step",
        f"Bước này không dựa vào bước “{name}” nên không quay lại đó được.{hint.vi}",
        f"This step does not rest on “{name}”, so it cannot go back there.{hint.en}",
    )
    return None


def _read_holder(fields: Fields) -> Holder | None:
    block = fields.fields("by", ("seat", "part"))
    if block is None:
        return None
    seat, part = block.choice("seat", list(Seat)), block.choice("part", list(Part))
    if seat and part and (seat == Seat.PERSON) != (part == Part.SELF):
        block.wrong(
            block.place("part"),
            "“self” khi và chỉ khi “seat” là “person”",
            "“self” where, and only where, the seat is “person”",
        )
        return None
    return Holder(Seat(seat), Part(part)) if seat and part else None


def _read_papers(fields: Fields) -> tuple[str, ...]:
    found = []
    for node in fields.items("papers", optional=True):
        if node.content in list(PAPERS):
            found.append(str(node.content))
            continue
        hint = suggestion(str(node.content), PAPERS)
        fields.problems.add(
            node,
            "law.unknown_paper",
            f"Không có loại giấy tờ “{node.content}”.{hint.vi}",
            f"There is no paper “{node.content}”.{hint.en}",
        )
    return tuple(found)


def _read_gates(fields: Fields, reading: Reading) -> tuple[str, ...]:
    """Ids of rules that serve as gates."""
    found = []
    for node in fields.items("gates", optional=True):
        if node.content in reading.gates:
            found.append(str(node.content))
            continue
        hint = suggestion(str(node.content), reading.gates)
        fields.problems.add(
            node,
            "law.unknown_gate",
            f"Không có quy tắc “{node.content}” dùng làm cửa kiểm soát.{hint.vi}",
            f"There is no rule “{node.content}” that serves as a gate.{hint.en}",
        )
    return tuple(found)

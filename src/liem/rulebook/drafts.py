"""Rules being drafted: what is wrong with the text, keeping it, and the file to put into a pack.

A draft is the text of one law file, a rule (`requires:`) or a sign worth a look (`raised:`). It binds nobody: its trial
over the record (`liem.oversight.trial`) gives counts only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import uuid4

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.packs import Law, load_law
from liem.law.source import LawFilesError, Node, Problems, read_yaml
from liem.rulebook.book import pack_folders
from liem.rulebook.models import Draft
from liem.rulebook.refusals import refuse_unknown_pack
from liem.rulebook.vocabulary import vocabulary

ACTION = "rulebook.draft"
MOST_CHARACTERS = 40_000
_ID = re.compile(r"[a-z][a-z0-9_]{0,79}")
_UNNAMED = "draft"


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """One thing wrong with the text; `line` counts from 1 within the draft."""

    line: int
    code: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """A draft to be kept. `identity` is empty for a new one; else it takes the place of that one, for a `reason`."""

    body: str
    pack: str
    title: str
    text: str
    identity: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The file to put into the pack: `path` lies under the folder of packs."""

    path: str
    text: str


def lint(text: str, *, pack: str) -> tuple[DraftProblem, ...]:
    """Everything wrong with the text as a file of the pack, by line; empty when it could be used as it is.

    Raises `rulebook.unknown_pack` and `rulebook.draft_too_long`.
    """
    try:
        law_with(text, pack=pack)
    except LawFilesError as error:
        return tuple(
            DraftProblem(problem.line, problem.code, _with_next_step(problem.code, problem.message))
            for problem in sorted(error.problems, key=lambda problem: problem.line)
        )
    return ()


def _with_next_step(code: str, message: Message) -> Message:
    """A name that is neither fact nor value may be meant as a new value, which the workbench cannot take."""
    if code != "law.unknown_fact":
        return message
    return Message(
        _after_first_line(
            message.vi,
            "Nếu đó là một giá trị mới: hãy thêm vào parameters.yaml của gói; bàn soạn chỉ dùng được các giá trị đã "
            "có.",
        ),
        _after_first_line(
            message.en,
            "If it is meant as a new value: add it to parameters.yaml of your pack; the workbench takes only known "
            "values.",
        ),
    )


def _after_first_line(text: str, more: str) -> str:
    """The sentence at the end of the first line; below it stands the marked place in the condition."""
    first, end, rest = text.partition("\n")
    return f"{first} {more}{end}{rest}"


def law_with(text: str, *, pack: str) -> Law:
    """The rule book with the draft in it. Raises `LawFilesError` where the draft cannot be used."""
    file = export(text, pack=pack)
    return load_law(vocabulary(), *pack_folders(), drafts={file.path: file.text})


def export(text: str, *, pack: str) -> DraftFile:
    """The draft as a file of the pack, named after its id.

    Raises `rulebook.unknown_pack` and `rulebook.draft_too_long`.
    """
    _check(text, pack)
    node = read_yaml(text, _UNNAMED, Problems())
    fields = node.content if node is not None and isinstance(node.content, dict) else {}
    named = fields.get("id")
    content = named.content if isinstance(named, Node) else None
    stem = content if isinstance(content, str) and _ID.fullmatch(content) else _UNNAMED
    folder = "flags" if "raised" in fields else "rules"
    return DraftFile(f"{pack}/{folder}/{stem}.yaml", text if text.endswith("\n") else f"{text}\n")


def keep_draft(new: NewDraft, *, by: Acting) -> Draft:
    """Keeps the draft in one action, right or wrong: half a rule may be kept.

    Raises `rulebook.unknown_pack`, `rulebook.draft_too_long` and `rulebook.no_title`; for an earlier draft
    `actions.not_current`, `actions.no_reason` and `rulebook.not_your_draft`.
    """
    _check(new.text, new.pack)
    if not new.title.strip():
        raise LiemError(
            "rulebook.no_title",
            Message(
                "Bản nháp cần một tên để tìm lại. Hãy ghi tên ngắn gọn.",
                "The draft needs a name to be found again. Give it a short one.",
            ),
        )
    row = Draft(
        identity=new.identity or uuid4().hex,
        body=new.body,
        pack=new.pack,
        title=new.title.strip()[:200],
        text=new.text,
        author=by.account,
    )

    def write(written: Write) -> Draft:
        if new.identity:
            written.supersede(Draft, [new.identity], reason=new.reason)
        return written.add([row])[0]

    return perform(
        ACTION,
        by=by,
        body=new.body,
        subjects=[new.body],
        content={"draft": row.identity, "pack": new.pack},
        gates=[lambda: _refuse_others(new, by)],
        write=write,
    )


def withdraw_draft(identity: str, *, reason: str, by: Acting) -> None:
    """Takes a draft off the list. Raises `rulebook.not_your_draft`, `actions.not_current` and `actions.no_reason`."""
    former = Draft.objects.current().filter(identity=identity).first()
    if former is None or former.author_id != by.account.pk:
        raise _not_yours()

    def write(written: Write) -> None:
        written.supersede(Draft, [identity], reason=reason)

    perform(ACTION, by=by, body=former.body, subjects=[former.body], content={"withdraws": identity}, write=write)


def drafts_of(acting: Acting) -> tuple[Draft, ...]:
    """The account's own drafts, the newest first. One query."""
    return tuple(Draft.objects.current().filter(author=acting.account).order_by("-known_from"))


def draft(identity: str, *, acting: Acting) -> Draft:
    """One of the account's own drafts. Raises `rulebook.not_your_draft`."""
    found = Draft.objects.current().filter(identity=identity, author=acting.account).first()
    if found is None:
        raise _not_yours()
    return found


def _check(text: str, pack: str) -> None:
    refuse_unknown_pack(pack)
    if len(text) > MOST_CHARACTERS:
        raise LiemError(
            "rulebook.draft_too_long",
            Message(
                f"Bản nháp dài quá {MOST_CHARACTERS} ký tự. Mỗi tệp chỉ một quy tắc; hãy tách ra.",
                f"The draft is longer than {MOST_CHARACTERS} characters. A file holds one rule; split it.",
            ),
        )


def _refuse_others(new: NewDraft, by: Acting) -> None:
    if not new.identity:
        return
    former = Draft.objects.current().filter(identity=new.identity).first()
    if former is not None and former.author_id != by.account.pk:
        raise _not_yours()


def _not_yours() -> LiemError:
    return LiemError(
        "rulebook.not_your_draft",
        Message(
            "Không có bản nháp này trong các bản của bạn. Hãy mở lại danh sách bản nháp.",
            "There is no such draft among yours. Open the list of drafts again.",
        ),
    )

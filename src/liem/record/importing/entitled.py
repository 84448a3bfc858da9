"""Whether whoever imports may say what a row says: nothing about oneself, no kin unseen, nothing attested unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.record.choices import Section
from liem.record.importing.changes import Changes
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Row
from liem.record.models import DeclarationDuty, Evaluation, SuccessionList
from liem.record.scope import SEES_KIN
from liem.record.succession_lists import first_kept_outside, outside

KINSHIP, ATTESTATIONS = "kinship", "attestations"
_OF_ONE_PERSON = {"evaluations": Evaluation, "duties": DeclarationDuty}


def rows_not_entitled(roster: Roster, *, by: Acting, changes: Changes) -> Iterator[Problem]:
    """The rows that this account, under this mandate, must leave to somebody else. What is on record word for word may
    stand in the file, but for kin: whether a row of kin says something new is itself an answer about kin."""
    sees_kin = by.mandate.role in SEES_KIN
    is_own = _own(roster, by)
    is_unseen = _unseen(roster, by)
    for read in roster.sheets.values():
        for row in read.rows:
            if read.sheet.key == KINSHIP and not sees_kin:
                yield roster.problem(row, read.sheet.identity[-1], _kin())
            elif changes.says_nothing_new(row):
                continue
            elif (column := is_own(row)) is not None:
                yield roster.problem(row, column, _of_oneself())
            elif read.sheet.key == ATTESTATIONS and is_unseen(row):
                yield roster.problem(row, "section", _attests_unseen())


def tell_no_kin(changes: Changes, *, by: Acting) -> None:
    """Drops what became of rows about kin, so that a trial run does not answer who is whose relative."""
    if by.mandate.role not in SEES_KIN:
        changes.outcomes = {place: outcome for place, outcome in changes.outcomes.items() if place[0] != KINSHIP}


def _own(roster: Roster, by: Acting) -> Callable[[Row], str | None]:
    """A function that gives the column by which a row is about the account's own person."""
    person = by.account.person
    if not person:
        return lambda row: None
    own = {"people": {person}}
    for key, model in _OF_ONE_PERSON.items():
        brought = {row[row.sheet.identity[-1]] for row in roster.rows(key) if row["person"] == person}
        own[key] = brought | set(model._default_manager.filter(person=person).values_list("pk", flat=True))

    def column(row: Row) -> str | None:
        if row.sheet.key == "people" and row["person"] == person:
            return "person"
        for one in row.sheet.columns:
            if any(row[one.key] in own.get(key, ()) for key in one.refers):
                return one.key
        return None

    return column


def _unseen(roster: Roster, by: Acting) -> Callable[[Row], bool]:
    """A function that says whether a row attests a section whose content the account cannot see whole."""
    kept_outside = set(outside())
    lists = roster.codes("succession_lists") | set(SuccessionList.objects.values_list("pk", flat=True))
    outside_since = first_kept_outside()

    def attests_unseen(row: Row) -> bool:
        if row["section"] == Section.KINSHIP:
            return by.mandate.role not in SEES_KIN
        if row["section"] != Section.SUCCESSION or outside_since is None:
            return False
        # About a list it is that list alone that must be here, about a person all lists that may name the person.
        if row["subject"] in lists:
            return row["subject"] in kept_outside
        return bool(row["complete_to"] >= outside_since)

    return attests_unseen


def _of_oneself() -> LiemError:
    return LiemError(
        "import.own",
        Message(
            "Không ai tự ghi hoặc sửa hồ sơ của chính mình. Hãy bỏ dòng này để người khác nhập, hoặc gửi đề nghị sửa ở "
            "“Trang của tôi”.",
            "Nobody enters or corrects the own dossier. Leave the row out, so that somebody else imports it, or ask "
            "for a correction on “About me”.",
        ),
    )


def _kin() -> LiemError:
    return LiemError(
        "import.kin",
        Message(
            "Quyền đang dùng không được xem quan hệ gia đình nên không nhập được trang này. Hãy gửi cho Ban Tổ chức "
            "nhập.",
            "The mandate in use does not see kinship, so it cannot import this sheet. Send it to the Organisation "
            "Commission.",
        ),
    )


def _attests_unseen() -> LiemError:
    return LiemError(
        "import.attests_unseen",
        Message(
            "Phần này không xem được trọn vẹn với quyền đang dùng nên không xác nhận đầy đủ được. Hãy bỏ dòng này.",
            "The mandate in use does not see the whole of this section, so it cannot attest it. Leave the row out.",
        ),
    )

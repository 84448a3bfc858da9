"""Two tellers count the same sheets, each alone: what does not add up in one count, and where the two differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.counting import FAULTS, Count, Fault, faults
from liem.law.procedures.steps import Ballot, Convened, Meeting, Names

MOST_SHEETS = 10_000  # no meeting hands out as many; a number above it is a slip of the hand


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one teller counted. `votes` by name; in a vote of confidence `levels` by name and level instead."""

    issued: int
    not_returned: int
    returned: int
    valid: int
    invalid: int
    votes: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Number(StrEnum):
    """What a teller writes down."""

    ISSUED = "issued"
    NOT_RETURNED = "not_returned"
    RETURNED = "returned"
    VALID = "valid"
    INVALID = "invalid"
    VOTES = "votes"  # of one name
    LEVEL = "level"  # votes of one level for one name


NUMBERS: Mapping[Number, Message] = {
    Number.ISSUED: Message("số phiếu phát ra", "sheets issued"),
    Number.NOT_RETURNED: Message("số phiếu không thu về", "sheets not returned"),
    Number.RETURNED: Message("số phiếu thu về", "sheets returned"),
    Number.VALID: Message("số phiếu hợp lệ", "valid sheets"),
    Number.INVALID: Message("số phiếu không hợp lệ", "invalid sheets"),
    Number.VOTES: Message("số phiếu của một người", "votes of one name"),
    Number.LEVEL: Message("số phiếu một mức tín nhiệm của một người", "votes of one level for one name"),
}


class Slip(StrEnum):
    """What can be wrong with one teller's sheet and no longer with a count."""

    TOO_LARGE = "too_large"
    NOT_ALL_ISSUED = "not_all_issued"
    NOT_ALL_RETURNED = "not_all_returned"
    NAME_WITHOUT_NUMBER = "name_without_number"
    FOREIGN_NAME = "foreign_name"
    OTHER_BALLOT = "other_ballot"


SLIPS: Mapping[Slip, Message] = {
    Slip.TOO_LARGE: Message(
        f"Có số lớn hơn {MOST_SHEETS}. Có lẽ gõ nhầm, hãy nhập lại.",
        f"A number is above {MOST_SHEETS}. It was probably mistyped: enter it again.",
    ),
    Slip.NOT_ALL_ISSUED: Message(
        "Số phiếu thu về cộng số phiếu không thu về khác số phiếu phát ra. Hãy đếm lại.",
        "Sheets returned and not returned do not add up to those issued. Count again.",
    ),
    Slip.NOT_ALL_RETURNED: Message(
        "Số phiếu hợp lệ cộng số phiếu không hợp lệ khác số phiếu thu về. Hãy đếm lại.",
        "Valid and invalid sheets do not add up to those returned. Count again.",
    ),
    Slip.NAME_WITHOUT_NUMBER: Message(
        "Có người trong danh sách chưa có số phiếu. Hãy nhập đủ; không có phiếu nào thì ghi 0.",
        "A name of the list has no number. Enter all of them; where there is no vote, write 0.",
    ),
    Slip.FOREIGN_NAME: Message(
        "Có số phiếu của người không có trong danh sách bầu. Hãy đối chiếu danh sách.",
        "There are votes for a name that is not on the list. Compare the list.",
    ),
    Slip.OTHER_BALLOT: Message(
        "Bản đếm ghi theo mẫu của loại phiếu khác: phiếu bầu có số phiếu, phiếu tín nhiệm có các mức. Hãy nhập lại.",
        "The sheet is of another kind of ballot: a vote of confidence has levels, any other votes. Enter it again.",
    ),
}


@dataclass(frozen=True, slots=True)
class SheetFault:
    """Why one teller's sheet cannot be taken as it is; `name` where it is the numbers of one name."""

    what: Slip | Fault
    name: str | None = None

    @property
    def message(self) -> Message:
        return SLIPS[self.what] if isinstance(self.what, Slip) else FAULTS[self.what]


@dataclass(frozen=True, slots=True)
class Difference:
    """A number on which two tellers differ. It does not say what either wrote, or one would follow the other instead
    of counting again."""

    what: Number
    name: str | None = None
    level: str | None = None

    @property
    def message(self) -> Message:
        words = NUMBERS[self.what]
        return Message(
            f"Hai bản đếm khác nhau ở {words.vi}. Hãy mỗi người đếm lại.",
            f"The two counts differ in the {words.en}. Each counts again.",
        )


def sheet_faults(sheet: Sheet, ballot: Ballot, names: Collection[str], *, places: int) -> tuple[SheetFault, ...]:
    """Everything that does not add up in a count of these names for so many places. Whether more sheets were issued
    than people were present is asked of the count on which both agree."""
    return tuple(dict.fromkeys(_sheet_faults(sheet, ballot, names, places)))


def differences(first: Sheet, second: Sheet) -> tuple[Difference, ...]:
    """The numbers in which the two differ, in the order in which a teller writes them; empty where they agree."""
    one, other = _numbers(first), _numbers(second)
    return tuple(number for number in {**one, **other} if one.get(number) != other.get(number))


def agreed(first: Sheet, second: Sheet, *, convened: int, present: int) -> Count:
    """The count on which both tellers agree; whether it can be taken is then asked of the count. Raises
    `count.tellers_differ` where they do not agree, and `count.does_not_add_up` where sheets went missing: a count no
    longer knows how many were not returned or not valid."""
    if found := differences(first, second):
        raise LiemError(
            "count.tellers_differ",
            Message(
                "Hai bản đếm chưa giống nhau nên chưa thành kết quả. Hãy mỗi người đếm lại.",
                "The two counts are not the same, so there is no result yet. Each counts again.",
            ),
            {"differences": found},
        )
    for missing in _missing_sheets(first):
        raise LiemError("count.does_not_add_up", missing.message, {"fault": missing})
    return _count(first, convened=convened, present=present)


def _count(sheet: Sheet, *, convened: int, present: int) -> Count:
    return Count(convened, present, sheet.issued, sheet.returned, sheet.valid, sheet.votes, sheet.levels)


def _numbers(sheet: Sheet) -> dict[Difference, int]:
    """Every number of the sheet, by its place."""
    found = {
        Difference(Number.ISSUED): sheet.issued,
        Difference(Number.NOT_RETURNED): sheet.not_returned,
        Difference(Number.RETURNED): sheet.returned,
        Difference(Number.VALID): sheet.valid,
        Difference(Number.INVALID): sheet.invalid,
    }
    found |= {Difference(Number.VOTES, name): votes for name, votes in sheet.votes.items()}
    return found | {
        Difference(Number.LEVEL, name, level): votes
        for name, levels in sheet.levels.items()
        for level, votes in levels.items()
    }


def _sheet_faults(sheet: Sheet, ballot: Ballot, names: Collection[str], places: int) -> Iterator[SheetFault]:
    yield from _missing_sheets(sheet)
    for place, number in _numbers(sheet).items():
        if number < 0:
            yield SheetFault(Fault.NEGATIVE, place.name)
        if number > MOST_SHEETS:
            yield SheetFault(Slip.TOO_LARGE, place.name)
    yield from _list_faults(sheet, ballot, names)
    yield from _count_faults(sheet, ballot, places)


def _missing_sheets(sheet: Sheet) -> Iterator[SheetFault]:
    if sheet.issued != sheet.returned + sheet.not_returned:
        yield SheetFault(Slip.NOT_ALL_ISSUED)
    if sheet.returned != sheet.valid + sheet.invalid:
        yield SheetFault(Slip.NOT_ALL_RETURNED)


def _list_faults(sheet: Sheet, ballot: Ballot, names: Collection[str]) -> Iterator[SheetFault]:
    """Every name, and no other, has its number, and each level of the ballot its own."""
    counted, other = (sheet.levels, sheet.votes) if ballot.levels else (sheet.votes, sheet.levels)
    if other:
        yield SheetFault(Slip.OTHER_BALLOT)
    for name in names:
        if name not in counted or set(ballot.levels) - set(sheet.levels.get(name, {})):
            yield SheetFault(Slip.NAME_WITHOUT_NUMBER, name)
    for name in counted:
        if name not in names:
            yield SheetFault(Slip.FOREIGN_NAME, name)


_OF_THE_SHEET = (Fault.NO_NAMES, Fault.MORE_RETURNED_THAN_ISSUED, Fault.MORE_VALID_THAN_RETURNED, Fault.TOO_MANY_VOTES)
_OF_A_NAME = (Fault.MORE_VOTES_THAN_BALLOTS, Fault.LEVELS_DO_NOT_ADD_UP)


def _count_faults(sheet: Sheet, ballot: Ballot, places: int) -> Iterator[SheetFault]:
    """What would be refused of the count as a whole, and of each name in it: the rule is that of the count."""
    count = _count(sheet, convened=sheet.issued, present=sheet.issued)
    meeting = Meeting(Convened.COMMITTEE, None, Names.ANY, ballot)  # who is called makes no difference to the sheets
    for fault in faults(meeting, count, places=places):
        if fault in _OF_THE_SHEET:
            yield SheetFault(fault)
    alone = [(name, replace(count, votes={name: votes}, levels={})) for name, votes in sheet.votes.items()]
    alone += [(name, replace(count, votes={}, levels={name: levels})) for name, levels in sheet.levels.items()]
    for name, part in alone:
        for fault in faults(meeting, part, places=places):
            if fault in _OF_A_NAME:
                yield SheetFault(fault, name)

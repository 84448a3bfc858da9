"""A meeting as its page shows it. Of its count no more than `meetings.shown` lets pages show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liem.kernel.errors import Message
from liem.law.procedures.disclosing import BANDS, DETAILS, STANDINGS, Shown, ShownName, Standing
from liem.law.procedures.in_words import LEVELS, TIES, share_words
from liem.law.procedures.tellers import NUMBERS, Difference
from liem.procedures.meetings.standing import MOST_ATTEMPTS, TELLERS, MeetingNow, Stage
from liem.web.case_names import Names, said
from liem.web.wording import number_words

_LOOKS = {
    Standing.CHOSEN: ("met", "✓"),
    Standing.PUT_FORWARD: ("info", "→"),
    Standing.TIED: ("unknown", "="),
    Standing.NOT_CHOSEN: ("", "–"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Something as word, colour and sign."""

    words: str
    look: str
    sign: str


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Somebody convened: in whose place, what they do there, and whether they came (None: not entered yet)."""

    key: str
    name: str
    instead_of: str
    does: str
    present: bool | None
    must_come: bool


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A name with what the outcome says of it; `numbers` are empty unless the count was announced."""

    name: str
    standing: Look | None
    numbers: tuple[str, ...]
    band: Message | None
    consequences: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """What is shown of a count, and why not more. `heads` name the columns of numbers."""

    why: Message
    heads: tuple[str, ...]
    lines: tuple[ResultLine, ...]
    undecided: Message | None
    sheets: tuple[tuple[str, int], ...]


def stage_look(meeting: MeetingNow, *, is_used: bool) -> Look:
    """How far the meeting has come."""
    if is_used:
        return Look(_("its step is taken"), "met", "✓")
    match meeting.stage:
        case Stage.CONVENED:
            return Look(_("convened"), "info", "→")
        case Stage.COUNTING:
            return Look(_("votes are being counted"), "info", "→")
        case Stage.HELD:
            return Look(_("held"), "met", "✓")
        case Stage.AGAIN:
            return Look(_("to be voted again"), "unknown", "!")
        case _:
            return Look(_("void: to be convened again"), "not_met", "✕")


def quorum_words(meeting: MeetingNow) -> str:
    """How many of those called came, how many must, and whether that is enough."""
    numbers = {"present": number_words(meeting.present), "convened": number_words(meeting.convened)}
    law = meeting.step.meeting
    if law is None or law.quorum is None:
        words = _("%(present)s of %(convened)s came; the text sets no least number.")
        return words % numbers
    numbers["share"] = said(share_words(law.quorum))
    if meeting.has_quorum:
        return _("%(present)s of %(convened)s came: enough, where %(share)s must come.") % numbers
    return _("%(present)s of %(convened)s came: too few, where %(share)s must come.") % numbers


def seats_of(meeting: MeetingNow, called: Names) -> tuple[SeatLine, ...]:
    """Those convened, in the order of the list."""
    return tuple(
        SeatLine(
            key=one.person_id,
            name=called.person(one.person_id),
            instead_of=called.person(one.instead_of_id),
            does=_("chairs") if one.is_chair else _("counts") if one.is_teller else "",
            present=one.present,
            must_come=one.is_chair or one.is_teller,
        )
        for one in meeting.members
    )


def counting_words(meeting: MeetingNow) -> tuple[str, ...]:
    """How far the tellers are, without any number that they wrote."""
    if meeting.stage is not Stage.COUNTING:
        return ()
    told = []
    if meeting.attempt > 1:
        told.append(
            _("The two counts differed, so it is counted again: attempt %(number)s of %(most)s.")
            % {"number": number_words(meeting.attempt), "most": number_words(MOST_ATTEMPTS)}
        )
    handed = len(meeting.attempts.get(meeting.attempt, {}))
    words = ngettext("%(count)s of %(all)s tellers has entered a count.", "%(count)s of %(all)s have.", handed)
    if not handed:
        words = _("No teller has entered a count yet.")
    return (*told, words % {"count": number_words(handed), "all": number_words(TELLERS)})


def difference_words(differences: Sequence[Difference], names: Mapping[str, str]) -> tuple[str, ...]:
    """In which numbers two counts differed; never which was right."""
    return tuple(_difference(one, names) for one in differences)


def result_view(meeting: MeetingNow, shown: Shown, names: Mapping[str, str]) -> ResultView:
    """`names` are those of case people. Where the count was not announced they stand in the order of the list, which
    says nothing of votes."""
    is_exact = shown.sheets is not None
    lines = shown.names if is_exact else sorted(shown.names, key=lambda one: _place(meeting, one.name))
    levels = meeting.ballot.levels if meeting.ballot and is_exact else ()
    votes = (_("Votes"),) if is_exact else ()
    return ResultView(
        why=DETAILS[shown.detail],
        heads=tuple(said(LEVELS[one]) for one in levels) or votes,
        lines=tuple(_line(one, names, levels) for one in lines),
        undecided=TIES[shown.undecided] if shown.undecided else None,
        sheets=tuple(_sheets(shown)),
    )


def _line(one: ShownName, names: Mapping[str, str], levels: Sequence[str]) -> ResultLine:
    numbers = [one.levels.get(level, 0) for level in levels] if one.levels is not None else []
    numbers += [one.votes] if one.votes is not None else []
    return ResultLine(
        name=names.get(one.name, ""),
        standing=Look(said(STANDINGS[one.standing]), *_LOOKS[one.standing]) if one.standing else None,
        numbers=tuple(number_words(number) for number in numbers),
        band=BANDS[one.band] if one.band else None,
        consequences=tuple(consequence.in_words for consequence in one.consequences),
    )


def _sheets(shown: Shown) -> Iterator[tuple[str, int]]:
    count = shown.sheets
    if count is None:
        return
    yield _("Sheets issued"), count.issued
    yield _("Sheets returned"), count.returned
    yield _("Valid sheets"), count.valid
    yield _("Invalid sheets"), count.invalid


def _place(meeting: MeetingNow, name: str) -> int:
    return meeting.listed.index(name) if name in meeting.listed else len(meeting.listed)


def _difference(one: Difference, names: Mapping[str, str]) -> str:
    words = said(NUMBERS[one.what])
    if one.name is None:
        return words[:1].upper() + words[1:]
    name = names.get(one.name, "")
    if one.level is not None:
        return _("%(name)s: sheets marked “%(level)s”") % {"name": name, "level": said(LEVELS[one.level])}
    return _("%(name)s: votes") % {"name": name}

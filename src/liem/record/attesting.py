"""Somebody answers for it that sections of dossiers are complete up to a day, or no longer does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import Json
from liem.record.choices import Section
from liem.record.dossier.parts import SECTIONS
from liem.record.models import Attestation
from liem.record.people import reachable
from liem.record.scope import SEES_KIN, out_of_reach, reach
from liem.record.succession_lists import first_kept_outside

ACTION = "record.attest"
MOST_PEOPLE = 1000
"""So many dossiers in one action; whoever answers for more of them does so in parts."""


@dataclass(frozen=True, slots=True)
class NewAttestation:
    """Which sections of whose dossiers are complete, up to and including which day."""

    people: Collection[str]
    sections: Collection[str]
    complete_to: date


@dataclass(frozen=True, slots=True)
class Done:
    """How many sections were attested, and how many somebody had attested to that day or beyond already."""

    attested: int
    already: int


def sections_open_to(by: Acting) -> tuple[Section, ...]:
    """The sections that may be attested under the mandate: nobody answers for what the role may not see."""
    return tuple(one for one in SECTIONS if one != Section.KINSHIP or by.mandate.role in SEES_KIN)


def attest(new: NewAttestation, *, by: Acting, body: str) -> Done:
    """Enters that `by` answers for the sections: what is not on record there counts as absent from then on.

    `body` is the body within the mandate at which it is done. A section attested to an earlier day is attested anew;
    one attested as far or further is left. Raises `attest.nothing`, `attest.section`, `attest.day`, `attest.own`,
    `attest.many`, `attest.outside`, `record.out_of_reach` and the refusals of `permissions.check`.
    """
    today = timezone.localdate()
    people, sections = sorted(set(new.people)), list(dict.fromkeys(new.sections))
    _check(people, sections, new.complete_to, today=today, by=by)

    def gate() -> None:
        _refuse_out_of_reach(people, today=today, by=by)
        if Section.SUCCESSION in sections:
            _refuse_lists_outside(new.complete_to)

    def write(w: Write) -> Done:
        standing = _standing(people, sections)
        wanted = list(product(people, sections))
        reaching = {key for key, rows in standing.items() if any(one.complete_to >= new.complete_to for one in rows)}
        due = [key for key in wanted if key not in reaching]
        former = [one.identity for key in due for one in standing.get(key, ())]
        if former:
            w.supersede(Attestation, former, reason=f"Xác nhận lại đến ngày {new.complete_to:%d/%m/%Y}")
        w.add(_row(person, section, new.complete_to, today=today, by=by, w=w) for person, section in due)
        return Done(len(due), len(wanted) - len(due))

    complete_to = new.complete_to.isoformat()
    content: dict[str, Json] = {"sections": [*sections], "complete_to": complete_to, "people": len(people)}
    return perform(ACTION, by=by, body=body, subjects=people, content=content, write=write, gates=[gate])


def withdraw(person: str, section: str, reason: str, *, by: Acting, body: str) -> None:
    """Nobody answers for the section any longer: what is not on record there is unknown again.

    Raises `attest.none`, `attest.own`, `actions.no_reason`, `record.out_of_reach` and the refusals of `permissions`.
    """
    today = timezone.localdate()
    _refuse_own([person], by=by)
    if section not in sections_open_to(by):
        raise _wrong_section()

    def gate() -> None:
        _refuse_out_of_reach([person], today=today, by=by)

    def write(w: Write) -> None:
        standing = [one.identity for rows in _standing([person], [section]).values() for one in rows]
        if not standing:
            raise _none()
        w.supersede(Attestation, standing, reason=reason)

    content = {"withdrawn": section, "reason": reason}
    perform(ACTION, by=by, body=body, subjects=[person], content=content, write=write, gates=[gate])


def _row(person: str, section: str, complete_to: date, *, today: date, by: Acting, w: Write) -> Attestation:  # noqa: PLR0913
    return Attestation(
        identity=f"{section}:{person}"[:50] + f":{w.position}",
        subject=person,
        section=section,
        complete_to=complete_to,
        attested_by=by.account.get_full_name(),
        attested_on=today,
    )


def _standing(people: Collection[str], sections: Collection[str]) -> dict[tuple[str, str], list[Attestation]]:
    rows = Attestation.objects.filter(known_to__isnull=True, subject__in=people, section__in=sections)
    standing: dict[tuple[str, str], list[Attestation]] = {}
    for row in rows.order_by("identity"):
        standing.setdefault((row.subject, row.section), []).append(row)
    return standing


def _check(people: list[str], sections: list[str], complete_to: date, *, today: date, by: Acting) -> None:
    if not people or not sections:
        raise _nothing()
    if len(people) > MOST_PEOPLE:
        raise _many()
    if not set(sections) <= set(sections_open_to(by)):
        raise _wrong_section()
    if complete_to > today:
        raise _in_the_future()
    _refuse_own(people, by=by)


def _refuse_own(people: Collection[str], *, by: Acting) -> None:
    if by.account.person in people:
        raise LiemError(
            "attest.own",
            Message(
                "Không ai tự xác nhận hồ sơ của chính mình. Hãy bỏ tên bạn khỏi danh sách, để người khác xác nhận.",
                "Nobody attests the own dossier. Leave yourself out; somebody else attests it.",
            ),
        )


def _refuse_out_of_reach(people: Collection[str], *, today: date, by: Acting) -> None:
    if len(reachable(reach(by, today), people)) < len(people):
        raise out_of_reach()


def _refuse_lists_outside(complete_to: date) -> None:
    """Who stands on a list that is kept outside is not known here."""
    outside_since = first_kept_outside()
    if outside_since is not None and complete_to >= outside_since:
        last = f"{outside_since - timedelta(days=1):%d/%m/%Y}"
        raise LiemError(
            "attest.outside",
            Message(
                "Có danh sách quy hoạch được giữ ngoài hệ thống vì độ mật, nên ở đây không ai biết đủ ai có trong quy "
                f"hoạch sau ngày {last}. Hãy bỏ phần quy hoạch, rồi xác nhận các phần khác.",
                "A succession list is kept outside because of its secrecy, so nobody here knows all who stand on one "
                f"after {last}. Leave out the section on succession and attest the others.",
            ),
        )


def _nothing() -> LiemError:
    return LiemError(
        "attest.nothing",
        Message(
            "Chưa chọn cán bộ hoặc phần hồ sơ nào. Hãy đánh dấu ít nhất một người và một phần.",
            "No official or no section is chosen. Tick at least one of each.",
        ),
    )


def _many() -> LiemError:
    most = f"{MOST_PEOPLE:,}"
    return LiemError(
        "attest.many",
        Message(
            f"Mỗi lần xác nhận nhiều nhất {most.replace(',', '.')} hồ sơ. Hãy chọn một tổ chức nhỏ hơn.",
            f"At most {most} dossiers are attested at a time. Choose a smaller body.",
        ),
    )


def _wrong_section() -> LiemError:
    return LiemError(
        "attest.section",
        Message(
            "Có phần hồ sơ không xác nhận được với quyền này. Hãy tải lại trang rồi chọn lại.",
            "One of the sections cannot be attested under this mandate. Load the page again and choose anew.",
        ),
    )


def _in_the_future() -> LiemError:
    return LiemError(
        "attest.day",
        Message(
            "Không thể xác nhận đầy đủ đến một ngày chưa tới. Hãy ghi hôm nay hoặc một ngày đã qua.",
            "Nothing can be attested up to a day that is still to come. Give today or a day past.",
        ),
    )


def _none() -> LiemError:
    return LiemError(
        "attest.none",
        Message(
            "Phần này hiện không có xác nhận nào để rút. Có thể người khác vừa rút; hãy tải lại trang.",
            "Nobody attests that section at present. Somebody may just have withdrawn it; load the page again.",
        ),
    )

"""Who is told when the list of a meeting is fixed or somebody leaves it: those who keep out, without whose relative
they are, tellers, and the desks that may have to convene anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.utils import timezone

from liem.actions.models import Account, EntryContent, OutboxMessage, Role
from liem.actions.notices import Telling, Topic
from liem.actions.sealing import says_account
from liem.duties.desks import desks_on, nearest
from liem.kernel.errors import Message
from liem.procedures.meetings.convening import CONVENE
from liem.procedures.meetings.recusing import RECUSE
from liem.procedures.models import MeetingMember, Recusal
from liem.record.scope import superiors_on

_OWN, _COUNTS, _CASES = "/mine/", "/mine/counts/", "/cases/"
_DESKS = (Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER)


def told_at_convening(message: OutboxMessage) -> Iterable[Telling]:
    """Those whom this entry put on the list of recusals, and those whom it named as tellers."""
    return [*_kept_out(message), *_tellers(message)]


def told_at_leaving(message: OutboxMessage) -> Iterable[Telling]:
    """The one who keeps out, whoever counts votes instead, and, where it was the own wish, the desks concerned."""
    return [*_kept_out(message), *_tellers(message), *_desks(message)]


def _kept_out(message: OutboxMessage) -> Iterator[Telling]:
    people = Recusal.objects.filter(known_from=message.payload["position"]).values_list("person_id", flat=True)
    return (Telling(account, _OWN) for account in _accounts(set(people)))


def _tellers(message: OutboxMessage) -> Iterator[Telling]:
    named = MeetingMember.objects.filter(known_from=message.payload["position"], is_teller=True)
    return (Telling(account, _COUNTS) for account in _accounts(set(named.values_list("person_id", flat=True))))


def _desks(message: OutboxMessage) -> Iterator[Telling]:
    """The nearest desks of the unit and of the bodies whose meetings were left; none where a desk entered it."""
    position = message.payload["position"]
    row = Recusal.objects.filter(known_from=position).select_related("case").first()
    if row is None or not _is_own_wish(message, row.person_id):
        return
    left = MeetingMember.objects.filter(known_to=position).values_list("meeting__body_id", flat=True)
    for account in sorted(_desks_of({row.case.body_id, *left}, timezone.localdate(message.created))):
        yield Telling(account, f"{_CASES}{row.case_id}/")


def _desks_of(bodies: Collection[str], day: date) -> set[int]:
    desks, superiors = desks_on(day, roles=_DESKS), superiors_on(day)
    return {account for body in bodies for account in desks.get(nearest(body, desks, superiors), ())}


def _is_own_wish(message: OutboxMessage, person: str) -> bool:
    """Whether the person entered it; whoever's entry has been erased is taken to have done so."""
    sealed = EntryContent.objects.filter(entry_id=message.entry_id).first()
    return sealed is None or any(says_account(sealed, one) for one in Account.objects.filter(person=person))


def _accounts(people: Collection[str]) -> Iterable[int]:
    return Account.objects.filter(person__in=people, is_active=True).order_by("pk").values_list("pk", flat=True)


_NAMED = Message("Bạn được cử kiểm phiếu một cuộc họp", "You are named as a teller of a meeting")
TOPICS = {
    CONVENE: Topic(
        Message(
            "Bạn không tham gia một vụ việc nhân sự vì có quan hệ với người được xem xét",
            "You keep out of a personnel case because of a tie to somebody considered in it",
        ),
        told_at_convening,
        {_COUNTS: _NAMED},
    ),
    RECUSE: Topic(
        Message("Đã ghi việc bạn không tham gia một vụ việc nhân sự", "It is entered that you keep out of a case"),
        told_at_leaving,
        {
            _COUNTS: _NAMED,
            _CASES: Message(
                "Có người tự xin không tham gia một vụ việc: hãy xem lại danh sách họp",
                "Somebody stands aside from a case: look at the lists of its meetings again",
            ),
        },
    ),
}

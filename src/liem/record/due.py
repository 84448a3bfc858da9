"""What falls due: retirements, terms that end, reappointments, declarations and transfers, computed ahead from a day.

Only what the record and the law in force let us count. Where nobody entered an end, a birth or a sex, or no value of
the law is verified, there is no line; that does not mean that nothing is due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from liem.kernel.dates import Term, end_of
from liem.kernel.errors import LiemError, Message
from liem.kernel.retirement import SCHEDULES, retirement_day
from liem.record.choices import DeclarationStep
from liem.record.days import holds_on, titles_of
from liem.record.due_law import reappointment_notices, transfers_from_personnel_work
from liem.record.due_line import Kind, Line, Window, reaches
from liem.record.models import Declaration, DeclarationDuty, PersonDetails, PostState, Tenure, TermState
from liem.record.people import posts_on, within
from liem.record.scope import Reach
from liem.record.state import last_change

__all__ = ["SOURCES", "Kind", "Line", "due", "due_now"]

Source: TypeAlias = Callable[[Reach, Window], Iterator[Line]]
MOST_MONTHS = 120
_OLDEST, _YOUNGEST = 63, 54  # years of age beyond which nobody reaches retirement age


def due(reach: Reach, *, on: date, months: int) -> list[Line]:
    """What falls due within `reach` from the day `on`, that day included, for so many months; in order of days.

    As the record knows things now. Raises LiemError `due.months`. A constant number of queries.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise LiemError(
            "due.months",
            Message(
                f"Số tháng phải từ 1 đến {MOST_MONTHS}. Hãy chọn lại.",
                f"The number of months lies between 1 and {MOST_MONTHS}. Choose again.",
            ),
        )
    window = Window(on, end_of(on, Term(months=months)))
    lines = _named([line for source in SOURCES for line in source(reach, window)], on=on)
    return sorted(lines, key=lambda line: (line.day, list(Kind).index(line.kind), line.body, line.person, line.post))


def due_now(reach: Reach, *, on: date, months: int) -> tuple[Line, ...]:
    """The same, kept until the record or the law changes. One query where it is known already."""
    return _kept(last_change(), reach, on, months)


def forget() -> None:
    """The next answer is worked out anew; for rows that were changed beside the ledger."""
    _kept.cache_clear()


@lru_cache(maxsize=32)
def _kept(position: int, reach: Reach, on: date, months: int) -> tuple[Line, ...]:
    return tuple(due(reach, on=on, months=months))


def _retirements(reach: Reach, window: Window) -> Iterator[Line]:
    """Those in post who reach the age of the law (Labour Code 2019, article 169)."""
    oldest = end_of(date(window.first.year - _OLDEST, 1, 1), Term(days=1))
    youngest = date(window.until.year - _YOUNGEST, 12, 31)
    people = within(reach).filter(born_on__gte=oldest, born_on__lte=youngest, sex__in=list(SCHEDULES))
    days: dict[str, date] = {}
    for person, born_on, sex in people.values_list("person_id", "born_on", "sex"):
        if born_on and window.holds(day := retirement_day(born_on, "woman" if sex == "woman" else "man")):
            days[person] = day
    for person, posts in posts_on(days, on=window.first).items():
        ground = Message(
            "Bảng tuổi nghỉ hưu theo Điều 169 Bộ luật Lao động 2019, điều kiện làm việc bình thường",
            "Ages of retirement under article 169 of the Labour Code 2019, normal working conditions",
        )
        yield Line(Kind.RETIREMENT, days[person], person, posts[0].body, ground, post=posts[0].post)


def _tenures_ending(reach: Reach, window: Window) -> Iterator[Line]:
    """The last days of tenures whose end was entered."""
    tenures = Tenure.objects.filter(
        holds_on(window.first), known_to__isnull=True, valid_to__gt=window.first, valid_to__lte=window.until
    )
    posts = PostState.objects.filter(holds_on(window.first), known_to__isnull=True)
    bodies = dict(posts.filter(post_id__in=tenures.values("post_id")).values_list("post_id", "body_id"))
    for tenure in tenures:
        body = bodies.get(tenure.post_id, "")
        if tenure.valid_to and reaches(reach, body, tenure.person_id):
            decision = f": {tenure.decision}" if tenure.decision else ""
            ground = Message(f"Ngày kết thúc ghi trong hồ sơ{decision}", f"The end on record{decision}")
            yield Line(
                Kind.TERM_END, tenure.valid_to - timedelta(days=1), tenure.person_id, body, ground, tenure.post_id
            )


def _terms_ending(reach: Reach, window: Window) -> Iterator[Line]:
    """The last days of the terms of bodies."""
    states = TermState.objects.filter(
        holds_on(window.first), known_to__isnull=True, valid_to__gt=window.first, valid_to__lte=window.until
    )
    for state in states.select_related("term"):
        if state.valid_to and reaches(reach, state.term.body_id):
            ground = Message(f"Nhiệm kỳ {state.name} của tổ chức", f"Term {state.name} of the body")
            yield Line(Kind.TERM_END, state.valid_to - timedelta(days=1), "", state.term.body_id, ground)


def _declarations(reach: Reach, window: Window) -> Iterator[Line]:
    """Declarations owed that nobody has entered as filed."""
    filed = Declaration.objects.filter(known_to__isnull=True, step=DeclarationStep.FILED)
    duties = DeclarationDuty.objects.filter(due_on__gte=window.first, due_on__lt=window.until)
    for duty in duties.exclude(pk__in=filed.values("duty_id")):
        if reaches(reach, duty.body_id, duty.person_id):
            ground = Message(f"Kê khai năm {duty.year}", f"Declaration for {duty.year}")
            yield Line(Kind.DECLARATION, duty.due_on, duty.person_id, duty.body_id, ground)


def _group_transfers(reach: Reach, window: Window) -> Iterator[Line]:
    """Holders of posts on a transfer list, when the term of their group has run out. Leaders are not moved by lists."""
    posts = PostState.objects.filter(
        holds_on(window.first), known_to__isnull=True, transfer_months__isnull=False, is_leader=False
    ).exclude(is_transfer_listed=False)
    listed = {post.post_id: post for post in posts}
    tenures = Tenure.objects.filter(holds_on(window.first), known_to__isnull=True, valid_from__isnull=False)
    for tenure in tenures.filter(post_id__in=posts.values("post_id")):
        post = listed[tenure.post_id]
        if not post.transfer_months or not tenure.valid_from or not reaches(reach, post.body_id, tenure.person_id):
            continue
        day = end_of(tenure.valid_from, Term(months=post.transfer_months))
        if window.holds(day) and (tenure.valid_to is None or day < tenure.valid_to):
            ground = Message(
                f"Nhóm “{post.transfer_group or '—'}”, thời hạn {post.transfer_months} tháng",
                f"Group “{post.transfer_group or '—'}”, a term of {post.transfer_months} months",
            )
            yield Line(Kind.TRANSFER, day, tenure.person_id, post.body_id, ground, tenure.post_id, "pctn2018#25.2")


def _named(lines: list[Line], *, on: date) -> Iterator[Line]:
    people = PersonDetails.objects.filter(known_to__isnull=True, person_id__in={line.person for line in lines})
    names = dict(people.values_list("person_id", "name"))
    titles = titles_of(posts={line.post for line in lines if line.post}, bodies={line.body for line in lines})
    for line in lines:
        post = titles.post(line.post, on).title if line.post else ""
        name, body_name = names.get(line.person, line.person), titles.body(line.body, on)
        yield replace(line, name=name, body_name=body_name, post=post)


SOURCES: tuple[Source, ...] = (
    _retirements,
    _tenures_ending,
    _terms_ending,
    reappointment_notices,
    _declarations,
    _group_transfers,
    transfers_from_personnel_work,
)
"""Everything that is asked; each gives the lines of its own kind, without names."""

"""What falls due by what the record itself says: ages of retirement, ends, declarations, groups of transfer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q

from liem.kernel.dates import Term, end_of, latest_start
from liem.kernel.errors import Message
from liem.kernel.retirement import SCHEDULES, Sex, retirement_day
from liem.record.choices import DeclarationStep
from liem.record.days import holds_on
from liem.record.due_line import Kind, Line, Window
from liem.record.models import Declaration, DeclarationDuty, PersonDetails, PostState, Tenure, TermState

_RETIREMENT = Message(
    "Bảng tuổi nghỉ hưu theo Điều 169 Bộ luật Lao động 2019, điều kiện làm việc bình thường",
    "Ages of retirement under article 169 of the Labour Code 2019, normal working conditions",
)


def retirements(window: Window) -> Iterator[Line]:
    """Those in post who reach the age of the law (Labour Code 2019, article 169)."""
    of_age = reduce(or_, (_near_retirement(sex, window) for sex in SCHEDULES))
    people = PersonDetails.objects.filter(of_age, known_to__isnull=True)
    days: dict[str, date] = {}
    for person, born_on, sex in window.of(people).order_by().values_list("person_id", "born_on", "sex"):
        if born_on and window.holds(day := retirement_day(born_on, "woman" if sex == "woman" else "man")):
            days[person] = day
    for person, held in _posts_held(days, on=window.first).items():
        post, body = held[0]
        also_at = tuple({other for _, other in held} - {body})
        yield Line(Kind.RETIREMENT, days[person], person, body, _RETIREMENT, post, also_at=also_at)


def _near_retirement(sex: Sex, window: Window) -> Q:
    """Of that sex and old enough to reach the age in the window, give or take a month."""
    youngest, oldest = Term(months=SCHEDULES[sex].before - 1), Term(months=SCHEDULES[sex].last + 1)
    return Q(
        sex=sex, born_on__gte=latest_start(window.first, oldest), born_on__lte=latest_start(window.until, youngest)
    )


def tenures_ending(window: Window) -> Iterator[Line]:
    """The last days of tenures whose end was entered."""
    tenures = window.of(Tenure.objects.all()).filter(
        holds_on(window.first), known_to__isnull=True, valid_to__gt=window.first, valid_to__lte=window.until
    )
    posts = PostState.objects.filter(holds_on(window.first), known_to__isnull=True)
    bodies = dict(posts.filter(post_id__in=tenures.values("post_id")).values_list("post_id", "body_id"))
    for person, post, ends, decision in tenures.values_list("person_id", "post_id", "valid_to", "decision"):
        if ends:
            told = f": {decision}" if decision else ""
            ground = Message(f"Ngày kết thúc ghi trong hồ sơ{told}", f"The end on record{told}")
            yield Line(Kind.TERM_END, ends - timedelta(days=1), person, bodies.get(post, ""), ground, post)


def terms_ending(window: Window) -> Iterator[Line]:
    """The last days of the terms of bodies; of no people."""
    if window.people is not None:
        return
    states = TermState.objects.filter(
        holds_on(window.first), known_to__isnull=True, valid_to__gt=window.first, valid_to__lte=window.until
    )
    for name, body, ends in states.values_list("name", "term__body_id", "valid_to"):
        if ends:
            ground = Message(f"Nhiệm kỳ {name} của tổ chức", f"Term {name} of the body")
            yield Line(Kind.TERM_END, ends - timedelta(days=1), "", body, ground)


def declarations(window: Window) -> Iterator[Line]:
    """Declarations owed that nobody has entered as filed."""
    filed = window.of(Declaration.objects.all(), through="duty__person_id").filter(
        known_to__isnull=True, step=DeclarationStep.FILED
    )
    duties = window.of(DeclarationDuty.objects.all()).filter(due_on__gte=window.first, due_on__lt=window.until)
    open_duties = duties.exclude(pk__in=filed.values("duty_id")).order_by()
    grounds: dict[int, Message] = {}
    for person, body, year, due_on in open_duties.values_list("person_id", "body_id", "year", "due_on"):
        if year not in grounds:
            grounds[year] = Message(f"Kê khai năm {year}", f"Declaration for {year}")
        yield Line(Kind.DECLARATION, due_on, person, body, grounds[year])


def group_transfers(window: Window) -> Iterator[Line]:
    """Holders of posts on a transfer list, when the term of their group has run out. Leaders are not moved by lists."""
    tenures = window.of(Tenure.objects.all()).filter(
        holds_on(window.first), known_to__isnull=True, valid_from__isnull=False
    )
    posts = PostState.objects.filter(
        holds_on(window.first), known_to__isnull=True, transfer_months__isnull=False, is_leader=False
    ).exclude(is_transfer_listed=False)
    if window.people is not None:
        posts = posts.filter(post_id__in=tenures.values("post_id"))
    listed = {
        post: (body, months, group)
        for post, body, months, group in posts.values_list("post_id", "body_id", "transfer_months", "transfer_group")
    }
    tenures = tenures.filter(post_id__in=posts.values("post_id") if window.people is None else listed)
    for person, post, begun, ends in tenures.values_list("person_id", "post_id", "valid_from", "valid_to"):
        body, months, group = listed[post]
        if not months or not begun:
            continue
        day = end_of(begun, Term(months=months))
        if window.holds(day) and (ends is None or day < ends):
            ground = Message(
                f"Nhóm “{group or '—'}”, thời hạn {months} tháng", f"Group “{group or '—'}”, a term of {months} months"
            )
            yield Line(Kind.TRANSFER, day, person, body, ground, post, "pctn2018#25.2")


def _posts_held(people: Collection[str], *, on: date) -> dict[str, list[tuple[str, str]]]:
    """Post and body of all that these people hold on the day, the first taken up first."""
    tenures = Tenure.objects.filter(holds_on(on), known_to__isnull=True, person_id__in=people)
    rows = list(tenures.order_by("valid_from", "identity").values_list("person_id", "post_id"))
    posts = PostState.objects.filter(holds_on(on), known_to__isnull=True, post_id__in={post for _, post in rows})
    bodies = dict(posts.values_list("post_id", "body_id"))
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, post in rows:
        held[person].append((post, bodies.get(post, "")))
    return held

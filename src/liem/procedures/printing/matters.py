"""What a case asks for, as papers put it before it is decided: for whom, to which post, about which decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from liem.law.procedures.steps import Concern, Kind
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.signed import chosen_last
from liem.procedures.models import CasePerson
from liem.procedures.printing.people import Named, named, several
from liem.procedures.printing.printed import ROOM, Style, about_words
from liem.record.days import Titles, titles_of

MOST_NAMED = 3
"""So many people are named in a title; more are counted."""

_PHRASES: Mapping[Kind, str] = {
    Kind.APPOINTMENT_INSIDE: "bổ nhiệm {who} giữ chức vụ {post}",
    Kind.APPOINTMENT_OUTSIDE: "bổ nhiệm {who} giữ chức vụ {post}",
    Kind.COMPETITIVE_SELECTION: "bổ nhiệm {who} giữ chức vụ {post}",
    Kind.REAPPOINTMENT: "bổ nhiệm lại {who} giữ chức vụ {post}",
    Kind.NOMINATION: "giới thiệu {who} ứng cử chức danh {post}",
    Kind.CONGRESS_PERSONNEL: "chuẩn y {who} giữ chức vụ {post}",
    Kind.ROTATION: "luân chuyển {who} đến giữ chức vụ {post}",
    Kind.PERIODIC_TRANSFER: "chuyển đổi vị trí công tác của {who} đến {post}",
    Kind.RELEASE: "cho {who} thôi giữ chức vụ {post}",
    Kind.RESIGNATION: "cho {who} từ chức, thôi giữ chức vụ {post}",
    Kind.RELIEF: "miễn nhiệm chức vụ {post} đối với {who}",
    Kind.REPLACEMENT: "cho {who} thôi giữ chức vụ {post} để bố trí người thay thế",
    Kind.SUSPENSION: "tạm đình chỉ công tác đối với {who}",
    Kind.EVALUATION: "đánh giá, xếp loại chất lượng đối với {who}",
    Kind.TRAINING_SELECTION: "cử {who} đi đào tạo, bồi dưỡng",
    Kind.SUCCESSION: "phê duyệt quy hoạch chức danh {post} đối với {who}",
    Kind.SUCCESSION_REVISION: "phê duyệt rà soát, bổ sung quy hoạch chức danh {post} đối với {who}",
    Kind.CONFIDENCE_VOTE: "lấy phiếu tín nhiệm tại {body} đối với {who}",
    Kind.SELF_REVIEW: "phê duyệt kế hoạch khắc phục sau kiểm điểm của {body}",
    Kind.ANNULMENT: "hủy bỏ {decision}",
}
_WITHOUT_PEOPLE: Mapping[Kind, str] = {
    Kind.SUCCESSION: "quy hoạch chức danh {post}",
    Kind.SUCCESSION_REVISION: "rà soát, bổ sung quy hoạch chức danh {post}",
    Kind.ROTATION: "luân chuyển cán bộ của {body}",
    Kind.PERIODIC_TRANSFER: "chuyển đổi vị trí công tác tại {body}",
    Kind.TRAINING_SELECTION: "cử cán bộ của {body} đi đào tạo, bồi dưỡng",
    Kind.CONGRESS_PERSONNEL: "nhân sự đại hội của {body}",
    Kind.CONFIDENCE_VOTE: "lấy phiếu tín nhiệm tại {body}",
}
_NOBODY_YET = "kiện toàn chức danh {post}"
_LATER: Mapping[Kind, str] = {
    Kind.APPOINTMENT_INSIDE: " kể từ ngày {room}, thời hạn giữ chức vụ {room}",
    Kind.APPOINTMENT_OUTSIDE: " kể từ ngày {room}, thời hạn giữ chức vụ {room}",
    Kind.COMPETITIVE_SELECTION: " kể từ ngày {room}, thời hạn giữ chức vụ {room}",
    Kind.REAPPOINTMENT: " kể từ ngày {room}, thời hạn giữ chức vụ {room}",
    Kind.CONGRESS_PERSONNEL: ", nhiệm kỳ {room}",
    Kind.ROTATION: " kể từ ngày {room}, thời gian luân chuyển {room}",
    Kind.PERIODIC_TRANSFER: " kể từ ngày {room}",
    Kind.RELEASE: " kể từ ngày {room}",
    Kind.RESIGNATION: " kể từ ngày {room}",
    Kind.RELIEF: " kể từ ngày {room}",
    Kind.REPLACEMENT: " kể từ ngày {room}",
    Kind.SUSPENSION: " từ ngày {room} đến hết ngày {room}",
    Kind.EVALUATION: " năm {room}: {room}",
    Kind.TRAINING_SELECTION: " tại lớp {room}, từ ngày {room} đến hết ngày {room}",
    Kind.SUCCESSION: ", nhiệm kỳ {room}",
    Kind.SUCCESSION_REVISION: ", nhiệm kỳ {room}",
}
"""What a decision adds to it, and the decision alone settles."""
WHOLE_LISTS = frozenset({Kind.SUCCESSION, Kind.SUCCESSION_REVISION})
"""Of these everybody is decided on, whatever the number of places."""
_OF_WHO_HOLDS = frozenset({Kind.RELEASE, Kind.RESIGNATION, Kind.RELIEF, Kind.REPLACEMENT, Kind.REAPPOINTMENT})


@dataclass(frozen=True, slots=True)
class Matter:
    """What the case asks for. `people` are those proposed, in the order of the case, by the post to which they go."""

    now: CaseNow
    style: Style
    people: Mapping[str, tuple[Named, ...]]
    titles: Titles

    @property
    def about(self) -> str:
        """In a phrase that may stand in a title: “bổ nhiệm đồng chí Lê Văn Thử giữ chức vụ …”."""
        everybody, kind = self.everybody, self.now.procedure.kind
        if not everybody or self.is_open:
            return self._phrase(_phrase_without(kind), "", self._post(self.now.case.post_id or "", ()))
        if len(self.people) > 1 and len(everybody) > MOST_NAMED:
            what = self._phrase(_phrase_without(kind), "", self._post(self.now.case.post_id or "", ()))
            return f"{what} đối với {several(len(everybody), self.style)}"
        return "; ".join(
            self._phrase(_PHRASES[kind], self._who(people), self._post(post, people))
            for post, people in self.people.items()
        )

    @property
    def points(self) -> tuple[str, ...]:
        """A line for each official, in full, under one for what is asked where there are several."""
        return tuple(self._points())

    @property
    def articles(self) -> tuple[str, ...]:
        """The same as a decision says it, with room for what only the decision settles."""
        return tuple(self._articles())

    @property
    def is_open(self) -> bool:
        """Whether more are before the case than there are places: who it will be is not chosen yet."""
        procedure = self.now.procedure
        is_for_places = procedure.concerns is Concern.POST and procedure.kind not in WHOLE_LISTS
        return is_for_places and len(self.everybody) > self.now.case.places

    @property
    def everybody(self) -> tuple[Named, ...]:
        return tuple(one for people in self.people.values() for one in people)

    def _points(self) -> Iterator[str]:
        number = f", số lượng {self.now.case.places:02}" if self.now.case.post_id else ""
        if self.is_open:
            yield f"{capital(self.about)}{number}; đang xem xét {several(len(self.everybody), self.style)}:"
            yield from _listed(self.everybody)
            return
        if not self.everybody:
            yield f"{capital(self.about)}{number}."
        for post, people in self.people.items():
            if len(people) == 1:
                yield f"{self._sentence(post, people)}."
            else:
                yield f"{self._sentence(post, people)}:"
                yield from _listed(people)

    def _articles(self) -> Iterator[str]:
        later = _LATER.get(self.now.procedure.kind, "").format(room=ROOM)
        if self.is_open:
            post = self._post(self.now.case.post_id or "", ())
            yield f"{capital(self._phrase(_PHRASES[self.now.procedure.kind], ROOM, post))}{later}."
            return
        if not self.everybody:
            yield f"{capital(self.about)}{later}."
        for post, people in self.people.items():
            if len(people) == 1:
                yield f"{self._sentence(post, people, later)}."
            else:
                everybody = "; ".join(one.in_full() for one in people)
                yield f"{self._sentence(post, people, later)}, gồm: {everybody}."

    def _sentence(self, post: str, people: tuple[Named, ...], later: str = "") -> str:
        """One official in full, several by their number."""
        phrase, to_post = _PHRASES[self.now.procedure.kind], self._post(post, people)
        if len(people) > 1:
            return capital(self._phrase(phrase, several(len(people), self.style), to_post)) + later
        who = people[0].in_full(besides=to_post if "{post}" in phrase else "")
        goes_on = not phrase.endswith("{who}") or later.startswith(" ")
        closed = f"{who}," if ", " in who and goes_on else who
        return capital(self._phrase(phrase, closed, to_post)) + later

    def _who(self, people: tuple[Named, ...]) -> str:
        if len(people) > MOST_NAMED:
            return several(len(people), self.style)
        return ", ".join(one.called for one in people)

    def _phrase(self, phrase: str, who: str, post: str) -> str:
        return phrase.format(
            who=who,
            post=post,
            body=self.titles.body(self.now.case.body_id, self.now.day),
            decision=self._decision() if "{decision}" in phrase else "",
        )

    def _post(self, key: str, people: tuple[Named, ...]) -> str:
        """What the post is called; where the case names none and a post ends or goes on, the only one that is held."""
        if key:
            title = self.titles.post(key, self.now.day)
            return f"{title.title}, {title.body_name}" if title.body_name else title.title
        held = people[0].line.post if len(people) == 1 and self.now.procedure.kind in _OF_WHO_HOLDS else ""
        return held if held and ";" not in held else ROOM

    def _decision(self) -> str:
        found = self.now.case.decision
        if found is None:
            return f"Quyết định số {ROOM} ngày {ROOM}"
        by = self.titles.body(found.body_id, found.decided_on)
        return f"Quyết định số {found.number} ngày {found.decided_on:%d/%m/%Y} của {by} {about_words(found.subject)}"


def matter_of(now: CaseNow, *, style: Style, chosen: tuple[str, ...] = ()) -> Matter:
    """What the case asks for those whom the last count chose (or `chosen`, keys of case people, where one is not
    entered yet), else for everybody in it."""
    rows = proposed(now, chosen)
    keys = [one.person_id for one in rows] or ([now.case.person_id] if now.case.person_id else [])
    people = {one.key: one for one in named(keys, style=style, on=now.day)}
    to_posts = {one.person_id: one.to_post_id for one in rows}
    by_post = defaultdict[str, list[Named]](list)
    for key, person in people.items():
        by_post[to_posts.get(key) or now.case.post_id or ""].append(person)
    posts = {now.case.post_id or "", *by_post} - {""}
    decided = now.case.decision.body_id if now.case.decision else ""
    titles = titles_of(posts=posts, bodies={now.case.body_id, decided} - {""})
    return Matter(now, style, {post: tuple(found) for post, found in by_post.items()}, titles)


def proposed(now: CaseNow, chosen: tuple[str, ...] = ()) -> tuple[CasePerson, ...]:
    """The people of the case who are still before it, in the order in which they joined: never that of votes."""
    wanted = chosen or tuple(chosen_last(now))
    return tuple(one for one in now.people if not wanted or one.identity in wanted)


def _listed(people: tuple[Named, ...]) -> Iterator[str]:
    yield from (f"- {capital(one.in_full())}{'.' if one is people[-1] else ';'}" for one in people)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _phrase_without(kind: Kind) -> str:
    if "{who}" not in _PHRASES[kind]:
        return _PHRASES[kind]
    return _WITHOUT_PEOPLE.get(kind, _NOBODY_YET)

"""What a decision brought about, an article each, as it is printed in Vietnamese."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liem.actions.versions import Versioned
from liem.law.procedures.steps import Kind
from liem.procedures.decisions.undoing import TABLES
from liem.procedures.models import Annulment, Consequence, Decision, Suspension
from liem.procedures.printing.people import addressed, several
from liem.procedures.printing.printed import Style, about_words
from liem.record.choices import TenureKind
from liem.record.days import Titles, titles_of
from liem.record.importing.labels import GRADES
from liem.record.models import EvaluationForm, SuccessionEntry, Tenure, TermState, Training

_BEGINS: Mapping[str, str] = {
    TenureKind.ELECTION: "Chuẩn y {who} giữ chức vụ {post}",
    TenureKind.ROTATION: "Luân chuyển {who} đến giữ chức vụ {post}",
    TenureKind.PERIODIC_TRANSFER: "Chuyển đổi vị trí công tác của {who} đến {post}",
}
_APPOINTS, _RENEWS = "Bổ nhiệm {who} giữ chức vụ {post}", "Bổ nhiệm lại {who} giữ chức vụ {post}"
_ENDS: Mapping[str, str] = {
    Kind.RELIEF: "Miễn nhiệm chức vụ {post} đối với {who}",
    Kind.RESIGNATION: "Đồng ý cho {who} từ chức, thôi giữ chức vụ {post}",
}
_LEAVES = "{who} thôi giữ chức vụ {post}"
_MONTHS = 12


def articles_of(decision: Decision, *, style: Style) -> tuple[str, ...]:
    """In the order in which the decision entered them; what several people have in common stands in one article. A
    constant number of queries."""
    rows = _rows(decision)
    people = [person for row in rows if (person := _person_of(row))]
    posts = {post for row in rows if (post := _post_of(row))}
    bodies = {decision.body_id, *(one.body_id for row in rows if isinstance(one := _looked_into(row), Decision))}
    bodies |= {row.body_id for row in rows if isinstance(row, Consequence)}
    called, titles = addressed(people, style=style), titles_of(posts=posts, bodies=bodies)
    return tuple(_Told(decision, style, called, titles, _terms(rows), _known_before(decision, rows)).articles(rows))


def rotation_ends(body: str, people: Sequence[str]) -> str:
    """What becomes of whoever was rotated."""
    return (
        f"Hết thời gian luân chuyển, {body} nhận xét, đánh giá và xem xét việc trở lại hoặc bố trí công tác đối với "
        f"{', '.join(people)}."
    )


def _rows(decision: Decision) -> list[Versioned]:
    """The versions that the decision wrote, of the tables of which something is told."""
    wanted: dict[type[Versioned], list[str]] = defaultdict(list)
    for table, identity in decision.effects.order_by("pk").values_list("table", "identity"):
        if TABLES.get(table) in _TOLD:
            wanted[TABLES[table]].append(identity)
    found = []
    for model, identities in wanted.items():
        versions = model._default_manager.filter(identity__in=identities, known_from__lte=decision.entry)
        at = {row.identity: row for row in versions.order_by("known_from").select_related(*_JOINED.get(model, ()))}
        found += [at[identity] for identity in identities if identity in at]
    return found


_TOLD = (Tenure, SuccessionEntry, EvaluationForm, Training, Suspension, Annulment, Consequence)
_JOINED: Mapping[type[Versioned], Sequence[str]] = {
    SuccessionEntry: ("list",),
    EvaluationForm: ("evaluation",),
    Annulment: ("decision",),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """`known_before` are the suspensions that an earlier decision began."""

    decision: Decision
    style: Style
    called: Mapping[str, str]
    titles: Titles
    terms: Mapping[str, str]
    known_before: frozenset[str]

    def articles(self, rows: Sequence[Versioned]) -> Iterator[str]:
        joint: dict[tuple[str, ...], list[Versioned]] = defaultdict(list)
        for row in rows:
            joint[self._together(row)].append(row)
        for group in joint.values():
            yield self._article(group)
        rotated = [row for row in rows if isinstance(row, Tenure) and self._is_rotation(row)]
        if rotated:
            body = self.titles.body(self.decision.body_id, self.decision.decided_on)
            yield rotation_ends(body, [self._who([row]) for row in rotated])

    def _together(self, row: Versioned) -> tuple[str, ...]:
        """What rows have alike that stand in one article."""
        match row:
            case SuccessionEntry() if row.removed_on is None:
                return ("entry", row.list_id)
            case Training():
                return ("training", row.course, row.place, str(row.valid_to))
            case Consequence():
                return ("consequence",)
            case _:
                return (type(row).__name__, row.identity)

    def _article(self, rows: Sequence[Versioned]) -> str:
        match rows[0]:
            case Tenure() as row:
                text = self._tenure(row)
            case SuccessionEntry():
                text = self._entries([one for one in rows if isinstance(one, SuccessionEntry)])
            case EvaluationForm() as row:
                grade = next((one.name.vi for one in GRADES if one.value == row.grade), row.grade)
                text = f"Xếp loại chất lượng năm {row.evaluation.year} đối với {self._who(rows)}: {grade}."
            case Training() as row:
                text = self._training(row, rows)
            case Suspension() as row:
                text = self._suspension(row)
            case Annulment() as row:
                text = self._annulment(row.decision)
            case _:
                text = self._consequences([one for one in rows if isinstance(one, Consequence)])
        return text

    @property
    def _from(self) -> str:
        return f"{self.decision.effective_on:%d/%m/%Y}"

    def _who(self, rows: Sequence[Versioned]) -> str:
        people = [_person_of(row) for row in rows]
        return self.called.get(people[0], people[0]) if len(people) == 1 else several(len(people), self.style)

    def _of_all(self, phrase: str, rows: Sequence[Versioned]) -> str:
        """One person in the sentence, several at its end."""
        everybody = "; ".join(self.called.get(_person_of(row), _person_of(row)) for row in rows)
        return phrase.format(who=self._who(rows)) + (f", gồm: {everybody}." if len(rows) > 1 else ".")

    def _post(self, key: str) -> str:
        title = self.titles.post(key, self.decision.effective_on)
        return f"{title.title}, {title.body_name}" if title.body_name else title.title

    def _tenure(self, row: Tenure) -> str:
        who, post, day = self._who([row]), self._post(row.post_id), self.decision.effective_on
        if row.valid_to == day:
            case = self.decision.case
            of_the_case = case is not None and case.person_id == row.person_id
            phrase = _ENDS.get(case.kind, _LEAVES) if case is not None and of_the_case else _LEAVES
            return f"{_capital(phrase.format(who=who, post=post))} kể từ ngày {self._from}."
        phrase = _BEGINS.get(row.kind, _APPOINTS) if row.valid_from == day else _RENEWS
        term = "thời gian luân chuyển" if self._is_rotation(row) else "thời hạn giữ chức vụ"
        return f"{phrase.format(who=who, post=post)} kể từ ngày {self._from}{_until(day, row.valid_to, term)}."

    def _is_rotation(self, row: Tenure) -> bool:
        return row.kind == TenureKind.ROTATION and row.valid_from == self.decision.effective_on != row.valid_to

    def _entries(self, rows: Sequence[SuccessionEntry]) -> str:
        post = self._post(rows[0].list.post_id)
        if rows[0].removed_on is not None:
            reason = rows[0].removal_reason.rstrip(".")
            return f"Đưa {self._who(rows)} ra khỏi quy hoạch chức danh {post}. Lý do: {reason}."
        term = self.terms.get(rows[0].list.term_id, "")
        case = self.decision.case
        adds = "bổ sung " if case is not None and case.kind == Kind.SUCCESSION_REVISION else ""
        words = f", nhiệm kỳ {term}," if term else ""
        return self._of_all(f"Phê duyệt {adds}quy hoạch chức danh {post}{words} đối với {{who}}", rows)

    def _suspension(self, row: Suspension) -> str:
        who = self._who([row])
        if row.ended_on is not None:
            return f"Kết thúc việc tạm đình chỉ công tác đối với {who} kể từ ngày {row.ended_on:%d/%m/%Y}."
        if row.identity in self.known_before:
            return f"Gia hạn thời hạn tạm đình chỉ công tác đối với {who} đến hết ngày {row.ends_on:%d/%m/%Y}."
        return f"Tạm đình chỉ công tác đối với {who} từ ngày {self._from} đến hết ngày {row.ends_on:%d/%m/%Y}."

    def _training(self, row: Training, rows: Sequence[Versioned]) -> str:
        place = f" tại {row.place}" if row.place else ""
        until = f" đến hết ngày {_last(row.valid_to)}" if row.valid_to else ""
        return self._of_all(f"Cử {{who}} tham gia lớp {row.course}{place} từ ngày {self._from}{until}", rows)

    def _annulment(self, wrong: Decision) -> str:
        same = wrong.body_id == self.decision.body_id
        by = "" if same else f" của {self.titles.body(wrong.body_id, wrong.decided_on)}"
        return f"Hủy bỏ Quyết định số {wrong.number} ngày {wrong.decided_on:%d/%m/%Y}{by} {about_words(wrong.subject)}."

    def _consequences(self, rows: Sequence[Consequence]) -> str:
        """Who looks again at what relied on the decision, and by when: the things themselves are told to each body."""
        owed: dict[str, int] = defaultdict(int)
        for row in rows:
            owed[self.titles.body(row.body_id, self.decision.decided_on)] += 1
        bodies = "; ".join(f"{name}: {number:02} việc" for name, number in owed.items())
        due = max(row.due_on for row in rows)
        by = f"xong chậm nhất ngày {due:%d/%m/%Y}"
        return f"Các việc đã dựa vào quyết định bị hủy bỏ được xem xét lại, {by}, gồm: {bodies}."


def _looked_into(row: Versioned) -> Decision | None:
    return row.decision if isinstance(row, Annulment) else None


def _terms(rows: Sequence[Versioned]) -> dict[str, str]:
    """What the terms of succession lists are called."""
    terms = {row.list.term_id for row in rows if isinstance(row, SuccessionEntry)}
    states = TermState.objects.current().filter(term_id__in=terms) if terms else TermState.objects.none()
    return dict(states.values_list("term_id", "name"))


def _known_before(decision: Decision, rows: Sequence[Versioned]) -> frozenset[str]:
    own = [row.identity for row in rows if isinstance(row, Suspension)]
    earlier = Suspension.objects.filter(identity__in=own, known_from__lt=decision.entry)
    return frozenset(earlier.values_list("identity", flat=True)) if own else frozenset()


def _until(begins: date, until: date | None, term: str) -> str:
    """“, thời hạn giữ chức vụ 5 năm, đến hết ngày …”; `until` is the first day after."""
    if until is None:
        return ""
    months = (until.year - begins.year) * _MONTHS + until.month - begins.month
    if until.day != begins.day or months <= 0:
        return f", {term} đến hết ngày {_last(until)}"
    years, rest = divmod(months, _MONTHS)
    length = " ".join([*([f"{years} năm"] if years else []), *([f"{rest} tháng"] if rest else [])])
    return f", {term} {length}, đến hết ngày {_last(until)}"


def _last(until: date | None) -> str:
    return f"{until - timedelta(days=1):%d/%m/%Y}" if until else ""


def _person_of(row: Versioned) -> str:
    return row.evaluation.person_id if isinstance(row, EvaluationForm) else str(getattr(row, "person_id", ""))


def _post_of(row: Versioned) -> str:
    match row:
        case Tenure():
            return row.post_id
        case SuccessionEntry():
            return row.list.post_id
        case _:
            return ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

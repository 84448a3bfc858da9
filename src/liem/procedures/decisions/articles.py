"""What a decision brought about, an article each, as it is printed in Vietnamese."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liem.actions.versions import Versioned
from liem.law.instruments import Jurisdiction
from liem.procedures.decisions.undoing import TABLES
from liem.procedures.models import Annulment, Decision, Suspension
from liem.record.choices import Sex, TenureKind
from liem.record.days import Titles, titles_of
from liem.record.importing.labels import GRADES
from liem.record.models import EvaluationForm, PersonDetails, SuccessionEntry, Tenure, Training

_BEGINS: Mapping[str, str] = {
    TenureKind.ELECTION: "Chuẩn y {who} giữ chức vụ {post}",
    TenureKind.ROTATION: "Luân chuyển {who} đến giữ chức vụ {post}",
    TenureKind.PERIODIC_TRANSFER: "Chuyển đổi vị trí công tác của {who} đến {post}",
}
_APPOINTS = "Bổ nhiệm {who} giữ chức vụ {post}"


def articles_of(decision: Decision) -> tuple[str, ...]:
    """In the order in which the decision entered them. A constant number of queries."""
    rows = _rows(decision)
    people = {_person_of(row) for row in rows} - {""}
    posts = {post for row in rows if (post := _post_of(row))}
    told = _Told(decision, _called(people, decision), titles_of(posts=posts))
    return tuple(text for row in rows if (text := told.of(row)))


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


_TOLD = (Tenure, SuccessionEntry, EvaluationForm, Training, Suspension, Annulment)
_JOINED: Mapping[type[Versioned], Sequence[str]] = {
    SuccessionEntry: ("list",),
    EvaluationForm: ("evaluation",),
    Annulment: ("decision",),
}


@dataclass(frozen=True, slots=True)
class _Told:
    decision: Decision
    called: Mapping[str, str]
    titles: Titles

    def of(self, row: Versioned) -> str:
        who, text = self._who(row), ""
        match row:
            case Tenure():
                text = self._tenure(row)
            case SuccessionEntry():
                text = self._entry(row)
            case EvaluationForm():
                grade = next((one.name.vi for one in GRADES if one.value == row.grade), row.grade)
                text = f"Xếp loại chất lượng năm {row.evaluation.year} đối với {who}: {grade}."
            case Training():
                text = f"Cử {who} tham gia lớp {row.course} từ ngày {self._from}."
            case Suspension():
                text = f"Tạm đình chỉ công tác đối với {who} từ ngày {self._from} đến hết ngày {row.ends_on:%d/%m/%Y}."
            case Annulment():
                wrong = row.decision
                text = f"Hủy bỏ Quyết định số {wrong.number} ngày {wrong.decided_on:%d/%m/%Y} về {wrong.subject}."
        return text

    @property
    def _from(self) -> str:
        return f"{self.decision.effective_on:%d/%m/%Y}"

    def _who(self, row: Versioned) -> str:
        person = _person_of(row)
        return self.called.get(person, person)

    def _post(self, key: str) -> str:
        title = self.titles.post(key, self.decision.effective_on)
        return f"{title.title}, {title.body_name}" if title.body_name else title.title

    def _tenure(self, row: Tenure) -> str:
        who, post, day = self._who(row), self._post(row.post_id), self.decision.effective_on
        if row.valid_to == day:
            return f"{_capital(who)} thôi giữ chức vụ {post} kể từ ngày {self._from}."
        begins = _BEGINS.get(row.kind, _APPOINTS) if row.valid_from == day else "Bổ nhiệm lại {who} giữ chức vụ {post}"
        return f"{begins.format(who=who, post=post)} kể từ ngày {self._from}."

    def _entry(self, row: SuccessionEntry) -> str:
        who, post = self._who(row), self._post(row.list.post_id)
        if row.removed_on is not None:
            return f"Đưa {who} ra khỏi quy hoạch chức danh {post}. Lý do: {row.removal_reason}."
        return f"Phê duyệt quy hoạch chức danh {post} đối với {who}."


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


def _called(people: set[str], decision: Decision) -> dict[str, str]:
    """Names with the form of address of the Party or of the State."""
    is_party = decision.case is None or decision.case.jurisdiction != Jurisdiction.STATE
    rows = PersonDetails.objects.current().filter(person_id__in=people)
    return {
        row.person_id: f"{'đồng chí' if is_party else _ADDRESS.get(row.sex, 'ông (bà)')} {row.name}" for row in rows
    }


_ADDRESS: Mapping[str, str] = {Sex.WOMAN: "bà", Sex.MAN: "ông"}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

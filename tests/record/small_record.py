"""A record small enough to keep in mind: one province, two agencies, a district that ended, five officials.

tinh ─┬─ so-a ─── so-a/phong          so-a/to moved to so-b on 01/01/2024
      ├─ so-b ─── so-a/to
      ├─ huyen (until 30/06/2025)
      └─ xa (under huyen until 30/06/2025)
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from liem.actions.models import Account, LedgerHead, Mandate, Role
from liem.actions.permissions import Acting
from liem.ledger.tree import EMPTY_ROOT
from liem.record.models import (
    Attestation,
    Body,
    BodyState,
    Declaration,
    DeclarationDuty,
    Evaluation,
    EvaluationForm,
    EvaluationProduct,
    Kinship,
    LanguageSkill,
    Person,
    PersonDetails,
    Place,
    PoliticalConclusion,
    Post,
    PostState,
    RecognisedResult,
    Tenure,
)
from liem.record.names import sort_name, without_marks

TODAY = date(2026, 11, 21)
FIRST = {"known_from": 0, "source": "test"}


def build() -> None:
    """Stores the whole small record, as known from ledger position 0."""
    _places()
    _bodies()
    _posts()
    _people()
    _tenures()


def acting(role: Role, body: str = "", person: str | None = None) -> Acting:
    """A new account with one mandate that has held since 2026."""
    name = f"{role}-{body or person}".replace("/", "-")
    account = Account.objects.create(username=name, full_name=f"Account {name}", person=person)
    mandate = Mandate.objects.create(
        identity=name, account=account, role=role, body=body, valid_from=date(2026, 1, 1), **FIRST
    )
    return Acting(account, mandate)


def _places() -> None:
    Place.objects.create(key="lac-giang", name="Lạc Giang", kind="province")
    Place.objects.create(key="thanh-lam", name="Thanh Lâm", kind="district", within_id="lac-giang")
    Place.objects.create(key="an-thanh", name="An Thạnh", kind="commune", within_id="thanh-lam")


def body(key: str, name: str, kind: str, level: str, superior: str | None, **days: date) -> None:
    """One state of a body; `since` and `until` are days."""
    Body.objects.get_or_create(key=key)
    BodyState.objects.create(
        identity=f"{key}@{days.get('since', '')}",
        body_id=key,
        name=name,
        kind=kind,
        level=level,
        superior_id=superior,
        valid_from=days.get("since"),
        valid_to=days.get("until"),
        **FIRST,
    )


def _bodies() -> None:
    two_levels = date(2025, 7, 1)
    body("tinh", "Tỉnh ủy Lạc Giang", "committee", "province", None)
    body("so-a", "Sở A", "agency", "province", "tinh")
    body("so-a/phong", "Phòng Tổ chức", "unit", "province", "so-a")
    body("so-b", "Sở B", "agency", "province", "tinh")
    body("so-a/to", "Tổ Thẩm định", "unit", "province", "so-a", until=date(2024, 1, 1))
    body("so-a/to", "Tổ Thẩm định", "unit", "province", "so-b", since=date(2024, 1, 1))
    body("huyen", "Huyện ủy Thanh Lâm", "committee", "district", "tinh", until=two_levels)
    body("xa", "Đảng ủy xã An Thạnh", "committee", "commune", "huyen", until=two_levels)
    body("xa", "Đảng ủy xã An Thạnh", "committee", "commune", "tinh", since=two_levels)


def post(key: str, at: str, title: str, role: str, **more: object) -> None:
    """One post that has always been there."""
    Post.objects.create(key=key)
    PostState.objects.create(identity=key, post_id=key, body_id=at, title=title, role=role, **more, **FIRST)


def _posts() -> None:
    post("a-director", "so-a", "Giám đốc", "director", is_leader=True, managed_by_id="tinh")
    post("a-deputy", "so-a", "Phó Giám đốc", "deputy_director", is_leader=True)
    post("a-head", "so-a/phong", "Trưởng phòng", "division_head")
    post("b-director", "so-b", "Giám đốc", "director", is_leader=True)
    post("huyen-secretary", "huyen", "Bí thư Huyện ủy", "secretary", is_key_leader=True)
    post("xa-secretary", "xa", "Bí thư Đảng ủy xã", "secretary", is_key_leader=True)


def person(key: str, name: str, born_on: date, **more: object) -> None:
    """An official with details."""
    Person.objects.create(key=key)
    PersonDetails.objects.create(
        identity=key,
        person_id=key,
        name=name,
        search_name=without_marks(name),
        sort_name=sort_name(name),
        born_on=born_on,
        **more,
        **FIRST,
    )


def _people() -> None:
    person("hoa", "Trần Thị Hoa", date(1980, 1, 1), sex="woman", ethnicity="Kinh", home_place_id="an-thanh")
    person("hoà", "Nguyễn Thu Hoà", date(1985, 2, 2), sex="woman")
    person("hòa", "Lê Văn Hòa", date(1975, 3, 3), sex="man")
    person("hoàng", "PHẠM HOÀNG", date(1990, 4, 4), sex="man")
    person("đào", "Đỗ Đào", date(1962, 5, 5))


def tenure(key: str, who: str, what: str, since: date | None, until: date | None = None, *, decision: str = "") -> None:
    """A person holds a post."""
    Tenure.objects.create(
        identity=key, person_id=who, post_id=what, valid_from=since, valid_to=until, decision=decision, **FIRST
    )


def _tenures() -> None:
    tenure("t1", "hoa", "a-director", date(2022, 1, 1), decision="12-QĐ/TU")
    tenure("t2", "hoàng", "a-head", date(2021, 6, 1))
    tenure("t3", "hòa", "a-deputy", date(2015, 1, 1), date(2022, 1, 1))
    tenure("t4", "hòa", "b-director", date(2022, 1, 1))
    tenure("t5", "hoà", "huyen-secretary", date(2020, 1, 1), date(2025, 7, 1))
    tenure("t6", "hoà", "xa-secretary", date(2025, 7, 1))
    tenure("t7", "đào", "a-deputy", date(2010, 1, 1), date(2015, 1, 1))


def attest(subject: str, section: str, complete_to: date, by: str = "Sở A") -> None:
    """Somebody answers for a section."""
    Attestation.objects.create(
        identity=f"{subject}:{section}:{complete_to}",
        subject=subject,
        section=section,
        complete_to=complete_to,
        attested_by=by,
        attested_on=complete_to,
        **FIRST,
    )


def fill_dossier() -> None:
    """What the dossier of Trần Thị Hoa holds beside her tenure."""
    LanguageSkill.objects.create(
        identity="l1", person_id="hoa", language="Tiếng Anh", level="B2", certified_on=date(2023, 5, 1), **FIRST
    )
    RecognisedResult.objects.create(
        identity="r1",
        person_id="hoa",
        title="Số hóa hồ sơ",
        recognised_on=date(2025, 12, 1),
        recognised_by="Tỉnh ủy",
        **FIRST,
    )
    PoliticalConclusion.objects.create(
        identity="c1", person_id="hoa", number="7-KL", concluded_on=date(2021, 11, 1), authority="Ban Tổ chức", **FIRST
    )
    Evaluation.objects.create(key="e1", person_id="hoa", body_id="so-a", year=2025)
    EvaluationForm.objects.create(
        identity="e1",
        evaluation_id="e1",
        grade="excellent",
        collective_grade="good",
        body_result="Hoàn thành 97% kế hoạch",
        evaluated_on=date(2025, 12, 20),
        **FIRST,
    )
    EvaluationProduct.objects.create(identity="e1/1", evaluation_id="e1", title="Đề án số hóa", **FIRST)
    DeclarationDuty.objects.create(key="d1", person_id="hoa", body_id="so-a", year=2025, due_on=date(2025, 12, 31))
    Declaration.objects.create(identity="d1f", duty_id="d1", step="filed", taken_on=date(2025, 12, 15), **FIRST)
    Kinship.objects.create(identity="k1", person_id="hoa", relative_id="hòa", relation="spouse", **FIRST)
    Kinship.objects.create(identity="k2", person_id="hoàng", relative_id="hoa", relation="sibling", **FIRST)
    attest("hoa", "tenures", date(2026, 9, 30))
    attest("hoa", "tenures", date(2026, 10, 31))


def empty_ledger() -> None:
    """A head as it stands before the first entry."""
    LedgerHead.objects.create(root=EMPTY_ROOT, frontier=b"")


def moment(day: int) -> datetime:
    """Noon of a day in November 2026."""
    return datetime(2026, 11, day, 5, tzinfo=UTC)

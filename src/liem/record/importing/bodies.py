"""The sheets of places, bodies and posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import models

from liem.kernel.errors import LiemError, Message
from liem.record.importing import labels
from liem.record.importing.checks import no_cycle_of_places, no_cycle_of_superiors, one_state_at_a_time
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Column, Kind, Row, Sheet, code, first_day, last_day
from liem.record.models import Body, BodyState, Place, Post, PostState

PERSONNEL_WORK = "personnel"  # what the facts about personnel work look for in PostState.field
_PERIOD = Message(
    "Để trống, trừ khi một mã có nhiều dòng (mỗi giai đoạn một dòng): khi đó đặt mã riêng từ dòng thứ hai.",
    "Blank, unless one code has several rows (one for each period): then name every row from the second on.",
)


def _place(row: Row) -> Iterator[models.Model]:
    yield Place(key=row["place"], name=row["name"], kind=row["kind"], within_id=row["within"])


def _body(row: Row) -> Iterator[models.Model]:
    yield Body(key=row["body"])
    yield BodyState(
        identity=row.identity,
        body_id=row["body"],
        name=row["name"],
        kind=row["kind"],
        level=row["level"],
        superior_id=row["superior"],
        place_id=row["place"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _post(row: Row) -> Iterator[models.Model]:
    yield Post(key=row["post"])
    yield PostState(
        identity=row.identity,
        post_id=row["post"],
        body_id=row["body"],
        title=row["title"],
        role=row["role"],
        field=PERSONNEL_WORK if row["is_personnel"] else row["field"],
        area=row["area"],
        is_leader=row["is_leader"],
        is_key_leader=row["is_key_leader"],
        managed_by_id=row["managed_by"],
        proposed_by_id=row["proposed_by"],
        decided_by_id=row["decided_by"],
        rank=row["rank"],
        transfer_group=row["transfer_group"],
        transfer_months=row["transfer_months"],
        is_transfer_listed=row["is_transfer_listed"],
        place_rule=row["place_rule"],
        is_special_field=row["is_special_field"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _one_field_of_work(roster: Roster) -> Iterable[Problem]:
    """Personnel work is a field of its own: a row that says yes and names another field says two things."""
    for row in roster.rows("posts"):
        if row["is_personnel"] and row["field"]:
            yield roster.problem(row, "field", _two_fields(row["field"]))


def _two_fields(field: str) -> LiemError:
    return LiemError(
        "import.two_fields",
        Message(
            f"Dòng này vừa là công tác nhân sự vừa ghi lĩnh vực “{field}”. Hãy để trống một trong hai.",
            f"This row is personnel work and names the field “{field}” too. Leave one of the two out.",
        ),
    )


PLACES = Sheet(
    key="places",
    name=Message("Địa bàn", "Places"),
    columns=(
        code("place", Message("Mã địa bàn", "Place code")),
        Column("name", Message("Tên địa bàn", "Name"), Kind.TEXT, required=True, longest=200),
        Column("kind", Message("Cấp", "Level"), Kind.CHOICE, required=True, choices=labels.LEVELS),
        code("within", Message("Thuộc địa bàn", "Within"), "places", required=False),
    ),
    identity=("place",),
    defines=Place,
    build=_place,
    home=(),
    checks=(no_cycle_of_places,),
    examples=(
        {"place": "Ví dụ: tinh-lam-son", "name": "Tỉnh Lâm Sơn", "kind": "Cấp tỉnh"},
        {"place": "Ví dụ: xa-an-hoa", "name": "Xã An Hòa", "kind": "Cấp xã", "within": "tinh-lam-son"},
    ),
)

BODIES = Sheet(
    key="bodies",
    name=Message("Tổ chức", "Bodies"),
    columns=(
        code("body", Message("Mã tổ chức", "Body code")),
        code("row", Message("Mã giai đoạn", "Period code"), required=False, note=_PERIOD),
        Column("name", Message("Tên tổ chức", "Name"), Kind.TEXT, required=True),
        Column("kind", Message("Loại tổ chức", "Kind"), Kind.CHOICE, required=True, choices=labels.BODY_KINDS),
        Column("level", Message("Cấp", "Level"), Kind.CHOICE, required=True, choices=labels.LEVELS),
        code("superior", Message("Mã tổ chức cấp trên", "Superior body"), "bodies", required=False),
        code("place", Message("Mã địa bàn", "Place"), "places", required=False),
        first_day(),
        last_day(),
    ),
    identity=("row", "body"),
    defines=Body,
    build=_body,
    home=("body",),
    in_order=(("valid_from", "valid_to"),),
    checks=(one_state_at_a_time("bodies", BodyState, "body_id"), no_cycle_of_superiors),
    examples=(
        {
            "body": "Ví dụ: tinh-uy",
            "name": "Tỉnh ủy Lâm Sơn",
            "kind": "Cấp ủy",
            "level": "Cấp tỉnh",
            "place": "tinh-lam-son",
        },
        {
            "body": "Ví dụ: so-noi-vu",
            "name": "Sở Nội vụ tỉnh Lâm Sơn",
            "kind": "Cơ quan chuyên môn",
            "level": "Cấp tỉnh",
            "superior": "tinh-uy",
            "place": "tinh-lam-son",
            "valid_from": "01/03/2025",
        },
    ),
)

POSTS = Sheet(
    key="posts",
    name=Message("Chức danh", "Posts"),
    columns=(
        code("post", Message("Mã chức danh", "Post code")),
        code("row", Message("Mã giai đoạn", "Period code"), required=False, note=_PERIOD),
        code("body", Message("Mã tổ chức", "Body"), "bodies"),
        Column("title", Message("Tên chức danh", "Title"), Kind.TEXT, required=True),
        Column("role", Message("Loại chức danh", "Role"), Kind.CHOICE, required=True, choices=labels.POST_ROLES),
        Column("is_leader", Message("Là chức danh lãnh đạo", "Leading post"), Kind.YES_NO, required=True),
        Column("is_key_leader", Message("Là lãnh đạo chủ chốt", "Key leading post"), Kind.YES_NO, required=True),
        Column(
            "is_personnel",
            Message("Làm công tác nhân sự", "Personnel work"),
            Kind.YES_NO,
            required=True,
            note=Message(
                "Có: người giữ chức danh này làm công tác tổ chức, cán bộ.", "Yes: the holder does personnel work."
            ),
        ),
        Column("field", Message("Lĩnh vực khác", "Other field of work"), Kind.TEXT, longest=60),
        Column(
            "area",
            Message("Địa bàn, lĩnh vực theo dõi", "Area followed"),
            Kind.TEXT,
            longest=120,
            note=Message(
                "Chỉ ghi khi chức danh theo dõi cán bộ của một địa bàn hoặc lĩnh vực.",
                "Only where the post follows the personnel of one area or field.",
            ),
        ),
        code("managed_by", Message("Thuộc diện quản lý của", "Managed by"), "bodies", required=False),
        first_day(),
        last_day(),
        code("proposed_by", Message("Tổ chức đề xuất", "Proposed by"), "bodies", required=False),
        code("decided_by", Message("Tổ chức quyết định", "Decided by"), "bodies", required=False),
        Column(
            "rank",
            Message("Bậc chức danh", "Rank"),
            Kind.NUMBER,
            least=1,
            most=99,
            note=Message(
                "1 là cao nhất. Chức danh tương đương ghi cùng một bậc.", "1 is the highest. Equal posts share a rank."
            ),
        ),
        Column("transfer_group", Message("Nhóm chuyển đổi định kỳ", "Transfer group"), Kind.TEXT, longest=120),
        Column(
            "transfer_months",
            Message("Thời hạn chuyển đổi (tháng)", "Transfer term (months)"),
            Kind.NUMBER,
            least=1,
            most=600,
        ),
        Column("is_transfer_listed", Message("Trong danh mục phải chuyển đổi", "On the transfer list"), Kind.YES_NO),
        Column(
            "place_rule",
            Message("Quy định về người địa phương", "Place rule"),
            Kind.CHOICE,
            choices=labels.PLACE_RULES,
        ),
        Column(
            "is_special_field",
            Message("Thuộc lĩnh vực đặc thù", "Post in a special field"),
            Kind.YES_NO,
            note=Message(
                "Có: vị trí trong danh mục ngành, lĩnh vực đặc thù mà cấp có thẩm quyền ban hành.",
                "Yes: the list of special fields drawn up by the competent authority names the post.",
            ),
        ),
    ),
    identity=("row", "post"),
    defines=Post,
    build=_post,
    home=("body",),
    in_order=(("valid_from", "valid_to"),),
    checks=(one_state_at_a_time("posts", PostState, "post_id"), _one_field_of_work),
    examples=(
        {
            "post": "Ví dụ: gd-so-noi-vu",
            "body": "so-noi-vu",
            "title": "Giám đốc Sở Nội vụ",
            "role": "Người đứng đầu cơ quan cấp tỉnh",
            "is_leader": "Có",
            "is_key_leader": "Có",
            "is_personnel": "Không",
            "field": "Nội vụ",
            "managed_by": "tinh-uy",
            "proposed_by": "so-noi-vu",
            "decided_by": "tinh-uy",
            "rank": "5",
        },
        {
            "post": "Ví dụ: cv-theo-doi-3",
            "body": "so-noi-vu",
            "title": "Chuyên viên theo dõi cán bộ cụm 3",
            "role": "Chuyên viên",
            "is_leader": "Không",
            "is_key_leader": "Không",
            "is_personnel": "Có",
            "area": "Cụm 3",
            "transfer_group": "Tổ chức cán bộ",
            "transfer_months": "60",
            "is_transfer_listed": "Có",
        },
    ),
)

SHEETS: tuple[Sheet, ...] = (PLACES, BODIES, POSTS)

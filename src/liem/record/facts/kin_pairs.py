from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.choices import BodyKind, PostRole, Relation
from liem.record.facts.kinds import PAPERS, count, text, truth
from liem.record.facts.moments import Tables, attested, closed, held, kin

_STANDING_COMMITTEE = (
    PostRole.SECRETARY,
    PostRole.STANDING_DEPUTY_SECRETARY,
    PostRole.DEPUTY_SECRETARY,
    PostRole.STANDING_COMMITTEE_MEMBER,
)
_COMMITTEES = (BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE)
_DEPUTIES = {
    PostRole.SECRETARY: (PostRole.STANDING_DEPUTY_SECRETARY, PostRole.DEPUTY_SECRETARY),
    PostRole.CHAIR: (PostRole.VICE_CHAIR,),
    PostRole.COUNCIL_CHAIR: (PostRole.COUNCIL_VICE_CHAIR,),
    PostRole.DIRECTOR: (PostRole.DEPUTY_DIRECTOR,),
    PostRole.DIVISION_HEAD: (PostRole.DIVISION_DEPUTY,),
}
_HEADS_OF_LEVEL = (PostRole.SECRETARY, PostRole.CHAIR)
_HEADS_OF_SECTOR = (PostRole.DIRECTOR, PostRole.DIVISION_HEAD)
_SECTORS = (
    "nội vụ",
    "thanh tra",
    "tài chính",
    "ngân hàng",
    "thuế",
    "hải quan",
    "công thương",
    "kế hoạch và đầu tư",
    "kế hoạch đầu tư",
    "tài nguyên và môi trường",
    "tài nguyên môi trường",
    "quân đội",
    "quân sự",
    "công an",
    "tòa án",
    "toà án",
    "viện kiểm sát",
)


def _holders(tables: Tables, moment: ir.Table, prefix: str) -> ir.Table:
    """Who holds which post on the day, every column under the prefix."""
    tenure = held(tables["record_tenure"], moment).select("identity", "person_id", "post_id")
    post = held(tables["record_poststate"], moment).select("post_id", "body_id", "role", "field")
    body = held(tables["record_bodystate"], moment).select("body_id", "kind", "level", "place_id")
    rows = tenure.inner_join(post, "post_id").inner_join(body, "body_id")
    names = ("identity", "person_id", "body_id", "role", "field", "kind", "level", "place_id")
    return rows.select(**{f"{prefix}_{name}": rows[name] for name in names})


def _pairs(tables: Tables, moment: ir.Table) -> ir.Table:
    """Pairs of posts held by two relatives in one body or one place, each once."""
    first, second, related = _holders(tables, moment, "a"), _holders(tables, moment, "b"), kin(tables, moment)
    related = related.group_by("kin_a", "kin_b").aggregate(relation=related.kin_relation.min())
    rows = related.inner_join(first, related.kin_a == first.a_person_id)
    rows = rows.inner_join(second, rows.kin_b == second.b_person_id)
    together = (rows.a_body_id == rows.b_body_id) | (rows.a_place_id == rows.b_place_id)
    return rows.filter((rows.a_identity < rows.b_identity) & together)


def _either_way(rows: ir.Table, ask: Callable[[ir.Table, str, str], ir.BooleanValue]) -> ir.BooleanValue:
    return ask(rows, "a", "b") | ask(rows, "b", "a")


def _heads_the_other(rows: ir.Table, head: str, deputy: str) -> ir.BooleanValue:
    return ibis.or_(
        *(
            (rows[f"{head}_role"] == one.value) & rows[f"{deputy}_role"].isin([role.value for role in deputies])
            for one, deputies in _DEPUTIES.items()
        )
    )


def _heads_level_over_sector(rows: ir.Table, head: str, other: str) -> ir.BooleanValue:
    """Null where the other heads an agency whose field of work nobody entered."""
    field = rows[f"{other}_field"].strip().lower()
    possible = rows[f"{head}_role"].isin([one.value for one in _HEADS_OF_LEVEL]) & rows[f"{other}_role"].isin(
        [one.value for one in _HEADS_OF_SECTOR]
    )
    same_level = (rows.a_level == rows.b_level) & (rows.a_place_id == rows.b_place_id).fill_null(False)
    named = ibis.ifelse(field == "", ibis.null("boolean"), field.isin(_SECTORS))
    return ibis.ifelse(possible & same_level, named, ibis.literal(False))


def _rows(tables: Tables, moment: ir.Table) -> ir.Table:
    rows = _pairs(tables, moment).cross_join(moment.select("as_of"))
    for side in ("a", "b"):
        complete = attested(tables, moment, "exceptions").rename(
            **{f"{side}_attested": "attested_subject", f"{side}_complete_to": "complete_to"}
        )
        rows = rows.left_join(complete, rows[f"{side}_body_id"] == complete[f"{side}_attested"])
    same_body = rows.a_body_id == rows.b_body_id
    members = [
        rows[f"{side}_role"].isin([one.value for one in _STANDING_COMMITTEE])
        & rows[f"{side}_kind"].isin([one.value for one in _COMMITTEES])
        for side in ("a", "b")
    ]
    return rows.select(
        subject=rows.a_identity + ":" + rows.b_identity,
        person=rows.a_person_id,
        body=rows.a_body_id,
        relation=rows.relation,
        same_body=same_body,
        same_standing_committee=same_body & members[0] & members[1],
        head_and_deputy=same_body & _either_way(rows, _heads_the_other),
        head_and_sector=_either_way(rows, _heads_level_over_sector),
        exception_agreed=ibis.literal(0, type="int64"),
        exception_agreed_closed=closed(rows.a_complete_to, rows.as_of) & closed(rows.b_complete_to, rows.as_of),
    )


KINDS_OF_KIN = tuple(value for value in Relation.values if value not in {"partner", "child_in_law"})

KIN_PAIR = FactTable(
    name="kin_pair",
    meaning=Message(
        "Hai người thân cùng giữ chức vụ trong một tổ chức hoặc một địa bàn",
        "Two relatives who both hold posts in one body or one place",
    ),
    facts=(
        text(
            "relation",
            "Người thứ hai là gì của người thứ nhất; bên vợ, bên chồng ghi như nhau cho cả hai chiều",
            "What the second person is to the first; relations in law read the same both ways",
            KINDS_OF_KIN,
        ),
        truth(
            "same_body",
            "Cùng một tổ chức",
            "Both posts belong to one body",
            opposite=Message("Khác tổ chức", "The posts belong to different bodies"),
        ),
        truth(
            "same_standing_committee",
            "Cùng là thành viên một ban thường vụ",
            "Both sit on one standing committee",
        ),
        truth(
            "head_and_deputy",
            "Một người là người đứng đầu, một người là cấp phó cùng tổ chức",
            "One heads the body, the other is a deputy there",
        ),
        truth(
            "head_and_sector",
            "Một người đứng đầu cấp ủy hoặc chính quyền, một người đứng đầu ngành thuộc danh mục, cùng cấp",
            "One heads the committee or administration, the other one of the named sectors of the same level",
            paper=Message("lĩnh vực công tác của chức danh đứng đầu ngành", "field of work of the sector's head"),
        ),
        count(
            "exception_agreed",
            "Số văn bản của cấp trên đồng ý trường hợp ngoại lệ",
            "Papers by which a superior agreed to the exception",
            PAPERS,
            paper=Message(
                "xác nhận đã đủ văn bản về trường hợp ngoại lệ", "attestation that papers on exceptions are complete"
            ),
        ),
    ),
    rows=_rows,
    source=Message("trang tính Quan hệ gia đình, Quá trình công tác", "sheets Kinship and Tenures"),
)

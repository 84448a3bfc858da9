from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import Fact, FactTable, FactType
from liem.record.choices import BodyKind, Level, PostRole
from liem.record.facts.moments import Tables, attested, closed, counted, held, known, or_zero


def _places(tables: Tables, prefix: str) -> ir.Table:
    """Each place with the unit that contains it and the one above that."""
    place = tables["record_place"]
    above = place.view()
    rows = place.left_join(above, place.within_id == above.key)
    return rows.select(**{f"{prefix}": place.key, f"{prefix}_in": place.within_id, f"{prefix}_in_in": above.within_id})


def _is_local(rows: ir.Table) -> ir.BooleanColumn:
    """Home lies in the body's place: local. Home known only as something wider than that place: unknown."""
    home = [rows.home, rows.home_in, rows.home_in_in]
    inside = ibis.or_(*[(part == rows.place).fill_null(False) for part in home])
    wider = ibis.or_(*[(part == rows.home).fill_null(False) for part in (rows.place_in, rows.place_in_in)])
    return ibis.cases(
        (rows.home.isnull() | rows.place.isnull(), ibis.null("boolean")),
        (inside, ibis.literal(True)),
        (wider, ibis.null("boolean")),
        else_=ibis.literal(False),
    )


def _key_district_posts(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per person, the key posts of the district level taken up so far."""
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.filter(tenures.valid_from <= tenures.as_of)
    posts = known(tables["record_poststate"], moment)
    bodies = known(tables["record_bodystate"], moment)
    district = bodies.filter(bodies.level == "district").select(district_body=bodies.body_id).distinct()
    key_posts = posts.filter(posts.is_key_leader).select(key_post=posts.post_id, key_body=posts.body_id)
    key_posts = (
        key_posts.inner_join(district, key_posts.key_body == district.district_body).select("key_post").distinct()
    )
    return counted(
        tenures.inner_join(key_posts, tenures.post_id == key_posts.key_post), "person_id", "key_district_posts"
    )


def _rows(tables: Tables, moment: ir.Table) -> ir.Table:
    tenure = held(tables["record_tenure"], moment).select("identity", "person_id", "post_id", "as_of")
    post = held(tables["record_poststate"], moment).select("post_id", "body_id", "role", "is_key_leader")
    body = held(tables["record_bodystate"], moment)
    body = body.select("body_id", "place_id", body_kind=body.kind, body_level=body.level)
    person = known(tables["record_persondetails"], moment).select("person_id", "born_on", "sex", "home_place_id")
    home, place = _places(tables, "home"), _places(tables, "place")
    languages = counted(known(tables["record_languageskill"], moment), "person_id", "foreign_languages")
    districts = _key_district_posts(tables, moment)
    languages_to = attested(tables, moment, "languages").rename(
        languages_of="attested_subject", languages_to="complete_to"
    )
    tenures_to = attested(tables, moment, "tenures").rename(tenures_of="attested_subject", tenures_to="complete_to")
    rows = (
        tenure.inner_join(post, "post_id")
        .inner_join(body, "body_id")
        .left_join(person, "person_id")
        .drop("person_id_right")
    )
    rows = rows.left_join(home, rows.home_place_id == home.home)
    rows = rows.left_join(place, rows.place_id == place.place)
    rows = rows.left_join(languages, rows.person_id == languages.foreign_languages_of)
    rows = rows.left_join(districts, rows.person_id == districts.key_district_posts_of)
    rows = rows.left_join(languages_to, rows.person_id == languages_to.languages_of)
    rows = rows.left_join(tenures_to, rows.person_id == tenures_to.tenures_of)
    return rows.select(
        subject=rows.identity,
        person=rows.person_id,
        body=rows.body_id,
        role=rows.role,
        body_kind=rows.body_kind,
        body_level=rows.body_level,
        place=rows.place_id,
        is_key_leader=rows.is_key_leader,
        is_local=_is_local(rows),
        born_on=rows.born_on,
        is_woman=ibis.ifelse(rows.sex == "", ibis.null("boolean"), rows.sex == "woman"),
        foreign_languages=or_zero(rows.foreign_languages),
        foreign_languages_closed=closed(rows.languages_to, rows.as_of),
        key_district_posts=or_zero(rows.key_district_posts),
        key_district_posts_closed=closed(rows.tenures_to, rows.as_of),
    )


HOLDING = FactTable(
    name="holding",
    meaning=Message("Một cán bộ đang giữ một chức danh", "One official holding one post"),
    facts=(
        Fact("role", FactType.TEXT, Message("Chức danh", "Role of the post"), choices=tuple(PostRole.values)),
        Fact("body_kind", FactType.TEXT, Message("Loại tổ chức", "Kind of the body"), choices=tuple(BodyKind.values)),
        Fact("body_level", FactType.TEXT, Message("Cấp", "Level of the body"), choices=tuple(Level.values)),
        Fact("place", FactType.TEXT, Message("Đơn vị hành chính", "Administrative unit of the body")),
        Fact("is_key_leader", FactType.BOOLEAN, Message("Chức danh lãnh đạo chủ chốt", "Key leading post")),
        Fact(
            "is_local",
            FactType.BOOLEAN,
            Message("Là người địa phương", "Comes from the place of the body"),
            paper=Message("quê quán đến cấp xã", "home place, down to the commune"),
        ),
        Fact(
            "born_on",
            FactType.DATE,
            Message("Ngày sinh", "Date of birth"),
            paper=Message("giấy khai sinh hoặc căn cước", "birth certificate or identity card"),
        ),
        Fact(
            "is_woman",
            FactType.BOOLEAN,
            Message("Là nữ", "Is a woman"),
            paper=Message("giới tính trong sơ yếu lý lịch", "sex in the personal form"),
        ),
        Fact(
            "foreign_languages",
            FactType.COUNT,
            Message("Số ngoại ngữ sử dụng được", "Foreign languages used"),
            paper=Message("xác nhận đã khai đủ phần ngoại ngữ", "attestation that languages are declared in full"),
        ),
        Fact(
            "key_district_posts",
            FactType.COUNT,
            Message("Số chức vụ chủ chốt cấp huyện đã kinh qua", "Key district posts held so far"),
            paper=Message(
                "xác nhận đã khai đủ quá trình công tác", "attestation that past tenures are declared in full"
            ),
        ),
    ),
    rows=_rows,
)

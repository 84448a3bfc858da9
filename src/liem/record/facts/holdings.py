from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.choices import BodyKind, Level, PostRole
from liem.record.facts.kinds import POSTS, YEARS, count, day, text, truth
from liem.record.facts.locality import lies_within, places, resident_years
from liem.record.facts.moments import (
    Tables,
    attested,
    belongs_to_minority,
    closed,
    counted,
    held,
    known,
    leading_posts,
    level_rank,
    or_zero,
)
from liem.record.facts.retirement import retirement_day

_HIGHEST = 3  # the rank of the province: nothing lies below the lowest level, nothing above the highest


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


def _lower_leading_posts(tables: Tables, moment: ir.Table, posts_held: ir.Table) -> ir.Table:
    """Per holding, leading posts that the holder took up before it at a level below; an unknown start was before."""
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.filter(tenures.valid_from.isnull() | (tenures.valid_from <= tenures.as_of))
    tenures = tenures.select("person_id", "post_id", began=tenures.valid_from)
    leading = leading_posts(tables, moment)
    lower = tenures.inner_join(leading, tenures.post_id == leading.leading_post).select(
        "began", "post_rank", led_by=tenures.person_id
    )
    holdings = posts_held.select("identity", "person_id", "valid_from", rank=level_rank(posts_held.body_level))
    rows = holdings.inner_join(
        lower.filter(lower.post_rank < _HIGHEST),
        [holdings.person_id == lower.led_by, holdings["rank"] > lower.post_rank],
    )
    rows = rows.filter(rows.began.isnull() | rows.valid_from.isnull() | (rows.began < rows.valid_from))
    # By person too: that is how one person's rows are found.
    groups = rows.group_by(lower_leading_posts_of=rows.identity, lower_leading_posts_by=rows.person_id)
    return groups.aggregate(lower_leading_posts=rows.count())


def _posts_held(tables: Tables, moment: ir.Table) -> ir.Table:
    """Who holds which post at which body on the day."""
    tenure = held(tables["record_tenure"], moment).select("identity", "person_id", "post_id", "valid_from", "as_of")
    post = held(tables["record_poststate"], moment).select("post_id", "body_id", "role", "is_leader", "is_key_leader")
    body = held(tables["record_bodystate"], moment)
    body = body.select("body_id", "place_id", body_kind=body.kind, body_level=body.level)
    rows = tenure.inner_join(post, "post_id").inner_join(body, "body_id")
    return rows.select(*rows.columns)


def _rows(tables: Tables, moment: ir.Table) -> ir.Table:
    posts_held = _posts_held(tables, moment)
    person = known(tables["record_persondetails"], moment)
    person = person.select(
        "born_on", "sex", "ethnicity", "home_place_id", "birth_place_id", details_of=person.person_id
    )
    home, birth, place = places(tables, "home"), places(tables, "birth"), places(tables, "place")
    languages = counted(known(tables["record_languageskill"], moment), "person_id", "foreign_languages")
    districts = _key_district_posts(tables, moment)
    lower = _lower_leading_posts(tables, moment, posts_held)
    lived = resident_years(tables, moment, posts_held)
    languages_to = attested(tables, moment, "languages").rename(
        languages_of="attested_subject", languages_to="complete_to"
    )
    tenures_to = attested(tables, moment, "tenures").rename(tenures_of="attested_subject", tenures_to="complete_to")
    lived_to = attested(tables, moment, "residences").rename(lived_of="attested_subject", lived_to="complete_to")
    rows = posts_held.left_join(person, posts_held.person_id == person.details_of)
    rows = rows.left_join(home, rows.home_place_id == home.home)
    rows = rows.left_join(birth, rows.birth_place_id == birth.birth)
    rows = rows.left_join(place, rows.place_id == place.place)
    rows = rows.left_join(languages, rows.person_id == languages.foreign_languages_of)
    rows = rows.left_join(districts, rows.person_id == districts.key_district_posts_of)
    its_own = [rows.person_id == lower.lower_leading_posts_by, rows.identity == lower.lower_leading_posts_of]
    rows = rows.left_join(lower, its_own)
    rows = rows.left_join(lived, [rows.person_id == lived.resided_by, rows.identity == lived.resided])
    rows = rows.left_join(lived_to, rows.person_id == lived_to.lived_of)
    rows = rows.left_join(languages_to, rows.person_id == languages_to.languages_of)
    rows = rows.left_join(tenures_to, rows.person_id == tenures_to.tenures_of)
    past_is_closed = closed(rows.tenures_to, rows.as_of)
    return rows.select(
        subject=rows.identity,
        person=rows.person_id,
        body=rows.body_id,
        role=rows.role,
        body_kind=rows.body_kind,
        body_level=rows.body_level,
        place=rows.place_id,
        is_leader=rows.is_leader,
        is_key_leader=rows.is_key_leader,
        since=rows.valid_from,
        is_local=lies_within(rows, "home", "place"),
        is_born_there=lies_within(rows, "birth", "place"),
        born_on=rows.born_on,
        is_woman=ibis.ifelse(rows.sex == "", ibis.null("boolean"), rows.sex == "woman"),
        is_minority=belongs_to_minority(rows.ethnicity),
        retires_on=retirement_day(rows.born_on, rows.sex),
        foreign_languages=or_zero(rows.foreign_languages),
        foreign_languages_closed=closed(rows.languages_to, rows.as_of),
        key_district_posts=or_zero(rows.key_district_posts),
        key_district_posts_closed=past_is_closed,
        lower_leading_posts=or_zero(rows.lower_leading_posts),
        lower_leading_posts_closed=past_is_closed,
        resident_years=or_zero(rows.resident_years),
        resident_years_closed=closed(rows.lived_to, rows.as_of)
        & rows.place_id.notnull()
        & (or_zero(rows.residence_doubts) == 0),
    )


_PAST = Message("xác nhận đã khai đủ quá trình công tác", "attestation that past tenures are declared in full")
_BIRTH = Message("giấy khai sinh hoặc căn cước", "birth certificate or identity card")
_PERSONAL_FORM = Message("trang tính Cán bộ", "sheet People")
_TENURES = Message("trang tính Quá trình công tác", "sheet Tenures")

HOLDING = FactTable(
    name="holding",
    meaning=Message("Một cán bộ đang giữ một chức danh", "One official holding one post"),
    facts=(
        text("role", "Chức danh", "Role of the post", PostRole.values),
        text("body_kind", "Loại tổ chức", "Kind of the body", BodyKind.values),
        text("body_level", "Cấp", "Level of the body", Level.values),
        text(
            "place",
            "Đơn vị hành chính",
            "Administrative unit of the body",
            paper=Message("đơn vị hành chính của tổ chức", "administrative unit of the body"),
        ),
        truth("is_leader", "Chức danh lãnh đạo, quản lý", "Leading post"),
        truth("is_key_leader", "Chức danh lãnh đạo chủ chốt", "Key leading post"),
        day(
            "since",
            "Ngày bắt đầu giữ chức danh",
            "First day in the post",
            paper=Message("quyết định, có ngày bắt đầu", "decision, with its first day"),
            source=_TENURES,
        ),
        truth(
            "is_local",
            "Là người địa phương",
            "Comes from the place of the body",
            opposite=Message("Không phải là người địa phương", "Does not come from the place of the body"),
            paper=Message("quê quán đến cấp xã", "home place, down to the commune"),
            source=_PERSONAL_FORM,
        ),
        truth(
            "is_born_there",
            "Sinh ra tại địa bàn của tổ chức",
            "Was born in the place of the body",
            opposite=Message("Không sinh ra tại địa bàn của tổ chức", "Was not born in the place of the body"),
            paper=Message("nơi sinh đến cấp xã", "birth place, down to the commune"),
            source=_PERSONAL_FORM,
        ),
        day("born_on", "Ngày sinh", "Date of birth", paper=_BIRTH, source=_PERSONAL_FORM),
        truth(
            "is_woman",
            "Là nữ",
            "Is a woman",
            paper=Message("giới tính trong sơ yếu lý lịch", "sex in the personal form"),
            source=_PERSONAL_FORM,
        ),
        truth(
            "is_minority",
            "Là người dân tộc thiểu số",
            "Belongs to an ethnic minority",
            paper=Message("dân tộc trong sơ yếu lý lịch", "ethnicity in the personal form"),
            source=_PERSONAL_FORM,
        ),
        day(
            "retires_on",
            "Ngày đủ tuổi nghỉ hưu trong điều kiện lao động bình thường",
            "Day on which retirement age is reached, in normal working conditions",
            paper=Message("ngày sinh và giới tính trong sơ yếu lý lịch", "date of birth and sex in the personal form"),
            source=Message("tính từ ngày sinh và giới tính", "worked out from date of birth and sex"),
        ),
        count(
            "foreign_languages",
            "Số ngoại ngữ sử dụng được",
            "Foreign languages used",
            Message("ngoại ngữ", "languages"),
            paper=Message("xác nhận đã khai đủ phần ngoại ngữ", "attestation that languages are declared in full"),
            source=Message("trang tính Ngoại ngữ", "sheet Languages"),
        ),
        count(
            "key_district_posts",
            "Số chức vụ chủ chốt cấp huyện đã kinh qua",
            "Key district posts held so far",
            POSTS,
            paper=_PAST,
            source=_TENURES,
        ),
        count(
            "lower_leading_posts",
            "Số chức vụ lãnh đạo ở cấp dưới đã kinh qua trước đó",
            "Leading posts held at a lower level before",
            POSTS,
            paper=_PAST,
            source=_TENURES,
        ),
        count(
            "resident_years",
            "Số năm tròn đã sinh sống tại địa bàn của tổ chức, cộng mọi thời gian",
            "Whole years lived in the place of the body so far, all stays together",
            YEARS,
            paper=Message(
                "xác nhận đã khai đủ các nơi cư trú, có ngày bắt đầu",
                "attestation that places of residence are declared in full, with their first days",
            ),
            source=Message("trang tính Nơi cư trú", "sheet Residences"),
        ),
    ),
    rows=_rows,
    source=Message("trang tính Quá trình công tác, Chức danh, Tổ chức", "sheets Tenures, Posts and Bodies"),
)

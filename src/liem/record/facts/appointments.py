from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.choices import BodyKind, Level
from liem.record.facts.kinds import day, text, truth
from liem.record.facts.moments import Tables, belongs_to_minority, held_on, known


def _rows(tables: Tables, moment: ir.Table) -> ir.Table:
    tenures = known(tables["record_tenure"], moment)
    this_year = (tenures.valid_from <= tenures.as_of) & (tenures.valid_from.year() == tenures.as_of.year())
    tenures = tenures.filter(this_year).select("identity", "person_id", "post_id", began_on=tenures.valid_from)
    posts = known(tables["record_poststate"], moment)
    posts = posts.filter(posts.is_leader).select(
        "body_id", leading_post=posts.post_id, post_from=posts.valid_from, post_to=posts.valid_to
    )
    bodies = known(tables["record_bodystate"], moment)
    bodies = bodies.select(
        "kind", "level", at_body=bodies.body_id, body_from=bodies.valid_from, body_to=bodies.valid_to
    )
    rows = tenures.inner_join(posts, tenures.post_id == posts.leading_post)
    rows = rows.filter(held_on(rows.post_from, rows.post_to, rows.began_on))
    rows = rows.inner_join(bodies, rows.body_id == bodies.at_body)
    rows = rows.filter(held_on(rows.body_from, rows.body_to, rows.began_on))
    person = known(tables["record_persondetails"], moment)
    person = person.select("born_on", "sex", "ethnicity", details_of=person.person_id)
    rows = rows.left_join(person, rows.person_id == person.details_of)
    return rows.select(
        subject=rows.identity,
        person=rows.person_id,
        body=rows.body_id,
        body_kind=rows.kind,
        body_level=rows.level,
        began_on=rows.began_on,
        born_on=rows.born_on,
        is_woman=ibis.ifelse(rows.sex == "", ibis.null("boolean"), rows.sex == "woman"),
        is_minority=belongs_to_minority(rows.ethnicity),
    )


_PERSONAL_FORM = Message("sơ yếu lý lịch", "personal form")

APPOINTMENT = FactTable(
    name="appointment",
    meaning=Message(
        "Một người bắt đầu giữ chức vụ lãnh đạo, quản lý trong năm",
        "One person taking up a leading post in the calendar year asked about",
    ),
    facts=(
        text("body_kind", "Loại tổ chức", "Kind of the body", BodyKind.values),
        text("body_level", "Cấp", "Level of the body", Level.values),
        day("began_on", "Ngày nhận chức vụ", "Day the post was taken up"),
        day("born_on", "Ngày sinh", "Date of birth", paper=_PERSONAL_FORM),
        truth("is_woman", "Là nữ", "Is a woman", paper=_PERSONAL_FORM),
        truth(
            "is_minority",
            "Là người dân tộc thiểu số",
            "Belongs to an ethnic minority",
            paper=Message("dân tộc trong sơ yếu lý lịch", "ethnicity in the personal form"),
        ),
    ),
    rows=_rows,
    source=Message("trang tính Quá trình công tác, Cán bộ", "sheets Tenures and People"),
)

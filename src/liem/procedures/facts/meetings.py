from __future__ import annotations

import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.facts.kinds import PEOPLE, PLACES, count, day, number
from liem.record.facts.moments import Tables, attested, closed, counted, known, or_zero


def _meetings(tables: Tables, moment: ir.Table) -> ir.Table:
    meetings = tables["procedures_nominationmeeting"].cross_join(moment.select("as_of"))
    meetings = meetings.filter(meetings.held_on <= meetings.as_of)
    names = counted(known(tables["procedures_nominee"], moment), "meeting_id", "names")
    complete = attested(tables, moment, "names")
    of_cases = tables["procedures_casemeeting"]
    of_cases = of_cases.select(fixed_for=of_cases.key)
    rows = meetings.left_join(names, meetings.key == names.names_of)
    rows = rows.left_join(of_cases, rows.key == of_cases.fixed_for)
    rows = rows.left_join(complete, rows.key == complete.attested_subject)
    return rows.select(
        subject=rows.key,
        person=rows.key.nullif(rows.key),
        body=rows.body_id,
        held_on=rows.held_on,
        names=or_zero(rows.names),
        # The list of a meeting in a case was fixed whole.
        names_closed=closed(rows.complete_to, rows.held_on) | rows.fixed_for.notnull(),
        places=rows.places.cast("float64"),
    )


NOMINATION_MEETING = FactTable(
    name="nomination_meeting",
    meaning=Message("Một hội nghị lấy ý kiến giới thiệu", "One meeting that gathered nominations"),
    facts=(
        day("held_on", "Ngày họp", "Day of the meeting"),
        count(
            "names",
            "Số người được giới thiệu",
            "Names put forward",
            PEOPLE,
            paper=Message("biên bản hội nghị, đủ danh sách", "minutes of the meeting, with the full list"),
            source=Message("trang tính Người được giới thiệu", "sheet Names put forward"),
        ),
        number("places", "Số vị trí cần chọn", "Places to be filled", PLACES, is_given=True),
    ),
    rows=_meetings,
    source=Message("trang tính Hội nghị giới thiệu", "sheet Nomination meetings"),
)

from __future__ import annotations

import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.facts.kinds import OCCASIONS, count, day
from liem.record.facts.moments import Tables, attested, closed, counted, known, or_zero


def _rows(tables: Tables, moment: ir.Table) -> ir.Table:
    duties = tables["record_declarationduty"].cross_join(moment.select("as_of"))
    duties = duties.select("as_of", "person_id", "body_id", "due_on", duty=duties.key)
    steps = known(tables["record_declaration"], moment)
    steps = steps.filter(steps.taken_on <= steps.as_of).select("duty_id", "step", "taken_on")
    steps = steps.inner_join(duties.select("duty", "due_on"), steps.duty_id == duties.duty)
    filed = steps.filter(steps.step == "filed")
    filings = counted(filed, "duty_id", "filings")
    in_time = counted(filed.filter(filed.taken_on <= filed.due_on), "duty_id", "filings_in_time")
    published = counted(steps.filter(steps.step == "published"), "duty_id", "publications")
    complete = attested(tables, moment, "declarations")
    rows = duties.left_join(filings, duties.duty == filings.filings_of)
    rows = rows.left_join(in_time, rows.duty == in_time.filings_in_time_of)
    rows = rows.left_join(published, rows.duty == published.publications_of)
    rows = rows.left_join(complete, rows.person_id == complete.attested_subject)
    up_to_now = closed(rows.complete_to, rows.as_of)
    return rows.select(
        subject=rows.duty,
        person=rows.person_id,
        body=rows.body_id,
        due_on=rows.due_on,
        filings=or_zero(rows.filings),
        filings_closed=up_to_now,
        filings_in_time=or_zero(rows.filings_in_time),
        filings_in_time_closed=closed(rows.complete_to, rows.due_on),
        publications=or_zero(rows.publications),
        publications_closed=up_to_now,
    )


_ATTESTED = Message("xác nhận sổ theo dõi kê khai đã đủ", "attestation that the register of declarations is complete")
_STEPS = Message("trang tính Các bước kê khai", "sheet Declaration steps")

DECLARATION_DUTY = FactTable(
    name="declaration_duty",
    meaning=Message("Một bản kê khai tài sản, thu nhập phải nộp", "One asset and income declaration owed"),
    facts=(
        day("due_on", "Hạn nộp", "Day by which it is due"),
        count("filings", "Đã nộp", "Filed so far", OCCASIONS, paper=_ATTESTED, source=_STEPS),
        count("filings_in_time", "Nộp đúng hạn", "Filed by the due day", OCCASIONS, paper=_ATTESTED, source=_STEPS),
        count("publications", "Đã công khai", "Published so far", OCCASIONS, paper=_ATTESTED, source=_STEPS),
    ),
    rows=_rows,
    source=Message("trang tính Nghĩa vụ kê khai", "sheet Declaration duties"),
)

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.facts.kinds import day
from liem.record.facts.moments import Tables, known, one_if


def _tenures(tables: Tables, moment: ir.Table) -> ir.Table:
    """The parts of tenures, begun by the day, during which the post carried personnel work.

    A post that went over to another body, or whose work changed, has several states; each part lies in one of them.
    """
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.filter(tenures.valid_from.isnull() | (tenures.valid_from <= tenures.as_of))
    posts = known(tables["record_poststate"], moment)
    posts = posts.filter(posts.field == "personnel").select(
        state_post=posts.post_id,
        area=posts.area,
        body=posts.body_id,
        state_from=posts.valid_from,
        state_to=posts.valid_to,
    )
    rows = tenures.inner_join(posts, tenures.post_id == posts.state_post)
    rows = rows.mutate(
        # Of a tenure that began nobody knows when, no part has a known start.
        start=ibis.ifelse((rows.state_from > rows.valid_from).fill_null(False), rows.state_from, rows.valid_from),
        end=ibis.ifelse(
            rows.valid_to.isnull() | (rows.state_to < rows.valid_to).fill_null(False), rows.state_to, rows.valid_to
        ),
    )
    begun = (rows.start.isnull() | (rows.start <= rows.as_of)) & (
        rows.state_from.isnull() | (rows.state_from <= rows.as_of)
    )
    rows = rows.filter(begun & (rows.start.isnull() | rows.end.isnull() | (rows.start < rows.end)))
    return rows.select(
        person=rows.person_id,
        area=rows.area,
        body=rows.body,
        start=rows.start,
        starts_unknown=one_if(rows.start.isnull()),
        # Every part here began by the day, so one that still runs reaches every later start: the day serves as end.
        reach=rows.end.fill_null(rows.as_of),
        current=one_if(rows.end.isnull() | (rows.end > rows.as_of)),
    )


def _so_far(rows: ir.Table) -> ibis.expr.builders.WindowBuilder:
    return ibis.cumulative_window(
        group_by=[rows.person, rows.area], order_by=[rows.start.asc(nulls_first=True), rows.reach]
    )


def _runs(tenures: ir.Table) -> ir.Table:
    """Numbers the runs: a part that begins after everything before it had ended breaks the run."""
    reached = tenures.mutate(reached=tenures.reach.max().over(_so_far(tenures)))
    order = [reached.start.asc(nulls_first=True), reached.reach]
    before = reached.reached.lag().over(ibis.window(group_by=[reached.person, reached.area], order_by=order))
    broken = reached.mutate(breaks=one_if(before.notnull() & (reached.start > before)))
    return broken.mutate(run=broken.breaks.sum().over(_so_far(broken)))


def _rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Parts that follow one another without a day between form a run, at whatever bodies and however these were
    reorganised; a run that still goes on is a row."""
    tenures = _runs(_tenures(tables, moment))
    runs = tenures.group_by(["person", "area", "run"]).aggregate(
        first=tenures.start.min(),
        starts_unknown=tenures.starts_unknown.sum(),
        current=tenures.current.max(),
        body=tenures.body.max(where=tenures.current == 1),
    )
    runs = runs.filter(runs.current == 1)
    return runs.select(
        subject=ibis.ifelse(runs.area == "", runs.person, runs.person + ":" + runs.area),
        person=runs.person,
        body=runs.body,
        continuous_since=ibis.ifelse(runs.starts_unknown > 0, ibis.null("date"), runs.first),
    )


PERSONNEL_WORK = FactTable(
    name="personnel_work",
    meaning=Message(
        "Một cán bộ đang làm công tác nhân sự, hoặc theo dõi cán bộ của một địa bàn, lĩnh vực",
        "One official now doing personnel work, or following the personnel of one area or field",
    ),
    facts=(
        day(
            "continuous_since",
            "Ngày bắt đầu của thời gian liên tục",
            "First day of the uninterrupted time",
            paper=Message("quyết định phân công, có ngày bắt đầu", "decision of assignment, with its first day"),
        ),
    ),
    rows=_rows,
    source=Message(
        "trang tính Quá trình công tác và trang tính Chức danh (lĩnh vực công tác cán bộ)",
        "sheet Tenures, and sheet Posts (personnel work)",
    ),
)

from __future__ import annotations

import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.choices import Grade
from liem.record.facts.kinds import YEAR, count, number, text
from liem.record.facts.moments import Tables, attested, closed, counted, known, one_if, or_zero


def evaluation_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    forms = known(tables["record_evaluationform"], moment)
    forms = forms.filter(forms.evaluated_on <= forms.as_of)
    products = counted(known(tables["record_evaluationproduct"], moment), "evaluation_id", "products")
    complete = attested(tables, moment, "evaluation_form")
    evaluations = tables["record_evaluation"]
    rows = (
        forms.inner_join(evaluations, forms.evaluation_id == evaluations.key)
        .left_join(products, forms.evaluation_id == products.products_of)
        .left_join(complete, forms.evaluation_id == complete.attested_subject)
    )
    is_closed = closed(rows.complete_to, rows.evaluated_on)
    references = one_if(rows.collective_grade != "") + one_if(rows.body_result != "")
    return rows.select(
        subject=rows.evaluation_id,
        person=rows.person_id,
        body=rows.body_id,
        year=rows.year.cast("float64"),
        grade=rows.grade.nullif(""),
        products=or_zero(rows.products),
        products_closed=is_closed,
        collective_references=references,
        collective_references_closed=is_closed,
    )


_FORM = Message("phiếu đánh giá, có xác nhận đã nhập đủ", "evaluation form, attested as entered in full")

EVALUATION = FactTable(
    name="evaluation",
    meaning=Message("Đánh giá, xếp loại hằng năm của một cán bộ", "The yearly evaluation of one official"),
    facts=(
        number("year", "Năm đánh giá", "Year of the evaluation", YEAR),
        text("grade", "Mức xếp loại", "Grade", Grade.values, paper=_FORM),
        count(
            "products",
            "Số sáng kiến, sản phẩm cụ thể ghi trong phiếu",
            "Initiatives or concrete products on the form",
            Message("sản phẩm", "products"),
            paper=_FORM,
            source=Message("trang tính Sáng kiến, sản phẩm", "sheet Products"),
        ),
        count(
            "collective_references",
            "Mức xếp loại của tập thể và kết quả của đơn vị ghi kèm",
            "Grade of the collective and results of the body recorded beside it",
            Message("mục", "entries"),
            paper=_FORM,
        ),
    ),
    rows=evaluation_rows,
    source=Message("trang tính Đánh giá", "sheet Evaluations"),
)

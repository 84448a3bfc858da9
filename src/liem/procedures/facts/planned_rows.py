"""What would stand in a table if a running case were decided as proposed: rotations, succession, evaluations.

Rules then stop a wrong proposal at its step. Once a case has changed the record, the record itself is asked.
"""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from liem.law.procedures.steps import Kind
from liem.law.vocabulary import RowsOf
from liem.procedures.facts.running import case_people, running_cases
from liem.procedures.facts.stated import as_choice, as_count, as_truth, stated
from liem.procedures.facts.transfer_rows import papers_of_cases
from liem.record.choices import Grade
from liem.record.facts.discipline import standing_discipline
from liem.record.facts.moments import Tables, attested, closed, counted, held, held_on, known, or_zero
from liem.record.facts.ranks import is_higher, ranks_held
from liem.record.facts.retirement import retirement_day

SUCCESSION = (Kind.SUCCESSION, Kind.SUCCESSION_REVISION)
APPOINTING = (
    Kind.APPOINTMENT_INSIDE,
    Kind.APPOINTMENT_OUTSIDE,
    Kind.NOMINATION,
    Kind.COMPETITIVE_SELECTION,
    Kind.CONGRESS_PERSONNEL,
    Kind.ROTATION,
)
REASONS = ("planned", "non_local", "two_terms", "other")
_GRADED = ("committee", "leadership", "head", "member")


def together(stood: RowsOf, planned: Callable[[Tables, ir.Table], ir.Table]) -> RowsOf:
    """What stands on record and what is planned, as one table."""

    def rows(tables: Tables, moment: ir.Table) -> ir.Table:
        on_record = stood(tables, moment)
        coming = planned(tables, moment)
        kinds = on_record.schema()
        return on_record.union(coming.select(**{name: coming[name].cast(kind) for name, kind in kinds.items()}))

    return rows


def _birth(tables: Tables, moment: ir.Table) -> ir.Table:
    person = known(tables["record_persondetails"], moment)
    return person.select(details_of=person.person_id, retires_on=retirement_day(person.born_on, person.sex))


def _undecided(tables: Tables, moment: ir.Table, kinds: tuple[Kind, ...]) -> ir.Table:
    people = case_people(tables, moment, kinds)
    return people.filter(people.decided == 0)


def planned_rotations(tables: Tables, moment: ir.Table) -> ir.Table:
    """People of running cases of rotation, as if moved on the day planned."""
    people = _undecided(tables, moment, (Kind.ROTATION,))
    posts = held(tables["record_poststate"], moment)
    posts = posts.select("rank", target_post=posts.post_id, target_body=posts.body_id)
    rows = people.left_join(posts, people.to_post_id == posts.target_post)
    for own, theirs, table in (
        ("person_id", "details_of", _birth(tables, moment)),
        ("person_id", "ranked_person", ranks_held(tables, moment)),
        ("subject", "stated_of", stated(tables, moment, "rotation", "outstanding", "extra_post", "reason")),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    return rows.select(
        subject=rows.subject,
        person=rows.person_id,
        body=rows.target_body.fill_null(rows.body_id),
        jurisdiction=rows.jurisdiction,
        begun_on=rows.planned_on.fill_null(rows.as_of),
        ended_on=ibis.null("date"),
        retires_on=rows.retires_on,
        post_equal=ibis.cases((rows.unranked == 0, rows["rank"] == rows.best_rank)),
        outstanding=as_truth(rows.outstanding),
        extra_post=as_truth(rows.extra_post),
        reason=as_choice(rows.reason, REASONS),
    )


def _before_appointment(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `put_forward` the cases that would appoint the person and run on the day."""
    return counted(_undecided(tables, moment, APPOINTING), "person_id", "put_forward")


def planned_entries(tables: Tables, moment: ir.Table) -> ir.Table:
    """People of running cases of succession, as if they stood on the list of the post."""
    people = _undecided(tables, moment, SUCCESSION)
    posts = held(tables["record_poststate"], moment)
    posts = posts.select("rank", planned_post=posts.post_id)
    concluded = attested(tables, moment, "political_conclusion")
    concluded = concluded.rename(concluded_section_of="attested_subject", concluded_to="complete_to")
    disciplined = attested(tables, moment, "discipline")
    disciplined = disciplined.rename(discipline_section_of="attested_subject", discipline_to="complete_to")
    conclusions = known(tables["record_politicalconclusion"], moment)
    conclusions = conclusions.filter(conclusions.concluded_on <= conclusions.as_of)
    rows = people
    for own, theirs, table in (
        ("post_id", "planned_post", posts),
        ("person_id", "details_of", _birth(tables, moment)),
        ("person_id", "ranked_person", ranks_held(tables, moment)),
        ("person_id", "disciplined_person", standing_discipline(tables, moment)),
        ("person_id", "concluded_section_of", concluded),
        ("person_id", "discipline_section_of", disciplined),
        ("person_id", "conclusions_of", counted(conclusions, "person_id", "conclusions")),
        ("person_id", "put_forward_of", _before_appointment(tables, moment)),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    return rows.select(
        subject=rows.subject,
        person=rows.person_id,
        body=rows.body_id,
        posts_are_higher=is_higher(rows["rank"], rows.best_rank, rows.unranked),
        appointment_proposed_same_time=or_zero(rows.put_forward) > 0,
        latest_discipline=rows.latest_discipline,
        latest_discipline_closed=closed(rows.discipline_to, rows.joined_on),
        discipline_lapsed=rows.lapsed,
        terms_left=ibis.null("float64"),
        retires_on=rows.retires_on,
        term_starts_on=ibis.null("date"),
        term_ends_on=ibis.null("date"),
        political_conclusions=or_zero(rows.conclusions),
        political_conclusions_closed=closed(rows.concluded_to, rows.joined_on),
        over_age=ibis.null("boolean"),
    )


def _standing_entries(tables: Tables, moment: ir.Table) -> ir.Table:
    """Who stands on an approved list on the day: `listed_person`, `listed_post`."""
    entries = known(tables["record_successionentry"], moment)
    entries = entries.filter(held_on(entries.approved_on, entries.removed_on, entries.as_of))
    lists = tables["record_successionlist"].select("post_id", of_list=tables["record_successionlist"].key)
    rows = entries.inner_join(lists, entries.list_id == lists.of_list)
    return rows.select(listed_person=rows.person_id, listed_post=rows.post_id).distinct()


def planned_lists(tables: Tables, moment: ir.Table) -> ir.Table:
    """Running cases of succession, each as the list that it would make: a revision keeps who stands on it already."""
    cases = running_cases(tables, moment, SUCCESSION)
    cases = cases.filter(cases.decided == 0)
    people = _undecided(tables, moment, SUCCESSION).select("case_id", "person_id", "post_id", "case_kind")
    standing = _standing_entries(tables, moment)
    revised = cases.filter(cases.case_kind == Kind.SUCCESSION_REVISION.value)
    kept = revised.inner_join(standing, revised.post_id == standing.listed_post)
    kept = kept.select(case_id=kept.running_case, person_id=kept.listed_person)
    listed = people.select("case_id", "person_id").union(kept, distinct=True)
    counts = counted(listed, "case_id", "people")
    rows = cases.inner_join(counts, cases.running_case == counts.people_of)
    return rows.select(
        subject=rows.running_case,
        person=ibis.null("string"),
        body=rows.body_id,
        level=ibis.null("string"),
        term_starts_on=ibis.null("date"),
        people=rows.people,
        people_closed=ibis.literal(True),
        incumbents=ibis.null("float64"),
        reviewed_on=ibis.null("date"),
        reviewed_on_closed=ibis.literal(False),
        age_bands=ibis.literal(0, type="int64"),
        age_bands_closed=ibis.literal(False),
        women=ibis.literal(0, type="int64"),
        women_closed=ibis.literal(False),
        young=ibis.literal(0, type="int64"),
        young_closed=ibis.literal(False),
        minorities=ibis.literal(0, type="int64"),
        minorities_closed=ibis.literal(False),
        published=ibis.literal(0, type="int64"),
        published_closed=ibis.literal(False),
    )


def planned_people(tables: Tables, moment: ir.Table) -> ir.Table:
    """People of running cases of succession with the posts they would be planned for: this one beside those on record.
    That all lists are on record is attested about the person."""
    people = _undecided(tables, moment, SUCCESSION)
    standing = _standing_entries(tables, moment)
    others = people.inner_join(standing, people.person_id == standing.listed_person)
    others = others.filter(others.listed_post != others.post_id)
    complete = attested(tables, moment, "succession")
    others = others.group_by(others_person=others.person_id, others_of=others.subject).aggregate(others=others.count())
    rows = people.left_join(others, [people.person_id == others.others_person, people.subject == others.others_of])
    rows = rows.left_join(complete, rows.person_id == complete.attested_subject)
    return rows.select(
        subject=rows.subject,
        person=rows.person_id,
        body=rows.body_id,
        posts=or_zero(rows.others) + 1,
        posts_closed=closed(rows.complete_to, rows.joined_on),
    )


def _graded_cases(tables: Tables, moment: ir.Table) -> ir.Table:
    cases = running_cases(tables, moment, (Kind.EVALUATION,)).cross_join(moment.select("as_of"))
    return cases.filter(cases.decided == 0)


def planned_evaluations(tables: Tables, moment: ir.Table) -> ir.Table:
    """Running cases of evaluation with the grade that is put to the vote; products are those filed with them."""
    rows = _graded_cases(tables, moment)
    products = counted(papers_of_cases(tables, moment, "recognised_results"), "case_id", "products")
    facts = ("grade", "collective_references")
    given = stated(tables, moment, "evaluation", *facts)
    rows = rows.left_join(given, rows.running_case == given.stated_of)
    rows = rows.left_join(products, rows.running_case == products.products_of)
    references = as_count(rows.collective_references)
    return rows.select(
        subject=rows.running_case,
        person=rows.case_person_id,
        body=rows.body_id,
        year=rows.planned_on.year().cast("float64"),
        grade=as_choice(rows.grade, tuple(Grade.values)),
        products=or_zero(rows.products),
        products_closed=ibis.literal(True),
        collective_references=or_zero(references),
        collective_references_closed=references.notnull(),
    )


def planned_gradings(tables: Tables, moment: ir.Table) -> ir.Table:
    """The same cases as gradings: whether the form weighs how the directive was carried out is stated."""
    rows = _graded_cases(tables, moment)
    facts = ("kind", "grade", "collective_grade", "directive_results")
    given = stated(tables, moment, "grading", *facts)
    rows = rows.left_join(given, rows.running_case == given.stated_of)
    results = as_count(rows.directive_results)
    return rows.select(
        subject=rows.running_case,
        person=rows.case_person_id,
        body=rows.body_id,
        kind=as_choice(rows.kind, _GRADED),
        year=rows.planned_on.year().cast("float64"),
        grade=as_choice(rows.grade, tuple(Grade.values)),
        collective_grade=as_choice(rows.collective_grade, tuple(Grade.values)),
        directive_results=or_zero(results),
        directive_results_closed=results.notnull(),
    )

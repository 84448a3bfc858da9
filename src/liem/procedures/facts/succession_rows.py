"""The rows of the fact tables of succession planning."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.facts.calendar import day_before, full_months
from liem.record.facts.discipline import standing_discipline
from liem.record.facts.moments import (
    Tables,
    attested,
    belongs_to_minority,
    closed,
    counted,
    held,
    held_on,
    known,
    one_if,
    or_zero,
)
from liem.record.facts.ranks import is_higher, ranks_held
from liem.record.facts.retirement import retirement_day
from liem.record.secrecy import held_levels

_LEVELS = ("province", "commune")


def _lists(tables: Tables, moment: ir.Table) -> ir.Table:
    """The lists approved by the day: key, post, term and body, and the days of the list. Of those above the ceiling of
    secrecy nothing is asked: their people are kept elsewhere."""
    lists = tables["record_successionlist"].select("key", "body_id", "post_id", "term_id")
    states = known(tables["record_successionliststate"], moment)
    states = states.filter(states.approved_on <= states.as_of)
    states = states.filter(states.secrecy.fill_null("").isin(held_levels()))
    states = states.select("as_of", "reviewed_on", "published_on", state_of=states.list_id)
    return lists.inner_join(states, lists.key == states.state_of).drop("state_of")


def _kept_outside(tables: Tables, moment: ir.Table) -> ir.Table:
    """One row: how many lists approved by the day lie above the ceiling, `lists_outside`. While there is one, nobody's
    places are known in full, whatever was attested before; it is the same for everybody, so that it tells of nobody."""
    states = known(tables["record_successionliststate"], moment)
    states = states.filter(states.approved_on <= states.as_of)
    states = states.filter(~states.secrecy.fill_null("").isin(held_levels()))
    return states.aggregate(lists_outside=states.count())


def _terms(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `term_key` the first and the last day of the term."""
    terms = known(tables["record_termstate"], moment)
    return terms.select(
        term_key=terms.term_id, term_starts_on=terms.valid_from, term_ends_on=day_before(terms.valid_to)
    )


def _entries(tables: Tables, moment: ir.Table) -> ir.Table:
    """Who stands on a list on the day: `entry`, `list_id`, `person_id`, `entered_on`."""
    rows = known(tables["record_successionentry"], moment)
    rows = rows.filter(held_on(rows.approved_on, rows.removed_on, rows.as_of))
    return rows.select("list_id", "person_id", entry=rows.identity, entered_on=rows.approved_on)


def _post_levels(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `levelled_post` that there is on the day: the `level` of its body, and its `rank`."""
    posts = held(tables["record_poststate"], moment)
    posts = posts.select("rank", "body_id", levelled_post=posts.post_id)
    bodies = held(tables["record_bodystate"], moment)
    bodies = bodies.select("level", at_body=bodies.body_id)
    return posts.left_join(bodies, posts.body_id == bodies.at_body).select("levelled_post", "level", "rank")


def _people_on(entries: ir.Table, tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `people_of` (a list): how many stand on it, how many of them are known to be women or of a minority, and of
    how many that is not known."""
    person = known(tables["record_persondetails"], moment).select("person_id", "sex", "ethnicity")
    person = person.rename(details_of="person_id")
    rows = entries.left_join(person, entries.person_id == person.details_of)
    is_minority = belongs_to_minority(rows.ethnicity)
    return rows.group_by(people_of=rows.list_id).aggregate(
        people=rows.count(),
        women=one_if((rows.sex == "woman").fill_null(False)).sum(),
        sex_unknown=one_if(rows.sex.fill_null("") == "").sum(),
        minorities=one_if(is_minority.fill_null(False)).sum(),
        ethnicity_unknown=one_if(is_minority.isnull()).sum(),
    )


def list_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Lists approved by the day. What they hold in full is attested about the list itself, section `succession`."""
    lists = _lists(tables, moment)
    levels = _post_levels(tables, moment)
    people = _people_on(_entries(tables, moment), tables, moment)
    incumbents = counted(held(tables["record_tenure"], moment), "post_id", "incumbents")
    complete = attested(tables, moment, "succession")
    terms = _terms(tables, moment)
    rows = lists.left_join(levels, lists.post_id == levels.levelled_post)
    rows = rows.left_join(terms, rows.term_id == terms.term_key)
    rows = rows.left_join(people, rows.key == people.people_of)
    rows = rows.left_join(incumbents, rows.post_id == incumbents.incumbents_of)
    rows = rows.left_join(complete, rows.key == complete.attested_subject)
    is_closed = closed(rows.complete_to, rows.as_of)
    return rows.select(
        subject=rows.key,
        person=ibis.null("string"),
        body=rows.body_id,
        level=ibis.cases((rows.level.isin(_LEVELS), rows.level)),
        term_starts_on=rows.term_starts_on,
        people=or_zero(rows.people),
        people_closed=is_closed,
        incumbents=or_zero(rows.incumbents).cast("float64"),
        reviewed_on=ibis.cases((rows.reviewed_on <= rows.as_of, rows.reviewed_on)),
        reviewed_on_closed=is_closed,
        # Where one age band ends and the next begins is a value of the rules, not of the record.
        age_bands=ibis.literal(0, type="int64"),
        age_bands_closed=ibis.literal(False),
        women=or_zero(rows.women),
        women_closed=is_closed & (or_zero(rows.sex_unknown) == 0),
        young=ibis.literal(0, type="int64"),
        young_closed=ibis.literal(False),
        minorities=or_zero(rows.minorities),
        minorities_closed=is_closed & (or_zero(rows.ethnicity_unknown) == 0),
        published=one_if((rows.published_on <= rows.as_of).fill_null(False)),
        published_closed=is_closed,
    )


def person_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per person, level and term: posts planned for. That all lists are on record is attested about the person."""
    entries = _entries(tables, moment)
    lists = _lists(tables, moment)
    levels = _post_levels(tables, moment)
    rows = entries.inner_join(lists, entries.list_id == lists.key)
    rows = rows.inner_join(levels, rows.post_id == levels.levelled_post)
    rows = rows.filter(rows.level.notnull())
    groups = rows.group_by(person=rows.person_id, level=rows.level, term=rows.term_id, as_of=rows.as_of)
    found = groups.aggregate(posts=rows.post_id.nunique(), body=rows.body_id.max())
    complete = attested(tables, moment, "succession")
    found = found.left_join(complete, found.person == complete.attested_subject)
    found = found.cross_join(_kept_outside(tables, moment))
    return found.select(
        subject=found.person + ":" + found.level + ":" + found.term,
        person=found.person,
        body=found.body,
        posts=found.posts.cast("int64"),
        posts_closed=closed(found.complete_to, found.as_of) & (found.lists_outside == 0),
    )


def _conclusions(entries: ir.Table, tables: Tables, moment: ir.Table) -> ir.Table:
    """Per entry, by person too: political-standards conclusions dated by the day it was approved."""
    conclusions = known(tables["record_politicalconclusion"], moment)
    conclusions = conclusions.select("concluded_on", concluded_person=conclusions.person_id)
    rows = entries.inner_join(conclusions, entries.person_id == conclusions.concluded_person)
    rows = rows.filter(rows.concluded_on <= rows.entered_on)
    groups = rows.group_by(conclusions_by=rows.person_id, conclusions_of=rows.entry)
    return groups.aggregate(political_conclusions=rows.count())


def _terms_left(rows: ir.Table) -> ir.FloatingValue:
    """How many terms of that length, one after another from the first day of this one, end by the retirement day."""
    term = full_months(rows.term_starts_on, rows.term_ends_on)
    left = full_months(rows.term_starts_on, rows.retires_on)
    return (left / term.nullif(0)).floor().clip(lower=0).cast("float64")


def entry_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Everybody who stands on a list on the day."""
    entries = _entries(tables, moment)
    lists = _lists(tables, moment)
    person = known(tables["record_persondetails"], moment)
    person = person.select(details_of=person.person_id, retires_on=retirement_day(person.born_on, person.sex))
    rows = entries.inner_join(lists, entries.list_id == lists.key)
    concluded = attested(tables, moment, "political_conclusion")
    concluded = concluded.rename(concluded_section_of="attested_subject", concluded_to="complete_to")
    disciplined = attested(tables, moment, "discipline")
    disciplined = disciplined.rename(discipline_section_of="attested_subject", discipline_to="complete_to")
    for own, theirs, table in (
        ("post_id", "levelled_post", _post_levels(tables, moment)),
        ("term_id", "term_key", _terms(tables, moment)),
        ("person_id", "details_of", person),
        ("person_id", "ranked_person", ranks_held(tables, moment)),
        ("person_id", "disciplined_person", standing_discipline(tables, moment)),
        ("person_id", "concluded_section_of", concluded),
        ("person_id", "discipline_section_of", disciplined),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    conclusions = _conclusions(entries, tables, moment)
    its_own = [rows.person_id == conclusions.conclusions_by, rows.entry == conclusions.conclusions_of]
    rows = rows.left_join(conclusions, its_own)
    return rows.select(
        subject=rows.entry,
        person=rows.person_id,
        body=rows.body_id,
        posts_are_higher=is_higher(rows["rank"], rows.best_rank, rows.unranked),
        appointment_proposed_same_time=ibis.null("boolean"),
        latest_discipline=rows.latest_discipline,
        latest_discipline_closed=closed(rows.discipline_to, rows.as_of),
        discipline_lapsed=rows.lapsed,
        terms_left=_terms_left(rows),
        retires_on=rows.retires_on,
        term_starts_on=rows.term_starts_on,
        term_ends_on=rows.term_ends_on,
        political_conclusions=or_zero(rows.political_conclusions),
        political_conclusions_closed=closed(rows.concluded_to, rows.entered_on),
        over_age=ibis.null("boolean"),
    )

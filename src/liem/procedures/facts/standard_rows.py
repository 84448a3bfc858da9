"""The rows of `standard_check`: each candidate for a post against each standard of the post."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.choices import LEVELS_OF, QualificationKind
from liem.record.facts.moments import Tables, attested, closed, held_on, known, one_if

_NO_LEVEL = 0


def _level_rank(kind: ir.StringValue, level: ir.StringValue) -> ir.IntegerValue:
    """The place of a level among those of its kind, from 1; 0 for what is none of them."""
    ranks = (
        ((kind == one.value) & (level == own.value), ibis.literal(rank, "int64"))
        for one, levels in LEVELS_OF.items()
        for rank, own in enumerate(levels, start=1)
    )
    return ibis.cases(*ranks, else_=ibis.literal(_NO_LEVEL, "int64"))


def _reached(tables: Tables, moment: ir.Table) -> ir.Table:
    """Levels that people reached: qualifications, and foreign languages by the level of their certificate."""
    proved = known(tables["record_qualification"], moment)
    proved = proved.select(
        "obtained_on", holder=proved.person_id, held_kind=proved.kind, rank=_level_rank(proved.kind, proved.level)
    )
    spoken = known(tables["record_languageskill"], moment)
    kind = ibis.literal(QualificationKind.LANGUAGE.value)
    spoken = spoken.select(
        obtained_on=spoken.certified_on,
        holder=spoken.person_id,
        held_kind=kind,
        rank=_level_rank(kind, spoken.level.strip().upper()),
    )
    return proved.union(spoken)


def _candidates(tables: Tables, moment: ir.Table) -> ir.Table:
    """Candidacies for a post, each with every standard that held for the post when it was opened."""
    states = known(tables["procedures_candidacystate"], moment)
    states = states.filter(states.opened_on <= states.as_of)
    decided_on = (states.decided_on <= states.as_of).ifelse(states.decided_on, None)
    states = states.select("opened_on", "as_of", state_of=states.candidacy_id, decided_on=decided_on)
    candidacies = tables["procedures_candidacy"].select("key", "person_id", "body_id", "post_id")
    standards = known(tables["record_poststandard"], moment)
    standards = standards.select(
        "kind",
        "valid_from",
        "valid_to",
        standard=standards.identity,
        standard_post=standards.post_id,
        needed=_level_rank(standards.kind, standards.level),
    )
    rows = candidacies.inner_join(states, candidacies.key == states.state_of)
    rows = rows.inner_join(standards, rows.post_id == standards.standard_post)
    rows = rows.filter(held_on(rows.valid_from, rows.valid_to, rows.opened_on))
    return rows.select("key", "person_id", "body_id", "standard", "kind", "needed", "as_of", "decided_on", "opened_on")


def _held_by(candidates: ir.Table, tables: Tables, moment: ir.Table) -> ir.Table:
    """Per candidacy and standard, by person too: levels reached that are high enough, the first day of one, how many of
    them have no day, and how many of the kind say no level."""
    reached = _reached(tables, moment)
    rows = candidates.inner_join(
        reached, [candidates.person_id == reached.holder, candidates.kind == reached.held_kind]
    )
    by_then = rows.obtained_on.isnull() | (rows.obtained_on <= rows.as_of)
    enough = by_then & (rows["rank"] >= rows.needed)
    groups = rows.group_by(held_by=rows.person_id, held_for=rows.key, held_standard=rows.standard)
    return groups.aggregate(
        enough=one_if(enough).sum(),
        first_obtained=rows.obtained_on.min(where=enough),
        no_level=one_if(by_then & (rows["rank"] == _NO_LEVEL)).sum(),
    )


def checks(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per candidacy (`key`) and `standard`, by person and body too: `held`, `first_obtained`, `decided_on`. `held` is
    false only where the candidate's qualifications (or languages) are attested up to the decision, or,
    before one, up to the day asked about."""
    candidates = _candidates(tables, moment)
    found = _held_by(candidates, tables, moment)
    proved = attested(tables, moment, "qualifications").rename(proved_of="attested_subject", proved_to="complete_to")
    spoken = attested(tables, moment, "languages").rename(spoken_of="attested_subject", spoken_to="complete_to")
    rows = candidates.left_join(
        found,
        [
            candidates.person_id == found.held_by,
            candidates.key == found.held_for,
            candidates.standard == found.held_standard,
        ],
    )
    rows = rows.left_join(proved, rows.person_id == proved.proved_of)
    rows = rows.left_join(spoken, rows.person_id == spoken.spoken_of)
    is_language = rows.kind == QualificationKind.LANGUAGE.value
    complete_to = ibis.ifelse(is_language, rows.spoken_to, rows.proved_to)
    complete = closed(complete_to, rows.decided_on.fill_null(rows.as_of))
    held = ibis.cases(
        ((rows.enough > 0).fill_null(False), ibis.literal(True)),
        ((rows.no_level > 0).fill_null(False), ibis.null("boolean")),
        (complete, ibis.literal(False)),
    )
    return rows.select("key", "standard", "person_id", "body_id", "first_obtained", "decided_on", held=held)


def standard_check_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Each candidate beside each standard of the post."""
    rows = checks(tables, moment)
    return rows.select(
        subject=rows.key + ":" + rows.standard,
        person=rows.person_id,
        body=rows.body_id,
        required=ibis.literal(True),
        held=rows.held,
        obtained_on=rows.first_obtained,
        decided_on=rows.decided_on,
    )

"""Succession lists and who stands on them, worked out once more in plain Python.

Rules that nobody can answer yet (the wording is not verified, or nothing on record bears on them) are unknown of
everything that they are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from demo.oracle_basics import MET, NOT_MET, UNKNOWN, Attested, Standings, holds, known, verdict, years_after
from liem.record.models import (
    BodyState,
    Discipline,
    PostState,
    SuccessionEntry,
    SuccessionListState,
    Tenure,
)

MOST_PEOPLE, FEWEST_PEOPLE, MOST_POSTS = 3, 2, 3
OF_LISTS = (
    "succession_list_open",
    "succession_list_reviewed",
    "succession_reviewed_every_year",
    "succession_three_age_bands",
)
OF_ENTRIES = (
    "succession_not_over_age",
    "succession_one_full_term_left",
    "succession_two_terms_preferred",
    "succession_apart_from_appointment",
)


def succession(as_of: date, attested: Attested) -> Standings:
    """The lists approved by the day, their people, and each entry."""
    lists = [one for one in known(SuccessionListState).select_related("list") if one.approved_on <= as_of]
    entries = [
        one
        for one in known(SuccessionEntry).select_related("list")
        if one.approved_on <= as_of and (one.removed_on is None or as_of < one.removed_on)
    ]
    return {
        **dict(_lists(lists, entries, as_of, attested)),
        **dict(_posts(lists, entries, as_of, attested)),
        **dict(_entries(entries, as_of, attested)),
    }


Found = Iterator[tuple[tuple[str, str], str]]


def _lists(lists: list[SuccessionListState], entries: list[SuccessionEntry], as_of: date, attested: Attested) -> Found:
    for one in lists:
        people = sum(entry.list_id == one.list_id for entry in entries)
        closed = attested.reaches(one.list_id, "succession", as_of)
        too_many = people > MOST_PEOPLE
        yield ("succession_people_per_post", one.list_id), NOT_MET if too_many else MET if closed else UNKNOWN
        enough = people >= FEWEST_PEOPLE
        yield ("several_people_per_post", one.list_id), MET if enough else NOT_MET if closed else UNKNOWN
        for rule in OF_LISTS:
            yield (rule, one.list_id), UNKNOWN


def _posts(lists: list[SuccessionListState], entries: list[SuccessionEntry], as_of: date, attested: Attested) -> Found:
    """Per person, level and term the posts planned for."""
    levels = _levels(as_of)
    planned = {one.list_id: (levels[one.list.post_id][0], one.list.term_id, one.list.post_id) for one in lists}
    posts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for entry in entries:
        level, term, post = planned[entry.list_id]
        posts[entry.person_id, level, term].add(post)
    for (person, level, term), own in posts.items():
        closed = attested.reaches(person, "succession", as_of)
        stands = NOT_MET if len(own) > MOST_POSTS else MET if closed else UNKNOWN
        yield ("succession_posts_per_person", f"{person}:{level}:{term}"), stands


def _entries(entries: list[SuccessionEntry], as_of: date, attested: Attested) -> Found:
    levels, disciplines = _levels(as_of), defaultdict(list)
    best: dict[str, int] = {}
    for tenure in known(Tenure):
        if holds(tenure, as_of) and tenure.post_id in levels:
            rank = levels[tenure.post_id][1]
            best[tenure.person_id] = min(rank, best.get(tenure.person_id, rank))
    for discipline in known(Discipline):
        if discipline.published_on <= as_of:
            disciplines[discipline.person_id].append(discipline)
    for entry in entries:
        own = best.get(entry.person_id)
        wanted = levels[entry.list.post_id][1]
        yield ("succession_for_higher_post", entry.identity), verdict(None if own is None else wanted < own)
        lapsed = _lapsed(disciplines[entry.person_id], as_of, attested.reaches(entry.person_id, "discipline", as_of))
        if lapsed is not None:
            yield ("succession_discipline_has_lapsed", entry.identity), lapsed
        for rule in OF_ENTRIES:
            yield (rule, entry.identity), UNKNOWN


def _lapsed(disciplines: list[Discipline], as_of: date, closed: bool) -> str | None:
    """Twelve months after the latest, the last day included, and not before the end that the papers name."""
    if not disciplines:
        return None if closed else UNKNOWN
    over = all(one.ends_on < as_of for one in disciplines)
    latest = max(one.published_on for one in disciplines)
    long_ago = years_after(latest, 1) < as_of
    if not (over and long_ago):
        return NOT_MET
    return MET if closed else UNKNOWN


def _levels(as_of: date) -> dict[str, tuple[str, int]]:
    """Per post of the day the level of its body, and its rank."""
    bodies = {state.body_id: state.level for state in known(BodyState) if holds(state, as_of)}
    return {
        state.post_id: (bodies[state.body_id], state.rank)
        for state in known(PostState)
        if holds(state, as_of) and state.body_id in bodies
    }

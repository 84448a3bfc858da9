"""Which decisions about duplicates hold for a file, and which cannot be followed by whoever imports it."""

from __future__ import annotations

from collections.abc import Mapping

from liem.record.choices import SamePerson
from liem.record.importing import conflicts
from liem.record.importing.answers import DECISIONS, Answers, unknown_pair
from liem.record.importing.duplicates import Within
from liem.record.importing.problems import Problem
from liem.record.importing.reading import ReadSheet


def settle(
    answers: Answers, people: ReadSheet | None, *, within: Within
) -> tuple[Mapping[tuple[str, str], SamePerson], list[Problem]]:
    """The decisions about officials of this file, and the problems of those that lead out of the mandate's reach.

    A decision given now must name officials in the file or within reach. One remembered, perhaps from somebody with a
    wider mandate, leads a code of this file to an official whom this mandate may not reach: then the row is refused.
    """
    rows = {row["person"]: row for row in people.rows} if people else {}
    decided = answers.decided()
    inside = set(rows) | (people.faulty_codes if people else set())
    inside |= within({code for pair in decided for code in pair} - inside)
    problems: list[Problem] = []
    given = {(decision.code, decision.other): row for decision, row in answers.decisions}
    for (code, other), row in given.items():
        for column, named in (("code", code), ("other", other)):
            if named not in inside:
                problems.append(answers.layouts[DECISIONS.key].layout.problem(row, column, unknown_pair(named)))
    holding: dict[tuple[str, str], SamePerson] = {}
    for (code, other), decision in decided.items():
        if other in inside:
            holding[code, other] = decision
        elif (
            people is not None and code in rows and decision is not SamePerson.DIFFERENT and (code, other) not in given
        ):
            problems.append(people.problem(rows[code], "person", conflicts.person_out_of_reach(code)))
    return holding, problems

"""What the printed papers of a case say, read from the record: texts as they are printed, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from liem.law.instruments import Jurisdiction
from liem.procedures.cases.texts import procedure_of
from liem.procedures.decisions.articles import articles_of
from liem.procedures.models import Case, CasePaper, Decision
from liem.record.choices import LEVELS_OF, QualificationKind
from liem.record.days import holds_on, titles_of
from liem.record.importing.labels import GRADES, QUALIFICATION_LEVELS, SEXES
from liem.record.importing.sheets import Choice
from liem.record.models import EvaluationForm, PersonDetails, PostState, Qualification, Tenure
from liem.record.scope import superiors_on
from liem.rulebook.book import known_law

SUBMISSION = "submission"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInShort:
    """One official in a short list. What the record does not hold stays empty."""

    name: str
    born_on: date | None = None
    sex: str = ""
    ethnicity: str = ""
    home: str = ""
    party_on: date | None = None
    degree: str = ""
    theory: str = ""
    post: str = ""
    since: date | None = None
    grade: str = ""
    note: str = ""


def short_list(people: Sequence[str], *, on: date) -> tuple[PersonInShort, ...]:
    """The people in the order given, as the record shows them on the day. A constant number of queries."""
    details = PersonDetails.objects.current().filter(person_id__in=people).select_related("home_place")
    by_person = {row.person_id: row for row in details}
    tenures, grades = _tenures(people, on=on), _grades(people, on=on)
    titles = titles_of(posts={row.post_id for row in tenures.values()})
    degrees, theories = (_highest(people, kind, on=on) for kind in _LEARNING)
    found = []
    for person in people:
        row, tenure = by_person.get(person), tenures.get(person)
        if row is None:
            continue
        held = titles.post(tenure.post_id, on) if tenure else None
        line = PersonInShort(
            name=row.name,
            born_on=row.born_on,
            sex=_word(SEXES, row.sex),
            ethnicity=row.ethnicity,
            home=row.home_place.name if row.home_place else "",
            party_on=row.joined_party_on,
            degree=degrees.get(person, ""),
            theory=theories.get(person, ""),
            post=f"{held.title}, {held.body_name}" if held else "",
            since=tenure.valid_from if tenure else None,
            grade=grades.get(person, ""),
        )
        found.append(line)
    return tuple(found)


_LEARNING = (QualificationKind.DEGREE, QualificationKind.POLITICAL_THEORY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInWords:
    """A decision as it is printed: `issuer` decides, `superior` stands above it; `articles` without their numbers."""

    jurisdiction: str
    issuer: str
    superior: str
    number: str
    dated_on: date
    about: str
    grounds: tuple[str, ...]
    articles: tuple[str, ...]
    signatory: str
    signatory_post: str


def decision_in_words(decision: Decision) -> DecisionInWords:
    """The decision that was entered, with what it brought about as its articles."""
    day, case = decision.decided_on, decision.case
    superior = superiors_on(day).get(decision.body_id)
    titles = titles_of(bodies={decision.body_id, superior or ""} - {""})
    return DecisionInWords(
        jurisdiction=case.jurisdiction if case else Jurisdiction.PARTY,
        issuer=titles.body(decision.body_id, day),
        superior=titles.body(superior, day) if superior else "",
        number=decision.number,
        dated_on=day,
        about=decision.subject,
        grounds=tuple(_grounds(case)) if case else (),
        articles=(*articles_of(decision), f"Quyết định này có hiệu lực kể từ ngày {decision.effective_on:%d/%m/%Y}."),
        signatory=_name(decision.signatory_id),
        signatory_post=_leading_post(decision.signatory_id, on=day),
    )


def _tenures(people: Sequence[str], *, on: date) -> dict[str, Tenure]:
    """The post that each began last and holds."""
    rows = Tenure.objects.current().filter(holds_on(on), person_id__in=people)
    return {row.person_id: row for row in sorted(rows, key=lambda row: (row.valid_from or date.min, row.identity))}


def _highest(people: Sequence[str], kind: QualificationKind, *, on: date) -> dict[str, str]:
    """The highest level of the kind; one without a day counts too."""
    ranks = {str(level): rank for rank, level in enumerate(LEVELS_OF[kind])}
    rows = Qualification.objects.current().filter(person_id__in=people, kind=kind).exclude(obtained_on__gt=on)
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: ranks.get(row.level, -1)):
        field = f" {row.field}" if row.field and kind is QualificationKind.DEGREE else ""
        found[row.person_id] = _word(QUALIFICATION_LEVELS, row.level) + field
    return found


def _grades(people: Sequence[str], *, on: date) -> dict[str, str]:
    """The latest grade, with its year."""
    forms = EvaluationForm.objects.current().filter(evaluation__person_id__in=people, evaluated_on__lte=on)
    rows = forms.exclude(grade="").select_related("evaluation").order_by("evaluation__year", "evaluated_on", "identity")
    return {row.evaluation.person_id: f"{_word(GRADES, row.grade)} ({row.evaluation.year})" for row in rows}


def _word(words: Sequence[Choice], value: str) -> str:
    return next((one.name.vi for one in words if one.value == value), "")


def _grounds(case: Case) -> Iterator[str]:
    """The instruments that the procedure rests on, and the submission."""
    procedure, law = procedure_of(case), known_law()
    for short in dict.fromkeys(clause.directive for clause in procedure.clauses):
        instrument = law.instrument(short)
        if instrument is not None:
            yield (
                f"Căn cứ văn bản số {instrument.symbol} ngày {instrument.dated:%d/%m/%Y} của {instrument.issuer}: "
                f"{instrument.title.vi}"
            )
        else:
            pack = next((one for one in law.packs if one.short == short), None)
            if pack is not None:
                yield f"Căn cứ {pack.title.vi}"
    papers = CasePaper.objects.current().filter(case=case, name=SUBMISSION).exclude(number="")
    for paper in papers.order_by("dated_on", "identity"):
        by = f" của {paper.authority}" if paper.authority else ""
        yield f"Xét Tờ trình số {paper.number} ngày {paper.dated_on:%d/%m/%Y}{by}"


def _name(person: str | None) -> str:
    names = PersonDetails.objects.current().filter(person_id=person).values_list("name", flat=True)
    return names.first() or ""


def _leading_post(person: str | None, *, on: date) -> str:
    """The highest leading post of whoever signs."""
    held = Tenure.objects.current().filter(holds_on(on), person_id=person).values("post_id")
    states = PostState.objects.current().filter(holds_on(on), post_id__in=held, is_leader=True)
    return states.order_by("rank", "post_id").values_list("title", flat=True).first() or ""

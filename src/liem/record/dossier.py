"""One official as the record knows them: posts, languages, results, evaluations, declarations, what is not attested."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from liem.actions.models import Reading, Role
from liem.actions.permissions import Acting
from liem.actions.readings import record_reading
from liem.record.choices import Section
from liem.record.days import PostTitle, Titles, titles_of
from liem.record.models import (
    Attestation,
    DeclarationDuty,
    Evaluation,
    Kinship,
    LanguageSkill,
    PoliticalConclusion,
    RecognisedResult,
    Tenure,
)
from liem.record.people import within
from liem.record.scope import Reach, out_of_reach

SECTIONS: tuple[Section, ...] = (
    Section.TENURES,
    Section.LANGUAGES,
    Section.RESULTS,
    Section.POLITICAL_CONCLUSION,
    Section.DECLARATIONS,
    Section.KINSHIP,
)
"""The sections of a dossier that somebody attests complete; the others belong to single papers."""
SEES_KIN = (Role.ORGANISATION_OFFICER, Role.INSPECTOR)
"""The roles whose work needs to know who is whose relative on record: to keep them out of each other's cases."""


@dataclass(frozen=True, slots=True)
class Held:
    """A tenure with the post as it is called now, or was called at the end; `until` is the first day no longer."""

    post: PostTitle
    since: date | None
    until: date | None
    decision: str

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Language:
    name: str
    level: str
    certified_on: date | None


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    recognised_on: date
    recognised_by: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """That a political-standards conclusion exists: number, date, authority. Its content is never stored."""

    number: str
    concluded_on: date
    authority: str


@dataclass(frozen=True, slots=True)
class YearlyEvaluation:
    """The official's grade beside the collective's; an empty grade is one that the record does not hold."""

    year: int
    body_name: str
    grade: str
    collective_grade: str
    body_result: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """One declaration owed and the steps taken in it; no amounts are ever stored."""

    year: int
    due_on: date
    filed_on: date | None
    published_on: date | None
    verified_on: date | None


@dataclass(frozen=True, slots=True)
class Kin:
    """How many relatives on record the official declared, by relation, and how many others named the official.

    Who they are is not told.
    """

    declared: tuple[tuple[str, int], ...]
    named_by_others: int


@dataclass(frozen=True, slots=True)
class Attested:
    """Who answers for a section being complete, and up to which day; None where nobody does."""

    section: str
    complete_to: date | None
    attested_by: str = ""
    attested_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is shown of one official. `kin` is None for those who may not see it."""

    key: str
    name: str
    born_on: date | None
    sex: str
    ethnicity: str
    home_place: str
    joined_party_on: date | None
    tenures: tuple[Held, ...]
    languages: tuple[Language, ...]
    results: tuple[Result, ...]
    conclusions: tuple[Conclusion, ...]
    evaluations: tuple[YearlyEvaluation, ...]
    declarations: tuple[DeclarationLine, ...]
    kin: Kin | None
    sections: tuple[Attested, ...]

    def posts_on(self, day: date) -> tuple[PostTitle, ...]:
        """The posts held on the day, in order of taking them up."""
        return tuple(held.post for held in self.tenures if held.holds_on(day))

    @property
    def gaps(self) -> tuple[Attested, ...]:
        """The sections that nobody has attested."""
        return tuple(section for section in self.sections if section.complete_to is None)


def dossier(reach: Reach, key: str, *, with_kin: bool) -> Dossier:
    """The official's dossier as it is known now, newest first. Raises LiemError `record.out_of_reach`.

    A constant number of queries.
    """
    details = within(reach).select_related("home_place").filter(person_id=key).first()
    if details is None:
        raise out_of_reach()
    tenures = list(Tenure.objects.filter(known_to__isnull=True, person_id=key))
    evaluations = list(Evaluation.objects.filter(person_id=key).prefetch_related("forms", "products"))
    evaluations.sort(key=lambda one: (-one.year, one.key))
    titles = titles_of(posts={one.post_id for one in tenures}, bodies={one.body_id for one in evaluations})
    return Dossier(
        key=key,
        name=details.name,
        born_on=details.born_on,
        sex=details.sex,
        ethnicity=details.ethnicity,
        home_place=details.home_place.name if details.home_place else "",
        joined_party_on=details.joined_party_on,
        tenures=_tenures(tenures, titles, today=reach.day),
        languages=_languages(key),
        results=_results(key),
        conclusions=_conclusions(key),
        evaluations=tuple(_evaluation(one, titles) for one in evaluations),
        declarations=_declarations(key),
        kin=_kin(key) if with_kin else None,
        sections=_sections(key),
    )


def open_dossier(reach: Reach, key: str, *, by: Acting, with_kin: bool) -> Dossier:
    """The dossier, and, where it is somebody else's, the entry that says who opened it. Nothing is shown unlogged."""
    opened = dossier(reach, key, with_kin=with_kin)
    if by.account.person != key:
        _log_reading(reach, opened, by=by)
    return opened


def _log_reading(reach: Reach, opened: Dossier, *, by: Acting) -> Reading:
    """The reading is entered under the body through which the mandate reaches the official."""
    bodies = [held.post.body for held in opened.tenures if reach.has_body(held.post.body)]
    return record_reading(opened.key, body=bodies[0] if bodies else by.mandate.body, by=by)


def _tenures(tenures: list[Tenure], titles: Titles, *, today: date) -> tuple[Held, ...]:
    newest_first = sorted(tenures, key=lambda one: (one.valid_from or date.min, one.identity), reverse=True)
    return tuple(_held(one, titles, today) for one in newest_first)


def _held(tenure: Tenure, titles: Titles, today: date) -> Held:
    last_day = today if tenure.valid_to is None else min(today, tenure.valid_to - timedelta(days=1))
    return Held(titles.post(tenure.post_id, last_day), tenure.valid_from, tenure.valid_to, tenure.decision)


def _languages(key: str) -> tuple[Language, ...]:
    rows = LanguageSkill.objects.filter(known_to__isnull=True, person_id=key).order_by("language", "identity")
    return tuple(Language(row.language, row.level, row.certified_on) for row in rows)


def _results(key: str) -> tuple[Result, ...]:
    rows = RecognisedResult.objects.filter(known_to__isnull=True, person_id=key).order_by("-recognised_on", "identity")
    return tuple(Result(row.title, row.recognised_on, row.recognised_by) for row in rows)


def _conclusions(key: str) -> tuple[Conclusion, ...]:
    rows = PoliticalConclusion.objects.filter(known_to__isnull=True, person_id=key)
    rows = rows.order_by("-concluded_on", "identity")
    return tuple(Conclusion(row.number, row.concluded_on, row.authority) for row in rows)


def _evaluation(evaluation: Evaluation, titles: Titles) -> YearlyEvaluation:
    form = next((form for form in evaluation.forms.all() if form.known_to is None), None)
    products = sorted(product.title for product in evaluation.products.all() if product.known_to is None)
    return YearlyEvaluation(
        year=evaluation.year,
        body_name=titles.body(evaluation.body_id, form.evaluated_on if form else date(evaluation.year, 12, 31)),
        grade=form.grade if form else "",
        collective_grade=form.collective_grade if form else "",
        body_result=form.body_result if form else "",
        products=tuple(products),
    )


def _declarations(key: str) -> tuple[DeclarationLine, ...]:
    duties = DeclarationDuty.objects.filter(person_id=key).order_by("-due_on", "key").prefetch_related("steps")
    return tuple(_declaration(duty) for duty in duties)


def _declaration(duty: DeclarationDuty) -> DeclarationLine:
    days: dict[str, date] = {}
    for step in duty.steps.all():
        if step.known_to is None:
            days[step.step] = min(step.taken_on, days.get(step.step, step.taken_on))
    return DeclarationLine(duty.year, duty.due_on, days.get("filed"), days.get("published"), days.get("verified"))


def _kin(key: str) -> Kin:
    declared = Kinship.objects.filter(known_to__isnull=True, person_id=key)
    others = Kinship.objects.filter(known_to__isnull=True, relative_id=key)
    counts = Counter(declared.values_list("relation", flat=True))
    unnamed = others.exclude(person_id__in=declared.values("relative_id"))
    return Kin(tuple(sorted(counts.items())), unnamed.values("person_id").distinct().count())


def _sections(key: str) -> tuple[Attested, ...]:
    """Per section, the attestation that reaches furthest."""
    best: dict[str, Attestation] = {}
    for row in Attestation.objects.filter(known_to__isnull=True, subject=key).order_by("complete_to", "attested_on"):
        best[row.section] = row
    return tuple(_attested(section, best.get(section)) for section in SECTIONS)


def _attested(section: str, row: Attestation | None) -> Attested:
    return Attested(section, row.complete_to, row.attested_by, row.attested_on) if row else Attested(section, None)

"""The parts of a dossier as tables of words: what stands in each, and who answers for it being complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liem.record.choices import (
    Assessor,
    DisciplineForm,
    DisciplineSide,
    Grade,
    IdentifierKind,
    QualificationKind,
    QualificationLevel,
    RecruitmentWay,
    Secrecy,
    StayPurpose,
    TalentSource,
    TenureKind,
)
from liem.record.days import PostTitle
from liem.record.dossier import SECTION_OF, Attested, Dossier, Held, Part, YearlyEvaluation
from liem.record.dossier.conduct import Disciplined
from liem.record.identifiers import ShownNumber
from liem.web.wording import day_words

NONE = "–"
_LABELS: dict[str, object] = {
    value: label
    for choices in (
        TenureKind,
        IdentifierKind,
        QualificationKind,
        QualificationLevel,
        RecruitmentWay,
        TalentSource,
        StayPurpose,
        DisciplineForm,
        DisciplineSide,
        Assessor,
        Grade,
    )
    for value, label in choices.choices
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, a note below them, further lines that open; with a sign and a look it is shown as a tag."""

    words: str
    note: str = ""
    lines: tuple[str, ...] = ()
    look: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """`entry` is the identity of the row of the record, `title` what tells it from the others."""

    entry: str
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        return " · ".join(cell.words for cell in self.cells[:3] if cell.words != NONE)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the dossier. `attested` is None for parts that nobody attests."""

    part: Part
    title: str
    columns: tuple[str, ...]
    rows: tuple[SectionRow, ...]
    attested: Attested | None
    note: str = ""

    @property
    def labelled(self) -> list[list[tuple[str, Cell]]]:
        """The rows, each cell beside the head of its column."""
        return [list(zip(self.columns, row.cells, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that are read together."""

    key: str
    title: str
    sections: tuple[SectionView, ...]

    @property
    def number(self) -> int:
        """How many entries they hold together."""
        return sum(len(one.rows) for one in self.sections)

    @property
    def filled(self) -> tuple[SectionView, ...]:
        return tuple(one for one in self.sections if one.rows)

    @property
    def empty(self) -> tuple[SectionView, ...]:
        return tuple(one for one in self.sections if not one.rows)


def groups(dossier: Dossier) -> tuple[Group, ...]:
    """Everything but the details, the numbers and the relatives, which stand by themselves."""
    return (
        Group(
            "career", _("Career"), (_tenures(dossier), _recruitment(dossier), _bodies(dossier), _succession(dossier))
        ),
        Group("learning", _("Learning"), (_qualifications(dossier), _languages(dossier), _trainings(dossier))),
        Group(
            "work",
            _("Work and conduct"),
            (
                _evaluations(dossier),
                _results(dossier),
                _conclusions(dossier),
                _discipline(dossier),
                _declarations(dossier),
            ),
        ),
        Group("living", _("Places"), (_residences(dossier), _stays(dossier))),
    )


def number_lines(numbers: Iterable[ShownNumber]) -> list[tuple[str, str, date | None]]:
    """Kind, number and day of issue."""
    return [(_label(one.kind), one.number, one.issued_on) for one in numbers]


def label_of(value: str) -> str:
    """What people read for a value of the lists of the record."""
    return _label(value)


def _section(
    dossier: Dossier, part: Part, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[Cell]]], note: str = ""
) -> SectionView:
    attested = {one.section: one for one in dossier.sections}.get(SECTION_OF[part]) if part in SECTION_OF else None
    found = tuple(SectionRow(entry, tuple(cells)) for entry, cells in rows)
    return SectionView(part, str(part.label).capitalize(), tuple(columns), found, attested, note)


def _tenures(dossier: Dossier) -> SectionView:
    columns = (_("From"), _("To"), _("Post"), _("By what act"), _("Decision"))
    return _section(dossier, Part.TENURES, columns, ((one.entry, _tenure(one)) for one in dossier.tenures))


def _tenure(one: Held) -> tuple[Cell, ...]:
    return (
        Cell(_day(one.since)),
        Cell(_day(one.last_day) if one.until else _("now")),
        _post(one.post, one.field),
        Cell(_label(one.kind)),
        Cell(one.decision or NONE),
    )


def _recruitment(dossier: Dossier) -> SectionView:
    columns = (_("Decided on"), _("Body"), _("Way"), _("Open to everybody"), _("Decision"))
    rows = (
        (
            one.entry,
            (
                Cell(_day(one.decided_on)),
                Cell(one.body_name),
                Cell(_label(one.way), _label(one.talent_source) if one.talent_source else ""),
                Cell({True: _("yes"), False: _("no"), None: _("not on record")}[one.is_open]),
                Cell(one.decision or NONE),
            ),
        )
        for one in dossier.recruitments
    )
    return _section(dossier, Part.RECRUITMENT, columns, rows)


def _bodies(dossier: Dossier) -> SectionView:
    columns = (_("From"), _("To"), _("Body"), _("Decision"))
    rows = (
        (
            one.entry,
            (
                Cell(_day(one.since)),
                Cell(_day(one.last_day) if one.until else _("now")),
                Cell(one.body_name),
                Cell(one.decision or NONE),
            ),
        )
        for one in dossier.responsibilities
    )
    return _section(dossier, Part.RESPONSIBILITIES, columns, rows)


def _succession(dossier: Dossier) -> SectionView:
    columns = (_("Approved on"), _("Post planned for"), _("Term"), _("Taken off"), _("Level of secrecy"))
    levels = dict(Secrecy.choices)
    rows = (
        (
            one.entry,
            (
                Cell(_day(one.approved_on), one.decision),
                _post(one.post),
                Cell(one.term or NONE),
                Cell(_day(one.removed_on), one.removal_reason),
                Cell(str(levels.get(one.secrecy, _("nobody has said")))),
            ),
        )
        for one in dossier.succession
    )
    return _section(dossier, Part.SUCCESSION, columns, rows)


def _qualifications(dossier: Dossier) -> SectionView:
    columns = (_("Kind"), _("Level"), _("School"), _("Obtained on"), _("Certificate"))
    rows = (
        (
            one.entry,
            (
                Cell(_label(one.kind)),
                Cell(_label(one.level), one.field),
                Cell(one.school or NONE),
                Cell(_day(one.obtained_on)),
                Cell(one.certificate or NONE),
            ),
        )
        for one in dossier.qualifications
    )
    return _section(dossier, Part.QUALIFICATIONS, columns, rows)


def _languages(dossier: Dossier) -> SectionView:
    columns = (_("Language"), _("Level"), _("Certified on"))
    rows = (
        (one.entry, (Cell(one.name), Cell(one.level or NONE), Cell(_day(one.certified_on))))
        for one in dossier.languages
    )
    return _section(dossier, Part.LANGUAGES, columns, rows)


def _trainings(dossier: Dossier) -> SectionView:
    columns = (_("From"), _("To"), _("Course"), _("Held at"))
    rows = (
        (
            one.entry,
            (
                Cell(_day(one.since)),
                Cell(_day(one.last_day)),
                Cell(one.title, _("refresher") if one.is_refresher else ""),
                Cell(one.place or NONE),
            ),
        )
        for one in dossier.trainings
    )
    return _section(dossier, Part.TRAININGS, columns, rows)


def _evaluations(dossier: Dossier) -> SectionView:
    columns = (_("Year"), _("The official"), _("The collective"), _("Products"))
    return _section(dossier, Part.EVALUATIONS, columns, ((one.entry, _evaluation(one)) for one in dossier.evaluations))


def _evaluation(one: YearlyEvaluation) -> tuple[Cell, ...]:
    criteria = tuple(
        ": ".join(filter(None, (f"{each.title} ({_label(each.assessor)})", _label(each.grade) if each.grade else "")))
        + (f" – {each.remark}" if each.remark else "")
        for each in one.criteria
    )
    own = _grade(one.grade, _("assessed by: %(who)s") % {"who": one.assessed_by} if one.assessed_by else "", criteria)
    result = _("Result of the body: %(result)s") % {"result": one.body_result} if one.body_result else ""
    return (
        Cell(str(one.year), one.body_name),
        own,
        _grade(one.collective_grade, result),
        Cell(one.products[0] if one.products else NONE, lines=one.products[1:]),
    )


def _grade(grade: str, note: str = "", lines: tuple[str, ...] = ()) -> Cell:
    if grade:
        return Cell(_label(grade), note, lines)
    return Cell(_("not on record"), note, lines, "unknown", "?")


def _results(dossier: Dossier) -> SectionView:
    columns = (_("Recognised on"), _("Result"), _("Recognised by"))
    rows = (
        (one.entry, (Cell(_day(one.recognised_on)), Cell(one.title), Cell(one.recognised_by)))
        for one in dossier.results
    )
    return _section(dossier, Part.RESULTS, columns, rows)


def _conclusions(dossier: Dossier) -> SectionView:
    columns = (_("Dated"), _("Number"), _("Authority"))
    rows = (
        (one.entry, (Cell(_day(one.concluded_on)), Cell(one.number), Cell(one.authority)))
        for one in dossier.conclusions
    )
    note = _("That it exists, its number, day and authority; its content is not kept.")
    return _section(dossier, Part.CONCLUSIONS, columns, rows, note)


def _discipline(dossier: Dossier) -> SectionView:
    columns = (_("Decided on"), _("Discipline"), _("Decision"), _("Has effect until"), _("State"))
    rows = (
        (
            one.entry,
            (
                Cell(_day(one.decided_on), _published(one.published_on)),
                Cell(_label(one.form), _label(one.side)),
                Cell(one.decision or NONE, one.authority),
                Cell(_day(one.ends_on)),
                _effect(one),
            ),
        )
        for one in dossier.discipline
    )
    note = _("Lapsed discipline is shown to read old decisions by; it weighs no longer than the law lets it.")
    return _section(dossier, Part.DISCIPLINE, columns, rows, note)


def _published(day: date | None) -> str:
    return _("published on %(day)s") % {"day": day_words(day)} if day else ""


def _effect(one: Disciplined) -> Cell:
    if one.lapsed is None:
        return Cell(_("end not on record"), look="unknown", sign="?")
    return Cell(_("lapsed"), sign=NONE) if one.lapsed else Cell(_("has effect"), look="info", sign="●")


def _declarations(dossier: Dossier) -> SectionView:
    columns = (_("Year"), _("Due"), _("Filed"), _("Published"), _("Verified"))
    rows = (
        (
            one.entry,
            (
                Cell(str(one.year)),
                *(Cell(_day(day)) for day in (one.due_on, one.filed_on, one.published_on, one.verified_on)),
            ),
        )
        for one in dossier.declarations
    )
    note = _("Only the steps and their days are kept; amounts never are.")
    return _section(dossier, Part.DECLARATIONS, columns, rows, note)


def _residences(dossier: Dossier) -> SectionView:
    columns = (_("From"), _("To"), _("Place"))
    rows = (
        (one.entry, (Cell(_day(one.since)), Cell(_day(one.last_day) if one.until else _("now")), Cell(one.place)))
        for one in dossier.residences
    )
    return _section(dossier, Part.RESIDENCES, columns, rows, _("The administrative unit only; addresses are not kept."))


def _stays(dossier: Dossier) -> SectionView:
    columns = (_("From"), _("To"), _("Country"), _("Purpose"), _("Permission"))
    rows = (
        (
            one.entry,
            (
                Cell(_day(one.since)),
                Cell(_day(one.last_day) if one.until else _("now")),
                Cell(one.country),
                Cell(_label(one.purpose)),
                Cell(one.permission or NONE),
            ),
        )
        for one in dossier.stays_abroad
    )
    return _section(dossier, Part.STAYS_ABROAD, columns, rows)


def _post(post: PostTitle, field: str = "") -> Cell:
    is_named = post.body_name and post.body_name not in post.title
    return Cell(post.title, " · ".join(filter(None, (post.body_name if is_named else "", field))))


def _label(value: str) -> str:
    return str(_LABELS.get(value, value)) if value else NONE


def _day(day: date | None) -> str:
    return day_words(day) or NONE

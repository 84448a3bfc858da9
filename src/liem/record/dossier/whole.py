"""One official as the record knows them, or knew them at the end of an earlier day; opening it is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.actions.models import Reading
from liem.actions.permissions import Acting
from liem.actions.readings import record_reading
from liem.kernel.errors import LiemError, Message
from liem.kernel.retirement import retirement_day
from liem.record.choices import Sex
from liem.record.days import PostTitle, titles_of
from liem.record.dossier import career, conduct, kin, learning, living
from liem.record.dossier.career import AnswersFor, Held, Planned, Recruited
from liem.record.dossier.conduct import Conclusion, DeclarationLine, Disciplined, Result, YearlyEvaluation
from liem.record.dossier.kin import Kin
from liem.record.dossier.learning import Course, Language, Qualified
from liem.record.dossier.living import Abroad, Lived
from liem.record.dossier.parts import Attested, attested_sections
from liem.record.known import NOW, Known, known_since
from liem.record.models import PersonDetails
from liem.record.people import within
from liem.record.scope import Reach, out_of_reach


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is shown of one official. `kin` is None for those who may not see it; `retires_on` is the day on which
    the age of the law is reached, None where birth or sex is not on record."""

    key: str
    name: str
    other_names: str
    born_on: date | None
    birth_place: str
    sex: str
    ethnicity: str
    home_place: str
    joined_party_on: date | None
    party_official_on: date | None
    retires_on: date | None
    tenures: tuple[Held, ...]
    recruitments: tuple[Recruited, ...]
    responsibilities: tuple[AnswersFor, ...]
    succession: tuple[Planned, ...]
    qualifications: tuple[Qualified, ...]
    languages: tuple[Language, ...]
    trainings: tuple[Course, ...]
    evaluations: tuple[YearlyEvaluation, ...]
    results: tuple[Result, ...]
    conclusions: tuple[Conclusion, ...]
    discipline: tuple[Disciplined, ...]
    declarations: tuple[DeclarationLine, ...]
    residences: tuple[Lived, ...]
    stays_abroad: tuple[Abroad, ...]
    kin: Kin | None
    sections: tuple[Attested, ...]

    def posts_on(self, day: date) -> tuple[PostTitle, ...]:
        """The posts held on the day, in order of taking them up."""
        return tuple(held.post for held in self.tenures if held.holds_on(day))

    @property
    def gaps(self) -> tuple[Attested, ...]:
        """The sections that nobody has attested."""
        return tuple(section for section in self.sections if section.complete_to is None)


def dossier(reach: Reach, key: str, *, with_kin: bool, known: Known = NOW) -> Dossier:
    """The official's dossier, newest first, in a constant number of queries.

    Whether the mandate reaches the official is asked of the record as it is now. Raises LiemError
    `record.out_of_reach`, or `dossier.not_known` where nothing was known of the official then.
    """
    if not within(reach).filter(person_id=key).exists():
        raise out_of_reach()
    rows = known.rows(PersonDetails.objects).filter(person_id=key)
    details = rows.select_related("home_place", "birth_place").first()
    if details is None:
        raise _not_known(known_since(PersonDetails.objects.filter(person_id=key)))
    tenures, recruitments = career.tenure_rows(key, known), career.recruitment_rows(key, known)
    answered_for, planned = career.responsibility_rows(key, known), career.succession_rows(key, known)
    evaluations = conduct.evaluation_rows(key, known)
    titles = titles_of(
        posts={one.post_id for one in tenures} | {one.list.post_id for one in planned},
        bodies={one.body_id for some in (evaluations, recruitments, answered_for) for one in some},
    )
    return Dossier(
        key=key,
        name=details.name,
        other_names=details.other_names,
        born_on=details.born_on,
        birth_place=details.birth_place.name if details.birth_place else "",
        sex=details.sex,
        ethnicity=details.ethnicity,
        home_place=details.home_place.name if details.home_place else "",
        joined_party_on=details.joined_party_on,
        party_official_on=details.party_official_on,
        retires_on=_retires_on(details),
        tenures=career.tenures(tenures, titles, today=reach.day),
        recruitments=career.recruitments(recruitments, titles),
        responsibilities=career.responsibilities(answered_for, titles, today=reach.day),
        succession=career.succession(planned, titles, known, today=reach.day),
        qualifications=learning.qualifications(key, known),
        languages=learning.languages(key, known),
        trainings=learning.trainings(key, known),
        evaluations=tuple(conduct.evaluation(one, titles) for one in evaluations),
        results=conduct.results(key, known),
        conclusions=conduct.conclusions(key, known),
        discipline=conduct.discipline(key, known, on=reach.day),
        declarations=conduct.declarations(key, known),
        residences=living.residences(key, known),
        stays_abroad=living.stays_abroad(key, known),
        kin=kin.kin(key, known) if with_kin else None,
        sections=attested_sections(key, known),
    )


def open_dossier(reach: Reach, key: str, *, by: Acting, with_kin: bool, known: Known = NOW) -> Dossier:
    """The dossier, and, where it is somebody else's, the entry that says who opened it. Nothing is shown unlogged."""
    opened = dossier(reach, key, with_kin=with_kin, known=known)
    if by.account.person != key:
        log_reading(reach, key, by=by)
    return opened


def log_reading(reach: Reach, key: str, *, by: Acting) -> Reading:
    """The reading is entered under the body through which the mandate reaches the official."""
    return record_reading(key, body=body_reached(reach, key) or by.mandate.body, by=by)


def body_reached(reach: Reach, key: str) -> str:
    """The body within reach at which the official holds, or last held, a post; empty where there is none."""
    rows = career.tenure_rows(key, NOW)
    held = career.tenures(rows, titles_of(posts={row.post_id for row in rows}), today=reach.day)
    current_first = sorted(held, key=lambda one: not one.holds_on(reach.day))
    return next((one.post.body for one in current_first if reach.has_body(one.post.body)), "")


def _retires_on(details: PersonDetails) -> date | None:
    if details.born_on is None or not details.sex:
        return None
    return retirement_day(details.born_on, "woman" if details.sex == Sex.WOMAN else "man")


def _not_known(since: date | None) -> LiemError:
    """`known_since` leads to the first day of which the record knows something."""
    return LiemError(
        "dossier.not_known",
        Message(
            f"Vào ngày đó hồ sơ chưa ghi gì về cán bộ này{_from(since, 'vi')}. Hãy chọn ngày muộn hơn, hoặc xem hồ sơ "
            "như hiện nay.",
            f"On that day the record held nothing about this official yet{_from(since, 'en')}. Choose a later day, or "
            "look at the dossier as it is known now.",
        ),
        {"known_since": since.isoformat() if since else ""},
    )


def _from(since: date | None, language: str) -> str:
    if since is None:
        return ""
    return Message(f"; từ ngày {since:%d/%m/%Y} mới có", f"; it does since {since:%d/%m/%Y}").in_language(language)

"""Filling an empty installation with the demo province, in a handful of actions: one a chapter.

A chapter is written whole or not at all, and the ledger tells which ones are; so a fill that was cut off goes on where
it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from liem.actions.accounts import installation
from liem.actions.models import EntryContent
from liem.actions.perform import perform
from liem.demo.accounts import create_accounts, missing_accounts
from liem.demo.careers import build_realm
from liem.demo.careers_moves import build_moves, rotate
from liem.demo.careers_neighbour import build_neighbour
from liem.demo.careers_services import build_services
from liem.demo.cast import add_cast, case_rows, kin_apart, left_to_cases
from liem.demo.dossiers import dossier_rows
from liem.demo.families import kinship_rows
from liem.demo.localities import local_bodies
from liem.demo.mandates import mandate_rows
from liem.demo.neighbour import neighbour_bodies
from liem.demo.people import person_rows, tenure_rows
from liem.demo.places import place_rows
from liem.demo.procedures import meeting_rows, step_rows, steps
from liem.demo.province import COMMITTEE, provincial_bodies
from liem.demo.realm import Realm
from liem.demo.reorganised import former_communes, reorganisation_rows
from liem.demo.reviews import review_rows
from liem.demo.sections import section_rows
from liem.demo.structure import BodyPlan, body_rows, post_rows
from liem.kernel.errors import LiemError, Message
from liem.record.models import Body
from liem.rulebook.book import rule_book
from liem.rulebook.models import Adoption

Progress = Callable[[Message], None]
FILL, ADOPT = "installation.fill", "rulebook.adopt"
PACKS: dict[str, date] = {
    "guidance_30_kh_tu": date(2022, 3, 1),
    "tra_vinh_49_kh_tu": date(2022, 3, 1),
    "khoi_03_nq_tu": date(2022, 3, 1),
    "bac_giang_2021_2025": date(2022, 3, 1),
    "lac_giang_05_kl_tu": date(2025, 8, 15),
    "vietnam": date(2022, 3, 1),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one action writes; `name` is how the ledger remembers it."""

    name: str
    title: Message
    rows: Callable[[Realm], Iterator[models.Model]]
    action: str = FILL


def fill(*, password: str, progress: Progress) -> None:
    """Writes what is not there yet: the chapters, then the demo accounts, all with the same `password`.

    Raises LiemError `demo.other_record` where the installation holds a record that is not the demo's.
    """
    done = _done()
    if not done and Body.objects.exists():
        raise _other_record()
    realm = build_demo_realm()
    for chapter in CHAPTERS:
        if chapter.name not in done:
            progress(chapter.title)
            _write(chapter, realm)
    progress(Message("Tài khoản mẫu", "Demo accounts"))
    create_accounts(password)
    if REVIEWS.name not in done:
        progress(REVIEWS.title)
        _write(REVIEWS, realm)


def is_filled() -> bool:
    """Whether every chapter and every demo account is there."""
    return _done() >= {chapter.name for chapter in (*CHAPTERS, REVIEWS)} and not missing_accounts()


def build_demo_realm() -> Realm:
    """Everybody in the province, the planted cast included; the same every time."""
    realm = build_realm()
    add_cast(realm)
    realm.absorb(build_neighbour())
    rotate(realm.sent_to_communes)
    realm.absorb(build_services())
    realm.absorb(build_moves())
    return realm


def all_bodies() -> list[BodyPlan]:
    """Every body of the two provinces, superiors first."""
    return provincial_bodies() + neighbour_bodies() + local_bodies() + former_communes()


def _bodies(realm: Realm) -> Iterator[models.Model]:
    bodies = all_bodies()
    yield from place_rows()
    yield from body_rows(bodies)
    yield from post_rows(bodies)
    yield from reorganisation_rows()


def _people(realm: Realm) -> Iterator[models.Model]:
    yield from person_rows(realm.population.officials)
    yield from tenure_rows(realm.population.officials)
    yield from mandate_rows(realm)


def _sections(realm: Realm) -> Iterator[models.Model]:
    apart = kin_apart() | {frozenset({step.person, person}) for step in steps(realm) for _, person in step.participants}
    yield from section_rows(realm, left_to_cases(realm))
    yield from dossier_rows(realm)
    yield from kinship_rows(realm.population.officials, apart)


def _procedures(realm: Realm) -> Iterator[models.Model]:
    yield from step_rows(steps(realm))
    yield from meeting_rows(realm)


def _cases(realm: Realm) -> Iterator[models.Model]:
    return case_rows(realm)


def _adoptions(realm: Realm) -> Iterator[models.Model]:
    digests = {pack.id: pack.digest for pack in rule_book().packs}
    for number, (pack, day) in enumerate(PACKS.items(), start=31):
        yield Adoption(
            identity=f"{COMMITTEE}:{pack}",
            body=COMMITTEE,
            pack=pack,
            valid_from=day,
            decision=f"Quyết định số {number}-QĐ/TU, {day:%d/%m/%Y}",
            pack_digest=digests[pack],
        )


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("bodies", Message("Tổ chức bộ máy và chức danh", "Bodies and posts"), _bodies),
    Chapter("people", Message("Cán bộ và quá trình công tác", "Officials and their tenures"), _people),
    Chapter("sections", Message("Đánh giá, kê khai, quan hệ gia đình", "Evaluations, declarations, kin"), _sections),
    Chapter("procedures", Message("Quy trình nhân sự và hội nghị", "Personnel procedures and meetings"), _procedures),
    Chapter("cases", Message("Các trường hợp cài sẵn", "The planted cases"), _cases),
    Chapter("adoptions", Message("Áp dụng các bộ quy định", "Adopting the packs"), _adoptions, ADOPT),
)
REVIEWS = Chapter("reviews", Message("Đợt rà soát hồ sơ", "The review of the dossiers"), review_rows)
"""Written last: it names the account that went through the dossiers."""


def _write(chapter: Chapter, realm: Realm) -> None:
    perform(
        chapter.action,
        by=installation(),
        body=None,
        subjects=[COMMITTEE],
        content={"chapter": chapter.name},
        write=lambda w: w.add(chapter.rows(realm)),
    )


def _done() -> set[str]:
    entries = EntryContent.objects.filter(entry__action__in=(FILL, ADOPT)).values_list("content", flat=True)
    return {json.loads(content).get("chapter", "") for content in entries} - {""}


def _other_record() -> LiemError:
    return LiemError(
        "demo.other_record",
        Message(
            "Cơ sở dữ liệu này đã có hồ sơ khác, nên không dựng tỉnh mẫu vào. "
            "Hãy chọn cơ sở dữ liệu trống bằng LIEM_DATABASE_URL.",
            "This database already holds another record, so the demo province is not built into it. "
            "Choose an empty one with LIEM_DATABASE_URL.",
        ),
    )

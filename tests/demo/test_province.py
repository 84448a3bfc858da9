"""The generator: always the same province, whole in itself, and nobody and nothing in it real."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.agencies import AGENCIES, COMMISSIONS, FRONT_AND_UNIONS, SERVICES
from liem.demo.cases import gaps
from liem.demo.fill import CHAPTERS, all_bodies, build_demo_realm
from liem.demo.gaps import all_gaps
from liem.demo.people import SERVING_TO, Official, Stint
from liem.demo.places import ALL_COMMUNES, ALL_DISTRICTS
from liem.demo.reference import page
from liem.kernel.dates import Term, end_of
from liem.kernel.retirement import retirement_day
from liem.record.choices import Level, Sex

REPOSITORY = Path(__file__).resolve().parents[2]

# Everything that the generator makes, hashed in a process of its own with another order of sets.
DIGEST = """
import os, hashlib, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
import django; django.setup()
from liem.demo.cases import gaps
from liem.demo.fill import CHAPTERS, build_demo_realm
realm, digest = build_demo_realm(), hashlib.sha256()
for chapter in CHAPTERS:
    for row in chapter.rows(realm):
        values = {field.attname: str(getattr(row, field.attname)) for field in row._meta.concrete_fields}
        digest.update(repr((row._meta.label, sorted(values.items()))).encode())
print(digest.hexdigest())
"""


def digest_with(hash_seed: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env={"PYTHONHASHSEED": hash_seed, "PATH": "", "LIEM_DATABASE_URL": "sqlite:///unused.sqlite3"},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def everybody() -> list[Official]:
    return build_demo_realm().population.officials


def in_order() -> list[Official]:
    """Everybody but those whose dossier contradicts itself on purpose."""
    return [official for official in everybody() if official.key not in gaps.people()]


def retiring() -> list[tuple[Official, date]]:
    """Everybody whose birth and sex the file gives, with the day of reaching retirement age."""
    return [
        (official, retirement_day(official.born_on, "woman" if official.sex == Sex.WOMAN else "man"))
        for official in everybody()
        if official.born_on and official.sex
    ]


def held(official: Official) -> list[Stint]:
    return [*official.stints, *official.memberships]


def test_two_processes_make_the_same_rows() -> None:
    assert digest_with("1") == digest_with("2")


def test_the_sizes_are_those_of_a_province() -> None:
    realm = build_demo_realm()
    levels = Counter(body.level for body in all_bodies() if body.key.count("/") == 0)
    assert (len(ALL_DISTRICTS), len(ALL_COMMUNES), len(realm.population.officials)) == (16, 124, 5626)
    assert levels == {Level.PROVINCE: 76, Level.DISTRICT: 16, Level.COMMUNE: 124}
    assert len((*COMMISSIONS, *AGENCIES, *FRONT_AND_UNIONS, *SERVICES)) == 40


def test_every_post_is_held_within_the_time_in_which_it_exists() -> None:
    lives: dict[str, tuple[date, date]] = {}
    for body in all_bodies():
        for post in body.posts:
            start, end = post.start or body.periods[0].start, post.end or body.periods[-1].end
            lives[body.post(post.slug)] = (start, end or date.max)
    outside = [
        (official.key, stint)
        for official in in_order()
        for stint in held(official)
        if (stint.start or lives[stint.post][0]) < lives[stint.post][0]
        or (stint.end or lives[stint.post][1]) > lives[stint.post][1]
        or (stint.start or date.min) >= (stint.end or date.max)
        or (stint.start or date.min) > CLOSING_DAY
    ]
    assert outside == []


def test_a_leading_seat_has_one_holder() -> None:
    single = ("/bi-thu", "/ubnd/chu-tich", "/pho-bi-thu-thuong-truc", "/truong", "/giam-doc")
    for day in (DISTRICTS_DAY, CLOSING_DAY):
        holders = Counter(
            stint.post
            for official in in_order()
            for stint in held(official)
            if stint.covers(day) and stint.post.endswith(single)
        )
        assert {post: count for post, count in holders.items() if count > 1} == {}


def test_nobody_takes_up_a_post_before_22_but_who_is_planted_for_it() -> None:
    young = {
        official.key
        for official in everybody()
        if (born_on := official.born_on)
        and any(stint.start and stint.start < end_of(born_on, Term(years=22)) for stint in held(official))
    }
    assert young == {"p0189"}


def test_nobody_holds_or_takes_up_a_post_after_reaching_retirement_age() -> None:
    # A post without an end is held on, to the day on which the record is looked at.
    late = [
        (official.key, stint)
        for official, day in retiring()
        for stint in held(official)
        if day <= SERVING_TO and (stint.end or date.max) > day
    ]
    assert late == []


def test_only_those_planted_without_birth_or_sex_retire_on_an_unknown_day() -> None:
    known = {official.key for official, _ in retiring()}
    unknown = {official.key for official in everybody()} - known
    assert unknown == {gap.person for gap in all_gaps(build_demo_realm()) if gap.check in {"birth", "sex"}}


def test_some_reach_retirement_age_in_the_coming_year() -> None:
    coming = Counter(
        (day.year, day.month)
        for official, day in retiring()
        if SERVING_TO < day < date(2027, 12, 1) and official.any_post(SERVING_TO)
    )
    # Women's age rises by four months in January 2027, so none of them reaches it before May.
    assert coming == {
        (2026, 12): 7,
        (2027, 5): 11,
        (2027, 6): 17,
        (2027, 7): 9,
        (2027, 8): 11,
        (2027, 9): 6,
        (2027, 10): 4,
        (2027, 11): 6,
    }


def test_keys_fit_and_no_row_is_made_twice() -> None:
    realm = build_demo_realm()
    keys = [
        (row._meta.label, str(getattr(row, "identity", row.pk))) for chapter in CHAPTERS for row in chapter.rows(realm)
    ]
    assert [key for key in keys if len(key[1]) > 64] == []
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_no_place_is_real(shared_folder: Path) -> None:
    with (shared_folder / "data" / "administrative_units.csv").open(encoding="utf-8", newline="") as file:
        units = list(csv.DictReader(file))
    real = {unit["name"].casefold() for unit in units} | {unit["province"].casefold() for unit in units}
    ours = {place.name.casefold() for place in (*ALL_DISTRICTS, *ALL_COMMUNES)}
    ours |= {"tỉnh lạc giang", "tỉnh nhạn hải"} | {f"{commune.name} nhị".casefold() for commune in ALL_COMMUNES}
    assert ours & real == set()


def test_the_reference_page_is_the_one_that_the_planted_list_gives() -> None:
    assert (REPOSITORY / "docs" / "reference" / "demo-province.md").read_text(encoding="utf-8") == page()

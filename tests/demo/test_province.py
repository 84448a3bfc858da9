"""The generator: always the same province, whole in itself, and nobody and nothing in it real."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.fill import CHAPTERS, build_demo_realm
from liem.demo.localities import local_bodies
from liem.demo.people import Official, Stint
from liem.demo.places import COMMUNES, DISTRICTS
from liem.demo.province import provincial_bodies
from liem.demo.reference import page
from liem.record.choices import Level

REPOSITORY = Path(__file__).resolve().parents[2]

# Everything that the generator makes, hashed in a process of its own with another order of sets.
DIGEST = """
import os, hashlib, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
import django; django.setup()
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


def held(official: Official) -> list[Stint]:
    return [*official.stints, *official.memberships]


def test_two_processes_make_the_same_rows() -> None:
    assert digest_with("1") == digest_with("2")


def test_the_sizes_are_those_of_a_province() -> None:
    realm = build_demo_realm()
    levels = Counter(body.level for body in provincial_bodies() + local_bodies() if body.key.count("/") == 0)
    assert (len(DISTRICTS), len(COMMUNES), len(realm.population.officials)) == (8, 60, 3019)
    assert levels == {Level.PROVINCE: 33, Level.DISTRICT: 8, Level.COMMUNE: 60}


def test_every_post_is_held_within_the_time_in_which_it_exists() -> None:
    lives: dict[str, tuple[date, date]] = {}
    for body in provincial_bodies() + local_bodies():
        for post in body.posts:
            start, end = post.start or body.periods[0].start, post.end or body.periods[-1].end
            lives[body.post(post.slug)] = (start, end or date.max)
    outside = [
        (official.key, stint)
        for official in build_demo_realm().population.officials
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
            for official in build_demo_realm().population.officials
            for stint in held(official)
            if stint.covers(day) and stint.post.endswith(single)
        )
        assert {post: count for post, count in holders.items() if count > 1} == {}


def test_nobody_takes_up_a_post_as_a_child() -> None:
    young = [
        official.key
        for official in build_demo_realm().population.officials
        if official.born_on
        and any(stint.start and stint.start.year - official.born_on.year < 18 for stint in held(official))
    ]
    assert young == []


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
    ours = {place.name.casefold() for place in (*DISTRICTS, *COMMUNES)} | {"tỉnh lạc giang"}
    assert ours & real == set()


def test_the_reference_page_is_the_one_that_the_planted_list_gives() -> None:
    assert (REPOSITORY / "docs" / "reference" / "demo-province.md").read_text(encoding="utf-8") == page()

"""Popolo files as they lie about in the world: what can be taken comes in, all else is told with its place."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liem.actions.permissions import Acting
from liem.record.importing import RECORD_SHEETS, ImportReport
from liem.record.models import BodyState, PersonDetails, Tenure
from liem.record.popolo import Assumptions, import_popolo
from liem.record.popolo.conversion import Converted

ANSWERS = ["level=province", "kind=unit", "kind:legislature=council", "role=specialist", "leading=no"]
MAY = {"id": "p/1", "name": "Lò Thị Mây", "birth_date": "1985-09-05", "gender": "female"}
PAO = {"id": "p/2", "name": "Vàng A Páo"}
HALL = {"id": "o/hall", "name": "Hội đồng Thử", "classification": "legislature"}
PARTY = {"id": "o/party", "name": "Hội Mơ", "classification": "party"}


def brought(path: Path, file: object, by: Acting) -> tuple[ImportReport, Converted]:
    path.write_text(file if isinstance(file, str) else json.dumps(file, ensure_ascii=False), encoding="utf-8")
    return import_popolo(path, sheets=RECORD_SHEETS, by=by, assumptions=Assumptions.parse(ANSWERS))


@pytest.fixture
def bring(officer: Acting, tmp_path: Path) -> Any:
    """Brings a file in and gives what was told of it; no file here is held up by a fault."""

    def run(file: object, name: str = "theirs.json") -> list[tuple[str, str, str, str]]:
        report, converted = brought(tmp_path / name, file, officer)
        assert (report.errors, report.duplicates, report.entry is not None) == ((), (), True)
        return [(one.list_name, one.code, one.field, one.why) for one in converted.notes]

    return run


def people() -> dict[str, date | None]:
    """Those of these files, by name: the record has others."""
    found = PersonDetails.objects.filter(source__contains="theirs")
    return dict(found.values_list("name", "born_on"))


def stays() -> list[tuple[str, str, date | None, date | None]]:
    """Who held what, and from when until when (the first day no longer)."""
    found = Tenure.objects.filter(source__contains="theirs").order_by("source")
    names = dict(PersonDetails.objects.values_list("person_id", "name"))
    return [(names[one.person_id], one.post.key, one.valid_from, one.valid_to) for one in found]


def superiors() -> Mapping[str, str | None]:
    found = BodyState.objects.filter(source__contains="theirs")
    return dict(found.values_list("name", "superior_id"))


def test_a_parliament_with_terms_parties_areas_and_links(bring: Any) -> None:
    told = bring(
        {
            "meta": {"sources": ["https://example.org"]},
            "persons": [
                {
                    **MAY,
                    "sort_name": "Mây, Lò Thị",
                    "identifiers": [{"scheme": "wikidata", "identifier": "Q0"}],
                    "other_names": [{"name": "Cô Mây", "note": "alternate"}],
                    "links": [{"url": "https://example.org/may"}],
                    "images": [{"url": "https://example.org/may.jpg"}],
                }
            ],
            "organizations": [{**HALL, "seats": 50}, PARTY],
            "areas": [{"id": "area/a", "name": "Đơn vị bầu cử A", "type": "constituency"}],
            "events": [
                {"id": "term/1", "classification": "legislative period", "start_date": "2011-05-01", "end_date": "2016"}
            ],
            "memberships": [
                {
                    "person_id": "p/1",
                    "organization_id": "o/hall",
                    "role": "member",
                    "on_behalf_of_id": "o/party",
                    "area_id": "area/a",
                    "legislative_period_id": "term/1",
                }
            ],
        }
    )
    assert people() == {"Lò Thị Mây": date(1985, 9, 5)}
    ((name, _, since, until),) = stays()
    assert (name, since, until) == ("Lò Thị Mây", date(2011, 5, 1), date(2017, 1, 1))
    assert set(told) == {
        ("—", "meta", "—", ""),
        *(("persons", "p/1", field, "") for field in ("sort_name", "identifiers", "other_names", "links", "images")),
        ("organizations", "o/hall", "seats", ""),
        ("areas", "area/a", "classification", ""),
        ("memberships", "memberships[0]", "on_behalf_of_id", ""),
        ("memberships", "memberships[0]", "area_id", ""),
        ("events", "term/1", "end_date", "latest"),
    }


@pytest.mark.parametrize(
    ("written", "day", "why"),
    [
        ("2015-06-01", date(2015, 6, 1), None),
        ("2015-06", None, "day"),
        ("2015", None, "day"),
        (2015, None, "day"),
        ("2015-00-00", None, "day"),
        ("1802-01-01", None, "outside"),
        ("about 2015", None, ""),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_beginning_known_in_part_is_not_known(bring: Any, written: object, day: date | None, why: str | None) -> None:
    told = bring(
        {
            "persons": [PAO],
            "organizations": [HALL],
            "memberships": [
                {"id": "m", "person_id": "p/2", "organization_id": "o/hall", "role": "Clerk", "start_date": written}
            ],
        }
    )
    assert [one[2] for one in stays()] == [day]
    assert told == ([] if why is None else [("memberships", "m", "start_date", why)])


def test_an_end_in_the_far_future_is_no_end(bring: Any) -> None:
    stay = {"id": "m", "person_id": "p/2", "organization_id": "o/hall", "role": "Clerk", "end_date": "9999-12-31"}
    assert bring({"persons": [PAO], "organizations": [HALL], "memberships": [stay]}) == [
        ("memberships", "m", "end_date", "outside")
    ]
    assert [one[3] for one in stays()] == [None]


def test_organizations_in_a_circle_or_under_nobody_come_under_the_mandate(bring: Any) -> None:
    told = bring(
        {
            "organizations": [
                {"id": "a", "name": "Ban A", "parent_id": "b"},
                {"id": "b", "name": "Ban B", "parent_id": "c"},
                {"id": "c", "name": "Ban C", "parent_id": "b"},
                {"id": "d", "name": "Ban D", "parent_id": "d"},
                {"id": "e", "name": "Ban E", "parent_id": "gone"},
                {"id": "f", "name": "Ban F"},
            ]
        }
    )
    assert superiors() == {
        "Ban A": "b",
        "Ban B": "tinh",
        "Ban C": "tinh",
        "Ban D": "tinh",
        "Ban E": "tinh",
        "Ban F": "tinh",
    }
    assert sorted(told) == [
        ("organizations", "b", "parent_id", "circle"),
        ("organizations", "c", "parent_id", "circle"),
        ("organizations", "d", "parent_id", "circle"),
        ("organizations", "e", "parent_id", "absent"),
    ]


def test_what_names_nobody_that_is_there_is_left_out_alone(bring: Any) -> None:
    told = bring(
        {
            "persons": [PAO, {"id": "p/3", "birth_date": "1970-01-01"}],
            "organizations": [HALL],
            "posts": [
                {"id": "seat", "label": "Ghế 1", "organization_id": "o/hall"},
                {"id": "lost", "label": "Ghế 2", "organization_id": "gone"},
                {"id": "mute", "organization_id": "o/hall"},
            ],
            "memberships": [
                {"id": "m1", "person_id": "p/2", "post_id": "seat"},
                {"id": "m2", "person_id": "p/3", "organization_id": "o/hall"},
                {"id": "m3", "person_id": "p/2", "organization_id": "o/hall", "post_id": "lost", "role": "Clerk"},
                {"id": "m4", "person_id": "p/2"},
            ],
        }
    )
    assert [(name, post == "seat") for name, post, *_ in stays()] == [("Vàng A Páo", True), ("Vàng A Páo", False)]
    assert told == [
        ("posts", "mute", "label", "nameless"),
        ("persons", "p/3", "name", "nameless"),
        ("posts", "lost", "organization_id", "absent"),
        ("memberships", "m2", "person_id", "absent"),
        ("memberships", "m3", "post_id", "absent"),
        ("memberships", "m4", "person_id, organization_id", ""),
    ]


def test_memberships_inside_people_and_organizations_inside_those(bring: Any) -> None:
    inner = {"id": "o/x", "name": "Ban X", "memberships": [{"id": "m2", "person_id": "p/2", "role": "Clerk"}]}
    told = bring(
        [{**MAY, "memberships": [{"id": "m1", "role": "Chair", "organization": inner}]}, {**PAO, "gender": "m"}]
    )
    assert sorted(one[0] for one in stays()) == ["Lò Thị Mây", "Vàng A Páo"]
    assert told == []


def test_one_object_on_a_line_also_with_odd_separators_inside(bring: Any) -> None:
    lines = [json.dumps({**MAY, "summary": "một\u2028hai"}, ensure_ascii=False), "", json.dumps({**HALL, "note": "x"})]
    told = bring("\n".join(lines), "theirs.jsonl")
    assert (people(), list(superiors())) == ({"Lò Thị Mây": date(1985, 9, 5)}, ["Hội đồng Thử"])
    assert told == [("organizations", "o/hall", "note", ""), ("persons", "p/1", "summary", "")]


def test_objects_one_after_another_over_many_lines(bring: Any) -> None:
    assert (
        bring(json.dumps(PAO, indent=2).replace("{", '{"gender": "male",', 1) + "\n" + json.dumps(HALL, indent=2)) == []
    )
    assert people() == {"Vàng A Páo": None}


def test_people_under_their_ids_instead_of_in_a_list(bring: Any) -> None:
    assert bring({"name": "Bộ dữ liệu", "persons": {"k1": {"name": "Lò Thị Mây"}, "k2": {"name": "Đinh Núi"}}}) == [
        ("—", "name", "—", "")
    ]
    assert set(PersonDetails.objects.filter(person__in=["k1", "k2"]).values_list("name", flat=True)) == set(people())


def test_a_page_of_an_interface_and_what_could_be_anybody_or_anything(bring: Any) -> None:
    told = bring({"page": 1, "per_page": 30, "has_more": False, "result": [MAY, {**PAO, "gender": "male"}, PAO]})
    assert sorted(people()) == ["Lò Thị Mây", "Vàng A Páo"]
    assert told == [("—", "result[2]", "—", "")]


def test_names_in_decomposed_letters_are_composed(bring: Any) -> None:
    bring(
        {
            "persons": [
                {"id": unicodedata.normalize("NFD", "mã-số-một"), "name": unicodedata.normalize("NFD", "Lò Thị Mây")}
            ]
        }
    )
    assert list(people()) == ["Lò Thị Mây"]
    assert PersonDetails.objects.filter(person="mã-số-một").count() == 1


def test_ids_that_are_addresses_or_numbers(bring: Any) -> None:
    address = "https://example.org/people?id=1 2"
    stay = {"person_id": address, "organization_id": 17, "role": "Clerk", "start_date": "2020-01-01"}
    bring(
        {
            "persons": [{"id": address, "name": "Lò Thị Mây"}],
            "organizations": [{"id": 17, "name": "Ban Mười bảy"}],
            "memberships": [stay],
        }
    )
    assert [(name, since) for name, _, since, _ in stays()] == [("Lò Thị Mây", date(2020, 1, 1))]
    assert BodyState.objects.get(name="Ban Mười bảy").body_id == "17"


def test_the_same_id_twice_counts_once_and_the_other_is_told(bring: Any) -> None:
    told = bring({"persons": [MAY, MAY, {**MAY, "name": "Lò Văn Khác"}], "organizations": [HALL, HALL]})
    assert (list(people()), len(superiors())) == (["Lò Thị Mây"], 1)
    assert told == [("persons", "p/1", "id", "twice")]


def test_terms_that_follow_overlap_or_end_before_they_begin(bring: Any) -> None:
    who = {"person_id": "p/2", "organization_id": "o/hall", "role": "member"}
    told = bring(
        {
            "persons": [PAO],
            "organizations": [HALL],
            "memberships": [
                {"id": "m1", **who, "start_date": "2000-01-01", "end_date": "2004-12-31"},
                {"id": "m2", **who, "start_date": "2005-01-01", "end_date": "2009-12-31"},
                {"id": "m3", **who, "start_date": "2009-06-01", "end_date": "2014-05-01"},
                {"id": "m4", **who, "start_date": "2020-01-01", "end_date": "2019-01-01"},
                {"id": "m5", **who},
            ],
        }
    )
    assert [(since, until) for _, _, since, until in stays()] == [
        (date(2000, 1, 1), date(2005, 1, 1)),
        (date(2005, 1, 1), date(2014, 5, 2)),
    ]
    assert told == [
        ("memberships", "m4", "start_date, end_date", "backwards"),
        ("memberships", "m5", "id", "again"),
        ("memberships", "m3", "end_date", "joined"),
    ]


def test_values_of_no_text_are_no_names(bring: Any) -> None:
    told = bring({"persons": [PAO, {"id": "p/9", "name": ["Lò", "Mây"]}, "Lò Thị Mây", None]})
    assert list(people()) == ["Vàng A Páo"]
    assert told == [
        ("persons", "p/9", "name", "nameless"),
        ("—", "persons[2]", "—", ""),
        ("—", "persons[3]", "—", ""),
    ]


def test_what_is_told_names_the_place_and_the_reason_in_both_languages(officer: Acting, tmp_path: Path) -> None:
    _, converted = brought(tmp_path / "theirs.json", {"persons": [{**PAO, "birth_date": "1979"}]}, officer)
    (one,) = converted.notes
    assert one.message.en == "persons p/2 · birth_date: 1979 – not known to the day, so left blank"
    assert one.message.vi == "persons p/2 · birth_date: 1979 – không rõ đến ngày nên để trống"

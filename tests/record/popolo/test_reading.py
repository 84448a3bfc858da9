"""Popolo files as they are found: lists, wrappers, lines, things inside things, and what is no Popolo at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from liem.kernel.errors import LiemError
from liem.record.popolo.assuming import Assumptions
from liem.record.popolo.conversion import Converted, Values, convert
from liem.record.popolo.days import Settled, Stretch, held, settle, stretch_of
from liem.record.popolo.reading import Popolo, read_popolo

ANSWERS = ["level=province", "kind=unit", "kind:legislature=council", "role=specialist", "leading=no"]
PERSON = {"id": "p-1", "name": "Lò Thị  Mây", "gender": "female", "birth_date": "1985-09-05"}
BODY = {"id": "o-1", "name": "Hội đồng Thử", "classification": "legislature"}


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def of(path: Path, value: object) -> Popolo:
    return read_popolo(written(path / "file.json", json.dumps(value)))


def converted(path: Path, value: object, *answers: str) -> Converted:
    return convert(of(path, value), Assumptions.parse([*ANSWERS, *answers]), superior="tinh")


def tenures(path: Path, *memberships: dict[str, str]) -> list[Values]:
    file = {"persons": [PERSON], "organizations": [BODY], "memberships": list(memberships)}
    return converted(path, file).rows["tenures"]


def test_a_file_becomes_rows_of_the_workbook(tmp_path: Path) -> None:
    membership = {"id": "m-1", "person_id": "p-1", "organization_id": "o-1", "role": "member", "end_date": "2020-06-30"}

    found = converted(tmp_path, {"persons": [PERSON], "organizations": [BODY], "memberships": [membership]})

    post = found.rows["posts"][0]["post"]
    assert dict(found.rows) == {
        "bodies": [
            {
                "body": "o-1",
                "row": None,
                "name": "Hội đồng Thử",
                "kind": "council",
                "level": "province",
                "superior": "tinh",
                "place": None,
                "valid_from": None,
                "valid_to": None,
            }
        ],
        "posts": [
            {
                "post": post,
                "row": None,
                "body": "o-1",
                "title": "member",
                "role": "specialist",
                "is_leader": False,
                "is_key_leader": False,
                "is_personnel": False,
                "field": "",
                "area": "",
                "managed_by": None,
                "valid_from": None,
                "valid_to": None,
            }
        ],
        "people": [{"person": "p-1", "name": "Lò Thị Mây", "born_on": date(1985, 9, 5), "sex": "woman"}],
        "tenures": [
            {
                "row": "m-1",
                "person": "p-1",
                "post": post,
                "decision": "",
                "valid_from": None,
                "valid_to": date(2020, 7, 1),
            }
        ],
    }
    assert found.notes == []


@pytest.mark.parametrize(
    "value",
    [
        {"persons": [PERSON], "organizations": [BODY]},
        {"people": [PERSON], "organisations": [BODY]},
        {"total": 2, "result": [PERSON, BODY]},
        [PERSON, BODY],
        [{"type": "person", "id": "p-1", "name": "Lò Thị Mây"}, {"@type": "popolo:Organization", **BODY}],
    ],
)
def test_lists_are_found_however_they_are_wrapped(tmp_path: Path, value: object) -> None:
    found = of(tmp_path, value)
    assert [one["id"] for one in found.lists["persons"]] == ["p-1"]
    assert [one["id"] for one in found.lists["organizations"]] == ["o-1"]


def test_one_object_on_a_line(tmp_path: Path) -> None:
    lines = f"{json.dumps(PERSON)}\n\n{json.dumps(BODY)}\n"
    found = read_popolo(written(tmp_path / "file.jsonl", lines))
    assert ([one["id"] for one in found.lists["persons"]], len(found.lists["organizations"])) == (["p-1"], 1)


def test_what_stands_inside_something_else_is_taken_out(tmp_path: Path) -> None:
    person = {"name": "Đinh Núi", "memberships": [{"role": "member", "organization": {"name": "Hội Thử"}}]}

    found = converted(tmp_path, {"persons": [person]})

    code = found.rows["people"][0]["person"]
    body = found.rows["bodies"][0]["body"]
    assert str(code).startswith("popolo-")
    assert [(row["person"], row["post"]) for row in found.rows["tenures"]] == [(code, found.rows["posts"][0]["post"])]
    assert found.rows["posts"][0]["body"] == body
    assert converted(tmp_path, {"persons": [person]}).rows == found.rows  # the same codes each time


def test_codes_that_no_sheet_takes_are_made_anew_and_stay_the_same(tmp_path: Path) -> None:
    address = "https://example.org/" + "x" * 80
    person = {**PERSON, "id": address}
    rows = converted(
        tmp_path,
        {
            "persons": [person],
            "organizations": [BODY],
            "memberships": [{"person_id": address, "organization_id": "o-1"}],
        },
    ).rows
    assert rows["people"][0]["person"] == rows["tenures"][0]["person"]
    assert len(str(rows["people"][0]["person"])) == 23


def test_days_known_in_part_are_told_and_never_filled_in(tmp_path: Path) -> None:
    person = {**PERSON, "birth_date": "1985-09", "death_date": "2020", "gender": "unknown"}
    found = converted(tmp_path, {"persons": [person]})
    assert found.rows["people"] == [{"person": "p-1", "name": "Lò Thị Mây", "born_on": None, "sex": ""}]
    assert {(note.field, note.said) for note in found.notes} == {
        ("birth_date", "1985-09"),
        ("death_date", "2020"),
        ("gender", "unknown"),
    }


def test_two_memberships_that_meet_in_a_year_are_one_for_nobody_knows_the_day_between(tmp_path: Path) -> None:
    one = {"id": "m-1", "person_id": "p-1", "organization_id": "o-1", "start_date": "2010", "end_date": "2014"}
    two = {"id": "m-2", "person_id": "p-1", "organization_id": "o-1", "start_date": "2014", "end_date": "2018"}
    found = tenures(tmp_path, two, one)
    assert [(row["row"], row["valid_from"], row["valid_to"]) for row in found] == [
        ("m-1", None, date(2019, 1, 1)),
    ]


def test_what_only_a_guess_could_part_is_left_out_and_told(tmp_path: Path) -> None:
    who = {"person_id": "p-1", "organization_id": "o-1"}
    one = {"id": "m-1", **who, "start_date": "2010-01-01", "end_date": "2012-06-30"}
    two = {"id": "m-2", **who, "start_date": "2015"}
    found = converted(tmp_path, {"persons": [PERSON], "organizations": [BODY], "memberships": [one, two]})
    assert [(row["row"], row["valid_from"], row["valid_to"]) for row in found.rows["tenures"]] == [("m-2", None, None)]
    assert [(note.code, note.field, note.why) for note in found.notes] == [
        ("m-2", "start_date", "day"),
        ("m-1", "start_date, end_date", "apart"),
    ]


def test_an_end_known_in_part_is_no_later_than_the_next_beginning(tmp_path: Path) -> None:
    who = {"person_id": "p-1", "organization_id": "o-1"}
    one = {"id": "m-1", **who, "start_date": "2010-01-01", "end_date": "2014"}
    two = {"id": "m-2", **who, "start_date": "2014-05-01"}
    assert [(row["row"], row["valid_to"]) for row in tenures(tmp_path, one, two)] == [
        ("m-1", date(2014, 5, 1)),
        ("m-2", None),
    ]


def test_an_end_on_the_day_of_the_next_beginning_is_the_day_before_and_told(tmp_path: Path) -> None:
    who = {"person_id": "p-1", "organization_id": "o-1"}
    one = {"id": "m-1", **who, "start_date": "2010-01-01", "end_date": "2014-05-01"}
    two = {"id": "m-2", **who, "start_date": "2014-05-01"}
    found = converted(tmp_path, {"persons": [PERSON], "organizations": [BODY], "memberships": [one, two]})
    assert [(row["valid_from"], row["valid_to"]) for row in found.rows["tenures"]] == [
        (date(2010, 1, 1), date(2014, 5, 1)),
        (date(2014, 5, 1), None),
    ]
    assert [(note.code, note.field) for note in found.notes] == [("m-1", "end_date")]


def test_memberships_without_days_that_say_the_same_are_one(tmp_path: Path) -> None:
    same = {"person_id": "p-1", "organization_id": "o-1", "role": "member"}
    file = {"persons": [PERSON], "organizations": [BODY], "memberships": [same, {**same, "on_behalf_of_id": "o-2"}]}
    found = converted(tmp_path, file)
    assert len(found.rows["tenures"]) == 1
    assert {note.field for note in found.notes} == {"id", "on_behalf_of_id"}


def test_stretches_of_one_post_that_overlap_are_one() -> None:
    former = held(stretch_of("2010-01-01"), stretch_of("2015-05-01"))
    latter = held(stretch_of("2014-01-01"), stretch_of("2018-05-01"))
    assert settle(former, latter) is Settled.JOINED
    assert (former.since, former.until) == (date(2010, 1, 1), date(2018, 5, 2))


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("1990", Stretch(date(1990, 1, 1), date(1990, 12, 31))),
        ("1992-02", Stretch(date(1992, 2, 1), date(1992, 2, 29))),
        ("1990-05-17", Stretch(date(1990, 5, 17), date(1990, 5, 17))),
        ("1990-05-17T10:00:00Z", Stretch(date(1990, 5, 17), date(1990, 5, 17))),
        ("1990-02-30", None),
        ("1990-13", None),
        ("0000", None),
        ("17/05/1990", None),
        ("", None),
    ],
)
def test_written_days(text: str, stretch: Stretch | None) -> None:
    assert stretch_of(text) == stretch


def test_the_term_of_the_legislature_gives_the_days(tmp_path: Path) -> None:
    file = {
        "persons": [PERSON],
        "organizations": [BODY],
        "memberships": [{"person_id": "p-1", "organization_id": "o-1", "legislative_period_id": "t-1"}],
        "events": [{"id": "t-1", "start_date": "2010-01-01", "end_date": "2014-12-31"}],
    }
    found = converted(tmp_path, file)
    assert [(row["valid_from"], row["valid_to"]) for row in found.rows["tenures"]] == [
        (date(2010, 1, 1), date(2015, 1, 1))
    ]
    assert found.notes == []


def test_what_is_not_said_is_asked_and_not_guessed(tmp_path: Path) -> None:
    popolo = of(tmp_path, {"organizations": [BODY, {"id": "o-2", "name": "Hội", "classification": "committee"}]})
    with pytest.raises(LiemError) as refused:
        convert(popolo, Assumptions(), superior="tinh")
    assert refused.value.code == "popolo.assumptions"
    assert refused.value.data == {"kind": {"legislature": 1, "committee": 1}, "level": {"": 2}}
    assert "--assume kind=unit --assume level=commune" in refused.value.message.en


def test_an_answer_is_one_of_the_words_of_the_workbook() -> None:
    given = Assumptions.parse(["kind:Party=Tổ chức chính trị - xã hội", "leading=không", "superior=tinh-uy"]).given
    assert given == {"kind:party": "union", "leading": "false", "superior": "tinh-uy"}
    for wrong in ("kind=anything", "colour=red", "level"):
        with pytest.raises(LiemError) as refused:
            Assumptions.parse([wrong])
        assert refused.value.code == "popolo.assumption"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "popolo.not_json"),
        (b"{", "popolo.not_json"),
        (b"[" * 100_000, "popolo.not_json"),
        (b'{"id": 1}\n{"id": ', "popolo.not_json"),
        (b"\xff\xfe\x00\xd8", "popolo.not_json"),
        (b"PK\x03\x04", "popolo.not_json"),
        (b'{"persons": [{"id": ' + b"9" * 5000 + b"}]}", "popolo.not_json"),
        (b"[" + b"{}," * 2_500_001 + b"{}]", "popolo.too_many"),
        (b"1 " * 1_000_001, "popolo.too_many"),
        (b"{}", "popolo.nothing"),
        (b"[1, null, []]", "popolo.nothing"),
        (b'{"persons": []}', "popolo.nothing"),
        (b'{"persons": "many"}', "popolo.nothing"),
    ],
)
def test_what_is_no_popolo_is_refused_with_a_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(content)
    with pytest.raises(LiemError) as refused:
        read_popolo(path)
    assert refused.value.code == code


def test_values_of_the_wrong_kind_are_told_and_break_nothing(tmp_path: Path) -> None:
    file = {
        "persons": [PERSON, 7, {"id": ["x"], "name": {"full": "An"}, "memberships": "none", "birth_date": 1985}],
        "organizations": [BODY],
        "memberships": [{"person_id": {"a": 1}, "organization_id": "o-1"}, {"person_id": "p-1"}],
    }
    found = converted(tmp_path, file)
    assert [row["person"] for row in found.rows["people"]] == ["p-1"]
    assert found.rows["tenures"] == []
    assert [(note.list_name, note.code, note.why) for note in found.notes if note.why] == [
        ("persons", "persons[2]", "nameless"),
        ("memberships", "memberships[0]", "absent"),
    ]
    assert ("persons[1]", "7") in {(note.code, note.said) for note in found.notes}

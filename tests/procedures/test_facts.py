from __future__ import annotations

from datetime import date

import pytest

from facts_of import facts_of
from liem.procedures.models import (
    ActionProgramme,
    Candidacy,
    CandidacyState,
    NominationMeeting,
    Nominee,
    Participation,
)
from liem.record.models import Attestation, Kinship, PoliticalConclusion, RecognisedResult
from world import attestation, body, person, post, tenure, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
OPENED, PLANNED, DECIDED = date(2026, 1, 10), date(2026, 3, 1), date(2026, 2, 20)


def _candidacy(*, decided_on: date | None = DECIDED) -> None:
    write(
        body("agency"),
        post("deputy", "agency", role="deputy_director"),
        [row for key in ("an", "binh", "chi", "dung") for row in person(key)],
        Candidacy(key="c1", person_id="an", body_id="agency", post_id="deputy", kind="appointment"),
        CandidacyState(identity="c1", candidacy_id="c1", opened_on=OPENED, planned_on=PLANNED, decided_on=decided_on),
    )


def _part(who: str, part: str, *, recused: bool = False) -> Participation:
    return Participation(identity=f"c1/{who}/{part}", candidacy_id="c1", person_id=who, part=part, recused=recused)


def _fact(name: str, as_of: date = DAY) -> tuple[object, object]:
    row = facts_of("candidacy", as_of)["c1"]
    return row[name], row[f"{name}_closed"]


def test_a_candidacy_about_which_nothing_is_on_record_leaves_everything_open() -> None:
    _candidacy()
    assert facts_of("candidacy", DAY) == {
        "c1": {
            "person": "an",
            "body": "agency",
            "kind": "appointment",
            "opened_on": OPENED,
            "planned_on": PLANNED,
            "decided": True,
            "decided_on": DECIDED,
            "political_conclusions": 0,
            "political_conclusions_closed": False,
            "latest_recognised_result": None,
            "latest_recognised_result_closed": False,
            "action_programmes": 0,
            "action_programmes_closed": False,
            "related_participants": 0,
            "related_participants_closed": False,
            "participants": 0.0,
            "participants_declared": 0.0,
            "retires_on": date(2045, 5, 5),
            "in_post_since": None,
            "first_appointment": None,
            "latest_reprimand": None,
            "latest_reprimand_closed": False,
            "latest_warning": None,
            "latest_warning_closed": False,
            "latest_removal": None,
            "latest_removal_closed": False,
        }
    }


def test_a_decision_after_the_day_has_not_been_taken_and_a_later_opening_is_no_row() -> None:
    _candidacy()
    before = facts_of("candidacy", date(2026, 2, 19))["c1"]
    assert (before["decided"], before["decided_on"]) == (False, None)
    assert facts_of("candidacy", date(2026, 1, 9)) == {}


def test_only_conclusions_dated_by_the_opening_count() -> None:
    _candidacy()
    write(
        PoliticalConclusion(identity="k1", person_id="an", number="1", concluded_on=OPENED, authority="Ban A"),
        PoliticalConclusion(
            identity="k2", person_id="an", number="2", concluded_on=date(2026, 1, 11), authority="Ban A"
        ),
        PoliticalConclusion(identity="k3", person_id="binh", number="3", concluded_on=OPENED, authority="Ban A"),
    )
    assert _fact("political_conclusions") == (1, False)


@pytest.mark.parametrize(("complete_to", "closed"), [(date(2026, 1, 9), False), (OPENED, True)])
def test_an_attestation_closes_a_count_only_from_the_day_that_matters(complete_to: date, closed: bool) -> None:
    _candidacy()
    write(attestation("an", "political_conclusion", complete_to))
    assert _fact("political_conclusions") == (0, closed)


def test_the_latest_result_by_the_planned_day_counts() -> None:
    _candidacy()
    write(
        RecognisedResult(identity=f"r{day}", person_id="an", title="Sáng kiến", recognised_on=day, recognised_by="Tỉnh")
        for day in (date(2023, 3, 1), PLANNED, date(2026, 3, 2))
    )
    assert _fact("latest_recognised_result") == (PLANNED, False)


def test_a_programme_filed_after_the_decision_does_not_count() -> None:
    _candidacy()
    write(
        ActionProgramme(identity="a1", candidacy_id="c1", filed_on=date(2026, 2, 21)),
        attestation("c1", "papers", DECIDED),
    )
    assert _fact("action_programmes") == (0, True)
    write(ActionProgramme(identity="a2", candidacy_id="c1", filed_on=DECIDED))
    assert _fact("action_programmes") == (1, True)


def test_kin_is_found_whichever_side_declared_it_and_once_for_two_parts() -> None:
    _candidacy()
    write(
        _part("binh", "proposer"),
        _part("binh", "decider"),
        _part("chi", "decider"),
        Kinship(identity="an/binh", person_id="an", relative_id="binh", relation="sibling"),
        Kinship(identity="binh/an", person_id="binh", relative_id="an", relation="sibling"),
    )
    row = facts_of("candidacy", DAY)["c1"]
    assert (row["related_participants"], row["participants"], row["participants_declared"]) == (1, 2.0, 0.0)


def test_no_relative_may_be_said_only_when_all_who_took_part_have_declared() -> None:
    _candidacy()
    write(_part("binh", "proposer"), _part("chi", "decider"), attestation("binh", "kinship", OPENED))
    assert _fact("related_participants") == (0, False)
    write(attestation("chi", "kinship", date(2026, 5, 1)))
    assert _fact("related_participants") == (0, True)


def test_who_recused_themselves_took_no_part() -> None:
    _candidacy()
    write(
        _part("binh", "proposer", recused=True),
        _part("chi", "decider"),
        Kinship(identity="an/binh", person_id="an", relative_id="binh", relation="spouse"),
        attestation("chi", "kinship", OPENED),
    )
    assert _fact("related_participants") == (0, True)


def _led(start: date | None, end: date | None = None, *, where: str = "director") -> None:
    write(post(where, "agency", role="director", leader=True), tenure("an", where, start, end))


def test_time_in_post_runs_from_the_latest_leading_post_held_at_the_opening() -> None:
    _candidacy()
    _led(date(2015, 1, 1), date(2020, 1, 1), where="earlier")
    assert facts_of("candidacy", DAY)["c1"]["in_post_since"] is None
    _led(date(2018, 1, 1), where="first")
    _led(date(2021, 1, 1), where="second")
    _led(OPENED, where="on the day")
    row = facts_of("candidacy", DAY)["c1"]
    assert (row["in_post_since"], row["first_appointment"]) == (date(2021, 1, 1), False)


def test_time_in_post_is_unknown_while_one_of_the_posts_held_began_nobody_knows_when() -> None:
    _candidacy()
    _led(date(2021, 1, 1), where="first")
    _led(None, where="second")
    assert facts_of("candidacy", DAY)["c1"]["in_post_since"] is None


def test_a_first_appointment_is_known_once_the_past_is_declared_up_to_the_opening() -> None:
    _candidacy()
    write(tenure("an", "deputy", DECIDED), attestation("an", "tenures", date(2026, 1, 9)))
    assert facts_of("candidacy", DAY)["c1"]["first_appointment"] is None
    write(
        Attestation(
            identity="an/tenures/2",
            subject="an",
            section="tenures",
            complete_to=OPENED,
            attested_by="Phòng Hồ sơ",
            attested_on=OPENED,
        )
    )
    assert facts_of("candidacy", DAY)["c1"]["first_appointment"] is True


def test_that_somebody_was_never_disciplined_may_be_said_once_it_is_attested_up_to_the_opening() -> None:
    _candidacy()
    write(attestation("an", "discipline", OPENED))
    assert [_fact(f"latest_{kind}") for kind in ("reprimand", "warning", "removal")] == [(None, True)] * 3


def test_names_at_a_meeting_are_counted_and_closed_by_its_minutes() -> None:
    write(
        body("agency"),
        person("an"),
        person("binh"),
        NominationMeeting(key="m1", body_id="agency", subject="Phó Giám đốc", held_on=date(2026, 4, 1), places=1),
        NominationMeeting(key="m2", body_id="agency", subject="Phó Giám đốc", held_on=date(2026, 7, 1), places=1),
        Nominee(identity="m1/an", meeting_id="m1", person_id="an"),
        Nominee(identity="m1/binh", meeting_id="m1", person_id="binh"),
    )
    row = {"person": None, "body": "agency", "held_on": date(2026, 4, 1), "names": 2, "places": 1.0}
    assert facts_of("nomination_meeting", DAY) == {"m1": {**row, "names_closed": False}}
    write(attestation("m1", "names", date(2026, 4, 1)))
    assert facts_of("nomination_meeting", DAY) == {"m1": {**row, "names_closed": True}}

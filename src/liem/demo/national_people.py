"""The invented country in SQL, first part: places, bodies, posts, officials and their tenures, one province at a time.

Each text gives the columns that matter of one stored table; `national` adds the rest and fills in what stands in
braces. `pick(i, purpose, n)` falls on a number below `n` and `happens(i, purpose, share)` on yes or no, the same every
time for the same seed.

Everybody rises within a body or from one nearby: neighbours in number at the same rank are neighbours in place, and
the earlier post is some ranks further down. Nobody began before the age of 23 or has reached retirement age.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from liem.demo.names import KINH, syllables
from liem.record.choices import Sex
from liem.record.names import LETTERS_END, NEXT_WORD, spelled, without_marks

MACROS = """
CREATE OR REPLACE MACRO as_of() AS DATE '{as_of}';
CREATE OR REPLACE MACRO pick(i, purpose, n) AS (hash(i::BIGINT, purpose, '{seed}') % n::UBIGINT)::BIGINT;
CREATE OR REPLACE MACRO happens(i, purpose, share) AS hash(i::BIGINT, purpose, '{seed}') % 10000 < share * 10000;
CREATE OR REPLACE MACRO one_of(i, purpose, words) AS words[1 + pick(i, purpose, len(words))];
"""

PLACES = """
CREATE TABLE unit AS
    SELECT *, 'huyen-' || province_code || '-'
        || (row_number() OVER (PARTITION BY province_code ORDER BY code) - 1) // 5 AS district
    FROM read_csv('{places}', all_varchar = true);
CREATE TABLE record_place AS
    SELECT DISTINCT 'tinh-' || province_code AS key, province AS name, 'province' AS kind, NULL::VARCHAR AS within_id
    FROM unit
    UNION ALL
    SELECT DISTINCT district, 'huyện ' || right(district, -6), 'district', 'tinh-' || province_code FROM unit
    UNION ALL
    SELECT 'xa-' || code, lower(left(name, 1)) || right(name, -1), 'commune', district FROM unit;
"""

# How many organs of each kind a place of each level has, and what they are called.
_ORGANS = (
    ("province", "committee", "Tỉnh ủy", 1),
    ("province", "council", "Hội đồng nhân dân tỉnh", 1),
    ("province", "administration", "Ủy ban nhân dân tỉnh", 1),
    ("province", "front", "Mặt trận Tổ quốc tỉnh", 1),
    ("province", "union", "Đoàn thể tỉnh", 5),
    ("province", "commission", "Ban đảng", 5),
    ("province", "agency", "Sở", 20),
    ("province", "unit", "Phòng", 125),
    ("district", "committee", "Huyện ủy", 1),
    ("district", "council", "Hội đồng nhân dân huyện", 1),
    ("district", "administration", "Ủy ban nhân dân huyện", 1),
    ("district", "agency", "Phòng chuyên môn", 10),
    ("commune", "committee", "Đảng ủy", 1),
    ("commune", "council", "Hội đồng nhân dân xã", 1),
    ("commune", "administration", "Ủy ban nhân dân xã", 1),
    ("commune", "front", "Mặt trận Tổ quốc xã", 1),
    ("commune", "union", "Đoàn thể xã", 1),
    ("commune", "unit", "Đơn vị sự nghiệp", 4),
)
_ROLES = """CASE
    WHEN kind = 'committee' AND rank = 0 THEN 'secretary'
    WHEN kind = 'committee' AND rank = 1 THEN 'standing_deputy_secretary'
    WHEN kind = 'committee' AND rank = 2 THEN 'deputy_secretary'
    WHEN kind = 'committee' AND rank < 9 THEN 'standing_committee_member'
    WHEN kind = 'committee' AND rank < 30 THEN 'committee_member'
    WHEN kind = 'administration' AND rank = 0 THEN 'chair'
    WHEN kind = 'administration' AND rank < 3 THEN 'vice_chair'
    WHEN kind = 'council' AND rank = 0 THEN 'council_chair'
    WHEN kind = 'council' AND rank = 1 THEN 'council_vice_chair'
    WHEN kind = 'council' AND rank < 25 THEN 'council_member'
    WHEN rank = 0 THEN 'director'
    WHEN rank < 4 THEN 'deputy_director'
    WHEN rank < 7 THEN 'division_head'
    WHEN rank < 10 THEN 'division_deputy'
    ELSE 'specialist' END"""

ORGANS = """
CREATE TABLE place_here AS
    SELECT 'tinh-' || '{province}' AS place, 'province' AS level
    UNION ALL SELECT DISTINCT district, 'district' FROM unit WHERE province_code = '{province}'
    UNION ALL SELECT 'xa-' || code, 'commune' FROM unit WHERE province_code = '{province}';
CREATE TABLE organ AS
    SELECT place || '/' || kind || '-' || number AS key, place, level, kind, name
    FROM place_here JOIN (VALUES {organs}) AS organs(level, kind, name, copies) USING (level)
    CROSS JOIN range(125) AS numbers(number)
    WHERE number < copies;
CREATE TABLE living AS
    SELECT *, row_number() OVER (ORDER BY key) - 1 AS slot FROM organ WHERE level <> 'district';
CREATE TABLE former_post AS
    SELECT *, {roles} AS role, key || '/' || rank AS post, row_number() OVER (ORDER BY key, rank) - 1 AS slot
    FROM organ CROSS JOIN range(10) AS ranks(rank)
    WHERE level = 'district';
SET VARIABLE communes = (SELECT count(*) FROM unit);
SET VARIABLE living = (SELECT count(*) FROM living);
SET VARIABLE former_posts = (SELECT count(*) FROM former_post);
"""

OFFICIALS = """
CREATE TABLE seat AS
    SELECT i, i // getvariable('living') AS rank, living.*
    FROM range({people}) AS people(i) JOIN living ON living.slot = i % getvariable('living');
CREATE TABLE official AS
    SELECT i, '{province}-' || i AS key, key AS body, kind, level, rank, {roles} AS role, key || '/' || rank AS post,
        CASE WHEN happens(i, 'sex not known', 0.01) THEN '' WHEN happens(i, 'woman', 0.42) THEN 'woman' ELSE 'man' END
            AS sex,
        CASE WHEN NOT happens(i, 'birth not known', 0.01)
            THEN as_of() - {youngest} - pick(i, 'born', CASE WHEN happens(i, 'woman', 0.42) THEN {women} ELSE {men} END)
                ::INTEGER END AS born_on,
        CASE WHEN happens(i, 'minority', 0.15) THEN one_of(i, 'people', ['Tày', 'Nùng', 'Mường', 'Dao'])
            ELSE '{kinh}' END AS ethnicity,
        CASE WHEN happens(i, 'comes from elsewhere', 0.3) THEN elsewhere
            WHEN NOT happens(i, 'home not known', 0.02) THEN place END AS home,
        as_of() - 30 - pick(i, 'since', 1800)::INTEGER AS since,
        as_of() - 1900 - pick(i, 'before', 1500)::INTEGER AS before,
        as_of() - 3500 - pick(i, 'first', 1500)::INTEGER AS first,
        CASE WHEN happens(i, 'rotated', 0.01) OR happens(i, 'came from nearby', 0.3)
            THEN 1 + pick(i, 'nearby', 40) ELSE 0 END AS moved,
        i + getvariable('living') * (1 + pick(i, 'rose', 6)) + moved AS held_before,
        i + getvariable('living') * (7 + pick(i, 'rose from', 20)) + moved AS held_first
    FROM seat JOIN (
        SELECT key AS elsewhere, row_number() OVER (ORDER BY key) - 1 AS number
        FROM record_place WHERE record_place.kind = 'commune'
    ) ON number = pick(seat.i, 'elsewhere', getvariable('communes'));
"""


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with each value in place of its name in braces, quotes doubled where the text quotes it."""
    for name, value in values.items():
        text = text.replace(f"'{{{name}}}'", f"""'{str(value).replace("'", "''")}'""").replace(
            f"{{{name}}}", str(value)
        )
    return text


def _words(values: Iterable[str]) -> str:
    return "[" + ", ".join(f"'{value}'" for value in values) + "]"


def _syllable(place: int, written: Callable[[str], str]) -> str:
    """SQL that falls on a syllable of the full name, by sex; `written` spells it."""
    women, men = (syllables(sex)[place] for sex in (Sex.WOMAN, Sex.MAN))
    return (
        f"one_of(i, 'name {place}', CASE WHEN sex = 'woman' THEN {_words(map(written, women))} "
        f"ELSE {_words(map(written, men))} END)"
    )


def _full_name(written: Callable[[str], str]) -> str:
    """SQL that puts a full name together from the lists of syllables."""
    return " || ' ' || ".join(_syllable(place, written) for place in range(4))


def _sort_name() -> str:
    """SQL for what `sort_name` gives: the given name, then the two syllables in the middle, then the family name."""
    letters, tones = ([_syllable(place, part) for place in range(4)] for part in (_letters, _tone))
    end, next_word = f"'{LETTERS_END}'", f"'{NEXT_WORD}'"
    given, family = (f"{letters[place]} || {end} || {tones[place]}" for place in (3, 0))
    middle = f"{letters[1]} || {next_word} || {letters[2]} || {end} || {tones[1]} || {tones[2]}"
    return f"{given} || {middle} || {family}"


def _letters(syllable: str) -> str:
    return spelled(syllable)[0]


def _tone(syllable: str) -> str:
    return spelled(syllable)[1]


PARTS: dict[str, str] = {
    # In days: 37 is the least age, 57 a woman's and 61 and a half a man's on the day asked about.
    **{"youngest": "13500", "women": "7300", "men": "8900"},
    "standing": "list_position(['province', 'district', 'commune'], level) * 20 - CASE WHEN {leads_all} THEN 16 "
    "WHEN rank < 4 THEN 12 WHEN {leads} THEN 8 ELSE 1 END",
    "roles": _ROLES,
    "leads": "role NOT IN ('specialist', 'committee_member', 'council_member', 'standing_committee_member')",
    "leads_all": "role IN ('secretary', 'standing_deputy_secretary', 'deputy_secretary', 'chair', 'council_chair')",
    "organs": ", ".join(map(str, _ORGANS)),
    "kinh": KINH,
    "full_name": _full_name(str),
    "search_name": _full_name(without_marks),
    "sort_name": _sort_name(),
}
"""What stands in braces and is the same in every province."""

TABLES: dict[str, str] = {
    "record_body": "SELECT key FROM organ",
    "record_bodystate": """
        SELECT key AS identity, key AS body_id, name || ' ' || key AS name, kind, level, place AS place_id,
            CASE WHEN level = 'province' AND kind = 'committee' THEN NULL
                WHEN kind = 'committee' THEN 'tinh-{province}/committee-0'
                ELSE place || '/committee-0' END AS superior_id,
            DATE '2005-01-01' AS valid_from,
            CASE WHEN level = 'district' THEN DATE '2025-07-01' END AS valid_to
        FROM organ""",
    "record_post": "SELECT post AS key FROM official UNION ALL SELECT post FROM former_post",
    "record_poststate": """
        SELECT post AS identity, post AS post_id, body AS body_id, role AS title, role,
            CASE WHEN role = 'specialist' AND rank % 40 = 11 THEN 'personnel' ELSE '' END AS field,
            CASE WHEN rank % 80 = 11 THEN 'khối ' || i % 4 ELSE '' END AS area,
            {leads} AS is_leader, {leads_all} AS is_key_leader, body AS managed_by_id,
            {standing} AS rank, CASE WHEN rank % 20 = 13 THEN 36 END AS transfer_months,
            CASE WHEN rank % 20 = 13 THEN happens(i, 'listed for transfer', 0.97) END AS is_transfer_listed,
            DATE '2005-01-01' AS valid_from, NULL::DATE AS valid_to
        FROM official
        UNION ALL
        SELECT post, post, key, role, role, '', '', {leads}, {leads_all}, key, {standing}, NULL, NULL,
            DATE '2005-01-01', DATE '2025-07-01'
        FROM former_post""",
    "record_person": "SELECT key FROM official",
    "record_persondetails": """
        SELECT key AS identity, key AS person_id, {full_name} AS name, {search_name} AS search_name,
            {sort_name} AS sort_name, born_on, sex, ethnicity, home AS home_place_id, first + 500 AS joined_party_on
        FROM official""",
    "record_tenure": """
        SELECT key || '/3' AS identity, key AS person_id, post AS post_id,
            CASE WHEN NOT happens(i, 'start not known', 0.01) THEN since END AS valid_from, NULL::DATE AS valid_to,
            CASE WHEN happens(i, 'kind of act not known', 0.05) THEN ''
                WHEN happens(i, 'rotated', 0.01) THEN 'rotation' ELSE 'appointment' END AS kind
        FROM official
        UNION ALL
        SELECT official.key || '/2', official.key, coalesce(other.post, official.post), official.before, official.since,
            'appointment'
        FROM official LEFT JOIN official AS other ON other.i = official.held_before
        UNION ALL
        SELECT official.key || '/1', official.key,
            CASE WHEN official.leads AND happens(official.i, 'in a district', 0.5) THEN former_post.post
                ELSE coalesce(other.post, official.post) END,
            official.first, official.before, 'appointment'
        FROM (SELECT *, {leads} AS leads FROM official) AS official
        LEFT JOIN official AS other ON other.i = official.held_first
        JOIN former_post ON former_post.slot = pick(official.i, 'district post', getvariable('former_posts'))
        UNION ALL
        SELECT official.key || '/0', official.key, other.post, official.since, NULL, 'appointment'
        FROM official JOIN official AS other ON other.i = (official.i + 1 + pick(official.i, 'beside', 5)) % {people}
        WHERE happens(official.i, 'holds a second post', 0.03)""",
}

"""The invented country in SQL, third part: qualifications, discipline, terms of office and succession lists."""

from __future__ import annotations

LISTS = """
CREATE TABLE list AS
    SELECT i, rank, 'ds-' || post AS key, body, post, 'nk-' || body AS term,
        as_of() - 60 - pick(i, 'list approved', 400)::INTEGER AS approved_on
    FROM official WHERE {leads};
CREATE TABLE listed AS
    SELECT list.i * 4 + number AS i, list.key AS list, list.key || '/' || number AS key, official.key AS person,
        approved_on
    FROM list CROSS JOIN range(4) AS numbers(number)
    JOIN official ON official.i = (list.i + getvariable('living') * (2 + number)) % {people}
    WHERE number < 3 OR happens(list.i, 'long list', 0.02);
"""

TABLES: dict[str, str] = {
    "record_qualification": """
        SELECT 'bc-' || key AS identity, key AS person_id, 'degree' AS kind,
            one_of(i, 'degree', ['college', 'university', 'university', 'university', 'master']) AS level,
            CASE WHEN NOT happens(i, 'degree not dated', 0.02) THEN first - 400 END AS obtained_on
        FROM official WHERE happens(i, 'has a degree', 0.95)
        UNION ALL
        SELECT 'll-' || key, key, 'political_theory',
            one_of(i, 'theory', ['elementary_theory', 'intermediate_theory', 'intermediate_theory', 'advanced_theory']),
            since - 300 + pick(i, 'theory obtained', 320)::INTEGER
        FROM official WHERE {leads} OR happens(i, 'learns theory', 0.15)""",
    "record_poststandard": """
        SELECT 'tc-' || post || '-' || what AS identity, post AS post_id, what AS kind, needed AS level,
            DATE '2010-01-01' AS valid_from
        FROM official
        CROSS JOIN (VALUES ('degree', 'university'), ('political_theory', 'intermediate_theory')) AS asked(what, needed)
        WHERE {leads}""",
    "record_discipline": """
        SELECT 'kt-' || key AS identity, key AS person_id, one_of(i, 'side', ['party', 'state']) AS side,
            one_of(i, 'form', ['reprimand', 'reprimand', 'reprimand', 'warning', 'removal']) AS form,
            as_of() - pick(i, 'disciplined on', 2500)::INTEGER AS decided_on,
            CASE WHEN happens(i, 'term of discipline', 0.9)
                THEN as_of() - pick(i, 'disciplined on', 2500)::INTEGER + 365 END AS ends_on
        FROM official WHERE happens(i, 'disciplined', 0.01)""",
    "record_term": "SELECT 'nk-' || key AS key, key AS body_id FROM living",
    "record_termstate": """
        SELECT 'nk-' || key AS identity, 'nk-' || key AS term_id, '2030-2035' AS name,
            DATE '2030-10-15' AS valid_from, DATE '2035-10-15' AS valid_to
        FROM living""",
    "record_successionlist": "SELECT key, body AS body_id, post AS post_id, term AS term_id FROM list",
    "record_successionliststate": """
        SELECT key AS identity, key AS list_id, approved_on,
            CASE WHEN happens(i, 'list reviewed', 0.9) THEN approved_on + pick(i, 'review', 60)::INTEGER END
                AS reviewed_on,
            CASE WHEN happens(i, 'list published', 0.97) THEN approved_on + 15 END AS published_on
        FROM list""",
    "record_successionentry": """
        SELECT key AS identity, list AS list_id, person AS person_id, approved_on,
            CASE WHEN happens(i, 'taken off', 0.02) THEN approved_on + 40 END AS removed_on
        FROM listed""",
}

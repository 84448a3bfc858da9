"""The invented country in SQL, second part: what hangs on an official, the personnel steps, and who attested what."""

from __future__ import annotations

from liem.demo.national_people import filled

STEPS = """
CREATE TABLE step AS
    SELECT i, 'bn-' || key AS key, key AS person, body, post,
        one_of(i, 'kind of step', ['appointment', 'appointment', 'appointment', 'reappointment', 'nomination',
            'succession', 'training']) AS kind,
        as_of() - 20 - pick(i, 'opened', 700)::INTEGER AS opened_on
    FROM official WHERE happens(i, 'in a step', 0.015);
CREATE TABLE meeting AS
    SELECT slot, 'hn-' || key AS key, key AS body, as_of() - 5 - pick(slot, 'meeting', 700)::INTEGER AS held_on,
        1 + pick(slot, 'places', 3) AS places
    FROM living WHERE happens(slot, 'meets', 0.3);
CREATE TABLE taking_part AS
    SELECT step.i, step.key AS step, step.opened_on, official.key AS person, number
    FROM step CROSS JOIN range(5) AS numbers(number)
    JOIN official ON official.i = (step.i + 1 + pick(step.i * 5 + number, 'takes part', 200)) % {people};
"""

PARTS: dict[str, str] = {
    "evaluated": "official CROSS JOIN (VALUES (2024, DATE '2024-12-16'), (2025, DATE '2025-12-15')) "
    "AS years(year, evaluated_on) WHERE (year = 2025 OR happens(i, 'evaluated before', 0.15))",
    "declares": "(role <> 'specialist' OR happens(i, 'declares', 0.08))",
}
"""What stands in braces and is the same in every province."""

TABLES: dict[str, str] = {
    "record_languageskill": """
        SELECT 'nn-' || key AS identity, key AS person_id,
            one_of(i, 'language', ['tiếng Anh', 'tiếng Trung', 'tiếng Lào', 'tiếng Pháp']) AS language
        FROM official WHERE happens(i, 'speaks', 0.5)""",
    "record_kinship": """
        SELECT 'qh-' || official.key AS identity, official.key AS person_id, other.key AS relative_id,
            one_of(official.i, 'relation', ['spouse', 'sibling', 'parent', 'child', 'sibling_in_law']) AS relation
        FROM official JOIN official AS other
        ON other.i = (official.i + getvariable('living') * (1 + pick(official.i, 'kin', 4))) % {people}
        WHERE happens(official.i, 'has kin here', 0.02) AND other.i <> official.i""",
    "record_evaluation": """
        SELECT 'dg-' || key || '-' || year AS key, key AS person_id, body AS body_id, year FROM {evaluated}""",
    "record_evaluationform": """
        SELECT 'dg-' || key || '-' || year AS identity, 'dg-' || key || '-' || year AS evaluation_id,
            CASE WHEN happens(i * 9 + year, 'excellent', 0.17) THEN 'excellent'
                WHEN happens(i * 9 + year, 'good', 0.8) THEN 'good'
                WHEN happens(i * 9 + year, 'completed', 0.95) THEN 'completed' ELSE 'not_completed' END AS grade,
            CASE WHEN happens(i * 9 + year, 'collective', 0.98) THEN 'good' ELSE '' END AS collective_grade,
            CASE WHEN happens(i * 9 + year, 'result', 0.9) THEN '96%' ELSE '' END AS body_result, evaluated_on
        FROM {evaluated}""",
    "record_evaluationproduct": """
        SELECT 'sk-' || key || '-' || year AS identity, 'dg-' || key || '-' || year AS evaluation_id,
            'Sáng kiến ' || i AS title
        FROM {evaluated} AND happens(i * 9 + year, 'excellent', 0.17) AND happens(i, 'product', 0.98)""",
    "record_declarationduty": """
        SELECT 'kk-' || key AS key, key AS person_id, body AS body_id, 2025 AS year, DATE '2025-12-31' AS due_on
        FROM official WHERE {declares}""",
    "record_declaration": """
        SELECT 'kk-' || key || '-filed' AS identity, 'kk-' || key AS duty_id, 'filed' AS step,
            DATE '2026-01-01' - pick(i, 'filed', 60)::INTEGER AS taken_on
        FROM official WHERE {declares} AND happens(i, 'files', 0.99)
        UNION ALL
        SELECT 'kk-' || key || '-published', 'kk-' || key, 'published',
            DATE '2026-02-01' + pick(i, 'published', 40)::INTEGER
        FROM official WHERE {declares} AND happens(i, 'files', 0.99) AND happens(i, 'publishes', 0.98)""",
    "record_politicalconclusion": """
        SELECT 'kl-' || key AS identity, person AS person_id, i || '-KL' AS number,
            opened_on - 200 + pick(i, 'concluded', 210)::INTEGER AS concluded_on, 'Cơ quan có thẩm quyền' AS authority
        FROM step WHERE happens(i, 'concluded on', 0.97)""",
    "record_recognisedresult": """
        SELECT 'kq-' || key AS identity, person AS person_id, 'Kết quả ' || i AS title,
            opened_on - pick(i, 'recognised', 1100)::INTEGER AS recognised_on,
            'Cấp có thẩm quyền' AS recognised_by
        FROM step WHERE happens(i, 'has a result', 0.9)""",
    "procedures_candidacy": "SELECT key, person AS person_id, body AS body_id, post AS post_id, kind FROM step",
    "procedures_candidacystate": """
        SELECT key AS identity, key AS candidacy_id, opened_on,
            CASE WHEN happens(i, 'planned', 0.95) THEN opened_on + 60 + pick(i, 'plan', 120)::INTEGER END AS planned_on,
            CASE WHEN happens(i, 'decided', 0.8) THEN opened_on + 60 + pick(i, 'decision', 150)::INTEGER END
                AS decided_on
        FROM step""",
    "procedures_participation": """
        SELECT step || '/' || number AS identity, step AS candidacy_id, person AS person_id,
            ['proposer', 'assessor', 'assessor', 'decider', 'decider'][1 + number] AS part,
            happens(i * 5 + number, 'recused', 0.02) AS recused
        FROM taking_part""",
    "procedures_actionprogramme": """
        SELECT 'ct-' || key AS identity, key AS candidacy_id, opened_on + 30 AS filed_on
        FROM step WHERE kind IN ('appointment', 'nomination') AND happens(i, 'programme', 0.96)""",
    "procedures_nominationmeeting": """
        SELECT key, body AS body_id, 'Giới thiệu nhân sự' AS subject, held_on, places FROM meeting""",
    "procedures_nominee": """
        SELECT meeting.key || '/' || number AS identity, meeting.key AS meeting_id, official.key AS person_id
        FROM meeting CROSS JOIN range(4) AS numbers(number)
        JOIN official ON official.i = (slot + pick(slot * 4 + number, 'nominee', 1000)) % {people}
        WHERE number <= places AND happens(slot * 4 + number, 'is put forward', 0.97)""",
}

_ATTESTED = """
    SELECT '{section}:' || {subject} AS identity, {subject} AS subject, '{section}' AS section,
        as_of() - CASE WHEN happens({number}, 'late {section}', 0.01) THEN 400 ELSE 0 END AS complete_to,
        'Đơn vị quản lý hồ sơ' AS attested_by, as_of() AS attested_on
    FROM {rows} WHERE happens({number}, 'attested {section}', {share})"""
# Section of the record, whose key it is attested for, where those keys come from, their number, how often it is.
_SECTIONS = (
    ("tenures", "key", "official", "i", "0.95"),
    ("languages", "key", "official", "i", "0.95"),
    ("kinship", "key", "official", "i", "0.97"),
    ("discipline", "key", "official", "i", "0.95"),
    ("qualifications", "key", "official", "i", "0.95"),
    ("exceptions", "key", "(FROM official WHERE rank % 20 = 13)", "i", "0.9"),
    ("succession", "key", "list", "i", "0.96"),
    ("succession", "person", "(SELECT min(i) AS i, person FROM listed GROUP BY person)", "i", "0.96"),
    ("declarations", "key", "(FROM official WHERE {declares})", "i", "0.98"),
    ("evaluation_form", "'dg-' || key || '-' || year", "(FROM {evaluated})", "i * 9 + year", "0.97"),
    ("results", "person", "step", "i", "0.96"),
    ("political_conclusion", "person", "step", "i", "0.97"),
    ("papers", "key", "step", "i", "0.96"),
    ("names", "key", "meeting", "slot", "0.97"),
)
TABLES["record_attestation"] = " UNION ALL ".join(
    filled(_ATTESTED, dict(zip(("section", "subject", "rows", "number", "share"), section, strict=True)))
    for section in _SECTIONS
)

"""Database triggers that refuse to change or delete a ledger entry: a guard against accidents and careless tools.

Whoever owns the database can drop them; what shows that is the ledger itself (`verification.py`).
"""

from __future__ import annotations

_SQLITE_GUARD = [
    f"CREATE TRIGGER actions_ledgerentry_no_{event.lower()} BEFORE {event} ON actions_ledgerentry "
    "BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed or deleted'); END"
    for event in ("UPDATE", "DELETE")
]
_SQLITE_UNGUARD = [f"DROP TRIGGER IF EXISTS actions_ledgerentry_no_{event}" for event in ("update", "delete")]

_POSTGRESQL_GUARD = [
    "CREATE OR REPLACE FUNCTION actions_ledgerentry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a ledger entry is never changed or deleted'; END $$",
    "CREATE TRIGGER actions_ledgerentry_guard BEFORE UPDATE OR DELETE ON actions_ledgerentry "
    "FOR EACH ROW EXECUTE FUNCTION actions_ledgerentry_refuse()",
]
_POSTGRESQL_UNGUARD = [
    "DROP TRIGGER IF EXISTS actions_ledgerentry_guard ON actions_ledgerentry",
    "DROP FUNCTION IF EXISTS actions_ledgerentry_refuse()",
]

# By Django's name of the engine. A migration that rebuilds the table on SQLite must guard it again.
GUARD = {"sqlite": _SQLITE_GUARD, "postgresql": _POSTGRESQL_GUARD}
UNGUARD = {"sqlite": _SQLITE_UNGUARD, "postgresql": _POSTGRESQL_UNGUARD}

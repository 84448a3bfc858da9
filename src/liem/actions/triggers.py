"""Database triggers that refuse to change what the ledger rests on: a guard against accidents and careless tools.

Whoever owns the database can drop them; what shows that is the ledger itself (`verification.py`).
"""

from __future__ import annotations

GUARDED = ("ledgerentry", "writtenrow", "keptroot", "checkpoint", "cosignature", "erasure")
_FUNCTION = "actions_ledgerentry_refuse"
_SAID = "a ledger entry is never changed or deleted"


def guard(vendor: str, table: str) -> list[str]:
    """The statements that guard one table of this app; `vendor` is Django's name of the engine.

    A migration that rebuilds the table on SQLite must guard it again.
    """
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER actions_{table}_no_{event.lower()} BEFORE {event} ON actions_{table} "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            for event in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$",
        f"CREATE TRIGGER actions_{table}_guard BEFORE UPDATE OR DELETE ON actions_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION {_FUNCTION}()",
    ]


def unguard(vendor: str, table: str) -> list[str]:
    """The statements that take the guard off again."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS actions_{table}_no_{event}" for event in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS actions_{table}_guard ON actions_{table}"]


UNGUARD = {
    vendor: [statement for table in GUARDED for statement in unguard(vendor, table)]
    for vendor in ("sqlite", "postgresql")
}

"""Database triggers that refuse to change what the ledger rests on: a guard against accidents and careless tools.

Whoever owns the database can drop them; what shows that is the ledger itself (`verification.py`).
"""

from __future__ import annotations

GUARDED = ("ledgerentry", "writtenrow", "keptroot", "checkpoint", "cosignature", "erasure", "erasedrow")
_FUNCTION = "actions_ledgerentry_refuse"
_SAID = "a ledger entry is never changed or deleted"
_KEPT = {"writtenrow": ("id", "entry_id", "ordinal", "kind", "table", "row_key", "digest")}
"""Where the salt of a row may be erased, and its reason with it; what then stays as it is."""


def guard(vendor: str, table: str) -> list[str]:
    """The statements that guard one table of this app; `vendor` is Django's name of the engine.

    A migration that rebuilds the table on SQLite must guard it again.
    """
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER actions_{table}_no_{event.lower()} BEFORE {event} ON actions_{table} "
            f"{_unless_erased(vendor, table, event)}BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            for event in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}'; END $$",
        *(
            f"CREATE TRIGGER actions_{table}_no_{event.lower()} BEFORE {event} ON actions_{table} "
            f"FOR EACH ROW {_unless_erased(vendor, table, event)}EXECUTE FUNCTION {_FUNCTION}()"
            for event in ("UPDATE", "DELETE")
        ),
    ]


def unguard(vendor: str, table: str) -> list[str]:
    """The statements that take the guard off again."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS actions_{table}_no_{event}" for event in ("update", "delete")]
    names = (f"actions_{table}_{name}" for name in ("guard", "no_update", "no_delete"))
    return [f"DROP TRIGGER IF EXISTS {name} ON actions_{table}" for name in names]


def _unless_erased(vendor: str, table: str, event: str) -> str:
    """The condition under which the trigger refuses; none where it always does."""
    if event != "UPDATE" or table not in _KEPT:
        return ""
    same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    kept = " AND ".join(f'NEW."{column}" {same} OLD."{column}"' for column in _KEPT[table])
    return f"WHEN (NOT (length(NEW.salt) = 0 AND NEW.reason IN ('', OLD.reason) AND {kept})) "


UNGUARD = {
    vendor: [statement for table in GUARDED for statement in unguard(vendor, table)]
    for vendor in ("sqlite", "postgresql")
}

"""The one way to write: mandate, transaction, ledger entry, outbox."""

"""Words that every layer shares: days and terms, clause addresses, time in force, verdicts, errors."""

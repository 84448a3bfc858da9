"""A procedure run: prepared, opened, taken step by step, corrected; where it stands and who acts next."""

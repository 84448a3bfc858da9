"""Cases that run: a procedure walked from its preparing to its end through the same actions that pages call."""
